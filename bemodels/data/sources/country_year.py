"""Plots by country and year or month, as researchers of jihadi plots circulate them."""

from __future__ import annotations

import re
from math import prod
from typing import TYPE_CHECKING

from bemodels.data.count_table import CountTable
from bemodels.data.files.opening import MAX_BYTES
from bemodels.data.files.reading import COMMA, read_raw_table
from bemodels.data.log.faults import Fault, Findings
from bemodels.data.log.place_names import fault_of_name
from bemodels.data.log.times import parse_time
from bemodels.data.problems import Problem, refuse
from bemodels.data.sources.event_rows import count_of, derived
from bemodels.data.sources.event_source import noticed
from bemodels.data.sources.month_names import MONTH_OF, MONTHS
from bemodels.data.window import MONTHS_IN_YEAR
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from bemodels.data.files.raw_table import RawColumn, RawTable
    from bemodels.data.sources.event_rows import Rule

COUNTS = ("all", "launched", "foiled")
TIMES = ("year", "month", "year_month")
# Each form of a file by the columns that say when.
FORMS = (("year",), ("year", "month"), ("year_month",))
YEAR_MONTH = re.compile(r"([0-9]{4})m([1-9]|1[0-2])")
KEYS = ("country", "year", "month")
Cell = tuple[str | int, ...]


def read_country_year(
    path: str | PathLike[str],
    *,
    count: str,
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
) -> CountTable:
    r"""Read counts of plots by country and year, or by country, year and month.

    The forms are ``country, year, launched, foiled, all``, with further columns such
    as ``population``; the same with a column ``month`` that holds names; and the same
    with ``year_month`` in place of both, which holds months as ``2016m3``.

    Parameters
    ----------
    path : str or path-like
        The file.
    count : {"all", "launched", "foiled"}
        The column that is counted.
    encoding : str, default "utf-8"
        Of a text file.
    delimiter : str, default ","
        Of a text file.
    max_bytes : int, default 200,000,000
        The largest file that is read.
    sheet : str, optional
        Of an Excel workbook; it must be named where several hold cells.

    Returns
    -------
    CountTable
        Keys country and year, and month (1 to 12) where there are months; exposure is
        a year, or a twelfth. A row that is not in the file is not in the table, and a
        notice tells how many those are.

    Raises
    ------
    InvalidDataError
        If a column is missing, a cell is no country, time or count, ``all`` is not
        ``launched + foiled``, or a country and time stand twice.

    Notes
    -----
    The unit is the plot: ``launched`` ones are attacks, ``foiled`` ones are not. The
    counts are not those of an incident log, in which no plot is an incident.

    Examples
    --------
    A synthetic file of one row:

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> header = "country,year_month,launched,foiled,all"
    >>> row = "Belgium,2016m3,1,2,3"
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "synthetic.csv")
    ...     _ = path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    ...     table = read_country_year(path, count="launched")
    >>> table.rows
    (('Belgium', 2016, 3, 1, 0.08333333333333333),)
    """
    if count not in COUNTS:
        raise InvalidDataError(
            f"count must be one of {', '.join(COUNTS)}, got {shown(count)}"
        )
    raw = read_raw_table(
        path,
        encoding=encoding,
        delimiter=delimiter,
        max_bytes=max_bytes,
        sheet=sheet,
    )
    columns = _parsed(raw, _form(raw, count))
    cells = _cells(columns)
    refuse([*_not_the_sum(raw, columns), *_twice(raw, cells)])
    keys = KEYS[: len(cells[0])]
    years = 1 / MONTHS_IN_YEAR if "month" in keys else 1.0
    counts = _numbers(columns[count])
    return CountTable(
        keys=keys,
        rows=tuple((*cell, n, years) for cell, n in zip(cells, counts, strict=True)),
        provenance=(Provenance(source=raw.source, sha256=raw.sha256, rows=len(raw)),),
        notices=noticed(raw, *_told(raw, columns, cells)).notices,
    )


