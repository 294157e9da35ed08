"""The annual rates before and after a step, averaged over where the step may be."""

from __future__ import annotations

from functools import partial

import numpy as np
from scipy.special import betainc, betaincc, expit

from bemodels.counts.steps.step_posterior import StepPosterior
from bemodels.intervals.equal_tails import median_estimate
from bemodels.intervals.gamma_mixture import gamma_mixture_quantile
from bemodels.intervals.roots import solve_increasing
from bemodels.result import Estimate, Probability

_METHOD = "equal-tailed, averaged over where the step is"


def rate_estimates(
    posterior: StepPosterior, *, unit: str, level: float
) -> tuple[Estimate, ...]:
    """Return posterior medians of both rates and of their ratio, given a step.

    Parameters
    ----------
    posterior : StepPosterior
        Of a step.
    unit : str
        What is counted.
    level : float
        Posterior mass of each interval, in (0, 1).

    Returns
    -------
    tuple of Estimate, length 3
        ``annual_rate[before]``, ``annual_rate[after]`` and ``rate_ratio``, after over
        before.
    """
    rates = tuple(
        median_estimate(
            f"annual_rate[{name}]",
            partial(
                gamma_mixture_quantile, shapes, rates, weights=posterior.boundaries
            ),
            unit=f"{unit} per year",
            level=level,
            method=_METHOD,
            identified="both",
        )
        for name, shapes, rates in zip(
            ("before", "after"), posterior.shapes, posterior.rates, strict=True
        )
    )
    ratio = median_estimate(
        "rate_ratio",
        partial(_ratio_quantile, posterior),
        unit="ratio",
        level=level,
        method=_METHOD,
        identified="both",
    )
    return (*rates, ratio)


def probability_of_fall(posterior: StepPosterior) -> Probability:
    """Return how probable it is that the rate fell, given a step.

    Parameters
    ----------
    posterior : StepPosterior
        Of a step.

    Returns
    -------
    Probability
        That the rate after is the smaller one.
    """
    return Probability(
        statement="P(annual rate after < annual rate before)",
        value=_ratio_below(posterior, 0.0),
        given="the data, the prior and that there is a step",
    )


def _ratio_quantile(posterior: StepPosterior, probability: float) -> float:
    logarithm = solve_increasing(lambda x: _ratio_below(posterior, x) - probability)
    with np.errstate(over="ignore"):
        return float(np.exp(logarithm))


def _ratio_below(posterior: StepPosterior, log_ratio: float) -> float:
    """Return the chance of a smaller ratio: a ratio of gammas is a beta prime.

    Of the beta distribution the end that the ratio is near to is used, so that no
    share is rounded to 1.
    """
    before, after = posterior.shapes
    log_odds = log_ratio + np.log(posterior.rates[1]) - np.log(posterior.rates[0])
    below = np.where(
        log_odds < 0,
        betainc(after, before, expit(log_odds)),
        betaincc(before, after, expit(-log_odds)),
    )
    return min(1.0, float(posterior.boundaries @ below))
