"""A formula as formulaic reads it, with the rules that counts add.

Terms are evaluated as Python: take no formula from a file or a form of a stranger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from bemodels.data.problems import one_line
from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_type, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from formulaic import ModelSpec

_OFFSET = re.compile(r"\boffset\s*\(")
EXPOSURE_INSTEAD = (
    "name the column of years as exposure instead, whose logarithm is taken for you"
)
_EVALUATION = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NameError,
    TypeError,
    ValueError,
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m|[⧛⧚]")


@dataclass(frozen=True, slots=True, eq=False)
class CountFormula:
    """A formula whose left side is one column.

    Attributes
    ----------
    text : str
        As it was given.
    response : str
        The column of counts.
    variables : tuple of str
        The columns that the right side uses, in alphabetical order.
    right : formulaic.Formula
        The right side.
    """

    text: str
    response: str
    variables: tuple[str, ...]
    right: Any

    def build(self, frame: pd.DataFrame) -> tuple[pd.DataFrame, ModelSpec]:
        """Build the design matrix of a frame.

        Parameters
        ----------
        frame : pandas.DataFrame
            Without a missing value in any column that is used.

        Returns
        -------
        tuple of DataFrame and ModelSpec
            Columns under formulaic's names, and what builds them for other rows.

        Raises
        ------
        InvalidDataError
            If the right side cannot be evaluated.
        """
        from formulaic.errors import FormulaicError

        try:
            with np.errstate(all="ignore"):
                built = self.right.get_model_matrix(
                    frame, context={}, na_action="raise"
                )
        except (FormulaicError, *_EVALUATION) as error:
            raise InvalidDataError(_refusal(self.text, error)) from error
        return pd.DataFrame(built), built.model_spec


def read_formula(text: str, *, instead: str = EXPOSURE_INSTEAD) -> CountFormula:
    """Read a formula, whose left side must be one column.

    Parameters
    ----------
    text : str
        Such as ``"incidents ~ C(city) + C(year)"``.
    instead : str
        What to do instead of writing an offset, for the message.

    Returns
    -------
    CountFormula
        The formula, not yet applied to data.

    Raises
    ------
    InvalidDataError
        If it cannot be read, holds an offset, its left side is not one column, or
        its right side uses that column, too.

    Examples
    --------
    >>> read_formula("y ~ C(city)").variables
    ('city',)
    """
    from formulaic import Formula
    from formulaic.errors import FormulaicError

    check_type("formula", text, str)
    if _OFFSET.search(text):
        raise InvalidDataError(f"the formula {shown(text)} has an offset: {instead}")
    try:
        formula = Formula(text)
        response = _response(formula, text)
        variables = tuple(sorted(formula.rhs.required_variables))
    except (FormulaicError, SyntaxError) as error:
        raise InvalidDataError(_refusal(text, error)) from error
    read = CountFormula(
        text=text, response=response, variables=variables, right=formula.rhs
    )
    refuse_as_terms(read, (response,))
    return read


def refuse_as_terms(formula: CountFormula, columns: Iterable[str]) -> None:
    """Refuse counts among the terms: they would explain themselves, and fit exactly.

    Parameters
    ----------
    formula : CountFormula
        As `read_formula` returns it.
    columns : iterable of str
        The columns of counts to be explained, or of how many there are.

    Raises
    ------
    InvalidDataError
        If the right side uses one of them, inside a function too.

    Examples
    --------
    >>> refuse_as_terms(read_formula("y ~ log(z + 1)"), ("y",))
    """
    for column in columns:
        if column in formula.variables:
            raise InvalidDataError(
                f"the column {shown(column)} holds the counts themselves, and so can "
                f"be no term of {shown(formula.text)}"
            )


def _response(formula: Any, text: str) -> str:  # noqa: ANN401
    left = [factor for term in getattr(formula, "lhs", ()) for factor in term.factors]
    if len(left) != 1 or left[0].eval_method.value != "lookup":
        raise InvalidDataError(
            f"the left side of a formula must be one column of counts, got "
            f"{shown(text)}"
        )
    if isinstance(formula.rhs, tuple) or not len(formula.rhs):
        raise InvalidDataError(
            f"the right side of a formula must be one sum of terms, got {shown(text)}"
        )
    return str(left[0].expr)


def _refusal(text: str, error: Exception) -> str:
    plain = one_line(ValueError(_COLOUR.sub("", str(error)).replace("\n", " ")))
    return f"the formula {shown(text)} cannot be read: {plain}"
