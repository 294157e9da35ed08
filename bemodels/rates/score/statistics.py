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

from bemodels.rates.score.contrasts import Moments
from bemodels.rates.score.null_rates import Counts


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


def widened(moments: Moments, counts: Counts) -> Moments:
    """Multiply the variance by N/(N - 1), N being all incidents.

    Parameters
    ----------
    moments : Moments
        Of a contrast of proportions.
    counts : Counts
        Attacks of incidents.

    Returns
    -------
    Moments
        With the larger variance.
    """
    incidents = counts.size + counts.reference_size
    return moments._replace(variance=moments.variance * incidents / (incidents - 1))


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
    return np.divide(moments.score, error, out=certain, where=error > 0)


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
    expansion has no root.
    """
    z = score_z(moments)
    cubed = moments.variance**1.5
    a = np.divide(moments.third, 6 * cubed, out=np.zeros_like(cubed), where=cubed > 0)
    finite = np.where(np.isfinite(z), z, 0.0)
    root = np.sqrt(np.maximum(1 + 4 * a * (finite + a), 0))
    return np.where(np.isfinite(z), 2 * (finite + a) / (1 + root), z)


def mee(moments: Moments, counts: Counts) -> np.ndarray:
    """Return the plain score statistic.

    Parameters
    ----------
    moments : Moments
        Of a contrast.
    counts : Counts
        What they were taken from.

    Returns
    -------
    numpy.ndarray
        Standard normal deviates.
    """
    return score_z(moments)


def miettinen_nurminen(moments: Moments, counts: Counts) -> np.ndarray:
    """Return the score statistic with the factor N/(N - 1) on its variance.

    Parameters
    ----------
    moments : Moments
        Of a contrast of proportions.
    counts : Counts
        What they were taken from.

    Returns
    -------
    numpy.ndarray
        Standard normal deviates.
    """
    return score_z(widened(moments, counts))


def gart_nam(moments: Moments, counts: Counts) -> np.ndarray:
    """Return the statistic corrected for skewness, without the factor.

    Parameters
    ----------
    moments : Moments
        Of a contrast.
    counts : Counts
        What they were taken from.

    Returns
    -------
    numpy.ndarray
        Standard normal deviates.
    """
    return skewness_corrected_z(moments)


def scas(moments: Moments, counts: Counts) -> np.ndarray:
    """Return Laud's statistic: corrected for bias and skewness, with the factor.

    Parameters
    ----------
    moments : Moments
        Of a contrast of proportions.
    counts : Counts
        What they were taken from.

    Returns
    -------
    numpy.ndarray
        Standard normal deviates.
    """
    return skewness_corrected_z(widened(unbiased(moments), counts))


def scas_uncorrected(moments: Moments, counts: Counts) -> np.ndarray:
    """Return Laud's statistic as it was before the correction for bias.

    Parameters
    ----------
    moments : Moments
        Of a contrast of proportions.
    counts : Counts
        What they were taken from.

    Returns
    -------
    numpy.ndarray
        Standard normal deviates.
    """
    return skewness_corrected_z(widened(moments, counts))
