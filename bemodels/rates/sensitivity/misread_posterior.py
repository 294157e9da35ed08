"""True rates if outcomes or groups were told with errors, themselves uncertain."""

from __future__ import annotations

from bemodels.errors import NotEstimableError
from bemodels.rates.bayes.beta_prior import BetaPrior
from bemodels.rates.group import Group
from bemodels.rates.sensitivity.stated_errors import Pair, Stated, stated_errors
from bemodels.rates.sensitivity.told_quantiles import (
    METHOD,
    ODDS_RATIO,
    RISK_RATIO,
    settled_estimates,
)
from bemodels.result import Assumption, Result, check_level, check_type

SHARES = ("group_share_of_attacks_posterior", "group_share_of_others_posterior")


def misclassified_outcome_posterior(
    group: Group,
    reference: Group,
    *,
    sensitivity: Stated | Pair,
    specificity: Stated | Pair,
    prior: BetaPrior,
    level: float = 0.95,
) -> Result:
    """Return the posterior of true attack rates if attacks were told with errors.

    Safe for rare attacks: where the matrix method would count fewer than none, the
    true rate is only likely to be small.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    sensitivity : float or BetaPrior, or two of them
        Share of attacks that were told as such: known, or with a prior. One is shared
        by both groups, known or not; of two, the group's comes first, and they are
        independent.
    specificity : float or BetaPrior, or two of them
        Share of other incidents that were told as such; likewise.
    prior : BetaPrior
        Of each true attack rate on its own.
    level : float, default 0.95
        Posterior mass of each equal-tailed interval, in (0, 1).

    Returns
    -------
    Result
        Posterior medians ``attack_rate_posterior``,
        ``reference_attack_rate_posterior``, ``risk_ratio_posterior`` and
        ``odds_ratio_posterior``, to five digits or more.

    Raises
    ------
    InvalidDataError
        If a share lies outside (0, 1], or sensitivity and specificity, or their prior
        means, sum to 1 or less, which is guessing.
    NotEstimableError
        If the integrals do not stand still, or so many incidents speak of two unknown
        errors that they would take minutes, or the counts contradict a prior.

    Notes
    -----
    Of x attacks told among n incidents, x is binomial with the probability that an
    attack is told as such or another incident is taken for one [1]_.

    References
    ----------
    .. [1] Rahme E, Joseph L, Gyorkos TW (2000). Bayesian sample size determination for
       estimating binomial parameters from data subject to misclassification. Applied
       Statistics 49, 119-128.

    Examples
    --------
    >>> from bemodels.rates.bayes import JEFFREYS
    >>> result = misclassified_outcome_posterior(
    ...     Group(attacks=3, incidents=12),
    ...     Group(attacks=1, incidents=95),
    ...     sensitivity=1.0,
    ...     specificity=BetaPrior(a=99, b=1, name="one false attack in a hundred"),
    ...     prior=JEFFREYS,
    ... )
    >>> result.estimate("risk_ratio_posterior").interval.low > 1
    True
    """
    check_level(level)
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    check_type("prior", prior, BetaPrior)
    stated = stated_errors(sensitivity, specificity)
    return Result(
        title=f"True attack rates: {group} against {reference} as told",
        method=METHOD,
        estimates=settled_estimates(
            group,
            reference,
            prior.beta,
            stated,
            names=("attack_rate_posterior", "reference_attack_rate_posterior"),
            unit="attacks per recorded incident",
            contrasts=(RISK_RATIO, ODDS_RATIO),
            level=level,
        ),
        assumptions=(_as_stated(stated),),
    )


def misclassified_group_posterior(
    group: Group,
    reference: Group,
    *,
    sensitivity: Stated | Pair,
    specificity: Stated | Pair,
    prior: BetaPrior,
    level: float = 0.95,
) -> Result:
    """Return the posterior of the odds ratio if groups were told with errors.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    sensitivity : float or BetaPrior, or two of them
        Share of the group's incidents that were told as its: known, or with a prior.
        One is that of attacks and of other incidents; of two, the attacks' comes
        first, and they are independent.
    specificity : float or BetaPrior, or two of them
        Share of the reference's incidents that were told as its; likewise.
    prior : BetaPrior
        Of the group's true share of attacks, and of its share of other incidents, each
        on its own.
    level : float, default 0.95
        Posterior mass of each equal-tailed interval, in (0, 1).

    Returns
    -------
    Result
        Posterior medians ``group_share_of_attacks_posterior`` and
        ``group_share_of_others_posterior`` (proportions) and ``odds_ratio_posterior``,
        the ratio of their odds, which is that of the two groups' odds of attack.

    Raises
    ------
    InvalidDataError
        As `misclassified_outcome_posterior`.
    NotEstimableError
        If there is no attack, or nothing else, or as `misclassified_outcome_posterior`.

    References
    ----------
    .. [1] Rahme E, Joseph L, Gyorkos TW (2000). Bayesian sample size determination for
       estimating binomial parameters from data subject to misclassification. Applied
       Statistics 49, 119-128.

    Examples
    --------
    >>> from bemodels.rates.bayes import JEFFREYS
    >>> result = misclassified_group_posterior(
    ...     Group(attacks=3, incidents=12),
    ...     Group(attacks=1, incidents=95),
    ...     sensitivity=0.95,
    ...     specificity=0.95,
    ...     prior=JEFFREYS,
    ... )
    >>> result.estimate("odds_ratio_posterior").interval.low > 1
    True
    """
    check_level(level)
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    check_type("prior", prior, BetaPrior)
    stated = stated_errors(sensitivity, specificity)
    estimates = settled_estimates(
        *_by_outcome(group, reference),
        prior.beta,
        stated,
        names=SHARES,
        unit="proportion",
        contrasts=(ODDS_RATIO,),
        level=level,
    )
    return Result(
        title=f"True groups: {group} against {reference} as told",
        method=METHOD,
        estimates=estimates,
        assumptions=(_as_stated(stated),),
    )


def _by_outcome(group: Group, reference: Group) -> tuple[Group, Group]:
    """Return the group's incidents among the attacks and among all others."""
    attacks = group.attacks + reference.attacks
    others = group.incidents + reference.incidents - attacks
    if not attacks or not others:
        raise NotEstimableError(
            f"a group's share of {attacks} attacks and of {others} other incidents is "
            "not estimable: there must be both"
        )
    return (
        Group(attacks=group.attacks, incidents=attacks),
        Group(attacks=group.incidents - group.attacks, incidents=others),
    )


def _as_stated(stated: tuple[Pair, ...]) -> Assumption:
    return Assumption(
        statement="Sensitivity and specificity are as stated: "
        + "; ".join(f"{one} and {other}" for one, other in stated)
        + ".",
        support="not checkable from these data",
    )
