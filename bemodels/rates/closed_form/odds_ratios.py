"""Closed-form intervals of the odds ratio."""

from __future__ import annotations

from bemodels.errors import NotEstimableError
from bemodels.rates.closed_form.cells import (
    Cells,
    cells_of,
    check_no_zero,
    log_odds_variance,
    odds_ratio_of,
    plus,
)
from bemodels.rates.closed_form.normal import around_logarithm
from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.rates.sample import counts_of, sample_odds_ratio, telling_what_is_left_out
from bemodels.result import Interval


def odds_ratio_woolf(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Woolf's interval of the odds ratio, a log-scale Wald interval.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As many times away on both sides.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If a cell is 0.

    Notes
    -----
    The logarithm of the sample odds ratio less and plus its error [1]_.

    References
    ----------
    .. [1] Woolf B (1955). On estimating the relation between blood group and disease.
       Annals of Human Genetics 19, 251-253.

    Examples
    --------
    >>> interval = odds_ratio_woolf(
    ...     Group(attacks=10, incidents=30), Group(attacks=41, incidents=134)
    ... )
    >>> round(interval.low, 7), round(interval.high, 7)
    (0.4879913, 2.635883)
    """
    cells = cells_of(group, reference)
    check_no_zero(cells, "Woolf's interval", group, reference)
    return around_logarithm(
        odds_ratio_of(cells),
        log_odds_variance(cells),
        level=level,
        method="log-scale Wald (Woolf)",
    )


def odds_ratio_gart(group: Group, reference: Group, *, level: float = 0.95) -> Interval:
    """Return Gart's interval of the odds ratio, a half added to every cell.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As many times away on both sides.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    Woolf's interval after adding a half to each cell [1]_. Should the sample odds
    ratio lie outside, `method` says so.

    References
    ----------
    .. [1] Gart JJ (1966). Alternative analyses of contingency tables. Journal of the
       Royal Statistical Society B 28, 164-179.

    Examples
    --------
    >>> interval = odds_ratio_gart(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.983, 37.749)
    """
    cells = plus(cells_of(group, reference), 0.5)
    interval = around_logarithm(
        odds_ratio_of(cells),
        log_odds_variance(cells),
        level=level,
        method="log-scale Wald (Gart, a half added to each cell)",
    )
    return telling_what_is_left_out(
        interval, sample_odds_ratio(*counts_of(group, reference))
    )


def odds_ratio_smoothed(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Agresti's independence-smoothed interval of the odds ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As many times away on both sides.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If no incident is an attack, or every one is, or a limit is too large to
        be computed.

    Notes
    -----
    Woolf's interval after adding to the cells two incidents in each of the
    proportions that independence would give them [1]_. It can be absurdly wide with
    an empty cell, and a limit can rise where the odds fall: the lower one of 1/1
    against 24/25 is 3.1e-15, and of 1/2, with one further incident without an attack,
    0.0019. Should the sample odds ratio lie outside, `method` says so.

    References
    ----------
    .. [1] Agresti A (1999). On logit confidence intervals for the odds ratio with small
       samples. Biometrics 55, 597-602.

    Examples
    --------
    >>> interval = odds_ratio_smoothed(
    ...     Group(attacks=9, incidents=13), Group(attacks=4, incidents=14)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (1.0206, 23.7777)
    """
    cells = _smoothed(group, reference)
    interval = around_logarithm(
        odds_ratio_of(cells),
        log_odds_variance(cells),
        level=level,
        method="log-scale Wald (Agresti, independence-smoothed)",
    )
    return telling_what_is_left_out(
        interval, sample_odds_ratio(*counts_of(group, reference))
    )


def _smoothed(group: Group, reference: Group) -> Cells:
    """Return the cells with what independence would add, two to each row and column."""
    x, n, y, m = counts_of(group, reference)
    attacks, incidents = x + y, n + m
    if attacks in (0, incidents):
        raise NotEstimableError(
            "the independence-smoothed interval is not estimable: "
            f"{'every' if attacks else 'no'} incident is an attack "
            f"({group} v {reference})"
        )
    a, b, c, d = cells_of(group, reference)
    share = 2 * attacks / incidents**2
    rest = 2 * (incidents - attacks) / incidents**2
    return a + n * share, b + n * rest, c + m * share, d + m * rest


METHODS = tuple(
    Method(
        name=interval.__name__,
        scale="odds ratio",
        family="closed form",
        interval=interval,
    )
    for interval in (
        odds_ratio_woolf,
        odds_ratio_gart,
        odds_ratio_smoothed,
    )
)
