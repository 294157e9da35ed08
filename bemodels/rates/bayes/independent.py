"""Posterior of two attack rates under independent beta priors, by quadrature."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial

from bemodels.intervals import (
    difference_quantile,
    odds_ratio_quantile,
    ratio_quantile,
)
from bemodels.intervals.equal_tails import median_estimate
from bemodels.rates.bayes.beta_prior import BetaPrior
from bemodels.rates.group import Group
from bemodels.rates.sample import (
    counts_of,
    sample_difference,
    sample_odds_ratio,
    sample_ratio,
    telling_what_is_left_out,
)
from bemodels.result import Estimate


def posterior_rates(
    group: Group, reference: Group, prior: BetaPrior, *, level: float
) -> tuple[Estimate, ...]:
    """Return the posterior of each of two attack rates.

    Parameters
    ----------
    group, reference : Group
        The counts.
    prior : BetaPrior
        Of each rate on its own.
    level : float
        Posterior mass of each equal-tailed interval, in (0, 1).

    Returns
    -------
    tuple of Estimate, length 2
        ``attack_rate_posterior`` and ``reference_attack_rate_posterior``, medians.

    Examples
    --------
    >>> from bemodels.rates.bayes.beta_prior import JEFFREYS
    >>> estimates = posterior_rates(
    ...     Group(attacks=3, incidents=12),
    ...     Group(attacks=1, incidents=95),
    ...     JEFFREYS,
    ...     level=0.95,
    ... )
    >>> [round(estimate.value, 4) for estimate in estimates]
    [0.2571, 0.0124]
    """
    return tuple(
        median_estimate(
            estimand,
            prior.after(one).quantile,
            unit="attacks per recorded incident",
            level=level,
            method=f"{prior.name} posterior median, equal tails",
        )
        for estimand, one in (
            ("attack_rate_posterior", group),
            ("reference_attack_rate_posterior", reference),
        )
    )


# A report prints the same contrasts as estimates and in its table of priors.
@lru_cache(maxsize=16)
def posterior_contrasts(
    group: Group, reference: Group, prior: BetaPrior, *, level: float
) -> tuple[Estimate, ...]:
    """Return difference, ratio and odds ratio of two attack rates.

    Parameters
    ----------
    group, reference : Group
        The counts.
    prior : BetaPrior
        Of each rate on its own.
    level : float
        Posterior mass of each equal-tailed interval, in (0, 1).

    Returns
    -------
    tuple of Estimate, length 3
        ``risk_difference_posterior`` (proportion), ``risk_ratio_posterior``,
        ``odds_ratio_posterior``; posterior medians.

    References
    ----------
    .. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
       Scandinavian Journal of Statistics 14, 67-77.

    Examples
    --------
    >>> from bemodels.rates.bayes.beta_prior import JEFFREYS
    >>> estimates = posterior_contrasts(
    ...     Group(attacks=3, incidents=12),
    ...     Group(attacks=1, incidents=95),
    ...     JEFFREYS,
    ...     level=0.95,
    ... )
    >>> [round(estimate.value, 3) for estimate in estimates]
    [0.242, 20.298, 28.13]
    """
    first, second = prior.after(group), prior.after(reference)
    return tuple(
        median_estimate(
            f"{estimand}_posterior",
            partial(quantile, first, second),
            unit=unit,
            level=level,
            method=f"{prior.name} posterior median, equal tails, quadrature",
        )
        for estimand, unit, quantile in (
            ("risk_difference", "difference of proportions", difference_quantile),
            ("risk_ratio", "ratio", ratio_quantile),
            ("odds_ratio", "ratio", odds_ratio_quantile),
        )
    )


def contrasts_beside_sample(
    group: Group, reference: Group, prior: BetaPrior, *, level: float
) -> tuple[Estimate, ...]:
    """Return the contrasts, each telling if its interval leaves out the sample.

    Parameters
    ----------
    group, reference : Group
        The counts.
    prior : BetaPrior
        Of each rate on its own.
    level : float
        Posterior mass of each equal-tailed interval, in (0, 1).

    Returns
    -------
    tuple of Estimate, length 3
        Those of `posterior_contrasts`, told in `Interval.method`.

    Examples
    --------
    >>> from bemodels.rates.bayes.beta_prior import JEFFREYS
    >>> ratio = contrasts_beside_sample(
    ...     Group(attacks=3, incidents=12),
    ...     Group(attacks=0, incidents=95),
    ...     JEFFREYS,
    ...     level=0.95,
    ... )[1]
    >>> ratio.interval.method.partition("; ")[2]
    'the sample lies above it, at inf'
    """
    counts = counts_of(group, reference)
    samples = (sample_difference, sample_ratio, sample_odds_ratio)
    contrasts = posterior_contrasts(group, reference, prior, level=level)
    return tuple(
        replace(one, interval=telling_what_is_left_out(one.interval, sample(*counts)))
        for one, sample in zip(contrasts, samples, strict=True)
    )
