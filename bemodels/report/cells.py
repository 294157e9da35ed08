"""How the cells of a table are printed; the table keeps names and digits whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bemodels.result.display import format_cell, format_p_value, format_probability

if TYPE_CHECKING:
    from collections.abc import Callable

    from bemodels.result import Cell, Table

_ESTIMAND = re.compile(r"([a-z]+(?:_[a-z]+)*)(?:\[(.+)\])?")


def cell_texts(table: Table) -> tuple[tuple[str, ...], ...]:
    """Write every cell as it is printed.

    Parameters
    ----------
    table : bemodels.result.Table
        Any table. Names of estimands are printed as `estimand_label` writes them,
        ``r_hat`` with its decimals, effective draws whole, probabilities and p-values
        never as certain by rounding; every other cell by ``format_cell``.

    Returns
    -------
    tuple of tuple of str
        A tuple a row, without the headings.
    """
    return tuple(tuple(map(_printed, table.columns, row)) for row in table.rows)


def estimand_label(name: str) -> str:
    """Write the name of an estimand for a reader.

    Parameters
    ----------
    name : str
        As an estimate or a parameter bears it.

    Returns
    -------
    str
        The label first, then the words; any other text as it is.

    Examples
    --------
    >>> [estimand_label(name) for name in ("annual_rate[Ghent]", "phi", "P(x > y)")]
    ['Ghent: annual rate', 'phi', 'P(x > y)']
    """
    found = _ESTIMAND.fullmatch(name)
    if found is None:
        return name
    words, label = found[1].replace("_", " "), found[2]
    return f"{label}: {words}" if label else words


def _printed(heading: str, cell: Cell) -> str:
    if isinstance(cell, str):
        return _TEXTS.get(heading, format_cell)(cell)
    if heading.startswith("P("):
        return format_probability(cell)
    return _NUMBERS.get(heading, format_cell)(cell)


def _p_value(p_value: float) -> str:
    # The heading says what it is.
    return format_p_value(p_value).removeprefix("p ").removeprefix("= ")


_TEXTS: dict[str, Callable[[str], str]] = {
    "quantity": estimand_label,
    "parameter": estimand_label,
    "contrast": estimand_label,
}
# R-hat is read by its decimals: its leading digits are all alike.
_NUMBERS: dict[str, Callable[[float], str]] = {
    "r_hat": "{:.4f}".format,
    "ess_bulk": "{:.0f}".format,
    "ess_tail": "{:.0f}".format,
    "probability": format_probability,
    "p-value": _p_value,
}
