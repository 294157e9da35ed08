"""Common contrasts of strata by the sums of Mantel and Haenszel, with their errors."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from scipy.special import chdtrc, ndtri

from bemodels.errors import NotEstimableError
from bemodels.intervals.conditional_p_values import as_p_value
from bemodels.rates.strata.checked_strata import Pairs, Strata, checked_strata
from bemodels.result import (
    Estimate,
    HypothesisTest,
    Interval,
    Result,
    check_level,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A common contrast with its error.

    Attributes
    ----------
    value : float
        The contrast.
    error : float
        Standard error, of the logarithm for a ratio; above 0.
    """

    value: float
    error: float

    def difference_interval(self, *, level: float, method: str) -> Interval:
        """Return the normal interval.

        Parameters
        ----------
        level : float
            Coverage, in (0, 1).
        method : str
            Whose error it is.

        Returns
        -------
        Interval
            Symmetric about the value.
        """
        half = float(ndtri((1 + level) / 2)) * self.error
        return Interval(
            low=self.value - half,
            high=self.value + half,
            level=level,
            kind="confidence",
            method=method,
        )

    def ratio_interval(self, *, level: float, method: str) -> Interval:
        """Return the interval that is normal on the log scale.

        Parameters
        ----------
        level : float
            Coverage, in (0, 1).
        method : str
            Whose error it is.

        Returns
        -------
        Interval
            Both limits above 0.
        """
        half = float(ndtri((1 + level) / 2)) * self.error
        return Interval(
            low=exp(log(self.value) - half),
            high=exp(log(self.value) + half),
            level=level,
            kind="confidence",
            method=method,
        )


def mantel_haenszel(pairs: Pairs, *, level: float = 0.95) -> Result:
    """Estimate the contrasts that strata share by the sums of Mantel and Haenszel.

    Parameters
    ----------
    pairs : sequence of pairs of Group
        The group and its reference, one pair a stratum; the reference is the
        denominator of the ratios, and is subtracted in the difference.
    level : float, default 0.95
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        ``odds_ratio``, ``risk_ratio`` and ``risk_difference``; the test of Cochran,
        Mantel and Haenszel, without a correction for continuity; the strata, with
        those that say nothing of the odds ratio.

    Raises
    ------
    InvalidDataError
        If there is no stratum, one is no pair of `Group`, or `level` lies outside
        (0, 1).
    NotEstimableError
        If no stratum has an attack of the group beside another incident of the
        reference, or none has the reverse: then no error of the odds ratio exists, and
        `stratified_exact` answers.

    Notes
    -----
    The error of the odds ratio is that of Robins, Breslow and Greenland [2]_, of the
    risk ratio that of Greenland and Robins [3]_, and of the difference that of Sato
    [4]_: all three hold for few large strata and for many sparse ones. The limits are
    normal, those of ratios on the log scale; nothing keeps those of the difference
    within -1 and 1.

    References
    ----------
    .. [1] Mantel N, Haenszel W (1959). Statistical aspects of the analysis of data from
       retrospective studies of disease. Journal of the National Cancer Institute 22,
       719-748.
    .. [2] Robins J, Breslow N, Greenland S (1986). Estimators of the Mantel-Haenszel
       variance consistent in both sparse data and large-strata limiting models.
       Biometrics 42, 311-323.
    .. [3] Greenland S, Robins JM (1985). Estimation of a common effect parameter from
       sparse follow-up data. Biometrics 41, 55-68.
    .. [4] Sato T (1989). On the variance estimator for the Mantel-Haenszel risk
       difference. Biometrics 45, 1323-1324.

    Examples
    --------
    >>> from bemodels.rates import Group
    >>> def pair(x, n, y, m):
    ...     return Group(attacks=x, incidents=n), Group(attacks=y, incidents=m)
    >>> result = mantel_haenszel([pair(647, 1269, 2, 29), pair(41, 69, 19, 51)])
    >>> odds = result.estimate("odds_ratio")
    >>> f"{odds.value:.4f} ({odds.interval.low:.4f} to {odds.interval.high:.4f})"
    '4.5239 (2.4171 to 8.4671)'
    """
    check_level(level)
    strata = checked_strata(pairs)
    return Result(
        title=f"Attack rates of two groups in {len(strata.tables)} strata",
        method="Mantel-Haenszel sums over the strata",
        estimates=_estimates(strata, level),
        tests=(cochran_mantel_haenszel(strata),),
        assumptions=strata.assumptions("Each contrast, where it is used, is the same"),
        tables=(strata.listed(),),
    )


