"""A strict reader of delimited text: as many fields on each line as in the header."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

from bemodels.data.causes import Cause, cause_of
from bemodels.data.files.blank_rows import blank_notice
from bemodels.data.files.headers import read_header
from bemodels.data.files.raw_table import RawColumn, RawTable
from bemodels.data.files.table_words import LOG_WORDS, TableWords
from bemodels.data.problem_list import KEPT_OF_A_CAUSE, ProblemList
from bemodels.data.problems import Problem, refuse_file
from bemodels.result.rules import shown

if TYPE_CHECKING:
    import pyarrow as pa

_BLOCK = 1 << 22
# What is made up says so in its first line, before the header.
SYNTHETIC = "# synthetic"


def read_delimited(
    content: bytes,
    *,
    source: str,
    sha256: str,
    delimiter: str,
    words: TableWords = LOG_WORDS,
) -> RawTable:
    """Read delimited text into columns, after counting the fields of every line.

    Parameters
    ----------
    content : bytes
        In UTF-8.
    source : str
        Name of the file.
    sha256 : str
        Digest of its bytes.
    delimiter : str
        One character.
    words : TableWords, optional
        Of the table that is looked for; an incident log by default.

    Returns
    -------
    RawTable
        Its sound rows; its problems are names and lines that are none.

    Raises
    ------
    InvalidDataError
        If a quote does not close, there is no header, or nothing follows it.
    """
    found = _walk(content, source, delimiter, words)
    if not found.starts and not found.ragged:
        found.problems.refuse()
        refuse_file(source, f"no {words.rows}: nothing follows the header")
    table = _parse(_without_ragged(content, found.ragged), found.header, delimiter)
    if len(table) != len(found.starts):
        found.problems.refuse()
        refuse_file(source, "its quotes are ambiguous", hint="double a quote in a cell")
    return RawTable(
        source=source,
        sha256=sha256,
        columns={
            name: RawColumn.from_arrow(table.column(i))
            for i, name in enumerate(found.names)
            if name
        },
        lines=found.starts,
        notices=(*found.notices, *_ends(content, source)),
        problems=found.problems,
        header_line=found.header_line,
    )


@dataclass(slots=True, kw_only=True)
class _Records:
    """What is known of a file's records before their cells are."""

    source: str
    words: TableWords
    header: list[str] = field(default_factory=list)
    header_line: int = 1
    names: tuple[str, ...] = ()
    starts: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    ragged: list[tuple[int, int]] = field(default_factory=list)
    causes: dict[int, Cause] = field(default_factory=dict)
    problems: ProblemList = field(default_factory=ProblemList)
    notices: tuple[str, ...] = ()

    def take_other(self, fields: list[str], lines: tuple[int, int], by: str) -> None:
        """Take a record that has not as many fields as the header."""
        if not fields:
            self.blank.append(lines[0])
        elif not self.header:
            self.header, self.header_line = fields, lines[0]
            self.names, self.problems = read_header(
                fields,
                source=self.source,
                delimiter=by,
                line=lines[0],
                words=self.words,
            )
        else:
            self.ragged.append(lines)
            self._note_ragged(fields, lines[0])

    def _note_ragged(self, fields: list[str], line: int) -> None:
        # A file may be ragged throughout: no more are written than can be told.
        cause = self.causes.get(len(fields))
        if cause is not None and len(self.ragged) > KEPT_OF_A_CAUSE:
            self.problems.count(cause, 1)
            return
        problem = _ragged(fields, len(self.header), self.source, line)
        self.causes[len(fields)] = cause_of(problem)
        self.problems.add(problem)


def _walk(content: bytes, source: str, delimiter: str, words: TableWords) -> _Records:
    """Walk over every record once: where it begins, and how many fields it has."""
    text = TextIOWrapper(BytesIO(content), encoding="utf-8", newline="")
    skipped = int(_is_synthetic(content))
    told = (_synthetic(text.readline(), source),) if skipped else ()
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    found = _Records(source=source, words=words)
    last, needed = skipped, -1
    try:
        for fields in reader:
            end = reader.line_num + skipped
            if len(fields) == needed:
                found.starts.append(last + 1)
            else:
                found.take_other(fields, (last + 1, end), delimiter)
                needed = len(found.header) or -1
            last = end
    except csv.Error as error:
        refuse_file(source, _csv_rule(error), line=last + 1)
    found.notices = (*told, *blank_notice(found.blank, source))
    return found


def _is_synthetic(content: bytes) -> bool:
    return content.startswith(SYNTHETIC.encode())


def _synthetic(line: str, source: str) -> str:
    return f"{source}: the first line says that it is synthetic: {shown(line.strip())}"


def _ragged(fields: list[str], needed: int, source: str, line: int) -> Problem:
    found = len(fields)
    return Problem(
        file=source,
        line=line,
        value=shown(fields[-1]) if found > needed else "",
        rule=f"{found} field{'s' * (found > 1)} for the {needed} "
        f"column{'s' * (needed > 1)} of the header",
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


def _ends(content: bytes, source: str) -> tuple[str, ...]:
    if b"\r" in content and b"\n" not in content:
        return (f"{source}: its lines end in a carriage return alone",)
    return ()


def _without_ragged(content: bytes, ragged: list[tuple[int, int]]) -> bytes:
    """Leave out records, given by their first and last line."""
    if not ragged:
        return content
    lines = content.splitlines(keepends=True)
    for first, last in ragged:
        lines[first - 1 : last] = [b""] * (last - first + 1)
    return b"".join(lines)


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
            delimiter=delimiter,
            newlines_in_values=b'"' in content,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(header, text),
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
        ),
    )
