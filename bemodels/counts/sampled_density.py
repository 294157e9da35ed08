r"""The negative binomial density as a graph for sampling, down to the Poisson limit.

With :math:`\alpha = 1/\phi`, variance :math:`\mu + \alpha\mu^2`, and counts y,

.. math::
    \log p(y) = \sum_{j<y} \log(1 + \alpha j) + y \log\mu
        - (y + 1/\alpha) \log(1 + \alpha\mu) - \log y!

in which no terms of the size of the gamma functions cancel. An alpha below 1e-20, 0
among them, is taken for 1e-20, where this is the Poisson density to the last digit. The
slope in :math:`\sqrt\alpha`, which is what is sampled, is known to an error of
:math:`10^{-16} \mu / \sqrt\alpha`. The sum is written out to j = 100 and continued by
the Euler-Maclaurin formula, so that a count of a million costs no more than one of a
hundred; what is left out is below 1e-12. The loops, with their slopes, are those of
`bemodels.counts.count_loops`; here they become nodes of a model.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import gammaln

WRITTEN_OUT = 100
SMALLEST_ALPHA = 1e-20


def counts_above(counts: np.ndarray) -> np.ndarray:
    """Return how many counts exceed each j below 100.

    Parameters
    ----------
    counts : numpy.ndarray of int, shape (n,)
        0 or more.

    Returns
    -------
    numpy.ndarray, shape (100,)
        So that the sums over j < y become one sum for all counts.
    """
    at = np.bincount(np.minimum(counts, WRITTEN_OUT), minlength=WRITTEN_OUT + 1)
    return (len(counts) - np.cumsum(at)[:WRITTEN_OUT]).astype(float)


def count_data(counts: np.ndarray) -> dict[str, np.ndarray]:
    """Return what `log_likelihood` asks of the counts.

    Parameters
    ----------
    counts : numpy.ndarray of int, shape (n,)
        0 or more.

    Returns
    -------
    dict of str to numpy.ndarray
        ``incidents``, the counts; ``counts_above``; ``counts_beyond``, those above 100,
        of which most tables have none; ``log_factorials``, their sum, which would be
        computed anew at every step.
    """
    return {
        "incidents": counts.astype(float),
        "counts_above": counts_above(counts),
        "counts_beyond": counts[counts > WRITTEN_OUT].astype(float),
        "log_factorials": np.array(gammaln(counts + 1.0).sum()),
    }


def log_likelihood(data: Any, log_mean: Any, alpha: Any) -> Any:  # noqa: ANN401 (PyTensor has no types)
    """Return the sum of the log probabilities of counts.

    Parameters
    ----------
    data : mapping of str to tensor
        As `count_data` names them.
    log_mean : tensor, shape (n,)
        Logarithms of the means of the counts.
    alpha : scalar tensor
        Dispersion, 0 or more.

    Returns
    -------
    scalar tensor
        With all constants.
    """
    from bemodels.bayes.written_slopes import WrittenSlopes
    from bemodels.counts.count_loops import count_density_node

    density, *_ = WrittenSlopes(count_density_node, slopes=2)(
        log_mean,
        alpha[None],
        data["incidents"],
        data["counts_above"],
        data["counts_beyond"],
    )
    return density - data["log_factorials"]


def rising_total(data: Any, alpha: Any) -> Any:  # noqa: ANN401
    """Return the sum over counts and j < y of log(1 + alpha j).

    Parameters
    ----------
    data : mapping of str to tensor
        ``counts_above`` and ``counts_beyond`` as `count_data` gives them.
    alpha : scalar tensor
        Dispersion, above 0.

    Returns
    -------
    scalar tensor
        The part of the log likelihood that holds no mean, less the factorials.
    """
    from bemodels.bayes.written_slopes import WrittenSlopes
    from bemodels.counts.count_loops import rising_sum_node

    total, _ = WrittenSlopes(rising_sum_node, slopes=1)(
        alpha[None], data["counts_above"], data["counts_beyond"]
    )
    return total
