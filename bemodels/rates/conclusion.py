"""What may be said of two attack rates, in a sentence made from their own numbers."""

from __future__ import annotations

from math import inf

from bemodels.rates.group import Group
from bemodels.rates.resting import resting_on
from bemodels.result import Estimate, Interval

AMONG = "Among recorded incidents"
HUNDRED = 100
NEAR_ONE = 0.1
# Limits nearer to each other than this factor leave little open.
NARROW = 1.5


def conclusion_of(
    group: Group,
    reference: Group,
    estimates: tuple[Estimate, ...],
    *,
    names: tuple[str, str],
) -> str:
    """Say how far two attack rates lie apart, and what that rests on.

    Parameters
    ----------
    group, reference : Group
        The counts.
    estimates : tuple of Estimate
        Of a comparison; ``risk_ratio`` and ``risk_ratio_melded`` are read.
    names : (str, str)
        What the two are called after "the".

    Returns
    -------
    str
        One sentence.
    """
    intervals = {one.estimand: one.interval for one in estimates}
    if "risk_ratio" not in intervals:
        return f"{AMONG} there is no attack, and the data say nothing of a ratio."
    scas, melded = intervals["risk_ratio"], intervals["risk_ratio_melded"]
    if melded.low > 1:
        apart = _apart(names, melded, scas)
        return (
            f"{apart}{resting_on(group, reference, names=names, level=melded.level)}."
        )
    if melded.high < 1:
        melded, scas = _inverted(melded), _inverted(scas)
        names = names[1], names[0]
        apart = _apart(names, melded, scas)
        return (
            f"{apart}{resting_on(reference, group, names=names, level=melded.level)}."
        )
    return f"{_undecided(names, melded, scas)}."


def _apart(names: tuple[str, str], melded: Interval, scas: Interval) -> str:
    if scas.high < NARROW * scas.low:
        return (
            f"{AMONG} the {names[0]}'s attack rate is {melded.low:.4g} to "
            f"{melded.high:.4g} times (guaranteed interval) or {scas.low:.4g} to "
            f"{scas.high:.4g} times (SCAS) the {names[1]}'s"
        )
    # An infinite limit is no number of times.
    bound = f"{_times(scas.high)} times" if scas.high < inf else "any larger number"
    return (
        f"{AMONG} the {names[0]}'s attack rate is at least {_times(melded.low)} times "
        f"(guaranteed interval) or about {_times(scas.low)} times (SCAS) the "
        f"{names[1]}'s; the data cannot say whether {_times(scas.low)} times or {bound}"
    )


def _undecided(names: tuple[str, str], melded: Interval, scas: Interval) -> str:
    text = (
        f"{AMONG} the data cannot say which attack rate is the larger: the "
        f"{names[0]}'s is {_times(melded.low)} to {_times(melded.high)} times the "
        f"{names[1]}'s (guaranteed interval)"
    )
    if scas.low <= 1 <= scas.high:
        return text
    return (
        f"{text}, although the SCAS interval, {_times(scas.low)} to "
        f"{_times(scas.high)}, leaves out 1"
    )


def _inverted(interval: Interval) -> Interval:
    return Interval(
        low=1 / interval.high,
        high=1 / interval.low if interval.low else inf,
        level=interval.level,
        kind=interval.kind,
        method=interval.method,
    )


def _times(ratio: float) -> str:
    """Write a ratio with two digits, with more near 1, or as a whole number."""
    if ratio == inf:
        return "any number of"
    if abs(ratio - 1) < NEAR_ONE:
        return f"{ratio:.4g}"
    return f"{ratio:.2g}" if ratio < HUNDRED else f"{ratio:.0f}"
