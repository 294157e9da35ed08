"""Stata files, which replication archives hold: labels as text, dates as days."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from bemodels.data.files.typed_cells import to_column, to_raw_table
from bemodels.data.problems import refuse_file

if TYPE_CHECKING:
    from bemodels.data.files.opening import InputFile
    from bemodels.data.files.raw_table import RawTable


def read_table(file: InputFile) -> RawTable:
    """Read a Stata file.

    Parameters
    ----------
    file : InputFile
        The file.

    Returns
    -------
    RawTable
        Its cells as text: value labels where there are any, days for dates.

    Raises
    ------
    InvalidDataError
        If it is no sound Stata file.
    """
    import pandas as pd

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of bytes that are no Stata's
            frame = pd.read_stata(BytesIO(file.content), preserve_dtypes=False)
    except Exception:  # noqa: BLE001 (pandas raises many kinds on wrong bytes)
        refuse_file(file.name, "is no sound Stata file")
    columns = [to_column(frame[name].tolist()) for name in frame]
    return to_raw_table(file, list(map(str, frame)), columns)
