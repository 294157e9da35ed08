"""Score intervals of the ratio and of the difference of two event rates."""

from __future__ import annotations

from bemodels.rates.exposed import Exposed
from bemodels.rates.score.comparisons import RATE_DIFFERENCE, RATE_RATIO
from bemodels.rates.score.inversion import ScoreMethod
from bemodels.rates.score.listed_methods import score_methods
from bemodels.rates.score.statistics import score_z, skewness_corrected_z
from bemodels.result import Interval

RATIO_SCAS = ScoreMethod(
    name="SCAS score (Laud)",
    comparison=RATE_RATIO,
    deviate=skewness_corrected_z,
)
RATIO_SCORE = ScoreMethod(
    name="score (Miettinen-Nurminen)",
    comparison=RATE_RATIO,
    deviate=score_z,
)
DIFFERENCE_SCAS = ScoreMethod(
    name="SCAS score (Laud)",
    comparison=RATE_DIFFERENCE,
    deviate=skewness_corrected_z,
)
DIFFERENCE_SCORE = ScoreMethod(
    name="score (Miettinen-Nurminen)",
    comparison=RATE_DIFFERENCE,
    deviate=score_z,
)


def rate_ratio_scas(
    group: Exposed, reference: Exposed, *, level: float = 0.95
) -> Interval:
    """Return Laud's skewness-corrected score interval of the rate ratio.

    Parameters
    ----------
    group, reference : Exposed
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
        If a group is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    The score statistic corrected for skewness [1]_, so that each side misses
    equally often. It belongs to `poisson_scas_test`.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> interval = rate_ratio_scas(
    ...     Exposed(events=12, years=16), Exposed(events=1, years=16)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (2.161, 221.836)
    """
    return RATIO_SCAS.interval(group, reference, level=level)


def rate_ratio_score(
    group: Exposed, reference: Exposed, *, level: float = 0.95
) -> Interval:
    """Return the score interval of the ratio of two event rates.

    Parameters
    ----------
    group, reference : Exposed
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
        If a group is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    The ratios whose score test, its variance from the most likely rates under the
    ratio, does not reject [1]_ [2]_.

    References
    ----------
    .. [1] Miettinen O, Nurminen M (1985). Comparative analysis of two rates. Statistics
       in Medicine 4, 213-226.
    .. [2] Gu K, Ng HKT, Tang ML, Schucany WR (2008). Testing the ratio of two Poisson
       rates. Biometrical Journal 50, 283-298.

    Examples
    --------
    >>> interval = rate_ratio_score(
    ...     Exposed(events=60, years=51477.5), Exposed(events=30, years=54308.7)
    ... )
    >>> round(interval.low, 6), round(interval.high, 6)
    (1.365962, 3.259306)
    """
    return RATIO_SCORE.interval(group, reference, level=level)


def rate_difference_scas(
    group: Exposed, reference: Exposed, *, level: float = 0.95
) -> Interval:
    """Return Laud's skewness-corrected score interval of the rate difference.

    Parameters
    ----------
    group, reference : Exposed
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits in events per year.

    Raises
    ------
    InvalidDataError
        If a group is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    The score statistic corrected for skewness [1]_, so that each side misses
    equally often. It belongs to `poisson_scas_test`.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> interval = rate_difference_scas(
    ...     Exposed(events=12, years=16), Exposed(events=1, years=16)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.285, 1.221)
    """
    return DIFFERENCE_SCAS.interval(group, reference, level=level)


def rate_difference_score(
    group: Exposed, reference: Exposed, *, level: float = 0.95
) -> Interval:
    """Return the score interval of the difference of two event rates.

    Parameters
    ----------
    group, reference : Exposed
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Limits in events per year.

    Raises
    ------
    InvalidDataError
        If a group is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    The differences whose score test, its variance from the most likely rates under
    the difference, does not reject [1]_.

    References
    ----------
    .. [1] Miettinen O, Nurminen M (1985). Comparative analysis of two rates. Statistics
       in Medicine 4, 213-226.

    Examples
    --------
    >>> interval = rate_difference_score(
    ...     Exposed(events=12, years=16), Exposed(events=1, years=16)
    ... )
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.299, 1.255)
    """
    return DIFFERENCE_SCORE.interval(group, reference, level=level)


RATIO_METHODS = score_methods(
    "rate ratio",
    (rate_ratio_scas, RATIO_SCAS),
    (rate_ratio_score, RATIO_SCORE),
)
DIFFERENCE_METHODS = score_methods(
    "rate difference",
    (rate_difference_scas, DIFFERENCE_SCAS),
    (rate_difference_score, DIFFERENCE_SCORE),
)
METHODS = RATIO_METHODS + DIFFERENCE_METHODS
