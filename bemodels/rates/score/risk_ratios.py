"""Score intervals of the ratio of two attack rates."""

from __future__ import annotations

from bemodels.rates.group import Group
from bemodels.rates.score.comparisons import RISK_RATIO
from bemodels.rates.score.inversion import ScoreMethod
from bemodels.rates.score.listed_methods import score_methods
from bemodels.rates.score.statistics import (
    miettinen_nurminen,
    scas,
    score_z,
    skewness_corrected_z,
)
from bemodels.result import Interval

SCAS = ScoreMethod(name="SCAS score (Laud)", comparison=RISK_RATIO, deviate=scas)
SCORE = ScoreMethod(
    name="score (Miettinen-Nurminen)",
    comparison=RISK_RATIO,
    deviate=miettinen_nurminen,
)
KOOPMAN = ScoreMethod(name="score (Koopman)", comparison=RISK_RATIO, deviate=score_z)
GART_NAM = ScoreMethod(
    name="skewness-corrected score (Gart-Nam)",
    comparison=RISK_RATIO,
    deviate=skewness_corrected_z,
)


def risk_ratio_scas(group: Group, reference: Group, *, level: float = 0.95) -> Interval:
    """Return Laud's skewness-corrected score interval of the risk ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits from 0 to infinity; an end where the sample lies at it.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    The score statistic of Miettinen and Nurminen, with the factor N/(N - 1),
    corrected for skewness [1]_, so that each side misses equally often. It belongs
    to `scas_test`.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> interval = risk_ratio_scas(
    ...     Group(attacks=12, incidents=16), Group(attacks=1, incidents=16)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (2.648, 204.3)
    """
    return SCAS.interval(group, reference, level=level)


def risk_ratio_score(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Miettinen and Nurminen's score interval of the risk ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits from 0 to infinity; an end where the sample lies at it.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    The ratios whose score test, its variance from the most likely rates under the
    ratio and with the factor N/(N - 1), does not reject [1]_.

    References
    ----------
    .. [1] Miettinen O, Nurminen M (1985). Comparative analysis of two rates. Statistics
       in Medicine 4, 213-226.

    Examples
    --------
    >>> interval = risk_ratio_score(
    ...     Group(attacks=7, incidents=18), Group(attacks=1, incidents=18)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (1.296, 42.544)
    """
    return SCORE.interval(group, reference, level=level)


def risk_ratio_koopman(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Koopman's score interval of the risk ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits from 0 to infinity; an end where the sample lies at it.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    That of Miettinen and Nurminen without the factor N/(N - 1) [1]_.

    References
    ----------
    .. [1] Koopman PAR (1984). Confidence intervals for the ratio of two binomial
       proportions. Biometrics 40, 513-517.

    Examples
    --------
    >>> interval = risk_ratio_koopman(
    ...     Group(attacks=36, incidents=40), Group(attacks=16, incidents=80)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (2.94, 7.152)
    """
    return KOOPMAN.interval(group, reference, level=level)


def risk_ratio_gart_nam(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Gart and Nam's skewness-corrected score interval of the risk ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits from 0 to infinity; an end where the sample lies at it.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    That of `risk_ratio_scas` without the factor N/(N - 1) [1]_.

    References
    ----------
    .. [1] Gart JJ, Nam J (1988). Approximate interval estimation of the ratio of
       binomial parameters: a review and corrections for skewness. Biometrics 44,
       323-338.

    Examples
    --------
    >>> interval = risk_ratio_gart_nam(
    ...     Group(attacks=6, incidents=10), Group(attacks=6, incidents=20)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.822, 4.954)
    """
    return GART_NAM.interval(group, reference, level=level)


METHODS = score_methods(
    "risk ratio",
    (risk_ratio_scas, SCAS),
    (risk_ratio_score, SCORE),
    (risk_ratio_koopman, KOOPMAN),
    (risk_ratio_gart_nam, GART_NAM),
)
