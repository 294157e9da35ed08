"""How many inspired actors there were, if leads find them as they find linked ones."""

from __future__ import annotations

from functools import partial
from math import inf

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import (
    Assumption,
    Estimate,
    Probability,
    Provenance,
    Result,
    check_level,
)
from bemodels.result.rules import check_number, check_whole, shown
from bemodels.undercount.contraction import Narrowing, contraction_table
from bemodels.undercount.discovery_tables import (
    coding_table,
    routes_card,
    transfers,
    turning_transfer,
)
from bemodels.undercount.fates import (
    INDEPENDENT_FATES,
    LARGEST,
    WHAT_HIDDEN_MEANS,
    Fates,
)
from bemodels.undercount.population import (
    SCALE_PRIOR_ASSUMED,
    population_estimates,
    recorded_actors,
)
from bemodels.undercount.route_detection import Detection, Routes, inspired_detection
from bemodels.undercount.rung_words import scenario_sentence


def hidden_given_discovery_routes(
    inspired: Fates,
    *,
    independent_only: int,
    connection_only: int,
    both: int,
    dependence: float,
    transfer: float,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the number of inspired actors from how linked arrests were discovered.

    Parameters
    ----------
    inspired : Fates
        Recorded inspired actors; they have no connection to be found through.
    independent_only, connection_only, both : int
        Linked arrest actions found by an independent lead only, through a connection
        only, and both ways; from 0 to 5,000,000, `both` 1 or more.
    dependence : float
        Odds ratio between the two routes, above 0; 1 if they are independent, above 1
        if what one finds the other tends to find, too.
    transfer : float
        Detection of an inspired actor by an independent lead, relative to that of a
        linked one; above 0.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` (actors; scenarios, because detection is
        transferred), ``detection`` of a linked actor and ``detection_inspired``; how
        the interval would narrow if more arrests were coded; the transfer at which as
        many are hidden as recorded.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If no arrest was found both ways, no inspired actor was arrested, nearly every
        detection would exceed 1, or an integral does not stand still.

    Notes
    -----
    The only rung that adds information to the fates. A transfer above 1 can give a
    detection above 1: such cases are excluded by conditioning and their share printed.

    References
    ----------
    .. [1] Seber GAF (1982). The Estimation of Animal Abundance, 2nd edition, chapter 3.
       Griffin.

    Examples
    --------
    >>> result = hidden_given_discovery_routes(
    ...     Fates(arrests=9, attacks=3),
    ...     independent_only=5,
    ...     connection_only=8,
    ...     both=4,
    ...     dependence=1,
    ...     transfer=1,
    ... )
    >>> hidden = result.estimate("hidden")
    >>> hidden.interval.low, hidden.value, hidden.interval.high
    (3.0, 17.0, 71.0)
    """
    check_level(level)
    routes = _checked(independent_only, connection_only, both, dependence)
    check_number("transfer", transfer, low=0, high=inf)
    recorded = recorded_actors(inspired, "inspired")
    if not inspired.arrests:
        raise NotEstimableError(
            "with no inspired arrest action any number of hidden actors fits, got "
            f"{inspired}"
        )
    found = inspired_detection(routes, transfer, inspired.arrests)
    stated = f"dependence {dependence:g} and transfer {transfer:g}"
    given = population_estimates(
        recorded,
        partial(found.hidden_at_most, inspired.arrests),
        stated=f"detection transferred with {stated}",
        level=level,
    )
    return Result(
        title=f"Actors behind {inspired}, if leads find them with {stated}",
        method="Negative binomial over a detection calibrated on linked arrests",
        estimates=(*given, *_detections(routes, transfer, stated, level)),
        conclusion=scenario_sentence(
            f"transfer of detection is {transfer:g} and dependence of routes "
            f"{dependence:g}",
            given,
            recorded,
        ),
        probabilities=(_excluded(found, transfer), *_turning(routes, inspired)),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            Assumption(
                statement="Among linked arrests the odds ratio between an independent "
                f"lead and a connection is {dependence:g}, and the arrests whose route "
                "is known are like the others.",
                support="not checkable from these data",
            ),
            Assumption(
                statement="An independent lead finds an inspired actor "
                f"{transfer:g} times as often as a linked one.",
                support="not checkable from these data",
            ),
            SCALE_PRIOR_ASSUMED,
            INDEPENDENT_FATES,
        ),
        tables=(
            contraction_table(_narrowing(routes)),
            transfers(routes, inspired, level),
            coding_table(routes, transfer, inspired, level),
        ),
        card=routes_card(dependence, transfer),
        provenance=provenance,
    )


def _checked(
    independent_only: int, connection_only: int, both: int, dependence: float
) -> Routes:
    counts = {
        name: check_whole(name, value, least=0)
        for name, value in (
            ("independent_only", independent_only),
            ("connection_only", connection_only),
            ("both", both),
        )
    }
    for name, count in counts.items():
        if count > LARGEST:
            raise InvalidDataError(
                f"{name} must be {LARGEST} or less, got {shown(count)}"
            )
    check_number("dependence", dependence, low=0, high=inf)
    if not both:
        raise NotEstimableError(
            "no arrest was found both ways: nothing tells what an independent lead "
            "misses"
        )
    return Routes(**counts, dependence=float(dependence))


def _detections(
    routes: Routes, transfer: float, stated: str, level: float
) -> tuple[Estimate, ...]:
    limit = min(1.0, 1 / transfer)
    return (
        median_estimate(
            "detection",
            routes.quantile,
            unit="probability",
            level=level,
            method=f"Jeffreys posterior median, equal tails, if dependence is "
            f"{routes.dependence:g}",
            identified="both",
        ),
        median_estimate(
            "detection_inspired",
            lambda p: transfer * routes.quantile(p, limit=limit),
            unit="probability",
            level=level,
            method=f"scenario: detection transferred with {stated}; posterior median, "
            "equal tails",
            identified="prior",
        ),
    )


def _excluded(found: Detection, transfer: float) -> Probability:
    return Probability(
        statement="P(detection times transfer > 1): excluded",
        value=max(1 - found.left, 0.0) if transfer > 1 else 0.0,
        given="the stated dependence and transfer, before conditioning",
    )


def _turning(routes: Routes, inspired: Fates) -> tuple[Probability, ...]:
    """Return the transfer at which as many are hidden as recorded."""
    turning = turning_transfer(routes, inspired)
    if turning is None:
        return ()
    return (
        Probability(
            statement="transfer at which at least as many are hidden as recorded, as "
            "likely as not",
            value=turning,
            given="the stated dependence",
        ),
    )


def _narrowing(routes: Routes) -> Narrowing:
    before = Routes(
        independent_only=0, connection_only=0, both=0, dependence=routes.dependence
    )
    return Narrowing(
        quantity="detection",
        scale="logit",
        prior_variance=before.logit_variance(),
        posterior_variance=routes.logit_variance(),
    )
