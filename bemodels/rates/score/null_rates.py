"""The most likely pair of rates under a stated contrast between them.

Under a null hypothesis one rate is free and the other follows from the contrast. The
likelihood of the free one is greatest at a root of a cubic (difference of proportions)
or of a quadratic equation [1]_; each root is taken in the form that cancels nothing.
Counts may be numbers or arrays that broadcast against each other.

References
----------
.. [1] Miettinen O, Nurminen M (1985). Comparative analysis of two rates. Statistics in
   Medicine 4, 213-226.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlog1py, xlogy

_NEWTON_STEPS = 4


class Counts(NamedTuple):
    """Events of a group and of its reference, and what they were counted in.

    Attributes
    ----------
    events, size : numpy.ndarray
        The group: attacks and incidents, or events and years.
    reference_events, reference_size : numpy.ndarray
        The reference.
    """

    events: np.ndarray
    size: np.ndarray
    reference_events: np.ndarray
    reference_size: np.ndarray

    @classmethod
    def of(cls, *numbers: ArrayLike) -> Counts:
        """Return counts from numbers or arrays that broadcast.

        Parameters
        ----------
        *numbers : array_like
            The four, in their order.

        Returns
        -------
        Counts
            Of floats.
        """
        return cls(*(np.asarray(one, dtype=float) for one in numbers))


class Rate(NamedTuple):
    """A proportion or an event rate, and how a count of it varies.

    Attributes
    ----------
    value, rest : numpy.ndarray
        The rate, and for a proportion what is left to 1.
    spread, skew : numpy.ndarray
        A count out of n has variance n * spread and third moment n * spread * skew.
    """

    value: np.ndarray
    rest: np.ndarray
    spread: np.ndarray
    skew: np.ndarray


class Rates(NamedTuple):
    """Rates of a group and of its reference.

    Attributes
    ----------
    group, reference : Rate
        The two rates.
    """

    group: Rate
    reference: Rate


def _proportion(value: np.ndarray, rest: np.ndarray) -> Rate:
    return Rate(value, rest, value * rest, rest - value)


def _event_rate(value: np.ndarray) -> Rate:
    ones = np.ones_like(value)
    return Rate(value, ones, value, ones)


def proportions_given_difference(counts: Counts, null: float) -> Rates:
    """Return the most likely proportions whose difference is stated.

    Parameters
    ----------
    counts : Counts
        Attacks of incidents.
    null : float
        Group less reference, in [-1, 1].

    Returns
    -------
    Rates
        In [0, 1].
    """
    x, n, y, m = counts
    low, high = max(0.0, -null), min(1.0, 1 - null)
    excess, spread, slope = x - n * null, null * (1 - null), 1 - 2 * null
    root = _root_of_cubic(
        n + m,
        -(excess + n + y + m * slope),
        excess + y * slope - m * spread,
        y * spread,
        within=(low, high),
    )
    reference = _most_likely(counts, null, root, low, high)
    group = np.clip(reference + null, 0, 1)
    return Rates(_proportion(group, 1 - group), _proportion(reference, 1 - reference))


def _root_of_cubic(
    a: np.ndarray,
    b: np.ndarray,
    c: np.ndarray,
    d: np.ndarray,
    *,
    within: tuple[float, float],
) -> np.ndarray:
    """Return the middle one of three real roots, polished by Newton's steps."""
    shift = b / (3 * a)
    spread = np.sqrt(np.maximum(shift**2 - c / (3 * a), 0))
    offset = shift**3 - b * c / (6 * a**2) + d / (2 * a)
    signed = np.copysign(spread, offset)
    cube = signed**3
    cosine = np.divide(offset, cube, out=np.ones_like(cube), where=cube != 0)
    angle = (np.pi + np.arccos(np.clip(cosine, -1, 1))) / 3
    root = np.clip(2 * signed * np.cos(angle) - shift, *within)
    for _ in range(_NEWTON_STEPS):
        value = ((a * root + b) * root + c) * root + d
        slope = (3 * a * root + 2 * b) * root + c
        step = np.divide(value, slope, out=np.zeros_like(value), where=slope < 0)
        root = np.clip(root - step, *within)
    return np.asarray(root)


