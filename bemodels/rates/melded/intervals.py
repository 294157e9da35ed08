"""Guaranteed intervals of the difference, the ratio and the odds ratio of attack rates.

All three are melded from the same exact limits, and all three belong to the central
Fisher test: they exclude no difference exactly where it rejects at one minus the level.
"""

from __future__ import annotations

from math import inf

import numpy as np
from scipy.special import expit, logit

from bemodels.intervals import difference_quantile, odds_ratio_quantile, ratio_quantile
from bemodels.rates.group import Group
from bemodels.rates.melded.confidence_distributions import Melding, inverted_ratio
from bemodels.rates.methods import Method
from bemodels.result import Interval


def _difference(group: float, reference: float) -> float:
    return group - reference


def _ratio(group: float, reference: float) -> float:
    return group / reference


def _odds_ratio(group: float, reference: float) -> float:
    """Return the odds ratio of a group's lower and a reference's upper limit."""
    if group == 0 or reference == 1:
        return 0.0
    return group / (1 - group) * (1 - reference) / reference


def _group_at_odds_ratio(reference: np.ndarray, odds_ratio: float) -> np.ndarray:
    return np.asarray(expit(logit(reference) + np.log(odds_ratio)))


DIFFERENCE = Melding(
    name="risk difference",
    least=-1.0,
    greatest=1.0,
    value=_difference,
    inverted=lambda difference: -difference,
    bound=lambda reference, difference: reference + difference,
    quantile=difference_quantile,
)
RATIO = Melding(
    name="risk ratio",
    least=0.0,
    greatest=inf,
    value=_ratio,
    inverted=inverted_ratio,
    bound=lambda reference, ratio: reference * ratio,
    quantile=ratio_quantile,
)
ODDS_RATIO = Melding(
    name="odds ratio",
    least=0.0,
    greatest=inf,
    value=_odds_ratio,
    inverted=inverted_ratio,
    bound=_group_at_odds_ratio,
    quantile=odds_ratio_quantile,
)


def risk_difference_melded(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the melded interval of the difference of two attack rates.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Coverage, in (0, 1).

    Returns
    -------
    Interval
        Always narrower than from -1 to 1, except for 0 of n against all of m, or the
        reverse.

    Raises
    ------
    InvalidDataError
        If either is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If an integral does not stand still, or a limit is too large to be computed.

    Notes
    -----
    Coverage is proved against no difference, where the test is `fisher_central`, and
    has never been found below the level elsewhere [1]_.

    References
    ----------
    .. [1] Fay MP, Proschan MA, Brittain E (2015). Combining one-sample confidence
       procedures for inference in the two-sample case. Biometrics 71, 146-156.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> interval = risk_difference_melded(inspired, linked)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0311, 0.5621)
    """
    return DIFFERENCE.interval(group, reference, level=level)


def risk_ratio_melded(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the melded interval of the ratio of two attack rates.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Coverage, in (0, 1).

    Returns
    -------
    Interval
        From 0 where the group has no attack, to infinity where the reference has none.

    Raises
    ------
    InvalidDataError
        If either is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If an integral does not stand still, or a limit is too large to be computed.

    Notes
    -----
    Coverage is proved against no difference, where the test is `fisher_central`, and
    has never been found below the level elsewhere [1]_.

    References
    ----------
    .. [1] Fay MP, Proschan MA, Brittain E (2015). Combining one-sample confidence
       procedures for inference in the two-sample case. Biometrics 71, 146-156.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> interval = risk_ratio_melded(inspired, linked)
    >>> round(interval.low, 4), round(interval.high, 2)
    (2.0294, 1152.38)
    """
    return RATIO.interval(group, reference, level=level)


def odds_ratio_melded(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the melded interval of the odds ratio of attack.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Coverage, in (0, 1).

    Returns
    -------
    Interval
        From 0 where the group has no attack or the reference nothing else; to infinity
        the other way round.

    Raises
    ------
    InvalidDataError
        If either is no `Group`, or `level` lies outside (0, 1).
    NotEstimableError
        If an integral does not stand still, or a limit is too large to be computed.

    Notes
    -----
    Coverage is proved against no difference, where the test is `fisher_central`, and
    has never been found below the level elsewhere [1]_.

    References
    ----------
    .. [1] Fay MP, Proschan MA, Brittain E (2015). Combining one-sample confidence
       procedures for inference in the two-sample case. Biometrics 71, 146-156.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> interval = odds_ratio_melded(inspired, linked)
    >>> round(interval.low, 4), round(interval.high, 2)
    (2.1247, 1865.68)
    """
    return ODDS_RATIO.interval(group, reference, level=level)


METHODS = (
    Method(
        name="risk_difference_melded",
        scale="risk difference",
        family="melded",
        interval=risk_difference_melded,
        p_value=DIFFERENCE.p_value,
    ),
    Method(
        name="risk_ratio_melded",
        scale="risk ratio",
        family="melded",
        interval=risk_ratio_melded,
        p_value=RATIO.p_value,
    ),
    Method(
        name="odds_ratio_melded",
        scale="odds ratio",
        family="melded",
        interval=odds_ratio_melded,
        p_value=ODDS_RATIO.p_value,
    ),
)
