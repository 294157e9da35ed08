"""What the data of a fit must keep to, each refusal with its row and value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bemodels.data.count_rules import COUNT_RULE, YEARS_RULE, is_count, is_exposure
from bemodels.data.problems import refuse
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from bemodels.data.designs.formula import CountFormula

MISSING_RULE = "missing, and no row is left out silently: fill it in or drop the row"
FINITE_RULE = "a term must be a finite number on every row"


def check_columns(frame: pd.DataFrame, names: Sequence[str], *, source: str) -> None:
    """Refuse a frame that is empty or lacks a column.

    Parameters
    ----------
    frame : pandas.DataFrame
        The data.
    names : sequence of str
        The columns that a fit uses.
    source : str
        The file or "data", for the messages.

    Raises
    ------
    InvalidDataError
        If there is no row, or a column is not there exactly once.
    """
    present = list(frame.columns)
    found = {name: present.count(name) for name in dict.fromkeys(names)}
    columns = ", ".join(map(shown, present))
    refuse(
        [
            f"{source}, column {shown(name)}: there {times} times, needed once; the "
            f"columns are {columns}"
            for name, times in found.items()
            if times != 1
        ]
    )
    if not len(frame):
        refuse([f"{source}: no rows; a fit needs at least one"])


def check_cells(
    frame: pd.DataFrame, formula: CountFormula, exposure: str | None, *, source: str
) -> None:
    """Refuse every cell that breaks a rule, in one message.

    Parameters
    ----------
    frame : pandas.DataFrame
        The data, with all columns that are used.
    formula : CountFormula
        The formula.
    exposure : str or None
        The column of exposures, if one was named.
    source : str
        The file or "data", for the messages; the first row is row 1.

    Raises
    ------
    InvalidDataError
        If a count is negative or fractional, an exposure is not above 0 and finite,
        or any used cell is missing.
    """
    used = (formula.response, *formula.variables, *((exposure,) if exposure else ()))
    problems = []
    for name in dict.fromkeys(used):
        column = frame[name]
        missing = column.isna().to_numpy()
        problems += _refusals(column, missing, MISSING_RULE, source)
        for rule, holds in _rules_of(name, formula.response, exposure):
            wrong = np.array([not holds(cell) for cell in column.tolist()])
            problems += _refusals(column, wrong & ~missing, rule, source)
    refuse(problems)


def check_terms(matrix: pd.DataFrame, *, source: str) -> None:
    """Refuse a design matrix with an entry that is no finite number.

    Parameters
    ----------
    matrix : pandas.DataFrame
        A column a term.
    source : str
        The file or "data", for the messages.

    Raises
    ------
    InvalidDataError
        If an entry is infinite or not a number, such as a logarithm of 0.
    """
    finite = np.isfinite(matrix.to_numpy(float))
    if not finite.all():
        problems: list[str] = []
        for place, name in enumerate(matrix.columns):
            column = matrix[name]
            problems += _refusals(column, ~finite[:, place], FINITE_RULE, source)
        refuse(problems)


def _rules_of(
    name: str, response: str, exposure: str | None
) -> list[tuple[str, Callable[[object], bool]]]:
    rules: list[tuple[str, Callable[[object], bool]]] = []
    if name == response:
        rules.append((COUNT_RULE, is_count))
    if name == exposure:
        rules.append((YEARS_RULE, is_exposure))
    return rules


def _refusals(
    column: pd.Series, wrong: np.ndarray, rule: str, source: str
) -> list[str]:
    return [
        f"{source}, row {row + 1}, column {shown(column.name)}: got "
        f"{shown(column.iloc[row])}; {rule}"
        for row in np.flatnonzero(wrong)
    ]
