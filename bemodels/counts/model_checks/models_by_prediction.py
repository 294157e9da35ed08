"""Hierarchical models side by side, by how well they predict each count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes.spreads import NoSpread
from bemodels.counts.hierarchical.fitting import fit_hierarchical
from bemodels.counts.hierarchical.priors import CityYearPriors
from bemodels.counts.hierarchical.year_effects import (
    IndependentYears,
    RandomWalkYears,
    YearEffects,
    is_calendar_year,
)
from bemodels.counts.model_checks.fitted_table import fitted_table
from bemodels.counts.model_checks.left_out_cells import NATS, estimate_of_sum
from bemodels.counts.model_checks.pointwise import (
    Pointwise,
    pointwise_predictions,
    standard_error,
)
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError
from bemodels.result import Check, Result, Table, check_level, check_type
from bemodels.result.rules import check_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_DIFFERENCE = 4.0
LEAST_ERRORS = 2.0
FEW_CELLS = 100


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Compared:
    """One model beside the best."""

    name: str
    found: Pointwise
    difference: float
    error: float

    @property
    def apart(self) -> bool:
        """Whether it predicts worse by more than chance may do."""
        least = max(LEAST_DIFFERENCE, LEAST_ERRORS * self.error)
        return -self.difference > least


def compare_models(
    table: CountTable, *, priors: CityYearPriors, seed: int, level: float = 0.95
) -> Result:
    """Compare hierarchical models by how well they predict each count from the others.

    Parameters
    ----------
    table : CountTable
        As `fit_hierarchical` takes it.
    priors : CityYearPriors
        With a prior of every standard deviation; models leave out the dispersion
        (Poisson), the effects of cities, or both.
    seed : int
        Fixes every draw; 0 or more.
    level : float, default 0.95
        Nominal coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``elpd_difference[model]`` for each model but the best: its sum of log
        predictive probabilities less that of the best, with a standard error from the
        cells' differences [1]_; a table of all models; and what may be concluded. Where
        periods are two or more calendar years, every model is fitted with independent
        effects of years and with a random walk.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range, or `priors` leave a
        standard deviation out.
    NotConvergedError
        If a fit or refit does not pass the gate.

    Notes
    -----
    A difference below 4, or below twice its standard error, says nothing [2]_. With
    fewer than a hundred cells the standard error itself is too small as a rule. The
    best of several models is chosen after seeing them all, and models that predict
    alike need not agree on what is of interest.

    References
    ----------
    .. [1] Vehtari A, Gelman A, Gabry J (2017). Practical Bayesian model evaluation
       using leave-one-out cross-validation and WAIC. Statistics and Computing 27,
       1413-1432.
    .. [2] Sivula T, Magnusson M, Matamoros AA, Vehtari A (2025). Uncertainty in
       Bayesian leave-one-out cross-validation based model comparison. Bayesian
       Analysis.
    """
    check_type("table", table, CountTable)
    check_type("priors", priors, CityYearPriors)
    seed = check_whole("seed", seed, least=0)
    check_level(level)
    children = np.random.SeedSequence(seed).spawn(len(table))
    found = {}
    for name, one in _models(table, priors).items():
        fit = fit_hierarchical(table, priors=one, seed=seed)
        fitted = fitted_table(fit, table, one)
        found[name] = pointwise_predictions(fitted, seeds=children)
    compared = _beside_best(found)
    return Result(
        title=f"Models of {table.unit}, by leave-one-out prediction",
        method="PSIS-LOO with refits; differences with standard errors from the cells",
        estimates=tuple(
            estimate_of_sum(
                f"elpd_difference[{one.name}]",
                one.difference,
                error=one.error,
                unit=NATS,
                level=level,
            )
            for one in compared[1:]
        ),
        conclusion=_conclusion(compared, len(table)),
        checks=(_check(compared),),
        tables=(_table(compared),),
        provenance=table.provenance,
    )


def _models(table: CountTable, priors: CityYearPriors) -> dict[str, CityYearPriors]:
    """Return every model's priors, by name."""
    for name, spread in (
        ("cities", priors.cities),
        ("years", priors.years.spread),
        ("dispersion", priors.dispersion),
    ):
        if isinstance(spread, NoSpread):
            raise InvalidDataError(
                f"models cannot be compared where the prior of {name} is 0: name a "
                "prior, and those without are fitted too"
            )
    spread = priors.years.spread
    years: dict[str, YearEffects] = {
        "independent years": IndependentYears(spread=spread)
    }
    periods = {row[1] for row in table.rows}
    if len(periods) > 1 and all(map(is_calendar_year, periods)):
        years["random walk"] = RandomWalkYears(spread=spread)
    return {
        f"{family}, {with_cities}, {name}": replace(
            priors, years=effects, cities=cities, dispersion=dispersion
        )
        for family, dispersion in (
            ("negative binomial", priors.dispersion),
            ("Poisson", NoSpread()),
        )
        for with_cities, cities in (
            ("cities", priors.cities),
            ("no cities", NoSpread()),
        )
        for name, effects in years.items()
    }


def _beside_best(found: Mapping[str, Pointwise]) -> list[_Compared]:
    """Return the models from the best to the worst."""
    order = sorted(found, key=lambda name: -found[name].total)
    best = found[order[0]].elpd
    return [
        _Compared(
            name=name,
            found=found[name],
            difference=float((found[name].elpd - best).sum()),
            error=standard_error(found[name].elpd - best),
        )
        for name in order
    ]


def _conclusion(compared: list[_Compared], cells: int) -> str:
    best, *others = compared
    near = [one.name for one in others if not one.apart]
    far = [one.name for one in others if one.apart]
    sentences = [f"Of {len(compared)} models, {best.name} predicts best."]
    if near:
        sentences.append(
            f"Not told apart from it (a difference below {LEAST_DIFFERENCE:g} or "
            f"{LEAST_ERRORS:g} standard errors says nothing): {'; '.join(near)}."
        )
    if far:
        sentences.append(f"Worse: {'; '.join(far)}.")
    if cells < FEW_CELLS:
        sentences.append(
            f"With {cells} cells the standard errors themselves are uncertain, and "
            "rather too small."
        )
    return " ".join(sentences)


def _check(compared: list[_Compared]) -> Check:
    refits = sum(len(one.found.refitted) for one in compared)
    cells = len(compared[0].found.elpd)
    return Check(
        name="importance sampling of left-out cells",
        passed=True,
        detail=f"{refits} of {len(compared)} x {cells} terms come from a refit without "
        "the cell, the others have a Pareto k-hat that can be relied on",
    )


def _table(compared: list[_Compared]) -> Table:
    return Table(
        name="Models by leave-one-out prediction",
        columns=(
            "model",
            "elpd",
            "less the best",
            "standard error",
            "p_loo",
            "refitted cells",
            "told apart",
        ),
        rows=tuple(
            (
                one.name,
                one.found.total,
                one.difference,
                one.error,
                float(one.found.effective_parameters.sum()),
                len(one.found.refitted),
                "best" if one is compared[0] else "yes" if one.apart else "no",
            )
            for one in compared
        ),
        note="Told apart: the difference from the best exceeds "
        f"{LEAST_DIFFERENCE:g} and {LEAST_ERRORS:g} of its standard errors.",
    )
