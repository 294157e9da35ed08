"""How far a contrast of two attack rates rests on one label."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from bemodels.intervals import TwoByTwo, ratio_quantile
from bemodels.intervals.equal_tails import median_estimate
from bemodels.rates.bayes.beta_prior import JEFFREYS
from bemodels.rates.conditional_odds import conditional_odds
from bemodels.rates.group import NAMES, Group
from bemodels.result import Cell, Estimate, Table
from bemodels.result.display import format_level

NOT_ESTIMABLE = "not estimable"
# What moves, and its change of the group's attacks and incidents; the reference's is
# the opposite.
MOVES = (
    ("nothing, as recorded", 0, 0),
    ("an attack, to the {1}", -1, -1),
    ("an attack, to the {0}", 1, 1),
    ("an incident without attack, to the {1}", 0, -1),
    ("an incident without attack, to the {0}", 0, 1),
)


def relabelling_table(
    group: Group,
    reference: Group,
    *,
    names: tuple[str, str] = NAMES,
    level: float,
) -> Table:
    """Return how the contrast changes if one incident belonged to the other group.

    Parameters
    ----------
    group, reference : Group
        The counts as recorded.
    names : (str, str)
        What the two are called after "the".
    level : float
        Coverage or posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Table
        A row for each move that leaves both groups an incident.

    Examples
    --------
    >>> table = relabelling_table(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95), level=0.95
    ... )
    >>> row = table.rows[1]
    >>> row[:3], round(row[3], 2), round(row[4], 2), round(row[5])
    (('an attack, to the reference', '2/11', '2/96'), 9.99, 0.65, 153)
    """
    moved = (
        (
            what.format(*names),
            _moved(group, attacks, incidents),
            _moved(reference, -attacks, -incidents),
        )
        for what, attacks, incidents in MOVES
    )
    return contrast_table(
        [(what, one, other) for what, one, other in moved if one and other],
        name="Sensitivity of the contrast to one relabelled incident",
        heading="moved",
        names=names,
        note="One incident is taken from one group and counted in the other; moves "
        "that the counts do not allow are left out.",
        level=level,
    )


def contrast_table(
    pairs: Iterable[tuple[str, Group, Group]],
    *,
    name: str,
    heading: str,
    names: tuple[str, str],
    note: str,
    level: float,
) -> Table:
    """Return the contrasts of several pairs of groups, a row each.

    Parameters
    ----------
    pairs : iterable of (str, Group, Group)
        Label of the row, group and reference.
    name : str
        Caption.
    heading : str
        What the labels are.
    names : (str, str)
        What the two are called after "the".
    note : str
        What a reader must know.
    level : float
        Coverage or posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Table
        Conditional odds ratio and Jeffreys risk ratio, each with its limits.
    """
    limits = f"{format_level(level)}"
    return Table(
        name=name,
        columns=(
            heading,
            *names,
            "odds ratio, conditional",
            f"odds ratio {limits} low",
            f"odds ratio {limits} high",
            "risk ratio, Jeffreys median",
            f"risk ratio {limits} low",
            f"risk ratio {limits} high",
        ),
        rows=tuple(
            (label, str(group), str(reference), *_contrast(group, reference, level))
            for label, group, reference in pairs
        ),
        note=note,
    )


def _moved(group: Group, attacks: int, incidents: int) -> Group | None:
    """Return a group with more or fewer incidents, or none where there is no such."""
    attacks, incidents = group.attacks + attacks, group.incidents + incidents
    if not 1 <= incidents <= TwoByTwo.LARGEST or not 0 <= attacks <= incidents:
        return None
    return Group(attacks=attacks, incidents=incidents)


def _contrast(group: Group, reference: Group, level: float) -> tuple[Cell, ...]:
    """Return the conditional odds ratio and the risk ratio, each with its limits."""
    odds = conditional_odds(group, reference, level=level)
    posteriors = JEFFREYS.after(group), JEFFREYS.after(reference)
    ratio = median_estimate(
        "risk_ratio",
        partial(ratio_quantile, *posteriors),
        unit="ratio",
        level=level,
        method=JEFFREYS.name,
    )
    none = (NOT_ESTIMABLE,) * 3
    return (*(_cells(odds[0]) if odds else none), *_cells(ratio))


def _cells(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.value, estimate.interval.low, estimate.interval.high
