"""Exact unconditional tests of equal attack rates, ordered by probabilities of tables.

Fisher's p-value or the likelihood ratio puts the tables in an order; the p-value is the
greatest probability, over all common rates, of a table at least as extreme.
"""

from __future__ import annotations

from bemodels.rates.group import Group
from bemodels.rates.unconditional.exact_p_values import UnconditionalTest
from bemodels.rates.unconditional.orderings import (
    fisher_greater,
    fisher_less,
    fisher_minlike,
    likelihood_ratio,
)
from bemodels.result import HypothesisTest

BOSCHLOO = UnconditionalTest(
    name="Boschloo's exact unconditional test, twice the smaller one-sided p-value",
    statistics=(fisher_greater, fisher_less),
)
BOSCHLOO_GREATER = UnconditionalTest(
    name="Boschloo's exact unconditional test, one-sided",
    statistics=(fisher_greater,),
)
BOSCHLOO_MINLIKE = UnconditionalTest(
    name="Boschloo's exact unconditional test, ordered by Fisher's two-sided p-value",
    statistics=(fisher_minlike,),
)
LIKELIHOOD_RATIO = UnconditionalTest(
    name="exact unconditional likelihood-ratio test, two-sided",
    statistics=(likelihood_ratio,),
)


def boschloo(group: Group, reference: Group, *, gamma: float = 0.0) -> HypothesisTest:
    """Test equal attack rates, tables ordered by Fisher's one-sided p-value.

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
    .. [1] Boschloo RD (1970). Raised conditional level of significance for the 2 x 2
       table when testing the equality of two probabilities. Statistica Neerlandica
       24, 1-35.

    Examples
    --------
    >>> group = Group(attacks=3, incidents=12)
    >>> reference = Group(attacks=1, incidents=95)
    >>> round(boschloo(group, reference).p_value, 6)
    0.003843
    """
    return BOSCHLOO.test(group, reference, gamma=gamma)


def boschloo_greater(
    group: Group, reference: Group, *, gamma: float = 0.0
) -> HypothesisTest:
    """Test whether the group's rate is higher, by Fisher's p-value.

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
    .. [1] Boschloo RD (1970). Raised conditional level of significance for the 2 x 2
       table when testing the equality of two probabilities. Statistica Neerlandica
       24, 1-35.

    Examples
    --------
    >>> group = Group(attacks=3, incidents=12)
    >>> reference = Group(attacks=1, incidents=95)
    >>> round(boschloo_greater(group, reference).p_value, 6)
    0.001922
    """
    return BOSCHLOO_GREATER.test(group, reference, gamma=gamma)


def boschloo_minlike(
    group: Group, reference: Group, *, gamma: float = 0.0
) -> HypothesisTest:
    """Test equal attack rates, tables ordered by Fisher's two-sided p-value.

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
        Two-sided; no interval belongs to it.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If there are more tables than are visited.

    References
    ----------
    .. [1] Boschloo RD (1970). Raised conditional level of significance for the 2 x 2
       table when testing the equality of two probabilities. Statistica Neerlandica
       24, 1-35.

    Examples
    --------
    >>> group = Group(attacks=3, incidents=12)
    >>> reference = Group(attacks=1, incidents=95)
    >>> round(boschloo_minlike(group, reference).p_value, 6)
    0.002799
    """
    return BOSCHLOO_MINLIKE.test(group, reference, gamma=gamma)


def unconditional_likelihood_ratio(
    group: Group, reference: Group, *, gamma: float = 0.0
) -> HypothesisTest:
    """Test equal attack rates, tables ordered by their likelihood ratio.

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
    .. [1] Mehrotra DV, Chan ISF, Berger RL (2003). A cautionary note on exact
       unconditional inference for a difference between two independent binomial
       proportions. Biometrics 59, 441-450.

    Examples
    --------
    >>> group = Group(attacks=3, incidents=12)
    >>> reference = Group(attacks=1, incidents=95)
    >>> round(unconditional_likelihood_ratio(group, reference).p_value, 6)
    0.003874
    """
    return LIKELIHOOD_RATIO.test(group, reference, gamma=gamma)
