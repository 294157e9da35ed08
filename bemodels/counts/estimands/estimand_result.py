"""An answer drawn from a fit, with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.fits.answer_of_fit import answer_of
from bemodels.result import (
    Assumption,
    Estimate,
    Interval,
    Result,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bemodels.counts.fits.count_fit import CountFit

LARGE_SAMPLE = Assumption(
    statement="Logarithms of estimated rates vary normally around their true values, "
    "which a handful of counts makes doubtful.",
    support="not checkable from these data",
)
ALPHA_HELD = Assumption(
    statement="Alpha is 0, the boundary of its range, and is taken as known: the "
    "interval is short.",
    support="not checkable from these data",
)
POISSON_ZERO = Assumption(
    statement="A level without a count is Poisson: its upper limit is too low where "
    "counts vary more.",
    support="not checkable from these data",
)


def answer(
    fit: CountFit,
    *,
    title: str,
    method: str,
    estimates: tuple[Estimate, ...],
    assumptions: tuple[Assumption, ...] = (LARGE_SAMPLE,),
    tables: tuple[Table, ...] = (),
) -> Result:
    """Put estimates drawn from a fit into a Result.

    Parameters
    ----------
    fit : CountFit
        Where they come from.
    title, method : str
        What was asked, and how it was answered; the model is added.
    estimates : tuple of Estimate
        The answer.
    assumptions : tuple of Assumption
        Those beyond the model's own.
    tables : tuple of Table
        What stands beside the estimates.

    Returns
    -------
    Result
        With the model's assumptions and equations, and where its data came from.
    """
    return answer_of(
        fit,
        title=title,
        method=method,
        estimates=estimates,
        assumptions=assumptions,
        tables=tables,
    )


def answer_by_level(
    fit: CountFit,
    rates: Mapping[object, tuple[float, Interval]],
    *,
    title: str,
    method: str,
    estimand: str,
    assumptions: tuple[Assumption, ...] = (),
) -> Result:
    """Put the annual rates of a factor's levels into a Result.

    Parameters
    ----------
    fit : CountFit
        Where they come from.
    rates : mapping
        By level, each with its interval.
    title, method : str
        What was asked, and how it was answered.
    estimand : str
        What the rates are called; the level is added in brackets.
    assumptions : tuple of Assumption
        Those beyond the model's and the intervals' own.

    Returns
    -------
    Result
        One estimate a level.
    """
    return answer(
        fit,
        title=title,
        method=method,
        estimates=tuple(
            Estimate(
                estimand=f"{estimand}[{value}]",
                value=rate,
                unit=fit.design.rate_unit,
                interval=interval,
            )
            for value, (rate, interval) in rates.items()
        ),
        assumptions=(
            *interval_assumptions(rate for rate, _ in rates.values()),
            *assumptions,
        ),
    )


def interval_assumptions(rates: Iterable[float]) -> tuple[Assumption, ...]:
    """Return what the intervals of rates rest on.

    Parameters
    ----------
    rates : iterable of float
        0 or more.

    Returns
    -------
    tuple of Assumption
        One more where a rate is 0.
    """
    return (LARGE_SAMPLE, POISSON_ZERO) if 0 in rates else (LARGE_SAMPLE,)
