"""The share of rows that a fit expects to be without a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, logsumexp

from bemodels.counts.estimands.estimand_result import (
    ALPHA_HELD,
    LARGE_SAMPLE,
    answer,
)
from bemodels.counts.estimands.posterior.zeros import zero_share_by_draws
from bemodels.counts.estimands.zero_rows import zero_rows
from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.observed_information import joint_information
from bemodels.intervals.normal import normal_quantile
from bemodels.result import (
    Estimate,
    Interval,
    Posterior,
    check_level,
    check_type,
)

if TYPE_CHECKING:
    from bemodels.result import Result


def expected_zero_share(fit: CountFit | Posterior, *, level: float = 0.95) -> Result:
    """Estimate the share of rows that should have no count if the model is right.

    Parameters
    ----------
    fit : CountFit or Posterior
        Any fit by a formula, or one by `fit_hierarchical`.
    level : float, default 0.95
        Nominal coverage, or posterior mass, of the interval, in (0, 1).

    Returns
    -------
    Result
        ``expected_zero_share``, the mean over the rows of the probability of 0. Rows
        with a fitted mean of 0 have the probability 1. The interval of a fit by a
        formula is by the delta method on the logit scale. It holds the uncertainty of
        rates and of alpha, not the play of chance in the rows. A table sets the rows
        observed to have no count beside it.

    Raises
    ------
    InvalidDataError
        If `fit` is no fit, or `level` lies outside (0, 1).
    NotConvergedError
        If the chains of a posterior do not agree on the share.

    References
    ----------
    .. [1] Cameron AC, Trivedi PK (2013). Regression Analysis of Count Data, 2nd
       edition, section 5.3. Cambridge University Press.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> fit = bemodels.counts.fit_poisson("n ~ 1", pd.DataFrame({"n": [0, 0, 1, 7]}))
    >>> share = expected_zero_share(fit).estimate("expected_zero_share")
    >>> f"{share.value:.3f} ({share.interval.low:.3f} to {share.interval.high:.3f})"
    '0.135 (0.031 to 0.437)'
    """
    check_type("fit", fit, CountFit, Posterior)
    check_level(level)
    if isinstance(fit, Posterior):
        return zero_share_by_draws(fit, level=level)
    logit, error = _logit(fit)
    reach = normal_quantile(level) * error
    held = fit.family.alpha_is_free and fit.alpha == 0
    return answer(
        fit,
        title=f"Expected share of rows without {fit.design.unit}",
        method="Mean probability of 0 over the rows; delta method on the logit scale",
        estimates=(
            Estimate(
                estimand="expected_zero_share",
                value=float(expit(logit)),
                unit="share of rows",
                interval=Interval(
                    low=float(expit(logit - reach)),
                    high=float(expit(logit + reach)),
                    level=level,
                    kind="confidence",
                    method="Wald on the logit scale",
                ),
            ),
        ),
        assumptions=(LARGE_SAMPLE, ALPHA_HELD) if held else (LARGE_SAMPLE,),
        tables=(zero_rows(fit.design.counts, float(expit(logit))),),
    )


def _logit(fit: CountFit) -> tuple[float, float]:
    """Return the logit of the share, with its standard error."""
    rows = ~fit.separation.rows
    mean, nothing = fit.fitted[rows], np.zeros(rows.sum(), dtype=np.int64)
    chances, family = np.zeros(fit.n), fit.problem.family
    chances[rows] = family.log_probability(nothing, mean, fit.alpha)
    log_share = float(logsumexp(chances)) - np.log(fit.n)
    log_rest = np.log(np.mean(-np.expm1(chances)))
    slope, _ = family.slopes(nothing, mean, fit.alpha)
    columns = fit.problem.columns * slope[:, None]
    if fit.alpha > 0:
        own = family.alpha_derivatives(nothing, mean, fit.alpha).alpha
        columns = np.column_stack([columns, own])
    parts = np.exp(chances[rows] - logsumexp(chances))
    slopes = parts @ columns / np.exp(log_rest)
    information = joint_information(fit.problem, fit.maximum)
    variance = slopes @ np.linalg.solve(information, slopes)
    return float(log_share - log_rest), float(variance) ** 0.5
