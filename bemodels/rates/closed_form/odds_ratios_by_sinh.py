"""Inverse hyperbolic sine intervals of the odds ratio."""

from __future__ import annotations

from bemodels.rates.closed_form.cells import (
    cells_of,
    check_no_zero,
    log_odds_variance,
    odds_ratio_of,
    plus,
)
from bemodels.rates.closed_form.normal import around_inverse_sinh
from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.rates.sample import counts_of, sample_odds_ratio, telling_what_is_left_out
from bemodels.result import Interval

# Fagerland and Newcombe's choice: of the middle, and of the error.
_ADDED_TO_MIDDLE, _ADDED_TO_ERROR = 0.45, 0.25


def odds_ratio_inverse_sinh(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Newcombe's inverse hyperbolic sine interval of the odds ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As many times away on both sides; narrower than that of `odds_ratio_woolf`.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If a cell is 0.

    Notes
    -----
    The logarithm of the sample odds ratio less and plus twice the inverse
    hyperbolic sine of half its error [1]_.

    References
    ----------
    .. [1] Newcombe RG (2001). Logit confidence intervals and the inverse sinh
       transformation. American Statistician 55, 200-202.

    Examples
    --------
    >>> interval = odds_ratio_inverse_sinh(
    ...     Group(attacks=9, incidents=13), Group(attacks=4, incidents=14)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (1.2472, 25.3686)
    """
    cells = cells_of(group, reference)
    check_no_zero(cells, "the inverse sinh interval", group, reference)
    return around_inverse_sinh(
        odds_ratio_of(cells),
        log_odds_variance(cells),
        level=level,
        method="inverse sinh (Newcombe)",
    )


def odds_ratio_inverse_sinh_adjusted(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Fagerland and Newcombe's adjusted inverse sinh interval.

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
    The inverse sinh interval with .45 added to each cell in its middle and .25 in
    its error [1]_. Should the sample odds ratio lie outside, `method` says so.

    References
    ----------
    .. [1] Fagerland MW, Newcombe RG (2013). Confidence intervals for odds ratio and
       relative risk based on the inverse hyperbolic sine transformation. Statistics in
       Medicine 32, 2823-2836.

    Examples
    --------
    >>> interval = odds_ratio_inverse_sinh_adjusted(
    ...     Group(attacks=9, incidents=13), Group(attacks=4, incidents=14)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (1.1414, 21.7873)
    """
    cells = cells_of(group, reference)
    interval = around_inverse_sinh(
        odds_ratio_of(plus(cells, _ADDED_TO_MIDDLE)),
        log_odds_variance(plus(cells, _ADDED_TO_ERROR)),
        level=level,
        method="adjusted inverse sinh (Fagerland-Newcombe: .45, .25)",
    )
    return telling_what_is_left_out(
        interval, sample_odds_ratio(*counts_of(group, reference))
    )


METHODS = tuple(
    Method(
        name=interval.__name__,
        scale="odds ratio",
        family="closed form",
        interval=interval,
    )
    for interval in (
        odds_ratio_inverse_sinh,
        odds_ratio_inverse_sinh_adjusted,
    )
)
