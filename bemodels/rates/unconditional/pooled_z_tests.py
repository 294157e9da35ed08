"""Exact unconditional tests of equal attack rates, ordered by the pooled z.

The p-value is the greatest probability, over all common rates, of a table at least as
extreme.
"""

from __future__ import annotations

from bemodels.rates.group import Group
from bemodels.rates.unconditional.exact_p_values import UnconditionalTest
from bemodels.rates.unconditional.orderings import (
    either_way,
    mirrored,
    pooled_z,
)
from bemodels.result import HypothesisTest

BARNARD = UnconditionalTest(
    name="Barnard's exact unconditional test, pooled z (Suissa-Shuster), two-sided",
    statistics=(either_way(pooled_z),),
    tolerance=0.0,
)
BARNARD_GREATER = UnconditionalTest(
    name="Barnard's exact unconditional test, pooled z (Suissa-Shuster), one-sided",
    statistics=(pooled_z,),
    tolerance=0.0,
)
CHAN_ZHANG = UnconditionalTest(
    name="Chan-Zhang exact unconditional score test, twice the smaller one-sided "
    "p-value",
    statistics=(pooled_z, mirrored(pooled_z)),
    tolerance=0.0,
)
AGRESTI_MIN = UnconditionalTest(
    name="Agresti-Min exact unconditional score test, two-sided",
    statistics=(either_way(pooled_z),),
    tolerance=0.0,
)


def barnard(group: Group, reference: Group, *, gamma: float = 0.0) -> HypothesisTest:
    """Test equal attack rates, tables ordered by the pooled z (Suissa-Shuster).

    Parameters
    ----------
    group, reference : Group
        The counts; the product of the incidents is 250,000 or less.
    gamma : float, default 0
        Berger and Boos' error probability, in [0, 1): the common rate is sought in
        its exact interval of level 1 - gamma, and gamma is added to the p-value.

    Returns
    -------
    HypothesisTest
        Two-sided.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If there are more tables than are visited.

    References
    ----------
    .. [1] Suissa S, Shuster JJ (1985). Exact unconditional sample sizes for the 2 x 2
       binomial trial. Journal of the Royal Statistical Society A 148, 317-327.

    Examples
    --------
    >>> group = Group(attacks=3, incidents=12)
    >>> reference = Group(attacks=1, incidents=95)
    >>> round(barnard(group, reference).p_value, 6)
    0.001285
    """
    return BARNARD.test(group, reference, gamma=gamma)


def barnard_greater(
    group: Group, reference: Group, *, gamma: float = 0.0
) -> HypothesisTest:
    """Test whether the group's rate is higher, by the pooled z.

    Parameters
    ----------
    group, reference : Group
        The counts; the product of the incidents is 250,000 or less.
    gamma : float, default 0
        Berger and Boos' error probability, in [0, 1): the common rate is sought in
        its exact interval of level 1 - gamma, and gamma is added to the p-value.

    Returns
    -------
    HypothesisTest
        One-sided.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If there are more tables than are visited.

    References
    ----------
    .. [1] Suissa S, Shuster JJ (1985). Exact unconditional sample sizes for the 2 x 2
       binomial trial. Journal of the Royal Statistical Society A 148, 317-327.

    Examples
    --------
    >>> group = Group(attacks=3, incidents=12)
    >>> reference = Group(attacks=1, incidents=95)
    >>> round(barnard_greater(group, reference).p_value, 6)
    0.001285
    """
    return BARNARD_GREATER.test(group, reference, gamma=gamma)


def chan_zhang_test(
    group: Group, reference: Group, *, gamma: float = 0.0
) -> HypothesisTest:
    """Test equal attack rates as the Chan-Zhang intervals do.

    Parameters
    ----------
    group, reference : Group
        The counts; the product of the incidents is 250,000 or less.
    gamma : float, default 0
        Berger and Boos' error probability, in [0, 1): the common rate is sought in
        its exact interval of level 1 - gamma, and gamma is added to the p-value.

    Returns
    -------
    HypothesisTest
        Twice the smaller one-sided p-value, at most 1.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If there are more tables than are visited.

    References
    ----------
    .. [1] Chan ISF, Zhang Z (1999). Test-based exact confidence intervals for the
       difference of two binomial proportions. Biometrics 55, 1202-1209.

    Examples
    --------
    >>> group = Group(attacks=3, incidents=12)
    >>> reference = Group(attacks=1, incidents=95)
    >>> round(chan_zhang_test(group, reference).p_value, 6)
    0.002569
    """
    return CHAN_ZHANG.test(group, reference, gamma=gamma)


def agresti_min_test(
    group: Group, reference: Group, *, gamma: float = 0.0
) -> HypothesisTest:
    """Test equal attack rates as the Agresti-Min intervals do.

    Parameters
    ----------
    group, reference : Group
        The counts; the product of the incidents is 250,000 or less.
    gamma : float, default 0
        Berger and Boos' error probability, in [0, 1): the common rate is sought in
        its exact interval of level 1 - gamma, and gamma is added to the p-value.

    Returns
    -------
    HypothesisTest
        Two-sided; at equal rates the score statistic is the pooled z, so that the
        p-value is that of `barnard`.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If there are more tables than are visited.

    References
    ----------
    .. [1] Agresti A, Min Y (2001). On small-sample confidence intervals for parameters
       in discrete distributions. Biometrics 57, 963-971.

    Examples
    --------
    >>> group = Group(attacks=3, incidents=12)
    >>> reference = Group(attacks=1, incidents=95)
    >>> round(agresti_min_test(group, reference).p_value, 6)
    0.001285
    """
    return AGRESTI_MIN.test(group, reference, gamma=gamma)
