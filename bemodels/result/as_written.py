"""Numbers as they are written, without the error of their binary form."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import inf
from numbers import Rational

from bemodels.errors import InvalidDataError
from bemodels.result.rules import is_number, shown

# Above it not every whole number is a float, and digits are no longer plain.
_LARGEST_PLAIN = 2**53


def exact(name: str, value: object) -> Fraction:
    """Return a number as it is written.

    Parameters
    ----------
    name : str
        What the message calls it.
    value : object
        A whole number, a fraction or a real one.

    Returns
    -------
    fractions.Fraction
        Such as 1/10 for 0.1.

    Raises
    ------
    InvalidDataError
        If it is no finite number.

    Examples
    --------
    >>> exact("within", 0.1)
    Fraction(1, 10)
    """
    if not is_number(value) or abs(value) == inf:
        raise InvalidDataError(f"{name} must be a finite number, got {shown(value)}")
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    return Fraction(Decimal(str(value)))


def format_exact(value: float) -> str:
    """Write a number so that no other one is written alike.

    Parameters
    ----------
    value : float
        A finite number.

    Returns
    -------
    str
        With all of its digits, a whole number without a point.

    Raises
    ------
    InvalidDataError
        If it is no finite number.

    Examples
    --------
    >>> [format_exact(one) for one in (50, 50.0, 50.0000001, 0.5, 1e-7)]
    ['50', '50', '50.0000001', '0.5', '1e-07']
    """
    number = exact("a number", value)
    if number.denominator == 1 and abs(number) <= _LARGEST_PLAIN:
        return str(number.numerator)
    return str(value)
