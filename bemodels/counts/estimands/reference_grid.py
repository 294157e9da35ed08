"""The reference grid of a formula: every combination of its factors' levels.

Factors are the variables that the formula codes by categories, text and truth values.
Every other variable is numeric and is held at its mean over the rows.
"""

from __future__ import annotations

import warnings
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bemodels.data.designs.formula import read_formula
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result.rules import check_type, is_number, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bemodels.data.designs.count_design import CountDesign

Levels = dict[str, tuple[object, ...]]


def factor_levels(design: CountDesign) -> Levels:
    """Return the factors of a formula with the levels that the data hold.

    Parameters
    ----------
    design : CountDesign
        Any design.

    Returns
    -------
    dict of str to tuple
        By column, in the order in which the formula codes them.
    """
    coded = _coded_by_categories(design)
    columns = {name: design.frame[name] for name in variables(design)}
    return {
        name: _levels(column)
        for name, column in columns.items()
        if name in coded or not _is_numeric(column)
    }


def check_factor(
    design: CountDesign, name: str, *, argument: str
) -> tuple[object, ...]:
    """Return the levels of a factor, or refuse what is none.

    Parameters
    ----------
    design : CountDesign
        Any design.
    name : str
        What was given.
    argument : str
        What it was given for.

    Returns
    -------
    tuple
        The levels.

    Raises
    ------
    InvalidDataError
        If `name` is no factor of the formula.
    """
    check_type(argument, name, str)
    levels = factor_levels(design)
    if name in levels:
        return levels[name]
    known = ", ".join(map(shown, levels)) or "none"
    numeric = f"; {name} is numeric there" if name in variables(design) else ""
    raise InvalidDataError(
        f"{argument} must be a factor of the formula {shown(design.formula)}, which "
        f"are {known}, got {shown(name)}{numeric}"
    )


def check_value(
    design: CountDesign, variable: str, value: object, *, argument: str
) -> None:
    """Refuse a value that a variable of the formula cannot have.

    Parameters
    ----------
    design : CountDesign
        Any design.
    variable : str
        A factor or a numeric variable.
    value : object
        What was given for it.
    argument : str
        Under which name.

    Raises
    ------
    InvalidDataError
        If there is no such variable or level, or a numeric one is not finite.
    """
    check_type("factor", variable, str)
    if variable in variables(design) and variable not in factor_levels(design):
        if not is_number(value) or not np.isfinite(value):
            raise InvalidDataError(
                f"{argument} must be a finite number, since {variable} is numeric, "
                f"got {shown(value)}"
            )
        return
    levels = check_factor(design, variable, argument="factor")
    if value not in levels:
        raise InvalidDataError(
            f"{argument} must be a level of {variable}, which are "
            f"{', '.join(map(shown, levels))}, got {shown(value)}"
        )


def grid_rows(design: CountDesign, held: Mapping[str, object]) -> np.ndarray:
    """Return the design's rows on the reference grid.

    Parameters
    ----------
    design : CountDesign
        Any design.
    held : mapping
        Variables with the one value that each has throughout.

    Returns
    -------
    ndarray, shape (g, p)
        A row a cell, always in the same order. The product of their mean with the
        coefficients is a mean of log annual rates.
    """
    levels = factor_levels(design)
    values = {
        name: (held[name],)
        if name in held
        else levels.get(name) or (float(design.frame[name].mean()),)
        for name in variables(design)
    }
    # A formula without a variable has one cell, whose frame still needs its row.
    cells = list(product(*values.values()))
    grid = pd.DataFrame(cells, columns=list(values), index=range(len(cells)))
    return matrix_rows(design, grid)


def matrix_rows(design: CountDesign, frame: pd.DataFrame) -> np.ndarray:
    """Return the rows that the formula builds from a frame.

    Parameters
    ----------
    design : CountDesign
        Any design.
    frame : pandas.DataFrame, m rows
        Every variable of the formula.

    Returns
    -------
    ndarray, shape (m, p)
        In the order of the design's terms.

    Raises
    ------
    NotEstimableError
        If the formula makes a category of a combination that the data do not hold.
    """
    from formulaic.errors import DataMismatchWarning

    kinds = {name: design.frame[name].dtype for name in factor_levels(design)}
    with warnings.catch_warnings():
        warnings.simplefilter("error", DataMismatchWarning)
        try:
            rows = design.spec.get_model_matrix(frame.astype(kinds))
        except DataMismatchWarning as unseen:
            raise NotEstimableError(
                f"the formula {shown(design.formula)} makes a category of several "
                "variables, and some of their combinations are not in the data"
            ) from unseen
    return np.asarray(rows, dtype=float)


def variables(design: CountDesign) -> tuple[str, ...]:
    """Return the variables of a design's formula.

    Parameters
    ----------
    design : CountDesign
        Any design.

    Returns
    -------
    tuple of str
        Columns of its data.
    """
    return read_formula(design.formula).variables


def _coded_by_categories(design: CountDesign) -> set[str]:
    """Return the variables that alone make a factor which is coded by categories."""
    from formulaic import Formula

    coded = [
        Formula(str(factor)).required_variables
        for factor, state in design.spec.encoder_state.items()
        if state[0].value == "categorical"
    ]
    return {str(name) for names in coded if len(names) == 1 for name in names}


def _is_numeric(column: pd.Series) -> bool:
    kinds = pd.api.types
    return kinds.is_numeric_dtype(column) and not kinds.is_bool_dtype(column)


def _levels(column: pd.Series) -> tuple[object, ...]:
    present = pd.Categorical(column).remove_unused_categories().categories
    return tuple(present.tolist())
