"""Convergence diagnostics of one quantity, from its draws.

References
----------
.. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021). Rank-normalized
   R-hat. Bayesian Analysis 16, 667-718.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from bemodels.bayes.chain_numbers import (
    effective_sizes,
    normal_scores,
    quantile_errors,
    quantile_sizes,
    rank_r_hat,
    split_chains,
)

TAILS = (0.025, 0.975)
AXES = {"chain_axis": 0, "draw_axis": 1}
NUMBERS = ("mean", "sd", "r_hat", "ess_bulk", "ess_tail", "mcse", "mcse_limit")
# Transforms of so many quantities of 4000 draws stay within the processor's cache.
AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostics:
    """How well a quantity was computed.

    Attributes
    ----------
    name : str
        The quantity.
    mean, sd : float
        Posterior mean and standard deviation, in the quantity's unit.
    r_hat : float
        Rank-normalised split R-hat.
    ess_bulk, ess_tail : float
        Effective draws for the centre, and for the 2.5 and 97.5% quantiles.
    mcse : float
        Monte Carlo standard error of the mean.
    mcse_limit : float
        The larger one of those of the 2.5 and 97.5% quantiles.
    """

    name: str
    mean: float
    sd: float
    r_hat: float
    ess_bulk: float
    ess_tail: float
    mcse: float
    mcse_limit: float

    @property
    def mcse_share(self) -> float:
        """Monte Carlo standard error of the mean over the standard deviation."""
        return self.mcse / self.sd

    @property
    def mcse_limit_share(self) -> float:
        """Monte Carlo standard error of a limit over the standard deviation."""
        return self.mcse_limit / self.sd


def diagnose(name: str, draws: np.ndarray) -> Diagnostics:
    """Compute the diagnostics of one quantity.

    Parameters
    ----------
    name : str
        The quantity.
    draws : numpy.ndarray, shape (chains, draws)
        Its draws.

    Returns
    -------
    Diagnostics
        Numbers without a verdict; one that cannot be computed is not a number, and
        the gate lets none of these pass.

    References
    ----------
    .. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021).
       Rank-normalized R-hat. Bayesian Analysis 16, 667-718.
    """
    (found,) = diagnose_all([(name, draws)])
    return found


def diagnose_all(
    quantities: Sequence[tuple[str, np.ndarray]],
) -> tuple[Diagnostics, ...]:
    """Compute the diagnostics of many quantities, in a fraction of the time.

    Parameters
    ----------
    quantities : sequence of (str, numpy.ndarray)
        Each with its draws, all of one shape (chains, draws).

    Returns
    -------
    tuple of Diagnostics
        In their order. Of draws that are not all finite, none is a number.

    References
    ----------
    .. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021).
       Rank-normalized R-hat. Bayesian Analysis 16, 667-718.
    """
    found = [_nothing(name) for name, _ in quantities]
    finite = [i for i, (_, draws) in enumerate(quantities) if np.isfinite(draws).all()]
    for start in range(0, len(finite), AT_ONCE):
        part = finite[start : start + AT_ONCE]
        for i, one in zip(part, _of([quantities[i] for i in part]), strict=True):
            found[i] = one
    return tuple(found)


def _of(quantities: Sequence[tuple[str, np.ndarray]]) -> Iterator[Diagnostics]:
    draws = np.stack([np.asarray(values, dtype=float) for _, values in quantities])
    halves = split_chains(draws)
    scores = normal_scores(halves)
    sd = draws.std(axis=(1, 2), ddof=1)
    tails = [quantile_sizes(draws, one) for one in TAILS]
    limits = [quantile_errors(draws, *pair) for pair in zip(TAILS, tails, strict=True)]
    columns = {
        "mean": draws.mean(axis=(1, 2)),
        "sd": sd,
        "r_hat": rank_r_hat(halves, scores),
        "ess_bulk": effective_sizes(scores),
        "ess_tail": np.minimum(*tails),
        "mcse": sd / np.sqrt(effective_sizes(halves)),
        "mcse_limit": np.maximum(*limits),
    }
    for number, (name, _) in enumerate(quantities):
        row = {key: float(values[number]) for key, values in columns.items()}
        yield Diagnostics(name=name, **row)


def _nothing(name: str) -> Diagnostics:
    return Diagnostics(name=name, **dict.fromkeys(NUMBERS, nan))
