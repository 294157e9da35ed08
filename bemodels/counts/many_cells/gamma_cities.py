r"""The likelihood of counts whose cities have gamma factors, integrated out.

.. math::
    y_{ct} \mid g_c &\sim \operatorname{Poisson}(g_c \mu_{ct}), \quad
        \mu_{ct} = E_{ct} e^{\eta_t} \\
    g_c &\sim \operatorname{Gamma}(\phi, \phi), \quad \alpha = 1/\phi

With :math:`n_c = \sum_t y_{ct}`, :math:`M_c = \sum_t \mu_{ct}` and
:math:`p_{ct} = \mu_{ct} / M_c` the integral has a closed form: the total of a city is
NB2 with mean M and dispersion alpha, and given the total its counts are multinomial.

.. math::
    \log p(y_c) = \log \operatorname{NB2}(n_c; M_c, \alpha)
        + \log \operatorname{Multinomial}(y_c; n_c, p_c)

For fixed alpha it is concave in eta.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.special import gammaln, xlogy

from bemodels.counts.fits.dispersion import AlphaProfile, ProfileSlopes
from bemodels.counts.fits.log_probability import (
    quadratic_alpha_derivatives,
    quadratic_log_probability,
    quadratic_slopes,
)
from bemodels.counts.fits.maximum import Maximum, ascend
from bemodels.counts.many_cells.city_cells import CityCells
from bemodels.counts.many_cells.multinomial_periods import (
    Shares,
    share_information,
    share_products,
    shares_at,
)

_LONGEST = 5.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Derivatives:
    """What Newton's method needs of the log likelihood at one alpha.

    Attributes
    ----------
    gradient : ndarray, shape (T,)
        In the log rates of the periods.
    information : ndarray, shape (T, T)
        Minus the second derivatives.
    cross : ndarray, shape (T,)
        The mixed derivatives with alpha.
    """

    gradient: np.ndarray
    information: np.ndarray
    cross: np.ndarray


def log_likelihood(cells: CityCells, log_rates: np.ndarray, alpha: float) -> float:
    """Return the log likelihood with its constants.

    Parameters
    ----------
    cells : CityCells
        The data.
    log_rates : ndarray, shape (T,)
        Logarithms of the mean annual rates of the periods.
    alpha : float
        0 or more; 0 is Poisson.

    Returns
    -------
    float
        Summed over cities.
    """
    level = shares_at(cells, log_rates).level
    totals = cells.city_totals
    rates = cells.years * np.exp(log_rates)[cells.period]
    given_totals = (
        gammaln(totals + 1).sum()
        - gammaln(cells.counts + 1).sum()
        + xlogy(cells.counts, rates / level[cells.city]).sum()
    )
    return float(quadratic_log_probability(totals, level, alpha).sum() + given_totals)


def derivatives_at(
    cells: CityCells, log_rates: np.ndarray, alpha: float
) -> Derivatives:
    """Differentiate the log likelihood.

    Parameters
    ----------
    cells : CityCells
        The data.
    log_rates : ndarray, shape (T,)
        Logarithms of the mean annual rates of the periods.
    alpha : float
        0 or more.

    Returns
    -------
    Derivatives
        The information is positive definite where every period has a count.
    """
    shares = shares_at(cells, log_rates)
    totals = cells.city_totals
    slope, curvature = quadratic_slopes(totals, shares.level, alpha)
    mixed = quadratic_alpha_derivatives(totals, shares.level, alpha).eta_alpha
    transposed = shares.share.T
    return Derivatives(
        gradient=cells.period_totals - transposed @ (totals - slope),
        information=share_information(shares, totals - slope)
        + share_products(shares, -curvature),
        cross=transposed @ mixed,
    )


def gamma_profile(cells: CityCells) -> AlphaProfile:
    """Return the likelihood as a function of alpha.

    Parameters
    ----------
    cells : CityCells
        With a count in every period.

    Returns
    -------
    AlphaProfile
        Its coefficients are the log rates of the periods.
    """
    return AlphaProfile(
        name="gamma city effects",
        maximise=partial(_maximise_rates, cells),
        slopes=partial(_slopes_in_alpha, cells),
    )


def typical_mean(cells: CityCells) -> float:
    """Return the mean count of a city, the inverse of a typical alpha.

    Parameters
    ----------
    cells : CityCells
        Any cells.

    Returns
    -------
    float
        Above 0 where there is a count.
    """
    return cells.table.total / len(cells.cities)


def gamma_posterior(
    cells: CityCells, shares: Shares, alpha: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the gamma posterior of each city's factor, given everything else.

    Parameters
    ----------
    cells : CityCells
        The data.
    shares : Shares
        At the log rates of the periods.
    alpha : float
        Above 0.

    Returns
    -------
    tuple of ndarray, shape (C,)
        Shapes and rates.
    """
    return 1 / alpha + cells.city_totals, 1 / alpha + shares.level


def _maximise_rates(cells: CityCells, alpha: float, start: np.ndarray) -> Maximum:
    def step_at(here: np.ndarray) -> tuple[np.ndarray, float]:
        found = derivatives_at(cells, here, alpha)
        step = np.linalg.solve(found.information, found.gradient)
        gain = float(found.gradient @ step) / 2
        return step * min(1.0, _LONGEST / max(np.abs(step).max(), _LONGEST)), gain

    log_rates, value = ascend(
        lambda here: log_likelihood(cells, here, alpha), step_at, start
    )
    return Maximum(log_rates, alpha, value)


def _slopes_in_alpha(cells: CityCells, at: Maximum) -> ProfileSlopes:
    level = shares_at(cells, at.coefficients).level
    cities = quadratic_alpha_derivatives(cells.city_totals, level, at.alpha)
    found = derivatives_at(cells, at.coefficients, at.alpha)
    followed = float(found.cross @ np.linalg.solve(found.information, found.cross))
    return ProfileSlopes(
        float(cities.alpha.sum()), float(cities.alpha_alpha.sum()) + followed
    )
