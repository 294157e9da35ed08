"""Exact unconditional intervals of two attack rates, by one two-sided test."""

from __future__ import annotations

from bemodels.rates.group import Group
from bemodels.rates.unconditional.central_intervals import COMPARISONS
from bemodels.rates.unconditional.inversion import ExactInversion
from bemodels.rates.unconditional.null_orders import score_order
from bemodels.result import Interval

DIFFERENCE_AGRESTI_MIN, RATIO_AGRESTI_MIN, ODDS_AGRESTI_MIN = (
    ExactInversion(
        method="Agresti-Min exact unconditional, one two-sided score test",
        comparison=comparison,
        line=line,
        statistic=score_order(comparison.contrast),
        tails=1,
        scan=scan,
    )
    for comparison, line, scan in COMPARISONS
)


def risk_difference_agresti_min(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return an exact interval of the risk difference, by one two-sided score test.

    Parameters
    ----------
    group, reference : Group
        The counts; the product of the incidents is 250,000 or less.
    level : float, default 0.95
        Coverage that is guaranteed, in (0, 1).

    Returns
    -------
    Interval
        Group less reference. The outer hull of the values
        that are not rejected; open on a side at whose end the sample lies.

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
    >>> interval = risk_difference_agresti_min(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.024, 0.354)
    """
    return DIFFERENCE_AGRESTI_MIN.interval(group, reference, level=level)


def risk_ratio_agresti_min(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return an exact interval of the risk ratio, by one two-sided score test.

    Parameters
    ----------
    group, reference : Group
        The counts; the product of the incidents is 250,000 or less.
    level : float, default 0.95
        Coverage that is guaranteed, in (0, 1).

    Returns
    -------
    Interval
        Group over reference. The outer hull of the values
        that are not rejected; open on a side at whose end the sample lies.

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
    >>> interval = risk_ratio_agresti_min(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (1.128, 89.214)
    """
    return RATIO_AGRESTI_MIN.interval(group, reference, level=level)


def odds_ratio_agresti_min(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return an exact interval of the odds ratio, by one two-sided score test.

    Parameters
    ----------
    group, reference : Group
        The counts; the product of the incidents is 250,000 or less.
    level : float, default 0.95
        Coverage that is guaranteed, in (0, 1).

    Returns
    -------
    Interval
        Odds of the group over those of the reference. The outer hull of the values
        that are not rejected; open on a side at whose end the sample lies.

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
    >>> interval = odds_ratio_agresti_min(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (1.181, 107.955)
    """
    return ODDS_AGRESTI_MIN.interval(group, reference, level=level)
