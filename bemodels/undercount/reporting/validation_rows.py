"""What validation counts must keep to: how many of the events known were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bemodels.data.count_rules import LARGEST_COUNT, is_count
from bemodels.data.designs.design_rules import check_cells, check_columns, count_rule
from bemodels.data.problems import refuse
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from bemodels.data.designs.formula import CountFormula

FOUND, KNOWN = "found", "known"
KNOWN_RULE = f"known must be a whole number from 1 to {LARGEST_COUNT}"


def check_validation(
    validation: pd.DataFrame | None, formula: CountFormula
) -> tuple[np.ndarray, np.ndarray, pd.DataFrame]:
    """Check every cell of the validation counts.

    Parameters
    ----------
    validation : pandas.DataFrame or None
        Columns ``found``, ``known`` and those of the formula.
    formula : CountFormula
        Of detection.

    Returns
    -------
    tuple of numpy.ndarray, numpy.ndarray and pandas.DataFrame
        Found, known, and the rows; all without a row where there is no validation.

    Raises
    ------
    InvalidDataError
        If it is no frame, a column is missing, a number is none of events, or more
        were found than known.
    """
    if validation is None:
        none = np.zeros(0, dtype=np.int64)
        return none, none, pd.DataFrame(columns=list(formula.variables))
    if not isinstance(validation, pd.DataFrame):
        raise InvalidDataError(
            f"validation must be a DataFrame or None, got {shown(validation)}"
        )
    check_columns(validation, (FOUND, KNOWN, *formula.variables), source="validation")
    frame = validation.reset_index(drop=True)
    check_cells(frame, (count_rule(FOUND),), formula.variables, source="validation")
    refuse(_wrong_known(frame))
    found, known = (
        frame[name].to_numpy(float).astype(np.int64) for name in (FOUND, KNOWN)
    )
    return found, known, frame


def _wrong_known(frame: pd.DataFrame) -> list[str]:
    """Return what is wrong with the numbers of events known, a line each."""
    problems = []
    pairs = zip(frame[FOUND].tolist(), frame[KNOWN].tolist(), strict=True)
    for row, (found, known) in enumerate(pairs, start=1):
        where = f"validation, row {row}, column {shown(KNOWN)}: got {shown(known)}"
        if not is_count(known) or known < 1:
            problems.append(f"{where}; {KNOWN_RULE}")
        elif found > known:
            problems.append(
                f"{where}; found is {found}, and no more can be found than are known"
            )
    return problems
