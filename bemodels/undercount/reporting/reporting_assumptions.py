"""What a reporting regression assumes, and what it refuses for want of knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.bayes.spreads import NoSpread
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Assumption
from bemodels.undercount.reporting.reporting_priors import StatedDetection

if TYPE_CHECKING:
    from bemodels.result.values import Support
    from bemodels.undercount.reporting.reporting_design import ReportingDesign
    from bemodels.undercount.reporting.reporting_priors import ReportingPriors

UNCHECKED: Support = "not checkable from these data"
WHAT_HIDDEN_MEANS = Assumption(
    statement="Hidden is population minus recorded: it mixes events still to be "
    "recorded, events that never will be and events recorded as something else, and "
    "these data cannot tell the three apart.",
    support=UNCHECKED,
)
REPRESENTATIVE = Assumption(
    statement="Validation is representative given the covariates: a known event was as "
    "likely to be found as any other event of its covariates to be recorded.",
    support=UNCHECKED,
)
EXCHANGEABLE = Assumption(
    statement="Effects of places are exchangeable draws from one normal distribution, "
    "and places differ in rate, not in detection beyond its covariates.",
    support=UNCHECKED,
)
POISSON = Assumption(
    statement="Events are Poisson with a log rate linear in the terms, and each is "
    "recorded independently of the others, with a logit linear in the terms.",
    support="checked",
)


def assumptions_of(
    design: ReportingDesign, priors: ReportingPriors
) -> tuple[Assumption, ...]:
    """Return what every number rests on, what hidden means first.

    Parameters
    ----------
    design : ReportingDesign
        With validation or without, places pooled or not.
    priors : ReportingPriors
        The priors in force.

    Returns
    -------
    tuple of Assumption
        Those that are made.
    """
    stated = Assumption(
        statement="Detection is as its stated prior says, and what rests on it is a "
        f"scenario: {priors.detection.reason}",
        support=UNCHECKED,
    )
    return (
        WHAT_HIDDEN_MEANS,
        REPRESENTATIVE if len(design.known) else stated,
        POISSON,
        *((EXCHANGEABLE,) if design.pooled else ()),
    )


def check_identified(design: ReportingDesign, priors: ReportingPriors) -> None:
    """Refuse what nothing tells apart.

    Parameters
    ----------
    design : ReportingDesign
        With validation or without.
    priors : ReportingPriors
        The priors in force.

    Raises
    ------
    NotEstimableError
        If there is neither validation nor a stated prior of detection.
    InvalidDataError
        If places are pooled without a prior of their spread, or the other way round.
    """
    if not len(design.known) and not isinstance(priors.detection, StatedDetection):
        raise NotEstimableError(
            "counts tell of rate times detection alone, so that without validation "
            "neither is known: give validation, or what is known of detection as "
            "StatedDetection"
        )
    spread = not isinstance(priors.places, NoSpread)
    if spread and not design.pooled:
        raise InvalidDataError(
            "priors.places is a spread between places, and pooled names no column of "
            "them: name it, or give NoSpread()"
        )
    if design.pooled and not spread:
        raise InvalidDataError(
            f"the places of {design.pooled!r} are pooled, and priors.places is "
            "NoSpread(): give HalfNormalSpread"
        )
