"""A log-linear model of capture histories: its cells, its columns, its fit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.result import check_type
from bemodels.result.rules import shown
from bemodels.undercount.capture.heterogeneity import Heterogeneity
from bemodels.undercount.capture.loglinear.poisson_cells import (
    Array,
    CellFit,
    fit_cells,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.undercount.capture.capture_table import CaptureTable

FEWEST_IN_TERM = 2


@dataclass(frozen=True, kw_only=True)
class CellModel:
    """A log-linear model and the table that it is of.

    Attributes
    ----------
    name : str
        What messages and captions call it.
    table : CaptureTable
        The histories.
    terms : tuple of str, length P
        Names of the columns; the first is the intercept.
    design : numpy.ndarray, shape (2^K - 1, P)
        Its columns.
    cells : numpy.ndarray of bool, shape (2^K - 1,)
        The patterns that the model gives a chance.
    dropping : frozenset of str
        Terms that leave the model if their coefficient is negative.
    """

    name: str
    table: CaptureTable
    terms: tuple[str, ...]
    design: Array
    cells: np.ndarray
    dropping: frozenset[str] = frozenset()

    @cached_property
    def counts(self) -> Array:
        """Counts of the cells, shape (C,)."""
        return np.asarray(np.array(self.table.counts, dtype=float)[self.cells])

    @cached_property
    def columns(self) -> Array:
        """Rows of the design that belong to the cells, shape (C, P)."""
        return np.asarray(self.design[self.cells])

    @property
    def patterns(self) -> tuple[str, ...]:
        """Patterns of the cells."""
        return tuple(np.array(self.table.patterns)[self.cells].tolist())

    def without(self, term: str) -> CellModel:
        """Return the model without one of its terms.

        Parameters
        ----------
        term : str
            Its name.

        Returns
        -------
        CellModel
            With the same cells.
        """
        place = self.terms.index(term)
        return replace(
            self,
            terms=self.terms[:place] + self.terms[place + 1 :],
            design=np.delete(self.design, place, axis=1),
        )

    def fit(self) -> tuple[CellModel, CellFit]:
        """Fit the patterns that lists saw, leaving negative terms of Chao's form out.

        Returns
        -------
        model, fit : CellModel, CellFit
            The model that was kept, and its fit.
        """
        return self._fit(())

    def fit_with_hidden(self, hidden: float) -> tuple[CellModel, CellFit]:
        """Fit the same with a stated number of incidents that no list saw.

        Parameters
        ----------
        hidden : float
            Incidents of the pattern of zeros, 0 or more; the first cell of the fit.

        Returns
        -------
        model, fit : CellModel, CellFit
            The model that was kept, and its fit.
        """
        return self._fit((hidden,))

    def _fit(self, hidden: tuple[float, ...]) -> tuple[CellModel, CellFit]:
        model = self
        while True:
            zeros = np.zeros((len(hidden), len(model.terms)))
            zeros[:, 0] = 1.0
            fit = fit_cells(
                np.concatenate([hidden, model.counts]),
                np.vstack([zeros, model.columns]),
            )
            negative = [
                term
                for term, value in zip(model.terms, fit.coefficients, strict=True)
                if term in self.dropping and value < 0
            ]
            if not negative:
                return model, fit
            model = model.without(negative[0])


def read_interactions(
    interactions: Sequence[str], table: CaptureTable
) -> tuple[str, ...]:
    """Return every term of two lists or more that the interactions bring.

    Parameters
    ----------
    interactions : sequence of str
        Letters of lists, such as ``("ab", "cd")``.
    table : CaptureTable
        Whose letters they are.

    Returns
    -------
    tuple of str
        With the lower terms of each, by length and alphabet.

    Raises
    ------
    InvalidDataError
        If the interactions are one text; if one has fewer than two letters, a letter
        twice or one that is no list's, or is of all lists.

    Examples
    --------
    >>> from bemodels.undercount.capture.capture_table import CaptureTable
    >>> read_interactions(("abc",), CaptureTable(lists=tuple("wxyz"), counts=(0,) * 15))
    ('ab', 'ac', 'bc', 'abc')
    """
    if isinstance(interactions, str) or not hasattr(interactions, "__iter__"):
        raise InvalidDataError(
            f"interactions must be a sequence of letters, got {shown(interactions)}"
        )
    found: set[str] = set()
    for one in interactions:
        letters = "".join(sorted(one)) if isinstance(one, str) else ""
        known = re.fullmatch(f"[{table.letters}]+", letters)
        if not known or not FEWEST_IN_TERM <= len(set(letters)) == len(letters):
            raise InvalidDataError(
                f"an interaction must name two or more of the lists {table.letters}, "
                f"got {shown(one)}"
            )
        if letters == table.letters:
            raise InvalidDataError(
                "an interaction of all lists is not identifiable, got " + shown(one)
            )
        found.update(
            "".join(part)
            for size in range(FEWEST_IN_TERM, len(letters) + 1)
            for part in combinations(letters, size)
        )
    return tuple(sorted(found, key=lambda term: (len(term), term)))


def interaction_columns(terms: tuple[str, ...], table: CaptureTable) -> Array:
    """Return a column for each term: 1 where all of its lists saw the incident.

    Parameters
    ----------
    terms : tuple of str, length T
        Letters of the lists; one letter is a main effect.
    table : CaptureTable
        Whose patterns are the rows.

    Returns
    -------
    numpy.ndarray, shape (2^K - 1, T)
        Of 0 and 1.
    """
    seen = table.seen
    columns = [
        seen[:, [table.letters.index(one) for one in term]].prod(axis=1)
        for term in terms
    ]
    return np.column_stack([np.empty((len(seen), 0)), *columns])


def heterogeneity_columns(
    heterogeneity: Heterogeneity | tuple[()], table: CaptureTable
) -> tuple[tuple[str, ...], Array, frozenset[str]]:
    """Return the columns of differing chances, and which of them may be dropped.

    Parameters
    ----------
    heterogeneity : Heterogeneity, or empty
        The form.
    table : CaptureTable
        Whose patterns are the rows.

    Returns
    -------
    terms : tuple of str, length T
        Names of the columns.
    columns : numpy.ndarray, shape (2^K - 1, T)
        The columns.
    dropping : frozenset of str
        Those that must not be negative.

    Raises
    ------
    InvalidDataError
        If `heterogeneity` is neither empty nor one of the values.
    """
    seen = table.seen.sum(axis=1).astype(int)
    if isinstance(heterogeneity, tuple) and not heterogeneity:
        return (), np.empty((len(seen), 0)), frozenset()
    check_type("heterogeneity", heterogeneity, Heterogeneity)
    columns = heterogeneity.column(seen, len(table.lists))
    if not heterogeneity.bounds:
        return ("tau",), columns, frozenset()
    terms = tuple(f"eta{place + 3}" for place in range(columns.shape[1]))
    return terms, columns, frozenset(terms)
