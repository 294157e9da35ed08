"""More inspired than linked actors, over relative propensity and the linked share seen.

The grid is even on the log scale with one step for both, so that cells of one product
of relative propensity and linked share seen have their nodes in common.
"""

from __future__ import annotations

from math import exp, log

import numpy as np

from bemodels.result import Assumption, Curve, Provenance, Result, Table
from bemodels.result.display import format_number
from bemodels.result.exhibits import Cell
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.propensity import stated_rung
from bemodels.undercount.propensity_card import spread_note, varied_card
from bemodels.undercount.propensity_nodes import Nodes, possible_nodes
from bemodels.undercount.propensity_tables import share_assumed
from bemodels.undercount.propensity_tipping import (
    probability_of_more,
    turning_log_factor,
)
from bemodels.undercount.surfacing_grid import MORE_INSPIRED, STATED_CELLS
from bemodels.undercount.turning_line import turning_line

SHARE_AXIS = "share of linked actors seen (stated)"
PROPENSITY_AXIS = "relative propensity to attack (stated)"
LINKED_SEEN = (0.1, 0.2, 0.5, 0.8, 1.0)
CONTRADICTED = "contradicted"
# Steps a decade, and of the relative propensity: from 0.5 to 37. The linked share seen
# runs over a decade, from 0.1 to 1.
_A_DECADE, _STEPS = 24, 45
_LEAST_SEEN, _LEAST_PROPENSITY = 0.1, 0.5


def more_inspired_over_propensity(
    inspired: Fates,
    linked: Fates,
    *,
    log_sd: float,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    """Return P(more inspired than linked) over propensity and the linked share seen.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    log_sd : float
        Standard deviation of the log relative propensity, from 0 (a stated number)
        to 5.
    provenance : tuple of Provenance
        The files that the counts were read from.

    Returns
    -------
    Result
        A table of the relative propensity at which more expected inspired than linked
        actors are as likely as not, by the linked share seen, and its curve; a table
        with a row a cell of a grid of stated pairs, contradicted where fewer than one
        case in a million agrees with the recorded actors. No estimate.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If no linked actor is recorded, or an integral does not stand still.

    References
    ----------
    .. [1] Trefethen LN, Weideman JAC (2014). The exponentially convergent trapezoidal
       rule. SIAM Review 56, 385-458.

    Examples
    --------
    >>> result = more_inspired_over_propensity(
    ...     Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1), log_sd=0
    ... )
    >>> [f"{row[1]:.2f}" for row in result.tables[0].rows]
    ['2.69', '2.69', '2.70', '2.72', '2.75']
    """
    seen = _LEAST_SEEN * 10 ** (np.arange(_A_DECADE + 1) / _A_DECADE)
    times = _LEAST_PROPENSITY * 10 ** (np.arange(_STEPS + 1) / _A_DECADE)
    turning = turning_table(inspired, linked, log_sd=log_sd)
    nodes = [
        possible_nodes(
            stated_rung(inspired, linked, _LEAST_PROPENSITY * factor, log_sd, 1.0)
        )
        for factor in _LEAST_SEEN
        * 10 ** (np.arange(_A_DECADE + _STEPS + 1) / _A_DECADE)
    ]
    return Result(
        title=f"More inspired ({inspired}) than linked actors ({linked})?",
        method="Quadrature of a gamma over a beta posterior, conditioned on the "
        "recorded actors",
        estimates=(),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            STATED_CELLS,
            Assumption(
                statement="Inspired actors are their expected number, linked ones the "
                "recorded number divided by the share seen.",
                support="by design",
            ),
            *share_assumed(linked),
            INDEPENDENT_FATES,
        ),
        tables=(
            turning,
            _grid(_cells(nodes, linked, seen, times), log_sd),
        ),
        curves=_line(turning),
        card=varied_card(
            linked,
            (float(times[0]), float(times[-1])),
            log_sd,
            (float(seen[0]), float(seen[-1])),
        ),
        provenance=provenance,
    )


def _cells(
    nodes: list[Nodes], linked: Fates, seen: np.ndarray, times: np.ndarray
) -> list[tuple[Cell, ...]]:
    contradicted = [one.is_contradicted for one in nodes]
    rows: list[tuple[Cell, ...]] = []
    for row, relative in enumerate(times):
        for column, share in enumerate(seen):
            at = row + column
            more: Cell = CONTRADICTED
            if not contradicted[at]:
                more = probability_of_more(nodes[at], linked.recorded / float(share))
            rows.append((float(share), float(relative), more))
    return rows


def _turning(
    inspired: Fates, linked: Fates, log_sd: float, share: float
) -> float | None:
    """Return the relative propensity at which it is one half, if there is one."""
    nodes = possible_nodes(stated_rung(inspired, linked, 1.0, log_sd, share))
    factor = turning_log_factor(nodes, linked.recorded / share)
    return None if factor is None else exp(factor - log(share))


def turning_table(inspired: Fates, linked: Fates, *, log_sd: float) -> Table:
    """Return the relative propensity at which more inspired are as likely as not.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    log_sd : float
        As for `more_inspired_over_propensity`.

    Returns
    -------
    Table
        A row a linked share seen.
    """
    turning = {
        share: _turning(inspired, linked, log_sd, share) for share in LINKED_SEEN
    }
    return Table(
        name="Relative propensity at which more inspired than linked actors are as "
        "likely as not",
        columns=("share of linked actors seen, if", "relative propensity"),
        rows=tuple(
            (share, "none" if one is None else one) for share, one in turning.items()
        ),
        note=f"{spread_note(log_sd)}Above it fewer inspired than linked actors are "
        f"likelier.{_moves(list(turning.values()))}",
    )


def _moves(turning: list[float | None]) -> str:
    """Say how far it moves with the share seen, or that it does not exist."""
    found = [one for one in turning if one is not None]
    missing = " None: no relative propensity turns it over."
    told = missing if len(found) < len(turning) else ""
    if len(found) > 1:
        times = format_number(max(found) / min(found))
        told += (
            f" Over the shares at which it exists the largest is {times} times the "
            "smallest."
        )
    return told


def _grid(rows: list[tuple[Cell, ...]], log_sd: float) -> Table:
    return Table(
        name="Grid of P(more inspired than linked actors) by propensity",
        columns=(SHARE_AXIS, PROPENSITY_AXIS, MORE_INSPIRED),
        rows=tuple(rows),
        note=f"Each row is a scenario: both numbers are stated. {spread_note(log_sd)}"
        "Inspired actors are their expected number, by quadrature over all numbers. "
        "Contradicted: fewer than one case in a million agrees with the recorded "
        "actors.",
    )


def _line(turning: Table) -> tuple[Curve, ...]:
    points = [
        (float(share), float(one))
        for share, one in turning.rows
        if not isinstance(one, str)
    ]
    return turning_line(points, x_label=SHARE_AXIS, y_label=PROPENSITY_AXIS)
