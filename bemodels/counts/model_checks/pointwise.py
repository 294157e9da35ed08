"""The log predictive probability of every count, from a fit that did not see it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import logsumexp

from bemodels.bayes import compile_once, draw_carefully, pass_gate, smooth_left_out
from bemodels.counts.hierarchical.calibrating import ranked_quantities
from bemodels.counts.hierarchical.log_probabilities import (
    cell_log_probabilities,
    part_of,
)
from bemodels.counts.hierarchical.model import builder, model_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.counts.model_checks.fitted_table import FittedTable

MOST_KHAT = 0.7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pointwise:
    """What is known of each cell when it is left out.

    Attributes
    ----------
    elpd : numpy.ndarray, shape (n,)
        Log predictive probability of its count, given the others.
    lppd : numpy.ndarray, shape (n,)
        The same, given all of them.
    khat : numpy.ndarray, shape (n,)
        Pareto shape of its importance weights.
    refitted : tuple of int
        Cells whose `elpd` comes from a fit without them.
    """

    elpd: np.ndarray
    lppd: np.ndarray
    khat: np.ndarray
    refitted: tuple[int, ...]

    @property
    def total(self) -> float:
        """Expected log pointwise predictive density."""
        return float(self.elpd.sum())

    @property
    def effective_parameters(self) -> np.ndarray:
        """What each cell adds to the effective number of parameters, shape (n,)."""
        terms: np.ndarray = self.lppd - self.elpd
        return terms


def standard_error(terms: np.ndarray) -> float:
    """Return the standard error of a sum over cells.

    Parameters
    ----------
    terms : numpy.ndarray, shape (n,)
        One a cell.

    Returns
    -------
    float
        Root of n times their variance.
    """
    return float(np.sqrt(len(terms) * terms.var(ddof=1)))


def most_khat(draws: int) -> float:
    """Return the Pareto shape up to which so many draws are enough.

    Parameters
    ----------
    draws : int
        Of all chains.

    Returns
    -------
    float
        1 - 1/log10(draws), at most 0.7.

    Examples
    --------
    >>> most_khat(4000), round(most_khat(400), 3)
    (0.7, 0.616)
    """
    return min(MOST_KHAT, 1 - 1 / log10(draws))


def pointwise_predictions(
    fitted: FittedTable, *, seeds: Sequence[np.random.SeedSequence]
) -> Pointwise:
    """Return the log predictive probability of each count, given the others.

    Parameters
    ----------
    fitted : FittedTable
        The fit and what it was made of.
    seeds : sequence of numpy.random.SeedSequence, length n
        One a cell, used if it is refitted without.

    Returns
    -------
    Pointwise
        By Pareto-smoothed importance sampling; cells whose Pareto shape is too large
        are left out and the model refitted.
    """
    blocks = [
        smooth_left_out(block)
        for _, block in cell_log_probabilities(
            fitted.posterior.draws["posterior"].to_dataset(), fitted.cells
        )
    ]
    elpd, lppd, khat = (np.concatenate(one) for one in zip(*blocks, strict=True))
    draws = fitted.settings.draws * fitted.settings.chains
    bad = tuple(np.flatnonzero(~(khat <= most_khat(draws))).tolist())
    for cell in bad:
        elpd[cell] = _refitted_without(fitted, cell, seeds[cell])
    return Pointwise(elpd=elpd, lppd=lppd, khat=khat, refitted=bad)


def _refitted_without(
    fitted: FittedTable, cell: int, seed: np.random.SeedSequence
) -> float:
    """Return the log predictive probability of a count under a fit without it."""
    cells, priors = fitted.cells, fitted.priors
    kept = part_of(cells, np.delete(np.arange(len(cells.counts)), cell))
    # Periods lie where all cells say, be the one that is left out the longest.
    data = model_data(kept, priors, observed=cells)
    model = compile_once(builder(len(cells.places), len(cells.periods)))
    tree, settings = draw_carefully(model, data, seed=seed, settings=fitted.settings)
    draws = tree["posterior"].to_dataset()
    quantities = ranked_quantities(draws, cells=kept, priors=priors)
    pass_gate(tree["sample_stats"].to_dataset(), quantities.items(), settings=settings)
    held_out = part_of(cells, np.array([cell]))
    ((_, log_probability),) = cell_log_probabilities(draws, held_out)
    return float(logsumexp(log_probability) - np.log(log_probability.size))
