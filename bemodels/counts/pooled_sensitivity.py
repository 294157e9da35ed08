"""How the pooled rates move with what was stated: places at risk, and priors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bemodels.counts.pooled import fit_pooled
from bemodels.counts.pooled_priors import PooledPriors
from bemodels.data import CountTable
from bemodels.result import Cell, Estimate, Posterior, Result, Table

COLUMNS = (
    "mean rate",
    "mean low",
    "mean high",
    "1/sqrt(phi)",
    "new place",
    "top place",
    "top low",
    "top high",
    "checks failed",
)
NOTE = (
    "Rates in incidents per year: posterior medians, low and high the equal-tailed 95% "
    "limits. Top: the place with the highest rate. Checks failed: posterior predictive "
    "ones. Each row is a fit of its own that passed the convergence gate."
)


def sensitivity_to_places(
    table: CountTable,
    *,
    places_at_risk: Sequence[int],
    priors: PooledPriors,
    seed: int,
    draws: int = 1000,
) -> Table:
    """Refit under several numbers of places at risk.

    Parameters
    ----------
    table : CountTable
        One row a listed place.
    places_at_risk : sequence of int
        Each at least the rows of the table.
    priors : PooledPriors
        The priors of every fit.
    seed : int
        Fixes every draw.
    draws : int, default 1000
        Kept draws a chain.

    Returns
    -------
    Table
        A row a number: pooled mean, heterogeneity, the rates of a new place and of
        the highest one, and how many predictive checks failed.

    Raises
    ------
    InvalidDataError
        As `fit_pooled`.
    NotConvergedError
        If one of the fits has not converged.
    """
    return _table(
        "Sensitivity to the number of places at risk",
        "places at risk",
        {
            n: fit_pooled(
                table, places_at_risk=n, priors=priors, seed=seed, draws=draws
            )
            for n in places_at_risk
        },
    )


def sensitivity_to_priors(
    table: CountTable,
    *,
    places_at_risk: int,
    priors: Sequence[PooledPriors],
    seed: int,
    draws: int = 1000,
) -> Table:
    """Refit under several priors.

    Parameters
    ----------
    table : CountTable
        One row a listed place.
    places_at_risk : int
        At least the rows of the table.
    priors : sequence of PooledPriors
        The priors, each with its reason.
    seed : int
        Fixes every draw.
    draws : int, default 1000
        Kept draws a chain.

    Returns
    -------
    Table
        A row a prior, columns as in `sensitivity_to_places`.

    Raises
    ------
    InvalidDataError
        As `fit_pooled`.
    NotConvergedError
        If one of the fits has not converged.
    """
    return _table(
        "Sensitivity to the priors",
        "priors of log mean and 1/sqrt(phi)",
        {
            _stated(one): fit_pooled(
                table, places_at_risk=places_at_risk, priors=one, seed=seed, draws=draws
            )
            for one in priors
        },
    )


def _stated(priors: PooledPriors) -> str:
    return (
        f"Normal({priors.log_mean_location:g}, {priors.log_mean_scale:g}), "
        f"HalfNormal({priors.heterogeneity_scale:g})"
    )


def sensitivity_to_tables(
    tables: Mapping[str, CountTable],
    *,
    places_at_risk: int,
    priors: PooledPriors,
    seed: int,
    draws: int = 1000,
) -> Table:
    """Refit under several readings of the same source.

    Parameters
    ----------
    tables : mapping of str to CountTable
        The counts that each reading gives, by a name for the reading.
    places_at_risk : int
        At least the rows of each table.
    priors : PooledPriors
        The priors of every fit.
    seed : int
        Fixes every draw.
    draws : int, default 1000
        Kept draws a chain.

    Returns
    -------
    Table
        A row a reading, columns as in `sensitivity_to_places`.

    Raises
    ------
    InvalidDataError
        As `fit_pooled`.
    NotConvergedError
        If one of the fits has not converged.
    """
    return _table(
        "Sensitivity to the reading of the report",
        "reading",
        {
            name: fit_pooled(
                table,
                places_at_risk=places_at_risk,
                priors=priors,
                seed=seed,
                draws=draws,
            )
            for name, table in tables.items()
        },
    )


def _table(name: str, heading: str, fits: Mapping[Cell, Posterior]) -> Table:
    return Table(
        name=name,
        columns=(heading, *COLUMNS),
        rows=tuple((label, *_cells(fit)) for label, fit in fits.items()),
        note=NOTE,
    )


def _cells(fit: Posterior) -> tuple[float, ...]:
    result = fit.result()
    mean, highest = result.estimate("mean_rate"), _highest(result)
    failed = sum(not check.passed for check in fit.checks)
    return (
        mean.value,
        mean.interval.low,
        mean.interval.high,
        result.estimate("heterogeneity").value,
        result.estimate("new_place_rate").value,
        highest.value,
        highest.interval.low,
        highest.interval.high,
        failed,
    )


def _highest(result: Result) -> Estimate:
    places = [one for one in result.estimates if one.estimand.startswith("annual_rate")]
    return max(places, key=lambda one: one.value)
