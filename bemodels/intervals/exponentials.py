"""Ratios and rates whose logarithm was computed, where no float may hold them."""

from __future__ import annotations

from math import exp, inf, log
from sys import float_info

from bemodels.errors import NotEstimableError

_LARGEST = log(float_info.max)


def exponential(value: float) -> float:
    """Return e to a power, infinite where a float cannot hold it.

    Parameters
    ----------
    value : float
        The power; may be infinite.

    Returns
    -------
    float
        0 or more.

    Examples
    --------
    >>> exponential(0.0), exponential(1e6), exponential(float("-inf"))
    (1.0, inf, 0.0)
    """
    return inf if value > _LARGEST else exp(value)


def held_exponential(name: str, value: float) -> float:
    """Return e to a power, or refuse what a float cannot hold.

    Parameters
    ----------
    name : str
        What the message calls it.
    value : float
        The power.

    Returns
    -------
    float
        Above 0 and finite.

    Raises
    ------
    NotEstimableError
        If it is 0 or infinite as a float.

    Examples
    --------
    >>> held_exponential("limit", 1e4)
    Traceback (most recent call last):
        ...
    bemodels.errors.NotEstimableError: a limit of 10^4343 is not estimable: ...
    """
    found = exponential(value)
    if not 0 < found < inf:
        raise NotEstimableError(
            f"a {name} of 10^{value / log(10):.0f} is not estimable: it is too near 0 "
            "or too large to be computed"
        )
    return found
