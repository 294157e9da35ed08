"""What of a posterior of two attack rates the data tell, and what the prior alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.rates.group import Group
from bemodels.result import Estimate

if TYPE_CHECKING:
    from bemodels.result.values import Identified

PRIOR_ALONE = "the prior and the sizes of the groups alone"


def why_prior_alone(group: Group, reference: Group) -> str:
    """Say why no outcome tells two groups apart, if none does.

    Parameters
    ----------
    group, reference : Group
        The counts.

    Returns
    -------
    str
        Empty if some incidents are attacks and some are none.

    Examples
    --------
    >>> why_prior_alone(Group(attacks=0, incidents=12), Group(attacks=0, incidents=95))
    'no incident is an attack'
    """
    attacks = group.attacks + reference.attacks
    if not attacks:
        return "no incident is an attack"
    if attacks == group.incidents + reference.incidents:
        return "every incident is an attack"
    return ""


def telling_known_from(
    posteriors: tuple[Estimate, ...], group: Group, reference: Group
) -> tuple[Estimate, ...]:
    """Return posterior estimates, each telling what it is known from.

    Parameters
    ----------
    posteriors : tuple of Estimate
        Of rates, difference, risk ratio and odds ratio.
    group, reference : Group
        The counts.

    Returns
    -------
    tuple of Estimate
        A ratio is known from the prior alone where the sample has none at all; from
        data and prior where a limit of it is 0 or infinite in the sample, so that the
        prior alone closes it; so is everything else where no odds ratio exists.

    Examples
    --------
    >>> from bemodels.rates.bayes.beta_prior import JEFFREYS
    >>> from bemodels.rates.bayes.independent import posterior_contrasts
    >>> groups = Group(attacks=0, incidents=15), Group(attacks=3, incidents=40)
    >>> contrasts = posterior_contrasts(*groups, JEFFREYS, level=0.95)
    >>> [one.identified for one in telling_known_from(contrasts, *groups)]
    ['data', 'both', 'both']
    """
    return tuple(
        replace(one, identified=_known_from(one.estimand, group, reference))
        for one in posteriors
    )


def _known_from(estimand: str, group: Group, reference: Group) -> Identified:
    both = group, reference
    one_without = not all(one.attacks for one in both)
    one_full = any(one.attacks == one.incidents for one in both)
    alone = why_prior_alone(group, reference)
    if estimand.startswith("odds_ratio"):
        return "prior" if alone else "both" if one_without or one_full else "data"
    if estimand.startswith("risk_ratio") and one_without:
        return "prior" if alone else "both"
    return "both" if alone else "data"
