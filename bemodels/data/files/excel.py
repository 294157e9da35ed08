"""Excel workbooks, after a look at how large they become when they are opened."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from bemodels.data.files.typed_cells import to_raw_table
from bemodels.data.problems import refuse_file

if TYPE_CHECKING:
    from bemodels.data.files.opening import InputFile
    from bemodels.data.files.raw_table import RawTable

MAX_UNPACKED = 100_000_000
MAX_RATIO = 100


def read_table(file: InputFile) -> RawTable:
    """Read the one sheet of a workbook.

    Parameters
    ----------
    file : InputFile
        The workbook.

    Returns
    -------
    RawTable
        Its cells as text.

    Raises
    ------
    InvalidDataError
        If it is no workbook, would unpack to more than 100 MB or 100 times its size,
        or has cells on more than one sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(file)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(file.content))
        sheets = {
            name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names
        }
        filled = {
            name: (sheet.start or (0, 0), rows)
            for name, sheet in sheets.items()
            if (rows := sheet.to_python(skip_empty_area=True))
        }
    except (CalamineError, OSError) as error:
        refuse_file(file.name, f"is no sound Excel workbook: {error}")
    if len(filled) != 1:
        refuse_file(
            file.name,
            f"{len(filled)} of its sheets hold cells; one must",
            hint="keep the sheet of the incidents alone",
        )
    (start, (header, *rows)) = next(iter(filled.values()))
    cells = dict(zip(map(str, header), zip(*rows, strict=True), strict=False))
    if len(cells) < len(header):
        refuse_file(file.name, "two columns have one name", line=start[0] + 1)
    return to_raw_table(file, cells, first_line=start[0] + 2)


def _refuse_bomb(file: InputFile) -> None:
    try:
        with ZipFile(BytesIO(file.content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile:
        refuse_file(file.name, "is named .xlsx but is no Excel workbook")
    ratio = unpacked / max(1, len(file.content))
    if unpacked > MAX_UNPACKED or ratio > MAX_RATIO:
        refuse_file(
            file.name,
            f"would unpack to {unpacked:,} bytes, {ratio:.0f} times its size; at most "
            f"{MAX_UNPACKED:,} and {MAX_RATIO} times are opened",
            hint="save the sheet as .csv",
        )
