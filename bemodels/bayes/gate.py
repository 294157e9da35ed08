"""The gate: draws pass only on positive evidence that the chains agree.

Stock diagnostics pass draws that are padded with NaN, constant, infinite, a single
chain or one chain copied, because comparisons with NaN are false and copies agree. Here
every condition must be seen to hold, for every reported quantity, derived ones too.

References
----------
.. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021). Rank-normalized
   R-hat. Bayesian Analysis 16, 667-718.
.. [2] Betancourt M (2018). A conceptual introduction to Hamiltonian Monte Carlo,
   section 6.1 (energy fraction of missing information).
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes.diagnostics import Diagnostics, diagnose_all
from bemodels.bayes.settings import SamplerSettings
from bemodels.errors import NotConvergedError
from bemodels.result import Check

if TYPE_CHECKING:
    from collections.abc import Iterable

    import xarray as xr

MAXIMUM_R_HAT = 1.01
MINIMUM_ESS_BULK = 400
# A limit that is quoted needs as many effective draws in its tail.
MINIMUM_ESS_TAIL = 1000
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
        Shape, divergences, energy, R-hat, effective sizes, and the Monte Carlo error
        of means and limits.

    Raises
    ------
    NotConvergedError
        If a condition does not hold; the message names the quantity, its numbers, and
        what may help.

    References
    ----------
    .. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021).
       Rank-normalized R-hat. Bayesian Analysis 16, 667-718.
    """
    of_draws = judge_quantities(quantities, settings=settings)
    return (*_sampler_checks(sample_stats, settings), *of_draws)


def judge_quantities(
    quantities: Iterable[Quantity], *, settings: SamplerSettings
) -> tuple[Check, ...]:
    """Judge draws alone: those of quantities derived from draws that passed the gate.

    Parameters
    ----------
    quantities : iterable of (str, numpy.ndarray)
        Every one with its draws, shape (chains, draws).
    settings : SamplerSettings
        What was asked for.

    Returns
    -------
    tuple of Check
        R-hat, effective sizes, and the Monte Carlo error of means and limits.

    Raises
    ------
    NotConvergedError
        If a condition does not hold; the message names the quantity, its numbers, and
        what may help.

    References
    ----------
    .. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021).
       Rank-normalized R-hat. Bayesian Analysis 16, 667-718.
    """
    named = tuple(quantities)
    _refuse_unsound_names([name for name, _ in named])
    for name, draws in named:
        _refuse_unsound(name, draws, settings)
    found = diagnose_all(named)
    for one in found:
        _refuse_unconverged(one, settings)
    return _worst(found)


def _refuse_unsound_names(names: list[str]) -> None:
    if not names:
        raise NotConvergedError("no quantity was given, so none has converged")
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise NotConvergedError(f"{twice[0]} is the name of two quantities")


def _refuse_unsound(name: str, draws: np.ndarray, settings: SamplerSettings) -> None:
    _refuse_other_shape(name, draws, settings)
    if not np.isfinite(draws).all():
        raise NotConvergedError(f"{name} holds draws that are no finite number")
    if not (draws.var(axis=1) > 0).all():
        raise NotConvergedError(f"{name} stands still in at least one chain")
    for one, other in combinations(range(settings.chains), 2):
        if np.array_equal(draws[one], draws[other]):
            raise NotConvergedError(
                f"{name} has the same draws in chains {one + 1} and {other + 1}: a "
                "copied chain agrees with itself and shows nothing"
            )


def _refuse_other_shape(
    name: str, values: np.ndarray, settings: SamplerSettings
) -> None:
    asked = (settings.chains, settings.draws)
    if values.shape != asked:
        raise NotConvergedError(
            f"{name} holds {values.shape} draws where {asked} (chains, draws) were "
            "asked"
        )


def _refuse_unconverged(one: Diagnostics, settings: SamplerSettings) -> None:
    """Let pass only what is on the right side; a missing number is not."""
    if (
        one.r_hat < MAXIMUM_R_HAT
        and one.ess_bulk >= MINIMUM_ESS_BULK
        and one.ess_tail >= MINIMUM_ESS_TAIL
        and one.mcse_share <= MAXIMUM_MCSE_SHARE
    ):
        return
    more = _draws_needed(one, settings)
    raise NotConvergedError(
        f"{one.name} has not converged: r_hat {one.r_hat:.4f} (below {MAXIMUM_R_HAT}), "
        f"ess_bulk {one.ess_bulk:.0f} (at least {MINIMUM_ESS_BULK}), ess_tail "
        f"{one.ess_tail:.0f} (at least {MINIMUM_ESS_TAIL}), mcse/sd "
        f"{one.mcse_share:.3f} (at most {MAXIMUM_MCSE_SHARE}); more draws may help: "
        f"draws={more} (--draws {more})"
    )


