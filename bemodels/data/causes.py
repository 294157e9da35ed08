"""Problems gathered by what one change would mend: a line a cause, however many."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bemodels.data.problems import Problem

Cause = tuple[str, ...]
LINES_NAMED = 10
_NUMBER = re.compile(r"[0-9]+")


def cause_of(problem: Problem) -> Cause:
    """Return what is the same in problems that one change would mend.

    Parameters
    ----------
    problem : Problem
        A problem.

    Returns
    -------
    tuple of str
        File, column, rule without its numbers, and hint.
    """
    return problem.file, problem.column, _numberless(problem.rule), problem.hint


@lru_cache(maxsize=1000)
def _numberless(rule: str) -> str:
    return _NUMBER.sub("#", rule)


def gather(problems: Sequence[Problem], *, few: int) -> dict[Cause, list[Problem]]:
    """Gather problems by cause; two on one line stay two.

    Parameters
    ----------
    problems : sequence of Problem
        In the order in which they are to be told.
    few : int
        So many of one cause stay single: each is then told in full.

    Returns
    -------
    dict of tuple to list of Problem
        In the order of their first.
    """
    sizes = Counter(map(cause_of, problems))
    groups: dict[Cause, list[Problem]] = {}
    for number, one in enumerate(problems):
        cause = cause_of(one)
        same_line = cause in groups and groups[cause][-1].line == one.line
        if sizes[cause] <= few or same_line:
            cause = (*cause, str(number))
        groups.setdefault(cause, []).append(one)
    return groups


def lines_by_cause(
    groups: Mapping[Cause, Sequence[Problem]], counts: Mapping[Cause, int]
) -> Iterator[str]:
    """Write a line a cause: its first problem, and where the others stand.

    Parameters
    ----------
    groups : mapping of tuple to sequence of Problem
        As `gather` gives them.
    counts : mapping of tuple to int
        How many problems a cause has, where not all of them were kept.

    Yields
    ------
    str
        A line.
    """
    kept = Counter(cause_of(one) for group in groups.values() for one in group)
    for cause, (first, *others) in groups.items():
        more = len(others) + max(0, counts.get(cause, 0) - kept[cause])
        yield f"{first}{_elsewhere(first, others, more)}"


def _elsewhere(first: Problem, others: Sequence[Problem], more: int) -> str:
    """Name other lines of a cause, those with other values before the rest."""
    if not more:
        return ""
    lines = {first.value: first.line}
    for one in others:
        lines.setdefault(one.value, one.line)
    fresh = [one for one in others if lines[one.value] == one.line]
    again = [one for one in others if lines[one.value] != one.line]
    chosen = sorted((*fresh, *again)[:LINES_NAMED], key=lambda one: one.line)
    named = [
        f"{one.line} {one.value}" if lines[one.value] == one.line else str(one.line)
        for one in chosen
    ]
    dots = ["..."] if more > len(named) else []
    return f"; and on {more} more line{'s' * (more > 1)}: {', '.join(named + dots)}"
