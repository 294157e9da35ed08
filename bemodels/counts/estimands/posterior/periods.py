"""The complete count of a period observed in part, from a hierarchical fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.estimands.observed_parts import (
    AS_BEFORE,
    SHOCK_KEPT,
    parts_table,
)
from bemodels.counts.estimands.period_draws import NEARLY_POISSON
from bemodels.counts.estimands.period_rows import remaining_exposure
from bemodels.counts.estimands.posterior.answers import judged_checks, posterior_answer
from bemodels.counts.estimands.posterior.city_years import read_draws
from bemodels.result import Estimate, Interval

if TYPE_CHECKING:
    from bemodels.counts.estimands.posterior.city_years import CityYearDraws
    from bemodels.result import Check, Posterior, Result


def complete_by_draws(
    fit: Posterior,
    period: object,
    full_exposure: float,
    *,
    level: float,
    rng: np.random.Generator,
) -> Result:
    """Predict the count of a period that was observed in part.

    Parameters
    ----------
    fit : Posterior
        Of a hierarchical model.
    period : object
        One of its periods.
    full_exposure : float
        The exposure of each row of the period once it is complete, in years.
    level : float
        Probability of the prediction interval, in (0, 1).
    rng : numpy.random.Generator
        The source of one count a draw.

    Returns
    -------
    Result
        ``complete_period``: the posterior median of the count that is expected, given
        what was counted.

    Raises
    ------
    InvalidDataError
        If the fit comes from another model, it has no such period, or a row has more
        exposure than `full_exposure`.
    NotConvergedError
        If the chains do not agree on the expected count.
    """
    draws = read_draws(fit)
    remainder = _remainder(draws, period, full_exposure)
    expected = remainder.expected()
    return posterior_answer(
        fit,
        title=f"Complete count of {draws.unit}: {period}",
        method="What was counted, and the predictive distribution of the remainder",
        estimates=(
            Estimate(
                estimand="complete_period",
                value=float(remainder.counted + np.median(expected)),
                unit=draws.unit,
                interval=_interval(remainder, level=level, rng=rng),
                identified="both",
            ),
        ),
        checks=_checks(fit, expected),
        assumptions=(AS_BEFORE, SHOCK_KEPT) if draws.alpha.any() else (AS_BEFORE,),
        tables=(
            parts_table(
                draws.unit,
                seen=remainder.seen,
                to_come=remainder.to_come,
                counted=remainder.counted,
                expected=float(np.median(expected)),
            ),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DrawnRemainder:
    """Rows of a period with what was seen and what is still to come, draw by draw.

    A row's rate is its mean times a gamma factor of mean 1 and variance alpha, that it
    keeps for the whole period. Given the count so far, the factor is
    gamma with shape 1/alpha + count and rate 1/alpha + mean count so far.

    Attributes
    ----------
    rates : ndarray, shape (chains, draws, m)
        Means, per year.
    alpha : ndarray, shape (chains, draws, 1)
        Dispersion; 0 where a row is Poisson.
    counts : ndarray of int, shape (m,)
        Seen so far.
    seen, to_come : ndarray, shape (m,)
        Exposures, the first above 0.
    """

    rates: np.ndarray
    alpha: np.ndarray
    counts: np.ndarray
    seen: np.ndarray
    to_come: np.ndarray

    @property
    def counted(self) -> int:
        """The count so far, over all rows."""
        return int(self.counts.sum())

    def expected(self) -> np.ndarray:
        """Return the count that is expected to come, over all rows.

        Returns
        -------
        ndarray, shape (chains, draws)
            Given the counts so far.
        """
        factor = 1 + self.alpha * self.counts
        factor /= 1 + self.alpha * self.rates * self.seen
        total: np.ndarray = (self.rates * factor) @ self.to_come
        return total

    def draw(self, *, rng: np.random.Generator) -> np.ndarray:
        """Draw the count to come, over all rows.

        Parameters
        ----------
        rng : numpy.random.Generator
            The source of chance.

        Returns
        -------
        ndarray of int, shape (chains, draws)
            One a draw.
        """
        phi = 1 / np.maximum(self.alpha, NEARLY_POISSON)
        factor = rng.gamma(phi + self.counts, size=self.rates.shape)
        factor /= phi + self.rates * self.seen
        total: np.ndarray = rng.poisson(self.rates * factor * self.to_come).sum(axis=-1)
        return total


def _remainder(
    draws: CityYearDraws, period: object, full_exposure: float
) -> DrawnRemainder:
    place = draws.periods.place_of(period, argument="period")
    rows = np.flatnonzero(draws.periods.of_row == place)
    return DrawnRemainder(
        rates=draws.rates(rows),
        alpha=draws.alpha[..., None],
        counts=draws.counts[rows],
        seen=draws.years[rows],
        to_come=remaining_exposure(draws.years, rows, full_exposure),
    )


def _interval(
    remainder: DrawnRemainder, *, level: float, rng: np.random.Generator
) -> Interval:
    counts = remainder.counted + remainder.draw(rng=rng)
    tails = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(counts, tails, method="inverted_cdf")
    return Interval(
        low=float(low),
        high=float(high),
        level=level,
        kind="prediction",
        method=f"equal tails of {counts.size} predictive draws",
    )


def _checks(fit: Posterior, expected: np.ndarray) -> tuple[Check, ...]:
    """Judge the expected count: given it and alpha, what is drawn is independent.

    Of a period that is complete nothing is drawn.
    """
    if not expected.any():
        return fit.checks
    return judged_checks(fit, {"complete_period": expected})
