"""Draws of what a model expects in exposure that is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.fits.observed_information import joint_information

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit

# A gamma variable of this variance is 1 to four digits.
NEARLY_POISSON = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Remainder:
    """Rows whose mean is above 0, with what was seen and what is still to come.

    Attributes
    ----------
    fit : CountFit
        The model.
    columns : ndarray, shape (m, r)
        The design of the rows in the fit's own basis.
    counts : ndarray of int, shape (m,)
        Seen so far.
    seen, to_come : ndarray, shape (m,)
        Exposures, the first above 0.
    """

    fit: CountFit
    columns: np.ndarray
    counts: np.ndarray
    seen: np.ndarray
    to_come: np.ndarray

    def expected(self) -> np.ndarray:
        """Return the expected count to come in each row at the maximum.

        Returns
        -------
        ndarray, shape (m,)
            Given the counts so far.
        """
        best = self.fit.maximum
        rate = np.exp(self.columns @ best.coefficients)
        mean: np.ndarray = rate * self.to_come
        if not self.fit.family.has_phi:
            return mean
        mean *= (1 + best.alpha * self.counts) / (1 + best.alpha * rate * self.seen)
        return mean

    def draw(
        self, coefficients: np.ndarray, alpha: np.ndarray, *, rng: np.random.Generator
    ) -> np.ndarray:
        """Draw counts to come, summed over the rows.

        Parameters
        ----------
        coefficients : ndarray, shape (size, r)
            A draw a row.
        alpha : ndarray, shape (size, 1)
            As `draw_parameters` gives it.
        rng : numpy.random.Generator
            The source of chance.

        Returns
        -------
        ndarray of int, shape (size,)
            One a draw.
        """
        rate = np.exp(coefficients @ self.columns.T)
        if self.fit.alpha > 0:
            rate = self._draw_rates(rate, alpha, rng=rng)
        counts: np.ndarray = rng.poisson(rate * self.to_come).sum(axis=1)
        return counts

    def _draw_rates(
        self, rate: np.ndarray, alpha: np.ndarray, *, rng: np.random.Generator
    ) -> np.ndarray:
        """Draw the rates to come around their means.

        NB2 is a Poisson rate times a gamma variable of mean 1 and variance alpha that a
        row keeps: what was counted tells of it. NB1 adds up over independent stretches
        of time: what was counted tells of nothing to come.
        """
        if self.fit.family.has_phi:
            shape = 1 / alpha + self.counts
            shocked: np.ndarray = (
                rng.gamma(shape) * rate / (1 / alpha + rate * self.seen)
            )
            return shocked
        years = np.where(self.to_come > 0, self.to_come, 1.0)
        burst: np.ndarray = rng.gamma(rate * years / alpha) * alpha / years
        return burst


def draw_parameters(
    fit: CountFit, size: int, *, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Draw coefficients and alpha from their joint normal distribution.

    Parameters
    ----------
    fit : CountFit
        The model.
    size : int
        How many draws.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    tuple of ndarray
        Coefficients, of shape (size, r), and alpha, of shape (size, 1). An alpha drawn
        at or below 0 stands for Poisson, as it does for the estimate. Where alpha is
        estimated to be 0 it is not drawn, and its part has the shape (size, 0).
    """
    center = fit.maximum.coefficients
    if fit.alpha > 0:
        center = np.append(center, fit.alpha)
    covariance = np.linalg.inv(joint_information(fit.problem, fit.maximum))
    drawn = rng.multivariate_normal(center, covariance, size=size, method="cholesky")
    r = len(fit.maximum.coefficients)
    return drawn[:, :r], np.maximum(drawn[:, r:], NEARLY_POISSON)
