"""Excel workbooks, after a look at how large they become when they are opened."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from bemodels.data.files.typed_cells import text_of, to_column, to_raw_table
from bemodels.data.problems import one_line, refuse_file
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
    filled = {name: one for name, one in _sheets(file).items() if one.rows}
    if len(filled) != 1:
        refuse_file(
            file.name,
            f"{len(filled)} of its sheets hold cells, and one must be meant",
            hint=f"name it with sheet=: {', '.join(map(shown, filled))}"
            if filled
            else "a header and rows are needed",
        )
    return _to_table(file, next(iter(filled.values())))


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
    if not sheets[sheet].rows:
        refuse_file(file.name, f"its sheet {shown(sheet)} holds no cells")
    return _to_table(file, sheets[sheet])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The cells of a sheet, and the line on which they begin."""

    line: int
    rows: list[list[Any]]


def _sheets(file: InputFile) -> dict[str, _Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(file)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(file.content))
        sheets = {
            name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names
        }
        return {
            name: _Sheet(
                line=(one.start or (0, 0))[0] + 1,
                rows=one.to_python(skip_empty_area=True),
            )
            for name, one in sheets.items()
        }
    except (CalamineError, OSError) as error:
        refuse_file(file.name, f"is no sound Excel workbook: {one_line(error)}")


def _to_table(file: InputFile, sheet: _Sheet) -> RawTable:
    header, *rows = sheet.rows
    columns = [to_column(cells) for cells in zip(*rows, strict=True)]
    if not columns:
        columns = [to_column(()) for _ in header]
    return to_raw_table(
        file, list(map(text_of, header)), columns, header_line=sheet.line
    )


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
