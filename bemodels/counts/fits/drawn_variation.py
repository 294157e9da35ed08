"""How much of alpha the coefficients of a fit take away."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from bemodels.result import Check

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit

# At half a standard error about 90 of 100 intervals at 95% hold alpha, at one 77.
_MOST = 0.5


def check_drawn_variation(fit: CountFit) -> Check:
    """Judge whether coefficients are few enough for the interval of alpha.

    Parameters
    ----------
    fit : CountFit
        Negative binomial.

    Returns
    -------
    Check
        Failed where p coefficients, fitted to n rows, take more than half a standard
        error from alpha: where p / sqrt(2 n) exceeds 0.5. Rows of mean 0 and what is
        infinite count as neither.

    Notes
    -----
    Each coefficient draws the means towards the counts. Squared residuals over means
    lose a sum of p, the sum of the leverages, where their standard deviation is
    sqrt(2 n) [1]_. The share does not depend on rows a coefficient alone: 20
    coefficients for 200 rows lose 1, 4 for 40 lose 0.45.

    References
    ----------
    .. [1] Dean CB (1992). Testing for overdispersion in Poisson and binomial regression
       models. Journal of the American Statistical Association 87, 451-457.
    """
    rows, coefficients = fit.problem.columns.shape
    drawn = coefficients / sqrt(2 * rows)
    passed = drawn <= _MOST
    detail = (
        f"{coefficients} coefficients for {rows} rows: p / sqrt(2 n) is {drawn:.2f}"
    )
    if not passed:
        detail += (
            f", above {_MOST:g}; the interval is too short and its upper limit too "
            "low, and dispersion_tests of a Poisson fit says how often"
        )
    return Check(
        name="coefficients are few enough for the interval of alpha",
        passed=passed,
        detail=detail,
    )
