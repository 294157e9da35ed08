"""The ladder of assumptions as one result: what is counted, then what is stated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from bemodels.cli.undercount_words import conclusion_of
from bemodels.errors import NotEstimableError
from bemodels.result import ModelCard, Table, join_results
from bemodels.undercount import (
    assumption_ladder,
    attack_influence,
    more_inspired_by_surfacing,
    surfacing_scenarios,
)
from bemodels.undercount.contraction import CONTRACTION
from bemodels.undercount.ladder import extra_data_table
from bemodels.undercount.propensity_grid import turning_table

if TYPE_CHECKING:
    from bemodels.result import Result
    from bemodels.undercount import Fates

THE_DATA = "the data alone"
COUNTED = "Odds of fates, which the counts identify; below them "
SCENARIOS = "scenarios, each under its own assumption and never averaged"
STRIP = "From prior to posterior"
TIPPING = (
    "Surfacing at which more inspired than linked actors are as likely as not",
    "Relative propensity at which more inspired than linked actors are as likely as "
    "not",
)


def climb(
    odds: Result,
    inspired: Fates,
    linked: Fates,
    *,
    rungs: Mapping[str, Result],
    missing: Mapping[str, str] = MappingProxyType({}),
    level: float,
) -> Result:
    """Lay what is stated of actors never seen beside what fates identify.

    Parameters
    ----------
    odds : Result
        As ``bemodels.undercount.fate_odds`` returns it, or without an estimate.
    inspired, linked : Fates
        The fates that it is of.
    rungs : mapping of str to Result
        What is stated, in words that follow on "if", and what it makes of the counts.
    missing : mapping of str to str, default {}
        What was asked for and does not exist, with its reason.
    level : float
        Of every interval, in (0, 1).

    Returns
    -------
    Result
        The conclusion in words; the estimates of each rung, named by it where there are
        several; the ladder, tipping points, scenarios, influence of single attacks and
        what extra data would help. A part that does not exist is left out, with its
        reason.
    """
    parts, not_found = _parts(inspired, linked, level)
    along, nowhere = _along(inspired, level)
    ladder = _ladder(odds, rungs)
    stated = [_named(one, name, rungs, kept=not ladder) for name, one in rungs.items()]
    whole = join_results(
        (odds, *stated, *along),
        title=odds.title,
        method=COUNTED + SCENARIOS if odds.estimates else SCENARIOS.capitalize(),
    )
    return replace(
        whole,
        conclusion=conclusion_of(odds, parts, rungs),
        tables=(
            *ladder,
            *(one for one in parts if one.name in TIPPING),
            *(table for one in along for table in one.tables),
            *(one for one in parts if one.name not in TIPPING),
            *odds.tables,
            *_narrowed(rungs),
            *(table for one in stated for table in one.tables if table.name != STRIP),
            extra_data_table(),
            *_left_out({**missing, **nowhere, **not_found}),
        ),
        card=_card(whole.card),
        provenance=odds.provenance,
    )


def _ladder(odds: Result, rungs: Mapping[str, Result]) -> tuple[Table, ...]:
    counted = {THE_DATA: odds} if odds.estimates else {}
    named = {**counted, **{f"if {name}": one for name, one in rungs.items()}}
    return assumption_ladder(named).tables[:2] if len(named) > 1 else ()


def _narrowed(rungs: Mapping[str, Result]) -> tuple[Table, ...]:
    """Lay what the data narrowed on each rung under one another."""
    found = {
        f"if {name}": table
        for name, one in rungs.items()
        for table in one.tables
        if table.name == STRIP
    }
    if not found:
        return ()
    first = next(iter(found.values()))
    rows = tuple((name, *row) for name, one in found.items() for row in one.rows)
    own = (one.note.removeprefix(CONTRACTION).strip() for one in found.values())
    note = " ".join(dict.fromkeys((CONTRACTION, *own)))
    return (replace(first, columns=("under", *first.columns), rows=rows, note=note),)


def _parts(
    inspired: Fates, linked: Fates, level: float
) -> tuple[list[Table], dict[str, str]]:
    """Return both tables of tipping points, the contour and the influence."""
    wanted: dict[str, Callable[[], tuple[Table, ...]]] = {
        "tipping points of surfacing": lambda: (
            more_inspired_by_surfacing(inspired, linked).tables
        ),
        "tipping points of propensity": lambda: (
            turning_table(inspired, linked, log_sd=0),
        ),
        "influence of single attacks": lambda: (
            attack_influence(inspired, linked, level=level).tables
        ),
    }
    found: list[Table] = []
    missing: dict[str, str] = {}
    for name, compute in wanted.items():
        try:
            found += compute()
        except NotEstimableError as error:
            missing[name] = str(error)
    return found, missing


def _along(inspired: Fates, level: float) -> tuple[tuple[Result, ...], dict[str, str]]:
    """Return the scenarios of surfacing, if an inspired actor was recorded."""
    try:
        return (surfacing_scenarios(inspired, level=level),), {}
    except NotEstimableError as error:
        return (), {"scenarios of the population": str(error)}


def _left_out(missing: Mapping[str, str]) -> tuple[Table, ...]:
    if not missing:
        return ()
    return (
        Table(
            name="Parts that are not estimable",
            columns=("part", "reason"),
            rows=tuple(missing.items()),
        ),
    )


def _named(
    rung: Result, name: str, rungs: Mapping[str, Result], *, kept: bool
) -> Result:
    """Leave to a rung what the ladder does not print, under names of its own."""
    estimates = rung.estimates
    if len(rungs) > 1:
        estimates = tuple(
            replace(one, estimand=f"{one.estimand}[if {name}]") for one in estimates
        )
    probabilities = rung.probabilities if kept else ()
    return replace(rung, estimates=estimates, probabilities=probabilities)


def _card(card: ModelCard) -> ModelCard:
    """State a line once that several rungs share."""
    return replace(card, equations=tuple(dict.fromkeys(card.equations)))
