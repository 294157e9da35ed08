"""The statistics of a contrast under a null value, each standard normal there.

`score_z` divides a score by its standard error [1]_; `skewness_corrected_z` solves for
the normal deviate whose Cornish-Fisher expansion gives the score [2]_ [3]_. Both come
with and without the factor N/(N - 1) of Miettinen and Nurminen on the variance of
proportions, and what they are called follows from that.

References
----------
.. [1] Mee RW (1984). Confidence bounds for the difference between two probabilities.
   Biometrics 40, 1175-1176.
.. [2] Gart JJ, Nam J (1988). Approximate interval estimation of the ratio of binomial
   parameters: a review and corrections for skewness. Biometrics 44, 323-338.
.. [3] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
   Pharmaceutical Statistics 16, 334-348.
"""

from __future__ import annotations

import numpy as np

from bemodels.rates.score.contrasts import (
    Contrast,
    Moments,
    odds_ratio,
    rate_ratio,
    risk_ratio,
)
from bemodels.rates.score.null_rates import Counts

_RATIOS = (risk_ratio, odds_ratio, rate_ratio)
_SMALLEST_RATIO = 1e-60


def unbiased(moments: Moments) -> Moments:
    """Take the expectation of the score away from it.

    Parameters
    ----------
    moments : Moments
        Of a contrast.

    Returns
    -------
    Moments
        Whose bias is 0.
    """
    return moments._replace(
        score=moments.score - moments.bias, bias=np.zeros_like(moments.bias)
    )


def widened(moments: Moments) -> Moments:
    """Multiply the variance by N/(N - 1), N being all incidents.

    Parameters
    ----------
    moments : Moments
        Of a contrast of proportions.

    Returns
    -------
    Moments
        With the larger variance.
    """
    size = moments.size
    return moments._replace(variance=moments.variance * size / (size - 1))


def score_z(moments: Moments) -> np.ndarray:
    """Return the score over its standard error.

    Parameters
    ----------
    moments : Moments
        Of a contrast.

    Returns
    -------
    numpy.ndarray
        Standard normal under the null hypothesis; 0 where the score is 0, infinite
        where it is not and nothing can vary.
    """
    error = np.sqrt(moments.variance)
    certain = np.where(moments.score == 0, 0.0, np.copysign(np.inf, moments.score))
    z: np.ndarray = np.divide(moments.score, error, out=certain, where=error > 0)
    return z


def skewness_corrected_z(moments: Moments) -> np.ndarray:
    """Return the score as a normal deviate, corrected for skewness.

    Parameters
    ----------
    moments : Moments
        Of a contrast.

    Returns
    -------
    numpy.ndarray
        Standard normal under the null hypothesis, to the next order.

    Notes
    -----
    z solves s = z + a (z^2 - 1), where s is the score over its standard error and a a
    sixth of its skewness. The root is written as 2 (s + a) / (1 + sqrt(D)), with
    D = 1 + 4 a (s + a): it stays finite where a is 0, and D is held at 0 where the
    expansion has no root. Its size is at most the root of 1 + 6 x where the group whose
    expected events vanish has x. Near the sample, a large skewness of a small group can
    turn its slope, where it stays within -1 and 1: no limit of a level above 0.683 is
    concerned, and others are those of the hull.
    """
    z = score_z(moments)
    cubed = moments.variance**1.5
    a = np.divide(moments.third, 6 * cubed, out=np.zeros_like(cubed), where=cubed > 0)
    finite = np.where(np.isfinite(z), z, 0.0)
    root = np.sqrt(np.maximum(1 + 4 * a * (finite + a), 0))
    return np.where(np.isfinite(z), 2 * (finite + a) / (1 + root), z)


def miettinen_nurminen(moments: Moments) -> np.ndarray:
    """Return the score statistic with the factor N/(N - 1) on its variance.

    Parameters
    ----------
    moments : Moments
        Of a contrast of proportions.

    Returns
    -------
    numpy.ndarray
        Standard normal deviates.
    """
    return score_z(widened(moments))


def scas(moments: Moments) -> np.ndarray:
    """Return Laud's statistic: corrected for bias and skewness, with the factor.

    Parameters
    ----------
    moments : Moments
        Of a contrast of proportions.

    Returns
    -------
    numpy.ndarray
        Standard normal deviates.
    """
    return skewness_corrected_z(widened(unbiased(moments)))


def scas_uncorrected(moments: Moments) -> np.ndarray:
    """Return Laud's statistic as it was before the correction for bias.

    Parameters
    ----------
    moments : Moments
        Of a contrast of proportions.

    Returns
    -------
    numpy.ndarray
        Standard normal deviates.
    """
    return skewness_corrected_z(widened(moments))


def score_statistics(contrast: Contrast, counts: Counts, theta: float) -> np.ndarray:
    """Return the plain score statistic of many tables under one null value.

    Parameters
    ----------
    contrast : callable
        One of `risk_difference`, `risk_ratio`, `odds_ratio`, `rate_difference` and
        `rate_ratio` of `contrasts`.
    counts : Counts
        Of the tables.
    theta : float
        The null value, group less or over reference. An end of the range, such as a
        ratio of 0 or infinity, stands for what lies next to it.

    Returns
    -------
    numpy.ndarray
        Positive where the sample lies above `theta`; 0 where nothing can vary and the
        sample agrees, infinite where it does not.

    Notes
    -----
    The factor N/(N - 1) would leave the order of a design's tables as it is.

    Examples
    --------
    >>> from bemodels.rates.score.contrasts import risk_difference
    >>> counts = Counts.of([0, 7], 34, [0, 1], 34)
    >>> score_statistics(risk_difference, counts, 0.0).round(4)
    array([0.    , 2.2583])
    """
    if contrast in _RATIOS:
        theta = min(max(theta, _SMALLEST_RATIO), 1 / _SMALLEST_RATIO)
    return score_z(contrast(counts, theta))
