"""How often simulated tables hold their alpha, in numbers and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.intervals import wilson_interval
from bemodels.result import Check, Table
from bemodels.result.display import format_level

if TYPE_CHECKING:
    import numpy as np

    from bemodels.counts.diagnostics.dispersion_power import Simulation

COVERAGE = "Coverage of the interval of alpha in this design"


def coverage_table(simulations: tuple[Simulation, ...], *, level: float) -> Table:
    """Lay out in which share of the simulated tables the interval holds alpha.

    Parameters
    ----------
    simulations : tuple of Simulation
        The first of Poisson tables.
    level : float
        Of the intervals of alpha, and of those of the shares.

    Returns
    -------
    Table
        Of Poisson tables, the share whose interval begins at 0; of each other alpha
        the share that holds it, and the share whose upper limit lies below it.
    """
    poisson, *spread = simulations
    rows = [_row(poisson, "begins at 0", poisson.limits.hold, level)]
    for one in spread:
        rows.append(_row(one, "holds alpha", one.limits.hold, level))
        rows.append(_row(one, "ends below alpha", one.limits.end_below, level))
    shown = format_level(level)
    return Table(
        name=COVERAGE,
        columns=("alpha", "1/sqrt(phi)", "the interval", "share", "low", "high"),
        rows=tuple(rows),
        note=f"Share of {len(poisson.rejected)} simulated NB2 tables, with the fitted "
        f"means and exposures, whose {shown} interval of alpha does so, with Wilson's "
        f"{shown} intervals.",
    )


def coverage_check(simulations: tuple[Simulation, ...], *, level: float) -> Check:
    """Judge whether the interval of alpha is as long here as it should be.

    Parameters
    ----------
    simulations : tuple of Simulation
        The first of Poisson tables.
    level : float
        Of the intervals of alpha, and of those of the shares.

    Returns
    -------
    Check
        Failed if, at any alpha above 0, the share that misses it is by its Wilson
        interval more than one and a half times 1 - level.
    """
    spread = simulations[1:]
    least = level - (1 - level) / 2
    passed = all(_shares(one.limits.hold, level)[2] >= least for one in spread)
    alphas = ", ".join(f"{one.spread**2:.3g}" for one in spread)
    held = _in_hundred([one.limits.hold for one in spread])
    below = _in_hundred([one.limits.end_below for one in spread])
    detail = f"it holds alpha = {alphas} in {held} of 100 such tables"
    if not passed:
        detail = (
            f"the interval of alpha is too short in this design: {detail}, and ends "
            f"below it in {below}"
        )
    return Check(
        name=f"the {format_level(level)} interval of alpha_nb2 keeps its level",
        passed=passed,
        detail=detail,
    )


def _in_hundred(each: list[np.ndarray]) -> str:
    return ", ".join(f"{100 * which.mean():.0f}" for which in each)


def _row(
    one: Simulation, words: str, which: np.ndarray, level: float
) -> tuple[float | str, ...]:
    return (one.spread**2, one.spread, words, *_shares(which, level))


def _shares(which: np.ndarray, level: float) -> tuple[float, float, float]:
    found = wilson_interval(int(which.sum()), len(which), level=level)
    return float(which.mean()), found.low, found.high
