"""What no test of two attack rates can exceed, so that a search need not begin below.

Every test of a level has at most the power of the most powerful one against a single
pair of equal rates [1]_. With that pair held, more incidents never lower the bound.

References
----------
.. [1] Neyman J, Pearson ES (1933). On the problem of the most efficient tests of
   statistical hypotheses. Philosophical Transactions of the Royal Society A 231,
   289-337.
"""

from __future__ import annotations

import numpy as np

from bemodels.rates.unconditional.binomial_tables import binomial_chances
from bemodels.rates.unconditional.orderings import Sizes


def greatest_power(
    sizes: Sizes, rates: tuple[float, float], common: float, level: float
) -> float:
    """Return the power of the most powerful test against one common rate.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.
    rates : tuple of float
        Their supposed attack rates, in [0, 1].
    common : float
        The rate of both that is tested, in (0, 1).
    level : float
        One minus the level of the test, in (0, 1).

    Returns
    -------
    float
        In [0, 1]; no test of this level has more.

    Examples
    --------
    >>> round(greatest_power((12, 95), (0.25, 0.0105), 0.0373, 0.95), 3)
    0.895
    """
    supposed, equal = (
        np.outer(*_chances(sizes, one)).ravel() for one in (rates, (common, common))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        order = np.argsort(-np.nan_to_num(supposed / equal, posinf=np.inf))
    spent, found = np.cumsum(equal[order]), np.cumsum(supposed[order])
    # The table at which the level is spent is rejected with a part of its chance.
    return min(1.0, float(np.interp(1 - level, [0, *spent], [0, *found])))


def greatest_power_by_tails(
    sizes: Sizes, rates: tuple[float, float], common: float, level: float
) -> float:
    """Return what a test of two halves cannot exceed, such as Boschloo's.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.
    rates : tuple of float
        Their supposed attack rates, in [0, 1].
    common : float
        The rate of both that is tested, in (0, 1).
    level : float
        One minus the level of both halves together, in (0, 1).

    Returns
    -------
    float
        In [0, 1]. The half on the wrong side rejects less often than between equal
        rates, and so with no more than its half of the level.

    Examples
    --------
    >>> round(greatest_power_by_tails((12, 95), (0.25, 0.0105), 0.0373, 0.95), 3)
    0.863
    """
    half = (1 - level) / 2
    return min(1.0, half + greatest_power(sizes, rates, common, 1 - half))


def _chances(sizes: Sizes, rates: tuple[float, float]) -> tuple[np.ndarray, ...]:
    return tuple(
        binomial_chances(size, np.array([rate]))[0]
        for size, rate in zip(sizes, rates, strict=True)
    )
