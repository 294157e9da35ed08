"""Residuals that are normal under the model although counts are discrete."""

from __future__ import annotations

from math import log

import numpy as np
import pandas as pd
from scipy.special import ndtri_exp

from bemodels.counts.diagnostics.count_distribution import distribution_of
from bemodels.counts.fits.count_fit import CountFit
from bemodels.result import check_type

_STEPS = 2**52


def quantile_residuals(fit: CountFit, *, rng: np.random.Generator) -> pd.Series:
    """Return randomised quantile residuals, standard normal under the model.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    rng : numpy.random.Generator
        The source of chance: a count is a step of its distribution function, and a
        point on that step is drawn.

    Returns
    -------
    pandas.Series
        One a row, in the rows' order and with the index of the fit's data; always
        finite.

    Raises
    ------
    InvalidDataError
        If `fit` is no fit, or `rng` no generator.

    Notes
    -----
    With means and alpha taken as known, residuals are independent and exactly standard
    normal [1]_. Draw them more than once: a pattern that goes with another draw was
    chance. A row with a fitted mean of 0, which has no count, cannot contradict the
    model: its residual is chance alone. Far in the tails, logarithms of probabilities
    are used.

    References
    ----------
    .. [1] Dunn PK, Smyth GK (1996). Randomized quantile residuals. Journal of
       Computational and Graphical Statistics 5, 236-244.

    Examples
    --------
    >>> import bemodels, numpy as np, pandas as pd
    >>> fit = bemodels.counts.fit_poisson("n ~ 1", pd.DataFrame({"n": [0, 2, 1, 900]}))
    >>> quantile_residuals(fit, rng=np.random.default_rng(1)).round(1).tolist()
    [-21.1, -20.6, -20.9, 33.8]
    """
    check_type("fit", fit, CountFit)
    check_type("rng", rng, np.random.Generator)
    rows, counts = distribution_of(fit), fit.design.counts
    inside = (rng.integers(_STEPS, size=fit.n) + 1 / 2) / _STEPS
    chance = rows.log_probability(counts)
    below = np.logaddexp(rows.log_at_most(counts - 1), chance + np.log(inside))
    above = np.logaddexp(rows.log_exceeding(counts), chance + np.log1p(-inside))
    residuals = np.where(below < log(1 / 2), ndtri_exp(below), -ndtri_exp(above))
    return pd.Series(residuals, index=fit.design.frame.index, name="quantile_residual")