def _form(raw: RawTable, count: str) -> tuple[str, ...]:
    """Return the columns that say when, and refuse a file of another form."""
    found = tuple(name for name in TIMES if name in raw.columns)
    missing = [name for name in ("country", count) if name not in raw.columns]
    problems = [
        Problem(file=raw.source, line=1, rule=f"the column {name!r} is missing")
        for name in missing
    ]
    if found not in FORMS:
        rule = "the time is told by year, by year and month, or by year_month"
        value = ", ".join(found) or "none of them"
        problems.append(Problem(file=raw.source, line=1, value=value, rule=rule))
    refuse(problems)
    return found


def _parsed(raw: RawTable, form: tuple[str, ...]) -> dict[str, RawColumn]:
    rules: dict[str, Rule] = {
        "country": lambda text: fault_of_name(text) or text,
        "year": parse_time("year"),
        "month": _month,
        "year_month": _year_month,
        **dict.fromkeys(COUNTS, count_of),
    }
    findings = Findings(raw.source, raw.lines)
    columns = {
        name: derived(raw, (name,), rules[name], findings)
        for name in ("country", *form, *COUNTS)
        if name in raw.columns
    }
    findings.refuse()
    return columns


def _month(text: str) -> str | Fault:
    if text in MONTH_OF:
        return str(MONTH_OF[text])
    return Fault(rule=f"one of {', '.join(MONTHS)} is needed")


def _year_month(text: str) -> str | Fault:
    found = YEAR_MONTH.fullmatch(text)
    if found is None:
        return Fault(rule="a month written as 2016m3 is needed")
    year = parse_time("year")(found[1])
    return year if isinstance(year, Fault) else f"{year} {found[2]}"


def _texts(column: RawColumn) -> list[str]:
    return [column.texts[code] for code in column.codes.tolist()]


def _numbers(column: RawColumn) -> list[int]:
    return [int(text) for text in _texts(column)]


def _cells(columns: Mapping[str, RawColumn]) -> list[Cell]:
    """Return the labels of each row: its country, year and, if there is one, month."""
    times = [_texts(columns[name]) for name in TIMES if name in columns]
    numbers = [map(int, " ".join(one).split()) for one in zip(*times, strict=True)]
    countries = _texts(columns["country"])
    return [(one, *time) for one, time in zip(countries, numbers, strict=True)]


def _not_the_sum(raw: RawTable, columns: Mapping[str, RawColumn]) -> Iterator[Problem]:
    if not set(COUNTS) <= set(columns):
        return
    numbers = [_numbers(columns[name]) for name in COUNTS]
    for line, total, *parts in zip(raw.lines, *numbers, strict=True):
        if total != sum(parts):
            yield Problem(
                file=raw.source,
                line=line,
                column="all",
                value=shown(str(total)),
                rule=f"launched + foiled is {parts[0]} + {parts[1]} = {sum(parts)}",
            )


def _twice(raw: RawTable, cells: list[Cell]) -> Iterator[Problem]:
    first: dict[Cell, int] = {}
    for line, cell in zip(raw.lines, cells, strict=True):
        if first.setdefault(cell, line) != line:
            yield Problem(
                file=raw.source,
                line=line,
                value=", ".join(map(shown, cell)),
                rule=f"the country and time stand on line {first[cell]} already",
            )


def _told(
    raw: RawTable, columns: Mapping[str, RawColumn], cells: list[Cell]
) -> Iterator[str]:
    if other := [name for name in raw.columns if name not in columns]:
        yield f"the columns {', '.join(sorted(other))} are left out"
    if not set(COUNTS) <= set(columns):
        yield "all = launched + foiled is not checked: not all three columns are there"
    countries, *times = (sorted(set(one)) for one in zip(*cells, strict=True))
    if absent := prod(map(len, (countries, *times))) - len(cells):
        what = "country, year and month" if len(times) > 1 else "country and year"
        yield f"{absent} combinations of {what} have no row and no exposure"
