r"""The decline averaged over vectors under stated weights: a scenario of the weights.

Given both counts the share of the later year has the Jeffreys posterior, a beta; over
vectors it is a mixture of beta distributions, whose distribution function is a sum and
whose quantiles are roots of it. Nothing is drawn.
"""

from __future__ import annotations

from functools import partial
from math import log

import numpy as np

from bemodels.audit.trend.over_vectors import COMPLETE, NAMED_BEFORE, POISSON
from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.audit.trend.share_mixture import ShareMixture
from bemodels.audit.trend.vector_weights import VectorWeights
from bemodels.audit.years.words import in_words
from bemodels.intervals.declines import percent_decline
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import (
    Assumption,
    Estimate,
    ModelCard,
    Parameter,
    Prior,
    Probability,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.display import format_level, format_number, format_sentence

VARIANCE_TABLE = "Parts of the variance of the log rate ratio"
_JEFFREYS = 0.5
# A probability that is met is reached, however the sum of weights is rounded.
_MET = 1e-12


def decline_mixture(
    possible: PossibleCounts,
    weights: VectorWeights,
    *,
    before: int,
    after: int,
    level: float = 0.95,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    r"""Return the decline between two years, vectors weighted as stated.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors of yearly counts.
    weights : VectorWeights
        One a vector, with its reason; there is no default.
    before, after : int
        The reference year and the later one.
    level : float, default 0.95
        Probability of every interval, in (0, 1).
    provenance : tuple of Provenance
        The files that the constraints on the vectors were read from.

    Returns
    -------
    Result
        ``decline`` in percent, median with equal tails, known from data and weights;
        ``count[year]`` of both years, which the weights alone decide; the probability
        of no decline; the variance of the log rate ratio in its two parts, within
        vectors and between them.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be, or weights and vectors differ in number.
    NotEstimableError
        If a vector has no incident in the reference year.

    Notes
    -----
    Given a vector, the share of the later year in both counts is
    :math:`\operatorname{Beta}(n_a + 1/2, n_b + 1/2)`, the posterior under Jeffreys'
    prior [1]_. The weights are no posterior of vectors: no likelihood touches them.

    References
    ----------
    .. [1] Jeffreys H (1961). Theory of Probability, 3rd edition. Clarendon Press.

    Examples
    --------
    >>> possible = PossibleCounts(
    ...     vectors=[[12, 35, 48, 12], [21, 41, 36, 9]],
    ...     years=(2014, 2015, 2016, 2017),
    ...     months=(7, 12, 12, 10),
    ... )
    >>> weights = VectorWeights(name="even", weights=(1, 1), reason="An example.")
    >>> result = decline_mixture(possible, weights, before=2016, after=2017)
    >>> one = result.estimate("decline")
    >>> f"{one.value:.1f} ({one.interval.low:.1f} to {one.interval.high:.1f})"
    '69.6 (42.4 to 85.4)'
    """
    check_level(level)
    check_type("possible", possible, PossibleCounts)
    check_type("weights", weights, VectorWeights)
    possible.declines(before, after)
    mixture = ShareMixture(
        weights=weights.of(possible),
        before=possible.of(before) + _JEFFREYS,
        after=possible.of(after) + _JEFFREYS,
        log_unit=log(possible.months_of(after)) - log(possible.months_of(before)),
    )
    decline = median_estimate(
        "decline",
        lambda probability: percent_decline(mixture.ratio_quantile(1 - probability)),
        unit="%",
        level=level,
        method=f"median, equal tails, exact; vectors weighted: {weights.name}",
        identified="both",
    )
    return Result(
        title=f"Scenario: decline from {before} to {after}, vectors weighted: "
        f"{weights.name}",
        method="Mixture of Jeffreys posteriors over vectors, by its distribution "
        "function",
        conclusion=_conclusion(possible, weights, decline, before, after),
        estimates=(
            decline,
            *(
                _count(year, possible, mixture.weights, weights.name, level)
                for year in (before, after)
            ),
        ),
        probabilities=(
            Probability(
                statement=f"P(no decline from {before} to {after})",
                value=mixture.above(0.0),
                given=f"the counts, and vectors weighted: {weights.name}",
            ),
        ),
        assumptions=(_stated(weights), POISSON, COMPLETE, NAMED_BEFORE),
        tables=(_variance_table(mixture),),
        card=_card(weights, before, after),
        provenance=provenance,
    )


def _count(
    year: int, possible: PossibleCounts, weights: np.ndarray, name: str, level: float
) -> Estimate:
    return median_estimate(
        f"count[{year}]",
        partial(_count_quantile, possible.of(year), weights),
        unit="incidents",
        level=level,
        method=f"median, equal tails, of the weights: {name}",
        identified="prior",
    )


def _count_quantile(
    counts: np.ndarray, weights: np.ndarray, probability: float
) -> float:
    """Return the smallest count at which the weights reach a probability."""
    order = np.argsort(counts)
    reached = np.cumsum(weights[order]) >= probability - _MET
    return float(counts[order][np.argmax(reached)])


def _stated(weights: VectorWeights) -> Assumption:
    return Assumption(
        statement=f"Vectors are weighted: {weights.name}. Reason given: "
        f"{format_sentence(weights.reason)} Nothing that is printed decides the "
        "weights.",
        support="not checkable from these data",
    )


def _conclusion(
    possible: PossibleCounts,
    weights: VectorWeights,
    decline: Estimate,
    before: int,
    after: int,
) -> str:
    limits, verb = decline.interval, "is" if len(possible) == 1 else "are"
    value, low, high = (
        format_number(one) for one in (decline.value, limits.low, limits.high)
    )
    return (
        f"If {in_words(len(possible))} {verb} weighted ({weights.name}), the decline "
        f"of the annual rate from {before} to {after} is {value}% ({low}% to {high}%, "
        f"{format_level(limits.level)}): a scenario of these weights."
    )


def _variance_table(mixture: ShareMixture) -> Table:
    within, between = mixture.variance_parts()
    whole = within + between
    return Table(
        name=VARIANCE_TABLE,
        columns=("part", "variance", "share of the whole"),
        rows=(
            ("within vectors: sampling", within, within / whole),
            ("between vectors: what the report leaves open", between, between / whole),
        ),
        note="Exact, under the stated weights.",
    )


def _card(weights: VectorWeights, before: int, after: int) -> ModelCard:
    return ModelCard(
        equations=(
            r"n_a \mid n_a + n_b, \theta \sim \operatorname{Binomial}"
            r"(n_a + n_b, \theta), \quad \theta / (1 - \theta) = \rho\, t_a / t_b",
            r"p(\rho) = \sum_v w_v\, p(\rho \mid n_v)",
        ),
        priors=(
            Prior(
                parameter="share",
                density=r"\theta \sim \operatorname{Beta}(1/2, 1/2)",
                reason="Jeffreys: the same answer whichever of share and ratio is "
                "asked for.",
            ),
            Prior(
                parameter="vector",
                density=r"P(v) = w_v",
                reason=f"{weights.name}: {weights.reason}",
            ),
        ),
        parameters=(
            Parameter(
                name="decline",
                symbol=r"100 (1 - \rho)",
                meaning=f"decline of the annual rate from {before} to {after}",
                unit="%",
            ),
            Parameter(
                name="share",
                symbol=r"\theta",
                meaning=f"share of {after} in the incidents of both years",
                unit="proportion",
            ),
            Parameter(
                name="vector",
                symbol="v",
                meaning="which of the possible vectors is true",
                unit="none",
                identified="prior",
            ),
        ),
    )
