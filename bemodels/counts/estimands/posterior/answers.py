"""An answer read off the draws of a fit, once they have passed the gate themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes import SamplerSettings, judge_quantities
from bemodels.data.log.overview import NOTICES
from bemodels.result import Assumption, Check, Estimate, Interval, Result, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bemodels.result import Posterior

EQUAL_TAILS = "posterior median, equal tails"


def answer_from_draws(
    fit: Posterior,
    quantities: Mapping[str, np.ndarray],
    *,
    title: str,
    method: str,
    unit: str,
    level: float,
    assumptions: tuple[Assumption, ...] = (),
    tables: tuple[Table, ...] = (),
) -> Result:
    """Judge draws derived from a fit, and reduce them to estimates.

    Parameters
    ----------
    fit : Posterior
        Where they come from.
    quantities : mapping of str to numpy.ndarray, each of shape (chains, draws)
        By estimand.
    title, method : str
        What was asked, and how it was answered; the model is added.
    unit : str
        Of every quantity.
    level : float
        Posterior mass of every interval, in (0, 1).
    assumptions : tuple of Assumption
        Those beyond the model's own.
    tables : tuple of Table
        What stands beside the estimates.

    Returns
    -------
    Result
        The posterior median of every quantity with an equal-tailed interval.

    Raises
    ------
    NotConvergedError
        If the chains do not agree on one of them.
    """
    return posterior_answer(
        fit,
        title=title,
        method=method,
        estimates=tuple(
            _estimate(name, draws, unit=unit, level=level)
            for name, draws in quantities.items()
        ),
        checks=judged_checks(fit, quantities),
        assumptions=assumptions,
        tables=tables,
    )


def posterior_answer(
    fit: Posterior,
    *,
    title: str,
    method: str,
    estimates: tuple[Estimate, ...],
    checks: tuple[Check, ...],
    assumptions: tuple[Assumption, ...],
    tables: tuple[Table, ...],
) -> Result:
    """Put estimates derived from a fit into a Result.

    Parameters
    ----------
    fit : Posterior
        Where they come from.
    title, method : str
        What was asked, and how it was answered; the model is added.
    estimates : tuple of Estimate
        The answer.
    checks : tuple of Check
        What it passed.
    assumptions : tuple of Assumption
        Those beyond the model's own.
    tables : tuple of Table
        What stands beside the estimates.

    Returns
    -------
    Result
        With the model's assumptions, notices and card, and where its data came from.
    """
    notices = tuple(table for table in fit.tables if table.name == NOTICES)
    return Result(
        title=title,
        method=f"{method}; {fit.method}",
        estimates=estimates,
        assumptions=(*fit.assumptions, *assumptions),
        checks=checks,
        tables=(*tables, *notices),
        card=fit.card,
        provenance=fit.provenance,
    )


def judged_checks(
    fit: Posterior, quantities: Mapping[str, np.ndarray]
) -> tuple[Check, ...]:
    """Pass the convergence gate with draws derived from a fit.

    Parameters
    ----------
    fit : Posterior
        Where they come from.
    quantities : mapping of str to numpy.ndarray, each of shape (chains, draws)
        By estimand.

    Returns
    -------
    tuple of Check
        What the gate says of these quantities; then the fit's checks of the sampler
        and of predictions, but not those of its own quantities.

    Raises
    ------
    NotConvergedError
        If the chains do not agree on one of them.
    """
    chains, draws = next(iter(quantities.values())).shape
    settings = SamplerSettings(chains=chains, draws=draws)
    found = judge_quantities(quantities.items(), settings=settings)
    judged = {check.name for check in found}
    return (*found, *(check for check in fit.checks if check.name not in judged))


def _estimate(name: str, draws: np.ndarray, *, unit: str, level: float) -> Estimate:
    low, median, high = np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2])
    return Estimate(
        estimand=name,
        value=float(median),
        unit=unit,
        interval=Interval(
            low=float(low),
            high=float(high),
            level=level,
            kind="credible",
            method=EQUAL_TAILS,
        ),
        identified="both",
    )
