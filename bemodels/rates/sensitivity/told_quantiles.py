"""Quantiles of two true shares and of their ratios, once nothing moves any more."""

from __future__ import annotations

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
from bemodels.rates.sensitivity.told_rates import TwoTold, two_told
from bemodels.result import Estimate

METHOD = "posterior median, equal tails, quadrature over rates and errors"
_PANELS = (4, 8, 16, 32, 64)
# A likelihood is a polynomial in its errors, which few nodes integrate.
_ERRORS = 4
_WANTED = 1e-6


def settled_estimates(
    group: Group,
    reference: Group,
    prior: Beta,
    stated: tuple[Pair, ...],
    *,
    names: tuple[str, str],
    unit: str,
    level: float,
) -> tuple[Estimate, ...]:
    """Double the panels until no estimate or limit moves in its sixth digit.

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
    level : float
        Posterior mass of each interval, in (0, 1).

    Returns
    -------
    tuple of Estimate, length 4
        The two shares, ``risk_ratio_posterior`` and ``odds_ratio_posterior``.

    Raises
    ------
    NotEstimableError
        If something still moves at the most panels.
    """
    last = np.array(np.inf)
    for panels in _PANELS:
        errors = [error_nodes(one, panels + _ERRORS) for one in stated]
        pair = (errors[0], errors[-1])
        estimates = _estimates(
            two_told(group, reference, prior, pair, panels),
            two_told(reference, group, prior, pair[::-1], panels),
            names=names,
            unit=unit,
            level=level,
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
        f"of their size at {_PANELS[-1]} panels"
    )


def _estimates(
    told: TwoTold,
    turned: TwoTold,
    *,
    names: tuple[str, str],
    unit: str,
    level: float,
) -> tuple[Estimate, ...]:
    questions = [
        (name, unit, partial(_rate_quantile, one))
        for name, one in zip(names, (told, turned), strict=True)
    ]
    questions += [
        ("risk_ratio_posterior", "ratio", partial(_ratio_quantile, told, turned)),
        ("odds_ratio_posterior", "ratio", partial(_odds_ratio_quantile, told)),
    ]
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


def _odds_ratio_quantile(told: TwoTold, probability: float) -> float:
    return exp(solve_increasing(lambda x: told.below(told.outer + x) - probability))


def _ratio_quantile(told: TwoTold, turned: TwoTold, probability: float) -> float:
    """Return a quantile of the risk ratio.

    Above 1 it is read off the reference's rate given the group's, since the group's
    limit given the reference's would have a kink where it meets 1.
    """

    def below(log_ratio: float) -> float:
        if log_ratio > 0:
            return 1 - turned.below(_times(turned.outer, -log_ratio))
        return told.below(_times(told.outer, log_ratio))

    return exp(solve_increasing(lambda x: below(x) - probability))


def _times(log_odds: Array, log_ratio: float) -> Array:
    """Return the log odds of a rate times a ratio of 1 or less."""
    log_rate = log_expit(log_odds) + log_ratio
    if not log_ratio:
        return log_odds
    return np.asarray(log_rate - np.log(-np.expm1(log_rate)))
