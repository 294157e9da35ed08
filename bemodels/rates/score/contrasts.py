"""Score, variance and skewness of each contrast of two rates under a null value.

The score of a contrast is how far the sample lies from the null value, in units that
the method of Miettinen and Nurminen [1]_ gives each contrast; its variance and third
central moment [2]_ follow from the most likely rates under the null hypothesis. Laud's
bias term of the odds ratio is in the corrigendum [3]_.

References
----------
.. [1] Miettinen O, Nurminen M (1985). Comparative analysis of two rates. Statistics in
   Medicine 4, 213-226.
.. [2] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
   Pharmaceutical Statistics 16, 334-348.
.. [3] Laud PJ (2018). Corrigendum. Pharmaceutical Statistics 17, 290-293.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from bemodels.rates.score.null_rates import (
    Counts,
    Rate,
    Rates,
    event_rates_given_difference,
    event_rates_given_ratio,
    proportions_given_difference,
    proportions_given_odds_ratio,
    proportions_given_ratio,
)


class Moments(NamedTuple):
    """What a sample's score is under a null value, and how it varies.

    Attributes
    ----------
    score : numpy.ndarray
        Positive where the sample lies above the null value.
    variance, third : numpy.ndarray
        Second and third central moment of the score; the variance is 0 or more.
    bias : numpy.ndarray
        Expectation of the score, to the next order.
    size : numpy.ndarray
        Incidents, or years, of both groups.
    """

    score: np.ndarray
    variance: np.ndarray
    third: np.ndarray
    bias: np.ndarray
    size: np.ndarray


Contrast = Callable[[Counts, float], Moments]


def risk_difference(counts: Counts, null: float) -> Moments:
    """Return the moments of the difference of two proportions.

    Parameters
    ----------
    counts : Counts
        Attacks of incidents.
    null : float
        Group less reference, in [-1, 1].

    Returns
    -------
    Moments
        Of the sample difference less the null value.
    """
    return _of_difference(counts, proportions_given_difference(counts, null), null)


def risk_ratio(counts: Counts, null: float) -> Moments:
    """Return the moments of the ratio of two proportions.

    Parameters
    ----------
    counts : Counts
        Attacks of incidents.
    null : float
        Group over reference, above 0 and finite.

    Returns
    -------
    Moments
        Of the group's sample proportion less `null` times the reference's.
    """
    return _of_ratio(counts, proportions_given_ratio(counts, null), null)


def rate_difference(counts: Counts, null: float) -> Moments:
    """Return the moments of the difference of two event rates.

    Parameters
    ----------
    counts : Counts
        Events in years.
    null : float
        Group less reference, in events per year.

    Returns
    -------
    Moments
        Of the sample difference less the null value.
    """
    return _of_difference(counts, event_rates_given_difference(counts, null), null)


def rate_ratio(counts: Counts, null: float) -> Moments:
    """Return the moments of the ratio of two event rates.

    Parameters
    ----------
    counts : Counts
        Events in years.
    null : float
        Group over reference, above 0 and finite.

    Returns
    -------
    Moments
        Of the group's sample rate less `null` times the reference's.
    """
    return _of_ratio(counts, event_rates_given_ratio(counts, null), null)


def odds_ratio(counts: Counts, null: float) -> Moments:
    """Return the moments of the ratio of two odds.

    Parameters
    ----------
    counts : Counts
        Attacks of incidents.
    null : float
        Odds of the group over odds of the reference, above 0 and finite.

    Returns
    -------
    Moments
        Of the group's attacks less what is expected, in units of its precision.
    """
    group, reference = proportions_given_odds_ratio(counts, null)
    _, n, _, m = counts
    information, other = n * group.spread, m * reference.spread
    share = _over(other, information + other)  # of the variance that is the group's
    weight = _over(information * other, information + other)
    return Moments(
        # Times the weight, so that nothing is infinite where nothing can vary.
        score=_excess(counts, group, reference),
        variance=weight,
        third=weight * (group.skew * share**2 - reference.skew * (1 - share) ** 2),
        bias=(group.value - reference.value) * _over(weight, information + other),
        size=n + m,
    )


def _excess(counts: Counts, group: Rate, reference: Rate) -> np.ndarray:
    """Return the group's attacks less what is expected of them.

    The reference has as many too few, and the smaller terms lose fewer digits.
    """
    x, n, y, m = counts
    more, fewer = x * group.rest, (n - x) * group.value
    others_fewer, others_more = (m - y) * reference.value, y * reference.rest
    here = more + fewer < others_fewer + others_more
    excess: np.ndarray = np.where(here, more - fewer, others_fewer - others_more)
    return excess


def _of_difference(counts: Counts, rates: Rates, null: float) -> Moments:
    x, n, y, m = counts
    return _linear(counts, rates, score=x / n - y / m - null, weight=1.0)


def _of_ratio(counts: Counts, rates: Rates, null: float) -> Moments:
    x, n, y, m = counts
    return _linear(counts, rates, score=x / n - null * y / m, weight=null)


def _linear(
    counts: Counts, rates: Rates, *, score: np.ndarray, weight: float
) -> Moments:
    """Return the moments of the group's rate less a multiple of the reference's."""
    _, n, _, m = counts
    group, reference = rates
    first, second = group.spread / n, weight**2 * reference.spread / m
    return Moments(
        score=np.asarray(score),
        variance=first + second,
        third=first * group.skew / n - weight * second * reference.skew / m,
        bias=np.zeros_like(first),
        size=n + m,
    )


def _over(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return a quotient, or 0 where nothing can vary."""
    nothing = np.zeros_like(below)
    quotient: np.ndarray = np.divide(above, below, out=nothing, where=below > 0)
    return quotient
