"""Variance factors: by how much the variance of a count may exceed its mean."""

from __future__ import annotations

from collections.abc import Iterable
from sys import float_info

from bemodels.errors import InvalidDataError
from bemodels.result.as_written import format_exact
from bemodels.result.rules import is_number, shown

FACTORS = (2.0, 3.0)


def check_factors(factors: Iterable[float]) -> tuple[float, ...]:
    """Return variance factors, or refuse what are none.

    Parameters
    ----------
    factors : iterable of float
        Each 1 or more and finite.

    Returns
    -------
    tuple of float
        In the given order.

    Raises
    ------
    InvalidDataError
        If one is no such number.

    Examples
    --------
    >>> check_factors([2, 3])
    (2.0, 3.0)
    """
    if not isinstance(factors, Iterable) or isinstance(factors, str):
        raise InvalidDataError(f"factors must be a sequence, got {shown(factors)}")
    found = tuple(factors)
    for one in found:
        if not is_number(one) or not 1 <= one <= float_info.max:
            raise InvalidDataError(
                "a variance factor must be a finite number of 1 or more, got "
                f"{shown(one)}"
            )
    return tuple(map(float, found))


def factor_words(factor: float) -> str:
    """Write a variance factor so that no other one is written alike.

    Parameters
    ----------
    factor : float
        1 or more, finite.

    Returns
    -------
    str
        As it stands in the name of an estimand and in the method of an interval.

    Examples
    --------
    >>> factor_words(2.0), factor_words(1.5)
    ('variance factor 2', 'variance factor 1.5')
    """
    return f"variance factor {format_exact(factor)}"
