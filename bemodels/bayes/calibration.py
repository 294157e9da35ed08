"""Simulation-based calibration: truths from the prior, ranked among their posteriors.

A truth is drawn from the prior, data from it, and draws from the posterior given these
data. If the sampler samples the model that made the data, the truth is one more draw of
the posterior, and its rank among independent ones is uniform, for every quantity; for
the log likelihood of the data too, which finds faults that no parameter shows.

References
----------
.. [1] Talts S, Betancourt M, Simpson D, Vehtari A, Gelman A (2018). Validating Bayesian
   inference algorithms with simulation-based calibration. arXiv:1804.06788.
.. [2] Modrák M, Moon AH, Kim S, Bürkner PC, Huurre N, Faltejsková K, Gelman A, Vehtari
   A (2025). Simulation-based calibration checking for Bayesian computation: the choice
   of test quantities shapes sensitivity. Bayesian Analysis 20, 461-488.
.. [3] Säilynoja T, Bürkner PC, Vehtari A (2022). Graphical test for discrete uniformity
   and its applications in goodness-of-fit evaluation and multiple sample comparison.
   Statistics and Computing 32, 32.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.bayes.gate import pass_gate
from bemodels.bayes.rank_tests import judge_ranks
from bemodels.bayes.settings import SamplerSettings
from bemodels.errors import NotConvergedError
from bemodels.result import Result, check_level
from bemodels.result.rules import check_whole

if TYPE_CHECKING:
    import xarray as xr

KEPT = 100
LEAST_REPLICATES = 20
logger = logging.getLogger(__name__)

Quantities = Mapping[str, np.ndarray]
Draw = Callable[..., "xr.DataTree"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Replicate:
    """A truth, and data drawn from it.

    Attributes
    ----------
    data : mapping of str to array
        What the sampler is given.
    truth : mapping of str to float
        The quantities that are ranked, at the values that made the data.
    quantities : callable
        Takes the posterior group that the sampler returned, and returns the same
        quantities by name, shape (chains, draws).
    """

    data: Mapping[str, Any]
    truth: Mapping[str, float]
    quantities: Callable[[xr.Dataset], Quantities]

    @classmethod
    def of(
        cls,
        truth: xr.Dataset,
        *,
        data: Mapping[str, Any],
        quantities: Callable[[xr.Dataset], Quantities],
    ) -> Replicate:
        """Make a replicate of a truth that is laid out like draws.

        Parameters
        ----------
        truth : xarray.Dataset
            Every parameter, of one chain and one draw.
        data : mapping of str to array
            Drawn from it.
        quantities : callable
            As the attribute.

        Returns
        -------
        Replicate
            The truth's own quantities with it.
        """
        found = quantities(truth)
        return cls(
            data=data,
            truth={name: float(draws[0, 0]) for name, draws in found.items()},
            quantities=quantities,
        )


def check_calibration(
    draw: Draw,
    simulate: Callable[[np.random.Generator], Replicate],
    *,
    replicates: int,
    settings: SamplerSettings,
    level: float,
    seed: int,
) -> Result:
    """Rank truths among the draws of their posteriors, and judge the ranks.

    Parameters
    ----------
    draw : callable
        Takes a replicate's data and, as ``seed``, a ``numpy.random.SeedSequence``;
        returns draws with the groups posterior and sample_stats.
    simulate : callable
        Takes a ``numpy.random.Generator``, and returns a `Replicate`.
    replicates : int
        Truths, 20 or more.
    settings : SamplerSettings
        Those that `draw` samples with; the convergence gate is told.
    level : float
        Probability that uniform ranks stay inside the band, in (0, 1).
    seed : int
        Fixes every truth and every draw; 0 or more.

    Returns
    -------
    Result
        A test of uniformity and a check a quantity, a check of the convergence of the
        replicates, a curve with its band a quantity, and tables of the ranks and of
        the replicates that did not converge.

    Raises
    ------
    InvalidDataError
        If a number lies outside its range.

    Notes
    -----
    Of each posterior 100 equally spaced draws are kept. The gate asks for 400 effective
    ones, so that those kept are close to independent. A replicate that the gate refuses
    is counted, and its ranks stay in: data on which a sampler fails are no random
    sample of all data. More than 2% of these are a failure of the check.

    References
    ----------
    .. [1] Talts S, Betancourt M, Simpson D, Vehtari A, Gelman A (2018). Validating
       Bayesian inference algorithms with simulation-based calibration.
       arXiv:1804.06788.
    """
    replicates = check_whole("replicates", replicates, least=LEAST_REPLICATES)
    check_level(level)
    seeds = np.random.SeedSequence(check_whole("seed", seed, least=0)).spawn(replicates)
    ranks: dict[str, list[int]] = {}
    refusals = []
    for number, child in enumerate(seeds, start=1):
        found, refusal = _ranks_of_one(draw, simulate, child, settings)
        for name, rank in found.items():
            ranks.setdefault(name, []).append(rank)
        refusals += [(number, refusal)] if refusal else []
        logger.debug("replicate %d of %d: %s", number, replicates, refusal or "passed")
    return judge_ranks(
        {name: np.array(values) for name, values in ranks.items()},
        kept=KEPT,
        refusals=refusals,
        settings=settings,
        level=level,
        seed=seed,
    )


def _ranks_of_one(
    draw: Draw,
    simulate: Callable[[np.random.Generator], Replicate],
    seed: np.random.SeedSequence,
    settings: SamplerSettings,
) -> tuple[dict[str, int], str]:
    """Return the ranks of one truth, and why the gate refused its draws, if it did."""
    of_truth, of_draws = seed.spawn(2)
    replicate = simulate(np.random.default_rng(of_truth))
    tree = draw(replicate.data, seed=of_draws)
    found = replicate.quantities(tree["posterior"].to_dataset())
    try:
        stats = tree["sample_stats"].to_dataset()
        pass_gate(stats, found.items(), settings=settings)
        refusal = ""
    except NotConvergedError as error:
        refusal = str(error)
    ranks = {
        name: int((thinned(draws) < replicate.truth[name]).sum())
        for name, draws in found.items()
    }
    return ranks, refusal


def thinned(draws: np.ndarray) -> np.ndarray:
    """Return a hundred equally spaced draws of all chains, one after the other.

    Parameters
    ----------
    draws : numpy.ndarray, shape (chains, draws)
        400 draws or more in all.

    Returns
    -------
    numpy.ndarray, shape (100,)
        The same share of every chain.

    Examples
    --------
    >>> thinned(np.arange(1200).reshape(4, 300))[:3]
    array([ 0, 12, 24])
    """
    flat = draws.ravel()
    kept: np.ndarray = flat[np.arange(KEPT) * flat.size // KEPT]
    return kept
