"""What every method of several lists says: the population and its assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.intervals.normal import normal_quantile
from bemodels.result import (
    Assumption,
    Estimate,
    Interval,
    Table,
)
from bemodels.result.display import format_count, format_level
from bemodels.undercount.capture.sizes import SEEN_BY_NO_LIST, hidden_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bemodels.result import Check
    from bemodels.result.values import Identified
    from bemodels.undercount.capture.capture_table import CaptureTable
    from bemodels.undercount.capture.multinomial import ProfiledPopulation

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
    limits: ProfiledPopulation,
    *,
    model: str,
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
    limits : ProfiledPopulation
        The population's interval.
    model : str
        What it holds under, as the method of the interval names it; a lower bound is
        called one.
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
            value=table.recorded - less + hidden,
            unit="incidents",
            interval=Interval(
                low=limits.low - less,
                high=limits.high - less,
                level=level,
                kind="confidence",
                method=f"{PROFILE}, {model}",
            ),
            identified=identified,
        )
        for name, less in (("population", 0), ("hidden", table.recorded))
    )


def likelihood_table(
    table: CaptureTable,
    hidden: float,
    standard_error: float,
    limits: ProfiledPopulation,
    *,
    model: str,
    level: float,
) -> Table:
    """Lay the estimate with Wald's interval beside the multinomial maximum.

    Parameters
    ----------
    table : CaptureTable
        The histories.
    hidden, standard_error : float
        Expected incidents that no list saw, and of the population.
    limits : ProfiledPopulation
        Maximum and limits of the multinomial profile likelihood.
    model : str
        What both hold under; a lower bound is called one.
    level : float
        Coverage of both intervals.

    Returns
    -------
    Table
        Two rows.
    """
    recorded = table.recorded
    half = normal_quantile(level) * standard_error
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
                limits.mode,
                "-",
                limits.low,
                limits.high,
            ),
        ),
        note=f"Under {model}; "
        f"{format_count(recorded, 'incident was', 'incidents were')} recorded. Wald's "
        "interval is symmetric and may begin below that; the profile interval is "
        "printed with the estimate.",
    )


def hidden_sentence(
    assumption: str,
    table: CaptureTable,
    hidden: float,
    limits: ProfiledPopulation,
    level: float,
    *,
    amount: str = "",
    checks: Iterable[Check] = (),
) -> str:
    """Name a hidden number in the sentence of its assumption.

    Parameters
    ----------
    assumption : str
        A sentence.
    table : CaptureTable
        The histories.
    hidden : float
        Expected incidents that no list saw.
    limits : ProfiledPopulation
        The population's interval.
    level : float
        Its coverage.
    amount : str, default ""
        What stands before the number, such as ``"at least "``.
    checks : iterable of Check, default ()
        Those that failed are told, as `hidden_in_words` does.

    Returns
    -------
    str
        A sentence.
    """
    return hidden_in_words(
        assumption,
        hidden,
        (limits.low - table.recorded, limits.high - table.recorded),
        level=level,
        unseen=SEEN_BY_NO_LIST,
        amount=amount,
        checks=checks,
    )
