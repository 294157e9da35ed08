"""Ratios of solved counts, with Wald's limits on the log scale.

Such limits suppose that no count is small [1]_, and that none could be 0: a ratio has
no bounded limits where its denominator does not differ from 0 [2]_.

References
----------
.. [1] Cochran WG (1954). Some methods for strengthening the common chi-square tests.
   Biometrics 10, 417-451.
.. [2] Fieller EC (1954). Some problems in interval estimation. Journal of the Royal
   Statistical Society B 16, 175-185.
"""

from __future__ import annotations

from math import inf, log, sqrt

from bemodels.intervals.normal import log_normal_interval, normal_quantile
from bemodels.rates.group import Group
from bemodels.rates.sensitivity.told_shares import Share
from bemodels.result import Assumption, Check, Estimate, Result, Table

METHOD = "matrix method, Wald on the log scale, sensitivity and specificity as stated"
FEWEST = 5


def solved_result(
    group: Group,
    reference: Group,
    *,
    what: str,
    question: str,
    shares: tuple[Share, Share],
    cells: tuple[float, float, float, float],
    variances: tuple[float, float],
    level: float,
) -> Result:
    """Return the ratios of solved counts.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    what : str
        What was misclassified.
    question : str
        The function, whose ``..._posterior`` answers where the limits cannot.
    shares : tuple of Share, length 2
        What was solved.
    cells : tuple of float, length 4
        Attacks and other incidents of the group, then of the reference, as solved.
    variances : tuple of float, length 2
        Of the log risk ratio and of the log odds ratio.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Result
        ``risk_ratio`` and ``odds_ratio``, a check of their limits, and a table of
        counts.
    """
    a, b, c, d = cells
    ratios = a / (a + b) / (c / (c + d)), a / b / (c / d)
    return Result(
        title=f"Misclassified {what}: {group} against {reference}",
        method=METHOD,
        estimates=tuple(
            _estimate(name, ratio, variance, level)
            for name, ratio, variance in zip(
                ("risk_ratio", "odds_ratio"), ratios, variances, strict=True
            )
        ),
        assumptions=(
            Assumption(
                statement="The stated sensitivity and specificity are the true ones.",
                support="not checkable from these data",
            ),
        ),
        checks=(_reliable(shares, question, level),),
        tables=(
            Table(
                name=f"Counts as told and as solved for misclassified {what}",
                columns=("group", "attacks told", "attacks", "incidents"),
                rows=(
                    ("group", group.attacks, a, a + b),
                    ("reference", reference.attacks, c, c + d),
                ),
            ),
        ),
    )


def _estimate(name: str, ratio: float, variance: float, level: float) -> Estimate:
    return Estimate(
        estimand=name,
        value=ratio,
        unit="ratio",
        interval=log_normal_interval(
            log(ratio), sqrt(variance), level=level, method=METHOD
        ),
    )


def _reliable(shares: tuple[Share, Share], question: str, level: float) -> Check:
    """Hold the solved counts to what limits by a normal distribution suppose."""
    fewest = min(min(one.counts) for one in shares)
    nearest = min(
        min(one.counts) / one.count_error if one.count_error else inf for one in shares
    )
    needed = normal_quantile(level)
    passed = fewest >= FEWEST and nearest > needed
    instead = "" if passed else f". {question}_posterior needs neither"
    return Check(
        name="The limits can be relied on",
        passed=passed,
        detail=f"the smallest solved count is {fewest:.4g}, and {FEWEST} are needed; "
        f"the nearest to 0 is {nearest:.3g} standard errors above it, and "
        f"{needed:.3g} are needed{instead}",
    )
