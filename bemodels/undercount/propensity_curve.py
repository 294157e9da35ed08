"""How the number of inspired actors moves with a stated relative propensity."""

from __future__ import annotations

import numpy as np

from bemodels.errors import NotEstimableError
from bemodels.result import (
    Assumption,
    Curve,
    Provenance,
    Result,
    Table,
    check_level,
)
from bemodels.result.display import format_level
from bemodels.result.exhibits import Cell
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.propensity import excluded, stated_rung
from bemodels.undercount.propensity_card import spread_note, varied_card
from bemodels.undercount.propensity_nodes import (
    Nodes,
    possible_nodes,
    unconditioned_nodes,
)
from bemodels.undercount.propensity_tables import share_assumed
from bemodels.undercount.propensity_tipping import probability_of_more
from bemodels.undercount.trade_off import REFERENCE_LINES

POPULATION_AXIS = "population (expected actors)"
SCENARIOS = (0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0)


def propensity_scenarios(
    inspired: Fates,
    linked: Fates,
    *,
    log_sd: float,
    linked_surfacing: float,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return how the inspired population moves with their relative propensity.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    log_sd : float
        Standard deviation of the log relative propensity, from 0 to 5.
    linked_surfacing : float
        Share of linked actors who were recorded, in (0, 1].
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        A table and a curve, each row and point a scenario; a table with the number of
        linked actors as a line; no estimate. Beside each
        population stands that before conditioning on the recorded actors, and the share
        that conditioning excluded.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If no linked actor is recorded, every scenario contradicts the recorded actors,
        or an integral does not stand still.

    Examples
    --------
    >>> inspired, linked = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    >>> table, _ = propensity_scenarios(
    ...     inspired, linked, log_sd=0, linked_surfacing=1
    ... ).tables
    >>> [f"{row[0]:g}: {row[1]:.0f}" for row in table.rows[1:3]]
    ['1: 256', '2: 129']
    """
    check_level(level)
    stated = (log_sd, linked_surfacing)
    rung = stated_rung(inspired, linked, 1.0, *stated)
    others = linked.recorded / linked_surfacing
    rows = [_row(inspired, linked, r, stated, level) for r in SCENARIOS]
    points = [
        (float(r), nodes)
        for r in np.geomspace(SCENARIOS[0], SCENARIOS[-1], 40)
        if (nodes := _let_in(inspired, linked, float(r), stated)) is not None
    ]
    if not points:
        raise NotEstimableError(
            "each relative propensity from "
            f"{SCENARIOS[0]:g} to {SCENARIOS[-1]:g} contradicts the recorded actors, "
            f"got {rung.recorded} inspired ones"
        )
    return Result(
        title=f"Inspired actors ({inspired}), by relative propensity to attack",
        method="Quadrature of a gamma over a beta posterior, conditioned on the "
        "recorded actors",
        estimates=(),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            Assumption(
                statement="The linked attack share is a baseline of which a share of "
                f"{linked_surfacing:g} of linked actors was seen; no data here "
                "support it.",
                support="not checkable from these data",
            ),
            *share_assumed(linked),
            INDEPENDENT_FATES,
        ),
        tables=(_table(tuple(rows), others, log_sd, level), _line(others, log_sd)),
        curves=(_curve(points, level),),
        card=varied_card(
            linked, (SCENARIOS[0], SCENARIOS[-1]), log_sd, linked_surfacing
        ),
        provenance=provenance,
    )


def _let_in(
    inspired: Fates, linked: Fates, relative: float, stated: tuple[float, float]
) -> Nodes | None:
    """Return nodes, or none where the relative propensity contradicts the counts."""
    rung = stated_rung(inspired, linked, relative, *stated)
    nodes = possible_nodes(rung)
    return None if nodes.is_contradicted else nodes


def _limits(nodes: Nodes, least: float, level: float) -> tuple[float, float, float]:
    tail = (1 - level) / 2
    median, low, high = (
        nodes.quantile(one, least=least) for one in (0.5, tail, 1 - tail)
    )
    return median, low, high


def _row(
    inspired: Fates,
    linked: Fates,
    relative: float,
    stated: tuple[float, float],
    level: float,
) -> tuple[Cell, ...]:
    nodes = _let_in(inspired, linked, relative, stated)
    if nodes is None:
        return (relative, *("contradicted",) * 8)
    free = unconditioned_nodes(nodes.rung)
    return (
        relative,
        *_limits(nodes, nodes.rung.recorded, level),
        excluded(nodes).value,
        *_limits(free, 0, level),
        probability_of_more(nodes, linked.recorded / stated[1]),
    )


def _table(
    rows: tuple[tuple[Cell, ...], ...], others: float, log_sd: float, level: float
) -> Table:
    limits = format_level(level)
    return Table(
        name="Scenarios of the expected inspired actors by relative propensity",
        columns=(
            "relative propensity, if",
            "population (actors)",
            f"population {limits} low",
            f"population {limits} high",
            "share excluded",
            "before exclusion (actors)",
            f"before exclusion {limits} low",
            f"before exclusion {limits} high",
            f"P(population > {others:g} linked actor{'' if others == 1 else 's'})",
        ),
        rows=rows,
        note="Each row is a scenario: its relative propensity is stated, not "
        f"estimated. {spread_note(log_sd)}Excluded are cases with fewer expected "
        "actors than recorded ones or a propensity above 1, by conditioning.",
    )


def _line(others: float, log_sd: float) -> Table:
    return Table(
        name=REFERENCE_LINES,
        columns=("along", "value", "what it means"),
        rows=((POPULATION_AXIS, others, "linked actors: recorded over share seen"),),
        note=spread_note(log_sd).strip(),
    )


def _curve(points: list[tuple[float, Nodes]], level: float) -> Curve:
    limits = [_limits(nodes, nodes.rung.recorded, level) for _, nodes in points]
    return Curve(
        name="Expected inspired actors by relative propensity",
        x=tuple(r for r, _ in points),
        y=tuple(one[0] for one in limits),
        low=tuple(one[1] for one in limits),
        high=tuple(one[2] for one in limits),
        x_label="relative propensity to attack (stated)",
        y_label=POPULATION_AXIS,
        level=level,
        kind="credible",
    )
