"""Score intervals of the odds ratio of two groups."""

from __future__ import annotations

from bemodels.rates.group import Group
from bemodels.rates.score.comparisons import ODDS_RATIO
from bemodels.rates.score.inversion import ScoreMethod
from bemodels.rates.score.listed_methods import score_methods
from bemodels.rates.score.statistics import (
    miettinen_nurminen,
    scas,
    scas_uncorrected,
    score_z,
)
from bemodels.result import Interval

SCAS = ScoreMethod(
    name="SCAS score, bias-corrected (Laud)",
    comparison=ODDS_RATIO,
    deviate=scas,
)
SCAS_UNCORRECTED = ScoreMethod(
    name="SCAS score, not bias-corrected (Laud)",
    comparison=ODDS_RATIO,
    deviate=scas_uncorrected,
)
SCORE = ScoreMethod(
    name="score (Miettinen-Nurminen)",
    comparison=ODDS_RATIO,
    deviate=miettinen_nurminen,
)
SCORE_UNCORRECTED = ScoreMethod(
    name="score, without N/(N - 1)",
    comparison=ODDS_RATIO,
    deviate=score_z,
)


def odds_ratio_scas(group: Group, reference: Group, *, level: float = 0.95) -> Interval:
    """Return Laud's skewness-corrected score interval of the odds ratio.

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
    corrected for skewness [1]_, so that each side misses equally often. The score
    is also corrected for its bias, which the most likely rates under the odds ratio
    leave in it [2]_. It belongs to `scas_test`.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.
    .. [2] Laud PJ (2018). Corrigendum. Pharmaceutical Statistics 17, 290-293.

    Examples
    --------
    >>> interval = odds_ratio_scas(
    ...     Group(attacks=12, incidents=16), Group(attacks=1, incidents=16)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (5.192, 949.788)
    """
    return SCAS.interval(group, reference, level=level)


def odds_ratio_scas_uncorrected(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Laud's interval of the odds ratio as it was before its bias correction.

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
    corrected for skewness [1]_, so that each side misses equally often. For
    comparison with what is printed there; `odds_ratio_scas` is the corrected one.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> interval = odds_ratio_scas_uncorrected(
    ...     Group(attacks=12, incidents=16), Group(attacks=1, incidents=16)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (5.586, 1025.34)
    """
    return SCAS_UNCORRECTED.interval(group, reference, level=level)


def odds_ratio_score(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return Miettinen and Nurminen's score interval of the odds ratio.

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
    The odds ratios whose score test, its variance from the most likely rates under
    the odds ratio and with the factor N/(N - 1), does not reject [1]_.

    References
    ----------
    .. [1] Miettinen O, Nurminen M (1985). Comparative analysis of two rates. Statistics
       in Medicine 4, 213-226.

    Examples
    --------
    >>> interval = odds_ratio_score(
    ...     Group(attacks=9, incidents=13), Group(attacks=4, incidents=14)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (1.0934, 28.9419)
    """
    return SCORE.interval(group, reference, level=level)


def odds_ratio_score_uncorrected(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the score interval of the odds ratio, its variance not corrected.

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
    That of Miettinen and Nurminen [1]_ without the factor N/(N - 1).

    References
    ----------
    .. [1] Miettinen O, Nurminen M (1985). Comparative analysis of two rates. Statistics
       in Medicine 4, 213-226.

    Examples
    --------
    >>> interval = odds_ratio_score_uncorrected(
    ...     Group(attacks=0, incidents=16), Group(attacks=15, incidents=72)
    ... )
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0, 0.9532)
    """
    return SCORE_UNCORRECTED.interval(group, reference, level=level)


METHODS = score_methods(
    "odds ratio",
    (odds_ratio_scas, SCAS),
    (odds_ratio_scas_uncorrected, SCAS_UNCORRECTED),
    (odds_ratio_score, SCORE),
    (odds_ratio_score_uncorrected, SCORE_UNCORRECTED),
)
