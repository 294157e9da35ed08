"""Compare the attack rates of two groups of incidents.

An attack rate here is the share of attacks among recorded incidents. It is not the
epidemiologist's attack rate (cases over people at risk), and it says nothing of actors
whom nobody recorded.
"""

from __future__ import annotations

from bemodels.errors import NotEstimableError
from bemodels.intervals import probability_greater, wilson_interval
from bemodels.rates.agreement import agreement_checks
from bemodels.rates.bayes.beta_prior import JEFFREYS
from bemodels.rates.bayes.independent import contrasts_beside_sample, posterior_rates
from bemodels.rates.bayes.known_from import (
    PRIOR_ALONE,
    telling_known_from,
    why_prior_alone,
)
from bemodels.rates.card import card_of
from bemodels.rates.conclusion import conclusion_of
from bemodels.rates.conditional import fisher_midp
from bemodels.rates.conditional_odds import conditional_odds, conditional_odds_midp
from bemodels.rates.design.in_report import design_table
from bemodels.rates.group import NAMES, Group, check_names
from bemodels.rates.recommended import recommended_contrasts
from bemodels.rates.sensitivity import (
    contrast_tipping_table,
    prior_table,
    relabelling_table,
)
from bemodels.rates.unconditional import boschloo
from bemodels.result import (
    Assumption,
    Check,
    Estimate,
    HypothesisTest,
    Probability,
    Provenance,
    Result,
    check_level,
    check_type,
)

ASSUMPTIONS = (
    Assumption(
        statement="Incidents are independent: no network or wave accounts for several.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="Incidents without an attack are recorded equally well in both "
        "groups; unrecorded ones would lower an attack rate.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="Every incident is labelled with the group it belongs to.",
        support="not checkable from these data",
    ),
)


