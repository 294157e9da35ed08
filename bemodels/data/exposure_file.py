"""The exposure of places as a file gives it: years, or periods that do not overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from math import fsum
from typing import TYPE_CHECKING

from bemodels.data.exposure import PLACE_KEYS, Exposure, Label, years_of
from bemodels.data.files.reading import read_raw_table
from bemodels.data.log.faults import Fault, Findings
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
    path: str | PathLike[str], *, encoding: str = "utf-8", delimiter: str = ","
) -> Exposure:
    """Read the exposure of places from a file.

    Parameters
    ----------
    path : str or path-like
        With one of the columns city, municipality and country, perhaps ``year``, and
        either ``years`` of exposure or the first and last day of a period, ``start``
        and ``end``; a place may have several periods, which must not overlap.
    encoding, delimiter : str
        As for ``read_incidents``.

    Returns
    -------
    Exposure
        Years by the file's keys.

    Raises
    ------
    InvalidDataError
        If a column is none of these, a number is not above 0, a place comes twice, or
        its periods overlap; every problem is a line.
    """
    raw = read_raw_table(path, encoding=encoding, delimiter=delimiter)
    keys = _keys(raw)
    findings = Findings(raw.source, raw.lines)
    labels = _labels(raw, keys, findings)
    windows: dict[tuple[Label, ...], tuple[ObservationWindow, ...]] = {}
    if YEARS in raw.columns:
        years = _read_years(raw, labels, findings)
    else:
        windows = _read_periods(raw, labels, findings)
        years = {label: fsum(map(years_of, of)) for label, of in windows.items()}
    findings.refuse()
    source = Provenance(source=raw.source, sha256=raw.sha256, rows=len(raw))
    return Exposure(keys=keys, years=years, windows=windows, provenance=(source,))


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
    refuse([Problem(file=raw.source, line=1, rule=rule) for rule in problems])
    return tuple(found)


def _cell(raw: RawTable, name: str, row: int) -> str:
    return raw.columns[name].cell(row).strip()


def _labels(
    raw: RawTable, keys: Sequence[str], findings: Findings
) -> list[tuple[Label, ...]]:
    rows = []
    for row in range(len(raw)):
        labels: list[Label] = []
        for name in keys:
            text = _cell(raw, name, row)
            if name == "year":
                year = int(text) if re.fullmatch("[0-9]{4}", text) else 0
                if not FIRST_YEAR <= year <= LAST_YEAR:
                    rule = f"a year from {FIRST_YEAR} to {LAST_YEAR} is needed"
                    findings.add(row, name, text, Fault(rule=rule))
                labels.append(year)
            else:
                if not text:
                    findings.add(row, name, text, Fault(rule="a name is needed"))
                labels.append(text)
        rows.append(tuple(labels))
    return rows


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
