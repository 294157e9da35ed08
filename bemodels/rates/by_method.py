"""The two ratios of attack rates by the methods that a reader knows, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isnan

from bemodels.errors import NotEstimableError
from bemodels.intervals import (
    conditional_odds_ratio,
    odds_ratio_quantile,
    ratio_quantile,
)
from bemodels.rates.bayes import JEFFREYS, odds_ratio_jeffreys, risk_ratio_jeffreys
from bemodels.rates.closed_form import odds_ratio_woolf, risk_ratio_katz
from bemodels.rates.conditional import odds_ratio_exact, odds_ratio_midp
from bemodels.rates.group import Group
from bemodels.rates.melded import odds_ratio_melded, risk_ratio_melded
from bemodels.rates.mover import odds_ratio_mover_jeffreys, risk_ratio_mover_jeffreys
from bemodels.rates.sample import counts_of, sample_odds_ratio, sample_ratio
from bemodels.rates.score import (
    odds_ratio_scas,
    odds_ratio_score,
    risk_ratio_koopman,
    risk_ratio_scas,
    risk_ratio_score,
)
from bemodels.result import Cell, Interval, Table, check_level, check_type
from bemodels.result.display import format_level

NONE = "none"
_MEDIAN = 0.5
_GOOD, _OTHER, _BAD = "recommended", "comparison", "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """An interval with the point that it belongs to."""

    contrast: str
    label: str
    standing: str
    point: Callable[[Group, Group], float]
    interval: Callable[..., Interval]


def ratios_by_method(group: Group, reference: Group, *, level: float = 0.95) -> Table:
    """Return risk ratio and odds ratio by well-known methods, and how each stands.

    Parameters
    ----------
    group, reference : Group
        The counts.
    level : float, default 0.95
        Coverage or posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Table
        A row a method: contrast, method, whether it is recommended, stands as a
        comparison or as a warning, estimate, and the limits of its interval; ``none``
        where it gives none.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1), or a group is no `Group`.

    See Also
    --------
    every_method : All intervals and tests, those that take long among them.

    Examples
    --------
    >>> table = ratios_by_method(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    ... )
    >>> table.rows[0][:3], round(table.rows[0][4], 3)
    (('risk ratio', 'SCAS score', 'recommended'), 3.073)
    """
    check_level(level)
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    percent = f"{format_level(level)}"
    return Table(
        name=f"Risk ratio and odds ratio by method, {percent}",
        columns=(
            *("contrast", "method", "stands as", "estimate"),
            *(f"{percent} low", f"{percent} high"),
        ),
        rows=tuple(
            (
                one.contrast,
                one.label,
                one.standing,
                *_cells(one, group, reference, level),
            )
            for one in _SHOWN
        ),
        note="Estimate: posterior median for Jeffreys, conditional maximum likelihood "
        "for mid-P and exact, else the ratio in the sample. Recommended methods are "
        "those of the report; a warning is a method that is widespread and should not "
        "be reported. None: the method has no interval for these counts.",
    )


def _cells(
    shown: _Shown, group: Group, reference: Group, level: float
) -> Iterator[Cell]:
    try:
        point = shown.point(group, reference)
        interval = shown.interval(group, reference, level=level)
    except NotEstimableError:
        yield from (NONE,) * 3
        return
    yield from (NONE if isnan(point) else point, interval.low, interval.high)


def _sample_ratio(group: Group, reference: Group) -> float:
    return sample_ratio(*counts_of(group, reference))


def _sample_odds(group: Group, reference: Group) -> float:
    return sample_odds_ratio(*counts_of(group, reference))


def _conditional(group: Group, reference: Group) -> float:
    return conditional_odds_ratio(group.against(reference))


def _median_ratio(group: Group, reference: Group) -> float:
    return ratio_quantile(JEFFREYS.after(group), JEFFREYS.after(reference), _MEDIAN)


def _median_odds(group: Group, reference: Group) -> float:
    return odds_ratio_quantile(
        JEFFREYS.after(group), JEFFREYS.after(reference), _MEDIAN
    )


_RISK_RATIO, _ODDS_RATIO = "risk ratio", "odds ratio"
_SHOWN = tuple(
    _Shown(contrast=contrast, label=label, standing=standing, point=at, interval=of)
    for contrast, label, standing, at, of in (
        (_RISK_RATIO, "SCAS score", _GOOD, _sample_ratio, risk_ratio_scas),
        (_RISK_RATIO, "melded, guaranteed", _GOOD, _sample_ratio, risk_ratio_melded),
        (_RISK_RATIO, "Jeffreys posterior", _GOOD, _median_ratio, risk_ratio_jeffreys),
        (_RISK_RATIO, "Koopman score", _OTHER, _sample_ratio, risk_ratio_koopman),
        (_RISK_RATIO, "Miettinen-Nurminen", _OTHER, _sample_ratio, risk_ratio_score),
        (_RISK_RATIO, "MOVER-R", _OTHER, _sample_ratio, risk_ratio_mover_jeffreys),
        (_RISK_RATIO, "Katz, log Wald", _BAD, _sample_ratio, risk_ratio_katz),
        (_ODDS_RATIO, "SCAS score", _GOOD, _sample_odds, odds_ratio_scas),
        (_ODDS_RATIO, "melded, guaranteed", _GOOD, _sample_odds, odds_ratio_melded),
        (_ODDS_RATIO, "Jeffreys posterior", _GOOD, _median_odds, odds_ratio_jeffreys),
        (_ODDS_RATIO, "conditional mid-P", _GOOD, _conditional, odds_ratio_midp),
        (_ODDS_RATIO, "conditional exact", _GOOD, _conditional, odds_ratio_exact),
        (_ODDS_RATIO, "Miettinen-Nurminen", _OTHER, _sample_odds, odds_ratio_score),
        (_ODDS_RATIO, "MOVER-R", _OTHER, _sample_odds, odds_ratio_mover_jeffreys),
        (_ODDS_RATIO, "Woolf, log Wald", _BAD, _sample_odds, odds_ratio_woolf),
    )
)
