"""What strata share, by the sums of Mantel and Haenszel."""

from __future__ import annotations

import numpy as np
from scipy.special import chdtrc

from bemodels.errors import NotEstimableError
from bemodels.intervals.conditional_p_values import as_p_value
from bemodels.rates.agreement import agreement_check
from bemodels.rates.strata.checked_strata import Pairs, Strata, checked_strata
from bemodels.rates.strata.common_sums import (
    Common,
    common_odds_ratio,
    common_risk_difference,
    common_risk_ratio,
)
from bemodels.result import (
    Check,
    Estimate,
    HypothesisTest,
    Result,
    check_level,
)

_CONTRASTS = (
    (
        "odds_ratio",
        "ratio",
        common_odds_ratio,
        Common.ratio_interval,
        "Mantel-Haenszel, Robins-Breslow-Greenland",
    ),
    (
        "risk_ratio",
        "ratio",
        common_risk_ratio,
        Common.ratio_interval,
        "Mantel-Haenszel, Greenland-Robins",
    ),
    (
        "risk_difference",
        "difference of proportions",
        common_risk_difference,
        Common.difference_interval,
        "Mantel-Haenszel, Sato",
    ),
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
        those that say nothing of the odds ratio. What has no error above 0 is left
        out, and a failed check says why: `stratified_exact` answers for the odds ratio.
        Another check fails where the test and an interval disagree: the test takes its
        variance from equal rates, the intervals theirs from the estimate.

    Raises
    ------
    InvalidDataError
        If there is no stratum, one is no pair of `Group`, or `level` lies outside
        (0, 1).
    NotEstimableError
        If no stratum has both attacks and other incidents.

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
    estimates, reasons = _estimates(strata, level)
    test = cochran_mantel_haenszel(strata)
    return Result(
        title=f"Attack rates of two groups in {len(strata.tables)} strata",
        method="Mantel-Haenszel sums over the strata",
        estimates=estimates,
        checks=(
            *map(_missing, reasons),
            *(
                agreement_check(test, one, contrast=one.estimand.replace("_", " "))
                for one in estimates
            ),
        ),
        tests=(test,),
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


def _estimates(
    strata: Strata, level: float
) -> tuple[tuple[Estimate, ...], tuple[str, ...]]:
    """Return the contrasts whose error exists, and why another is missing."""
    found: list[Estimate] = []
    reasons: list[str] = []
    for estimand, unit, common, interval, method in _CONTRASTS:
        try:
            one = common(strata)
        except NotEstimableError as error:
            reasons.append(str(error))
            continue
        found.append(
            Estimate(
                estimand=estimand,
                value=one.value,
                unit=unit,
                interval=interval(one, level=level, method=method),
            )
        )
    return tuple(found), tuple(reasons)


def _missing(reason: str) -> Check:
    return Check(name="Every contrast exists", passed=False, detail=reason)