def cochran_mantel_haenszel(strata: Strata) -> HypothesisTest:
    """Test whether the attack rates are equal within every stratum.

    Parameters
    ----------
    strata : Strata
        A table for each.

    Returns
    -------
    HypothesisTest
        Its method names the statistic, chi-square with one degree of freedom.
    """
    a, b, c, d = Strata(tables=strata.telling).cells
    n1, n2, attacks, total = a + b, c + d, a + c, a + b + c + d
    excess = float(np.sum(a - n1 * attacks / total))
    variance = float(np.sum(n1 / total * n2 / total * attacks * (b + d) / (total - 1)))
    statistic = excess**2 / variance
    return HypothesisTest(
        null="The two attack rates are equal within every stratum.",
        method=f"Cochran-Mantel-Haenszel, chi-square {statistic:.6g} on 1 df",
        p_value=as_p_value(float(chdtrc(1, statistic))),
    )


def common_odds_ratio(strata: Strata) -> Common:
    """Return the odds ratio of Mantel and Haenszel.

    Parameters
    ----------
    strata : Strata
        A table for each.

    Returns
    -------
    Common
        With the error of Robins, Breslow and Greenland.

    Raises
    ------
    NotEstimableError
        If a sum is 0.
    """
    a, b, c, d = strata.cells
    total = strata.cells.sum(axis=0)
    more, fewer = a * d / total, b * c / total
    like, unlike = (a + d) / total, (b + c) / total
    if not more.sum() or not fewer.sum():
        have, lack = ("group", "reference")[:: -1 if more.sum() else 1]
        raise NotEstimableError(
            "the Robins-Breslow-Greenland error of the odds ratio is not estimable: no "
            f"stratum has an attack of the {have} beside another incident of the {lack}"
        )
    variance = (
        np.sum(like * more) / more.sum() ** 2
        + np.sum(like * fewer + unlike * more) / (more.sum() * fewer.sum())
        + np.sum(unlike * fewer) / fewer.sum() ** 2
    ) / 2
    return Common(value=float(more.sum() / fewer.sum()), error=sqrt(float(variance)))


def _risk_ratio(strata: Strata) -> Common:
    a, b, c, d = strata.cells
    n1, n2, total = a + b, c + d, a + b + c + d
    group, reference = np.sum(a * n2 / total), np.sum(c * n1 / total)
    variance = np.sum(n1 / total * n2 / total * (a + c) - a / total * c)
    return Common(
        value=float(group / reference),
        error=sqrt(float(variance / (group * reference))),
    )


def _risk_difference(strata: Strata) -> Common:
    a, b, c, d = strata.cells
    n1, n2, total = a + b, c + d, a + b + c + d
    weight = np.sum(n1 * n2 / total)
    value = np.sum((a * n2 - c * n1) / total) / weight
    sloped = (n1**2 * c - n2**2 * a + n1 * n2 * (n2 - n1) / 2) / total**2
    level = (a * d + c * b) / (2 * total)
    variance = (value * sloped.sum() + level.sum()) / weight**2
    return Common(value=float(value), error=sqrt(float(variance)))


def _estimates(strata: Strata, level: float) -> tuple[Estimate, ...]:
    odds, ratio = common_odds_ratio(strata), _risk_ratio(strata)
    difference = _risk_difference(strata)
    return (
        Estimate(
            estimand="odds_ratio",
            value=odds.value,
            unit="ratio",
            interval=odds.ratio_interval(
                level=level, method="Mantel-Haenszel, Robins-Breslow-Greenland"
            ),
        ),
        Estimate(
            estimand="risk_ratio",
            value=ratio.value,
            unit="ratio",
            interval=ratio.ratio_interval(
                level=level, method="Mantel-Haenszel, Greenland-Robins"
            ),
        ),
        Estimate(
            estimand="risk_difference",
            value=difference.value,
            unit="difference of proportions",
            interval=difference.difference_interval(
                level=level, method="Mantel-Haenszel, Sato"
            ),
        ),
    )
