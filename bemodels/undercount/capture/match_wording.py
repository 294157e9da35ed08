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
    units_matched,
    with_false_parted,
    with_missed_joined,
)

if TYPE_CHECKING:
    from bemodels.result import Cell
    from bemodels.result.values import Interval

    # What follows from a share of errors, or why nothing does.
    type Answer = Undone | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """Histories without a share of errors, and their population.

    Attributes
    ----------
    table : CaptureTable
        The histories.
    population : Estimate
        As the estimator finds it.
    share : float
        The share that was undone; not the one asked for if whole units do not make it.
    rounded : str
        Empty, or what rounding to whole units made of the share.
    """

    table: CaptureTable
    population: Estimate
    share: float
    rounded: str = ""


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
    share_in : callable
        From the table as recorded and without the error to the share.
    """

    name: str
    matches: str
    condition: str
    undo: Callable[[CaptureTable, float], CaptureTable]
    share_in: Callable[[CaptureTable, CaptureTable], float]


def _share_missed(recorded: CaptureTable, true: CaptureTable) -> float:
    # every split adds a record to the units
    return (recorded.recorded - true.recorded) / units_matched(true)


def _share_false(recorded: CaptureTable, true: CaptureTable) -> float:
    return (true.recorded - recorded.recorded) / units_matched(recorded)


MISSED = MatchError(
    name="missed",
    matches="true matches missed",
    condition="of the true matches were missed",
    undo=with_missed_joined,
    share_in=_share_missed,
)
FALSE = MatchError(
    name="false",
    matches="recorded matches false",
    condition="of the recorded matches were false",
    undo=with_false_parted,
    share_in=_share_false,
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
    turning: tuple[Undone, ...],
    population: Estimate,
) -> tuple[str, ...]:
    """Say what the largest share does, and from which on the interval is left.

    Parameters
    ----------
    error : MatchError
        The error.
    found : mapping of float to answer
        By share, ascending.
    turning : tuple of Undone
        The first histories outside, if there are any.
    population : Estimate
        Without errors.

    Returns
    -------
    tuple of str
        A sentence; none if no share has an estimate.
    """
    estimated = [one for one in found.values() if not isinstance(one, str)]
    if not estimated:
        return ()
    last, estimate = estimated[-1], estimated[-1].population
    limits = population.interval
    around = f"{size_in_words(limits.low)} to {size_in_words(limits.high)}"
    first = (
        f"If {percent(last.share)} {error.condition}, and matching had no other error, "
        f"the population is {size_in_words(estimate.value)} "
        f"({_limits(estimate.interval)}) instead of {size_in_words(population.value)}"
    )
    if turning:
        digits = 2 if turning[0].rounded else 3
        least = f"{100 * turning[0].share:.{digits}g}%"
        then = f"about {least} put it outside the interval, {around}"
    else:
        then = f"no share in the table puts it outside the interval, {around}"
    return (f"{first}; {then}, which takes every match as right.",)


def _limits(interval: Interval) -> str:
    level = format_level(interval.level)
    return f"{level} {size_in_words(interval.low)} to {size_in_words(interval.high)}"


def percent(share: float) -> str:
    """Write a share in three digits.

    Parameters
    ----------
    share : float
        From 0 to 1.

    Returns
    -------
    str
        In percent.

    Examples
    --------
    >>> percent(0.0487)
    '4.87%'
    """
    return f"{100 * share:.3g}%"


def error_row(name: str, share: float, answer: Answer) -> tuple[Cell, ...]:
    """Return a row of the table.

    Parameters
    ----------
    name : str
        Of the error.
    share : float
        How many matches have it.
    answer : Undone or str
        What follows, or why nothing does.

    Returns
    -------
    tuple
        As the columns of `errors_table`.
    """
    if isinstance(answer, str):
        return (name, percent(share), "-", "-", "-", "-", "-", answer)
    table, limits = answer.table, answer.population.interval
    numbers = (answer.population.value, limits.low, limits.high)
    counts = (units_matched(table), table.recorded)
    return (name, percent(share), *counts, *numbers, answer.rounded)


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
            "why there is none, or another share",
        ),
        rows=tuple(rows),
        note="Missed: so many of the true units on two lists or more were recorded as "
        "two. False: so many of the recorded ones are two. Counts may be fractions; an "
        "estimator that takes none has them rounded to whole units, and each row says "
        "what share that makes. The intervals take each share as known.",
    )
