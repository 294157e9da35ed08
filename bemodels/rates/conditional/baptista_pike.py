"""The intervals of Baptista and Pike, of minimum likelihood under their own name."""

from __future__ import annotations

from dataclasses import replace

from bemodels.intervals.conditional_limits import MINLIKE, MINLIKE_MIDP
from bemodels.rates.conditional.checked_table import checked_table
from bemodels.rates.group import Group
from bemodels.result import Interval

BAPTISTA_PIKE = replace(MINLIKE, name="exact conditional, Baptista-Pike")
BAPTISTA_PIKE_MIDP = replace(MINLIKE_MIDP, name="conditional mid-P, Baptista-Pike")


def odds_ratio_baptista_pike(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the exact interval of Baptista and Pike of the odds ratio.

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
    Their acceptance regions are filled in the order of probability, so that their hull
    is that of `odds_ratio_minlike`: one interval that the literature has under two
    names.

    References
    ----------
    .. [1] Baptista J, Pike MC (1977). Algorithm AS 115: exact two-sided confidence
       limits for the odds ratio in a 2 x 2 table. Applied Statistics 26, 214-220.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> interval = odds_ratio_baptista_pike(inspired, linked)
    >>> round(interval.low, 4), round(interval.high, 2)
    (2.9169, 816.18)
    """
    table = checked_table(group, reference)
    return BAPTISTA_PIKE.interval(table.conditional, level=level)


def odds_ratio_baptista_pike_midp(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the interval of Baptista and Pike with the mid-P.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, above 0.5 and below 1.

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
    Coverage near the level, not guaranteed. The ends of the hull of what
    `fisher_midp_minlike` does not reject. That p-value jumps, so that a limit can rise
    where the odds fall: the upper one of 2/23 against 5/10 is 0.62, and of 2/24, with
    one further incident without an attack, 0.73.

    References
    ----------
    .. [1] Fagerland MW, Lydersen S, Laake P (2015). Recommended confidence intervals
       for two independent binomial proportions. Statistical Methods in Medical
       Research 24, 224-254.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> interval = odds_ratio_baptista_pike_midp(inspired, linked)
    >>> round(interval.low, 4), round(interval.high, 2)
    (4.0129, 408.1)
    """
    table = checked_table(group, reference)
    return BAPTISTA_PIKE_MIDP.interval(table.conditional, level=level)
