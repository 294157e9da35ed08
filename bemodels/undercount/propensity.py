"""How many inspired actors there were, if they attacked as readily as linked ones."""

from __future__ import annotations

from functools import partial
from math import inf, log

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import Beta
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import (
    Assumption,
    Estimate,
    Interval,
    Probability,
    Provenance,
    Result,
    check_level,
    check_type,
)
from bemodels.result.rules import check_number, is_number, shown
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.propensity_card import card_given
from bemodels.undercount.propensity_nodes import (
    Nodes,
    Rung,
    propensity_nodes,
)
from bemodels.undercount.propensity_tables import (
    contractions,
    plug_in_table,
    share_assumed,
)
from bemodels.undercount.propensity_tipping import tipping_points
from bemodels.undercount.rung_words import scenario_sentence

JEFFREYS = 0.5
LARGEST_LOG_SD = 5
# Numbers of actors are about its inverse, and have to be finite.
LEAST_PRODUCT = 1e-200
UNSEEN = (
    ", and the linked attack share is as its Jeffreys prior leaves it without a linked "
    "attack"
)


def hidden_given_propensity(
    inspired: Fates,
    linked: Fates,
    *,
    relative_propensity: float,
    log_sd: float,
    linked_surfacing: float,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the number of inspired actors if their propensity to attack were known.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    relative_propensity : float
        How many times as often an inspired actor attacks as a linked one, above 0; the
        median of a lognormal distribution where `log_sd` is above 0.
    log_sd : float
        Standard deviation of its natural logarithm, from 0 (a stated number) to 5.
    linked_surfacing : float
        Share of linked actors who were recorded, in (0, 1]; 1 if those recorded were
        all there were.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` (the expected number of inspired actors) and ``hidden`` (less
        those recorded), scenarios both; the share of the distribution that contradicts
        the recorded actors and was excluded; tipping points.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If no linked actor is recorded, nearly every case contradicts the recorded
        actors, or an integral does not stand still.

    Notes
    -----
    Cases with fewer expected actors than recorded ones, or with a propensity above 1,
    contradict the data: the distribution is conditioned on the others, and nothing is
    moved to a limit.

    References
    ----------
    .. [1] Trefethen LN, Weideman JAC (2014). The exponentially convergent trapezoidal
       rule. SIAM Review 56, 385-458.

    Examples
    --------
    >>> inspired, linked = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    >>> result = hidden_given_propensity(
    ...     inspired, linked, relative_propensity=1, log_sd=0, linked_surfacing=1
    ... )
    >>> f"{result.estimate('population').value:.0f}"
    '256'
    """
    check_level(level)
    rung = stated_rung(inspired, linked, relative_propensity, log_sd, linked_surfacing)
    nodes = propensity_nodes(rung)
    stated = _stated(relative_propensity, log_sd, linked_surfacing)
    given = population_by_propensity(nodes, stated, level)
    spread = f" (log sd {log_sd:g})" if log_sd else ""
    unseen = "" if linked.attacks else UNSEEN
    return Result(
        title=f"Inspired actors ({inspired}), if {stated}",
        method="Quadrature of a gamma over a beta posterior, conditioned on the "
        "recorded actors",
        estimates=given,
        conclusion=scenario_sentence(
            f"relative propensity to attack is {relative_propensity:g}{spread} and "
            f"linked surfacing {linked_surfacing:g}{unseen}",
            given,
            inspired.recorded,
        ),
        probabilities=(
            excluded(nodes),
            *tipping_points(inspired, linked, nodes, linked_surfacing),
        ),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            Assumption(
                statement=f"Inspired actors attack as stated: {stated}. No data here "
                "support it.",
                support="not checkable from these data",
            ),
            Assumption(
                statement="Population is the expected number of actors, that of the "
                "Poisson distribution which the actual number follows.",
                support="by design",
            ),
            *share_assumed(linked),
            INDEPENDENT_FATES,
        ),
        tables=(contractions(nodes, linked), plug_in_table(inspired, linked, rung)),
        card=card_given(linked, relative_propensity, log_sd, linked_surfacing),
        provenance=provenance,
    )


def stated_rung(
    inspired: Fates,
    linked: Fates,
    relative_propensity: float,
    log_sd: float,
    linked_surfacing: float,
) -> Rung:
    """Return what is counted and stated, checked.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded fates.
    relative_propensity, log_sd, linked_surfacing : float
        As for `hidden_given_propensity`.

    Returns
    -------
    Rung
        With Jeffreys posteriors of the inspired attacks and the linked attack share.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If no linked actor is recorded.
    """
    check_type("inspired", inspired, Fates)
    check_type("linked", linked, Fates)
    check_number("relative_propensity", relative_propensity, low=0, high=inf)
    if not is_number(log_sd) or not 0 <= log_sd <= LARGEST_LOG_SD:
        raise InvalidDataError(
            f"log_sd must lie in [0, {LARGEST_LOG_SD}], got {shown(log_sd)}"
        )
    if not is_number(linked_surfacing) or not 0 < linked_surfacing <= 1:
        raise InvalidDataError(
            f"linked_surfacing must lie in (0, 1], got {shown(linked_surfacing)}"
        )
    if log(relative_propensity) + log(linked_surfacing) < log(LEAST_PRODUCT):
        raise InvalidDataError(
            "relative_propensity times linked_surfacing must be "
            f"{LEAST_PRODUCT:g} or more, got {shown(relative_propensity)} and "
            f"{shown(linked_surfacing)}"
        )
    if not linked.recorded:
        raise NotEstimableError(
            "a propensity relative to linked actors needs recorded ones, got linked "
            f"{linked}"
        )
    return Rung(
        shape=inspired.attacks + JEFFREYS,
        share=Beta(a=linked.attacks + JEFFREYS, b=linked.arrests + JEFFREYS),
        log_center=log(relative_propensity) + log(linked_surfacing),
        log_sd=float(log_sd),
        recorded=inspired.recorded,
    )


def population_by_propensity(
    nodes: Nodes, stated: str, level: float
) -> tuple[Estimate, ...]:
    """Return the expected population and the hidden part of it.

    Parameters
    ----------
    nodes : Nodes
        As `propensity_nodes` returns them.
    stated : str
        What is stated, in words.
    level : float
        Probability of the equal-tailed intervals, in (0, 1).

    Returns
    -------
    tuple of Estimate, length 2
        ``population`` and ``hidden``, in actors.
    """
    recorded = nodes.rung.recorded
    population = median_estimate(
        "population",
        partial(nodes.quantile, least=recorded),
        unit="actors",
        level=level,
        method=f"scenario: {stated}; posterior median, equal tails, quadrature",
        identified="prior",
    )
    limits = population.interval
    hidden = Estimate(
        estimand="hidden",
        value=population.value - recorded,
        unit="actors",
        interval=Interval(
            low=limits.low - recorded,
            high=limits.high - recorded,
            level=limits.level,
            kind=limits.kind,
            method=limits.method,
        ),
        identified="prior",
    )
    return population, hidden


def excluded(nodes: Nodes) -> Probability:
    """Return the share that contradicts the recorded actors.

    Parameters
    ----------
    nodes : Nodes
        As `propensity_nodes` returns them.

    Returns
    -------
    Probability
        In [0, 1).
    """
    return Probability(
        statement=f"P(expected inspired actors < {nodes.rung.recorded} recorded, or a "
        "propensity above 1): excluded",
        value=min(max(1 - nodes.at_least(nodes.rung.recorded), 0.0), 1.0),
        given="the stated relative propensity, before conditioning",
    )


def _stated(relative_propensity: float, log_sd: float, linked_surfacing: float) -> str:
    spread = f" (log sd {log_sd:g})" if log_sd else ""
    return (
        f"they attack {relative_propensity:g} times{spread} as often as linked ones, "
        f"of whom a share of {linked_surfacing:g} was seen"
    )
