"""Exact unconditional intervals of two attack rates, by two one-sided tests."""

from __future__ import annotations

import numpy as np

from bemodels.rates.group import Group
from bemodels.rates.score.comparisons import ODDS_RATIO, RISK_DIFFERENCE, RISK_RATIO
from bemodels.rates.unconditional.inversion import ExactInversion
from bemodels.rates.unconditional.nuisance import (
    line_of_difference,
    line_of_odds_ratio,
    line_of_ratio,
)
from bemodels.rates.unconditional.null_orders import raw_order, score_order
from bemodels.result import Interval

_DIFFERENCES = tuple(np.linspace(-1, 1, 801)[1:-1].tolist())
_RATIOS = tuple(np.exp(np.linspace(-8, 8, 801)).tolist())
COMPARISONS = (
    (RISK_DIFFERENCE, line_of_difference, _DIFFERENCES),
    (RISK_RATIO, line_of_ratio, _RATIOS),
    (ODDS_RATIO, line_of_odds_ratio, _RATIOS),
)
DIFFERENCE_CHAN_ZHANG, RATIO_CHAN_ZHANG, ODDS_CHAN_ZHANG = (
    ExactInversion(
        method="Chan-Zhang exact unconditional, two one-sided score tests",
        comparison=comparison,
        line=line,
        statistic=score_order(comparison.contrast),
        tails=2,
        scan=scan,
    )
    for comparison, line, scan in COMPARISONS
)
DIFFERENCE_SANTNER_SNELL = ExactInversion(
    method="Santner-Snell exact unconditional, two one-sided tests by the raw "
    "difference",
    comparison=RISK_DIFFERENCE,
    line=line_of_difference,
    statistic=raw_order,
    tails=2,
    scan=_DIFFERENCES,
)


def risk_difference_chan_zhang(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return an exact interval of the risk difference, by two one-sided score tests.

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
    .. [1] Chan ISF, Zhang Z (1999). Test-based exact confidence intervals for the
       difference of two binomial proportions. Biometrics 55, 1202-1209.

    Examples
    --------
    >>> interval = risk_difference_chan_zhang(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.019, 0.358)
    """
    return DIFFERENCE_CHAN_ZHANG.interval(group, reference, level=level)


def risk_ratio_chan_zhang(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return an exact interval of the risk ratio, by two one-sided score tests.

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
    .. [1] Chan ISF, Zhang Z (1999). Test-based exact confidence intervals for the
       difference of two binomial proportions. Biometrics 55, 1202-1209.

    Examples
    --------
    >>> interval = risk_ratio_chan_zhang(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (1.086, 180.516)
    """
    return RATIO_CHAN_ZHANG.interval(group, reference, level=level)


def odds_ratio_chan_zhang(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return an exact interval of the odds ratio, by two one-sided score tests.

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
    .. [1] Chan ISF, Zhang Z (1999). Test-based exact confidence intervals for the
       difference of two binomial proportions. Biometrics 55, 1202-1209.

    Examples
    --------
    >>> interval = odds_ratio_chan_zhang(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (1.189, 218.527)
    """
    return ODDS_CHAN_ZHANG.interval(group, reference, level=level)


def risk_difference_santner_snell(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return an exact interval of the risk difference, by the raw difference.

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
    .. [1] Santner TJ, Snell MK (1980). Small-sample confidence intervals for p1 - p2
       and p1/p2 in 2 x 2 contingency tables. Journal of the American Statistical
       Association 75, 386-394.

    Examples
    --------
    >>> interval = risk_difference_santner_snell(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (-0.075, 0.413)
    """
    return DIFFERENCE_SANTNER_SNELL.interval(group, reference, level=level)
