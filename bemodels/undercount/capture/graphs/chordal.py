"""Every decomposable graph of a few lists, by its cliques and separators.

A graph is decomposable (chordal) if its vertices can be removed one by one, each with
all its remaining neighbours joined to one another. Removing v with neighbours S adds
the set {v} and S to the numerator of the graph's factorisation and S to the
denominator; what is left after cancelling are its cliques over its separators.

References
----------
.. [1] Lauritzen SL (1996). Graphical Models, sections 2.1 and 4.4. Oxford University
   Press.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from string import ascii_lowercase

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class ChordalGraph:
    """A decomposable graph of k lists.

    Attributes
    ----------
    name : str
        Its cliques, such as ``"[ab][c]"``.
    edges : tuple of str
        The pairs of lists that are joined, such as ``"ab"``.
    factors : tuple of int, length 2**k
        For each set of lists (bit j is list j): how often it is a clique, less how
        often it is a separator.
    """

    name: str
    edges: tuple[str, ...]
    factors: tuple[int, ...]


@cache
def chordal_graphs(lists: int) -> tuple[ChordalGraph, ...]:
    """Return every decomposable graph of some lists.

    Parameters
    ----------
    lists : int
        1 or more; 8, 61 and 822 graphs for three, four and five.

    Returns
    -------
    tuple of ChordalGraph
        From independence to the saturated graph.

    Examples
    --------
    >>> [len(chordal_graphs(lists)) for lists in (3, 4, 5)]
    [8, 61, 822]
    >>> chordal_graphs(3)[0].name, chordal_graphs(3)[-1].name
    ('[a][b][c]', '[abc]')
    """
    pairs = tuple(combinations(range(lists), 2))
    found = []
    for size in range(len(pairs) + 1):
        for edges in combinations(pairs, size):
            factors = _factors(edges, lists)
            if factors is not None:
                found.append(_graph(edges, factors))
    return tuple(found)


def factor_matrix(lists: int) -> np.ndarray:
    """Return the factors of every decomposable graph.

    Parameters
    ----------
    lists : int
        As in `chordal_graphs`.

    Returns
    -------
    ndarray of float, shape (graphs, 2**lists)
        Rows in the order of `chordal_graphs`; the empty set has 0.
    """
    return np.array([one.factors for one in chordal_graphs(lists)], dtype=float)


def _factors(edges: tuple[tuple[int, int], ...], lists: int) -> tuple[int, ...] | None:
    """Return cliques less separators, or None for a graph that is not chordal."""
    neighbours = [0] * lists
    for one, other in edges:
        neighbours[one] |= 1 << other
        neighbours[other] |= 1 << one
    factors = [0] * 2**lists
    left = 2**lists - 1
    while left:
        for v in range(lists):
            around = neighbours[v] & left
            if left >> v & 1 and _complete(around, neighbours):
                break
        else:
            return None
        factors[around | 1 << v] += 1
        factors[around] -= 1
        left &= ~(1 << v)
    factors[0] = 0  # the empty separator's factor is 1
    return tuple(factors)


def _complete(members: int, neighbours: list[int]) -> bool:
    return all(
        members & ~(1 << v) & ~around == 0
        for v, around in enumerate(neighbours)
        if members >> v & 1
    )


def _graph(
    edges: tuple[tuple[int, int], ...], factors: tuple[int, ...]
) -> ChordalGraph:
    cliques = sorted(_letters(one) for one, n in enumerate(factors) if n > 0)
    return ChordalGraph(
        name="".join(f"[{one}]" for one in cliques),
        edges=tuple(
            f"{ascii_lowercase[one]}{ascii_lowercase[other]}" for one, other in edges
        ),
        factors=factors,
    )


def _letters(members: int) -> str:
    return "".join(one for v, one in enumerate(ascii_lowercase) if members >> v & 1)
