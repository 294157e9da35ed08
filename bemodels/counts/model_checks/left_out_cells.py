"""How well a hierarchical fit predicts each count from all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.model_checks.fitted_table import fitted_table
from bemodels.counts.model_checks.pointwise import (
    Pointwise,
    most_khat,
    pointwise_predictions,
    standard_error,
)
from bemodels.intervals.normal import normal_interval
from bemodels.result import Check, Estimate, Result, Table, check_level
from bemodels.result.rules import check_whole

if TYPE_CHECKING:
    from bemodels.counts.hierarchical.cells import Cells
    from bemodels.counts.hierarchical.priors import CityYearPriors
    from bemodels.data import CountTable
    from bemodels.result import Posterior

SHOWN = 10
NATS = "natural log of probability"
BY_CELLS = "normal, standard error from the cells' terms"


def leave_one_out(
    posterior: Posterior,
    table: CountTable,
    *,
    priors: CityYearPriors,
    seed: int,
    level: float = 0.95,
) -> Result:
    """Return how well a hierarchical fit predicts each count from all the others.

    Parameters
    ----------
    posterior : Posterior
        As `fit_hierarchical` returns it.
    table : CountTable
        Of which it was made.
    priors : CityYearPriors
        Under which it was made.
    seed : int
        Fixes the draws of refits; 0 or more.
    level : float, default 0.95
        Nominal coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``elpd_loo``, the sum over cells of the log predictive probability of each count
        given the others, and ``p_loo``, the effective number of parameters, with
        standard errors from the scatter of the cells' terms [1]_; the cells that are
        hardest to predict, Pareto shapes, and how many cells needed a refit.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range, or the fit was made of
        another table or under other priors.
    NotConvergedError
        If a refit does not pass the gate.

    Notes
    -----
    Pareto-smoothed importance sampling turns the draws of the fit to all cells into
    those of a fit without one. Where its Pareto shape says that this cannot be relied
    on (above 0.7, or 1 - 1/log10(draws) if fewer than 2,200 draws make that smaller
    [2]_), the model is refitted without the cell, and the term is exact but for the
    draws. Leaving out one cell of a place leaves its other years: what is judged is
    the prediction of one more year of known places, not of a new place.

    References
    ----------
    .. [1] Vehtari A, Gelman A, Gabry J (2017). Practical Bayesian model evaluation
       using leave-one-out cross-validation and WAIC. Statistics and Computing 27,
       1413-1432.
    .. [2] Vehtari A, Simpson D, Gelman A, Yao Y, Gabry J (2024). Pareto smoothed
       importance sampling. Journal of Machine Learning Research 25 (72), 1-58.
    """
    fitted = fitted_table(posterior, table, priors)
    check_level(level)
    root = np.random.SeedSequence(check_whole("seed", seed, least=0))
    found = pointwise_predictions(fitted, seeds=root.spawn(len(table)))
    limit = most_khat(fitted.settings.draws * fitted.settings.chains)
    return Result(
        title=f"Leave-one-out prediction of {table.unit}",
        method=f"PSIS-LOO with refits; {posterior.method}",
        estimates=(
            estimate_of_sum(
                "elpd_loo",
                found.total,
                error=standard_error(found.elpd),
                unit=NATS,
                level=level,
            ),
            estimate_of_sum(
                "p_loo",
                float(found.effective_parameters.sum()),
                error=standard_error(found.effective_parameters),
                unit="parameters",
                level=level,
            ),
        ),
        checks=(_check(found, limit),),
        tables=(_hardest(found, fitted.cells, table.unit), _shapes(found, limit)),
        card=posterior.card,
        provenance=posterior.provenance,
    )


def estimate_of_sum(
    name: str, value: float, *, error: float, unit: str, level: float
) -> Estimate:
    """Return a sum over cells with a normal interval.

    Parameters
    ----------
    name : str
        The estimand.
    value : float
        The sum.
    error : float
        Its standard error, from the scatter of the cells' terms.
    unit : str
        Of the sum.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Estimate
        With its interval.
    """
    return Estimate(
        estimand=name,
        value=value,
        unit=unit,
        identified="both",
        interval=normal_interval(value, error, level=level, method=BY_CELLS),
    )


def _check(found: Pointwise, limit: float) -> Check:
    number = len(found.refitted)
    return Check(
        name="importance sampling of left-out cells",
        passed=True,
        detail=f"Pareto k-hat above {limit:.2g} in {number} of {len(found.khat)} "
        f"cells, largest {found.khat.max():.2f}; each of these was refitted without "
        "the cell",
    )


def _hardest(found: Pointwise, cells: Cells, unit: str) -> Table:
    place, period = cells.keys
    rows = np.argsort(found.elpd, kind="stable")[:SHOWN].tolist()
    return Table(
        name="Cells that are hardest to predict",
        columns=(
            place,
            period,
            unit,
            "years",
            "log predictive probability",
            "k-hat",
            "from",
        ),
        rows=tuple(
            (
                cells.places[cells.place[row]],
                cells.periods[cells.period[row]],
                int(cells.counts[row]),
                float(cells.years[row]),
                float(found.elpd[row]),
                float(found.khat[row]),
                "refit" if row in found.refitted else "importance sampling",
            )
            for row in rows
        ),
        note="Each count's log probability is predicted from all other cells.",
    )


def _shapes(found: Pointwise, limit: float) -> Table:
    khat = found.khat
    fair = (khat > limit / 2) & (khat <= limit)
    return Table(
        name="Pareto shapes of the cells",
        columns=("k-hat", "cells"),
        rows=(
            (f"up to {limit / 2:.2g}", int((khat <= limit / 2).sum())),
            (f"{limit / 2:.2g} to {limit:.2g}", int(fair.sum())),
            (f"above {limit:.2g}, refitted", len(found.refitted)),
        ),
    )
