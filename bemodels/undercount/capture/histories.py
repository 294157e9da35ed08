"""Capture histories: in which of several sources each incident stands."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bemodels.data.problems import refuse
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result.rules import shown
from bemodels.undercount.capture.capture_table import (
    MOST_LISTS,
    CaptureTable,
    check_lists,
    patterns_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bemodels.data import IncidentLog

SEPARATOR = "|"
FEW = 4


def histories_of(log: IncidentLog, *, sources: Sequence[str] = ()) -> CaptureTable:
    """Count the incidents of a log by the sources that report them.

    Parameters
    ----------
    log : IncidentLog
        With the column ``sources``.
    sources : sequence of str, default ()
        The sources in the order of the digits; without them, all that the log names,
        in the order of the alphabet. Incidents that only other sources report are left
        out, and the notices of the table say how many.

    Returns
    -------
    CaptureTable
        A mapping of histories, one digit a source (1 if it reports the incident), to
        the number of attacks and arrest actions. The history of zeros, incidents that
        no source saw, is never in it.

    Raises
    ------
    NotEstimableError
        If the log has no column ``sources``.
    InvalidDataError
        If no incident has one of `sources`; if incidents have no source: the first 50
        of them, a line each, and how many there are. If there are more than 10
        sources.

    Examples
    --------
    Of two sources the second alone saw two incidents, and both saw five:

    >>> dict(CaptureTable(lists=("police", "press"), counts=(2, 0, 5)))
    {'01': 2, '11': 5}
    """
    if isinstance(sources, str):
        raise InvalidDataError(
            f"sources must be a sequence of names, got {shown(sources)}"
        )
    frame = log.frame
    if "sources" not in frame:
        raise NotEstimableError("the log has no column sources, so it has no histories")
    incidents = frame[frame["kind"] != "plot"]
    named = [
        frozenset(filter(None, one.split(SEPARATOR))) for one in incidents["sources"]
    ]
    listed = tuple(sources) or tuple(sorted(frozenset().union(*named)))
    check_lists(listed, 0, MOST_LISTS)
    _refuse_unknown(named, sources)
    refuse(_unsourced(incidents["incident_id"], named, listed))
    counted = Counter(
        "".join(str(int(one in found)) for one in listed) for found in named
    )
    return CaptureTable(
        lists=listed,
        counts=tuple(counted[one] for one in patterns_of(len(listed))),
        provenance=log.provenance,
        notices=(*log.notices, *_left_out(incidents["incident_id"], named, listed)),
    )


def _refuse_unknown(named: Sequence[frozenset[str]], asked: Sequence[str]) -> None:
    """Refuse sources that no incident has, with the name that is nearest."""
    known = sorted(frozenset().union(*named))
    problems = []
    for one in asked:
        if one not in known:
            near = get_close_matches(str(one), known, n=1)
            hint = f" (is it {near[0]}?)" if near else ""
            problems.append(f"no incident has the source {shown(one)}{hint}")
    refuse(problems)


def _unsourced(
    identifiers: Iterable[str], named: Sequence[frozenset[str]], listed: Sequence[str]
) -> list[str]:
    """Say which incidents have no source at all."""
    return [
        f"incident {shown(identifier)} has no source; a history needs one"
        + (f" of {', '.join(listed)}" if listed else "")
        for identifier, found in zip(identifiers, named, strict=True)
        if not found
    ]


def _left_out(
    identifiers: Iterable[str], named: Sequence[frozenset[str]], listed: Sequence[str]
) -> tuple[str, ...]:
    """Tell of incidents that only other sources report."""
    others = [
        shown(identifier)
        for identifier, found in zip(identifiers, named, strict=True)
        if found.isdisjoint(listed)
    ]
    if not others:
        return ()
    first = ", ".join(others[:FEW]) + (", ..." if len(others) > FEW else "")
    return (
        f"incidents that stand on none of {', '.join(listed)} were left out: "
        f"{len(others)} ({first}); the hidden of these lists cannot be fewer",
    )
