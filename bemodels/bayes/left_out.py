"""Predict each observation from the draws of a fit that saw all of them."""

from __future__ import annotations

import numpy as np

from bemodels.bayes.diagnostics import AXES


def smooth_left_out(
    log_probabilities: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return what each observation's log predictive probability is without it.

    Parameters
    ----------
    log_probabilities : numpy.ndarray, shape (chains, draws, n)
        Of the observations under every draw of the fit to all of them.

    Returns
    -------
    elpd : numpy.ndarray, shape (n,)
        Log predictive probability given the other observations, by Pareto-smoothed
        importance sampling.
    lppd : numpy.ndarray, shape (n,)
        The same given all of them.
    khat : numpy.ndarray, shape (n,)
        Shape of the generalised Pareto distribution of the largest weights: above 0.7,
        or above 1 - 1/log10(draws), the first number is not to be relied on.

    References
    ----------
    .. [1] Vehtari A, Gelman A, Gabry J (2017). Practical Bayesian model evaluation
       using leave-one-out cross-validation and WAIC. Statistics and Computing 27,
       1413-1432.
    .. [2] Vehtari A, Simpson D, Gelman A, Yao Y, Gabry J (2024). Pareto smoothed
       importance sampling. Journal of Machine Learning Research 25 (72), 1-58.
    """
    from arviz_stats.base import array_stats

    found = []
    for one in np.moveaxis(log_probabilities, -1, 0):
        share = array_stats.ess(
            np.exp(one - one.max()), method="mean", relative=True, **AXES
        )
        elpd, khat, parameters = array_stats.loo(one, r_eff=float(share), **AXES)
        found.append((float(elpd), float(elpd + parameters), float(khat)))
    elpd, lppd, khat = np.array(found).T
    return elpd, lppd, khat
