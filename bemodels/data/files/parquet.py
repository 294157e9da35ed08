"""Parquet files, whole."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from bemodels.data.files.raw_table import RawColumn
from bemodels.data.files.typed_cells import text_of, to_raw_table
from bemodels.data.problems import one_line, refuse_file

if TYPE_CHECKING:
    import pyarrow as pa

    from bemodels.data.files.opening import InputFile
    from bemodels.data.files.raw_table import RawTable


def read_table(file: InputFile) -> RawTable:
    """Read a Parquet file.

    Parameters
    ----------
    file : InputFile
        The file.

    Returns
    -------
    RawTable
        Its cells as text.

    Raises
    ------
    InvalidDataError
        If it is no sound Parquet file, or it has no row.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.read_table(BytesIO(file.content))
        columns = [to_raw_column(one) for one in table.columns]
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        refuse_file(file.name, f"is no sound Parquet file: {one_line(error)}")
    if not len(table):
        refuse_file(file.name, f"no {file.words.rows}: it has no rows")
    return to_raw_table(file, table.column_names, columns)


def to_raw_column(column: pa.ChunkedArray) -> RawColumn:
    """Bring a typed Arrow column into text, a distinct value at a time.

    Parameters
    ----------
    column : pyarrow.ChunkedArray
        Of any type; null stands for nothing.

    Returns
    -------
    RawColumn
        The same cells as text.
    """
    import pyarrow as pa

    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode(null_encoding="encode")
    whole = column.unify_dictionaries().combine_chunks()
    if whole.indices.null_count:
        whole = whole.cast(whole.type.value_type).dictionary_encode("encode")
    values, codes = whole.dictionary, whole.indices.to_numpy(zero_copy_only=False)
    is_text = pa.types.is_string(values.type) or pa.types.is_large_string(values.type)
    if is_text and not values.null_count:
        # Distinct texts stay so: a million identifiers need no second look.
        return RawColumn(texts=tuple(values.to_pylist()), codes=codes)
    return RawColumn.merged(tuple(map(text_of, values.to_pylist())), codes)
