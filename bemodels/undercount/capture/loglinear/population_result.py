"""What every method of several lists says: the population and its assumptions."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from scipy.special import ndtri

from bemodels.result import (
    Assumption,
    Estimate,
    Interval,
    Table,
)
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from bemodels.result.values import Identified
    from bemodels.undercount.capture.loglinear.capture_table import CaptureTable
    from bemodels.undercount.capture.loglinear.profile_population import ProfileLimits

PROFILE = "multinomial profile likelihood"
CLOSED = Assumption(
    statement="The lists saw one closed population: the same incidents could be in "
    "each, and none came or went.",
    support="not checkable from these data",
)
MATCHED = Assumption(
    statement="Records of one incident in several lists were matched without error.",
    support="not checkable from these data",
)
UNSEEN_ALIKE = Assumption(
    statement="The model of incidents that lists saw holds for those that no list saw: "
    "other models can fit as well and give another number.",
    support="not checkable from these data",
)


def population_estimates(
    table: CaptureTable,
    hidden: float,
    limits: ProfileLimits,
    *,
    level: float,
    identified: Identified = "data",
) -> tuple[Estimate, ...]:
    """Return the population and its hidden part, each with its profile interval.

    Parameters
    ----------
    table : CaptureTable
        The histories.
    hidden : float
        Expected incidents that no list saw.
    limits : ProfileLimits
        Their interval.
    level : float
        Its coverage.
    identified : {"data", "prior", "both"}
        What both are known from.

    Returns
    -------
    tuple of Estimate
        ``population`` and ``hidden``.
    """
    return tuple(
        Estimate(
            estimand=name,
            value=base + hidden,
            unit="incidents",
            interval=Interval(
                low=base + limits.low,
                high=base + limits.high,
                level=level,
                kind="confidence",
                method=PROFILE,
            ),
            identified=identified,
        )
        for name, base in (("population", table.recorded), ("hidden", 0))
    )


def likelihood_table(
    table: CaptureTable,
    hidden: float,
    standard_error: float,
    limits: ProfileLimits,
    *,
    level: float,
) -> Table:
    """Lay the estimate with Wald's interval beside the multinomial maximum.

    Parameters
    ----------
    table : CaptureTable
        The histories.
    hidden, standard_error : float
        Expected incidents that no list saw, and of the population.
    limits : ProfileLimits
        Maximum and limits of the multinomial profile likelihood.
    level : float
        Coverage of both intervals.

    Returns
    -------
    Table
        Two rows.
    """
    recorded = table.recorded
    half = float(ndtri((1 + level) / 2)) * standard_error
    population = recorded + hidden
    return Table(
        name="Population by two likelihoods",
        columns=(
            "likelihood",
            "population, incidents",
            "standard error",
            f"{format_level(level)} low",
            f"{format_level(level)} high",
        ),
        rows=(
            (
                "Poisson, Wald's interval",
                population,
                standard_error,
                population - half,
                population + half,
            ),
            (
                "multinomial, profile interval",
                recorded + limits.hidden,
                "-",
                recorded + limits.low,
                recorded + limits.high,
            ),
        ),
        note=f"{recorded} incidents were recorded. Wald's interval is symmetric and "
        "may begin below them; the profile interval is printed with the estimate.",
    )


def hidden_sentence(
    assumption: str,
    hidden: float,
    limits: ProfileLimits,
    level: float,
    *,
    amount: str = "",
) -> str:
    """Name a hidden number in the sentence of its assumption.

    Parameters
    ----------
    assumption : str
        A sentence.
    hidden : float
        Expected incidents that no list saw.
    limits : ProfileLimits
        Their interval.
    level : float
        Its coverage.
    amount : str, default ""
        What stands before the number, such as ``"at least "``.

    Returns
    -------
    str
        A sentence.
    """
    first = assumption[0].lower() + assumption[1:].rstrip(".")
    high = "infinity" if limits.high == inf else f"{limits.high:,.0f}"
    return (
        f"If {first}, {amount}{hidden:,.0f} incidents were seen by no list "
        f"({format_level(level)} {limits.low:,.0f} to {high}); another assumption "
        "gives another number."
    )
