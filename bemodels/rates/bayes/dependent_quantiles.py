"""Quantiles of two rates with a dependent prior, and of their contrasts.

Each distribution function is an integral over the reference's log odds of what lies
below a limit in the group's; each quantile is its root.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from math import inf

import numpy as np
from scipy.special import expit, log_expit, logsumexp

from bemodels.intervals import solve_increasing
from bemodels.rates.bayes.dependent_prior import DependentPrior
from bemodels.rates.bayes.nested import Axes, NestedPosterior
from bemodels.rates.bayes.panels import Array, graded_rule, still
from bemodels.rates.group import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """What a contrast's value says of the group's log odds, given the reference's.

    Attributes
    ----------
    limit : callable
        From the reference's log odds and the value, on a scale without ends, to the
        group's log odds.
    kink : callable
        From the value to the reference's log odds at which the limit becomes
        infinite, or infinity where it never does.
    """

    limit: Callable[[Array, float], Array]
    kink: Callable[[float], float]


Distribution = Callable[[Boundary, float], float]


def contrast_quantiles(
    group: Group, reference: Group, prior: DependentPrior
) -> tuple[Callable[[float], float], ...]:
    """Return the quantile functions of difference, ratio and odds ratio.

    Parameters
    ----------
    group, reference : Group
        The counts.
    prior : DependentPrior
        Of the two rates.

    Returns
    -------
    tuple of callable, length 3
        Each from a probability in (0, 1) to the quantile of group minus or over
        reference.
    """
    if _spread(group) > _spread(reference):
        # The narrower rate runs outside, so that what lies inside is smooth along it.
        turned = contrast_quantiles(reference, group, _turned(prior))
        return (
            lambda probability: -turned[0](1 - probability),
            lambda probability: 1 / turned[1](1 - probability),
            lambda probability: 1 / turned[2](1 - probability),
        )
    below = _distribution(group, reference, prior)
    return (
        lambda probability: float(np.tanh(_root(below, _DIFFERENCE, probability))),
        lambda probability: float(np.exp(_root(below, _RATIO, probability))),
        lambda probability: float(np.exp(_root(below, _ODDS_RATIO, probability))),
    )


def rate_quantiles(
    group: Group, reference: Group, prior: DependentPrior
) -> tuple[Callable[[float], float], ...]:
    """Return the quantile functions of the group's and the reference's rate.

    Parameters
    ----------
    group, reference : Group
        The counts.
    prior : DependentPrior
        Of the two rates.

    Returns
    -------
    tuple of callable, length 2
        Each from a probability in (0, 1) to the quantile of the rate.
    """
    first = _distribution(group, reference, prior)
    second = _distribution(reference, group, _turned(prior))
    return (
        lambda probability: float(expit(_root(first, _RATE, probability))),
        lambda probability: float(expit(_root(second, _RATE, probability))),
    )


def _spread(group: Group) -> int:
    """Return a number that is larger for a group whose log odds are known better."""
    return min(group.attacks, group.incidents - group.attacks)


def _turned(prior: DependentPrior) -> DependentPrior:
    return replace(prior, log_odds_ratio=-prior.log_odds_ratio)


def _distribution(
    group: Group, reference: Group, prior: DependentPrior
) -> Distribution:
    """Return the posterior probability that the group's log odds lie below a limit."""
    posterior = NestedPosterior(
        group=group, reference=reference, axes=_rate_axes(prior)
    )
    least, greatest = posterior.outer_ends(-np.inf, np.inf)

    @cache
    def lines(panels: int, kink: float) -> tuple[Array, Array, Array, Array, float]:
        outer, weights = graded_rule(least, kink, greatest, panels)
        low, high = posterior.inner_ends(outer)
        whole = posterior.log_inner(outer, low, high, panels)
        return outer, weights, low, high, float(logsumexp(whole, b=weights))

    def below(boundary: Boundary, value: float) -> float:
        kink = min(max(boundary.kink(value), least), greatest)

        def share(panels: int) -> float:
            outer, weights, low, high, whole = lines(panels, kink)
            top = np.clip(boundary.limit(outer, value), low, high)
            part = posterior.log_inner(outer, low, top, panels)
            return float(np.exp(logsumexp(part, b=weights) - whole))

        return still(share)

    return below


def _rate_axes(prior: DependentPrior) -> Axes:
    """Return the reference's log odds as outer and the group's as inner variable."""
    half = prior.log_odds_ratio / 2
    base, ratio = prior.base_width**2, prior.log_odds_ratio_width**2 / 4
    return Axes(
        outer=(0.0, 1.0),
        inner=(1.0, 0.0),
        mean=(prior.base_log_odds - half, prior.base_log_odds + half),
        covariance=(base + ratio, base - ratio, base + ratio),
    )


def _root(below: Distribution, boundary: Boundary, probability: float) -> float:
    return solve_increasing(lambda value: below(boundary, value) - probability)


def _at_ratio(outer: Array, log_ratio: float) -> Array:
    log_rate = np.minimum(log_expit(outer) + log_ratio, 0)
    with np.errstate(divide="ignore"):
        return np.asarray(log_rate - np.log(-np.expm1(log_rate)))


def _at_difference(outer: Array, scaled: float) -> Array:
    """Return the log odds of reference plus difference; of two forms the exact one."""
    difference = np.tanh(scaled)
    up, down = 2 * expit(2 * scaled), 2 * expit(-2 * scaled)
    rate = np.where(outer > 0, up - expit(-outer), expit(outer) + difference)
    rest = np.where(outer < 0, down - expit(outer), expit(-outer) - difference)
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.clip(rate, 0, 1)) - np.log(np.clip(rest, 0, 1)))


def _ratio_kink(log_ratio: float) -> float:
    """Return the log odds of 1 / ratio, above which every group's rate is below."""
    return float(-np.log(np.expm1(log_ratio))) if log_ratio > 0 else inf


def _difference_kink(scaled: float) -> float:
    """Return the log odds of the reference at which the sum meets 0 or 1."""
    size = abs(float(np.tanh(scaled)))
    if not size:
        return inf
    log_odds = float(np.log(size) - np.log(2 * expit(-2 * abs(scaled))))
    return -log_odds if scaled > 0 else log_odds


_RATE = Boundary(limit=np.full_like, kink=lambda _: inf)
_ODDS_RATIO = Boundary(limit=lambda outer, value: outer + value, kink=lambda _: inf)
_RATIO = Boundary(limit=_at_ratio, kink=_ratio_kink)
_DIFFERENCE = Boundary(limit=_at_difference, kink=_difference_kink)
