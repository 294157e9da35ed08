"""What more coding of routes would add, and how much hangs on the transfer."""

from __future__ import annotations

from functools import partial
from math import exp, log

from scipy.special import betainc

from bemodels.intervals import solve_increasing
from bemodels.result import Estimate, ModelCard, Parameter, Prior, Table
from bemodels.result.display import format_level
from bemodels.result.exhibits import Cell
from bemodels.undercount.fates import Fates
from bemodels.undercount.population import (
    PARAMETERS,
    SCALE_PRIOR,
    population_estimates,
)
from bemodels.undercount.route_detection import Routes, inspired_detection

CODED = (40, 94)
TRANSFERS = (0.25, 0.5, 0.75, 1.0)
_HALF = 0.5
_LEAST_KEPT = 0.1
_CONTRADICTED: tuple[Cell, ...] = ("contradicted",) * 4
_WHY_CONTRADICTED = " Contradicted: most detections would exceed 1."
EQUATIONS = (
    r"\frac{1 - q}{q} = \frac{\mu_c}{\mu_b + \mu_i}"
    r" \left(1 + \delta \frac{\mu_i}{\mu_b}\right), \quad q_I = \tau q",
    r"N - n \mid q_I = \operatorname{NegBin}(\text{arrests}, q_I)",
)
DETECTIONS = (
    Parameter(
        name="detection",
        symbol="q",
        meaning="probability that an independent lead finds a linked actor who did not "
        "attack",
        unit="probability",
        identified="both",
    ),
    Parameter(
        name="detection_inspired",
        symbol="q_I",
        meaning="the same of an inspired actor",
        unit="probability",
        identified="prior",
    ),
)


def routes_card(dependence: float, transfer: float) -> ModelCard:
    """Return the model with what is stated of it.

    Parameters
    ----------
    dependence, transfer : float
        As for `hidden_given_discovery_routes`.

    Returns
    -------
    ModelCard
        Its priors with their numbers.
    """
    return ModelCard(
        equations=EQUATIONS,
        priors=(
            SCALE_PRIOR,
            Prior(
                parameter="detection",
                density=r"\pi(\mu_j) \propto \mu_j^{-1/2}, \; j \in \{b, c, i\}",
                reason="Jeffreys' priors of the expected linked arrests found both "
                "ways (b), through a connection only (c), independently only (i).",
            ),
            Prior(
                parameter="detection_inspired",
                density=rf"\delta = {dependence:g}, \; \tau = {transfer:g}",
                reason="Dependence (delta) and transfer (tau) are stated by the "
                "reader: the knobs of this rung.",
            ),
        ),
        parameters=(*PARAMETERS[:2], *DETECTIONS),
    )


def transfers(routes: Routes, inspired: Fates, level: float) -> Table:
    """Return how the hidden actors move with the transfer.

    Parameters
    ----------
    routes : Routes
        How linked arrests were found.
    inspired : Fates
        Recorded inspired actors.
    level : float
        Probability of the intervals, in (0, 1).

    Returns
    -------
    Table
        A row a transfer, each a scenario.
    """
    return Table(
        name="Scenarios of the hidden by the transfer of detection",
        columns=("transfer, if", *_columns(level)),
        rows=tuple(
            (one, *_cells(_hidden(routes, one, inspired, level))) for one in TRANSFERS
        ),
        note="Each row is a scenario: its transfer is stated, not estimated.",
    )


def coding_table(
    routes: Routes, transfer: float, inspired: Fates, level: float
) -> Table:
    """Return how the interval would narrow if more arrests were coded.

    Parameters
    ----------
    routes : Routes
        How linked arrests were found.
    transfer : float
        As for `hidden_given_discovery_routes`.
    inspired : Fates
        Recorded inspired actors.
    level : float
        Probability of the intervals, in (0, 1).

    Returns
    -------
    Table
        The arrests as coded, 40 and 94 of them in the same shares where that is more,
        and a detection known exactly.
    """
    now = routes.independent_only + routes.connection_only + routes.both
    rows: list[tuple[Cell, ...]] = [
        (f"{now:g}, as coded", *_cells(_hidden(routes, transfer, inspired, level)))
    ]
    for more in (one for one in CODED if one > now):
        grown = _scaled(routes, more / now)
        cells = _CONTRADICTED
        if transfer * grown.quantile(_LEAST_KEPT) < 1:
            cells = _cells(_hidden(grown, transfer, inspired, level))
        rows.append((f"{more}, in the same shares", *cells))
    detection = transfer * routes.quantile(_HALF)
    known = _CONTRADICTED
    if detection < 1:
        known = _cells(_known(inspired, detection, level))
    rows.append(("without end: detection known as its median", *known))
    return Table(
        name="Hidden actors if more arrests were coded by their route",
        columns=("linked arrests coded", *_columns(level)),
        rows=tuple(rows),
        note="What more coding would leave of the interval under the same dependence "
        "and transfer, if there were so many linked arrests to code; the last row is "
        "what no coding can narrow."
        + (_WHY_CONTRADICTED if any(row[1:] == _CONTRADICTED for row in rows) else ""),
    )


def turning_transfer(routes: Routes, inspired: Fates) -> float | None:
    """Return the transfer at which as many are hidden as recorded, if there is one.

    Parameters
    ----------
    routes : Routes
        How linked arrests were found.
    inspired : Fates
        Recorded inspired actors, one arrest action at least.

    Returns
    -------
    float or None
        Where P(hidden >= recorded) is one half; none if that is nowhere so before
        nine detections in ten exceed 1.
    """

    def fewer(log_transfer: float) -> float:
        found = inspired_detection(routes, exp(log_transfer), inspired.arrests)
        return found.hidden_at_most(inspired.arrests, inspired.recorded - 1) - _HALF

    largest = log(1 / routes.quantile(_LEAST_KEPT))
    if fewer(largest) < 0:
        return None
    return exp(
        solve_increasing(
            lambda x: fewer(min(x, largest)), start=largest - 1, step=_HALF
        )
    )


def _hidden(routes: Routes, transfer: float, inspired: Fates, level: float) -> Estimate:
    found = inspired_detection(routes, transfer, inspired.arrests)
    at_most = partial(found.hidden_at_most, inspired.arrests)
    return population_estimates(
        inspired.recorded, at_most, stated="a row of a table", level=level
    )[1]


def _known(inspired: Fates, detection: float, level: float) -> Estimate:
    def at_most(hidden: float) -> float:
        return float(betainc(inspired.arrests, hidden + 1, detection))

    return population_estimates(
        inspired.recorded, at_most, stated="a row of a table", level=level
    )[1]


def _scaled(routes: Routes, factor: float) -> Routes:
    return Routes(
        independent_only=routes.independent_only * factor,
        connection_only=routes.connection_only * factor,
        both=routes.both * factor,
        dependence=routes.dependence,
    )


def _columns(level: float) -> tuple[str, ...]:
    limits = format_level(level)
    return ("hidden (actors)", f"{limits} low", f"{limits} high", "width (actors)")


def _cells(one: Estimate) -> tuple[Cell, ...]:
    limits = one.interval
    return one.value, limits.low, limits.high, limits.high - limits.low
