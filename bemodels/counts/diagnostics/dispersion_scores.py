"""Statistics of dispersion that need no more than a Poisson fit.

Each is a function of `Refits`, for one table or for many.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, ndtr

from bemodels.counts.diagnostics.poisson_refits import Refits


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScoreTest:
    """A test of dispersion by a Poisson fit, one-sided towards overdispersion.

    Attributes
    ----------
    name : str
        As a reader would look it up.
    statistic : callable
        Fitted tables to a number a table; NaN where a table has no mean above 0.
    p_value : callable
        (statistics, fitted tables) to p-values.
    """

    name: str
    statistic: Callable[[Refits], np.ndarray]
    p_value: Callable[[np.ndarray, Refits], np.ndarray]


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """Regressions through the origin, one a table.

    Attributes
    ----------
    value, standard_error : ndarray, shape (tables,)
        Of the slopes.
    """

    value: np.ndarray
    standard_error: np.ndarray

    @property
    def z(self) -> np.ndarray:
        """The slopes over their standard errors."""
        return _ratio(self.value, self.standard_error)


def dean_b(refits: Refits) -> np.ndarray:
    """Return Dean's P_B [1]_, the score test of Poisson within NB2.

    Parameters
    ----------
    refits : Refits
        Fitted tables.

    Returns
    -------
    ndarray, shape (tables,)
        Standard normal where many counts are Poisson.

    References
    ----------
    .. [1] Dean CB (1992). Testing for overdispersion in Poisson and binomial regression
       models. Journal of the American Statistical Association 87, 451-457.
    """
    return _ratio(_excess(refits).sum(axis=1), _spread_b(refits))


def dean_b_adjusted(refits: Refits) -> np.ndarray:
    """Return Dean's P'_B [1]_, which adds back what fitting takes from residuals.

    Parameters
    ----------
    refits : Refits
        Fitted tables.

    Returns
    -------
    ndarray, shape (tables,)
        Standard normal where many counts are Poisson.

    References
    ----------
    .. [1] Dean CB (1992). Testing for overdispersion in Poisson and binomial regression
       models. Journal of the American Statistical Association 87, 451-457.
    """
    adjusted = _excess(refits) + refits.leverage * refits.mean
    return _ratio(adjusted.sum(axis=1), _spread_b(refits))


def dean_c(refits: Refits) -> np.ndarray:
    """Return Dean's P_C [1]_, the score test of Poisson within NB1.

    Parameters
    ----------
    refits : Refits
        Fitted tables.

    Returns
    -------
    ndarray, shape (tables,)
        Standard normal where many counts are Poisson.

    References
    ----------
    .. [1] Dean CB (1992). Testing for overdispersion in Poisson and binomial regression
       models. Journal of the American Statistical Association 87, 451-457.
    """
    spread = np.sqrt(2.0 * refits.above.sum(axis=1))
    return _ratio(_relative_excess(refits).sum(axis=1), spread)


def quadratic_regression(refits: Refits) -> Slopes:
    """Regress ((y - mu)^2 - y) / mu on mu: the slope estimates NB2's alpha [1]_.

    Parameters
    ----------
    refits : Refits
        Fitted tables.

    Returns
    -------
    Slopes
        A row of mean 0 takes no part.

    References
    ----------
    .. [1] Cameron AC, Trivedi PK (1990). Regression-based tests for overdispersion in
       the Poisson model. Journal of Econometrics 46, 347-364.
    """
    return _through_origin(refits, refits.mean)


def linear_regression(refits: Refits) -> Slopes:
    """Regress ((y - mu)^2 - y) / mu on a constant: it estimates NB1's alpha [1]_.

    Parameters
    ----------
    refits : Refits
        Fitted tables.

    Returns
    -------
    Slopes
        A row of mean 0 takes no part.

    References
    ----------
    .. [1] Cameron AC, Trivedi PK (1990). Regression-based tests for overdispersion in
       the Poisson model. Journal of Econometrics 46, 347-364.
    """
    return _through_origin(refits, refits.above.astype(float))


def pearson_sum(refits: Refits) -> np.ndarray:
    """Return Pearson's sum of squared residuals over means.

    Parameters
    ----------
    refits : Refits
        Fitted tables.

    Returns
    -------
    ndarray, shape (tables,)
        A row of mean 0 adds nothing.
    """
    return np.asarray(
        _over_means((refits.counts - refits.mean) ** 2, refits).sum(axis=1)
    )


def pearson_ratio(refits: Refits) -> np.ndarray:
    """Return Pearson's sum over its degrees of freedom.

    Parameters
    ----------
    refits : Refits
        Fitted tables.

    Returns
    -------
    ndarray, shape (tables,)
        Rows of mean 0 and the coefficients that they take count as neither; 0 where no
        degree of freedom is left, and so no residual.
    """
    return np.asarray(pearson_sum(refits) / np.maximum(_degrees(refits), 1.0))


def _degrees(refits: Refits) -> np.ndarray:
    """Count rows less coefficients that are finite, which leverages add up to."""
    coefficients = np.round(refits.leverage.sum(axis=1))
    return np.asarray(refits.above.sum(axis=1) - coefficients)


def _excess(refits: Refits) -> np.ndarray:
    return np.asarray((refits.counts - refits.mean) ** 2 - refits.counts)


def _relative_excess(refits: Refits) -> np.ndarray:
    return _over_means(_excess(refits), refits)


def _over_means(rows: np.ndarray, refits: Refits) -> np.ndarray:
    over: np.ndarray = np.divide(
        rows, refits.mean, out=np.zeros_like(refits.mean), where=refits.above
    )
    return over


def _spread_b(refits: Refits) -> np.ndarray:
    return np.asarray(np.sqrt(2 * (refits.mean**2).sum(axis=1)))


def _ratio(value: np.ndarray, spread: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: np.ndarray = value / spread
    return ratio


def _through_origin(refits: Refits, regressor: np.ndarray) -> Slopes:
    excess = _relative_excess(refits)
    squares = (regressor**2).sum(axis=1)
    slope = _ratio((excess * regressor).sum(axis=1), squares)
    left = ((excess - slope[:, None] * regressor) ** 2).sum(axis=1)
    variance = _ratio(_ratio(left, refits.above.sum(axis=1) - 1.0), squares)
    return Slopes(slope, np.sqrt(variance))


def _normal_tail(statistic: np.ndarray, _refits: Refits) -> np.ndarray:
    return np.asarray(ndtr(-statistic))


def _chi_square_tail(statistic: np.ndarray, refits: Refits) -> np.ndarray:
    return np.asarray(chdtrc(_degrees(refits), statistic))


SCORE_TESTS = (
    ScoreTest(name="Dean's P'_B", statistic=dean_b_adjusted, p_value=_normal_tail),
    ScoreTest(name="Dean's P_B", statistic=dean_b, p_value=_normal_tail),
    ScoreTest(name="Dean's P_C", statistic=dean_c, p_value=_normal_tail),
    ScoreTest(
        name="regression towards NB2",
        statistic=lambda refits: quadratic_regression(refits).z,
        p_value=_normal_tail,
    ),
    ScoreTest(
        name="regression towards NB1",
        statistic=lambda refits: linear_regression(refits).z,
        p_value=_normal_tail,
    ),
    ScoreTest(
        name="Pearson's sum, chi-square",
        statistic=pearson_sum,
        p_value=_chi_square_tail,
    ),
)