def _draws_needed(one: Diagnostics, settings: SamplerSettings) -> int:
    """Return as many draws a chain as would do, were they as good as these.

    Half as many again for luck, at least twice what was asked, at most ten times.
    """
    short = max(MINIMUM_ESS_TAIL / one.ess_tail, MINIMUM_ESS_BULK / one.ess_bulk)
    times = min(10.0, max(2.0, 1.5 * short))
    return 100 * ceil(times * settings.draws / 100)


def _sampler_checks(
    sample_stats: xr.Dataset, settings: SamplerSettings
) -> tuple[Check, ...]:
    _refuse_divergences(_sound_statistic(sample_stats, "diverging", settings))
    lowest = _lowest_e_bfmi(_sound_statistic(sample_stats, "energy", settings))
    return _checks(
        {
            "chains of the asked length, all finite": f"{settings.chains} chains of "
            f"{settings.draws} draws",
            "divergences": "0",
            "energy fraction (E-BFMI)": f"lowest {lowest:.2f}, at least "
            f"{MINIMUM_E_BFMI}",
        }
    )


def _sound_statistic(
    sample_stats: xr.Dataset, name: str, settings: SamplerSettings
) -> np.ndarray:
    if name not in sample_stats:
        raise NotConvergedError(f"the sampler left no {name}")
    values = np.asarray(sample_stats[name], dtype=float)
    _refuse_other_shape(name, values, settings)
    if not np.isfinite(values).all():
        raise NotConvergedError(f"{name} holds draws that are no finite number")
    return values


def _refuse_divergences(diverging: np.ndarray) -> None:
    if diverging.any():
        raise NotConvergedError(
            f"{int(diverging.sum())} of {diverging.size} transitions diverged: parts "
            "of the posterior were not reached; tighter priors may help, more draws "
            "do not"
        )


def _lowest_e_bfmi(energy: np.ndarray) -> float:
    if not (energy.var(axis=1) > 0).all():
        raise NotConvergedError("energy stands still in at least one chain")
    e_bfmi = np.mean(np.diff(energy, axis=1) ** 2, axis=1) / energy.var(axis=1)
    lowest = float(e_bfmi.min())
    if not lowest >= MINIMUM_E_BFMI:
        raise NotConvergedError(
            f"the energy fraction (E-BFMI) is {lowest:.2f}, below {MINIMUM_E_BFMI}: "
            "the sampler does not reach the tails; tighter priors may help, more "
            "draws do not"
        )
    return lowest


def _worst(found: tuple[Diagnostics, ...]) -> tuple[Check, ...]:
    r_hat = max(found, key=lambda one: one.r_hat)
    bulk = min(found, key=lambda one: one.ess_bulk)
    tail = min(found, key=lambda one: one.ess_tail)
    mcse = max(found, key=lambda one: one.mcse_share)
    limit = max(found, key=lambda one: one.mcse_limit_share)
    return _checks(
        {
            "r_hat (rank-normalised)": f"largest {r_hat.r_hat:.4f} ({r_hat.name}), "
            f"below {MAXIMUM_R_HAT}",
            "ess_bulk": f"smallest {bulk.ess_bulk:.0f} ({bulk.name}), at least "
            f"{MINIMUM_ESS_BULK}",
            "ess_tail": f"smallest {tail.ess_tail:.0f} ({tail.name}), at least "
            f"{MINIMUM_ESS_TAIL}",
            "mcse of a limit over sd": f"largest {limit.mcse_limit_share:.3f} "
            f"({limit.name}): how far another seed may move a limit that is read off "
            "the draws",
            "mcse over sd": f"largest {mcse.mcse_share:.3f} ({mcse.name}), at most "
            f"{MAXIMUM_MCSE_SHARE}",
        }
    )


def _checks(details: dict[str, str]) -> tuple[Check, ...]:
    return tuple(
        Check(name=name, passed=True, detail=detail) for name, detail in details.items()
    )
