"""What matching errors do to a population, in rows and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bemodels.result import Assumption, Estimate, Probability, Result, Table
from bemodels.result.display import format_level
from bemodels.undercount.capture.capture_table import CaptureTable
from bemodels.undercount.capture.sizes import size_in_words
from bemodels.undercount.capture.split_records import (
    FEWEST_MATCHED,
    with_false_parted,
    with_missed_joined,
)

if TYPE_CHECKING:
    from bemodels.result import Cell
    from bemodels.result.values import Interval

    # A table without errors and its population, or why there is none.
    type Answer = tuple[CaptureTable, Estimate] | str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchError:
    """A way in which matching errs, and how it is undone.

    Attributes
    ----------
    name : str
        In the table.
    matches : str
        Which matches a share is of, and what is wrong with them.
    condition : str
        The same after the share, as a clause.
    undo : callable
        From a table and a share to the table without the error.
    """

    name: str
    matches: str
    condition: str
    undo: Callable[[CaptureTable, float], CaptureTable]


MISSED = MatchError(
    name="missed",
    matches="true matches missed",
    condition="of the true matches were missed",
    undo=with_missed_joined,
)
FALSE = MatchError(
    name="false",
    matches="recorded matches false",
    condition="of the recorded matches were false",
    undo=with_false_parted,
)
RULE = Assumption(
    statement="Each row takes its share of errors as known, and the same for every "
    "incident on two lists or more; a split incident left the record of one list "
    "apart, each list as likely.",
    support="not checkable from these data",
)


def turning_point(error: MatchError, share: float, base: Result) -> Probability:
    """Return a turning point as a result holds it.

    Parameters
    ----------
    error : MatchError
        The error.
    share : float
        From which on the estimate leaves its interval.
    base : Result
        Without errors.

    Returns
    -------
    Probability
        The share.
    """
    return Probability(
        statement=f"the least share of {error.matches} that puts the estimate outside "
        "the interval which takes every match as right",
        value=share,
        given=f"the rule for errors; {base.method}",
    )


def error_sentences(
    error: MatchError,
    found: Mapping[float, Answer],
    turning: tuple[float, ...],
    population: Estimate,
) -> tuple[str, ...]:
    """Say what the largest share does, and from which on the interval is left.

    Parameters
    ----------
    error : MatchError
        The error.
    found : mapping of float to answer
        By share, ascending.
    turning : tuple of float
        The share from which on, if there is one.
    population : Estimate
        Without errors.

    Returns
    -------
    tuple of str
        A sentence; none if no share has an estimate.
    """
    estimated = {one: each for one, each in found.items() if not isinstance(each, str)}
    if not estimated:
        return ()
    share, (_, estimate) = list(estimated.items())[-1]
    limits = population.interval
    around = f"{size_in_words(limits.low)} to {size_in_words(limits.high)}"
    first = (
        f"If {_percent(share)} {error.condition}, and matching had no other error, the "
        f"population is {size_in_words(estimate.value)} "
        f"({_limits(estimate.interval)}) instead of {size_in_words(population.value)}"
    )
    if turning:
        last = f"about {_percent(turning[0])} put it outside the interval, {around}"
    else:
        last = f"no share in the table puts it outside the interval, {around}"
    return (f"{first}; {last}, which takes every match as right.",)


def _limits(interval: Interval) -> str:
    level = format_level(interval.level)
    return f"{level} {size_in_words(interval.low)} to {size_in_words(interval.high)}"


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"


def error_row(name: str, share: float, answer: Answer) -> tuple[Cell, ...]:
    """Return a row of the table.

    Parameters
    ----------
    name : str
        Of the error.
    share : float
        How many matches have it.
    answer : tuple of CaptureTable and Estimate, or str
        What follows, or why nothing does.

    Returns
    -------
    tuple
        As the columns of `errors_table`.
    """
    if isinstance(answer, str):
        return (name, _percent(share), "-", "-", "-", "-", "-", answer)
    table, estimate = answer
    both = zip(table.patterns, table.counts, strict=True)
    matched = sum(n for one, n in both if one.count("1") >= FEWEST_MATCHED)
    limits = estimate.interval
    numbers = (estimate.value, limits.low, limits.high)
    return (name, _percent(share), matched, table.recorded, *numbers, "")


def errors_table(rows: Sequence[tuple[Cell, ...]], population: Estimate) -> Table:
    """Lay the populations under each error out.

    Parameters
    ----------
    rows : sequence of tuple
        As `error_row` returns them.
    population : Estimate
        Without errors.

    Returns
    -------
    Table
        A row a share.
    """
    level = format_level(population.interval.level)
    return Table(
        name="Population by matching errors",
        columns=(
            "error of matching",
            "share",
            "on two lists or more",
            "recorded",
            f"population, {population.unit}",
            f"{level} low",
            f"{level} high",
            "why there is none",
        ),
        rows=tuple(rows),
        note="Missed: so many of the true units on two lists or more were recorded as "
        "two. False: so many of the recorded ones are two. Counts are rounded to whole "
        "units, so with few a share may change nothing; the intervals take each share "
        "as known.",
    )
