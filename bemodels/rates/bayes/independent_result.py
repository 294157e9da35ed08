"""Two attack rates under independent beta priors, as a result."""

from __future__ import annotations

from collections.abc import Sequence

from bemodels.errors import InvalidDataError
from bemodels.intervals import probability_greater
from bemodels.rates.bayes.beta_prior import BetaPrior
from bemodels.rates.bayes.independent import contrasts_beside_sample, posterior_rates
from bemodels.rates.bayes.prior_tables import table_of_priors
from bemodels.rates.group import Group
from bemodels.result import (
    Assumption,
    ModelCard,
    Prior,
    Probability,
    Result,
    check_level,
    check_type,
)

INDEPENDENT_INCIDENTS = Assumption(
    statement="Incidents are independent: no network or wave accounts for several.",
    support="not checkable from these data",
)
BINOMIAL = r"x_g \mid p_g \sim \operatorname{Binomial}(n_g, p_g)"


def beta_posterior(
    group: Group,
    reference: Group,
    *,
    prior: BetaPrior | Sequence[BetaPrior],
    level: float = 0.95,
) -> Result:
    """Return the posterior of two attack rates under independent beta priors.

    Parameters
    ----------
    group, reference : Group
        The counts; the reference is subtracted, and the denominator of the ratios.
    prior : BetaPrior or sequence of BetaPrior
        Of each rate on its own. Of several, the first is that of the estimates, and
        all are laid side by side in one table.
    level : float, default 0.95
        Posterior mass of each equal-tailed interval, in (0, 1).

    Returns
    -------
    Result
        Posterior medians ``attack_rate_posterior``,
        ``reference_attack_rate_posterior`` (proportions),
        ``risk_difference_posterior``, ``risk_ratio_posterior`` and
        ``odds_ratio_posterior``; the probability that the group's
        rate is the larger one; a table of priors.

    Raises
    ------
    InvalidDataError
        If no prior is given, two bear one name, or a value is of another type.
    NotEstimableError
        If an integral does not stand still.

    Notes
    -----
    Each distribution function is one integral and each quantile its root [1]_: no
    draws, so no Monte Carlo error in a printed digit.

    References
    ----------
    .. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
       Scandinavian Journal of Statistics 14, 67-77.

    Examples
    --------
    >>> result = beta_posterior(
    ...     Group(attacks=3, incidents=12),
    ...     Group(attacks=1, incidents=95),
    ...     prior=BetaPrior(a=0.5, b=0.5, name="Jeffreys"),
    ... )
    >>> ratio = result.estimate("risk_ratio_posterior")
    >>> f"{ratio.value:.3f} ({ratio.interval.low:.3f} to {ratio.interval.high:.2f})"
    '20.298 (3.347 to 245.47)'
    >>> round(result.probabilities[0].value, 6)
    0.999256
    """
    check_level(level)
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    priors = _checked(prior)
    return Result(
        title=f"Posterior attack rates: {group} against {reference} incidents",
        method="Independent beta priors, conjugate; contrasts by quadrature",
        estimates=(
            *posterior_rates(group, reference, priors[0], level=level),
            *contrasts_beside_sample(group, reference, priors[0], level=level),
        ),
        probabilities=tuple(_greater(group, reference, one) for one in priors),
        assumptions=(INDEPENDENT_INCIDENTS,),
        tables=(table_of_priors(group, reference, priors, level=level),),
        card=_card(priors[0]),
    )


def _checked(prior: BetaPrior | Sequence[BetaPrior]) -> tuple[BetaPrior, ...]:
    priors = (prior,) if isinstance(prior, BetaPrior) else prior
    check_type("prior", priors, Sequence)
    for one in priors:
        check_type("prior", one, BetaPrior)
    if not priors or len({one.name for one in priors}) < len(priors):
        raise InvalidDataError(
            "prior must be one or more priors of different names, got "
            f"{', '.join(one.name for one in priors) or 'none'}"
        )
    return tuple(priors)


def _greater(group: Group, reference: Group, prior: BetaPrior) -> Probability:
    return Probability(
        statement="P(attack rate of the group > attack rate of the reference)",
        value=probability_greater(prior.after(group), prior.after(reference)),
        given=f"the data and independent priors: {prior}",
    )


def _card(prior: BetaPrior) -> ModelCard:
    return ModelCard(
        equations=(BINOMIAL,),
        priors=(
            Prior(
                parameter="attack_rate_posterior",
                density=rf"p_g \sim \operatorname{{Beta}}({prior.a:g}, {prior.b:g})",
                reason=f"{prior.name}, for each group on its own; it weighs as much as "
                f"{prior.a + prior.b:g} incidents.",
            ),
        ),
    )
