"""Excel workbooks, after a look at how large they become when they are opened."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from bemodels.data.files.error_cells import failed_cells, is_workbook
from bemodels.data.files.typed_cells import text_of, to_column, to_raw_table
from bemodels.data.problems import one_line, refuse_file
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from bemodels.data.files.opening import InputFile
    from bemodels.data.files.raw_table import RawTable

MAX_UNPACKED = 100_000_000
MAX_RATIO = 100
_NO_WORKBOOK = "is named .xlsx but is no Excel workbook"
_NOT_SOUND = "is no sound Excel workbook"
# What zipfile and the parser raise; a password or a packing unknown is a RuntimeError.
_DAMAGE = (
    *(BadZipFile, ParseError, ZlibError, OSError, EOFError),
    *(RuntimeError, LookupError, ValueError),
)


def read_table(file: InputFile) -> RawTable:
    """Read the one sheet of a workbook that holds cells.

    Parameters
    ----------
    file : InputFile
        The workbook.

    Returns
    -------
    RawTable
        Its cells as text; where a formula failed, its error such as ``#DIV/0!``.

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
    return _to_table(file, *next(iter(filled.items())))


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
        Its cells as text; where a formula failed, its error such as ``#DIV/0!``.

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
    return _to_table(file, sheet, sheets[sheet])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The cells of a sheet, and the row and column, from 0, in which they begin."""

    start: tuple[int, int]
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
                start=one.start or (0, 0),
                rows=one.to_python(skip_empty_area=True),
            )
            for name, one in sheets.items()
        }
    except (CalamineError, OSError) as error:
        refuse_file(file.name, f"{_NOT_SOUND}: {one_line(error)}")


def _to_table(file: InputFile, name: str, sheet: _Sheet) -> RawTable:
    _put_errors(file, name, sheet)
    header, *rows = sheet.rows
    columns = [to_column(cells) for cells in zip(*rows, strict=True)]
    if not columns:
        columns = [to_column(()) for _ in header]
    return to_raw_table(
        file, list(map(text_of, header)), columns, header_line=sheet.start[0] + 1
    )


def _put_errors(file: InputFile, name: str, sheet: _Sheet) -> None:
    """Put the errors of formulas where calamine left their cells empty."""
    try:
        found = failed_cells(file.content, name)
    except _DAMAGE as error:
        refuse_file(file.name, f"{_NOT_SOUND}: {one_line(error)}")
    first_row, first_column = sheet.start
    for (row, column), value in found.items():
        sheet.rows[row - first_row][column - first_column] = value


def _refuse_bomb(file: InputFile) -> None:
    try:
        with ZipFile(BytesIO(file.content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            sound = is_workbook(archive)
    except BadZipFile:
        refuse_file(file.name, _NO_WORKBOOK)
    ratio = unpacked / max(1, len(file.content))
    if unpacked > MAX_UNPACKED or ratio > MAX_RATIO:
        refuse_file(
            file.name,
            f"would unpack to {unpacked:,} bytes, {ratio:.0f} times its size; at most "
            f"{MAX_UNPACKED:,} and {MAX_RATIO} times are opened",
            hint="save the sheet as .csv",
        )
    if not sound:
        refuse_file(file.name, _NO_WORKBOOK)
