"""Coefficients and rates by pattern of covariates, as tables."""

from __future__ import annotations

from math import exp

import numpy as np

from bemodels.intervals.normal import normal_quantile
from bemodels.result import Table
from bemodels.result.display import format_count
from bemodels.undercount.capture.regressions.rate_fit import RateFit
from bemodels.undercount.capture.regressions.seen_units import SeenUnits
from bemodels.undercount.capture.regressions.unseen_units import UnseenUnits

MOST_PATTERNS = 40


def coefficient_table(seen: SeenUnits, fit: RateFit, level: float) -> Table:
    """Lay out the coefficients of the log rate.

    Parameters
    ----------
    seen : SeenUnits
        The data.
    fit : RateFit
        The rates.
    level : float
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Table
        A row a term.
    """
    width = normal_quantile(level)
    values = zip(fit.coefficients.tolist(), fit.errors.tolist(), strict=True)
    return Table(
        name="Coefficients of the log rate",
        columns=("term", "coefficient", "standard error", "low", "high"),
        rows=tuple(
            (term, value, error, value - width * error, value + width * error)
            for term, (value, error) in zip(seen.terms, values, strict=True)
        ),
        note=f"Natural logarithms; {100 * level:g}% Wald intervals.",
    )


def pattern_table(
    seen: SeenUnits, fit: RateFit, unseen: UnseenUnits, level: float
) -> Table:
    """Lay out rates and hidden units by pattern of covariates.

    Parameters
    ----------
    seen : SeenUnits
        The data.
    fit : RateFit
        The rates.
    unseen : UnseenUnits
        What the units stand for.
    level : float
        Coverage of the intervals of rates, in (0, 1).

    Returns
    -------
    Table
        A row a pattern; of more than 40 those with most units.
    """
    width = normal_quantile(level)
    order = np.argsort(-seen.units, kind="stable")[:MOST_PATTERNS]
    left = len(seen.units) - len(order)
    others = format_count(left, "pattern is", "patterns are")
    cut = f" {others} left out, with no more units than any shown." if left else ""
    return Table(
        name="Rates by pattern of covariates",
        columns=(
            *("covariates", "units", "sightings", "expected sightings per unit"),
            *("low", "high", "chance of being seen", "units never seen"),
            "standard error of these",
        ),
        rows=tuple(
            (
                seen.patterns[place],
                int(seen.units[place]),
                int(seen.sightings[place]),
                float(unseen.rates[place]),
                exp(float(fit.logs[place]) - width * float(fit.log_errors[place])),
                exp(float(fit.logs[place]) + width * float(fit.log_errors[place])),
                float(unseen.shares[place]),
                float(unseen.hidden[place]),
                float(unseen.errors[place]),
            )
            for place in order.tolist()
        ),
        note=f"Intervals of the rates: {100 * level:g}%, Wald, on the log scale. "
        f"Errors of patterns are correlated and do not add as squares.{cut}",
    )