def compare_attack_rates(
    group: Group,
    reference: Group,
    *,
    names: tuple[str, str] = NAMES,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate how far the attack rate of a group lies from a reference's.

    Parameters
    ----------
    group, reference : Group
        The two groups. The reference is the denominator of the ratios, and is
        subtracted in the difference.
    names : (str, str)
        What the two are called after "the", in the conclusion, the probability and the
        tables, such as ``("inspired group", "linked group")``.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Nominal coverage, or posterior mass, of every interval, in (0, 1).

    Returns
    -------
    Result
        Estimates of ``attack_rate`` and ``reference_attack_rate`` (Wilson);
        ``risk_difference``, ``risk_ratio`` and ``odds_ratio`` of the sample with SCAS
        intervals, and again as ``..._melded`` with guaranteed ones (infinite where the
        reference alone has no attack); the conditional odds ratio with the exact
        interval, ``odds_ratio_conditional``, and with the one that belongs to the mid-P
        test, ``odds_ratio_midp``; the rates and the three contrasts as Jeffreys
        ``..._posterior`` medians. Mid-P and Boschloo's test; the posterior probability
        that the group's rate is the larger one; a conclusion in words; tables of
        sensitivity to one relabelled incident and to the prior, of the fewest unseen,
        mislabelled, false or clustered incidents at which a conclusion ceases to hold,
        and of the design's size, power and coverage.

        What does not exist is left out, and a failed check says so: ratios if no
        incident is an attack, the odds ratio if every one is, Boschloo's test if the
        product of the incidents exceeds 250,000. Another check fails if a test and the
        interval beside it disagree. A design of more than 2,500 tables is not
        enumerated here: `design_of` takes up to 20,000.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1), a group is no `Group`, or the names are not two
        different ones.

    Notes
    -----
    SCAS [1]_ holds its level on average over designs and is rarely below it. Melded
    intervals [2]_ are guaranteed in this sense: proved against no difference, and
    elsewhere never found below their level. Neither inverts one of the two tests:
    central mid-P [3]_, to which ``odds_ratio_midp`` belongs, is near its level,
    Boschloo's test [4]_ never above it. Posterior quantiles are quadrature under
    independent Jeffreys priors.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.
    .. [2] Fay MP, Proschan MA, Brittain E (2015). Combining one-sample confidence
       procedures for inference in the two-sample case. Biometrics 71, 146-156.
    .. [3] Fay MP (2010). Two-sided exact tests and matching confidence intervals for
       discrete data. R Journal 2(1), 53-58.
    .. [4] Boschloo RD (1970). Raised conditional level of significance for the 2 x 2
       table when testing the equality of two probabilities. Statistica Neerlandica
       24, 1-35.

    Examples
    --------
    Three of twelve incidents against one of ninety-five:

    >>> result = compare_attack_rates(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    ... )
    >>> ratio = result.estimate("risk_ratio")
    >>> f"{ratio.value:.2f} ({ratio.interval.low:.3f} to {ratio.interval.high:.1f})"
    '23.75 (3.073 to 477.9)'
    """
    check_level(level)
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    check_names(names)
    contrasts, reasons = recommended_contrasts(group, reference, level=level)
    estimates = _estimates(group, reference, contrasts, level)
    tests, untested = _tests(group, reference)
    return Result(
        title=f"Attack rates: {group} against {reference} recorded incidents",
        method="Two independent binomial proportions: mid-P and Boschloo tests, SCAS "
        "and melded intervals, Jeffreys posterior",
        estimates=estimates,
        conclusion=conclusion_of(group, reference, contrasts, names=names),
        probabilities=(_probability(group, reference, names),),
        tests=tests,
        assumptions=ASSUMPTIONS,
        card=card_of(estimates, names),
        checks=(
            *map(_missing, (*reasons, *untested)),
            *agreement_checks(tests, contrasts),
        ),
        tables=(
            relabelling_table(group, reference, names=names, level=level),
            contrast_tipping_table(group, reference, names=names, level=level),
            prior_table(group, reference, names=names, level=level),
            design_table(group, reference, level=level),
        ),
        provenance=provenance,
    )


def _estimates(
    group: Group, reference: Group, contrasts: tuple[Estimate, ...], level: float
) -> tuple[Estimate, ...]:
    """Return every estimate that exists."""
    posteriors = (
        *posterior_rates(group, reference, JEFFREYS, level=level),
        *contrasts_beside_sample(group, reference, JEFFREYS, level=level),
    )
    return (
        _attack_rate("attack_rate", group, level),
        _attack_rate("reference_attack_rate", reference, level),
        *contrasts,
        *conditional_odds(group, reference, level=level),
        *conditional_odds_midp(group, reference, level=level),
        *telling_known_from(posteriors, group, reference),
    )


def _tests(
    group: Group, reference: Group
) -> tuple[tuple[HypothesisTest, ...], tuple[str, ...]]:
    """Return both tests, or one and why the other would take too long."""
    midp = fisher_midp(group, reference)
    try:
        return (midp, boschloo(group, reference)), ()
    except NotEstimableError as error:
        return (midp,), (
            f"Boschloo's test is left out for the time that it takes: {error}",
        )


def _attack_rate(estimand: str, group: Group, level: float) -> Estimate:
    return Estimate(
        estimand=estimand,
        value=group.attack_rate,
        unit="attacks per recorded incident",
        interval=wilson_interval(group.attacks, group.incidents, level=level),
    )


def _probability(group: Group, reference: Group, names: tuple[str, str]) -> Probability:
    given = "the data and independent Jeffreys priors, Beta(1/2, 1/2)"
    if alone := why_prior_alone(group, reference):
        given = (
            f"{PRIOR_ALONE}, independent Jeffreys, Beta(1/2, 1/2): {alone}, and the "
            "data do not tell which rate is the larger"
        )
    return Probability(
        statement=f"P(attack rate of the {names[0]} > attack rate of the {names[1]})",
        value=probability_greater(JEFFREYS.after(group), JEFFREYS.after(reference)),
        given=given,
    )


def _missing(reason: str) -> Check:
    return Check(
        name="Every part of the report could be computed", passed=False, detail=reason
    )
