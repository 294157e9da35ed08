"""Ratios of solved counts, with Wald's limits on the log scale."""

from __future__ import annotations

from math import exp, log, sqrt

from scipy.special import ndtri

from bemodels.rates.group import Group
from bemodels.result import Assumption, Estimate, Interval, Result, Table

METHOD = "matrix method, Wald on the log scale, sensitivity and specificity known"


def solved_result(
    group: Group,
    reference: Group,
    *,
    what: str,
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
    cells : tuple of float, length 4
        Attacks and other incidents of the group, then of the reference, as solved.
    variances : tuple of float, length 2
        Of the log risk ratio and of the log odds ratio.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Result
        ``risk_ratio`` and ``odds_ratio``, and a table of counts.
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
                statement="Sensitivity and specificity are known without error.",
                support="not checkable from these data",
            ),
        ),
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
    half = float(ndtri((1 + level) / 2)) * sqrt(variance)
    return Estimate(
        estimand=name,
        value=ratio,
        unit="ratio",
        interval=Interval(
            low=exp(log(ratio) - half),
            high=exp(log(ratio) + half),
            level=level,
            kind="confidence",
            method=METHOD,
        ),
        identified="both",
    )
