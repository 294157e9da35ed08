"""Quantiles of two true shares and of their ratios, once nothing moves any more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import exp

import numpy as np
from scipy.special import expit, log_expit

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta, solve_increasing
from bemodels.intervals.equal_tails import median_estimate
from bemodels.rates.bayes.panels import Array
from bemodels.rates.group import Group
from bemodels.rates.sensitivity.stated_errors import Pair, error_nodes
from bemodels.rates.sensitivity.told_rates import Errors, TwoTold, two_told
from bemodels.result import Estimate

METHOD = "posterior median, equal tails, quadrature over rates and errors"
# Widths of panels. What is kept is the finer of two answers, and a further halving of
# the panels moves it by a tenth of what moved it last, or less.
_FINENESS = (1.25, 0.85, 0.6, 0.42, 0.3, 0.2)
_WANTED = 3e-6

Contrast = tuple[str, Callable[[TwoTold, TwoTold, float], float]]


def settled_estimates(
    group: Group,
    reference: Group,
    prior: Beta,
    stated: tuple[Pair, ...],
    *,
    names: tuple[str, str],
    unit: str,
    contrasts: tuple[Contrast, ...],
    level: float,
) -> tuple[Estimate, ...]:
    """Refine the panels until no estimate or limit moves by 3e-6 of itself.

    Parameters
    ----------
    group, reference : Group
        As told.
    prior : Beta
        Of each true share on its own.
    stated : tuple of (float or BetaPrior, float or BetaPrior), length 1 or 2
        Sensitivity and specificity, once where both share them.
    names : (str, str)
        Estimands of the two shares.
    unit : str
        Theirs.
    contrasts : tuple of (str, callable)
        Estimands of the ratios that are asked for, and what gives their quantiles.
    level : float
        Posterior mass of each interval, in (0, 1).

    Returns
    -------
    tuple of Estimate
        The two shares and the contrasts.

    Raises
    ------
    NotEstimableError
        If something still moves at the finest panels, or they are too many.
    """
    last = np.array(np.inf)
    for fineness in _FINENESS:
        pair = two_told(
            group,
            reference,
            prior,
            _errors(group, reference, stated, fineness),
            fineness,
        )
        estimates = _estimates(
            pair, names=names, unit=unit, contrasts=contrasts, level=level
        )
        values = np.log(
            [(one.interval.low, one.value, one.interval.high) for one in estimates]
        )
        moved = float(np.max(np.abs(values - last)))
        if moved < _WANTED:
            return estimates
        last = values
    raise NotEstimableError(
        f"the true shares are not estimable: their quantiles still move by {moved:.1g} "
        "of their size at the finest panels"
    )


def _errors(
    group: Group, reference: Group, stated: tuple[Pair, ...], fineness: float
) -> tuple[Errors, Errors]:
    """Return the errors of both, one and the same where they share them."""
    speaking = [
        (one.attacks, one.incidents - one.attacks) for one in (group, reference)
    ]
    if len(stated) == 1:
        attacks, others = (sum(both) for both in zip(*speaking, strict=True))
        shared = error_nodes(stated[0], (attacks, others), fineness)
        return shared, shared
    first, second = (
        error_nodes(one, trials, fineness)
        for one, trials in zip(stated, speaking, strict=True)
    )
    return first, second


def _estimates(
    pair: tuple[TwoTold, TwoTold],
    *,
    names: tuple[str, str],
    unit: str,
    contrasts: tuple[Contrast, ...],
    level: float,
) -> tuple[Estimate, ...]:
    questions = [
        (name, unit, partial(_rate_quantile, one))
        for name, one in zip(names, pair, strict=True)
    ]
    questions += [(name, "ratio", partial(of, *pair)) for name, of in contrasts]
    return tuple(
        median_estimate(
            name, quantile, unit=its_unit, level=level, method=METHOD, identified="both"
        )
        for name, its_unit, quantile in questions
    )


def _rate_quantile(told: TwoTold, probability: float) -> float:
    log_odds = solve_increasing(
        lambda x: told.below(np.full_like(told.outer, x)) - probability
    )
    return float(expit(log_odds))


def _odds_ratio_quantile(told: TwoTold, turned: TwoTold, probability: float) -> float:
    """Return a quantile of the odds ratio, summed over the rate that varies less."""

    def below(log_ratio: float) -> float:
        if turned.width < told.width:
            return 1 - turned.below(turned.outer - log_ratio)
        return told.below(told.outer + log_ratio)

    return exp(solve_increasing(lambda x: below(x) - probability))


def _ratio_quantile(told: TwoTold, turned: TwoTold, probability: float) -> float:
    """Return a quantile of the risk ratio."""

    def below(log_ratio: float) -> float:
        if log_ratio > 0:
            return 1 - _below_ratio(turned, told, -log_ratio)
        return _below_ratio(told, turned, log_ratio)

    return exp(solve_increasing(lambda x: below(x) - probability))


def _below_ratio(told: TwoTold, turned: TwoTold, log_ratio: float) -> float:
    """Return the probability that one rate is below the other times 1 or less.

    Summed over the rate that varies less, if that stays below the ratio: beyond it no
    other rate is large enough, and the limit would have a kink.
    """
    within = log_expit(turned.outer[-1]) < log_ratio
    if turned.width < told.width and within:
        return 1 - turned.below(_times(turned.outer, -log_ratio))
    return told.below(_times(told.outer, log_ratio))


def _times(log_odds: Array, log_ratio: float) -> Array:
    """Return the log odds of a rate times a ratio, of a product below 1."""
    log_rate = log_expit(log_odds) + log_ratio
    if not log_ratio:
        return log_odds
    return np.asarray(log_rate - np.log(-np.expm1(log_rate)))


RISK_RATIO: Contrast = ("risk_ratio_posterior", _ratio_quantile)
ODDS_RATIO: Contrast = ("odds_ratio_posterior", _odds_ratio_quantile)
