"""Whether a contrast of two attack rates rests on how one attack was labelled."""

from __future__ import annotations

from bemodels.intervals import TwoByTwo, fisher_midp_p_value
from bemodels.rates.group import Group
from bemodels.rates.melded import risk_ratio_melded
from bemodels.rates.score import risk_ratio_scas
from bemodels.result import Interval
from bemodels.result.display import format_p_value

_INTERVALS = (("guaranteed", risk_ratio_melded), ("SCAS", risk_ratio_scas))


def resting_on(
    larger: Group, smaller: Group, *, names: tuple[str, str], level: float
) -> str:
    """Say on what the larger rate rests, if one label may change what is concluded.

    Parameters
    ----------
    larger, smaller : Group
        The counts; the rates are told apart as recorded.
    names : (str, str)
        What the two are called after "the".
    level : float
        Of the intervals, in (0, 1); the p-value is held against one minus it.

    Returns
    -------
    str
        To stand behind a sentence; empty if one attack of the larger group counted in
        the smaller one leaves p below its level and 1 outside the intervals.

    Examples
    --------
    >>> names = "group", "reference"
    >>> few = Group(attacks=5, incidents=20), Group(attacks=0, incidents=20)
    >>> resting_on(*few, names=names, level=0.95).partition(":")[0]
    '; it rests on the reference having no attack'
    >>> many = Group(attacks=40, incidents=400), Group(attacks=25, incidents=800)
    >>> resting_on(*many, names=names, level=0.95)
    ''
    """
    if larger.incidents == 1:
        return f"; it rests on the one incident of the {names[0]}"
    if smaller.incidents == TwoByTwo.LARGEST:
        return ""
    changed = _changed(
        Group(attacks=larger.attacks - 1, incidents=larger.incidents - 1),
        Group(attacks=smaller.attacks + 1, incidents=smaller.incidents + 1),
        level,
    )
    if not changed:
        return ""
    moving = f"one attack of the {names[0]} counted in the {names[1]} instead"
    return f"; it rests on {_few(smaller, names[1])}: {moving} gives {changed}"


def _few(smaller: Group, name: str) -> str:
    few = smaller.attacks
    if not few:
        return f"the {name} having no attack"
    return f"{few} attack{'' if few == 1 else 's'} of the {name}"


def _changed(group: Group, reference: Group, level: float) -> str:
    """Say what no longer tells two groups apart, if anything does."""
    p_value = fisher_midp_p_value(group.against(reference))
    told = f"mid-P {format_p_value(p_value)}"
    if p_value >= 1 - level:
        return told
    holding = [
        name
        for name, interval in _INTERVALS
        if _holds_one(interval(group, reference, level=level))
    ]
    if not holding:
        return ""
    return f"{told}, and a {' and a '.join(holding)} interval that holds 1"


def _holds_one(interval: Interval) -> bool:
    return interval.low <= 1 <= interval.high
