"""How many actors there were, if the share that surfaced were known."""

from __future__ import annotations

from functools import partial

import numpy as np
from scipy.special import betainc

from bemodels.errors import InvalidDataError
from bemodels.result import (
    Assumption,
    Curve,
    Estimate,
    ModelCard,
    Provenance,
    Result,
    Table,
    check_level,
)
from bemodels.result.display import format_count, format_level
from bemodels.result.rules import is_number, shown
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.population import (
    EQUATIONS,
    PARAMETERS,
    SCALE_PRIOR,
    SCALE_PRIOR_ASSUMED,
    population_estimates,
    prior_sensitivity,
    recorded_actors,
)
from bemodels.undercount.rung_words import scenario_sentence

SCENARIOS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0)
LEAST_DRAWN = 0.02


def hidden_given_surfacing(
    fates: Fates,
    surfacing: float,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the number of hidden actors if the surfacing probability were known.

    Parameters
    ----------
    fates : Fates
        Recorded actors of one group.
    surfacing : float
        P(attack or arrest) of an actor, in (0, 1].
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` (actors; medians, with exact quantiles: the
        smallest number whose cumulative probability reaches the level), both
        identified by the stated probability and so scenarios; a table of the hidden
        under another prior.

    Raises
    ------
    InvalidDataError
        If `surfacing` is no number or lies outside (0, 1], or `level` outside (0, 1).
    NotEstimableError
        If no actor is recorded.

    References
    ----------
    .. [1] Johnson NL, Kemp AW, Kotz S (2005). Univariate Discrete Distributions, 3rd
       edition, chapter 5. Wiley.

    Examples
    --------
    >>> result = hidden_given_surfacing(Fates(arrests=9, attacks=3), 0.2)
    >>> population = result.estimate("population")
    >>> population.interval.low, population.value, population.interval.high
    (34.0, 59.0, 94.0)
    """
    check_level(level)
    _check_surfacing(surfacing)
    n = recorded_actors(fates)
    given = _given(n, surfacing, level)
    return Result(
        title=f"Actors behind {fates}, if {surfacing:g} of them surface",
        method="Negative binomial under the scale prior 1/N",
        estimates=given,
        conclusion=scenario_sentence(f"surfacing is {surfacing:g}", given, n),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            SCALE_PRIOR_ASSUMED,
            Assumption(
                statement=f"Each actor surfaces with probability {surfacing:g}: a "
                "stated number, which no data here support.",
                support="not checkable from these data",
            ),
            INDEPENDENT_FATES,
        ),
        tables=(
            prior_sensitivity(
                given[1],
                partial(_at_most, surfacing, n + 1),
                stated="",
                note=f"NegBin({n}, {surfacing:g}) and NegBin({n + 1}, {surfacing:g}).",
            ),
        ),
        card=ModelCard(
            equations=EQUATIONS, priors=(SCALE_PRIOR,), parameters=PARAMETERS[:2]
        ),
        provenance=provenance,
    )


def surfacing_scenarios(
    fates: Fates, *, provenance: tuple[Provenance, ...] = (), level: float = 0.95
) -> Result:
    """Return how the population moves with the surfacing probability.

    Parameters
    ----------
    fates : Fates
        Recorded actors of one group.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        A table and a curve, each row and point a scenario; no estimate.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1).
    NotEstimableError
        If no actor is recorded.
    """
    check_level(level)
    n = recorded_actors(fates)
    return Result(
        title=f"Actors behind {fates}, by the share that surfaces",
        method="Negative binomial under the scale prior 1/N",
        estimates=(),
        assumptions=(WHAT_HIDDEN_MEANS, SCALE_PRIOR_ASSUMED, INDEPENDENT_FATES),
        tables=(_scenarios(n, level),),
        curves=(_sensitivity(n, level),),
        card=ModelCard(
            equations=EQUATIONS, priors=(SCALE_PRIOR,), parameters=PARAMETERS[:2]
        ),
        provenance=provenance,
    )


def _check_surfacing(surfacing: float) -> None:
    if not is_number(surfacing) or not 0 < surfacing <= 1:
        raise InvalidDataError(f"surfacing must lie in (0, 1], got {shown(surfacing)}")


def _given(n: int, surfacing: float, level: float) -> tuple[Estimate, ...]:
    return population_estimates(
        n,
        partial(_at_most, surfacing, n),
        stated=f"surfacing stated as {surfacing:g}",
        level=level,
    )


def _at_most(surfacing: float, before: int, hidden: float) -> float:
    return 1.0 if surfacing == 1 else float(betainc(before, hidden + 1, surfacing))


def _scenarios(n: int, level: float) -> Table:
    limits = f"{format_level(level)}"
    return Table(
        name="Scenarios of the population behind "
        f"{format_count(n, 'recorded actor', 'recorded actors')}",
        columns=(
            "surfacing probability, if",
            "population (actors)",
            f"population {limits} low",
            f"population {limits} high",
            "hidden (actors)",
            f"hidden {limits} low",
            f"hidden {limits} high",
        ),
        rows=tuple(
            (
                surfacing,
                *(
                    number
                    for one in _given(n, surfacing, level)
                    for number in (one.value, one.interval.low, one.interval.high)
                ),
            )
            for surfacing in SCENARIOS
        ),
        note="Each row is a scenario: its surfacing probability is stated, not "
        "estimated. Medians with equal-tailed intervals.",
    )


def _sensitivity(n: int, level: float) -> Curve:
    shares = tuple(float(share) for share in np.geomspace(LEAST_DRAWN, 1, 60))
    populations = [_given(n, share, level)[0] for share in shares]
    return Curve(
        name="Population behind "
        f"{format_count(n, 'recorded actor', 'recorded actors')} by surfacing "
        "probability",
        x=shares,
        y=tuple(one.value for one in populations),
        low=tuple(one.interval.low for one in populations),
        high=tuple(one.interval.high for one in populations),
        x_label="surfacing probability (stated)",
        y_label="population (actors)",
        level=level,
        kind="credible",
    )
