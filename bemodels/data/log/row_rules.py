"""Rules that take more than one cell: repeated incidents, windows, cities in step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.log.columns import SEVERAL, TIMES
from bemodels.data.log.faults import Fault, Findings
from bemodels.data.log.times import PARTS, is_outside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bemodels.data.log.cleaning import CleanColumn
    from bemodels.data.window import ObservationWindow

Clean = dict[str, "CleanColumn"]
_PRIME = np.uint64(1_099_511_628_211)


def check_rows(
    clean: Clean, findings: Findings, window: ObservationWindow | None
) -> None:
    """Apply the rules that take more than one cell.

    Parameters
    ----------
    clean : dict of str to CleanColumn
        The columns.
    findings : Findings
        Takes what is wrong.
    window : ObservationWindow or None
        The declared window; no incident may lie outside it.
    """
    # A column that is missing has been told of; the other rules hold all the same.
    time = next((name for name in TIMES if name in clean), None)
    if window is not None and time is not None:
        _outside(clean[time], time, findings, window)
    if "date_precision" in clean and time is not None:
        _finer_than_written(clean, time, findings)
    if {"city", "municipality"} <= set(clean):
        _out_of_step(clean, findings)


def check_identifiers(ids: CleanColumn, findings: Findings) -> None:
    """Find identifiers that stand on a second line.

    Parameters
    ----------
    ids : CleanColumn
        The identifiers.
    findings : Findings
        Takes what is wrong.
    """
    first = np.full(len(ids.values), -1)
    rows = np.arange(len(ids.codes))
    first[ids.codes[::-1]] = rows[::-1]
    again = np.flatnonzero(first[ids.codes] != rows)
    known = [ids.values[code] is not None for code in ids.codes[again].tolist()]
    findings.add_rows(
        again[np.array(known, dtype=bool)],
        "incident_id",
        lambda row: _repeated(findings.line_of(int(first[ids.codes[row]]))),
    )


def _repeated(line: int) -> Fault:
    return Fault(
        rule=f"the identifier stands on line {line} already",
        hint="an incident in several places is one row: cities separated by |",
    )


def add_repeated(findings: Findings, row: int, text: str, first: int) -> None:
    """Note an identifier that has stood in an earlier row.

    Parameters
    ----------
    findings : Findings
        Takes it.
    row : int
        The row.
    text : str
        The identifier.
    first : int
        The earlier row.
    """
    findings.add(row, "incident_id", text, _repeated(findings.line_of(first)))


def _outside(
    times: CleanColumn, name: str, findings: Findings, window: ObservationWindow
) -> None:
    fault = Fault(
        rule=f"the time lies outside the window, {window.start} to {window.end}"
    )
    outside = [one is not None and is_outside(str(one), window) for one in times.values]
    rows = np.flatnonzero(np.array(outside, dtype=bool)[times.codes])
    findings.add_rows(rows, name, _always(fault))


def _finer_than_written(clean: Clean, name: str, findings: Findings) -> None:
    times, precision = clean[name], clean["date_precision"]
    # A time that is none is told of once: no precision is too fine for it.
    written = _lengths(times.values, nothing=max(PARTS.values()))
    claimed = np.array([PARTS.get(str(one), 0) for one in precision.values], dtype=int)
    title = findings.title(name)
    fault = Fault(rule=f"the time is written less finely, in the column {title}")
    finer = claimed[precision.codes] > written[times.codes]
    findings.add_rows(np.flatnonzero(finer), "date_precision", _always(fault))


def _lengths(values: Sequence[object], *, nothing: int) -> np.ndarray:
    lengths = [nothing if one is None else len(str(one)) for one in values]
    return np.array(lengths, dtype=int)


def _out_of_step(clean: Clean, findings: Findings) -> None:
    city, municipality = clean["city"], clean["municipality"]
    cities = _parts_of(city)[city.codes]
    parts = _parts_of(municipality)[municipality.codes]
    # A cell that is wrong by itself has no parts, and is told of once.
    wrong = (parts != cities) & (parts > 0) & (cities > 0)
    pairs = np.unique(np.column_stack((parts, cities))[wrong], axis=0)
    for some, needed in pairs.tolist():
        fault = Fault(
            rule=f"{_counted(some, 'municipality', 'municipalities')} for "
            f"{_counted(needed, 'city', 'cities')}",
            hint="one a city, in their order; leave one empty where it is not known",
        )
        rows = np.flatnonzero(wrong & (parts == some) & (cities == needed))
        findings.add_rows(rows, "municipality", _always(fault))


def _always(fault: Fault) -> Callable[[int], Fault]:
    return lambda _: fault


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _parts_of(column: CleanColumn) -> np.ndarray:
    return np.array(
        [len(str(one).split(SEVERAL)) if one else 0 for one in column.values], dtype=int
    )


def repeated_rows(digests: np.ndarray) -> np.ndarray:
    """Return the rows whose digest an earlier row has.

    Parameters
    ----------
    digests : numpy.ndarray, shape (rows,)
        A number a row.

    Returns
    -------
    numpy.ndarray of int
        Rows, ascending.
    """
    order = np.argsort(digests, kind="stable")
    in_order = digests[order]
    return np.sort(order[1:][in_order[1:] == in_order[:-1]])


def row_digests(clean: Clean) -> np.ndarray:
    """Return a number for each row that is the same for rows that say the same.

    Parameters
    ----------
    clean : dict of str to CleanColumn
        The columns, of which the identifier does not count.

    Returns
    -------
    numpy.ndarray of uint64, shape (rows,)
        64-bit digests of all other columns together.
    """
    mixed = np.zeros(len(clean["incident_id"].codes), dtype=np.uint64)
    for name, column in clean.items():
        if name != "incident_id":
            mixed = mixed * _PRIME + digests_of(column.values)[column.codes]
    return mixed


def digests_of(values: Sequence[object]) -> np.ndarray:
    """Return a 64-bit digest of each of some values.

    Parameters
    ----------
    values : sequence of str, int or None
        The values.

    Returns
    -------
    numpy.ndarray of uint64
        The same in every process.
    """
    from pandas.util import hash_array

    texts = np.array([str(one) for one in values], dtype=object)
    return np.asarray(hash_array(texts, categorize=False))


def repeated_notice(digests: np.ndarray, findings: Findings) -> tuple[str, ...]:
    """Tell of rows that say the same under another identifier.

    Parameters
    ----------
    digests : numpy.ndarray, shape (rows,)
        As `row_digests` gives them.
    findings : Findings
        Knows the lines.

    Returns
    -------
    tuple of str
        A notice, or nothing.
    """
    again = repeated_rows(digests)
    if not len(again):
        return ()
    return (
        f"{findings.source}: rows that repeat another under an identifier of their "
        f"own, kept: {len(again)}, the first on {findings.lines_of(again[:1])}",
    )
