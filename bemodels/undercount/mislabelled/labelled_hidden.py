"""Hidden actors of each true group, if labels may be wrong and surfacing were known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from scipy.special import betainc

from bemodels.errors import InvalidDataError
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import (
    Assumption,
    Estimate,
    ModelCard,
    Parameter,
    Provenance,
    Result,
    check_level,
)
from bemodels.result.rules import is_number, shown
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.mislabelled.fates_card import EQUATIONS, JEFFREYS_MEANS
from bemodels.undercount.mislabelled.labelled_fates import checked_labels
from bemodels.undercount.mislabelled.true_tables import true_tables
from bemodels.undercount.mislabelled.validation import (
    INDEPENDENT_ERRORS,
    SAME_ERRORS,
    LabelPrior,
    LabelValidation,
)
from bemodels.undercount.population import smallest_reaching
from bemodels.undercount.rung_words import labelled_hidden_sentence

Array = np.ndarray


def hidden_given_labels(
    inspired: Fates,
    linked: Fates,
    *,
    validation: LabelValidation,
    prior: LabelPrior,
    inspired_surfacing: float,
    linked_surfacing: float,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the hidden actors of each true group under stated surfacing probabilities.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks by the group that they are labelled as.
    validation : LabelValidation
        Other incidents whose true group is known, and how they were labelled.
    prior : LabelPrior
        On the shares labelled right before the validation.
    inspired_surfacing, linked_surfacing : float
        P(attack or arrest) of a truly inspired and of a truly linked actor, in (0, 1].
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``hidden[group]`` and ``population[group]`` (actors; medians, with exact
        quantiles), scenarios of the stated probabilities.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range.
    NotEstimableError
        As `fates_given_labels`.

    Notes
    -----
    With Jeffreys priors of the expected fates, of K truly inspired recorded actors,
    hidden are NegBin(K + 1, surfacing), averaged over K. The scale prior of
    `hidden_given_surfacing`, NegBin(K, surfacing), leaves no distribution where K may
    be 0, as it may here.

    References
    ----------
    .. [1] Johnson NL, Kemp AW, Kotz S (2005). Univariate Discrete Distributions, 3rd
       edition, chapter 5. Wiley.

    Examples
    --------
    >>> from bemodels.intervals import Beta
    >>> jeffreys = Beta(a=0.5, b=0.5)
    >>> result = hidden_given_labels(
    ...     Fates(arrests=9, attacks=3),
    ...     Fates(arrests=94, attacks=1),
    ...     validation=LabelValidation(
    ...         inspired=20, inspired_right=19, linked=40, linked_right=39
    ...     ),
    ...     prior=LabelPrior(inspired=jeffreys, linked=jeffreys, reason="Jeffreys"),
    ...     inspired_surfacing=0.2,
    ...     linked_surfacing=0.8,
    ... )
    >>> hidden = result.estimate("hidden[inspired]")
    >>> hidden.interval.low, hidden.value, hidden.interval.high
    (8.0, 37.0, 82.0)
    """
    check_level(level)
    labels = checked_labels(inspired, linked, validation, prior)
    stated = {"inspired": inspired_surfacing, "linked": linked_surfacing}
    for group, surfacing in stated.items():
        _check_surfacing(f"{group}_surfacing", surfacing)
    recorded = _recorded(true_tables(inspired, linked, labels).joint)
    estimates = tuple(
        one
        for group, weights in (("inspired", recorded), ("linked", recorded[::-1]))
        for one in _hidden(group, weights, stated[group], level)
    )
    return Result(
        title=f"Hidden actors behind labels: inspired {inspired}; linked {linked}; "
        f"{validation}",
        method="Negative binomial under Jeffreys priors, summed over all true tables",
        estimates=estimates,
        conclusion=labelled_hidden_sentence(stated, estimates),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            Assumption(
                statement="Truly inspired actors surface with probability "
                f"{inspired_surfacing:g} and truly linked ones with "
                f"{linked_surfacing:g}: stated numbers, which no data here support.",
                support="not checkable from these data",
            ),
            SAME_ERRORS,
            INDEPENDENT_ERRORS,
            INDEPENDENT_FATES,
        ),
        card=_card(prior),
        provenance=provenance,
    )


def _check_surfacing(name: str, surfacing: float) -> None:
    if not is_number(surfacing) or not 0 < surfacing <= 1:
        raise InvalidDataError(f"{name} must lie in (0, 1], got {shown(surfacing)}")


def _recorded(joint: Array) -> Array:
    """Return the probability that k of all recorded actors are truly inspired."""
    totals = np.add.outer(*map(np.arange, joint.shape))
    return np.bincount(totals.ravel(), joint.ravel())


def _hidden(
    group: str, weights: Array, surfacing: float, level: float
) -> tuple[Estimate, ...]:
    seen = np.arange(len(weights))

    def hidden_at_most(number: float) -> float:
        if surfacing == 1:
            return 1.0
        return float(weights @ betainc(seen + 1, number + 1, surfacing))

    def population_at_most(number: float) -> float:
        within = seen <= number
        if surfacing == 1:
            return float(weights[within].sum())
        beyond = number - seen[within] + 1
        chances = betainc(seen[within] + 1, beyond, surfacing)
        return float(weights[within] @ chances)

    return tuple(
        median_estimate(
            f"{name}[{group}]",
            partial(_quantile, at_most),
            unit="actors",
            level=level,
            method=f"scenario: surfacing of the {group} stated as {surfacing:g}; "
            "posterior median, equal tails, exact",
            identified="prior",
        )
        for name, at_most in (
            ("hidden", hidden_at_most),
            ("population", population_at_most),
        )
    )


def _quantile(at_most: Callable[[float], float], probability: float) -> float:
    return float(smallest_reaching(at_most, probability))


def _card(prior: LabelPrior) -> ModelCard:
    rows = (
        ("hidden", "N_g - K_g", "actors of a true group that were not recorded"),
        ("population", "N_g", "actors of a true group in the window, recorded or not"),
    )
    return ModelCard(
        equations=(
            *EQUATIONS,
            r"N_g - K_g \mid K_g \sim \operatorname{NegBin}(K_g + 1, \pi_g)",
        ),
        priors=(JEFFREYS_MEANS, *prior.statements()),
        parameters=tuple(
            Parameter(
                name=name,
                symbol=symbol,
                meaning=meaning,
                unit="actors",
                identified="prior",
            )
            for name, symbol, meaning in rows
        ),
    )
