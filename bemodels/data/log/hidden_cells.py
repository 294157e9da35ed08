r"""Which counts to hide, so that none of them follows from what stays printed.

Cells are edges of a bipartite graph: a cell of a two-way table joins its row to its
column, and the printed totals fix the sum of the edges at every node. Any two tables
with the same totals and the same printed cells differ by whole units that flow around
cycles of hidden cells [1]_: one cell up, the next down, and so on, where a cell stays
between the least and the most that a reader may know it to be. So the smallest and the
largest whole number that a hidden cell may be differ if and only if such a cycle runs
through it, and the cheapest cells to hide beside it are a shortest path. A one-way
table with its total is two nodes joined by all its cells. A total that may be hidden
is a cell like any other: an edge from the source of all rows to its row, or from its
column to the sink of all columns, so that only the total of all is fixed.

References
----------
.. [1] Cox, L. H. (1995). Network models for complementary cell suppression. Journal of
   the American Statistical Association 90, 1453-1462.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Steps = dict[Hashable, list[tuple[Hashable, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedCell:
    """A count between two sums.

    Attributes
    ----------
    row, column : hashable
        The sums that it comes from and goes to; two cells share one if these are equal.
    count : int
        Between `least` and `most`.
    least, most : float
        What a reader may know it to be at least, and at most.
    """

    row: Hashable
    column: Hashable
    count: int
    least: float = 0
    most: float = inf


def cells_to_hide(cells: Sequence[SummedCell], *, below: int) -> frozenset[int]:
    """Choose the cells to hide: the small ones, and others as few and small as may be.

    Parameters
    ----------
    cells : sequence of SummedCell
        All cells of a table.
    below : int
        Counts from 1 to one less than this are small.

    Returns
    -------
    frozenset of int
        Positions in `cells`. Each may have at least two values, given all others and
        all totals.

    Raises
    ------
    InvalidDataError
        If a small count follows from the totals even with every other cell hidden.
    """
    small = {i for i, cell in enumerate(cells) if 0 < cell.count < below}
    steps = _steps(cells)
    hidden = set(small)
    cycles: dict[int, frozenset[int]] = {}
    for i in sorted(small, key=lambda one: (cells[one].count, one)):
        cycle = _cheapest_cycle(cells, steps, i, hidden, usable=range(len(cells)))
        if cycle is None:
            raise InvalidDataError(
                f"a count below {below} follows from the totals whatever else is "
                "hidden: count by fewer or wider categories"
            )
        hidden |= cycle
        cycles |= dict.fromkeys(cycle - cycles.keys(), cycle)
    return frozenset(_pruned(cells, steps, hidden, small, cycles))


def _pruned(
    cells: Sequence[SummedCell],
    steps: Steps,
    hidden: set[int],
    small: set[int],
    cycles: dict[int, frozenset[int]],
) -> set[int]:
    """Print again what need not be hidden, the largest first.

    `cycles` holds a cycle of hidden cells through each of them: only a cell whose cycle
    is broken is looked at anew.
    """
    for i in sorted(hidden - small, key=lambda one: (-cells[one].count, one)):
        rest = hidden - {i}
        mended: dict[int, frozenset[int]] = {}
        for other in (one for one in rest if i in cycles[one]):
            cycle = _cheapest_cycle(cells, steps, other, rest, usable=rest)
            if cycle is None:
                break
            mended[other] = cycle
        else:
            hidden = rest
            cycles |= mended
    return hidden


def _cheapest_cycle(
    cells: Sequence[SummedCell],
    steps: Steps,
    i: int,
    hidden: Collection[int],
    *,
    usable: Collection[int],
) -> frozenset[int] | None:
    """Return the cells of the cheapest cycle through a cell, going up or going down."""
    cell = cells[i]
    ways = [(cell.column, cell.row)] if cell.count < cell.most else []
    if cell.count > cell.least:
        ways.append((cell.row, cell.column))
    price = {
        one: 0 if one in hidden else cells[one].count + 1 for one in usable if one != i
    }
    found = [_shortest_path(steps, price, *way) for way in ways]
    paths = [one for one in found if one]
    return min(paths, key=lambda one: one[0])[1] | {i} if paths else None


def _shortest_path(
    steps: Steps, price: Mapping[int, int], start: Hashable, goal: Hashable
) -> tuple[int, frozenset[int]] | None:
    """Return the cost and the cells of the cheapest path over cells with a price."""
    heap: list[tuple[int, int, Hashable, tuple[int, ...]]] = [(0, 0, start, ())]
    done: set[Hashable] = set()
    pushed = 0
    while heap:
        cost, _, node, path = heappop(heap)
        if node == goal:
            return cost, frozenset(path)
        if node in done:
            continue
        done.add(node)
        for other, i in steps.get(node, ()):
            if i in price and other not in done:
                pushed += 1
                heappush(heap, (cost + price[i], pushed, other, (*path, i)))
    return None


def _steps(cells: Sequence[SummedCell]) -> Steps:
    """Return where a unit can go from each total, and over which cell."""
    steps: Steps = {}
    for i, cell in enumerate(cells):
        if cell.count < cell.most:
            steps.setdefault(cell.row, []).append((cell.column, i))
        if cell.count > cell.least:
            steps.setdefault(cell.column, []).append((cell.row, i))
    return steps
