"""A strict reader of delimited text: as many fields on each line as in the header."""

from __future__ import annotations

import csv
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

from bemodels.data.files.headers import check_header
from bemodels.data.files.raw_table import RawColumn
from bemodels.data.problems import PROBLEMS_SHOWN, Problem, refuse, refuse_file
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

_BLOCK = 1 << 22
_LINES_NAMED = 10
# What is made up says so in its first line, before the header.
SYNTHETIC = "# synthetic"


def read_delimited(
    content: bytes, *, source: str, delimiter: str
) -> tuple[Mapping[str, RawColumn], Sequence[int], tuple[str, ...]]:
    """Read delimited text into columns, after counting the fields of every line.

    Parameters
    ----------
    content : bytes
        In UTF-8.
    source : str
        Name of the file.
    delimiter : str
        One character.

    Returns
    -------
    columns : mapping of str to RawColumn
        By their names.
    lines : sequence of int
        The line on which each row begins.
    notices : tuple of str
        What was accepted and must be told.

    Raises
    ------
    InvalidDataError
        If a quote does not close, a line has too many or too few fields, the header
        is not one, or no row follows it.
    """
    header, lines, notices = _lines_of(content, source, delimiter)
    if not len(lines):
        refuse_file(source, "no incidents: nothing follows the header")
    table = _parse(content, header, delimiter)
    if len(table) != len(lines):
        refuse_file(source, "its quotes are ambiguous", hint="double a quote in a cell")
    columns = {name: RawColumn.from_arrow(table[name]) for name in header}
    return columns, lines, notices


def _lines_of(
    content: bytes, source: str, delimiter: str
) -> tuple[list[str], Sequence[int], tuple[str, ...]]:
    """Walk over every record once: where it begins, and how many fields it has."""
    text = TextIOWrapper(BytesIO(content), encoding="utf-8", newline="")
    skipped = int(_is_synthetic(content))
    told = (_synthetic(text.readline(), source),) if skipped else ()
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    problems: list[Problem] = []
    starts: list[int] = []
    blank: list[int] = []
    header: list[str] = []
    wrong, last = 0, skipped
    try:
        for fields in reader:
            if not fields:
                blank.append(last + 1)
            elif not header:
                header = fields
                check_header(header, source=source, delimiter=delimiter, line=last + 1)
            elif len(fields) == len(header):
                starts.append(last + 1)
            else:
                wrong += 1
                if wrong <= PROBLEMS_SHOWN:
                    problems.append(_ragged(fields, header, source, last + 1))
            last = reader.line_num + skipped
    except csv.Error as error:
        refuse_file(source, _csv_rule(error), line=last + 1)
    refuse(problems, total=wrong)
    return header, starts, (*told, *_blank(blank, source), *_ends(content, source))


def _is_synthetic(content: bytes) -> bool:
    return content.startswith(SYNTHETIC.encode())


def _synthetic(line: str, source: str) -> str:
    return f"{source}: the first line says that it is synthetic: {shown(line.strip())}"


def _ragged(fields: list[str], header: list[str], source: str, line: int) -> Problem:
    found, needed = len(fields), len(header)
    return Problem(
        file=source,
        line=line,
        value=shown(fields[-1]) if found > needed else "",
        rule=f"{found} fields for the {needed} columns of the header",
        hint="quote a cell that holds the delimiter"
        if found > needed
        else "a cell is missing",
    )


def _csv_rule(error: csv.Error) -> str:
    message = str(error)
    if "unexpected end of data" in message:
        return "a quote that opens in this record is never closed"
    if "field larger" in message:
        return "a cell of the record has more than 131,072 characters"
    return f"no delimited text from here on: {message}"


def _blank(lines: list[int], source: str) -> tuple[str, ...]:
    if not lines:
        return ()
    named = ", ".join(map(str, lines[:_LINES_NAMED]))
    more = f" and {len(lines) - _LINES_NAMED} more" * (len(lines) > _LINES_NAMED)
    return (f"{source}: blank lines were left out: {named}{more}",)


def _ends(content: bytes, source: str) -> tuple[str, ...]:
    if b"\r" in content and b"\n" not in content:
        return (f"{source}: its lines end in a carriage return alone",)
    return ()


def _parse(content: bytes, header: list[str], delimiter: str) -> pa.Table:
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    text = pa.dictionary(pa.int32(), pa.string())
    return arrow_csv.read_csv(
        pa.BufferReader(content),
        read_options=arrow_csv.ReadOptions(
            block_size=_BLOCK, skip_rows=int(_is_synthetic(content))
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=b'"' in content
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(header, text),
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
        ),
    )
