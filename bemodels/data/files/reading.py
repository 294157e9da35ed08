"""A file of any known format, as columns of text."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from bemodels.data.files.blank_rows import without_blank_rows
from bemodels.data.files.decoding import to_utf8
from bemodels.data.files.delimited import read_delimited
from bemodels.data.files.opening import MAX_BYTES, InputFile, open_input
from bemodels.data.files.table_words import LOG_WORDS, TableWords
from bemodels.data.problems import refuse_file
from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_type, shown

if TYPE_CHECKING:
    from os import PathLike

    from bemodels.data.files.raw_table import RawTable

TEXT_ENDINGS = {"csv": ",", "txt": ",", "tsv": "\t"}
BINARY_ENDINGS = {"parquet": "parquet", "xlsx": "excel", "dta": "stata"}
COMMA = ","
TAB = ("tab", r"\t")


def read_raw_table(
    path: str | PathLike[str],
    *,
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
) -> RawTable:
    """Read a file's columns as text, whatever its format, and interpret none.

    Parameters
    ----------
    path, encoding, delimiter, max_bytes, sheet
        As for `read_flawed_table`.

    Returns
    -------
    RawTable
        Columns, lines, digest and notices; without problems.

    Raises
    ------
    InvalidDataError
        If the file cannot be read as the table that it should be; every problem that
        was found is a line.
    """
    raw = read_flawed_table(
        path,
        encoding=encoding,
        delimiter=delimiter,
        max_bytes=max_bytes,
        sheet=sheet,
    )
    raw.problems.refuse()
    return raw


def read_flawed_table(
    path: str | PathLike[str],
    *,
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
    words: TableWords = LOG_WORDS,
) -> RawTable:
    """Read what can be read of a file's columns as text, with what is wrong with it.

    Parameters
    ----------
    path : str or path-like
        A ``.csv``, ``.tsv``, ``.txt``, ``.parquet``, ``.xlsx`` or ``.dta`` file, or
        one of these packed with gzip (``.gz``).
    encoding : str, default "utf-8"
        Of a text file.
    delimiter : str, default ","
        Of a text file; a ``.tsv`` file has tabs.
    max_bytes : int, default 200,000,000
        The largest file that is read.
    sheet : str, optional
        Of an Excel workbook; not needed where one alone holds cells.
    words : TableWords, optional
        Of the table that is looked for; an incident log by default.

    Returns
    -------
    RawTable
        Sound rows and named columns; its problems are those of header and lines, and
        are to be refused by whoever has looked at the cells.

    Raises
    ------
    InvalidDataError
        If nothing of the file can be read as the table that it should be.
    """
    check_type("encoding", encoding, str)
    chosen = delimiter_of(delimiter)
    file = replace(open_input(path, max_bytes=max_bytes), words=words)
    if sheet is not None:
        table = _read_sheet(file, sheet)
    elif file.ending in BINARY_ENDINGS:
        reader = import_module(f"bemodels.data.files.{BINARY_ENDINGS[file.ending]}")
        table = reader.read_table(file)
    else:
        table = _read_text(file, encoding=encoding, delimiter=chosen)
    file.refuse_change()
    return without_blank_rows(table, words)


def delimiter_of(text: str) -> str:
    r"""Return the character that a delimiter is, however a shell passed it.

    Parameters
    ----------
    text : str
        One character, or ``"tab"`` or a backslash and a t.

    Returns
    -------
    str
        One character.

    Raises
    ------
    InvalidDataError
        If it is none that can stand between cells.

    Examples
    --------
    >>> delimiter_of(";"), delimiter_of("tab"), delimiter_of(r"\t")
    (';', '\t', '\t')
    """
    if text in TAB:
        return "\t"
    if not isinstance(text, str) or len(text) != 1 or text in '"\r\n':
        raise InvalidDataError(
            f"the delimiter must be one character, got {shown(text)}"
        )
    return text


def _read_sheet(file: InputFile, sheet: str) -> RawTable:
    from bemodels.data.files.excel import read_sheet

    check_type("sheet", sheet, str)
    if BINARY_ENDINGS.get(file.ending) != "excel":
        refuse_file(
            file.name, "a sheet is named, and the file is no Excel workbook (.xlsx)"
        )
    return read_sheet(file, sheet)


def _read_text(file: InputFile, *, encoding: str, delimiter: str) -> RawTable:
    if file.ending not in TEXT_ENDINGS:
        known = ", ".join(f".{one}" for one in (*TEXT_ENDINGS, *BINARY_ENDINGS))
        refuse_file(
            file.name,
            "the format is not known by its ending",
            hint=f"name it {known}, with .gz behind if it is packed",
        )
    own = TEXT_ENDINGS[file.ending]
    content, first = to_utf8(file.content, source=file.name, encoding=encoding)
    table = read_delimited(
        content,
        source=file.name,
        sha256=file.sha256,
        delimiter=own if delimiter == COMMA else delimiter,
        words=file.words,
    )
    return replace(table, notices=(*first, *table.notices))
