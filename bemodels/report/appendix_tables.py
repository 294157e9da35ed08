"""Parts of a result as tables of the appendix: wording and order, nothing computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.result import (
    Assumption,
    Cell,
    Check,
    Estimate,
    HypothesisTest,
    ModelCard,
    Probability,
    Provenance,
    Result,
    Table,
)
from bemodels.result.display import KNOWN_FROM, format_level

if TYPE_CHECKING:
    from bemodels.report.analysis import Analysis

DIGEST_SHOWN = 16
KNOWN = "known from"


def provenance_table(provenance: tuple[Provenance, ...]) -> Table:
    """Return the files that the data were read from.

    Parameters
    ----------
    provenance : tuple of Provenance
        One a file.

    Returns
    -------
    Table
        File, rows and the beginning of its digest.
    """
    return Table(
        name="Files that the data were read from",
        columns=("file", "rows", "sha256, first 16 digits"),
        rows=tuple(
            (one.source, one.rows, one.sha256[:DIGEST_SHOWN]) for one in provenance
        ),
        note="The manifest holds the whole digests.",
    )


def prior_table(name: str, card: ModelCard) -> Table:
    """Return a model's priors with their reasons.

    Parameters
    ----------
    name : str
        The analysis.
    card : ModelCard
        Its model.

    Returns
    -------
    Table
        Parameter, density (TeX) and reason.
    """
    return Table(
        name=f"{name}: priors",
        columns=("parameter", "density", "reason"),
        rows=tuple((one.parameter, one.density, one.reason) for one in card.priors),
    )


def parameter_table(name: str, card: ModelCard) -> Table:
    """Return a model's parameters and derived quantities.

    Parameters
    ----------
    name : str
        The analysis.
    card : ModelCard
        Its model.

    Returns
    -------
    Table
        Quantity, symbol (TeX), meaning, unit and what it is known from.
    """
    return Table(
        name=f"{name}: parameters and derived quantities",
        columns=("quantity", "symbol", "meaning", "unit", KNOWN),
        rows=tuple(
            (one.name, one.symbol, one.meaning, one.unit, KNOWN_FROM[one.identified])
            for one in card.parameters
        ),
    )


def estimate_table(name: str, result: Result) -> Table:
    """Return estimates with their intervals.

    Parameters
    ----------
    name : str
        The analysis.
    result : Result
        What was found.

    Returns
    -------
    Table
        Quantity, estimate, limits, unit, interval and what it is known from, in the
        order of the model's card; what the card does not name follows.
    """
    return Table(
        name=f"{name}: every quantity with its interval",
        columns=("quantity", "estimate", "low", "high", "unit", "interval", KNOWN),
        rows=tuple(map(_estimate_row, _in_card_order(result))),
        note="Low and high are the limits of the interval that the row names, in the "
        "row's unit.",
    )


def _in_card_order(result: Result) -> list[Estimate]:
    places = {one.name: at for at, one in enumerate(result.card.parameters)}
    return sorted(
        result.estimates,
        key=lambda one: places.get(one.estimand.partition("[")[0], len(places)),
    )


def _estimate_row(one: Estimate) -> tuple[Cell, ...]:
    interval = one.interval
    level = "" if interval.kind == "bounds" else f"{format_level(interval.level)} "
    return (
        one.estimand,
        one.value,
        interval.low,
        interval.high,
        one.unit,
        f"{level}{interval.kind}: {interval.method}",
        KNOWN_FROM[one.identified],
    )


def probability_table(name: str, probabilities: tuple[Probability, ...]) -> Table:
    """Return probabilities with what they are conditional on.

    Parameters
    ----------
    name : str
        The analysis.
    probabilities : tuple of Probability
        In the order of the result.

    Returns
    -------
    Table
        Statement, number and condition.
    """
    return Table(
        name=f"{name}: probabilities and tipping points",
        columns=("statement", "number", "given"),
        rows=tuple((one.statement, one.value, one.given) for one in probabilities),
    )


def hypothesis_table(name: str, tests: tuple[HypothesisTest, ...]) -> Table:
    """Return tests of hypotheses.

    Parameters
    ----------
    name : str
        The analysis.
    tests : tuple of HypothesisTest
        In the order of the result.

    Returns
    -------
    Table
        Hypothesis, test and p-value.
    """
    return Table(
        name=f"{name}: tests of hypotheses",
        columns=("hypothesis", "test", "p-value"),
        rows=tuple((f"H0: {one.null}", one.method, one.p_value) for one in tests),
        note="H0 is what is tested, not what was found. p-value: the probability, if "
        "H0 held, of data that speak against it at least as much.",
    )


def check_table(name: str, checks: tuple[Check, ...]) -> Table:
    """Return checks with their outcome.

    Parameters
    ----------
    name : str
        The analysis.
    checks : tuple of Check
        In the order of the result.

    Returns
    -------
    Table
        Check, outcome and the numbers behind it.
    """
    return Table(
        name=f"{name}: checks",
        columns=("check", "outcome", "numbers"),
        rows=tuple(
            (one.name, "passed" if one.passed else "failed", one.detail)
            for one in checks
        ),
    )


def assumption_table(analysis: Analysis) -> Table:
    """Return assumptions with what stands behind them.

    Parameters
    ----------
    analysis : Analysis
        With the assumptions of its result.

    Returns
    -------
    Table
        Assumption and support, in the order of the result; of an analysis in parts also
        the questions that the assumption belongs to.
    """
    assumptions = analysis.result.assumptions
    if not analysis.parts:
        return Table(
            name=f"{analysis.name}: assumptions",
            columns=("assumption", "support"),
            rows=tuple((one.statement, one.support) for one in assumptions),
        )
    return Table(
        name=f"{analysis.name}: assumptions",
        columns=("assumption", "of", "support"),
        rows=tuple(
            (one.statement, _belongs_to(one, analysis.parts), one.support)
            for one in assumptions
        ),
        note="Each question has assumptions of its own; those of two questions may "
        "exclude one another.",
    )


def _belongs_to(assumption: Assumption, parts: tuple[Result, ...]) -> str:
    """Name the questions that an assumption belongs to."""
    own = [one for one in parts if assumption in one.assumptions]
    every = [one for one in parts if one.assumptions]
    return "all" if len(own) == len(every) else "; ".join(one.title for one in own)
