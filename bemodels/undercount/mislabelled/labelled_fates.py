r"""What labels told with errors leave of fates: true numbers, means and their odds.

With shares :math:`s_I` and :math:`s_L` labelled right among the truly inspired and the
truly linked,

.. math::
    x_f \sim \operatorname{Poisson}\bigl(\theta_{If} s_I + \theta_{Lf} (1 - s_L)\bigr),
    \qquad
    y_f \sim \operatorname{Poisson}\bigl(\theta_{If} (1 - s_I) + \theta_{Lf} s_L\bigr)

labelled inspired and linked, for arrests and attacks f.
"""

from __future__ import annotations

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta, probability_greater
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import (
    Check,
    Probability,
    Provenance,
    Result,
    check_level,
    check_type,
)
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.mislabelled.fate_quantiles import (
    METHOD,
    fate_estimates,
    right_estimates,
)
from bemodels.undercount.mislabelled.fates_card import fates_card
from bemodels.undercount.mislabelled.labelled_odds import odds_of_fates
from bemodels.undercount.mislabelled.true_tables import true_tables
from bemodels.undercount.mislabelled.validation import (
    INDEPENDENT_ERRORS,
    SAME_ERRORS,
    LabelPrior,
    LabelValidation,
)
from bemodels.undercount.rung_words import labelled_odds_sentence

# Beyond this the validation does not tell labels from guesses.
LARGEST_DOUBT = 0.01


def fates_given_labels(
    inspired: Fates,
    linked: Fates,
    *,
    validation: LabelValidation,
    prior: LabelPrior,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate the fates of the truly inspired and linked, if labels may be wrong.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks by the group that they are labelled as.
    validation : LabelValidation
        Other incidents whose true group is known, and how they were labelled.
    prior : LabelPrior
        On the shares labelled right before the validation; there is no default.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``true_actors[group, fate]`` (of the recorded ones), ``fate_mean[group, fate]``,
        ``fate_odds_ratio`` and ``labelled_right[group]``; P(odds ratio < 1); a check
        whether the validation tells labels from guesses.

    Raises
    ------
    NotEstimableError
        If nobody was arrested or nobody attacked; if labels are right no more often
        than guesses by validation and prior; or if there are more than 30 million true
        tables.
    InvalidDataError
        If an argument is of another type, or `level` lies outside (0, 1).

    Notes
    -----
    Labels err alike in arrests and attacks. Where they are certainly right this is
    `fate_odds`. Nothing here speaks of hidden actors; `hidden_given_labels` adds a
    stated surfacing probability.

    References
    ----------
    .. [1] Rahme E, Joseph L, Gyorkos TW (2000). Bayesian sample size determination for
       estimating binomial parameters from data subject to misclassification. Applied
       Statistics 49, 119-128.

    Examples
    --------
    >>> from bemodels.intervals import Beta
    >>> jeffreys = Beta(a=0.5, b=0.5)
    >>> result = fates_given_labels(
    ...     Fates(arrests=9, attacks=3),
    ...     Fates(arrests=94, attacks=1),
    ...     validation=LabelValidation(
    ...         inspired=20, inspired_right=19, linked=40, linked_right=39
    ...     ),
    ...     prior=LabelPrior(inspired=jeffreys, linked=jeffreys, reason="Jeffreys"),
    ... )
    >>> odds = result.estimate("fate_odds_ratio")
    >>> f"{odds.value:.4f} ({odds.interval.low:.6f} to {odds.interval.high:.3f})"
    '0.0113 (0.000013 to 0.185)'
    """
    check_level(level)
    labels = checked_labels(inspired, linked, validation, prior)
    tables = true_tables(inspired, linked, labels)
    odds = odds_of_fates(tables.joint)
    ratio = median_estimate(
        "fate_odds_ratio",
        odds.quantile,
        unit="ratio",
        level=level,
        method=METHOD,
        identified="both",
    )
    return Result(
        title=f"True fates behind labels: inspired {inspired}; linked {linked}; "
        f"{validation}",
        method="Poisson counts of four fates, labelled with errors; exact sum",
        estimates=(
            *fate_estimates(tables, level),
            ratio,
            *right_estimates(tables, labels, level),
        ),
        probabilities=(
            Probability(
                statement="P(arrest:attack odds of inspired < those of linked)",
                value=odds.below(0.0),
                given="the data, the validation, Jeffreys priors of the four means, "
                "and the priors of labels",
            ),
        ),
        conclusion=labelled_odds_sentence(ratio),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            SAME_ERRORS,
            INDEPENDENT_ERRORS,
            INDEPENDENT_FATES,
        ),
        checks=(_doubt(labels),),
        card=fates_card(prior),
        provenance=provenance,
    )


def checked_labels(
    inspired: Fates, linked: Fates, validation: LabelValidation, prior: LabelPrior
) -> tuple[Beta, Beta]:
    """Return what is known of labels, every argument being checked first.

    Parameters
    ----------
    inspired, linked : Fates
        As labelled.
    validation : LabelValidation
        The counts of known truth.
    prior : LabelPrior
        Before these.

    Returns
    -------
    inspired, linked : Beta
        Of the shares labelled right.

    Raises
    ------
    InvalidDataError
        If an argument is of another type.
    NotEstimableError
        If nobody was arrested or nobody attacked, or labels are no better than guesses.
    """
    check_type("inspired", inspired, Fates)
    check_type("linked", linked, Fates)
    check_type("validation", validation, LabelValidation)
    check_type("prior", prior, LabelPrior)
    if not (inspired.arrests + linked.arrests and inspired.attacks + linked.attacks):
        raise NotEstimableError(
            "the odds of fates need an arrest and an attack, got inspired "
            f"{inspired}; linked {linked}"
        )
    labels = prior.after(validation)
    means = [one.mean for one in labels]
    if sum(means) <= 1:
        raise NotEstimableError(
            "the true groups are not estimable: by validation and prior inspired "
            f"incidents are labelled right with {means[0]:.2g} and linked ones with "
            f"{means[1]:.2g}, which together is no more than guessing"
        )
    return labels


def _doubt(labels: tuple[Beta, Beta]) -> Check:
    inspired, linked = labels
    doubt = probability_greater(Beta(a=linked.b, b=linked.a), inspired)
    return Check(
        name="validation tells labels from guesses",
        passed=doubt < LARGEST_DOUBT,
        detail=f"P(labels are right no more often than guesses) = {doubt:.2g} by "
        f"validation and prior, below {LARGEST_DOUBT:g}",
    )
