"""Equal-tailed Jeffreys intervals of the contrasts of two attack rates."""

from __future__ import annotations

from collections.abc import Callable

from bemodels.intervals import (
    Beta,
    difference_quantile,
    odds_ratio_quantile,
    ratio_quantile,
)
from bemodels.rates.bayes.beta_prior import JEFFREYS
from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.rates.sample import (
    counts_of,
    sample_difference,
    sample_odds_ratio,
    sample_ratio,
    telling_what_is_left_out,
)
from bemodels.result import Interval, check_level


def risk_difference_jeffreys(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the Jeffreys posterior interval of the risk difference.

    Parameters
    ----------
    group, reference : Group
        The counts.
    level : float, default 0.95
        Posterior mass between equal tails, in (0, 1).

    Returns
    -------
    Interval
        Of group minus reference, within (-1, 1). Should the sample lie outside,
        `method` says so.

    References
    ----------
    .. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
       Scandinavian Journal of Statistics 14, 67-77.

    Examples
    --------
    >>> interval = risk_difference_jeffreys(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0584, 0.5146)
    """
    return _interval(group, reference, level, difference_quantile, sample_difference)


def risk_ratio_jeffreys(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the Jeffreys posterior interval of the risk ratio.

    Parameters
    ----------
    group, reference : Group
        The counts.
    level : float, default 0.95
        Posterior mass between equal tails, in (0, 1).

    Returns
    -------
    Interval
        Of group over reference, above 0. Should the sample lie outside, `method`
        says so.

    References
    ----------
    .. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
       Scandinavian Journal of Statistics 14, 67-77.

    Examples
    --------
    >>> interval = risk_ratio_jeffreys(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    ... )
    >>> round(interval.low, 3), round(interval.high, 2)
    (3.347, 245.47)
    """
    return _interval(group, reference, level, ratio_quantile, sample_ratio)


def odds_ratio_jeffreys(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the Jeffreys posterior interval of the odds ratio.

    Parameters
    ----------
    group, reference : Group
        The counts.
    level : float, default 0.95
        Posterior mass between equal tails, in (0, 1).

    Returns
    -------
    Interval
        Of group over reference, above 0. Should the sample lie outside, `method`
        says so.

    References
    ----------
    .. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
       Scandinavian Journal of Statistics 14, 67-77.

    Examples
    --------
    >>> interval = odds_ratio_jeffreys(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    ... )
    >>> round(interval.low, 3), round(interval.high, 1)
    (3.68, 388.0)
    """
    return _interval(group, reference, level, odds_ratio_quantile, sample_odds_ratio)


def _interval(
    group: Group,
    reference: Group,
    level: float,
    quantile: Callable[[Beta, Beta, float], float],
    sample: Callable[[float, float, float, float], float],
) -> Interval:
    check_level(level)
    counts = counts_of(group, reference)
    posteriors, tail = (
        (JEFFREYS.after(group), JEFFREYS.after(reference)),
        (1 - level) / 2,
    )
    interval = Interval(
        low=quantile(*posteriors, tail),
        high=quantile(*posteriors, 1 - tail),
        level=level,
        kind="credible",
        method=f"{JEFFREYS.name} posterior median, equal tails, quadrature",
    )
    return telling_what_is_left_out(interval, sample(*counts))


METHODS = (
    Method(
        name="risk_difference_jeffreys",
        scale="risk difference",
        family="posterior",
        interval=risk_difference_jeffreys,
    ),
    Method(
        name="risk_ratio_jeffreys",
        scale="risk ratio",
        family="posterior",
        interval=risk_ratio_jeffreys,
    ),
    Method(
        name="odds_ratio_jeffreys",
        scale="odds ratio",
        family="posterior",
        interval=odds_ratio_jeffreys,
    ),
)
