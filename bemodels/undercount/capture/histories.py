"""Capture histories: in which of several sources each incident stands."""

from __future__ import annotations

from collections import Counter
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


def histories_of(log: IncidentLog, *, sources: Sequence[str] = ()) -> CaptureTable:
    """Count the incidents of a log by the sources that report them.

    Parameters
    ----------
    log : IncidentLog
        With the column ``sources``.
    sources : sequence of str, default ()
        The sources in the order of the digits; without them, all that the log names,
        in the order of the alphabet.

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
        If incidents have no source, or one that `sources` does not name: the first 50
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
    refuse(_unplaced(incidents["incident_id"], named, listed))
    counted = Counter(
        "".join(str(int(one in found)) for one in listed) for found in named
    )
    return CaptureTable(
        lists=listed,
        counts=tuple(counted[one] for one in patterns_of(len(listed))),
        provenance=log.provenance,
        notices=log.notices,
    )


def _unplaced(
    identifiers: Iterable[str],
    named: Sequence[frozenset[str]],
    listed: tuple[str, ...],
) -> list[str]:
    """Say which incidents have no source, or one that is not listed."""
    problems = []
    for identifier, found in zip(identifiers, named, strict=True):
        unlisted = sorted(found.difference(listed))
        if unlisted or not found:
            what = f"the source {shown(unlisted[0])}" if unlisted else "no source"
            problems.append(
                f"incident {shown(identifier)} has {what}; a history needs one of "
                f"{', '.join(listed) or 'the sources'}"
            )
    return problems
