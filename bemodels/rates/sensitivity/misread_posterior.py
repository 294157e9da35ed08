"""True attack rates if outcomes were told with errors that are themselves uncertain."""

from __future__ import annotations

from functools import partial
from math import exp

import numpy as np
from scipy.special import expit, log_expit

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta, solve_increasing
from bemodels.intervals.equal_tails import median_estimate
from bemodels.rates.bayes.beta_prior import BetaPrior
from bemodels.rates.bayes.panels import Array
from bemodels.rates.group import Group
from bemodels.rates.sensitivity.stated_errors import (
    Pair,
    Stated,
    error_nodes,
    stated_errors,
)
from bemodels.rates.sensitivity.told_rates import TwoTold, two_told
from bemodels.result import Assumption, Estimate, Result, check_level, check_type

METHOD = "posterior median, equal tails, quadrature over rates and errors"
_PANELS = (4, 8, 16, 32, 64)
# A likelihood is a polynomial in its errors, which few nodes integrate.
_ERRORS = 4
_WANTED = 1e-6


def misclassified_outcome_posterior(
    group: Group,
    reference: Group,
    *,
    sensitivity: Stated | Pair,
    specificity: Stated | Pair,
    prior: BetaPrior,
    level: float = 0.95,
) -> Result:
    """Return the posterior of true attack rates if attacks were told with errors.

    Safe for rare attacks: where the matrix method would count fewer than none, the
    true rate is only likely to be small.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    sensitivity : float or BetaPrior, or two of them
        Share of attacks that were told as such: known, or with a prior. One is shared
        by both groups, known or not; of two, the group's comes first, and they are
        independent.
    specificity : float or BetaPrior, or two of them
        Share of other incidents that were told as such; likewise.
    prior : BetaPrior
        Of each true attack rate on its own.
    level : float, default 0.95
        Posterior mass of each equal-tailed interval, in (0, 1).

    Returns
    -------
    Result
        Posterior medians ``attack_rate_posterior``,
        ``reference_attack_rate_posterior``, ``risk_ratio`` and
        ``odds_ratio_posterior``, to six digits.

    Raises
    ------
    InvalidDataError
        If a share lies outside (0, 1], or sensitivity and specificity, or their prior
        means, sum to 1 or less, which is guessing.
    NotEstimableError
        If the integrals do not stand still.

    Notes
    -----
    Of x attacks told among n incidents, x is binomial with the probability that an
    attack is told as such or another incident is taken for one [1]_.

    References
    ----------
    .. [1] Rahme E, Joseph L, Gyorkos TW (2000). Bayesian sample size determination for
       estimating binomial parameters from data subject to misclassification. Applied
       Statistics 49, 119-128.

    Examples
    --------
    >>> from bemodels.rates.bayes import JEFFREYS
    >>> result = misclassified_outcome_posterior(
    ...     Group(attacks=3, incidents=12),
    ...     Group(attacks=1, incidents=95),
    ...     sensitivity=1.0,
    ...     specificity=BetaPrior(a=99, b=1, name="one false attack in a hundred"),
    ...     prior=JEFFREYS,
    ... )
    >>> result.estimate("risk_ratio").interval.low > 1
    True
    """
    check_level(level)
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    check_type("prior", prior, BetaPrior)
    stated = stated_errors(sensitivity, specificity)
    return Result(
        title=f"True attack rates: {group} against {reference} as told",
        method=METHOD,
        estimates=_settled(group, reference, prior.beta, stated, level),
        assumptions=(
            Assumption(
                statement="Sensitivity and specificity are as stated: "
                + "; ".join(f"{one} and {other}" for one, other in stated)
                + ".",
                support="not checkable from these data",
            ),
        ),
    )


def _settled(
    group: Group,
    reference: Group,
    prior: Beta,
    stated: tuple[Pair, ...],
    level: float,
) -> tuple[Estimate, ...]:
    """Double the panels until no estimate or limit moves in its sixth digit."""
    last = np.array(np.inf)
    for panels in _PANELS:
        errors = [error_nodes(one, panels + _ERRORS) for one in stated]
        pair = (errors[0], errors[-1])
        estimates = _estimates(
            two_told(group, reference, prior, pair, panels),
            two_told(reference, group, prior, pair[::-1], panels),
            level,
        )
        values = np.log(
            [(one.interval.low, one.value, one.interval.high) for one in estimates]
        )
        moved = float(np.max(np.abs(values - last)))
        if moved < _WANTED:
            return estimates
        last = values
    raise NotEstimableError(
        f"the true rates are not estimable: their quantiles still move by {moved:.1g} "
        f"of their size at {_PANELS[-1]} panels"
    )


def _estimates(told: TwoTold, turned: TwoTold, level: float) -> tuple[Estimate, ...]:
    rate, rates = "attacks per recorded incident", (told, turned)
    questions = [
        (name, rate, partial(_rate_quantile, one))
        for name, one in zip(
            ("attack_rate_posterior", "reference_attack_rate_posterior"),
            rates,
            strict=True,
        )
    ]
    questions += [
        ("risk_ratio", "ratio", partial(_ratio_quantile, told, turned)),
        ("odds_ratio_posterior", "ratio", partial(_odds_ratio_quantile, told)),
    ]
    return tuple(
        median_estimate(
            name, quantile, unit=unit, level=level, method=METHOD, identified="both"
        )
        for name, unit, quantile in questions
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
