"""What a value must be before it is let in; each refusal is one line."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from math import isnan
from numbers import Integral, Real
from sys import float_info
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Literal,
    TypeGuard,
    get_args,
    get_origin,
    get_type_hints,
)

from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LONGEST_SHOWN = 80
SMALLEST_TAIL = 1e-9


def check_level(level: float) -> None:
    """Refuse a coverage level outside (0, 1).

    Parameters
    ----------
    level : float
        Nominal coverage.

    Raises
    ------
    InvalidDataError
        If `level` is no number strictly between 0 and 1, or so near to 1 that its
        tails are lost to rounding.
    """
    if not is_number(level) or not 0 < level < 1:
        raise InvalidDataError(f"level must lie between 0 and 1, got {shown(level)}")
    if 1 - level < SMALLEST_TAIL:
        raise InvalidDataError(
            f"level must leave {SMALLEST_TAIL:g} or more to the tails, got "
            f"{shown(level)}"
        )


def check_type(name: str, value: object, *kinds: type) -> None:
    """Refuse a value of another type, at the door of an analysis.

    Parameters
    ----------
    name : str
        The argument that the value was given for.
    value : object
        Whatever a caller gave.
    *kinds : type
        What it must be, one of them.

    Raises
    ------
    InvalidDataError
        If `value` is none of these.

    Examples
    --------
    >>> check_type("table", "x", int)
    Traceback (most recent call last):
        ...
    bemodels.errors.InvalidDataError: table must be an int, got 'x'
    """
    if not isinstance(value, kinds):
        allowed = " or ".join(map(_a, kinds))
        raise InvalidDataError(f"{name} must be {allowed}, got {shown(value)}")


def check_fields(value: DataclassInstance) -> None:
    """Refuse a frozen value whose fields are not what their annotations say.

    Parameters
    ----------
    value : dataclass
        Its annotations are text, numbers, truth values, literals, other values, and
        tuples of these.

    Raises
    ------
    InvalidDataError
        If a number is none or NaN, a word is not one of those there are, a list stands
        for a tuple, or anything else is of another type.
    """
    for name, kind in _annotations(type(value)):
        _check(f"{named(value)}: {name}", getattr(value, name), kind)


def named(value: DataclassInstance) -> str:
    """Name a value in a message: its class, and the text that comes first in it.

    Parameters
    ----------
    value : dataclass
        Any of a result's values.

    Returns
    -------
    str
        Such as ``"Estimate 'odds_ratio'"``.
    """
    first = getattr(value, fields(value)[0].name)
    label = f" {shown(first)}" if isinstance(first, str) else ""
    return f"{type(value).__name__}{label}"


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether a value is a real number; neither a truth value nor NaN is one.

    Parameters
    ----------
    value : object
        Any value.

    Returns
    -------
    bool
        True for infinite ones too.
    """
    if not isinstance(value, Real) or isinstance(value, bool):
        return False
    # A whole number may be too large to be asked.
    return isinstance(value, Integral) or not isnan(value)


def is_whole(value: object) -> TypeGuard[int]:
    """Tell whether a value is a whole number; a truth value is none.

    Parameters
    ----------
    value : object
        Any value.

    Returns
    -------
    bool
        True for those of NumPy too.
    """
    return isinstance(value, Integral) and not isinstance(value, bool)


def check_whole(name: str, value: object, *, least: int) -> int:
    """Return a whole number, NumPy's included, or refuse what is none.

    Parameters
    ----------
    name : str
        What the message calls it.
    value : object
        What was given.
    least : int
        The smallest that is taken.

    Returns
    -------
    int
        The number.

    Raises
    ------
    InvalidDataError
        If `value` is no whole number, a truth value, or below `least`.

    Examples
    --------
    >>> check_whole("seed", 7, least=0)
    7
    """
    if not is_whole(value) or value < least:
        raise InvalidDataError(
            f"{name} must be a whole number of {least} or more, got {shown(value)}"
        )
    return int(value)


def check_number(name: str, value: object, *, low: float, high: float) -> None:
    """Refuse what is no number strictly between two others.

    Parameters
    ----------
    name : str
        What the message calls it.
    value : object
        What was given.
    low, high : float
        Neither is taken.

    Raises
    ------
    InvalidDataError
        If `value` is no number, a truth value, or not between them.
    """
    if not is_number(value) or not low < value < high or _is_too_large(value):
        raise InvalidDataError(f"{name} must be {_rule(low, high)}, got {shown(value)}")


def _rule(low: float, high: float) -> str:
    if high < float("inf"):
        return f"a number between {low:g} and {high:g}"
    return "a finite number" + (f" above {low:g}" if low > -high else "")


def _is_too_large(value: float) -> bool:
    """Tell whether a whole number is beyond what arithmetic can hold."""
    return isinstance(value, Integral) and abs(int(value)) > float_info.max


def shown(value: object) -> str:
    """Write what was found as it goes into a message, on one line.

    Parameters
    ----------
    value : object
        Whatever a caller gave or a cell held.

    Returns
    -------
    str
        Numbers as they print; all else as `repr`, which escapes what does not print,
        cut at 80 characters.

    Examples
    --------
    >>> shown("3 attacks"), shown(1.5)
    ("'3 attacks'", '1.5')
    >>> import numpy as np
    >>> shown(np.bool_(True)), shown(np.array(3.0))
    ('True', '3.0')
    >>> len(shown("a" * 10_000))
    80
    """
    if getattr(value, "shape", None) == ():
        value = value.item()  # type: ignore[attr-defined]  # numpy's True is np.True_
    try:
        text = str(value) if isinstance(value, Real) else repr(value)
    except ValueError:  # Python refuses to write a number of more than 4300 digits
        return "a number of thousands of digits"
    text = text.replace("\n", " ")
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


@cache
def _annotations(kind: type[DataclassInstance]) -> tuple[tuple[str, object], ...]:
    hints = get_type_hints(kind)
    return tuple((one.name, hints[one.name]) for one in fields(kind))


def _check(where: str, value: object, kind: object) -> None:
    expected = _expected(kind)
    if not _fits(value, kind):
        raise InvalidDataError(f"{where} must be {expected}, got {shown(value)}")
    if isinstance(value, tuple):
        for place, one in enumerate(value):
            _check(f"{where}[{place}]", one, get_args(kind)[0])


def _fits(value: object, kind: object) -> bool:
    if get_origin(kind) is Literal:
        return isinstance(value, str) and value in get_args(kind)
    if isinstance(kind, UnionType):
        return any(_fits(value, one) for one in get_args(kind))
    if kind is float:
        return is_number(value)
    if kind is int:
        return is_whole(value)
    return isinstance(value, get_origin(kind) or kind)  # type: ignore[arg-type]


def _expected(kind: object) -> str:
    if get_origin(kind) is Literal:
        return f"one of {', '.join(map(repr, get_args(kind)))}"
    if isinstance(kind, UnionType):
        return "text or a number"
    words = {str: "text", float: "a number", int: "a whole number", bool: "a bool"}
    return words.get(kind) or _a(get_origin(kind) or kind)  # type: ignore


def _a(kind: type) -> str:
    return f"{'an' if kind.__name__[0] in 'AEIOUaeiou' else 'a'} {kind.__name__}"
