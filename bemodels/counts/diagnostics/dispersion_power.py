"""How often each test of dispersion rejects tables simulated in one design."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import chdtri

from bemodels.counts.diagnostics.alpha_coverage import AlphaLimits, limits_beside
from bemodels.counts.diagnostics.dispersion_scores import SCORE_TESTS, pearson_ratio
from bemodels.counts.diagnostics.poisson_refits import Refits, refit_tables
from bemodels.counts.diagnostics.refitted_ratios import Likeliest, likeliest_alphas
from bemodels.counts.diagnostics.row_models import LINEAR, QUADRATIC
from bemodels.counts.diagnostics.shared_design import SharedDesign, shared_design

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit

BOOTSTRAP = "Pearson's ratio, bootstrap"
TEST_NAMES = (
    BOOTSTRAP,
    *(test.name for test in SCORE_TESTS),
    "likelihood ratio, NB2",
    "likelihood ratio, NB1",
)
_CELLS = 2**22
# Sums of tables that are equal differ by what the fits leave out.
_EQUAL = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Simulation:
    """What the tests find in simulated tables.

    Attributes
    ----------
    spread : float
        1 / sqrt(phi) of the tables; 0 is Poisson.
    rejected : ndarray of bool, shape (tables, tests)
        In the order of `TEST_NAMES`.
    separated : int
        Tables with a fitted mean of 0 in a row.
    pearson : ndarray, shape (tables,)
        Pearson's sums over their degrees of freedom.
    limits : AlphaLimits
        Where the NB2 interval of alpha lies beside the alpha of the tables.
    """

    spread: float
    rejected: np.ndarray
    separated: int
    pearson: np.ndarray
    limits: AlphaLimits


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Some of the tables, with the ratio of a further one drawn from each fit."""

    rejected: np.ndarray
    separated: np.ndarray
    pearson: np.ndarray
    redrawn: np.ndarray
    limits: AlphaLimits


def simulate_tests(
    fit: CountFit,
    spread: float,
    *,
    tables: int,
    level: float,
    rng: np.random.Generator,
) -> Simulation:
    """Simulate tables with a fit's means and exposures, and test each.

    Parameters
    ----------
    fit : CountFit
        Poisson.
    spread : float
        1 / sqrt(phi) of NB2, 0 or more; 0 is Poisson.
    tables : int
        How many.
    level : float
        One minus the nominal level of the tests; that of the intervals of alpha.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    Simulation
        A table without a count rejects nothing.

    Notes
    -----
    To bootstrap each simulated table would need a thousand fits of each. Instead one
    table is drawn from the fit to each, and all of these stand together for the
    distribution that a table's ratio is compared with [1]_.

    References
    ----------
    .. [1] Giacomini R, Politis DN, White H (2013). A warp-speed method for conducting
       Monte Carlo experiments involving bootstrap estimators. Econometric Theory 29,
       567-589.
    """
    design = shared_design(fit)
    parts = [
        _simulate(design, spread, size, level=level, rng=rng)
        for size in _sizes(design, tables)
    ]
    pearson = np.concatenate([part.pearson for part in parts])
    redrawn = np.concatenate([part.redrawn for part in parts])
    others = np.concatenate([part.rejected for part in parts])
    bootstrapped = exceedance(pearson, redrawn) <= 1 - level
    return Simulation(
        spread=spread,
        rejected=np.column_stack([bootstrapped, others]),
        separated=int(sum(part.separated.sum() for part in parts)),
        pearson=pearson,
        limits=AlphaLimits.joined([part.limits for part in parts]),
    )


def exceedance(found: np.ndarray, simulated: np.ndarray) -> np.ndarray:
    """Return Monte Carlo p-values: the share that is as large, the found one included.

    Parameters
    ----------
    found : ndarray, shape (k,)
        Statistics.
    simulated : ndarray, shape (tables,)
        The same under the null hypothesis.

    Returns
    -------
    ndarray, shape (k,)
        (1 + how many are as large) / (1 + tables).
    """
    smaller = np.searchsorted(np.sort(simulated), found * (1 - _EQUAL))
    return np.asarray((1 + len(simulated) - smaller) / (1 + len(simulated)))


def _sizes(design: SharedDesign, tables: int) -> Iterator[int]:
    """Divide the tables into parts that fit into memory."""
    largest = max(1, _CELLS // design.columns.size)
    for first in range(0, tables, largest):
        yield min(largest, tables - first)


def _simulate(
    design: SharedDesign,
    spread: float,
    size: int,
    *,
    level: float,
    rng: np.random.Generator,
) -> _Part:
    mean = np.tile(design.drawn_from, (size, 1))
    shocks = rng.gamma(spread**-2, spread**2, mean.shape) if spread > 0 else 1.0
    refits = refit_tables(design, rng.poisson(mean * shocks))
    likeliest = likeliest_alphas(QUADRATIC, design, refits, enough=np.inf)
    return _Part(
        _rejected(design, refits, likeliest, level),
        ~refits.above.all(axis=1),
        pearson_ratio(refits),
        pearson_ratio(refit_tables(design, rng.poisson(refits.mean))),
        limits_beside(spread**2, design, refits, likeliest, level=level),
    )


def _rejected(
    design: SharedDesign, refits: Refits, quadratic: Likeliest, level: float
) -> np.ndarray:
    """Tell which tests reject; a comparison with NaN is False, so they do not."""
    scores = [
        test.p_value(test.statistic(refits), refits) <= 1 - level
        for test in SCORE_TESTS
    ]
    critical = float(chdtri(1, min(1.0, 2 * (1 - level))))
    linear = likeliest_alphas(LINEAR, design, refits, enough=critical)
    ratios = [one.ratio > critical for one in (quadratic, linear)]
    return np.column_stack([*scores, *ratios])
