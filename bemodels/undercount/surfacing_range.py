"""An interval in two parts: sampling at a fixed surfacing, and ignorance of it."""

from __future__ import annotations

from math import sqrt

from bemodels.errors import InvalidDataError
from bemodels.result import (
    Assumption,
    Estimate,
    ModelCard,
    Provenance,
    Result,
    Table,
)
from bemodels.result.display import format_level
from bemodels.result.exhibits import Cell
from bemodels.result.rules import is_number, shown
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.population import (
    EQUATIONS,
    PARAMETERS,
    SCALE_PRIOR,
    SCALE_PRIOR_ASSUMED,
)
from bemodels.undercount.surfacing import hidden_given_surfacing


def hidden_over_surfacing_range(
    fates: Fates,
    low: float,
    high: float,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the hidden actors over a stated range of surfacing, in two parts.

    Parameters
    ----------
    fates : Fates
        Recorded actors of one group.
    low, high : float
        The range of the surfacing probability, 0 < low < high <= 1. It is a range and
        no distribution: nothing is said of where in it the truth lies.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the intervals at a fixed surfacing, in (0, 1).

    Returns
    -------
    Result
        A table: sampling at the low end, at the geometric middle and at the high end;
        ignorance, the medians at both ends; and both, from the lower limit at the high
        end to the upper limit at the low end. No estimate.

    Raises
    ------
    InvalidDataError
        If a limit lies outside (0, 1], `low` is not below `high`, or `level` outside
        (0, 1).
    NotEstimableError
        If no actor is recorded.

    Notes
    -----
    More data narrow the part that is sampling and never the part that is ignorance.

    References
    ----------
    .. [1] Vansteelandt S, Goetghebeur E, Kenward MG, Molenberghs G (2006). Ignorance
       and uncertainty regions as inferential tools in a sensitivity analysis.
       Statistica Sinica 16, 953-979.

    Examples
    --------
    >>> (table,) = hidden_over_surfacing_range(
    ...     Fates(arrests=9, attacks=3), 0.1, 0.5
    ... ).tables
    >>> table.rows[3][2:4], table.rows[4][2:4]
    ((11.0, 105.0), (4.0, 181.0))
    """
    for name, share in (("low", low), ("high", high)):
        if not is_number(share) or not 0 < share <= 1:
            raise InvalidDataError(f"{name} must lie in (0, 1], got {shown(share)}")
    if not low < high:
        raise InvalidDataError(
            f"low must lie below high, got {shown(low)} and {shown(high)}"
        )
    points = low, sqrt(low * high), high
    hidden = {
        share: hidden_given_surfacing(fates, share, level=level).estimate("hidden")
        for share in points
    }
    return Result(
        title=f"Actors behind {fates}, if between {low:g} and {high:g} of them surface",
        method="Negative binomial under the scale prior 1/N at each end of a range",
        estimates=(),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            SCALE_PRIOR_ASSUMED,
            Assumption(
                statement=f"Surfacing lies between {low:g} and {high:g}: a stated "
                "range with no distribution over it, which no data here support.",
                support="not checkable from these data",
            ),
            INDEPENDENT_FATES,
        ),
        tables=(_table(hidden, points, level),),
        card=ModelCard(
            equations=EQUATIONS, priors=(SCALE_PRIOR,), parameters=PARAMETERS[:2]
        ),
        provenance=provenance,
    )


def _table(
    hidden: dict[float, Estimate], points: tuple[float, float, float], level: float
) -> Table:
    limits = format_level(level)
    rows: list[tuple[Cell, ...]] = [
        (
            f"sampling, {limits}",
            f"{share:.3g}",
            hidden[share].interval.low,
            hidden[share].interval.high,
        )
        for share in points
    ]
    low, _, high = points
    stated = f"{low:.3g} to {high:.3g}"
    rows.append(("ignorance, medians", stated, hidden[high].value, hidden[low].value))
    rows.append(
        (
            f"both, {limits} at each end",
            stated,
            hidden[high].interval.low,
            hidden[low].interval.high,
        )
    )
    return Table(
        name="Hidden actors: sampling and ignorance apart",
        columns=("part", "surfacing, if", "hidden low", "hidden high"),
        rows=tuple(rows),
        note="More data narrow sampling; only knowledge of surfacing narrows "
        "ignorance.",
    )