def _most_likely(
    counts: Counts, null: float, root: np.ndarray, low: float, high: float
) -> np.ndarray:
    """Return the root, or an end of its range where that is more likely.

    At an end the cubic has a double root, which Newton's steps approach slowly.
    """
    best, highest = root, _log_likelihood(counts, null, root)
    for end in (low, high):
        likelihood = _log_likelihood(counts, null, np.full_like(root, end))
        best = np.where(likelihood > highest, end, best)
        highest = np.maximum(likelihood, highest)
    return best


def _log_likelihood(counts: Counts, null: float, reference: np.ndarray) -> np.ndarray:
    x, n, y, m = counts
    group = np.clip(reference + null, 0, 1)
    return np.asarray(
        xlogy(x, group)
        + xlog1py(n - x, -group)
        + xlogy(y, reference)
        + xlog1py(m - y, -reference)
    )


def proportions_given_ratio(counts: Counts, null: float) -> Rates:
    """Return the most likely proportions whose ratio is stated.

    Parameters
    ----------
    counts : Counts
        Attacks of incidents.
    null : float
        Group over reference, above 0 and finite.

    Returns
    -------
    Rates
        In [0, 1].
    """
    if null > 1:
        x, n, y, m = counts
        swapped = proportions_given_ratio(Counts(y, m, x, n), 1 / null)
        return Rates(swapped.reference, swapped.group)
    value, rest = _reference_given_ratio(counts, null)
    return Rates(
        _proportion(null * value, (1 - null) + null * rest), _proportion(value, rest)
    )


def _reference_given_ratio(
    counts: Counts, null: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the larger proportion, and what is left to 1, for a ratio up to 1.

    Each solves its own quadratic, of one discriminant without a difference in it.
    """
    x, n, y, m = counts
    square, fewer = null * (n + m), (1 - null) * (m - y)
    linear = (x - n) + (y - m) + (1 - null) * (n + m + (m - y))
    root = np.sqrt(linear**2 + 4 * square * fewer)
    rising = linear > 0
    above = np.where(rising, 2 * fewer, root - linear)
    below = np.where(rising, linear + root, 2 * square)
    value = 2 * (x + y) / (null * (n + y) + m + x + root)
    return np.asarray(value), np.asarray(above / below)


def proportions_given_odds_ratio(counts: Counts, null: float) -> Rates:
    """Return the most likely proportions whose odds ratio is stated.

    Parameters
    ----------
    counts : Counts
        Attacks of incidents.
    null : float
        Odds of the group over odds of the reference, above 0 and finite.

    Returns
    -------
    Rates
        In [0, 1]; strictly within unless no incident, or every one, is an attack.
    """
    x, n, y, m = counts
    total = x + y
    square = null * (n + m - total)
    linear = null * (n - total) + (m - total)
    root = np.sqrt(linear**2 + 4 * square * total)
    # The positive root as a fraction, whose larger form depends on a sign.
    rising = linear > 0
    above = np.where(rising, 2 * total, root - linear)
    below = np.where(rising, linear + root, 2 * square)
    group, both = null * above + below, above + below
    return Rates(
        _proportion(null * above / group, below / group),
        _proportion(above / both, below / both),
    )


def event_rates_given_difference(counts: Counts, null: float) -> Rates:
    """Return the most likely event rates whose difference is stated.

    Parameters
    ----------
    counts : Counts
        Events in years.
    null : float
        Group less reference, in events per year.

    Returns
    -------
    Rates
        In events per year.
    """
    if null < 0:
        x, n, y, m = counts
        swapped = event_rates_given_difference(Counts(y, m, x, n), -null)
        return Rates(swapped.reference, swapped.group)
    x, n, y, m = counts
    years = n + m
    linear = x + y - null * years
    root = np.sqrt(linear**2 + 4 * years * y * null)
    falling = linear < 0
    above = np.where(falling, 2 * y * null, linear + root)
    below = np.where(falling, root - linear, 2 * years)
    reference = above / below
    return Rates(_event_rate(reference + null), _event_rate(reference))


def event_rates_given_ratio(counts: Counts, null: float) -> Rates:
    """Return the most likely event rates whose ratio is stated.

    Parameters
    ----------
    counts : Counts
        Events in years.
    null : float
        Group over reference, above 0 and finite.

    Returns
    -------
    Rates
        In events per year.
    """
    x, n, y, m = counts
    reference = np.asarray((x + y) / (null * n + m))
    return Rates(_event_rate(null * reference), _event_rate(reference))
