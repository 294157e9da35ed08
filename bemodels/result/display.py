"""How numbers and estimates are written, in a terminal as in a notebook."""

from __future__ import annotations

from decimal import Decimal
from math import isinf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bemodels.result.exhibits import Cell
    from bemodels.result.values import (
        Estimate,
        Interval,
    )

SMALLEST_PLAIN = 1e-4
LARGEST_ROUNDED = 1e4
LARGEST_BELOW_ONE = 0.9999
SMALLEST_PROBABILITY = 1e-10
SMALLEST_P_VALUE = 1e-300
# Of estimates and of a table: all of a comparison is to be seen.
ROWS_SHOWN = 30
HEADINGS = ("estimand", "estimate", "interval", "unit", "method", "known from")
KNOWN_FROM = {"data": "data", "prior": "prior (scenario)", "both": "data and prior"}


def format_number(value: float) -> str:
    """Write a number with four significant digits, large ones whole.

    Parameters
    ----------
    value : float
        Any number, infinite ones included.

    Returns
    -------
    str
        The number as a reader expects it in a table.

    Examples
    --------
    >>> [format_number(x) for x in (29.128467, 1660.695, 0.0083, 123456.7, 2e-7)]
    ['29.13', '1661', '0.0083', '123457', '2.0e-07']
    >>> format_number(float("inf"))
    '∞'
    """
    if isinf(value):
        return "∞" if value > 0 else "-∞"
    if value and abs(value) < SMALLEST_PLAIN:
        return f"{value:.1e}"
    if abs(value) >= LARGEST_ROUNDED:
        return f"{value:.0f}"
    return f"{value:.4g}"


def format_count(number: int, one: str, several: str) -> str:
    """Write a count before the word for what is counted.

    Parameters
    ----------
    number : int
        How many.
    one, several : str
        The word for one, and for any other number.

    Returns
    -------
    str
        With all digits.

    Examples
    --------
    >>> [format_count(number, "delay", "delays") for number in (0, 1, 12345)]
    ['0 delays', '1 delay', '12345 delays']
    """
    return f"{number} {one if number == 1 else several}"


def format_list(things: Iterable[object], joint: str) -> str:
    """Write things one after another.

    Parameters
    ----------
    things : iterable
        One or more.
    joint : str
        The word before the last: ``"and"``, ``"or"``.

    Returns
    -------
    str
        Commas between the others.

    Examples
    --------
    >>> format_list([2014, 2015, 2016], "and"), format_list(["a"], "or")
    ('2014, 2015 and 2016', 'a')
    """
    *others, last = map(str, things)
    return f"{', '.join(others)} {joint} {last}" if others else last


def format_sentence(text: str) -> str:
    """Write a reason that somebody stated as a sentence, so that another can follow.

    Parameters
    ----------
    text : str
        Words, with a mark at their end or without.

    Returns
    -------
    str
        With a full stop unless it ends in a mark of its own.

    Examples
    --------
    >>> [format_sentence(text) for text in ("illustration", "For the test.", "Why?")]
    ['illustration.', 'For the test.', 'Why?']
    """
    plain = text.rstrip()
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def format_probability(value: float) -> str:
    """Write a probability, so that rounding makes none certain.

    Parameters
    ----------
    value : float
        A probability, or what stands for one.

    Returns
    -------
    str
        The number as by `format_number`, or the bound that it lies beyond.

    Examples
    --------
    >>> [format_probability(x) for x in (0.99931, 0.99996, 1, 1.2345e-7, 1.3e-117)]
    ['0.9993', '> 0.9999', '1', '1.2e-07', '< 1e-10']
    """
    if 0 < value < SMALLEST_PROBABILITY:
        return f"< {SMALLEST_PROBABILITY:g}"
    if LARGEST_BELOW_ONE < value < 1:
        return f"> {LARGEST_BELOW_ONE}"
    return format_number(value)


def format_p_value(value: float) -> str:
    """Write a p-value as an equation or, beyond what is printed, as a bound.

    Parameters
    ----------
    value : float
        In [0, 1]; 0 where the number is too small to be held.

    Returns
    -------
    str
        Such as ``"p = 0.008292"``.

    Examples
    --------
    >>> [format_p_value(x) for x in (0.0082921, 1.2345e-7, 0, 0.99996)]
    ['p = 0.008292', 'p = 1.2e-07', 'p < 1e-300', 'p > 0.9999']
    """
    if value < SMALLEST_P_VALUE:
        return f"p < {SMALLEST_P_VALUE:g}"
    if value > LARGEST_BELOW_ONE:
        text = format_probability(value)
        return f"p {text}" if text.startswith(">") else f"p = {text}"
    return f"p = {format_number(value)}"


def format_cell(cell: Cell) -> str:
    """Write a table's cell: text as it is, numbers by `format_number`.

    Parameters
    ----------
    cell : str, int or float
        The cell.

    Returns
    -------
    str
        What is printed; whole numbers of five digits and more by thousands.

    Examples
    --------
    >>> [format_cell(cell) for cell in ("-", 9999, 22961, 22961.4)]
    ['-', '9999', '22,961', '22961']
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int) and abs(cell) >= LARGEST_ROUNDED:
        return f"{cell:,}"
    return format_number(cell)


def format_row(columns: Sequence[str], row: Sequence[Cell]) -> tuple[str, ...]:
    """Write the cells of a table's row, each as its heading asks.

    Parameters
    ----------
    columns : sequence of str, length C
        The headings.
    row : sequence of str, int or float, length C
        The cells.

    Returns
    -------
    tuple of str, length C
        Below ``P(...)`` and ``probability`` no cell is 0 or 1 by rounding; every other
        one is as by `format_cell`.

    Examples
    --------
    >>> format_row(("prior", "P(group > reference)"), ("Jeffreys", 0.99997))
    ('Jeffreys', '> 0.9999')
    """
    return tuple(
        format_probability(cell)
        if _is_probability(heading) and not isinstance(cell, str)
        else format_cell(cell)
        for heading, cell in zip(columns, row, strict=True)
    )


def _is_probability(heading: str) -> bool:
    return heading.startswith("P(") or heading == "probability"


def format_interval(interval: Interval) -> str:
    """Write an interval's limits and level.

    Parameters
    ----------
    interval : Interval
        Any interval.

    Returns
    -------
    str
        Such as ``"2.105 to 1661 (95% confidence)"``.
    """
    limits = f"{format_number(interval.low)} to {format_number(interval.high)}"
    if interval.kind == "bounds":
        return f"{limits} (bounds)"
    return f"{limits} ({format_level(interval.level)} {interval.kind})"


def format_level(level: float) -> str:
    """Write a level as a percentage, with all of its digits.

    Parameters
    ----------
    level : float
        In (0, 1).

    Returns
    -------
    str
        Never 100% by rounding.

    Examples
    --------
    >>> [format_level(level) for level in (0.95, 0.57, 0.9, 0.9999999)]
    ['95%', '57%', '90%', '99.99999%']
    """
    return f"{(100 * Decimal(repr(float(level)))).normalize():f}%"


def estimate_cells(estimate: Estimate) -> tuple[str, ...]:
    """Write an estimate as the cells under `HEADINGS`.

    Parameters
    ----------
    estimate : Estimate
        Any estimate.

    Returns
    -------
    tuple of str, length 6
        Estimand, estimate, interval, unit, method, what it is known from.
    """
    return (
        estimate.estimand,
        format_number(estimate.value),
        format_interval(estimate.interval),
        estimate.unit,
        estimate.interval.method,
        KNOWN_FROM[estimate.identified],
    )
