"""Period effects given every city's total: a multinomial for each city.

Given its total a city's counts are multinomial, whatever its rate: the likelihood of
the period effects has no city in it, and is the one that is left when each city's rate
is replaced by its likeliest value.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

from bemodels.counts.fits.maximum import ascend
from bemodels.counts.many_cells.city_cells import CityCells

_LONGEST = 5.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shares:
    """What the periods of each city contribute to its mean.

    Attributes
    ----------
    level : ndarray, shape (C,)
        Sum over a city's cells of exposure times exp(period effect).
    share : scipy.sparse.csr_array, shape (C, T)
        Each cell's part of it.
    """

    level: np.ndarray
    share: csr_array


def shares_at(cells: CityCells, effects: np.ndarray) -> Shares:
    """Divide each city's mean among its periods.

    Parameters
    ----------
    cells : CityCells
        Any cells.
    effects : ndarray, shape (T,)
        Of the periods, on the log scale.

    Returns
    -------
    Shares
        Levels and parts.
    """
    weight = cells.years * np.exp(effects)[cells.period]
    level = cells.over_cities(weight)
    return Shares(level=level, share=cells.spread(weight / level[cells.city]))


def share_information(shares: Shares, weights: np.ndarray) -> np.ndarray:
    """Sum over cities a weight times (diag(p) - p p').

    Parameters
    ----------
    shares : Shares
        The p of each city.
    weights : ndarray, shape (C,)
        One a city; its total, where the counts are multinomial.

    Returns
    -------
    ndarray, shape (T, T)
        Rows and columns sum to 0.
    """
    diagonal = np.diag(shares.share.T @ weights)
    summed: np.ndarray = diagonal - share_products(shares, weights)
    return summed


def share_products(shares: Shares, weights: np.ndarray) -> np.ndarray:
    """Sum over cities a weight times p p'.

    Parameters
    ----------
    shares : Shares
        The p of each city.
    weights : ndarray, shape (C,)
        One a city.

    Returns
    -------
    ndarray, shape (T, T)
        Symmetric.
    """
    weighted = diags_array(weights) @ shares.share
    products: np.ndarray = (shares.share.T @ weighted).toarray()
    return products


def maximise_shares(cells: CityCells, reference: int) -> np.ndarray:
    """Find the period effects that are likeliest given every city's total.

    Parameters
    ----------
    cells : CityCells
        Whose ratios of periods are all finite.
    reference : int
        The place of the period whose effect is 0.

    Returns
    -------
    ndarray, shape (T,)
        On the log scale.

    References
    ----------
    .. [1] Hausman J, Hall BH, Griliches Z (1984). Econometric models for count data
       with an application to the patents-R&D relationship. Econometrica 52, 909-938.
    """
    totals, sums = cells.city_totals.astype(float), cells.period_totals
    others = np.arange(len(cells.periods)) != reference

    def whole(free: np.ndarray) -> np.ndarray:
        effects = np.zeros(len(cells.periods))
        effects[others] = free
        return effects

    def value_at(free: np.ndarray) -> float:
        effects = whole(free)
        level = shares_at(cells, effects).level
        return float(sums @ effects - totals @ np.log(level))

    def step_at(free: np.ndarray) -> tuple[np.ndarray, float]:
        shares = shares_at(cells, whole(free))
        gradient = (sums - shares.share.T @ totals)[others]
        information = share_information(shares, totals)[np.ix_(others, others)]
        step = np.linalg.solve(information, gradient)
        gain = float(gradient @ step) / 2
        return step * min(1.0, _LONGEST / max(np.abs(step).max(), _LONGEST)), gain

    start = np.log(sums / cells.over_periods(cells.years))
    return whole(ascend(value_at, step_at, (start - start[reference])[others])[0])
