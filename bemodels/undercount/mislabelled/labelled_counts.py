"""Counts labelled inspired and linked, row by row, with the design of their rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.designs.count_design import CountDesign, read_design
from bemodels.data.designs.formula import read_formula, refuse_as_terms
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

if TYPE_CHECKING:
    import pandas as pd

GROUPS = ("inspired", "linked")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LabelledCounts:
    """Two counts a row, and what their rates hang on.

    Attributes
    ----------
    counts : numpy.ndarray of int, shape (n, 2)
        Labelled inspired, labelled linked.
    matrix : numpy.ndarray, shape (n, p)
        A column a term.
    terms : tuple of str, length p
        Their names.
    years : numpy.ndarray, shape (n,)
        Exposure, above 0.
    """

    counts: np.ndarray
    matrix: np.ndarray
    terms: tuple[str, ...]
    years: np.ndarray


def read_labelled(
    formula: str, data: pd.DataFrame, *, linked: str, exposure: str
) -> tuple[LabelledCounts, CountDesign]:
    """Read both counts and their design, every used cell being checked first.

    Parameters
    ----------
    formula : str
        Its left side is the column labelled inspired.
    data : pandas.DataFrame
        A row a place or period.
    linked : str
        The column labelled linked.
    exposure : str
        The column of years.

    Returns
    -------
    tuple of LabelledCounts and CountDesign
        The second is that of the column labelled inspired.

    Raises
    ------
    InvalidDataError
        If the formula or a cell breaks a rule, both columns are the same, or one of
        them is a term as well.
    NotEstimableError
        If a term is 0 on every row or a combination of those before it.
    """
    for name, column in (("linked", linked), ("exposure", exposure)):
        if not isinstance(column, str):
            raise InvalidDataError(f"{name} must name a column, got {shown(column)}")
    if exposure == linked:
        raise InvalidDataError(
            f"the column {shown(exposure)} holds the counts themselves, and so cannot "
            "be their exposure"
        )
    design = read_design(formula, data, exposure)
    if design.response == linked:
        raise InvalidDataError(
            f"the counts labelled inspired and linked must be two columns, got "
            f"{shown(linked)} for both"
        )
    refuse_as_terms(read_formula(formula), (linked,))
    _, _, right = formula.partition("~")
    other = read_design(f"`{linked}` ~ {right}", data, exposure)
    return (
        LabelledCounts(
            counts=np.column_stack([design.counts, other.counts]),
            matrix=design.matrix.to_numpy(float),
            terms=design.terms,
            years=design.exposure,
        ),
        design,
    )
