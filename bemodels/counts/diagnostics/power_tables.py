"""Size and power of the tests of dispersion, in numbers and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.diagnostics.dispersion_power import BOOTSTRAP, TEST_NAMES
from bemodels.intervals import wilson_interval
from bemodels.result import Check, Table
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from bemodels.counts.diagnostics.dispersion_power import Simulation

# A power that is commonly asked of a design.
ENOUGH = 0.8
IN_WORDS = (BOOTSTRAP, "Dean's P'_B", "Dean's P_B", "likelihood ratio, NB2")


def power_tables(
    simulations: tuple[Simulation, ...], *, level: float
) -> tuple[Table, Table]:
    """Lay out which share of the simulated tables each test rejects.

    Parameters
    ----------
    simulations : tuple of Simulation
        The first of Poisson tables.
    level : float
        Of the intervals; the tests have the nominal level 1 - level.

    Returns
    -------
    tuple of Table
        The shares, a row a test; and the interval of each.
    """
    spreads = tuple(f"{one.spread:g}" for one in simulations[1:])
    shares = Table(
        name="Size and power of the tests in this design",
        columns=("test", "size: Poisson", *(f"1/sqrt(phi) = {one}" for one in spreads)),
        rows=tuple(
            (name, *(_share(one, name) for one in simulations)) for name in TEST_NAMES
        ),
        note=f"Share of {len(simulations[0].rejected)} simulated tables, with the "
        f"fitted means and exposures, that a test rejects at {1 - level:.3g}. "
        f"{_separated(simulations)}",
    )
    limits = Table(
        name="Intervals of size and power",
        columns=("test", "1/sqrt(phi)", "share", "low", "high"),
        rows=tuple(
            (name, one.spread, _share(one, name), *_limits(one, name, level))
            for name in TEST_NAMES
            for one in simulations
        ),
        note=f"Wilson's {format_level(level)} intervals of the simulated shares; 0 is "
        "Poisson.",
    )
    return shares, limits


def _separated(simulations: tuple[Simulation, ...]) -> str:
    found = ", ".join(
        f"{one.separated} at {one.spread:g}" for one in simulations if one.separated
    )
    if not found:
        return "Every simulated table has fitted means above 0."
    return f"Tables with a fitted mean of 0 in some row, by 1/sqrt(phi): {found}."


def power_checks(
    simulations: tuple[Simulation, ...], *, level: float
) -> tuple[Check, ...]:
    """Judge whether the tests keep their level here, and whether they find anything.

    Parameters
    ----------
    simulations : tuple of Simulation
        The first of Poisson tables.
    level : float
        Of the intervals; the tests have the nominal level 1 - level.

    Returns
    -------
    tuple of Check
        The first on size, then one for each spread on the power of the bootstrap,
        passed at 0.8 or more. The details give other tests beside it.
    """
    poisson, *spread = simulations
    size = _limits(poisson, BOOTSTRAP, level)
    nominal = 1 - level
    return (
        Check(
            name=f"the bootstrap rejects {nominal:.3g} of Poisson tables",
            passed=size[0] <= nominal <= size[1],
            detail=_in_words(poisson),
        ),
        *(
            Check(
                name=f"1/sqrt(phi) = {one.spread:g} would be found",
                passed=_share(one, BOOTSTRAP) >= ENOUGH,
                detail=_in_words(one),
            )
            for one in spread
        ),
    )


def _in_words(one: Simulation) -> str:
    shares = "; ".join(f"{100 * _share(one, name):.0f} by {name}" for name in IN_WORDS)
    return f"of 100 such tables are rejected {shares}"


def _share(one: Simulation, name: str) -> float:
    return float(one.rejected[:, TEST_NAMES.index(name)].mean())


def _limits(one: Simulation, name: str, level: float) -> tuple[float, float]:
    found = wilson_interval(
        int(one.rejected[:, TEST_NAMES.index(name)].sum()),
        len(one.rejected),
        level=level,
    )
    return found.low, found.high
