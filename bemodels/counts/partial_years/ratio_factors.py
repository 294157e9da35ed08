"""The ratio of two periods' rates, if incidents are not independent of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.partial_years.dependence import (
    CLUSTERED,
    NAMED_BEFORE,
    by_factor,
    tipping,
    tipping_point,
)
from bemodels.counts.partial_years.scaled_limits import TwoPeriods
from bemodels.counts.steps.period_series import read_series
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals.variance_factors import FACTORS, check_factors
from bemodels.result import Estimate, Interval, Probability, Result, check_level

_PERIODS = 2
_NULL = "equal rates"


def rate_ratio_variance_factors(
    counts: Iterable[int],
    exposure: Iterable[float],
    *,
    factors: Iterable[float] = FACTORS,
    level: float = 0.95,
) -> Result:
    """Return the ratio of two periods' rates beside the same under larger variances.

    Parameters
    ----------
    counts : iterable of int, length 2
        Incidents of the reference period, then of the one compared with it.
    exposure : iterable of float, length 2
        Years of each, above 0.
    factors : iterable of float, default (2, 3)
        Variance over mean, each 1 or more.
    level : float, default 0.95
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        ``rate_ratio``, second over first, with its conditional mid-P interval, and
        ``rate_ratio_exact`` with the central exact one; each also as
        ``[variance factor c]``; ``rate_ratio_quasi``, quasi-Poisson on the log scale,
        unless a count is 0. The variance factors from which each interval no longer
        excludes equal rates.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.
    NotEstimableError
        If both counts are 0.

    Notes
    -----
    Given both counts the second is binomial; under a factor c both are divided by c,
    and the binomial tails continued between whole numbers by the beta distribution
    [1]_.

    References
    ----------
    .. [1] Korn EL, Graubard BI (1998). Confidence intervals for proportions with small
       expected number of positive counts estimated from survey data. Survey
       Methodology 24, 193-201.

    Examples
    --------
    >>> result = rate_ratio_variance_factors([36, 9], [1, 10 / 12])
    >>> for name in ("rate_ratio", "rate_ratio[variance factor 3]"):
    ...     interval = result.estimate(name).interval
    ...     print(f"{interval.low:.3f} to {interval.high:.3f}")
    0.137 to 0.606
    0.068 to 0.996
    """
    check_level(level)
    periods = two_periods(counts, exposure)
    return Result(
        title=f"Rate ratio under larger variances: {periods.count} in "
        f"{periods.years:.4g} years against {periods.reference_count} in "
        f"{periods.reference_years:.4g}",
        method="Conditional on the sum of both counts, counts divided by the variance "
        "factor",
        estimates=ratio_estimates(periods, check_factors(factors), level=level),
        probabilities=ratio_tipping(periods, level=level),
        assumptions=(POISSON_WITHIN, CLUSTERED, NAMED_BEFORE),
    )


def two_periods(counts: Iterable[int], exposure: Iterable[float]) -> TwoPeriods:
    """Read two periods, the reference first.

    Parameters
    ----------
    counts : iterable of int, length 2
        Incidents of each.
    exposure : iterable of float, length 2
        Years of each, above 0.

    Returns
    -------
    TwoPeriods
        With at least one incident.

    Raises
    ------
    InvalidDataError
        If a cell is not what it must be, or there are not two.
    NotEstimableError
        If both counts are 0.
    """
    table = read_series(counts, exposure)
    if len(table) != _PERIODS:
        raise InvalidDataError(f"two periods are compared, got {len(table)}")
    if not table.total:
        raise NotEstimableError("the rate ratio is not estimable: both counts are 0")
    return TwoPeriods(
        reference_count=table.counts[0],
        reference_years=table.years[0],
        count=table.counts[1],
        years=table.years[1],
    )


def ratio_estimates(
    periods: TwoPeriods, factors: tuple[float, ...], *, level: float
) -> tuple[Estimate, ...]:
    """Return the rate ratio by each method under each factor.

    Parameters
    ----------
    periods : TwoPeriods
        What is compared.
    factors : tuple of float
        Those beside 1.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    tuple of Estimate
        ``rate_ratio``, ``rate_ratio_exact`` and ``rate_ratio_quasi``.
    """
    return tuple(
        estimate
        for name, method in _methods(periods).items()
        for estimate in by_factor(
            name,
            periods.rate_ratio,
            "ratio",
            partial(method, level=level),
            factors,
        )
    )


def ratio_tipping(periods: TwoPeriods, *, level: float) -> tuple[Probability, ...]:
    """Return from which variance factor each interval holds equal rates.

    Parameters
    ----------
    periods : TwoPeriods
        What is compared.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    tuple of Probability
        One a method whose plain interval excludes equal rates.
    """
    found = [
        point
        for method in (periods.midp, periods.exact)
        for point in tipping(partial(method, level=level), 1.0, _NULL)
    ]
    if _is_quasi_estimable(periods):
        factor = periods.wald_tipping_factor(level=level)
        method = periods.wald(1.0, level=level).method
        found += [tipping_point(factor, _NULL, method)] if factor > 1 else []
    return tuple(found)


def _methods(periods: TwoPeriods) -> dict[str, Callable[..., Interval]]:
    methods = {"rate_ratio": periods.midp, "rate_ratio_exact": periods.exact}
    if _is_quasi_estimable(periods):
        methods["rate_ratio_quasi"] = periods.wald
    return methods


def _is_quasi_estimable(periods: TwoPeriods) -> bool:
    return bool(periods.count and periods.reference_count)
