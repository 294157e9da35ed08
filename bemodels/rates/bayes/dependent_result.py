"""Two attack rates under a dependent prior, as a result."""

from __future__ import annotations

from dataclasses import replace

from bemodels.errors import NotEstimableError
from bemodels.intervals.equal_tails import median_estimate
from bemodels.rates.bayes.dependent_prior import DependentPrior, prior_at_pooled_rate
from bemodels.rates.bayes.dependent_quantiles import contrast_quantiles, rate_quantiles
from bemodels.rates.bayes.evidence import probability_greater_dependent
from bemodels.rates.bayes.independent_result import BINOMIAL, INDEPENDENT_INCIDENTS
from bemodels.rates.group import Group
from bemodels.result import (
    Cell,
    Estimate,
    ModelCard,
    Prior,
    Probability,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.display import format_level

SHOWN_BASES = (-3.0, 0.0)
TWICE = "uses the data twice"
RATE_UNIT = "attacks per recorded incident"
CONTRASTS = (
    ("risk_difference_posterior", "difference of proportions"),
    ("risk_ratio_posterior", "ratio"),
    ("odds_ratio_posterior", "ratio"),
)
RATES = (
    ("attack_rate_posterior", RATE_UNIT),
    ("reference_attack_rate_posterior", RATE_UNIT),
)


def dependent_posterior(
    group: Group, reference: Group, *, prior: DependentPrior, level: float = 0.95
) -> Result:
    r"""Return the posterior of two attack rates that resemble one another a priori.

    Parameters
    ----------
    group, reference : Group
        The counts; the reference is subtracted, and the denominator of the ratios.
    prior : DependentPrior
        On the grand log odds and on the log odds ratio, with its reason.
    level : float, default 0.95
        Posterior mass of each equal-tailed interval, in (0, 1).

    Returns
    -------
    Result
        Posterior medians under the names of `beta_posterior`, the probability that
        the group's rate is the larger one, and a table of base rates: the stated one,
        log odds of -3 and of 0, and the pooled rate, which uses the data twice.

    Raises
    ------
    InvalidDataError
        If a value is of another type.
    NotEstimableError
        If an integral does not stand still.

    Notes
    -----
    The log odds are :math:`\beta \pm \psi/2`, with independent normal priors on the
    grand log odds :math:`\beta` and on the log odds ratio :math:`\psi` [1]_ [2]_. Both
    integrals are quadrature, their panels doubled until nothing moves.

    References
    ----------
    .. [1] Kass RE, Vaidyanathan SK (1992). Approximate Bayes factors and orthogonal
       parameters, with application to testing equality of two binomial proportions.
       Journal of the Royal Statistical Society B 54, 129-144.
    .. [2] Gronau QF, Raj KNA, Wagenmakers EJ (2021). Informed Bayesian inference for
       the A/B test. Journal of Statistical Software 100(17), 1-39.

    Examples
    --------
    >>> prior = DependentPrior(
    ...     base_log_odds=-3,
    ...     base_width=1,
    ...     log_odds_ratio=0,
    ...     log_odds_ratio_width=1,
    ...     reason="about one incident in twenty is an attack elsewhere",
    ... )
    >>> result = dependent_posterior(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95), prior=prior
    ... )
    >>> odds = result.estimate("odds_ratio_posterior")
    >>> f"{odds.value:.3f} ({odds.interval.low:.3f} to {odds.interval.high:.2f})"
    '4.784 (1.075 to 20.46)'
    """
    check_level(level)
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    check_type("prior", prior, DependentPrior)
    return Result(
        title=f"Posterior attack rates: {group} against {reference} incidents",
        method="Normal priors on grand log odds and log odds ratio; quadrature",
        estimates=_estimates(group, reference, prior, level),
        probabilities=(_greater(group, reference, prior),),
        assumptions=(INDEPENDENT_INCIDENTS,),
        tables=(_base_table(group, reference, prior, level),),
        card=_card(prior),
    )


def _estimates(
    group: Group, reference: Group, prior: DependentPrior, level: float
) -> tuple[Estimate, ...]:
    return tuple(
        median_estimate(
            estimand,
            quantile,
            unit=unit,
            level=level,
            method="dependent normal prior, posterior median, equal tails, quadrature",
            identified="both",
        )
        for (estimand, unit), quantile in zip(
            (*RATES, *CONTRASTS),
            (
                *rate_quantiles(group, reference, prior),
                *contrast_quantiles(group, reference, prior),
            ),
            strict=True,
        )
    )


def _greater(group: Group, reference: Group, prior: DependentPrior) -> Probability:
    twice = f" ({TWICE})" if prior.uses_twice(group, reference) else ""
    return Probability(
        statement="P(attack rate of the group > attack rate of the reference)",
        value=probability_greater_dependent(group, reference, prior),
        given=f"the data and the prior: {prior}{twice}",
    )


def _base_table(
    group: Group, reference: Group, prior: DependentPrior, level: float
) -> Table:
    """Return the odds ratio under several base rates, all else as stated."""
    return Table(
        name="Sensitivity of the odds ratio to the base rate of its prior",
        columns=(
            "prior",
            "base rate",
            "odds ratio, posterior median",
            f"{format_level(level)} low",
            f"{format_level(level)} high",
            "P(group > reference)",
        ),
        rows=tuple(
            _base_row(group, reference, one, level)
            for one in _priors_shown(group, reference, prior)
        ),
        note="Widths and the mean of the log odds ratio are those of the stated prior. "
        "A prior at the pooled rate uses the data twice: it is shown for comparison, "
        "and no Bayes factor is computed from it.",
    )


def _priors_shown(
    group: Group, reference: Group, prior: DependentPrior
) -> tuple[DependentPrior, ...]:
    others = [
        replace(prior, base_log_odds=base, source="stated beforehand")
        for base in SHOWN_BASES
        if base != prior.base_log_odds
    ]
    if prior.uses_twice(group, reference):
        return (prior, *others)
    try:
        pooled = prior_at_pooled_rate(
            group,
            reference,
            base_width=prior.base_width,
            log_odds_ratio=prior.log_odds_ratio,
            log_odds_ratio_width=prior.log_odds_ratio_width,
        )
    except NotEstimableError:  # no attack, or nothing else: there is no such prior
        return (prior, *others)
    return (prior, *others, pooled)


def _base_row(
    group: Group, reference: Group, prior: DependentPrior, level: float
) -> tuple[Cell, ...]:
    quantile, tail = contrast_quantiles(group, reference, prior)[2], (1 - level) / 2
    twice = prior.uses_twice(group, reference)
    return (
        str(prior),
        f"the pooled rate: {TWICE}" if twice else "stated beforehand",
        *(quantile(one) for one in (0.5, tail, 1 - tail)),
        probability_greater_dependent(group, reference, prior),
    )


def _card(prior: DependentPrior) -> ModelCard:
    return ModelCard(
        equations=(
            BINOMIAL,
            r"\operatorname{logit} p_{\text{group}} = \beta + \psi/2, \quad "
            r"\operatorname{logit} p_{\text{reference}} = \beta - \psi/2",
        ),
        priors=(
            Prior(
                parameter="attack_rate_posterior",
                density=r"\beta \sim \operatorname{Normal}"
                f"({prior.base_log_odds:.6g}, {prior.base_width:g})",
                reason=prior.reason,
            ),
            Prior(
                parameter="odds_ratio_posterior",
                density=r"\psi \sim \operatorname{Normal}"
                f"({prior.log_odds_ratio:g}, {prior.log_odds_ratio_width:g})",
                reason=prior.reason,
            ),
        ),
    )
