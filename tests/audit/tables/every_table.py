"""Every table with given margins, listed cell by cell: no counting table, no law."""

from itertools import product
from math import factorial, prod


def every_table(rows, columns, lower=()):
    """List tables, each a tuple of rows."""
    least = {(row, column): count for row, column, count in lower}
    return [
        table
        for table in product(*(splits(total, len(columns)) for total in rows))
        if tuple(map(sum, zip(*table, strict=True))) == tuple(columns)
        and all(table[row][column] >= count for (row, column), count in least.items())
    ]


def splits(total, parts):
    """List the ways to write a total as ordered parts of 0 or more."""
    if parts == 1:
        return [(total,)]
    return [
        (first, *rest)
        for first in range(total + 1)
        for rest in splits(total - first, parts - 1)
    ]


def ways_of(table):
    """Return how many ways there are to deal each row's incidents as in a table."""
    return prod(
        factorial(sum(row)) // prod(factorial(count) for count in row) for row in table
    )
