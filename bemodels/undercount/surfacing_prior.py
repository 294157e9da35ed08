"""How many actors there were, under a stated prior on the share that surfaced."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import sqrt

from scipy.special import betainc, expit

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta, expectation, probability_greater
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import (
    Assumption,
    Estimate,
    ModelCard,
    Prior,
    Provenance,
    Result,
    check_level,
    check_type,
)
from bemodels.result.reasons import check_reason
from bemodels.result.rules import check_fields, shown
from bemodels.undercount.contraction import (
    Narrowing,
    contraction_table,
    logit_variance,
)
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

# Logits of the prior over the width of a step.
_TOO_STEEP = 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfacingPrior:
    """A stated prior on the surfacing probability.

    Attributes
    ----------
    beta : Beta
        The distribution of the probability that an actor was recorded.
    reason : str
        Why this distribution, in a sentence; not empty.

    Raises
    ------
    InvalidDataError
        If no reason is given, or a field is of another type.
    """

    beta: Beta
    reason: str

    def __post_init__(self) -> None:
        """Refuse a prior for which nobody answers."""
        check_fields(self)
        check_reason("a prior on surfacing", self.reason)


def hidden_given_prior(
    fates: Fates,
    prior: SurfacingPrior,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the number of hidden actors under a stated prior on surfacing.

    Parameters
    ----------
    fates : Fates
        Recorded actors of one group.
    prior : SurfacingPrior
        The prior with its reason; there is no default.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population``, ``hidden`` (actors; exact quantiles of the beta negative
        binomial) and ``surfacing``, whose posterior is its prior; a table of the
        hidden under another prior of the population.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1).
    NotEstimableError
        If no actor is recorded, or a quantile lies above 2**53 actors.

    Notes
    -----
    The mean is infinite for a first shape of 1 or less and is never shown;
    `population_mean` gives it where it exists.

    No function takes a prior that is uniform on N. Under one the data would seem to
    speak of surfacing: summed over N its likelihood is 1/surfacing, so that a
    Beta(a, b) turns into a Beta(a - 1, b), by a preference for many actors and by no
    observation, and for a of 1 or less into no distribution at all.

    References
    ----------
    .. [1] Johnson NL, Kemp AW, Kotz S (2005). Univariate Discrete Distributions, 3rd
       edition, section 6.2.3. Wiley.

    Examples
    --------
    >>> prior = SurfacingPrior(beta=Beta(a=2, b=8), reason="an example")
    >>> result = hidden_given_prior(Fates(arrests=9, attacks=3), prior)
    >>> population = result.estimate("population")
    >>> population.interval.low, population.value, population.interval.high
    (22.0, 65.0, 439.0)
    """
    check_level(level)
    check_type("prior", prior, SurfacingPrior)
    n, beta = recorded_actors(fates), prior.beta
    shapes = f"({beta.a:g}, {beta.b:g})"
    density = rf"\pi \sim \operatorname{{Beta}}{shapes}"
    stated = Prior(parameter="surfacing", density=density, reason=prior.reason)
    given = population_estimates(
        n,
        partial(_above_surfacing, beta, n),
        stated=f"surfacing stated as Beta{shapes}",
        level=level,
    )
    return Result(
        title=f"Actors behind {fates}, if surfacing is Beta{shapes}",
        method="Beta negative binomial under the scale prior 1/N",
        estimates=(*given, _surfacing(beta, shapes, level)),
        conclusion=scenario_sentence(f"surfacing is Beta{shapes}", given, n),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            SCALE_PRIOR_ASSUMED,
            Assumption(
                statement="The posterior of surfacing is its prior: the data do not "
                f"touch it. Reason given: {prior.reason}",
                support="not checkable from these data",
            ),
            INDEPENDENT_FATES,
        ),
        card=ModelCard(
            equations=EQUATIONS, priors=(SCALE_PRIOR, stated), parameters=PARAMETERS
        ),
        tables=(
            contraction_table(_unmoved(beta)),
            prior_sensitivity(
                given[1],
                partial(_above_surfacing, beta, n + 1),
                stated=f", surfacing Beta{shapes}",
                note=f"NegBin({n}, pi) and NegBin({n + 1}, pi), pi of the stated prior "
                "under both.",
            ),
        ),
        provenance=provenance,
    )


def population_mean(fates: Fates, prior: SurfacingPrior) -> float:
    """Return the mean of the population under a stated prior, where it exists.

    Parameters
    ----------
    fates : Fates
        Recorded actors of one group.
    prior : SurfacingPrior
        The prior on surfacing.

    Returns
    -------
    float
        Actors; n (a + b - 1)/(a - 1), drawn up by a long tail and no headline.

    Raises
    ------
    NotEstimableError
        If the first shape of the prior is 1 or less, where the mean is infinite while
        every quantile of `hidden_given_prior` exists; or no actor is recorded.
    InvalidDataError
        If an argument is of another type.

    References
    ----------
    .. [1] Johnson NL, Kemp AW, Kotz S (2005). Univariate Discrete Distributions, 3rd
       edition, section 6.2.3. Wiley.

    Examples
    --------
    >>> prior = SurfacingPrior(beta=Beta(a=2, b=8), reason="an example")
    >>> population_mean(Fates(arrests=9, attacks=3), prior)
    108.0
    """
    check_type("prior", prior, SurfacingPrior)
    n, beta = recorded_actors(fates), prior.beta
    if beta.a <= 1:
        raise NotEstimableError(
            "the mean of the population is infinite under a prior whose first shape is "
            f"1 or less, got {shown(beta.a)}: its quantiles exist"
        )
    return float(n * (beta.a + beta.b - 1) / (beta.a - 1))


def _above_surfacing(beta: Beta, n: int, hidden: float) -> float:
    """Return P(hidden actors <= a number): that surfacing exceeds Beta(n, hidden + 1).

    As a function of surfacing the latter's share is a step. Nodes of the prior serve
    each number, unless they lie too far apart for a step as steep as this.
    """
    low, high = beta.logit_range()
    if (high - low) * sqrt(n) > _TOO_STEEP:
        return probability_greater(beta, Beta(a=n, b=hidden + 1))
    return expectation(lambda x: betainc(n, hidden + 1, expit(x)), beta)


def _unmoved(beta: Beta) -> Narrowing:
    variance = logit_variance(beta)
    return Narrowing(
        quantity="surfacing",
        scale="logit",
        prior_variance=variance,
        posterior_variance=variance,
    )


def _surfacing(beta: Beta, shapes: str, level: float) -> Estimate:
    return median_estimate(
        "surfacing",
        beta.quantile,
        unit="probability",
        level=level,
        method=f"scenario: surfacing stated as Beta{shapes}; prior median, equal "
        "tails; the posterior is the same",
        identified="prior",
    )
