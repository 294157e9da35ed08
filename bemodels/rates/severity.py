"""Deaths per attack, and how far their mean rests on the largest event.

Deaths per attack are heavy-tailed: one event can outweigh all others, and a standard
error of their mean says nothing of an event that has not happened yet. The mean stands
with its range when each event in turn is left out, which is no confidence interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.errors import NotEstimableError
from bemodels.result import (
    Assumption,
    Check,
    Estimate,
    Interval,
    Provenance,
    Result,
    Table,
    check_type,
)
from bemodels.result.rules import check_whole

if TYPE_CHECKING:
    from bemodels.data import IncidentLog

HALF = 0.5
FEWEST = 2
METHOD = "range of the means that leave one event out"
OF_THE_PAST = Assumption(
    statement="The mean is that of the events recorded. A count so heavy-tailed can be "
    "moved by one further event more than this range tells.",
    support="not checkable from these data",
)


def deaths_per_attack(
    deaths: Sequence[int], *, provenance: tuple[Provenance, ...] = ()
) -> Result:
    """Return the mean deaths per attack, with each event left out in turn.

    Parameters
    ----------
    deaths : sequence of int
        Killed in each attack, those without a death among them.
    provenance : tuple of Provenance
        The files that the counts were read from.

    Returns
    -------
    Result
        ``deaths_per_attack`` with bounds, the least and the greatest mean that leaving
        one event out gives; a table of events, the largest first, with each one's
        share of all deaths and the mean without it; a check that fails if the largest
        event holds more than half of them.

    Raises
    ------
    InvalidDataError
        If a count is no whole number of 0 or more, or `deaths` no sequence.
    NotEstimableError
        If there are fewer than two events, or all have as many deaths: leaving one out
        then says nothing.

    Examples
    --------
    >>> result = deaths_per_attack([4, 32, 0])
    >>> one = result.estimate("deaths_per_attack")
    >>> one.value, one.interval.low, one.interval.high
    (12.0, 2.0, 18.0)
    >>> result.checks[0].detail
    'the largest of 3 events holds 32 of 36 deaths, 88.9%'
    """
    check_type("deaths", deaths, Sequence)
    counts = sorted(
        (check_whole(f"deaths[{place}]", one, least=0))
        for place, one in enumerate(deaths)
    )[::-1]
    _check_spread(counts)
    total, events = sum(counts), len(counts)
    return Result(
        title=f"Deaths per attack: {total} in {events} attacks",
        method="Mean of the recorded attacks, one left out at a time",
        estimates=(_mean(counts),),
        assumptions=(OF_THE_PAST,),
        checks=(
            Check(
                name="No event holds more than half of all deaths",
                passed=counts[0] <= HALF * total,
                detail=f"the largest of {events} events holds {counts[0]} of {total} "
                f"deaths, {counts[0] / total:.1%}",
            ),
        ),
        tables=(_table(counts),),
        provenance=provenance,
    )


def deaths_per_attack_of(log: IncidentLog) -> Result:
    """Return the mean deaths per attack of a log.

    Parameters
    ----------
    log : IncidentLog
        With the column ``killed``.

    Returns
    -------
    Result
        That of `deaths_per_attack`, with a check that tells of how many attacks the
        deaths are missing; these are in no mean.

    Raises
    ------
    NotEstimableError
        If the log has no column ``killed``, or as `deaths_per_attack`.
    """
    rows = log.frame
    if "killed" not in rows:
        raise NotEstimableError("the log has no column killed: deaths are not told")
    killed = rows.loc[rows["kind"] == "attack", "killed"]
    known = killed.dropna()
    result = deaths_per_attack(known.astype(int).tolist(), provenance=log.provenance)
    told = Check(
        name="Every attack tells its deaths",
        passed=len(known) == len(killed),
        detail=f"{len(known)} of {len(killed)} attacks; the others are in no mean",
    )
    return replace(result, checks=(*result.checks, told))


def _check_spread(counts: list[int]) -> None:
    if len(counts) < FEWEST:
        raise NotEstimableError(
            f"a mean of {len(counts)} event has no range: deaths per attack need two "
            "or more attacks"
        )
    if counts[0] == counts[-1]:
        raise NotEstimableError(
            f"each of {len(counts)} attacks has {counts[0]} deaths: leaving one out "
            "says nothing of their mean"
        )


def _without(counts: list[int], place: int) -> float:
    return (sum(counts) - counts[place]) / (len(counts) - 1)


def _mean(counts: list[int]) -> Estimate:
    return Estimate(
        estimand="deaths_per_attack",
        value=sum(counts) / len(counts),
        unit="deaths per attack",
        interval=Interval(
            low=_without(counts, 0),
            high=_without(counts, -1),
            level=1,
            kind="bounds",
            method=METHOD,
        ),
    )


def _table(counts: list[int]) -> Table:
    total = sum(counts)
    return Table(
        name="Deaths per attack without each event",
        columns=("event", "deaths", "share of all deaths", "mean without it"),
        rows=tuple(
            (place + 1, one, one / total, _without(counts, place))
            for place, one in enumerate(counts)
        ),
        note="The largest event first. " + OF_THE_PAST.statement,
    )
