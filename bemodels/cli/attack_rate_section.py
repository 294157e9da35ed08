"""The section on the attack rates of two groups: what it shows and in which words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING

from bemodels import rates
from bemodels.report.analysis import Analysis
from bemodels.report.appendix_tables import estimate_table
from bemodels.report.figures_methods import draw_methods
from bemodels.report.figures_sensitivity import draw_supposition
from bemodels.result.display import format_number, format_p_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.rates import Group
    from bemodels.report.figures_picture import Picture
    from bemodels.result import Cell, Curve, Result, Table

    type Row = tuple[Cell, ...]

INSPIRED, LINKED = "inspired", "linked"
WHO = "The group is the inspired incidents, the reference the linked ones."
# Unseen incidents along the figure's axis: twice as many as tip mid-P, within these.
FEWEST_DRAWN, MOST_DRAWN = 20, 300
DESIGN = "Size, power and coverage"
TIPPING, MIDP = "Tipping points", "central mid-P"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackRateFits:
    """What was computed of the attack rates of two groups.

    Attributes
    ----------
    compared : Result
        The recommended report.
    by_method : Table
        Both ratios by well-known methods.
    unseen : Result
        Had non-attacks of the group with the larger rate never been recorded.
    doubted : str
        What that group is called.
    """

    compared: Result
    by_method: Table
    unseen: Result
    doubted: str


def fit_attack_rates(
    compared: Result, inspired: Group, linked: Group
) -> AttackRateFits:
    """Compute what the section shows beside the comparison.

    Parameters
    ----------
    compared : Result
        As ``bemodels.rates.compare_attack_rates`` returns it.
    inspired, linked : Group
        The groups that it compares.

    Returns
    -------
    AttackRateFits
        For `attack_rate_section`.
    """
    larger, smaller, doubted = inspired, linked, INSPIRED
    if inspired.attack_rate < linked.attack_rate:
        larger, smaller, doubted = linked, inspired, LINKED
    return AttackRateFits(
        compared=compared,
        by_method=rates.ratios_by_method(inspired, linked),
        unseen=rates.unseen_non_attacks(larger, smaller, up_to=_drawn(compared)),
        doubted=doubted,
    )


def attack_rate_section(fits: AttackRateFits) -> Analysis:
    """Return the section on the attack rates of two groups.

    Parameters
    ----------
    fits : AttackRateFits
        What was computed.

    Returns
    -------
    Analysis
        The section.
    """
    name, compared = "Attack rates", fits.compared
    tables = (
        _saying_who(one) if one.name.startswith(DESIGN) else one
        for one in compared.tables
    )
    return Analysis(
        name=name,
        question="How far does the attack rate of inspired incidents lie from that of "
        f"linked ones? {WHO}",
        result=replace(compared, tables=tuple(tables)),
        summary=(_saying_who(estimate_table(name, compared)),),
        posterior=(_saying_who(fits.by_method), _forest(fits.by_method)),
        sensitivity=(_along_unseen(fits),),
    )


def _saying_who(table: Table) -> Table:
    return replace(table, note=f"{WHO} {table.note}".rstrip())


def _drawn(compared: Result) -> int:
    """Return how many unseen incidents are drawn, so that a tipping point is seen."""
    (table,) = (one for one in compared.tables if one.name.startswith(TIPPING))
    tipping = table.rows[0][table.columns.index(MIDP)]
    if not isinstance(tipping, int):
        return FEWEST_DRAWN
    return min(max(2 * tipping, FEWEST_DRAWN), MOST_DRAWN)


def _forest(table: Table) -> Picture:
    recommended = [row for row in table.rows if row[2] == "recommended"]
    return draw_methods(
        table,
        x_label="inspired relative to linked (ratio)",
        caption="Attack rate and odds of attack of inspired incidents relative to "
        "linked ones (ratios, without unit) with 95% intervals, by method. "
        "Recommended: the intervals of the report. Comparison: what else is in use. "
        "Warning: widespread, and not to be reported. An arrow: the interval has no "
        f"end there. {_left_open(recommended)}",
        alt="Horizontal intervals on a logarithmic axis with a line at 1. "
        + "; ".join(map(_spelled, recommended)),
    )


def _left_open(recommended: Sequence[Row]) -> str:
    """Say what the recommended intervals leave open, from the shortest of them."""
    limits = [
        (low, high)
        for *_, low, high in recommended
        if not isinstance(low, str) and not isinstance(high, str)
    ]
    if not all(low > 1 or high < 1 for low, high in limits):
        return "An interval that holds 1 leaves open which rate is the larger one."
    shortest = min(high / low if low else inf for low, high in limits)
    return (
        "Every recommended interval leaves out 1; the shortest still spans a factor "
        f"of {format_number(round(shortest, 1))}."
    )


def _spelled(row: Row) -> str:
    low, high = (
        cell if isinstance(cell, str) else format_number(cell) for cell in row[4:]
    )
    return f"{row[0]}, {row[1]}: {low} to {high}"


def _along_unseen(fits: AttackRateFits) -> Picture:
    curves = fits.unseen.curves
    p_values = (one for one in curves if one.y_label == "p-value")
    return draw_supposition(
        curves,
        x_label=f"unseen {fits.doubted} incidents without an attack",
        caption=f"What it would mean had {fits.doubted} incidents without an attack "
        "never been recorded. Above: p-values of equal attack rates by three forms of "
        "Fisher's test, and the line at 0.05. Below: conditional odds ratio of "
        f"{fits.doubted} relative to the other incidents with its exact 95% interval, "
        "and the line at 1. Logarithmic axes; computed at every count; what is 0 or "
        "infinite lies beyond the edge.",
        alt=f"P-values by unseen {fits.doubted} incidents. "
        + "; ".join(map(_from_to, p_values)),
    )


def _from_to(curve: Curve) -> str:
    first, last = (
        f"{format_p_value(curve.y[at])} at {format_number(curve.x[at])}"
        for at in (0, -1)
    )
    return f"{curve.name}: {first}, {last}"
