"""The exposure of places as a file gives it: years, or periods that do not overlap."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from math import fsum
from typing import TYPE_CHECKING

from bemodels.data.exposure import PLACE_KEYS, Exposure, Label, years_of
from bemodels.data.files.opening import MAX_BYTES
from bemodels.data.files.reading import COMMA, read_raw_table
from bemodels.data.log.faults import Fault, Findings
from bemodels.data.log.listed_names import listed_names
from bemodels.data.log.numbers_in_cells import parse_years
from bemodels.data.log.times import FIRST_YEAR, LAST_YEAR, parse_time
from bemodels.data.problems import Problem, refuse
from bemodels.data.window import ObservationWindow
from bemodels.result import Provenance
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from bemodels.data.files.raw_table import RawTable

YEARS = "years"
PERIOD = ("start", "end")


def read_exposure(
    path: str | PathLike[str],
    *,
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
) -> Exposure:
    """Read the exposure of places from a file.

    Parameters
    ----------
    path : str or path-like
        Of any format that `read_incidents` reads, with one of the columns city,
        municipality and country, perhaps ``year``, and either ``years`` of exposure or
        the first and last day of a period, ``start`` and ``end``; a place may have
        several periods, which must not overlap.
    encoding, delimiter, max_bytes, sheet
        As for `read_incidents`.

    Returns
    -------
    Exposure
        Years by the file's keys; ``log.with_exposure`` holds it to a log.

    Raises
    ------
    InvalidDataError
        If a column is none of these, a name breaks the rules of a log's places, a
        number is not above 0, a place comes twice, or its periods overlap; every
        problem is a line.
    """
    raw = read_raw_table(
        path,
        encoding=encoding,
        delimiter=delimiter,
        max_bytes=max_bytes,
        sheet=sheet,
    )
    keys = _keys(raw)
    findings = Findings(raw.source, raw.lines)
    labels, told = _labels(raw, keys, findings)
    windows: dict[tuple[Label, ...], tuple[ObservationWindow, ...]] = {}
    if YEARS in raw.columns:
        years = _read_years(raw, labels, findings)
    else:
        windows = _read_periods(raw, labels, findings)
        years = {label: fsum(map(years_of, of)) for label, of in windows.items()}
    findings.refuse()
    return Exposure(
        keys=keys,
        years=years,
        windows=windows,
        lines=_lines(labels, findings),
        notices=(*raw.notices, *told),
        provenance=(Provenance(source=raw.source, sha256=raw.sha256, rows=len(raw)),),
    )


def _keys(raw: RawTable) -> tuple[str, ...]:
    allowed = {*PLACE_KEYS, "year", YEARS, *PERIOD}
    problems = [
        f"exposure files have {', '.join(sorted(allowed))}, not {shown(name)}"
        for name in raw.columns
        if name not in allowed
    ]
    found = [name for name in raw.columns if name in (*PLACE_KEYS, "year")]
    if not found:
        problems.append("a column of places or years is needed")
    if (YEARS in raw.columns) == bool(set(PERIOD) & set(raw.columns)) or (
        YEARS not in raw.columns and not set(PERIOD) <= set(raw.columns)
    ):
        problems.append("either years, or start and end, are needed")
    if {"year", *PERIOD} <= set(raw.columns):
        problems.append("year stands beside years; start and end say it themselves")
    refuse([Problem(file=raw.source, line=1, rule=rule) for rule in problems])
    return tuple(found)


def _cell(raw: RawTable, name: str, row: int) -> str:
    return raw.columns[name].cell(row).strip()


def _labels(
    raw: RawTable, keys: Sequence[str], findings: Findings
) -> tuple[list[tuple[Label, ...]], tuple[str, ...]]:
    columns: list[Sequence[Label]] = []
    told: tuple[str, ...] = ()
    for name in keys:
        texts = [raw.columns[name].cell(row) for row in range(len(raw))]
        if name == "year":
            columns.append(_years(texts, findings))
        else:
            names, notices = listed_names(name, texts, findings)
            columns.append(names)
            told += notices
    return list(zip(*columns, strict=True)), told


def _years(texts: Sequence[str], findings: Findings) -> list[int]:
    parse, years = parse_time("year"), []
    for row, text in enumerate(texts):
        found = parse(text.strip())
        if isinstance(found, Fault):
            rule = f"a year from {FIRST_YEAR} to {LAST_YEAR} is needed"
            findings.add(row, "year", text.strip(), Fault(rule=rule))
        years.append(0 if isinstance(found, Fault) else int(found))
    return years


def _lines(
    labels: Sequence[tuple[Label, ...]], findings: Findings
) -> dict[tuple[Label, ...], tuple[int, ...]]:
    lines: dict[tuple[Label, ...], tuple[int, ...]] = {}
    for row, label in enumerate(labels):
        lines[label] = (*lines.get(label, ()), findings.line_of(row))
    return lines


def _read_years(
    raw: RawTable, labels: list[tuple[Label, ...]], findings: Findings
) -> dict[tuple[Label, ...], float]:
    years: dict[tuple[Label, ...], float] = {}
    first: dict[tuple[Label, ...], int] = {}
    for row, label in enumerate(labels):
        text = _cell(raw, YEARS, row)
        value = parse_years(text)
        if isinstance(value, Fault):
            findings.add(row, YEARS, text, value)
        if label in first:
            line = findings.line_of(first[label])
            rule = f"the same place and year stand on line {line} already"
            findings.add(row, YEARS, text, Fault(rule=rule))
        first.setdefault(label, row)
        years[label] = 0.0 if isinstance(value, Fault) else value
    return years


def _read_periods(
    raw: RawTable, labels: list[tuple[Label, ...]], findings: Findings
) -> dict[tuple[Label, ...], tuple[ObservationWindow, ...]]:
    windows: dict[tuple[Label, ...], list[tuple[ObservationWindow, int]]]
    windows = defaultdict(list)
    parse = parse_time("day")
    for row, label in enumerate(labels):
        days = []
        for name in PERIOD:
            text = _cell(raw, name, row)
            found = parse(text)
            if isinstance(found, Fault):
                findings.add(row, name, text, found)
            else:
                days.append(date.fromisoformat(found))
        if len(days) == len(PERIOD):
            _add_period(windows[label], days, row, findings)
    return {
        label: tuple(window for window, _ in periods)
        for label, periods in windows.items()
    }


def _add_period(
    periods: list[tuple[ObservationWindow, int]],
    days: Sequence[date],
    row: int,
    findings: Findings,
) -> None:
    start, end = days
    if end < start:
        rule = f"the period ends before it starts, {start}: no exposure"
        findings.add(row, "end", str(end), Fault(rule=rule))
        return
    for earlier, other in periods:
        if start <= earlier.end and earlier.start <= end:
            rule = f"the period overlaps that of line {findings.line_of(other)}"
            findings.add(row, "start", f"{start} to {end}", Fault(rule=rule))
            return
    periods.append((ObservationWindow(start=start, end=end), row))
