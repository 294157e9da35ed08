"""Power of Boschloo's test under supposed attack rates, one region a design."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.design.enumeration import power_of
from bemodels.rates.extent import LARGEST_PRODUCT
from bemodels.rates.unconditional.exact_p_values import (
    tables_rejected,
)
from bemodels.rates.unconditional.likelihood_tests import BOSCHLOO
from bemodels.rates.unconditional.orderings import Sizes
from bemodels.result import check_level
from bemodels.result.rules import check_number, check_whole, is_number, shown

# Of two sizes that multiply to more than are visited, the smaller is kept up to this.
_LARGEST_SMALLER = 500


def boschloo_power(
    sizes: Sizes, rate: float, reference_rate: float, level: float
) -> float:
    """Return the probability that Boschloo's test rejects.

    Parameters
    ----------
    sizes : tuple of int
        As checked.
    rate, reference_rate : float
        Supposed attack rates, in [0, 1].
    level : float
        One minus the level of the two-sided test, in (0, 1).

    Returns
    -------
    float
        In [0, 1].
    """
    return power_of(_rejected(sizes, level), rate, reference_rate)


@lru_cache(maxsize=32)
def _rejected(sizes: Sizes, level: float) -> np.ndarray:
    return tables_rejected(sizes, BOSCHLOO, level)


def checked_sizes(incidents: int, reference_incidents: int) -> Sizes:
    """Return the sizes of a design, or refuse one that is too large.

    Parameters
    ----------
    incidents, reference_incidents : int
        Of the group and of the reference.

    Returns
    -------
    tuple of int
        Both, 1 or more.

    Raises
    ------
    InvalidDataError
        If one is no whole number, or below 1.
    NotEstimableError
        If they have too many tables; the message names sizes that have not.
    """
    sizes = (
        check_whole("incidents", incidents, least=1),
        check_whole("reference_incidents", reference_incidents, least=1),
    )
    one, other = sizes
    if one * other > LARGEST_PRODUCT:
        least = min(one, other, _LARGEST_SMALLER)
        most = LARGEST_PRODUCT // least
        one, other = (most, least) if one > other else (least, most)
        raise NotEstimableError(
            "power is summed over every table, for sizes that multiply to "
            f"{LARGEST_PRODUCT} or less, got {sizes[0]} against {sizes[1]}; {one} "
            f"against {other} can be asked, and more incidents have, as a rule, more "
            "power"
        )
    return sizes


def check_rates(**rates: float) -> None:
    """Refuse what is no attack rate.

    Parameters
    ----------
    **rates : float
        By name.

    Raises
    ------
    InvalidDataError
        If one lies outside [0, 1].
    """
    for name, rate in rates.items():
        if not is_number(rate) or not 0 <= rate <= 1:
            raise InvalidDataError(f"{name} must lie in [0, 1], got {shown(rate)}")


def check_power(power: float, level: float) -> None:
    """Refuse a power or a level that there is not.

    Parameters
    ----------
    power, level : float
        Both in (0, 1).

    Raises
    ------
    InvalidDataError
        If one lies outside.
    """
    check_number("power", power, low=0.0, high=1.0)
    check_level(level)
