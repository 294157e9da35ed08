"""The gate: draws pass only on positive evidence that the chains agree.

Stock diagnostics pass draws that are padded with NaN, constant, infinite or a single
chain, because comparisons with NaN are false. Here every condition must be seen to
hold, for every reported quantity, derived ones too.

References
----------
.. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021). Rank-normalized
   R-hat. Bayesian Analysis 16, 667-718.
.. [2] Betancourt M (2018). A conceptual introduction to Hamiltonian Monte Carlo,
   section 6.1 (energy fraction of missing information).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes.diagnostics import Diagnostics, diagnose
from bemodels.bayes.settings import MINIMUM_CHAINS, SamplerSettings
from bemodels.errors import NotConvergedError
from bemodels.result import Check

if TYPE_CHECKING:
    from collections.abc import Iterable

    import xarray as xr

MAXIMUM_R_HAT = 1.01
MINIMUM_ESS = 400
MAXIMUM_MCSE_SHARE = 0.05
MINIMUM_E_BFMI = 0.3

Quantity = tuple[str, np.ndarray]


def pass_gate(
    sample_stats: xr.Dataset,
    quantities: Iterable[Quantity],
    *,
    settings: SamplerSettings,
) -> tuple[Check, ...]:
    """Return the convergence checks, all passed, or refuse the draws.

    Parameters
    ----------
    sample_stats : xarray.Dataset
        With ``diverging`` and ``energy``, dimensions chain and draw.
    quantities : iterable of (str, numpy.ndarray)
        Every reported quantity with its draws, shape (chains, draws).
    settings : SamplerSettings
        What was asked for.

    Returns
    -------
    tuple of Check
        Shape, divergences, energy, R-hat, effective sizes and Monte Carlo error.

    Raises
    ------
    NotConvergedError
        If a condition does not hold; the message names the quantity and the number.

    References
    ----------
    .. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021).
       Rank-normalized R-hat. Bayesian Analysis 16, 667-718.
    """
    named = tuple(quantities)
    for name, draws in named:
        _refuse_unsound(name, draws, settings)
    found = tuple(diagnose(name, draws) for name, draws in named)
    for one in found:
        if not _is_good(one):
            raise NotConvergedError(
                f"{one.name} has not converged: r_hat {one.r_hat:.4f} (below "
                f"{MAXIMUM_R_HAT}), ess_bulk {one.ess_bulk:.0f} and ess_tail "
                f"{one.ess_tail:.0f} (at least {MINIMUM_ESS}), mcse/sd "
                f"{one.mcse_share:.3f} (at most {MAXIMUM_MCSE_SHARE})"
            )
    return (*_sampler_checks(sample_stats, settings), *_worst(found))


def _refuse_unsound(name: str, draws: np.ndarray, settings: SamplerSettings) -> None:
    asked = (settings.chains, settings.draws)
    if settings.chains < MINIMUM_CHAINS or draws.shape != asked:
        raise NotConvergedError(
            f"{name} holds {draws.shape} draws where {asked} (chains, draws) were asked"
        )
    if not np.isfinite(draws).all():
        raise NotConvergedError(f"{name} holds draws that are no finite number")
    if not (draws.var(axis=1) > 0).all():
        raise NotConvergedError(f"{name} stands still in at least one chain")


def _is_good(one: Diagnostics) -> bool:
    """Tell whether every number is on the right side; a missing one is not."""
    return (
        one.r_hat < MAXIMUM_R_HAT
        and one.ess_bulk >= MINIMUM_ESS
        and one.ess_tail >= MINIMUM_ESS
        and one.mcse_share <= MAXIMUM_MCSE_SHARE
    )


def _sampler_checks(
    sample_stats: xr.Dataset, settings: SamplerSettings
) -> tuple[Check, ...]:
    diverging = np.asarray(sample_stats["diverging"])
    energy = np.asarray(sample_stats["energy"])
    if diverging.shape != (settings.chains, settings.draws) or diverging.any():
        raise NotConvergedError(
            f"{int(diverging.sum())} of {diverging.size} transitions diverged"
        )
    e_bfmi = np.mean(np.diff(energy, axis=1) ** 2, axis=1) / energy.var(axis=1)
    if not (e_bfmi >= MINIMUM_E_BFMI).all():
        raise NotConvergedError(
            f"the energy fraction (E-BFMI) is {e_bfmi.min():.2f}, below "
            f"{MINIMUM_E_BFMI}: the sampler does not reach the tails"
        )
    return (
        Check(
            name="chains of the asked length, all finite",
            passed=True,
            detail=f"{settings.chains} chains of {settings.draws} draws",
        ),
        Check(name="divergences", passed=True, detail="0"),
        Check(
            name="energy fraction (E-BFMI)",
            passed=True,
            detail=f"lowest {e_bfmi.min():.2f}, at least {MINIMUM_E_BFMI}",
        ),
    )


def _worst(found: tuple[Diagnostics, ...]) -> tuple[Check, ...]:
    r_hat = max(found, key=lambda one: one.r_hat)
    bulk = min(found, key=lambda one: one.ess_bulk)
    tail = min(found, key=lambda one: one.ess_tail)
    mcse = max(found, key=lambda one: one.mcse_share)
    return tuple(
        Check(name=name, passed=True, detail=detail)
        for name, detail in (
            (
                "r_hat (rank-normalised)",
                f"largest {r_hat.r_hat:.4f} ({r_hat.name}), below {MAXIMUM_R_HAT}",
            ),
            (
                "ess_bulk",
                f"smallest {bulk.ess_bulk:.0f} ({bulk.name}), at least {MINIMUM_ESS}",
            ),
            (
                "ess_tail",
                f"smallest {tail.ess_tail:.0f} ({tail.name}), at least {MINIMUM_ESS}",
            ),
            (
                "mcse over sd",
                f"largest {mcse.mcse_share:.3f} ({mcse.name}), at most "
                f"{MAXIMUM_MCSE_SHARE}",
            ),
        )
    )
