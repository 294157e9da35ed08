"""The ways to complete a table from each of its cells on: one dynamic programme.

Rows are filled one after another, cells from left to right. What comes after depends on
earlier cells only by what each column still holds and by what is left of the row. The
last cell of a row, what the last column still holds, and the whole last row follow from
the rest; so the largest row and column are put last.

References
----------
.. [1] Miller JW, Harrison MT (2013). Exact sampling and counting for fixed-margin
   matrices. Annals of Statistics 41, 1569-1592.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np

from bemodels.audit.tables.laws import Law, over_counts
from bemodels.audit.tables.margins import Margins
from bemodels.errors import NotEstimableError

MOST_STATES = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CountingTable:
    """Ways to complete a table, in whole numbers.

    Attributes
    ----------
    margins : Margins
        As the table is filled: the largest row and column last.
    law : Law
        The ways of a cell.
    after : tuple of tuple of list of numpy.ndarray of int
        For each row but the last and each cell of it but the last: the ways after the
        cell, for 0, 1, 2 ... incidents left of the row then, by what every column but
        the last still holds.
    total : int
        The ways to fill the whole table.
    """

    margins: Margins
    law: Law
    after: tuple[tuple[list[np.ndarray], ...], ...]
    total: int


def counting_table(margins: Margins, law: Law) -> CountingTable:
    """Return the ways to complete a table from each cell on.

    Parameters
    ----------
    margins : Margins
        The largest row and column last.
    law : Law
        The ways of a cell.

    Returns
    -------
    CountingTable
        With as many numbers as `states_of` says.

    Raises
    ------
    NotEstimableError
        If they are more than 10,000,000.
    """
    if (states := states_of(margins)) > MOST_STATES:
        raise NotEstimableError(
            f"the counting table of {len(margins.rows)} by {len(margins.columns)} sums "
            f"would have {states} states, at most {MOST_STATES} are taken"
        )
    ways = _of_last_row(margins, law)
    found = []
    for total, least in reversed(
        list(zip(margins.rows, margins.least, strict=True))[:-1]
    ):
        after = [
            [
                ways if left >= least[-1] else np.zeros_like(ways)
                for left in range(total + 1)
            ]
        ]
        for axis in range(len(least) - 2, 0, -1):
            after.append(law.over_cell(after[-1], axis, least[axis]))
        ways = (
            over_counts(law, after[-1], 0, least[0], total)
            if len(least) > 1
            else after[-1][total]
        )
        found.append(tuple(reversed(after)))
    full = tuple(margins.columns[:-1])
    return CountingTable(
        margins=margins, law=law, after=tuple(reversed(found)), total=int(ways[full])
    )


def states_of(margins: Margins) -> int:
    """Return how many numbers a counting table holds.

    Parameters
    ----------
    margins : Margins
        The largest row and column last.

    Returns
    -------
    int
        For what the columns but the last can hold: one after every row, and within a
        row one for each number of incidents left after each cell but the first and the
        last.
    """
    inner = max(len(margins.columns) - 2, 0)
    held = prod(total + 1 for total in margins.columns[:-1])
    return held * (1 + sum(1 + inner * (total + 1) for total in margins.rows[:-1]))


def _of_last_row(margins: Margins, law: Law) -> np.ndarray:
    """Return the ways to put all that is held into the last row: one table or none."""
    sizes = [total + 1 for total in margins.columns[:-1]]
    count_ways = np.frompyfunc(law.ways, 2, 1)
    left = np.full(sizes, margins.rows[-1], dtype=object)
    ways = np.ones(sizes, dtype=object)
    for axis, size in enumerate(sizes):
        held = (
            np.arange(size)
            .astype(object)
            .reshape([-1 if place == axis else 1 for place in range(len(sizes))])
        )
        fits = (left >= held) & (held >= margins.least[-1][axis])
        ways = ways * np.where(fits, count_ways(np.maximum(left, 0), held), 0)
        left = left - held
    return np.asarray(np.where(left >= margins.least[-1][-1], ways, 0), dtype=object)
