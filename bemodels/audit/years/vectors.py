"""Every vector of counts by year that a report's rules leave, listed exactly.

Years are given values one after another. After each, every inequality narrows the range
of every year that is still open, row by row, so that few beginnings lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from bemodels.audit.years.closeness import CloseCounts, CloseRates
from bemodels.audit.years.inequalities import Inequality
from bemodels.audit.years.printed_changes import RoundedChange, TruncatedChange
from bemodels.audit.years.year_order import Below, BelowBy, NotAbove
from bemodels.audit.years.year_rules import AtLeast, AtMost, Total
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result.rules import shown

YearConstraint = (
    Total
    | AtLeast
    | AtMost
    | Below
    | NotAbove
    | BelowBy
    | RoundedChange
    | TruncatedChange
    | CloseCounts
    | CloseRates
)
KINDS = (
    *(Total, AtLeast, AtMost, Below, NotAbove, BelowBy),
    *(RoundedChange, TruncatedChange, CloseCounts, CloseRates),
)
MOST_VECTORS = 1_000_000
# Ranges may go on shrinking by one for long; what is left is found in the listing.
_ROUNDS = 3
_LARGEST = 2**62


def year_vectors(constraints: Iterable[YearConstraint]) -> np.ndarray:
    """List every vector of counts by year that satisfies constraints.

    Parameters
    ----------
    constraints : iterable of YearConstraint
        The rules: `Total`, `AtLeast`, `AtMost`, `Below`, `NotAbove`, `BelowBy`,
        `RoundedChange`, `TruncatedChange`, `CloseCounts`, `CloseRates`. Counts are 0 or
        more by themselves.

    Returns
    -------
    numpy.ndarray of int64, shape (vectors, years)
        In lexicographic order, read-only; the years are those that the rules name,
        ascending, as by `years_of`. No rows where the rules contradict one another.

    Raises
    ------
    InvalidDataError
        If a rule is none, none names a year, or nothing limits a year from above.
    NotEstimableError
        If there are too many vectors to list, or too large numbers.

    Notes
    -----
    All arithmetic is in whole numbers: each rule is a linear inequality between counts
    once denominators are multiplied out.

    Examples
    --------
    >>> year_vectors([Total(5), AtLeast(2015, 1), Below(2015, 2016)])
    array([[1, 4],
           [2, 3]])
    """
    rules = read_rules(constraints)
    years = years_of(rules)
    high = np.array([[_ceiling(rules, year) for year in years]], dtype=object)
    weights, least = _matrix(_inequalities(rules, years), years, high[0])
    high = high.astype(np.int64)
    low = np.zeros_like(high)
    for place, year in enumerate(years):
        low, high = _narrowed(low, high, weights, least)
        low, high = _opened(low, high, place, year)
    # Once one year is open an inequality is a bound on it: what was opened last holds.
    low.setflags(write=False)
    return low


def years_of(constraints: Iterable[YearConstraint]) -> tuple[int, ...]:
    """Return the years that constraints name.

    Parameters
    ----------
    constraints : iterable of YearConstraint
        The rules.

    Returns
    -------
    tuple of int
        Each once, ascending: the columns of `year_vectors`.

    Raises
    ------
    InvalidDataError
        If a rule is none, or none names a year.

    Examples
    --------
    >>> years_of([Total(107), Below(2015, 2016), Below(2014, 2015)])
    (2014, 2015, 2016)
    """
    years = sorted({year for rule in read_rules(constraints) for year in rule.years})
    if not years:
        raise InvalidDataError("the constraints name no year")
    return tuple(years)


def read_rules(constraints: Iterable[YearConstraint]) -> tuple[YearConstraint, ...]:
    """Return constraints as a tuple, or refuse what are none.

    Parameters
    ----------
    constraints : iterable of YearConstraint
        The rules.

    Returns
    -------
    tuple of YearConstraint
        In the given order.

    Raises
    ------
    InvalidDataError
        If a rule is none.
    """
    if not isinstance(constraints, Iterable):
        raise InvalidDataError(
            f"constraints must be a sequence of rules, got {shown(constraints)}"
        )
    rules = tuple(constraints)
    for place, rule in enumerate(rules):
        if not isinstance(rule, KINDS):
            raise InvalidDataError(
                f"constraints[{place}] must be one of "
                f"{', '.join(kind.__name__ for kind in KINDS)}, got {shown(rule)}"
            )
    return rules


def _ceiling(rules: tuple[YearConstraint, ...], year: int) -> int:
    """Return what a year's count cannot exceed: the total, or its own maximum."""
    limits = [
        rule.number if isinstance(rule, Total) else rule.maximum
        for rule in rules
        if isinstance(rule, Total) or (isinstance(rule, AtMost) and rule.year == year)
    ]
    if not limits:
        raise InvalidDataError(
            f"nothing limits {year} from above, so that there may be infinitely many "
            "vectors; state a Total, or an AtMost for every year"
        )
    return min(limits)


def _inequalities(
    rules: tuple[YearConstraint, ...], years: tuple[int, ...]
) -> list[Inequality]:
    return [
        one
        for rule in rules
        for one in (rule.over(years) if isinstance(rule, Total) else rule.inequalities)
    ]


def _matrix(
    inequalities: list[Inequality], years: tuple[int, ...], ceilings: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return weights, a row an inequality, and what each must reach, as int64."""
    weights = np.zeros((len(inequalities), len(years)), dtype=object)
    for row, inequality in enumerate(inequalities):
        for year, weight in inequality.weights:
            weights[row, years.index(year)] = weight
    least = np.array([one.least for one in inequalities], dtype=object)
    reach = abs(weights) @ ceilings + abs(least) + abs(weights).max(axis=1)
    if reach.max() >= _LARGEST:
        raise NotEstimableError(
            "the constraints hold too large numbers to be compared exactly: a sum can "
            f"reach {reach.max():.2g}, at most {float(_LARGEST):.2g} is taken"
        )
    return weights.astype(np.int64), least.astype(np.int64)


def _narrowed(
    low: np.ndarray, high: np.ndarray, weights: np.ndarray, least: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows that no inequality rules out, their ranges made narrower."""
    for _ in range(_ROUNDS):
        before = (high - low).sum()
        for weight, number in zip(weights, least, strict=True):
            most = np.where(weight > 0, high, low) @ weight
            kept = most >= number
            low, high, slack = low[kept], high[kept], (most - number)[kept]
            for place in np.flatnonzero(weight):
                room = slack // abs(weight[place])
                if weight[place] > 0:
                    low[:, place] = np.maximum(low[:, place], high[:, place] - room)
                else:
                    high[:, place] = np.minimum(high[:, place], low[:, place] + room)
        if (high - low).sum() == before:
            break
    return low, high


def _opened(
    low: np.ndarray, high: np.ndarray, place: int, year: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return a row for each value of one year, ascending."""
    values = high[:, place] - low[:, place] + 1
    if (rows := values.sum()) > MOST_VECTORS:
        raise NotEstimableError(
            f"too many vectors to list: up to {year} there are {rows} beginnings, at "
            f"most {MOST_VECTORS} are taken"
        )
    first = np.repeat(np.cumsum(values) - values, values)
    chosen = np.repeat(low[:, place], values) + np.arange(rows) - first
    low, high = np.repeat(low, values, axis=0), np.repeat(high, values, axis=0)
    low[:, place] = high[:, place] = chosen
    return low, high
