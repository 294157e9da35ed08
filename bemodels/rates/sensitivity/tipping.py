"""From which count on a conclusion no longer holds, and whether it comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bemodels.rates.sensitivity.path import Path, Step
from bemodels.rates.sensitivity.path_curves import EXACT, GREATER, LEVEL, P_VALUES
from bemodels.result import Curve, Probability, Table

ALPHA = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Tipping:
    """Where along a path something happens.

    Attributes
    ----------
    what : str
        What happens, so that "steps at which" comes before it.
    counts : tuple of int
        The counts at which it is so.
    last : int
        The last count that was looked at.
    """

    what: str
    counts: tuple[int, ...]
    last: int

    @property
    def first(self) -> str | int:
        """The first count, or that there is none."""
        return self.counts[0] if self.counts else f"none up to {self.last}"

    @property
    def stays(self) -> str:
        """Whether it is so at every later count, too."""
        if not self.counts:
            return "-"
        later = range(self.counts[0], self.last + 1)
        back = sorted(set(later) - set(self.counts))
        if not back:
            return f"stays so up to {self.last}"
        if len(back) == 1:
            return f"not so at one later count, {back[0]}"
        return f"not so at {len(back)} later counts, the first of them {back[0]}"


def tipping_points(path: Path, curves: tuple[Curve, ...]) -> tuple[Tipping, ...]:
    """Return where p-values, limits and rates turn, from every count.

    Parameters
    ----------
    path : Path
        The counts.
    curves : tuple of Curve
        Those of the path.

    Returns
    -------
    tuple of Tipping
        Three p-values, the exact interval, the posterior interval, the point rates.
    """
    drawn = {one.name: dict(zip(one.x, one.y, strict=True)) for one in curves}
    rules: dict[str, Callable[[Step], bool]] = {
        f"{name}: p exceeds {ALPHA:g}": _exceeds(drawn[name]) for name in P_VALUES
    }
    excluding = _excluding_one(curves)
    rules["the exact central interval of the odds ratio holds 1"] = lambda step: (
        step.count not in excluding
    )
    tail, chances = (1 - LEVEL) / 2, drawn[GREATER]
    rules["the Jeffreys interval of the risk ratio holds 1"] = lambda step: (
        tail <= chances[step.count] <= 1 - tail
    )
    order = _order(path.steps[0])
    rules["the point rates are equal, or their order is the other one"] = lambda step: (
        _order(step) * order <= 0
    )
    return tuple(
        Tipping(
            what=what,
            counts=tuple(step.count for step in path.steps if rule(step)),
            last=path.steps[-1].count,
        )
        for what, rule in rules.items()
    )


def tipping_probabilities(
    path: Path, tippings: tuple[Tipping, ...]
) -> tuple[Probability, ...]:
    """Return the tipping points that there are, as numbers.

    Parameters
    ----------
    path : Path
        The counts.
    tippings : tuple of Tipping
        Where something happens.

    Returns
    -------
    tuple of Probability
        The fewest steps for each.
    """
    return tuple(
        Probability(
            statement=f"fewest {path.supposed} at which {one.what}",
            value=one.counts[0],
            given=f"every other incident as recorded; {one.stays}",
        )
        for one in tippings
        if one.counts
    )


def tipping_table(path: Path, tippings: tuple[Tipping, ...]) -> Table:
    """Return all tipping points as rows, those that there are not among them.

    Parameters
    ----------
    path : Path
        The counts.
    tippings : tuple of Tipping
        Where something happens.

    Returns
    -------
    Table
        What happens, from which count on, and whether it stays.
    """
    return Table(
        name=f"Tipping points: {path.supposed}",
        columns=("what happens", "first at", "later"),
        rows=tuple((one.what, one.first, one.stays) for one in tippings),
        note="From every count, since exact p-values do not move in one direction.",
    )


def _exceeds(p_values: dict[float, float]) -> Callable[[Step], bool]:
    return lambda step: p_values[step.count] > ALPHA


def _excluding_one(curves: tuple[Curve, ...]) -> set[float]:
    """Return the counts whose exact interval lies above or below 1.

    Where there is no interval, every odds ratio fits, and 1 is one of them.
    """
    return {
        count
        for curve in curves
        if curve.name == EXACT
        for count, low, high in zip(curve.x, curve.low, curve.high, strict=True)
        if not low <= 1 <= high
    }


def _order(step: Step) -> int:
    """Return a whole number with the sign of the difference of the two rates."""
    return (
        step.group.attacks * step.reference.incidents
        - step.reference.attacks * step.group.incidents
    )
