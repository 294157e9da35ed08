"""What the data of a fit must keep to, each refusal with its row and value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bemodels.data.count_rules import COUNT_RULE, YEARS_RULE, is_count, is_exposure
from bemodels.data.problems import refuse
from bemodels.result.rules import shown

MISSING_RULE = "missing, and no row is left out silently: fill it in or drop the row"
FINITE_RULE = "a term must be a finite number on every row"


@dataclass(frozen=True, slots=True)
class CellRule:
    """What the cells of one column must keep to.

    Attributes
    ----------
    column : str
        Its name.
    rule : str
        As messages say it.
    holds : callable
        Of a cell: whether it keeps to the rule.
    """

    column: str
    rule: str
    holds: Callable[[object], bool]


def count_rule(column: str) -> CellRule:
    """Return the rule of a column of counts.

    Parameters
    ----------
    column : str
        Its name.

    Returns
    -------
    CellRule
        A whole number from 0 on.
    """
    return CellRule(column, COUNT_RULE, is_count)


def exposure_rule(column: str) -> CellRule:
    """Return the rule of a column of exposures.

    Parameters
    ----------
    column : str
        Its name.

    Returns
    -------
    CellRule
        A finite number of years above 0.
    """
    return CellRule(column, YEARS_RULE, is_exposure)


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
    frame: pd.DataFrame,
    rules: Sequence[CellRule],
    variables: Sequence[str],
    *,
    source: str,
) -> None:
    """Refuse every cell that breaks a rule, in one message.

    Parameters
    ----------
    frame : pandas.DataFrame
        The data, with all columns that are used.
    rules : sequence of CellRule
        Of the columns that have one.
    variables : sequence of str
        The other columns that are used.
    source : str
        The file or "data", for the messages; the first row is row 1.

    Raises
    ------
    InvalidDataError
        If a cell breaks a rule of its column, or any used cell is missing.
    """
    columns = [rule.column for rule in rules]
    first = columns[:1]
    problems = []
    for name in dict.fromkeys((*first, *variables, *columns)):
        column = frame[name]
        missing = column.isna().to_numpy()
        problems += _refusals(column, missing, MISSING_RULE, source)
        for rule in (one for one in rules if one.column == name):
            wrong = np.array([not rule.holds(cell) for cell in column.tolist()])
            problems += _refusals(column, wrong & ~missing, rule.rule, source)
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


def _refusals(
    column: pd.Series, wrong: np.ndarray, rule: str, source: str
) -> list[str]:
    return [
        f"{source}, row {row + 1}, column {shown(column.name)}: got "
        f"{shown(column.iloc[row])}; {rule}"
        for row in np.flatnonzero(wrong)
    ]
