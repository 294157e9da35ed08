"""A formula and its data, read into counts, a design matrix and exposures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import numpy as np
import pandas as pd

from bemodels.data import CountTable
from bemodels.data.count_names import NUMBERS, source_name
from bemodels.data.designs.design_rules import (
    check_cells,
    check_columns,
    check_terms,
    count_rule,
    exposure_rule,
)
from bemodels.data.designs.formula import read_formula
from bemodels.data.designs.orthonormal import Coordinates, orthonormalise
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance
from bemodels.result.rules import shown


@dataclass(frozen=True, kw_only=True, eq=False)
class CountDesign:
    """Counts with their design matrix and exposures; compared by identity.

    Attributes
    ----------
    formula : str
        As it was given.
    counts : ndarray of int, shape (n,)
        0 or more.
    matrix : pandas.DataFrame, n rows and p columns
        Columns are named as formulaic names them: ``Intercept``, ``C(city)[T.B]``.
    exposure : ndarray, shape (n,)
        Years, above 0; ones where no exposure was named.
    frame : pandas.DataFrame, n rows
        The data, checked, in their own order.
    spec : formulaic.ModelSpec
        Builds the same columns for other rows: ``spec.get_model_matrix(frame)``.
    response : str
        The column of counts.
    exposure_column : str
        The column of exposures; empty where none was named.
    unit : str
        What was counted.
    provenance : tuple of Provenance
        The files that the data were read from.
    notices : tuple of str
        What a reader of the counts must know.
    """

    formula: str
    counts: np.ndarray
    matrix: pd.DataFrame
    exposure: np.ndarray
    frame: pd.DataFrame
    spec: Any
    response: str
    exposure_column: str
    unit: str
    provenance: tuple[Provenance, ...] = ()
    notices: tuple[str, ...] = ()

    @cached_property
    def coordinates(self) -> Coordinates:
        """The design in an orthonormal basis."""
        return orthonormalise(self.matrix.to_numpy(float), self.terms)

    @property
    def terms(self) -> tuple[str, ...]:
        """The names of the columns of the matrix."""
        return tuple(map(str, self.matrix.columns))

    @property
    def rate_unit(self) -> str:
        """The unit of a rate."""
        return f"{self.unit} per {'year' if self.exposure_column else 'row'}"

    def with_counts(self, counts: np.ndarray) -> Self:
        """Return the same design for other counts, such as simulated ones.

        Parameters
        ----------
        counts : ndarray of int, shape (n,)
            0 or more; they are not checked again.

        Returns
        -------
        CountDesign
            It shares everything else.
        """
        other = replace(self, counts=counts)
        other.__dict__["coordinates"] = self.coordinates
        return other


def read_design(
    formula: str, data: pd.DataFrame | CountTable, exposure: str | None
) -> CountDesign:
    """Read a formula and its data, every used cell being checked first.

    Parameters
    ----------
    formula : str
        Such as ``"incidents ~ C(city) + C(year)"``; the left side is one column.
    data : pandas.DataFrame or CountTable
        A row a count. The columns of a table are its keys, ``count`` and ``years``.
    exposure : str or None
        The column of exposures in years; None stands for 1 a row, in a table for its
        years.

    Returns
    -------
    CountDesign
        With every row of the data.

    Raises
    ------
    InvalidDataError
        If the formula or a cell breaks a rule; all cells in one message.
    NotEstimableError
        If a term is 0 on every row or a combination of those before it.
    """
    parsed = read_formula(formula)
    frame, source = _frame_of(data)
    if exposure is None and isinstance(data, CountTable):
        exposure = NUMBERS[1]
    if exposure == parsed.response:
        raise InvalidDataError(
            f"the column {shown(exposure)} holds the counts themselves, and so cannot "
            "be their exposure"
        )
    years = () if exposure is None else (exposure,)
    check_columns(frame, (parsed.response, *parsed.variables, *years), source=source)
    rules = (count_rule(parsed.response), *map(exposure_rule, years))
    check_cells(frame, rules, parsed.variables, source=source)
    matrix, spec = parsed.build(frame)
    check_terms(matrix, source=source)
    design = CountDesign(
        formula=formula,
        counts=frame[parsed.response].to_numpy(float).astype(np.int64),
        matrix=matrix,
        exposure=frame[exposure].to_numpy(float) if exposure else np.ones(len(frame)),
        frame=frame,
        spec=spec,
        response=parsed.response,
        exposure_column=exposure or "",
        **_told_by(data, parsed.response),
    )
    return _of_full_rank(design)


def _frame_of(data: object) -> tuple[pd.DataFrame, str]:
    """Return the data as a frame of their own, and what messages call them."""
    if isinstance(data, CountTable):
        return data.frame, source_name(data.provenance)
    if isinstance(data, pd.DataFrame):
        return data.reset_index(drop=True), "data"
    raise InvalidDataError(
        f"data must be a DataFrame or a CountTable, got {shown(data)}"
    )


def _told_by(data: pd.DataFrame | CountTable, response: str) -> dict[str, Any]:
    """Return what the data say of themselves."""
    if isinstance(data, CountTable):
        return {
            "unit": data.unit,
            "provenance": data.provenance,
            "notices": data.notices,
        }
    return {"unit": response}


def _of_full_rank(design: CountDesign) -> CountDesign:
    """Find the basis now, so that a singular design is refused at the door."""
    _ = design.coordinates
    return design
