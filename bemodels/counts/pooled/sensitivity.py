"""How the pooled rates move with what was stated: fits side by side, made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from bemodels.errors import InvalidDataError
from bemodels.result import Cell, Estimate, Posterior, Result, Table
from bemodels.result.display import format_level

MEAN_COLUMNS = (
    "mean rate",
    "mean low",
    "mean high",
    "1/sqrt(phi)",
    "1/sqrt(phi) low",
    "1/sqrt(phi) high",
    "checks failed",
)
PLACE_COLUMNS = (
    "new place",
    "new low",
    "new high",
    "top place",
    "top rate",
    "top low",
    "top high",
)


def compare_fits(
    fits: Mapping[Cell, Posterior],
    *,
    name: str,
    heading: str,
    reason: str,
    level: float = 0.95,
) -> tuple[Table, Table]:
    """Lay pooled fits side by side that differ in one statement.

    Parameters
    ----------
    fits : mapping of Cell to Posterior
        Fits of `fit_pooled`, by what was stated for each: a number of places at risk,
        the label of its priors, the name of a reading.
    name : str
        What the tables are called.
    heading : str
        What the fits differ in: the heading of the first column.
    reason : str
        Why these statements were compared, in sentences; printed below the first.
    level : float, default 0.95
        Posterior mass of every interval, in (0, 1).

    Returns
    -------
    tuple of Table, length 2
        A row a fit. The first holds the mean rate, the heterogeneity and how many
        predictive checks failed; the second the rates of a new place and of the
        highest one.

    Raises
    ------
    InvalidDataError
        If there is no fit, or `level` lies outside (0, 1).

    Examples
    --------
    Each setting is fitted once, by the caller::

        fits = {
            n: fit_pooled(table, places_at_risk=n, priors=PLACE_PRIORS, seed=1)
            for n in (21, 100, 571)
        }
        mean, places = compare_fits(
            fits, name="Places at risk", heading="places", reason="From few to all."
        )
    """
    if not fits:
        raise InvalidDataError("one fit or more is needed for a comparison, got none")
    results = {label: fit.result(level) for label, fit in fits.items()}
    read = (
        "Rates in incidents per year: posterior medians, low and high the equal-tailed "
        f"{format_level(level)} limits."
    )
    return (
        Table(
            name=f"{name}: mean and heterogeneity",
            columns=(heading, *MEAN_COLUMNS),
            rows=tuple((label, *_mean_cells(one)) for label, one in results.items()),
            note=f"{read} Checks failed: posterior predictive ones. Each row is a fit "
            f"of its own that passed the convergence gate. {reason}",
        ),
        Table(
            name=f"{name}: new place and highest place",
            columns=(heading, *PLACE_COLUMNS),
            rows=tuple((label, *_place_cells(one)) for label, one in results.items()),
            note=f"{read} New: a place at risk that was not counted. Top: the place "
            "with the highest rate.",
        ),
    )


def _mean_cells(result: Result) -> tuple[Cell, ...]:
    mean, heterogeneity = map(result.estimate, ("mean_rate", "heterogeneity"))
    failed = sum(not check.passed for check in result.checks)
    return *_with_limits(mean), *_with_limits(heterogeneity), failed


def _place_cells(result: Result) -> tuple[Cell, ...]:
    rates = [one for one in result.estimates if one.estimand.startswith("annual_rate[")]
    top = max(rates, key=lambda one: one.value)
    place = top.estimand.removeprefix("annual_rate[").removesuffix("]")
    return *_with_limits(result.estimate("new_place_rate")), place, *_with_limits(top)


def _with_limits(one: Estimate) -> tuple[float, float, float]:
    return one.value, one.interval.low, one.interval.high
