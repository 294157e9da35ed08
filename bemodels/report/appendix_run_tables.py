"""Tables of a run: draws, how well they were computed, and the software behind them."""

from __future__ import annotations

from bemodels.report.machine import installed_version
from bemodels.result import Posterior, Table


def settings_table(name: str, posterior: Posterior) -> Table:
    """Return what fixes the draws of a fit.

    Parameters
    ----------
    name : str
        The analysis.
    posterior : Posterior
        The fit.

    Returns
    -------
    Table
        Settings, fingerprint and seeds.
    """
    root, *spawned = map(str, posterior.seeds)
    return Table(
        name=f"{name}: settings of the run",
        columns=("setting", "value"),
        rows=(
            *posterior.settings,
            *posterior.fingerprint,
            ("seed", root),
            ("seeds spawned from it", ", ".join(spawned)),
        ),
        note="The log density at three fixed points is a fingerprint of model and "
        "data: another model, prior or count gives other numbers.",
    )


def summary_tables(name: str, summary: Table) -> tuple[Table, Table]:
    """Split a summary of draws into what was found and how well it was computed.

    Parameters
    ----------
    name : str
        The analysis.
    summary : Table
        As ``bemodels.bayes.summarise_draws`` returns it.

    Returns
    -------
    posterior, convergence : Table
        Median, mean, sd and interval; effective draws, r_hat and Monte Carlo error.
    """
    unit, split = summary.columns.index("unit"), summary.columns.index("ess_bulk")
    found = (0, *range(unit + 1, split), unit)
    computed = (0, *range(split, len(summary.columns)))
    return (
        _some_columns(
            summary,
            found,
            name=f"{name}: posterior of every quantity",
            note="Median, mean and standard deviation (sd) of the draws. eti: limits "
            "of the equal-tailed interval that holds the stated share of them.",
        ),
        _some_columns(
            summary,
            computed,
            name=f"{name}: convergence of every quantity",
            note="ess_bulk, ess_tail: how many independent draws the chains are worth "
            "for the centre and for the limits. r_hat: spread of all chains over "
            "spread within one, 1 where they agree. mcse_mean: Monte Carlo standard "
            "error of the mean, in the unit of the quantity.",
        ),
    )


def _some_columns(
    table: Table, places: tuple[int, ...], *, name: str, note: str
) -> Table:
    return Table(
        name=name,
        columns=tuple(table.columns[at] for at in places),
        rows=tuple(tuple(row[at] for at in places) for row in table.rows),
        note=note,
    )


def version_table(machine: dict[str, object]) -> Table:
    """Return the software behind the numbers.

    Parameters
    ----------
    machine : dict
        As ``bemodels.report.machine.machine_facts`` returns it.

    Returns
    -------
    Table
        Software and version, bemodels first.
    """
    packages = machine["packages"]
    rows = [
        ("bemodels", installed_version("bemodels")),
        ("Python", str(machine["python"])),
    ]
    if isinstance(packages, dict):
        rows += [(str(name), str(version)) for name, version in packages.items()]
    return Table(name="Software", columns=("software", "version"), rows=tuple(rows))
