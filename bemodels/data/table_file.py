"""A strict reader of bundled tables: a CSV file and the JSON sidecar beside it."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from hashlib import sha256
from io import StringIO
from typing import TYPE_CHECKING, Any

from bemodels.data.problems import refuse
from bemodels.data.source_table import SourceCell, SourceTable
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.resources.abc import Traversable

SIDECAR_KEYS = (
    "content",
    "title",
    "authors",
    "publisher",
    "year",
    "source",
    "source_sha256",
    "lines",
    "unit_of_row",
    "columns",
    "transcription_rule",
    "ambiguities",
    "licence",
)
INTEGER = re.compile(r"0|[1-9][0-9]{0,14}")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_table_file(folder: Traversable, name: str) -> SourceTable:
    """Read one table and its sidecar, refusing whatever is not exactly as declared.

    Nothing is guessed: the header must hold the columns that the sidecar declares, in
    their order, and each cell must have its column's type (``text``, ``text or
    empty``, ``integer``, 0 or more, or ``date``).

    Parameters
    ----------
    folder : Traversable
        Where ``name.csv`` and ``name.json`` are.
    name : str
        Name of the table without ending.

    Returns
    -------
    SourceTable
        The rows in the order of the file.

    Raises
    ------
    InvalidDataError
        If the sidecar lacks a key, a byte is not UTF-8, or the header, the number of
        fields or a cell is not as declared. The message lists every problem with
        file, line (the header is 1), column, value and rule.
    """
    source = f"{folder.name}/{name}.csv"
    sidecar = _read_sidecar(folder / f"{name}.json", f"{folder.name}/{name}.json")
    content = (folder / f"{name}.csv").read_bytes()
    rows = _read_rows(_decode(content, source), sidecar["columns"], source)
    digest = sha256(content).hexdigest()
    return SourceTable(
        content=sidecar["content"],
        unit=sidecar["unit_of_row"],
        columns=tuple(sidecar["columns"]),
        meanings=tuple(
            f"{column['meaning']} (unit: {column['unit']})"
            for column in sidecar["columns"].values()
        ),
        rows=rows,
        notes=tuple(sidecar["ambiguities"]),
        provenance=Provenance(source=source, sha256=digest, rows=len(rows)),
    )


def _read_sidecar(path: Traversable, source: str) -> dict[str, Any]:
    try:
        sidecar: dict[str, Any] = json.loads(_decode(path.read_bytes(), source))
    except json.JSONDecodeError as error:
        raise InvalidDataError(
            f"{source}, line {error.lineno}: no JSON here ({error.msg})"
        ) from error
    missing = [key for key in SIDECAR_KEYS if key not in sidecar]
    refuse([f"{source}: the key {key!r} is missing" for key in missing])
    refuse(
        [
            f"{source}, column {name!r}: got type {shown(column.get('type'))}; "
            f"it must be one of {', '.join(PARSERS)}"
            for name, column in sidecar["columns"].items()
            if column.get("type") not in PARSERS
        ]
    )
    return sidecar


def _decode(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidDataError(
            f"{source}, line {line}: byte 0x{content[error.start]:02x} is not UTF-8"
        ) from error


def _read_rows(
    text: str, columns: dict[str, dict[str, str]], source: str
) -> tuple[tuple[SourceCell, ...], ...]:
    problems: list[str] = []
    rows = []
    lines = _split_lines(text, source)
    _, header = next(lines, (1, []))
    if header != list(columns):
        refuse([f"{source}, line 1: got {header}; the header must be {list(columns)}"])
    for line, fields in lines:
        where = f"{source}, line {line}"
        if len(fields) != len(columns):
            problems.append(f"{where}: {len(fields)} fields for {len(columns)} columns")
        else:
            rows.append(_read_row(fields, columns, where, problems))
    refuse(problems)
    return tuple(rows)


def _split_lines(text: str, source: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        for fields in reader:
            yield reader.line_num, fields
    except csv.Error as error:
        raise InvalidDataError(
            f"{source}, line {reader.line_num}: no CSV here ({error})"
        ) from error


def _read_row(
    fields: list[str],
    columns: dict[str, dict[str, str]],
    where: str,
    problems: list[str],
) -> tuple[SourceCell, ...]:
    cells = []
    for field, (name, column) in zip(fields, columns.items(), strict=True):
        parse, rule = PARSERS[column["type"]]
        cell = parse(field)
        if cell is None:
            problems.append(f"{where}, column {name!r}: got {shown(field)}; {rule}")
        else:
            cells.append(cell)
    return tuple(cells)


def _parse_text(field: str) -> str | None:
    return field if field and field == field.strip() else None


def _parse_optional_text(field: str) -> str | None:
    return field if field == field.strip() else None


def _parse_integer(field: str) -> int | None:
    return int(field) if INTEGER.fullmatch(field) else None


def _parse_date(field: str) -> date | None:
    if not ISO_DATE.fullmatch(field):
        return None
    try:
        return date.fromisoformat(field)
    except ValueError:
        return None


PARSERS: dict[str, tuple[Callable[[str], SourceCell | None], str]] = {
    "text": (_parse_text, "text without spaces around it is needed"),
    "text or empty": (_parse_optional_text, "no spaces may stand around text"),
    "integer": (_parse_integer, "a whole number, 0 or more, in digits is needed"),
    "date": (_parse_date, "a date as YYYY-MM-DD is needed"),
}
