"""Intervals of the odds ratio of attack, given how many attacks there were in all.

Each inverts a test of `fisher_family`, carried from an odds ratio of 1 to any other.
The arithmetic is that of `bemodels.intervals.conditional_limits`; only the ordering of
the tables differs.
"""

from __future__ import annotations

from bemodels.intervals.conditional_limits import BLAKER, CENTRAL, MIDP, MINLIKE
from bemodels.rates.conditional.checked_table import checked_table
from bemodels.rates.group import Group
from bemodels.rates.sample import counts_of, sample_odds_ratio, telling_what_is_left_out
from bemodels.result import Interval


def odds_ratio_exact(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Cornfield's exact central interval of the odds ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Open on a side on which the margins allow no further table.

    Raises
    ------
    InvalidDataError
        If either is no `Group`, or `level` lies outside its range.

    Notes
    -----
    Guaranteed coverage, and at most half of what the level leaves on either side.
    Inverts `fisher_central`.

    References
    ----------
    .. [1] Cornfield J (1956). A statistical problem arising from retrospective
       studies. Proceedings of the Third Berkeley Symposium 4, 135-148.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> interval = odds_ratio_exact(inspired, linked)
    >>> round(interval.low, 4), round(interval.high, 2)
    (2.1055, 1660.7)
    """
    table = checked_table(group, reference)
    return CENTRAL.interval(table.conditional, level=level)


def odds_ratio_midp(group: Group, reference: Group, *, level: float = 0.95) -> Interval:
    """Return the central mid-P interval of the odds ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Open on a side on which the margins allow no further table.

    Raises
    ------
    InvalidDataError
        If either is no `Group`, or `level` lies outside its range.

    Notes
    -----
    Coverage near the level, not guaranteed; shorter than Cornfield's. Inverts
    `fisher_midp`. Should a level below a half leave out the sample odds ratio, which is
    not the conditional one, `method` says so.

    References
    ----------
    .. [1] Fagerland MW, Lydersen S, Laake P (2015). Recommended confidence intervals
       for two independent binomial proportions. Statistical Methods in Medical
       Research 24, 224-254.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> interval = odds_ratio_midp(inspired, linked)
    >>> round(interval.low, 4), round(interval.high, 2)
    (2.8307, 830.37)
    """
    table = checked_table(group, reference)
    return telling_what_is_left_out(
        MIDP.interval(table.conditional, level=level),
        sample_odds_ratio(*counts_of(group, reference)),
    )


def odds_ratio_minlike(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the interval of odds ratios that Fisher's test does not reject.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Open on a side on which the margins allow no further table.

    Raises
    ------
    InvalidDataError
        If either is no `Group`, or `level` lies outside its range.

    Notes
    -----
    Guaranteed coverage, not split evenly between the sides. The odds ratios that are
    not rejected may have gaps: these are the ends of their hull. Inverts `fisher`.

    References
    ----------
    .. [1] Fay MP (2010). Confidence intervals that match Fisher's exact or Blaker's
       exact tests. Biostatistics 11, 373-374.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> interval = odds_ratio_minlike(inspired, linked)
    >>> round(interval.low, 4), round(interval.high, 2)
    (2.9169, 816.18)
    """
    table = checked_table(group, reference)
    return MINLIKE.interval(table.conditional, level=level)


def odds_ratio_blaker(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Blaker's exact interval of the odds ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Open on a side on which the margins allow no further table.

    Raises
    ------
    InvalidDataError
        If either is no `Group`, or `level` lies outside its range.

    Notes
    -----
    Guaranteed coverage, and within Cornfield's interval. The ends of the hull of what
    `fisher_blaker` does not reject.

    References
    ----------
    .. [1] Blaker H (2000). Confidence curves and improved exact confidence intervals
       for discrete distributions. Canadian Journal of Statistics 28, 783-798.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> interval = odds_ratio_blaker(inspired, linked)
    >>> round(interval.low, 4), round(interval.high, 2)
    (2.9169, 816.18)
    """
    table = checked_table(group, reference)
    return BLAKER.interval(table.conditional, level=level)
