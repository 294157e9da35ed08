r"""A population whose units are all seen at one Poisson rate, the unseen cut off.

With :math:`n` units seen and rate :math:`\lambda` the population is
:math:`n / (1 - e^{-\lambda})`. The zero-truncated Poisson takes :math:`\lambda` from
all sightings [1]_, Zelterman's estimator from the units seen once and twice, which
makes it less sensitive to units that are seen often [2]_.

References
----------
.. [1] van der Heijden PGM, Bustami R, Cruyff MJLF, Engbersen G, van Houwelingen HC
   (2003). Point and interval estimation of the population size using the truncated
   Poisson regression model. Statistical Modelling 3, 305-322.
.. [2] Zelterman D (1988). Robust estimation in truncated discrete distributions with
   application to capture-recapture experiments. Journal of Statistical Planning and
   Inference 18, 225-237.
.. [3] Boehning D (2008). A simple variance formula for population size estimators by
   conditioning. Statistical Methodology 5, 410-423.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, expm1, lgamma, log, sqrt

import numpy as np
from scipy.special import gammainc

from bemodels.errors import NotEstimableError
from bemodels.intervals import solve_increasing
from bemodels.result import Assumption, Provenance, Result, check_level
from bemodels.undercount.capture.frequencies.rate_result import RatedUnits, rate_result
from bemodels.undercount.capture.frequencies.times_seen import (
    SAME_RATE,
    TimesSeen,
    read_frequencies,
)
from bemodels.undercount.capture.truncated_means import mean_less_one

ONE_AND_TWO = Assumption(
    statement="Units seen once and twice are seen at one Poisson rate, which is also "
    "that of the units never seen. Where the unseen are harder to see than these, the "
    "population comes out too small.",
    support="not checkable from these data",
)


def zero_truncated_poisson(
    frequencies: Mapping[int, int],
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate a population whose units are all seen at one Poisson rate.

    Parameters
    ----------
    frequencies : mapping of int to int
        Times seen to the number of units.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` in units, with normal intervals; tables with the
        rate, the standard error and the log-normal interval, and with expected units.
        A check fails where Chao's lower bound refuses one rate for all.

    Raises
    ------
    InvalidDataError
        If `frequencies` break a rule, or `level` lies outside (0, 1).
    NotEstimableError
        If no unit was seen, or none more than once.

    References
    ----------
    .. [1] van der Heijden PGM, Bustami R, Cruyff MJLF, Engbersen G, van Houwelingen HC
       (2003). Point and interval estimation of the population size using the truncated
       Poisson regression model. Statistical Modelling 3, 305-322.

    Examples
    --------
    >>> found = zero_truncated_poisson({1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1})
    >>> population = found.estimate("population")
    >>> limits = population.interval
    >>> f"{population.value:.0f} ({limits.low:.0f} to {limits.high:.0f})"
    '7080 (6363 to 7797)'
    """
    check_level(level)
    times = read_frequencies(frequencies)
    rate = _truncated_rate(times)
    unseen = exp(-rate)
    seen_share = -expm1(-rate)
    twice_or_more = float(gammainc(2, rate))
    error = sqrt(times.seen / seen_share * unseen / twice_or_more)
    return rate_result(
        times,
        _of_one_rate(times, rate, error),
        "Zero-truncated Poisson, one rate",
        (SAME_RATE,),
        condition="Every unit is seen at the same expected rate, a Poisson number of "
        "times",
        provenance=provenance,
        level=level,
    )


def zelterman(
    frequencies: Mapping[int, int],
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate a population by the rate of the units seen once and twice (Zelterman).

    Parameters
    ----------
    frequencies : mapping of int to int
        Times seen to the number of units.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` in units, with normal intervals; tables with the
        rate, the standard error and the log-normal interval, and with expected units.

    Raises
    ------
    InvalidDataError
        If `frequencies` break a rule, or `level` lies outside (0, 1).
    NotEstimableError
        If no unit was seen once, or none twice.

    Notes
    -----
    The rate is :math:`2 f_2 / f_1`; the standard error is of all units seen and of
    the rate together [2]_.

    References
    ----------
    .. [1] Zelterman D (1988). Robust estimation in truncated discrete distributions
       with application to capture-recapture experiments. Journal of Statistical
       Planning and Inference 18, 225-237.
    .. [2] Boehning D (2008). A simple variance formula for population size estimators
       by conditioning. Statistical Methodology 5, 410-423.

    Examples
    --------
    >>> found = zelterman({1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1})
    >>> population = found.estimate("population")
    >>> limits = population.interval
    >>> f"{population.value:.0f} ({limits.low:.0f} to {limits.high:.0f})"
    '9425 (8084 to 10765)'
    """
    check_level(level)
    times = read_frequencies(frequencies)
    once, twice = times.once, times.twice
    if not (once and twice):
        raise NotEstimableError(
            "Zelterman's estimator needs units seen once and units seen twice, got "
            f"{once} and {twice}"
        )
    rate = 2 * twice / once
    odds = times.seen * exp(-rate) / expm1(-rate) ** 2
    error = sqrt(odds * (1 + odds * rate**2 * (1 / once + 1 / twice)))
    return rate_result(
        times,
        _of_one_rate(times, rate, error),
        "Zelterman's estimator",
        (ONE_AND_TWO,),
        condition="Units never seen have the one Poisson rate of those seen once and "
        "twice",
        provenance=provenance,
        level=level,
    )


def _truncated_rate(times: TimesSeen) -> float:
    """Return the rate at which the units seen have their mean of sightings."""
    more = times.sightings - times.seen
    if more == 0:
        raise NotEstimableError(
            "a zero-truncated Poisson needs a unit seen more than once, got "
            f"{times.seen} seen once"
        )
    target = log(more / times.seen)

    def excess(place: float) -> float:
        return log(float(mean_less_one(np.exp(np.array(place))))) - target

    return exp(solve_increasing(excess, start=log(2 * more / times.seen)))


def _of_one_rate(times: TimesSeen, rate: float, error: float) -> RatedUnits:
    seen_share = -expm1(-rate)
    return RatedUnits(
        hidden=times.seen * exp(-rate) / seen_share,
        error=error,
        expected=tuple(
            times.seen / seen_share * exp(place * log(rate) - rate - lgamma(place + 1))
            for place in range(1, len(times.units) + 1)
        ),
        makings=(("expected sightings per unit", rate),),
    )
