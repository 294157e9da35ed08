"""The contrasts of a recommended report: each with the interval that suits its use."""

from __future__ import annotations

from math import isnan

from bemodels.rates.group import Group
from bemodels.rates.melded import (
    odds_ratio_melded,
    risk_difference_melded,
    risk_ratio_melded,
)
from bemodels.rates.sample import (
    counts_of,
    sample_difference,
    sample_odds_ratio,
    sample_ratio,
)
from bemodels.rates.score import (
    odds_ratio_scas,
    risk_difference_scas,
    risk_ratio_scas,
)
from bemodels.result import Estimate

RATIO = "ratio"
DIFFERENCE = "difference of proportions"
# What a contrast is called, its unit, its sample value and its two intervals: SCAS has
# the stated coverage on average over designs, melded was never found below it.
CONTRASTS = (
    (
        "risk_difference",
        DIFFERENCE,
        sample_difference,
        risk_difference_scas,
        risk_difference_melded,
    ),
    (
        "risk_ratio",
        RATIO,
        sample_ratio,
        risk_ratio_scas,
        risk_ratio_melded,
    ),
    (
        "odds_ratio",
        RATIO,
        sample_odds_ratio,
        odds_ratio_scas,
        odds_ratio_melded,
    ),
)


def recommended_contrasts(
    group: Group, reference: Group, *, level: float
) -> tuple[tuple[Estimate, ...], tuple[str, ...]]:
    """Return difference, ratio and odds ratio with their two intervals.

    Parameters
    ----------
    group, reference : Group
        The counts.
    level : float
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    estimates : tuple of Estimate
        ``risk_difference``, ``risk_ratio`` and ``odds_ratio`` with the SCAS interval,
        and each again as ``..._melded`` with the guaranteed one.
    reasons : tuple of str
        Why a contrast is missing, a sentence each.
    """
    scas: list[Estimate] = []
    melded: list[Estimate] = []
    reasons: list[str] = []
    counts = counts_of(group, reference)
    for name, unit, sample, by_scas, by_melding in CONTRASTS:
        value = sample(*counts)
        if isnan(value):
            reasons.append(_reason(name, group))
            continue
        for found, estimand, interval in (
            (scas, name, by_scas),
            (melded, f"{name}_melded", by_melding),
        ):
            found.append(
                Estimate(
                    estimand=estimand,
                    value=value,
                    unit=unit,
                    interval=interval(group, reference, level=level),
                )
            )
    return (*scas, *melded), tuple(reasons)


def _reason(name: str, group: Group) -> str:
    every = "every" if group.attacks else "no"
    what = name.replace("_", " ")
    return f"{what} not estimable: {every} incident is an attack, so that any fits"
