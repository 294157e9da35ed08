"""What a reader can work out of a table whose small counts are hidden."""

from itertools import product

import numpy as np
from scipy.optimize import linprog


def bounds_of(shown, true):
    """Give each hidden cell or total of a two-way table its bounds by the others.

    `shown` holds the totals as its last row and column; a reader knows which
    totals are zero, small and large. The bounds are whole numbers: such sums are
    totally unimodular.
    """
    holes = [
        (i, j)
        for i, row in enumerate(shown)
        for j, one in enumerate(row)
        if one is None
    ]
    place = {hole: position for position, hole in enumerate(holes)}
    lines = [[(i, j) for j in range(len(row))] for i, row in enumerate(shown)]
    lines += [[(i, j) for i in range(len(shown))] for j in range(len(shown[0]))]
    sums, rest = np.zeros((len(lines), len(holes))), np.zeros(len(lines))
    for number, line in enumerate(lines):
        for one, sign in zip(line, [1] * (len(line) - 1) + [-1], strict=True):
            if one in place:
                sums[number, place[one]] = sign
            else:
                rest[number] -= sign * shown[one[0]][one[1]]
    last = (len(shown) - 1, len(shown[0]) - 1)
    limits = [
        known_of(true[i][j]) if i == last[0] or j == last[1] else (0, None)
        for i, j in holes
    ]
    return {
        hole: tuple(
            round(sign * linprog(sign * one, A_eq=sums, b_eq=rest, bounds=limits).fun)
            for sign in (1, -1)
        )
        for hole, one in zip(holes, np.eye(len(holes)), strict=True)
    }


def known_of(count):
    """Return what a reader knows who knows whether a count is zero or small."""
    return (1, 4) if 0 < count < 5 else (5, None) if count else (0, 0)


def with_totals(counts):
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def alternatives(hidden, below):
    """Return the values that each of some counts with a known sum may have."""
    total = sum(hidden)
    sizes = [
        range(1, below) if 0 < one < below and below > 2 else range(below, total + 1)
        for one in hidden
    ]
    if below == 2:
        sizes = [range(1, total + 1)] * len(hidden)
    fitting = [one for one in product(*sizes) if sum(one) == total]
    return [{one[i] for one in fitting} for i in range(len(hidden))]
