"""Tables dealt from a counting table, cell by cell, in whole numbers.

Each table begins as one whole number below the ways to fill the whole table. A cell's
counts divide these ways into stretches; the stretch that the number falls into is the
cell's count, and its place there stands for what comes after. So each table answers to
as many numbers as it has ways, and a number drawn uniformly deals a table from the law:
no chance is ever rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bemodels.audit.tables.counting_table import CountingTable
from bemodels.audit.tables.laws import Law

_BITS = 8


@dataclass(slots=True, kw_only=True, eq=False)
class _Unfinished:
    """Tables being filled: what each row still asks, each column holds, each place."""

    left: np.ndarray
    held: np.ndarray
    places: np.ndarray


def deal_tables(table: CountingTable, places: np.ndarray) -> np.ndarray:
    """Return the table that each number stands for.

    Parameters
    ----------
    table : CountingTable
        With one way or more.
    places : numpy.ndarray of int (object), shape (draws,)
        Whole numbers from 0 to the table's total less 1.

    Returns
    -------
    numpy.ndarray of int64, shape (draws, R, C)
        Rows and columns in the order of the counting table.
    """
    rows, columns = table.margins.rows, np.array(table.margins.columns, dtype=np.int64)
    found = np.zeros((len(places), len(rows), len(columns)), dtype=np.int64)
    draws = _Unfinished(
        left=np.zeros(len(places), dtype=np.int64),
        held=np.tile(columns, (len(places), 1)),
        places=places.copy(),
    )
    for row, cells in enumerate(table.after):
        draws.left[:] = rows[row]
        for column, after in enumerate(cells[: len(columns) - 1]):
            least = table.margins.least[row][column]
            count = _deal_cell(table.law, after, draws, column=column, least=least)
            found[:, row, column] = count
            draws.left -= count
            draws.held[:, column] -= count
        found[:, row, -1] = draws.left
        draws.held[:, -1] -= draws.left
    found[:, -1] = draws.held
    return found


def numbers_below(total: int, *, rng: np.random.Generator, size: int) -> np.ndarray:
    """Draw whole numbers below another, however large, each as likely as any other.

    Parameters
    ----------
    total : int
        1 or more.
    rng : numpy.random.Generator
        Where the bytes come from.
    size : int
        How many.

    Returns
    -------
    numpy.ndarray of int (object), shape (size,)
        In 0 .. total - 1. A number of as many bits that is too large is drawn again.
    """
    bits = max((total - 1).bit_length(), 1)
    width = -(-bits // _BITS)
    found: list[int] = []
    while len(found) < size:
        raw = rng.bytes(width * (size - len(found)))
        drawn = (
            int.from_bytes(raw[at : at + width]) >> (_BITS * width - bits)
            for at in range(0, len(raw), width)
        )
        found += [one for one in drawn if one < total]
    return np.array(found, dtype=object)


def _deal_cell(
    law: Law,
    after: Sequence[np.ndarray],
    draws: _Unfinished,
    *,
    column: int,
    least: int,
) -> np.ndarray:
    """Return each draw's count in a cell; its place becomes that within the stretch."""
    sizes = after[0].shape
    ways = np.stack(after).reshape(len(after), -1)
    states = np.ravel_multi_index(tuple(draws.held[:, :-1].T), sizes)
    step = int(np.prod(sizes[column + 1 :], dtype=np.int64))
    counts = np.zeros(len(states), dtype=np.int64)
    unsettled, count = np.arange(len(states)), least
    while len(unsettled):
        left = draws.left[unsettled]
        then = ways[left - count, states[unsettled] - count * step]
        stretch = _ways_by_left(law, len(after), count)[left] * then
        falls = draws.places[unsettled] < stretch
        here, unsettled = unsettled[falls], unsettled[~falls]
        counts[here] = count
        draws.places[here] %= then[falls]
        draws.places[unsettled] -= stretch[~falls]
        count += 1
    return counts


def _ways_by_left(law: Law, size: int, count: int) -> np.ndarray:
    return np.array([law.ways(left, count) for left in range(size)], dtype=object)
