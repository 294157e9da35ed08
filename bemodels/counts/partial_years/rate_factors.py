"""An annual rate, if incidents are not independent of one another."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.partial_years.dependence import (
    CLUSTERED,
    by_factor,
    tipping,
)
from bemodels.counts.partial_years.scaled_limits import scaled_garwood
from bemodels.data.count_rules import COUNT_RULE, YEARS_RULE, is_count, is_exposure
from bemodels.errors import InvalidDataError
from bemodels.intervals.variance_factors import FACTORS, check_factors
from bemodels.result import Interval, Result, check_level
from bemodels.result.rules import check_number, shown

_PERIODS = 2


def rate_variance_factors(
    count: int,
    exposure: float,
    *,
    against: float,
    factors: Iterable[float] = FACTORS,
    level: float = 0.95,
) -> Result:
    """Return an annual rate beside the same under larger variances.

    Parameters
    ----------
    count : int
        Incidents, 0 to 10^9.
    exposure : float
        Years, above 0.
    against : float
        An annual rate, above 0, that a reader may want to rule out.
    factors : iterable of float, default (2, 3)
        Variance over mean, each 1 or more.
    level : float, default 0.95
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        ``annual_rate`` with the exact Poisson interval;
        ``annual_rate[variance factor c]``; and, where the exact interval excludes
        `against`, the variance factor from which it is no longer excluded.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.

    Notes
    -----
    Under a factor c the count and the exposure are divided by c: incidents in clusters
    of c have a variance of c times their mean. The limits are those of Fay and Feuer
    for a sum with equal weights c [1]_; at c = 1 they are Garwood's.

    References
    ----------
    .. [1] Fay MP, Feuer EJ (1997). Confidence intervals for directly standardized
       rates: a method based on the gamma distribution. Statistics in Medicine 16,
       791-801.

    Examples
    --------
    >>> for rate in rate_variance_factors(12, 10 / 12, against=36).estimates:
    ...     low, high = rate.interval.low, rate.interval.high
    ...     print(f"{rate.estimand}: {low:.1f} to {high:.1f}")
    annual_rate: 7.4 to 25.2
    annual_rate[variance factor 2]: 5.3 to 31.3
    annual_rate[variance factor 3]: 3.9 to 36.9
    """
    check_level(level)
    if not is_count(count):
        raise InvalidDataError(f"count: got {shown(count)}; {COUNT_RULE}")
    if not is_exposure(exposure):
        raise InvalidDataError(f"exposure: got {shown(exposure)}; {YEARS_RULE}")
    check_number("against", against, low=0, high=inf)

    def interval_at(factor: float) -> Interval:
        return scaled_garwood(int(count), float(exposure), factor, level=level)

    return Result(
        title=f"Annual rate under larger variances: {count} incidents in "
        f"{exposure:.4g} years",
        method="Exact Poisson interval, count and exposure divided by the variance "
        "factor",
        estimates=by_factor(
            "annual_rate",
            count / exposure,
            "incidents per year",
            interval_at,
            check_factors(factors),
        ),
        probabilities=tipping(interval_at, against, f"{against:g} a year"),
        assumptions=(POISSON_WITHIN, CLUSTERED),
    )
