"""The section on actors never seen: the ladder of assumptions and its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bemodels.cli.undercount_ladder import climb
from bemodels.errors import NotEstimableError
from bemodels.report.analysis import Analysis
from bemodels.report.count_pictures import pictures_of
from bemodels.result import Table
from bemodels.undercount import (
    fate_trade_off,
    hidden_over_surfacing_range,
    more_inspired_over_propensity,
    more_inspired_over_surfacing,
    prior_to_posterior,
    surfacing_sensitivity,
)

if TYPE_CHECKING:
    from bemodels.report.figures_picture import Picture
    from bemodels.result import Result
    from bemodels.undercount import Fates, SurfacingPrior

LEVEL = 0.95
# A range of surfacing to show both parts of an interval: no source gives it.
SHOWN_RANGE = (0.1, 0.5)
STRIP, INFLUENCE = "From prior to posterior", "Influence of single attacks"
# Tables of what is drawn that are short enough to print.
PRINTED = (
    STRIP,
    "Hidden actors: sampling and ignorance",
    "Pairs of propensity and detection",
)
FIRST = (
    "The ladder of assumptions",
    "Probabilities and tipping points of each rung",
    "Surfacing at which more inspired than linked actors are as likely as not",
    "Relative propensity at which more inspired than linked actors are as likely as "
    "not",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndercountFits:
    """What was computed of actors never seen.

    Attributes
    ----------
    ladder : Result
        What is counted, then what is stated.
    stated : str
        What is stated of it, in a sentence.
    along, beside : tuple of Result
        Drawn with the posterior, and with its sensitivity.
    left_out : tuple of Table
        What is not drawn, and why: one table, or none if all is.
    """

    ladder: Result
    stated: str
    along: tuple[Result, ...]
    beside: tuple[Result, ...]
    left_out: tuple[Table, ...]


def fit_undercount(
    odds: Result,
    inspired: Fates,
    linked: Fates,
    *,
    rungs: Mapping[str, Result],
    priors: tuple[SurfacingPrior, ...],
    stated: str,
) -> UndercountFits:
    """Compute what the section shows.

    Parameters
    ----------
    odds : Result
        As ``bemodels.undercount.fate_odds`` returns it.
    inspired, linked : Fates
        The fates that it is of.
    rungs : mapping of str to Result
        What is stated, in words that follow on "if", and what it makes of the counts.
    priors : tuple of SurfacingPrior
        Those among what is stated.
    stated : str
        What is stated and why, in a sentence.

    Returns
    -------
    UndercountFits
        For `undercount_section`; what does not exist of these counts is left out, with
        the reason.
    """
    both = inspired, linked
    along, not_along = _existing(_along(inspired, linked, priors))
    beside, not_beside = _existing(
        {
            "sampling and ignorance": lambda: hidden_over_surfacing_range(
                inspired, *SHOWN_RANGE
            ),
            "pairs that fit the fates alike": lambda: fate_trade_off(*both),
        }
    )
    return UndercountFits(
        ladder=climb(odds, *both, rungs=rungs, level=LEVEL),
        stated=stated,
        along=along,
        beside=beside,
        left_out=_not_drawn((*not_along, *not_beside)),
    )


def undercount_section(fits: UndercountFits) -> Analysis:
    """Return the section on actors never seen.

    Parameters
    ----------
    fits : UndercountFits
        What was computed.

    Returns
    -------
    Analysis
        The section.
    """
    result, drawn = fits.ladder, _shown(fits.along)
    if any(isinstance(one, Table) and one.name.startswith(STRIP) for one in drawn):
        # Its rows are among those of the strip.
        kept = tuple(one for one in result.tables if one.name != STRIP)
        result = replace(result, tables=kept)
    first = tuple(one for one in result.tables if one.name in FIRST)
    scenarios = tuple(
        one for one in result.tables if one.name.startswith("Scenarios of the")
    )
    return Analysis(
        name="Undercount",
        question="What do recorded fates say of inspired actors who were never seen, "
        f"and what can they not say? {fits.stated}",
        result=result,
        posterior=(*first, *scenarios, *drawn),
        sensitivity=(*_shown(fits.beside), *_influence(result), *fits.left_out),
    )


def _influence(result: Result) -> tuple[Picture, ...]:
    """Draw that table alone; the scenarios of the ladder are drawn elsewhere."""
    table = tuple(one for one in result.tables if one.name.startswith(INFLUENCE))
    return pictures_of(replace(result, curves=(), estimates=(), tables=table))


def _along(
    inspired: Fates, linked: Fates, priors: tuple[SurfacingPrior, ...]
) -> dict[str, Callable[[], Result]]:
    """Return what is drawn with the posterior, by name."""
    both = inspired, linked
    wanted: dict[str, Callable[[], Result]] = {
        "population along surfacing": lambda: surfacing_sensitivity(
            *both, priors=priors
        ),
        "more inspired than linked actors, by surfacing": lambda: (
            more_inspired_over_surfacing(*both)
        ),
        "more inspired than linked actors, by propensity": lambda: (
            more_inspired_over_propensity(*both, log_sd=0)
        ),
    }
    if priors:
        wanted["prior beside posterior"] = lambda: prior_to_posterior(*both, priors[0])
    return wanted


def _existing(
    wanted: Mapping[str, Callable[[], Result]],
) -> tuple[tuple[Result, ...], tuple[tuple[str, str], ...]]:
    """Return what exists, and the name and the reason of what does not."""
    found: list[Result] = []
    missing: list[tuple[str, str]] = []
    for name, compute in wanted.items():
        try:
            found.append(compute())
        except NotEstimableError as error:
            missing.append((name, str(error)))
    return tuple(found), tuple(missing)


def _not_drawn(missing: tuple[tuple[str, str], ...]) -> tuple[Table, ...]:
    if not missing:
        return ()
    return (
        Table(
            name="Figures that are not estimable",
            columns=("figure", "reason"),
            rows=missing,
        ),
    )


def _shown(results: tuple[Result, ...]) -> tuple[Table | Picture, ...]:
    """Print the tables that are drawn and short, then the pictures of each result."""
    shown: list[Table | Picture] = []
    for one in results:
        shown += [table for table in one.tables if table.name.startswith(PRINTED)]
        shown += pictures_of(one)
    return tuple(shown)
