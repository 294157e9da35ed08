"""How far from the reference's an attack rate must lie to be found.

Power is that of Boschloo's test, summed over all tables.
"""

from __future__ import annotations

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.design.boschloo_power import (
    boschloo_power,
    check_power,
    check_rates,
    checked_sizes,
)
from bemodels.rates.unconditional.orderings import Sizes

_HALVINGS = 40


def minimum_detectable_rate(
    incidents: int,
    reference_incidents: int,
    *,
    reference_rate: float,
    power: float,
    level: float = 0.95,
) -> float:
    """Return the lowest attack rate above the reference's that would be found.

    Parameters
    ----------
    incidents, reference_incidents : int
        Sizes of the group and of the reference, 1 or more; their product is 250,000 or
        less.
    reference_rate : float
        The reference's attack rate that is supposed, in [0, 1).
    power : float
        The probability of finding it that is asked for, in (0, 1) and above that of
        telling equal rates apart.
    level : float, default 0.95
        One minus the level of Boschloo's two-sided test, in (0, 1).

    Returns
    -------
    float
        In (`reference_rate`, 1].

    Raises
    ------
    InvalidDataError
        If an argument lies outside its range.
    NotEstimableError
        If even a rate of 1 would not be found, or there are more tables than are
        visited.

    Examples
    --------
    >>> rate = minimum_detectable_rate(12, 95, reference_rate=0.0105, power=0.8)
    >>> round(rate, 4)
    0.2593
    """
    return _least_found(
        checked_sizes(incidents, reference_incidents), reference_rate, 1.0, power, level
    )


def minimum_detectable_lower_rate(
    incidents: int,
    reference_incidents: int,
    *,
    reference_rate: float,
    power: float,
    level: float = 0.95,
) -> float:
    """Return the highest attack rate below the reference's that would be found.

    Parameters
    ----------
    incidents, reference_incidents : int
        Sizes of the group and of the reference, 1 or more; their product is 250,000 or
        less.
    reference_rate : float
        The reference's attack rate that is supposed, in (0, 1].
    power : float
        The probability of finding it that is asked for, in (0, 1) and above that of
        telling equal rates apart.
    level : float, default 0.95
        One minus the level of Boschloo's two-sided test, in (0, 1).

    Returns
    -------
    float
        In [0, `reference_rate`).

    Raises
    ------
    InvalidDataError
        If an argument lies outside its range.
    NotEstimableError
        If even a rate of 0 would not be found, or there are more tables than are
        visited.

    Examples
    --------
    >>> rate = minimum_detectable_lower_rate(95, 12, reference_rate=0.25, power=0.8)
    >>> round(rate, 4)
    0.0081
    """
    return _least_found(
        checked_sizes(incidents, reference_incidents), reference_rate, 0.0, power, level
    )


def _least_found(
    sizes: Sizes, reference_rate: float, end: float, power: float, level: float
) -> float:
    """Return the rate nearest to the reference's, on the side of an end, that is found.

    Halved towards it, from the end.
    """
    check_rates(reference_rate=reference_rate)
    check_power(power, level)
    near, far = float(reference_rate), end
    found_equal = boschloo_power(sizes, near, reference_rate, level)
    if found_equal >= power:
        raise InvalidDataError(
            f"power must be above {found_equal:.3g}, the probability that attack rates "
            f"both of {reference_rate:g} are told apart, got {power:g}"
        )
    if boschloo_power(sizes, far, reference_rate, level) < power:
        side = "above" if end else "below"
        raise NotEstimableError(
            f"no attack rate {side} {reference_rate:g} is found with power {power:g} "
            f"by {sizes[0]} against {sizes[1]} incidents"
        )
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        if boschloo_power(sizes, middle, reference_rate, level) < power:
            near = middle
        else:
            far = middle
    return far
