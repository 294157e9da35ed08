"""A rate that changes by one factor a year, from few counts: exact, given their sum."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import exp, isinf, log

import numpy as np

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.steps.incident_times import IncidentTimes
from bemodels.counts.steps.period_series import read_midpoints, read_series
from bemodels.data import CountTable
from bemodels.errors import NotEstimableError
from bemodels.intervals.conditional_count import ConditionalCount
from bemodels.intervals.conditional_limits import CENTRAL, MIDP
from bemodels.result import (
    Assumption,
    Estimate,
    HypothesisTest,
    Result,
    Table,
    check_level,
)

_LARGEST_LOG = log(sys.float_info.max)
FITTED_TABLE = "Counts beside the trend"
_METHODS = (
    ("annual_rate_ratio", MIDP),
    ("annual_rate_ratio_exact", replace(CENTRAL, name="exact conditional, central")),
)
_ASSUMPTIONS = (
    POISSON_WITHIN,
    Assumption(
        statement="The rate changes by the same factor every year, and a period has "
        "the rate of its midpoint.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="The periods follow one another without a gap, and each exposure is "
        "the length of its period.",
        support="by design",
    ),
)


def log_linear_trend(
    counts: Iterable[int],
    exposure: Iterable[float],
    *,
    midpoints: Iterable[float] | None = None,
    level: float = 0.95,
) -> Result:
    """Return the factor by which a Poisson rate changes each year.

    Parameters
    ----------
    counts : iterable of int, length T
        Incidents of successive periods, 0 to 10^9; T is 2 or more.
    exposure : iterable of float, length T
        Years of each period, above 0. Periods may be partial. Without `midpoints` they
        follow one another without a gap, so that these are also their lengths.
    midpoints : iterable of float, length T, optional
        Middle of each period in years, ascending, from any start: where periods have
        gaps, or were observed within a longer time.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Result
        ``annual_rate_ratio``, the rate of a year over that of the year before, with its
        conditional mid-P interval, and ``annual_rate_ratio_exact``, the same with
        guaranteed coverage; both tests of no trend; counts beside the trend. A side of
        an interval is open where every incident lies in the first or the last period.

    Raises
    ------
    InvalidDataError
        If a count, an exposure or a midpoint is not what it must be, or `level` lies
        outside (0, 1).
    NotEstimableError
        If there is no incident, or so many at so irregular times that their sums are
        too many to visit.

    Notes
    -----
    The value is the maximum likelihood estimate of a Poisson regression on the
    midpoints of the periods with the logarithm of exposure as offset. Limits and tests
    are exact: given the number of incidents, the sum of their midpoints has chances in
    which the annual rate ratio is the only unknown [1]_. Nothing is approximated by a
    normal distribution, so that they hold for any counts.

    References
    ----------
    .. [1] Cox DR, Lewis PAW (1966). The statistical analysis of series of events.
       Methuen, section 3.3.

    Examples
    --------
    >>> result = log_linear_trend([9, 14, 12, 3], [7 / 12, 1, 1, 10 / 12])
    >>> ratio = result.estimate("annual_rate_ratio")
    >>> f"{ratio.value:.3f} ({ratio.interval.low:.3f} to {ratio.interval.high:.3f})"
    '0.676 (0.474 to 0.952)'
    """
    check_level(level)
    table = read_series(counts, exposure)
    if not table.total:
        raise NotEstimableError("a trend is not estimable: there is no incident")
    times = _times(table, midpoints)
    count = times.sum_of_times()
    return Result(
        title=f"Trend: {table.total} {table.unit} in {len(table)} periods, "
        f"{table.total_years:.4g} years",
        method="Log-linear Poisson trend, exact given the number of incidents",
        estimates=tuple(_estimates(times, count, level)),
        tests=tuple(_tests(count)),
        assumptions=_ASSUMPTIONS if midpoints is None else _ASSUMPTIONS[:-1],
        tables=(_fitted(table, times),),
    )


def _times(table: CountTable, midpoints: Iterable[float] | None) -> IncidentTimes:
    years = np.array(table.years)
    middles = np.cumsum(years) - years / 2
    if midpoints is not None:
        stated = read_midpoints(midpoints, periods=len(table))
        middles = stated - stated[0] + years[0] / 2
    return IncidentTimes(counts=np.array(table.counts), years=years, midpoints=middles)


def _estimates(
    times: IncidentTimes, count: ConditionalCount, level: float
) -> Iterator[Estimate]:
    for name, method in _METHODS:
        yield Estimate(
            estimand=name,
            value=_ratio(times.log_estimate),
            unit="ratio",
            interval=method.interval(count, level=level),
        )


def _ratio(logarithm: float) -> float:
    """Return an annual rate ratio, or refuse one that a float cannot hold."""
    if not isinf(logarithm) and abs(logarithm) > _LARGEST_LOG:
        raise NotEstimableError(
            f"an annual rate ratio of 10^{logarithm / log(10):.0f} is not estimable: "
            "it is too near 0 or too large to be computed"
        )
    return exp(logarithm)


def _tests(count: ConditionalCount) -> Iterator[HypothesisTest]:
    for _, method in _METHODS:
        yield HypothesisTest(
            null="The annual rate is the same in every period.",
            method=method.name,
            p_value=method.p_value(count, 1.0),
        )


def _fitted(table: CountTable, times: IncidentTimes) -> Table:
    fitted = table.total * times.shares(times.log_estimate)
    return Table(
        name=FITTED_TABLE,
        columns=("period", "midpoint (years)", "exposure (years)", "count", "expected"),
        rows=tuple(
            (period, middle, years, count, expected)
            for (period, count, years), middle, expected in zip(
                table.rows, times.midpoints.tolist(), fitted.tolist(), strict=True
            )
        ),
        note="Expected: counts under the estimated trend; midpoints are counted from "
        "the start of the first period.",
    )
