r"""Two laws over the tables of given margins, by the whole number of ways of a cell.

Under the uniform law every table weighs 1. Independent Poisson cells whose means are a
row's number times a column's, given both margins, weigh a table by
:math:`\prod_{ij} 1 / n_{ij}!`; times the factorials of the row sums this is the whole
number of ways to deal the incidents of each row into columns, and taken cell by cell a
binomial coefficient. So both are exact in whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from typing import Protocol

import numpy as np


class Law(Protocol):
    """How many ways a cell counts for, and their sums over its counts."""

    def ways(self, left: int, count: int, /) -> int:
        """Return the ways of a cell.

        Parameters
        ----------
        left : int
            Incidents of the row that this cell and later ones hold.
        count : int
            Those that this cell holds.

        Returns
        -------
        int
            0 or more.
        """

    def over_cell(
        self, after: Sequence[np.ndarray], axis: int, least: int
    ) -> list[np.ndarray]:
        """Return the ways from a cell on, for each number of incidents left.

        Parameters
        ----------
        after : sequence of numpy.ndarray of int
            The ways after the cell, for 0, 1, 2 ... incidents left then, by what each
            column still holds.
        axis : int
            The cell's column.
        least : int
            What the cell must reach.

        Returns
        -------
        list of numpy.ndarray of int
            As many as `after` has.
        """


@dataclass(frozen=True, slots=True)
class UniformLaw:
    """Every table weighs the same."""

    def ways(self, _left: int, _count: int, /) -> int:
        """Return one way.

        Parameters
        ----------
        _left, _count : int
            Of no effect.

        Returns
        -------
        int
            1.
        """
        return 1

    def over_cell(
        self, after: Sequence[np.ndarray], axis: int, least: int
    ) -> list[np.ndarray]:
        """Return the ways from a cell on, for each number of incidents left.

        Parameters
        ----------
        after : sequence of numpy.ndarray of int
            The ways after the cell, for 0, 1, 2 ... incidents left then, by what each
            column still holds.
        axis : int
            The cell's column.
        least : int
            What the cell must reach.

        Returns
        -------
        list of numpy.ndarray of int
            As many as `after` has: a cell holds its least, or one incident more than
            it could with one fewer left.
        """
        sums = [after[0]]
        for one in after[1:]:
            sums.append(one + moved(sums[-1], 1, axis))
        short = min(least, len(after))
        kept = sums[: len(after) - short]
        none = np.zeros_like(after[0])
        return [none] * short + [moved(one, least, axis) for one in kept]


@dataclass(frozen=True, slots=True)
class PoissonLaw:
    """Independent Poisson cells of means that multiply, given both margins."""

    def ways(self, left: int, count: int, /) -> int:
        """Return how many ways there are to choose the cell's incidents.

        Parameters
        ----------
        left : int
            Incidents of the row that this cell and later ones hold.
        count : int
            Those that this cell holds.

        Returns
        -------
        int
            The binomial coefficient.
        """
        return comb(left, count)

    def over_cell(
        self, after: Sequence[np.ndarray], axis: int, least: int
    ) -> list[np.ndarray]:
        """Return the ways from a cell on, for each number of incidents left.

        Parameters
        ----------
        after : sequence of numpy.ndarray of int
            The ways after the cell, for 0, 1, 2 ... incidents left then, by what each
            column still holds.
        axis : int
            The cell's column.
        least : int
            What the cell must reach.

        Returns
        -------
        list of numpy.ndarray of int
            As many as `after` has.
        """
        return [
            over_counts(self, after, axis, least, left) for left in range(len(after))
        ]


def over_counts(
    law: Law, after: Sequence[np.ndarray], axis: int, least: int, left: int
) -> np.ndarray:
    """Return the ways from a cell on, for one number of incidents left.

    Parameters
    ----------
    law : Law
        The ways of a cell.
    after : sequence of numpy.ndarray of int
        The ways after the cell, for 0, 1, 2 ... incidents left then.
    axis : int
        The cell's column.
    least : int
        What the cell must reach.
    left : int
        Incidents of the row that this cell and later ones hold.

    Returns
    -------
    numpy.ndarray of int
        By what each column still holds.
    """
    total = np.zeros_like(after[0])
    first = np.moveaxis(total, axis, 0)
    for count in range(least, min(left, len(first) - 1) + 1):
        then = np.moveaxis(after[left - count], axis, 0)
        first[count:] += law.ways(left, count) * then[: len(then) - count]
    return total


def moved(ways: np.ndarray, by: int, axis: int) -> np.ndarray:
    """Return the ways once a column has given some of its incidents to a cell.

    Parameters
    ----------
    ways : numpy.ndarray of int
        By what each column still holds afterwards.
    by : int
        How many it gives.
    axis : int
        The column.

    Returns
    -------
    numpy.ndarray of int
        By what each column holds before; 0 where it has too few.
    """
    if by == 0:
        return ways
    found = np.zeros_like(ways)
    here = np.moveaxis(found, axis, 0)
    here[by:] = np.moveaxis(ways, axis, 0)[:-by]
    return found
