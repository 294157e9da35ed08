"""Whether counts of one city scatter more than a shared factor for each period says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from bemodels.counts.many_cells.multinomial_periods import shares_at
from bemodels.result import Check

if TYPE_CHECKING:
    from bemodels.counts.many_cells.city_cells import CityCells

_CONVINCING = 0.05


def check_within_cities(cells: CityCells, effects: np.ndarray) -> Check:
    """Compare the scatter within cities with that of multinomial counts.

    Parameters
    ----------
    cells : CityCells
        Any cells.
    effects : ndarray, shape (T,)
        Of the periods, on the log scale.

    Returns
    -------
    Check
        Pearson's sum over cities with a count against its exact mean and variance
        given every city's total [1]_, the period effects taken as known.

    Notes
    -----
    With few counts a city, a chi-square distribution has another variance. The
    estimated effects take as many degrees of freedom as there are ratios of periods.

    References
    ----------
    .. [1] Haldane JBS (1937). The exact value of the moments of the distribution of
       chi-square, used as a test of goodness of fit, when expectations are small.
       Biometrika 29, 133-143.
    """
    pearson, mean, variance = _moments(cells, effects)
    z = (pearson - mean) / variance**0.5 if variance > 0 else 0.0
    p_value = float(ndtr(-z))
    return Check(
        name="no overdispersion within cities",
        passed=p_value >= _CONVINCING,
        detail=f"Pearson's sum {pearson:.4g} over {mean:.4g} degrees of freedom, ratio "
        f"{pearson / mean:.3g}, z {z:.2f}, one-sided p {p_value:.2g}",
    )


def _moments(cells: CityCells, effects: np.ndarray) -> tuple[float, float, float]:
    totals = cells.city_totals[cells.city]
    with_count = totals > 0
    weight = cells.years * np.exp(effects)[cells.period]
    share = weight / shares_at(cells, effects).level[cells.city]
    expected = np.where(with_count, totals * share, 1.0)
    residual = np.where(with_count, (cells.counts - expected) ** 2 / expected, 0.0)
    number = cells.over_cities(np.ones(len(share)))
    inverse = cells.over_cities(1 / share)
    some = cells.city_totals > 0
    free = number[some] - 1
    excess = inverse[some] - number[some] ** 2 - 2 * free
    variance = 2 * free + excess / cells.city_totals[some]
    lost = len(effects) - 1
    return float(residual.sum()), float(free.sum() - lost), float(variance.sum())
