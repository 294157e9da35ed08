"""Difference, ratio and odds ratio of two independent beta-distributed proportions.

Each distribution function is one integral over the reference [1]_, and each quantile
the root of it: no draws, so no Monte Carlo error in a printed digit. The integral runs
over the narrower of the two distributions, because the other one's is then smooth.

References
----------
.. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
   Scandinavian Journal of Statistics 14, 67-77.
"""

from __future__ import annotations

import numpy as np
from scipy.special import betainc, betaincc, expit, log_expit

from bemodels.intervals.beta_quadrature import Beta, expectation
from bemodels.intervals.roots import solve_increasing


def probability_greater(group: Beta, reference: Beta) -> float:
    """Return the probability that the group's proportion is the larger one.

    Parameters
    ----------
    group, reference : Beta
        Distributions of the two proportions.

    Returns
    -------
    float
        P(group > reference), in [0, 1].

    Examples
    --------
    >>> round(probability_greater(Beta(a=3.5, b=9.5), Beta(a=1.5, b=94.5)), 6)
    0.999256
    """
    if group.is_narrower_than(reference):
        return expectation(lambda x: betainc(reference.a, reference.b, expit(x)), group)
    return expectation(lambda x: betaincc(group.a, group.b, expit(x)), reference)


def difference_quantile(group: Beta, reference: Beta, probability: float) -> float:
    """Return a quantile of the difference, group minus reference.

    Parameters
    ----------
    group, reference : Beta
        Distributions of the two proportions.
    probability : float
        In (0, 1).

    Returns
    -------
    float
        The quantile, in (-1, 1).

    Examples
    --------
    >>> round(difference_quantile(Beta(a=3.5, b=9.5), Beta(a=1.5, b=94.5), 0.5), 4)
    0.2417
    """
    if group.is_narrower_than(reference):
        return -difference_quantile(reference, group, 1 - probability)

    def below(scaled: float) -> float:
        difference = np.tanh(scaled / 2)
        kink = -difference if difference < 0 else 1 - difference
        return expectation(
            lambda x: betainc(group.a, group.b, np.clip(expit(x) + difference, 0, 1)),
            reference,
            breaks=_logit(kink),
        )

    return float(np.tanh(solve_increasing(lambda s: below(s) - probability) / 2))


def ratio_quantile(group: Beta, reference: Beta, probability: float) -> float:
    """Return a quantile of the ratio, group over reference.

    Parameters
    ----------
    group, reference : Beta
        Distributions of the two proportions.
    probability : float
        In (0, 1).

    Returns
    -------
    float
        The quantile, above 0.

    Examples
    --------
    >>> round(ratio_quantile(Beta(a=3.5, b=9.5), Beta(a=1.5, b=94.5), 0.5), 3)
    20.298
    """
    if group.is_narrower_than(reference):
        return 1 / ratio_quantile(reference, group, 1 - probability)

    def below(log_ratio: float) -> float:
        return expectation(
            lambda x: betainc(
                group.a, group.b, np.exp(np.minimum(log_expit(x) + log_ratio, 0))
            ),
            reference,
            breaks=_logit(np.exp(-log_ratio)),
        )

    return float(np.exp(solve_increasing(lambda s: below(s) - probability)))


def odds_ratio_quantile(group: Beta, reference: Beta, probability: float) -> float:
    """Return a quantile of the odds ratio, group over reference.

    Parameters
    ----------
    group, reference : Beta
        Distributions of the two proportions.
    probability : float
        In (0, 1).

    Returns
    -------
    float
        The quantile, above 0.

    Examples
    --------
    >>> round(odds_ratio_quantile(Beta(a=3.5, b=9.5), Beta(a=1.5, b=94.5), 0.5), 3)
    28.13
    """
    if group.is_narrower_than(reference):
        return 1 / odds_ratio_quantile(reference, group, 1 - probability)

    def below(log_ratio: float) -> float:
        return expectation(
            lambda x: betainc(group.a, group.b, expit(x + log_ratio)), reference
        )

    return float(np.exp(solve_increasing(lambda s: below(s) - probability)))


def _logit(proportion: float) -> tuple[float, ...]:
    """Return the logit of a break, or none where it lies outside (0, 1)."""
    if not 0 < proportion < 1:
        return ()
    return (float(np.log(proportion) - np.log1p(-proportion)),)
