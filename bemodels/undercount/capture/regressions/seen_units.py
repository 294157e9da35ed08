"""Units with how often each was seen and their covariates, by pattern of covariates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bemodels.data.count_rules import LARGEST_COUNT, is_count
from bemodels.data.designs.design_rules import (
    CellRule,
    check_cells,
    check_columns,
    check_terms,
)
from bemodels.data.designs.formula import (
    CountFormula,
    read_formula,
    refuse_as_terms,
)
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown
from bemodels.undercount.capture.frequencies.times_seen import (
    MOST_TIMES,
    TimesSeen,
    read_frequencies,
)

Array = NDArray[np.float64]
TIMES_RULE = (
    f"times seen must be a whole number from 1 to {MOST_TIMES}; units that were never "
    "seen are not in such data"
)
UNITS_RULE = (
    f"a number of units must be a whole number from 1 to {LARGEST_COUNT}; a row "
    "without a unit says nothing: drop it"
)
_NO_OFFSET = "every unit is seen over the same window here, so a rate has none"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeenUnits:
    """Units by pattern of covariates; within one all have the same expected rate.

    Attributes
    ----------
    formula : str
        As it was given.
    terms : tuple of str, length p
        The columns of the design, as formulaic names them.
    matrix : ndarray, shape (k, p)
        The design, a row a pattern.
    patterns : tuple of str, length k
        The covariates of each in words.
    once, twice, units, sightings, pairs : ndarray, shape (k,)
        Units seen once, twice and at all; times they were seen; and the sum of
        y (y - 1) over their times seen y.
    times : TimesSeen
        All units by times seen.
    """

    formula: str
    terms: tuple[str, ...]
    matrix: Array
    patterns: tuple[str, ...]
    once: Array
    twice: Array
    units: Array
    sightings: Array
    pairs: Array
    times: TimesSeen


def read_seen_units(formula: str, data: pd.DataFrame, units: str | None) -> SeenUnits:
    """Read a formula and its data, every used cell being checked first.

    Parameters
    ----------
    formula : str
        Such as ``"times ~ C(city)"``; the left side is the column of times seen.
    data : pandas.DataFrame
        A row a unit, or as many as `units` says.
    units : str or None
        The column of numbers of units; None stands for 1 a row.

    Returns
    -------
    SeenUnits
        Rows of the same covariates together, in the order of their first.

    Raises
    ------
    InvalidDataError
        If the formula or a cell breaks a rule; all cells in one message.
    """
    parsed = read_formula(formula, instead=_NO_OFFSET)
    frame = _checked(data, parsed, units)
    matrix, _ = parsed.build(frame)
    check_terms(matrix, source="data")
    first, place = _patterns_of(frame, parsed.variables)
    times = frame[parsed.response].to_numpy(float)
    number = np.ones(len(frame)) if units is None else frame[units].to_numpy(float)

    def summed(each: Array) -> Array:
        return np.bincount(place, weights=each * number)

    return SeenUnits(
        formula=formula,
        terms=tuple(map(str, matrix.columns)),
        matrix=matrix.to_numpy(float)[first],
        patterns=_in_words(frame.iloc[first], parsed.variables),
        once=summed(times == 1),
        twice=summed(times == 2),  # noqa: PLR2004
        units=summed(np.ones(len(frame))),
        sightings=summed(times),
        pairs=summed(times * (times - 1)),
        times=_frequencies_of(times, number),
    )


def _checked(
    data: pd.DataFrame, parsed: CountFormula, units: str | None
) -> pd.DataFrame:
    if not isinstance(data, pd.DataFrame):
        raise InvalidDataError(f"data must be a DataFrame, got {shown(data)}")
    frame = data.reset_index(drop=True)
    rules = [CellRule(parsed.response, TIMES_RULE, _is_times)]
    if units is not None:
        _refuse_units_elsewhere(parsed, units)
        rules.append(CellRule(units, UNITS_RULE, _is_units))
    used = (*(rule.column for rule in rules), *parsed.variables)
    check_columns(frame, used, source="data")
    check_cells(frame, rules, parsed.variables, source="data")
    return frame


def _refuse_units_elsewhere(parsed: CountFormula, units: str) -> None:
    refuse_as_terms(parsed, (units,))
    if units == parsed.response:
        raise InvalidDataError(
            f"the column {shown(units)} holds times seen, and so cannot hold numbers "
            "of units"
        )


def _is_times(cell: object) -> bool:
    return is_count(cell) and 1 <= cell <= MOST_TIMES  # type: ignore[operator]


def _is_units(cell: object) -> bool:
    return is_count(cell) and cell >= 1  # type: ignore[operator]


def _patterns_of(
    frame: pd.DataFrame, variables: tuple[str, ...]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first row of each pattern, and the pattern of each row."""
    if not variables:
        return np.zeros(1, np.intp), np.zeros(len(frame), np.intp)
    grouped = frame.groupby(list(variables), sort=False, observed=True)
    place = grouped.ngroup().to_numpy(np.intp)
    return np.unique(place, return_index=True)[1], place


def _in_words(rows: pd.DataFrame, variables: tuple[str, ...]) -> tuple[str, ...]:
    if not variables:
        return ("all units",)
    columns = [rows[name].tolist() for name in variables]
    return tuple(
        ", ".join(f"{name} = {cell}" for name, cell in zip(variables, row, strict=True))
        for row in zip(*columns, strict=True)
    )


def _frequencies_of(times: Array, number: Array) -> TimesSeen:
    whole = np.bincount(times.astype(np.intp), weights=number)
    return read_frequencies(
        {place: int(units) for place, units in enumerate(whole.tolist()) if units}
    )
