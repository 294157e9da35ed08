"""The spread of methods in words and rows: where they stand, and what failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import isinf
from typing import TYPE_CHECKING

from bemodels.result import Check, Result, Table
from bemodels.result.display import format_count, format_level

if TYPE_CHECKING:
    from bemodels.result import Cell, Estimate
    from bemodels.undercount.capture.capture_table import CaptureTable


def checks_of(
    answers: Mapping[str, Result | str], granted: Mapping[str, str]
) -> tuple[Check, ...]:
    """Return what failed, and every check of the other methods, by their names.

    Parameters
    ----------
    answers : mapping of str to Result or str
        By method, what it found or why it has no estimate.
    granted : mapping of str to str
        What the methods of the spread's own take for granted.

    Returns
    -------
    tuple of Check
        Named by method.
    """
    return tuple(
        replace(check, name=f"{name}: {check.name}")
        for name, one in answers.items()
        if isinstance(one, Result)
        for check in one.checks
        if not (check.passed and name in granted)
    )


def _against(answer: Result | str) -> tuple[str, ...]:
    """Say which checks an answer failed."""
    if isinstance(answer, str):
        return ()
    return tuple(f"{one.name}: {one.detail}" for one in answer.checks if not one.passed)


def spread_sentence(
    table: CaptureTable,
    answers: Mapping[str, Result | str],
    found: Mapping[str, Estimate],
) -> str:
    """Say between which numbers the methods stand.

    Parameters
    ----------
    table : CaptureTable
        The histories.
    answers : mapping of str to Result or str
        By method, what it found or why it has no estimate.
    found : mapping of str to Estimate
        The populations of those that have one.

    Returns
    -------
    str
        Sentences; the last names the methods of which a check failed.
    """
    least = min(found, key=lambda name: found[name].value)
    most = max(found, key=lambda name: found[name].value)
    low, high = found[least].value, found[most].value
    lowest = min(one.interval.low for one in found.values())
    highest = max(one.interval.high for one in found.values())
    reach = "without an upper end" if isinf(highest) else f"to {highest:,.0f}"
    methods = format_count(len(found), "method puts", "methods put")
    same = format_count(table.recorded, "recorded incident", "recorded incidents")
    return (
        f"{methods} the population of the same {same} at: {low:,.0f} ({least}) to "
        f"{high:,.0f} ({most}), a factor of {high / low:.1f}; their intervals reach "
        f"from {lowest:,.0f} {reach}. Each holds under the assumption of its method."
        + _caution([name for name, one in answers.items() if _against(one)])
    )


def _caution(failed: Sequence[str]) -> str:
    if not failed:
        return ""
    several = len(failed) > 1
    return (
        f" {'Those' if several else 'That'} of {', '.join(failed)} cannot be meant as "
        f"{'they stand' if several else 'it stands'}: the table says why."
    )


def spread_table(
    answers: Mapping[str, Result | str],
    found: Mapping[str, Estimate],
    granted: Mapping[str, str],
    level: float,
) -> Table:
    """Lay the methods side by side.

    Parameters
    ----------
    answers : mapping of str to Result or str
        By method, what it found or why it has no estimate.
    found : mapping of str to Estimate
        The populations of those that have one.
    granted : mapping of str to str
        What the methods of the spread's own take for granted.
    level : float
        Coverage of the intervals.

    Returns
    -------
    Table
        A row a method, with the checks that it failed.
    """
    rows: list[tuple[Cell, ...]] = []
    for name, one in answers.items():
        if isinstance(one, str):
            rows.append((name, "-", "-", "-", one))
        else:
            population = found[name]
            limits = population.interval
            words = "; ".join((granted.get(name, one.method), *_against(one)))
            rows.append((name, population.value, limits.low, limits.high, words))
    return Table(
        name="Population by method",
        columns=(
            "method",
            "population, incidents",
            f"{format_level(level)} low",
            f"{format_level(level)} high",
            "takes for granted, or why there is none",
        ),
        rows=tuple(rows),
        note="In no order of preference. M0, Mh, Mt and Mth are log-linear models, in "
        "which only lists that are named depend on one another. Chao's form gives a "
        "lower bound.",
    )
