"""How large a rate ratio must be for the exposures and totals of a table to show it.

Given the incidents of two rates together, those of the one are binomial, and the rate
ratio alone decides of them. The power of the conditional test is then a binomial tail,
and the least ratio that has a stated power a quantile of a beta distribution: no rate
needs to be supposed, and nothing is simulated.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from scipy.special import betainc, betaincinv

from bemodels.counts.contrast.table_contrasts import RateContrast, contrasts_of
from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.data import CountTable
from bemodels.errors import NotEstimableError
from bemodels.result import Assumption, Cell, Result, Table, check_level, check_type
from bemodels.result.display import format_level
from bemodels.result.rules import check_number

NONE = "none"
# A level counts as reached within this, relative to it.
_REACHED = 1e-12
_ASSUMPTIONS = (
    POISSON_WITHIN,
    Assumption(
        statement="The number of incidents of both rates together is what the table "
        "holds; only how they divide is left to chance.",
        support="by design",
    ),
)
Tail = Callable[[int, int, float], float]


def minimum_detectable_rate_ratio(
    table: CountTable, *, power: float, level: float = 0.95
) -> Result:
    """Return how far apart two rates must be for a table like this to show it.

    Parameters
    ----------
    table : CountTable
        Counts with exposure. Of the keys ``year`` and ``year_month`` each period is
        compared with the one before it, of any other key each label with all others
        together; rows that differ in the other keys are added up, counts and exposures.
    power : float
        The probability of finding it that is asked for, above 1 - level and below 1.
    level : float, default 0.95
        One minus the level of the two-sided test, in (0, 1).

    Returns
    -------
    Result
        Two tables with a row a contrast. The first: the smallest rate ratio above 1,
        and the largest below 1, that the conditional test finds with this power, by its
        mid-P and by its exact form; ``"none"`` where no ratio, however extreme, is
        found. The second: each test's size, the probability of rejecting equal rates.

    Raises
    ------
    InvalidDataError
        If `table` is no `CountTable`, or a number lies outside its range.
    NotEstimableError
        If no key of the table has two labels.

    Notes
    -----
    Both tests are of the incidents of the one rate given those of both [1]_, and so is
    their power: it is that of the design as it turned out, with as many incidents as
    there are. To find a ratio above 1 is to reject equal rates with more incidents than
    these would give; a rejection to the other side does not count. The exact test never
    rejects equal rates more often than its level; the mid-P test may.

    References
    ----------
    .. [1] Przyborowski J, Wilenski H (1940). Homogeneity of results in testing samples
       from Poisson series. Biometrika 31, 313-323.

    Examples
    --------
    >>> table = CountTable(
    ...     keys=("year",),
    ...     rows=((2014, 18, 7 / 12), (2015, 40, 1.0), (2016, 1, 1.0), (2017, 2, 0.8)),
    ... )
    >>> rows = minimum_detectable_rate_ratio(table, power=0.8).tables[0].rows
    >>> [round(cell, 2) for cell in rows[0][4:6]]
    [2.25, 0.48]
    >>> rows[2][4:6]
    ('none', 'none')
    """
    check_level(level)
    check_number("power", power, low=1 - level, high=1.0)
    check_type("table", table, CountTable)
    contrasts = contrasts_of(table)
    if not contrasts:
        raise NotEstimableError(
            f"no rate ratio is estimable: {', '.join(table.keys)} has one label only"
        )
    return Result(
        title=f"Detectable rate ratios: {table.total} {table.unit}, "
        f"{table.total_years:.4g} years, power {power:g}",
        method="Exact power of the conditional tests of two Poisson rates",
        estimates=(),
        assumptions=_ASSUMPTIONS,
        tables=(
            _ratios(contrasts, table.unit, power, level),
            _sizes(contrasts, level),
        ),
        provenance=table.provenance,
    )


def _exact_tail(count: int, total: int, share: float) -> float:
    """Return the binomial chance of a count or more."""
    if count in (0, total + 1):
        return 1.0 if count == 0 else 0.0
    return float(betainc(count, total - count + 1, share))


def _midp_tail(count: int, total: int, share: float) -> float:
    """Return the binomial chance of more than a count, and half of its own."""
    more = _exact_tail(count + 1, total, share)
    return (_exact_tail(count, total, share) + more) / 2


_TESTS: tuple[tuple[str, Tail], ...] = (("mid-P", _midp_tail), ("exact", _exact_tail))


def _ratios(
    contrasts: tuple[RateContrast, ...], unit: str, power: float, level: float
) -> Table:
    return Table(
        name=f"Rate ratios found with power {power:g}, {format_level(level)} level",
        columns=(
            "contrast",
            unit,
            "years",
            "reference years",
            *(f"{side} 1, {name}" for name, _ in _TESTS for side in ("above", "below")),
        ),
        rows=tuple(
            (
                one.name,
                one.incidents,
                one.group.years,
                one.reference.years,
                *_detectable(one, power, (1 - level) / 2),
            )
            for one in contrasts
        ),
        note=f"{unit.capitalize()}: of both rates together. Above 1: the smallest rate "
        "ratio that the two-sided conditional test finds with this power; below 1: the "
        f"largest. {NONE.capitalize()}: not even a rate of 0 in the one or the other "
        "would be found. Waves of incidents make every ratio that can be found more "
        "extreme.",
    )


def _detectable(one: RateContrast, power: float, rejected: float) -> Iterator[Cell]:
    years = one.group.years, one.reference.years
    for _, tail in _TESTS:
        for above, below in (years, years[::-1]):
            first = _first_rejected(tail, one.incidents, above / sum(years), rejected)
            if first > one.incidents:
                yield NONE
                continue
            share = float(betaincinv(first, one.incidents - first + 1, power))
            ratio = share / (1 - share) * below / above
            yield ratio if above is years[0] else 1 / ratio


def _sizes(contrasts: tuple[RateContrast, ...], level: float) -> Table:
    return Table(
        name=f"Size of the conditional tests, {format_level(level)} level",
        columns=("contrast", *(name for name, _ in _TESTS)),
        rows=tuple(
            (one.name, *(_size(one, tail, (1 - level) / 2) for _, tail in _TESTS))
            for one in contrasts
        ),
        note="Probability of rejecting where the two rates are equal.",
    )


def _size(one: RateContrast, tail: Tail, rejected: float) -> float:
    years = one.group.years, one.reference.years
    shares = tuple(part / sum(years) for part in years)
    firsts = (_first_rejected(tail, one.incidents, share, rejected) for share in shares)
    return sum(
        _exact_tail(first, one.incidents, share)
        for first, share in zip(firsts, shares, strict=True)
    )


def _first_rejected(tail: Tail, total: int, share: float, rejected: float) -> int:
    """Return the least count whose upper tail is rejected, or one more than all."""
    largest = rejected * (1 + _REACHED)
    return bisect_left(
        range(total + 1), -largest, key=lambda count: -tail(count, total, share)
    )
