"""Two formulas and their data: who is counted, and who of those known was recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd

from bemodels.data import CountTable
from bemodels.data.designs.count_design import CountDesign, read_design
from bemodels.data.designs.design_rules import check_cells, check_columns, check_terms
from bemodels.data.designs.formula import (
    CountFormula,
    read_formula,
    refuse_as_terms,
)
from bemodels.data.designs.orthonormal import orthonormalise
from bemodels.errors import InvalidDataError
from bemodels.result import check_type
from bemodels.result.rules import shown
from bemodels.undercount.reporting.validation_rows import (
    FOUND,
    KNOWN,
    check_validation,
)

ALL = "all"


@dataclass(frozen=True, kw_only=True, eq=False)
class ReportingDesign:
    """Counts with the design of their rate and of their detection; by identity.

    Attributes
    ----------
    rate : CountDesign
        Counts, exposures and the design of log rates, n rows.
    detection_formula : str
        As it was given.
    detection_terms : tuple of str, length D
        Columns of the design of logit detection.
    detection : numpy.ndarray, shape (n, D)
        That design at the counts.
    checked : numpy.ndarray, shape (m, D)
        And at the validation counts; m is 0 without them.
    found, known : numpy.ndarray of int, shape (m,)
        Events found among those known.
    levels : pandas.DataFrame, L rows and D columns
        The distinct rows of the design of detection, by their labels.
    level : numpy.ndarray of int, shape (n,)
        Of every count.
    rates : tuple of str, length R
        Labels of the distinct rates.
    rate_of : numpy.ndarray of int, shape (n,)
        Of every count.
    pooled : str
        The column of places; empty where none is pooled.
    places : tuple of str, length C
        Labels of the places; one without a meaning where none is pooled.
    place : numpy.ndarray of int, shape (n,)
        Of every count.
    """

    rate: CountDesign
    detection_formula: str
    detection_terms: tuple[str, ...]
    detection: np.ndarray
    checked: np.ndarray
    found: np.ndarray
    known: np.ndarray
    levels: pd.DataFrame
    level: np.ndarray
    rates: tuple[str, ...]
    rate_of: np.ndarray
    pooled: str
    places: tuple[str, ...]
    place: np.ndarray

    @property
    def rate_rows(self) -> np.ndarray:
        """The first row of each distinct rate."""
        return _first(self.rate_of)

    def with_counts(self, counts: np.ndarray, found: np.ndarray) -> Self:
        """Return the same design for other counts, such as simulated ones.

        Parameters
        ----------
        counts : numpy.ndarray of int, shape (n,)
            Recorded events.
        found : numpy.ndarray of int, shape (m,)
            Of those known.

        Returns
        -------
        ReportingDesign
            It shares everything else.
        """
        return replace(self, rate=self.rate.with_counts(counts), found=found)


def read_reporting(
    formula_rate: str,
    formula_detection: str,
    data: pd.DataFrame | CountTable,
    *,
    exposure: str,
    validation: pd.DataFrame | None,
    pooled: str | None,
) -> ReportingDesign:
    """Read both formulas and their data, every used cell being checked first.

    Parameters
    ----------
    formula_rate : str
        Such as ``"incidents ~ C(year)"``.
    formula_detection : str
        Such as ``"~ C(country)"``; there is no left side.
    data : pandas.DataFrame or CountTable
        A row a count.
    exposure : str
        The column of exposures in years.
    validation : pandas.DataFrame or None
        A row a sample of known events: columns ``found`` and ``known``, and those of
        the detection formula.
    pooled : str or None
        The column of places whose effects are pooled.

    Returns
    -------
    ReportingDesign
        With every row of both.

    Raises
    ------
    InvalidDataError
        If a formula or a cell breaks a rule.
    NotEstimableError
        If a term is 0 on every row or a combination of those before it.
    """
    check_type("exposure", exposure, str)
    rate = read_design(formula_rate, data, exposure)
    parsed = _detection_formula(formula_detection)
    refuse_as_terms(parsed, (rate.response, KNOWN))
    check_columns(rate.frame, parsed.variables, source="data")
    check_cells(rate.frame, (), parsed.variables, source="data")
    found, known, frame = check_validation(validation, parsed)
    used = [rate.frame[list(parsed.variables)], frame[list(parsed.variables)]]
    rows = pd.concat(used[: 1 + (len(frame) > 0)], ignore_index=True)
    _refuse_look_alikes(rows)
    matrix = _matrix(parsed, rows)
    level, levels = pd.factorize(_labels(rows, parsed.variables))
    place, places = _places(rate, pooled)
    columns = _rate_columns(formula_rate, pooled)
    rate_of, rates = pd.factorize(_labels(rate.frame, columns))
    return ReportingDesign(
        rate=rate,
        detection_formula=formula_detection,
        detection_terms=tuple(map(str, matrix.columns)),
        detection=matrix.to_numpy(float)[: len(rate.frame)],
        checked=matrix.to_numpy(float)[len(rate.frame) :],
        found=found,
        known=known,
        levels=matrix.iloc[_first(level)].set_axis(levels),
        level=level[: len(rate.frame)],
        rates=tuple(rates),
        rate_of=rate_of,
        pooled=pooled or "",
        places=places,
        place=place,
    )


def _detection_formula(text: str) -> CountFormula:
    """Read the right side; what it is a formula of are events found of those known."""
    check_type("formula_detection", text, str)
    if not text.lstrip().startswith("~"):
        raise InvalidDataError(
            f"formula_detection must begin with ~, got {shown(text)}: its left side "
            "are the columns found and known of validation"
        )
    return read_formula(f"{FOUND} {text.strip()}")


def _matrix(parsed: CountFormula, rows: pd.DataFrame) -> pd.DataFrame:
    """Build the design of detection on counts and validation together."""
    if not parsed.variables:
        return pd.DataFrame({"Intercept": np.ones(len(rows))})
    matrix, _ = parsed.build(rows)
    check_terms(matrix, source="data and validation")
    orthonormalise(matrix.to_numpy(float), tuple(map(str, matrix.columns)))
    return matrix


def _refuse_look_alikes(rows: pd.DataFrame) -> None:
    """Refuse categories that read alike and are not: 1 in one table, "1" in another."""
    for name in rows.columns:
        of_text: dict[str, object] = {}
        for one in rows[name].tolist():
            other = of_text.setdefault(str(one), one)
            if other != one:
                raise InvalidDataError(
                    f"the column {shown(name)} holds {shown(other)} and {shown(one)}, "
                    "which read alike: data and validation must call a category alike"
                )


def _rate_columns(formula: str, pooled: str | None) -> tuple[str, ...]:
    variables = read_formula(formula).variables
    if pooled in variables:
        raise InvalidDataError(
            f"the column {shown(pooled)} is both pooled and a term of the rate: its "
            "effects cannot be told apart from themselves"
        )
    return (*((pooled,) if pooled else ()), *variables)


def _places(
    rate: CountDesign, pooled: str | None
) -> tuple[np.ndarray, tuple[str, ...]]:
    if pooled is None:
        return np.zeros(len(rate.frame), dtype=np.int64), (ALL,)
    check_type("pooled", pooled, str)
    if pooled == rate.response:
        raise InvalidDataError(
            f"the column {shown(pooled)} holds the counts themselves, and so cannot "
            "be the places that are pooled"
        )
    check_columns(rate.frame, (pooled,), source="data")
    check_cells(rate.frame, (), (pooled,), source="data")
    place, places = pd.factorize(rate.frame[pooled].astype(str), sort=True)
    if len(places) == 1:
        raise InvalidDataError(
            f"the column {shown(pooled)} holds one place, and one place has nothing "
            "to be pooled with"
        )
    return place.astype(np.int64), tuple(places)


def _labels(frame: pd.DataFrame, columns: tuple[str, ...]) -> np.ndarray:
    """Return what tells the rows apart, in words."""
    if not columns:
        return np.full(len(frame), ALL, dtype=object)
    rows = zip(*(frame[name].tolist() for name in columns), strict=True)
    return np.array([", ".join(map(str, row)) for row in rows], dtype=object)


def _first(labels: np.ndarray) -> np.ndarray:
    """Return the first row of each label, labels being numbered as they appear."""
    return np.unique(labels, return_index=True)[1]
