"""Score intervals of the difference of two attack rates."""

from __future__ import annotations

from bemodels.rates.group import Group
from bemodels.rates.score.comparisons import RISK_DIFFERENCE
from bemodels.rates.score.inversion import ScoreMethod
from bemodels.rates.score.listed_methods import score_methods
from bemodels.rates.score.statistics import (
    miettinen_nurminen,
    scas,
    score_z,
    skewness_corrected_z,
)
from bemodels.result import Interval

SCAS = ScoreMethod(name="SCAS score (Laud)", comparison=RISK_DIFFERENCE, deviate=scas)
SCORE = ScoreMethod(
    name="score (Miettinen-Nurminen)",
    comparison=RISK_DIFFERENCE,
    deviate=miettinen_nurminen,
)
MEE = ScoreMethod(name="score (Mee)", comparison=RISK_DIFFERENCE, deviate=score_z)
GART_NAM = ScoreMethod(
    name="skewness-corrected score (Gart-Nam)",
    comparison=RISK_DIFFERENCE,
    deviate=skewness_corrected_z,
)


def risk_difference_scas(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Laud's skewness-corrected score interval of the difference.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits in [-1, 1]; an end where the sample lies at it.

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
    >>> interval = risk_difference_scas(
    ...     Group(attacks=5, incidents=56), Group(attacks=0, incidents=29)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (-0.0186, 0.1867)
    """
    return SCAS.interval(group, reference, level=level)


def risk_difference_score(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Miettinen and Nurminen's score interval of the difference.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits in [-1, 1]; an end where the sample lies at it.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    The differences whose score test, its variance from the most likely rates under
    the difference and with the factor N/(N - 1), does not reject [1]_.

    References
    ----------
    .. [1] Miettinen O, Nurminen M (1985). Comparative analysis of two rates. Statistics
       in Medicine 4, 213-226.

    Examples
    --------
    >>> interval = risk_difference_score(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.027, 0.3453)
    """
    return SCORE.interval(group, reference, level=level)


def risk_difference_mee(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Mee's score interval of the difference.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits in [-1, 1]; an end where the sample lies at it.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    That of Miettinen and Nurminen without the factor N/(N - 1) [1]_.

    References
    ----------
    .. [1] Mee RW (1984). Confidence bounds for the difference between two
       probabilities. Biometrics 40, 1175-1176.

    Examples
    --------
    >>> interval = risk_difference_mee(
    ...     Group(attacks=7, incidents=34), Group(attacks=1, incidents=34)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0284, 0.3439)
    """
    return MEE.interval(group, reference, level=level)


def risk_difference_gart_nam(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Gart and Nam's skewness-corrected score interval of the difference.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits in [-1, 1]; an end where the sample lies at it.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    That of `risk_difference_scas` without the factor N/(N - 1) [1]_.

    References
    ----------
    .. [1] Gart JJ, Nam J (1990). Approximate interval estimation of the difference in
       binomial parameters: correction for skewness and extension to multiple tables.
       Biometrics 46, 637-643.

    Examples
    --------
    >>> interval = risk_difference_gart_nam(
    ...     Group(attacks=7, incidents=25), Group(attacks=2, incidents=25)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (-0.0143, 0.4137)
    """
    return GART_NAM.interval(group, reference, level=level)


METHODS = score_methods(
    "risk difference",
    (risk_difference_scas, SCAS),
    (risk_difference_score, SCORE),
    (risk_difference_mee, MEE),
    (risk_difference_gart_nam, GART_NAM),
)
