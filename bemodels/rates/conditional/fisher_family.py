"""Fisher's family: tests of two attack rates given how many attacks there were in all.

Given the margins of the table, the group's attacks follow a distribution without any
unknown if the two rates are equal. The forms differ in what counts as at least as
extreme as what was seen. Each belongs to the interval of `odds_ratios` that inverts it.
"""

from __future__ import annotations

from bemodels.intervals import (
    fisher_central_p_value,
    fisher_midp_p_value,
    fisher_minlike_midp_p_value,
    fisher_p_value,
)
from bemodels.intervals.conditional_p_values import blaker_p_value, greater_p_value
from bemodels.rates.conditional.checked_table import checked_table
from bemodels.rates.group import Group
from bemodels.result import HypothesisTest

_EQUAL = "The two attack rates are equal."


def fisher(group: Group, reference: Group) -> HypothesisTest:
    """Test by all tables that are no more probable than the observed one.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    HypothesisTest
        Its p-value lies in (0, 1].

    Raises
    ------
    InvalidDataError
        If either is no `Group`.

    Notes
    -----
    Exact: at most the stated share of such tables is rejected when the rates are equal.
    Its interval is `odds_ratio_minlike`.

    References
    ----------
    .. [1] Fisher RA (1935). The logic of inductive inference. Journal of the Royal
       Statistical Society 98, 39-82.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> round(fisher(inspired, linked).p_value, 6)
    0.004146
    """
    table = checked_table(group, reference)
    return HypothesisTest(
        null=_EQUAL,
        method="Fisher's exact test, minimum likelihood",
        p_value=fisher_p_value(table),
    )


def fisher_greater(group: Group, reference: Group) -> HypothesisTest:
    """Test whether the group's attack rate is the larger one.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    HypothesisTest
        Its p-value lies in (0, 1].

    Raises
    ------
    InvalidDataError
        If either is no `Group`.

    Notes
    -----
    One-sided and exact: the chance of the observed attacks of the group or more.

    References
    ----------
    .. [1] Fisher RA (1935). The logic of inductive inference. Journal of the Royal
       Statistical Society 98, 39-82.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> round(fisher_greater(inspired, linked).p_value, 6)
    0.004146
    """
    table = checked_table(group, reference)
    return HypothesisTest(
        null="The attack rate of the group is not larger than the reference's.",
        method="Fisher's exact test, one-sided (greater)",
        p_value=greater_p_value(table.conditional, 0.0),
    )


def fisher_central(group: Group, reference: Group) -> HypothesisTest:
    """Test by twice the smaller one-sided p-value.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    HypothesisTest
        Its p-value lies in (0, 1].

    Raises
    ------
    InvalidDataError
        If either is no `Group`.

    Notes
    -----
    Exact. Its intervals are `odds_ratio_exact` and the melded ones.

    References
    ----------
    .. [1] Fay MP (2010). Two-sided exact tests and matching confidence intervals for
       discrete data. R Journal 2(1), 53-58.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> round(fisher_central(inspired, linked).p_value, 6)
    0.008292
    """
    table = checked_table(group, reference)
    return HypothesisTest(
        null=_EQUAL,
        method="Fisher's exact test, central",
        p_value=fisher_central_p_value(table),
    )


def fisher_blaker(group: Group, reference: Group) -> HypothesisTest:
    """Test by the smaller tail with as much of the other as does not exceed it.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    HypothesisTest
        Its p-value lies in (0, 1].

    Raises
    ------
    InvalidDataError
        If either is no `Group`.

    Notes
    -----
    Exact, and never above `fisher_central`. Its interval is `odds_ratio_blaker`.

    References
    ----------
    .. [1] Blaker H (2000). Confidence curves and improved exact confidence intervals
       for discrete distributions. Canadian Journal of Statistics 28, 783-798.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> round(fisher_blaker(inspired, linked).p_value, 6)
    0.004146
    """
    table = checked_table(group, reference)
    return HypothesisTest(
        null=_EQUAL,
        method="Fisher's exact test, Blaker",
        p_value=blaker_p_value(table.conditional, 0.0),
    )


def fisher_midp(group: Group, reference: Group) -> HypothesisTest:
    """Test by twice the smaller tail, the observed table counted half.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    HypothesisTest
        Its p-value lies in (0, 1].

    Raises
    ------
    InvalidDataError
        If either is no `Group`.

    Notes
    -----
    Not exact: its size is near the nominal one, and seldom above it. Its interval is
    `odds_ratio_midp`.

    References
    ----------
    .. [1] Lancaster HO (1961). Significance tests in discrete distributions. Journal
       of the American Statistical Association 56, 223-234.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> round(fisher_midp(inspired, linked).p_value, 6)
    0.004242
    """
    table = checked_table(group, reference)
    return HypothesisTest(
        null=_EQUAL,
        method="Fisher's exact test, central mid-P",
        p_value=fisher_midp_p_value(table),
    )


def fisher_midp_minlike(group: Group, reference: Group) -> HypothesisTest:
    """Test as `fisher` does, equally probable tables counted half.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    HypothesisTest
        Its p-value lies in (0, 1].

    Raises
    ------
    InvalidDataError
        If either is no `Group`.

    Notes
    -----
    Not exact: its size is near the nominal one, and seldom above it. Where the margins
    allow one table only, nothing is tested and p is 1. Its interval is
    `odds_ratio_baptista_pike_midp`.

    References
    ----------
    .. [1] Lancaster HO (1961). Significance tests in discrete distributions. Journal
       of the American Statistical Association 56, 223-234.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> round(fisher_midp_minlike(inspired, linked).p_value, 6)
    0.002121
    """
    table = checked_table(group, reference)
    return HypothesisTest(
        null=_EQUAL,
        method="Fisher's exact test, minimum likelihood mid-P",
        p_value=fisher_minlike_midp_p_value(table),
    )
