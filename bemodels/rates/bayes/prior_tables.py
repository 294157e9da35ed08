"""Posterior contrasts under several beta priors, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from bemodels.intervals import probability_greater
from bemodels.rates.bayes.beta_prior import JEFFREYS, UNIFORM, BetaPrior
from bemodels.rates.bayes.independent import posterior_contrasts
from bemodels.rates.bayes.known_from import PRIOR_ALONE, why_prior_alone
from bemodels.rates.group import NAMES, Group
from bemodels.result import Cell, Table
from bemodels.result.display import format_level


def prior_table(
    group: Group,
    reference: Group,
    *,
    names: tuple[str, str] = NAMES,
    level: float,
) -> Table:
    """Return the posterior contrasts under Jeffreys and uniform priors.

    Parameters
    ----------
    group, reference : Group
        The counts.
    names : (str, str)
        What the two are called after "the".
    level : float
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Table
        A row a prior and contrast.
    """
    priors = (JEFFREYS, UNIFORM)
    return table_of_priors(group, reference, priors, names=names, level=level)


def table_of_priors(
    group: Group,
    reference: Group,
    priors: Sequence[BetaPrior],
    *,
    names: tuple[str, str] = NAMES,
    level: float,
) -> Table:
    """Return the posterior contrasts under each of several beta priors.

    Parameters
    ----------
    group, reference : Group
        The counts.
    priors : sequence of BetaPrior
        Each of both rates on their own.
    names : (str, str)
        What the two are called after "the".
    level : float
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Table
        A row a prior and contrast.
    """
    return Table(
        name="Sensitivity of the contrast to the prior of each attack rate",
        columns=(
            "prior",
            "contrast",
            "posterior median",
            f"{format_level(level)} low",
            f"{format_level(level)} high",
            f"P({names[0]} > {names[1]})",
        ),
        rows=tuple(
            row
            for prior in priors
            for row in _rows_of(group, reference, prior, level=level)
        ),
        note="The conditional odds ratio, its intervals and the tests use no prior."
        + _caution(group, reference),
    )


def _caution(group: Group, reference: Group) -> str:
    alone = why_prior_alone(group, reference)
    if not alone:
        return ""
    ratios = "odds ratios" if group.attacks else "ratios"
    return (
        f" Since {alone}, {ratios} and probabilities here come from {PRIOR_ALONE}: "
        "that they differ between priors is all that they show."
    )


def _rows_of(
    group: Group, reference: Group, prior: BetaPrior, *, level: float
) -> tuple[tuple[Cell, ...], ...]:
    greater = probability_greater(prior.after(group), prior.after(reference))
    return tuple(
        (
            str(prior),
            one.estimand,
            one.value,
            one.interval.low,
            one.interval.high,
            greater,
        )
        for one in posterior_contrasts(group, reference, prior, level=level)
    )
