"""Excel workbooks, after a look at how large they become when they are opened."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from bemodels.data.files.typed_cells import to_raw_table
from bemodels.data.problems import refuse_file
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from bemodels.data.files.opening import InputFile
    from bemodels.data.files.raw_table import RawTable

MAX_UNPACKED = 100_000_000
MAX_RATIO = 100


def read_table(file: InputFile) -> RawTable:
    """Read the one sheet of a workbook that holds cells.

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
    filled = {name: one for name, one in _sheets(file).items() if one[1]}
    if len(filled) != 1:
        refuse_file(
            file.name,
            f"{len(filled)} of its sheets hold cells, and one must be meant",
            hint=f"name it with --sheet: {', '.join(map(shown, filled))}"
            if filled
            else "a header and rows are needed",
        )
    return _to_table(file, *next(iter(filled.values())))


def read_sheet(file: InputFile, sheet: str) -> RawTable:
    """Read a sheet of a workbook by its name.

    Parameters
    ----------
    file : InputFile
        The workbook.
    sheet : str
        Name of the sheet.

    Returns
    -------
    RawTable
        Its cells as text.

    Raises
    ------
    InvalidDataError
        If it is no workbook, would unpack to more than 100 MB or 100 times its size,
        or has no such sheet, or one without cells.
    """
    sheets = _sheets(file)
    if sheet not in sheets:
        refuse_file(
            file.name,
            f"has no sheet {shown(sheet)}",
            hint=f"its sheets are {', '.join(map(shown, sheets))}",
        )
    if not sheets[sheet][1]:
        refuse_file(file.name, f"its sheet {shown(sheet)} holds no cells")
    return _to_table(file, *sheets[sheet])


def _sheets(file: InputFile) -> dict[str, tuple[int, list[list[Any]]]]:
    """Return by name the line on which a sheet's cells begin, and its rows."""
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(file)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(file.content))
        sheets = {
            name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names
        }
        return {
            name: ((one.start or (0, 0))[0] + 1, one.to_python(skip_empty_area=True))
            for name, one in sheets.items()
        }
    except (CalamineError, OSError) as error:
        refuse_file(file.name, f"is no sound Excel workbook: {error}")


def _to_table(file: InputFile, line: int, cells_by_row: list[list[Any]]) -> RawTable:
    header, *rows = cells_by_row
    cells = dict(zip(map(str, header), zip(*rows, strict=True), strict=False))
    if len(cells) < len(header):
        refuse_file(file.name, "two columns have one name", line=line)
    return to_raw_table(file, cells, first_line=line + 1)


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
