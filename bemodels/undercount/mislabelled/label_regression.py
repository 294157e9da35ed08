"""Fit rates of two groups to counts that are labelled with errors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import logit

from bemodels.bayes import (
    SamplerSettings,
    compile_once,
    draw_carefully,
    fingerprint_lines,
    pass_gate,
)
from bemodels.bayes.seeds import spawn_seeds
from bemodels.result import Check, Posterior, Table, check_type
from bemodels.undercount.contraction import Narrowing, contraction_table
from bemodels.undercount.mislabelled.label_card import (
    BETTER_THAN_GUESSES,
    POISSON_GIVEN_RATES,
    SAME_ERRORS,
    card_of,
)
from bemodels.undercount.mislabelled.label_draws import (
    SAMPLE,
    draw_prior,
    labelled_means,
    true_means,
)
from bemodels.undercount.mislabelled.label_model import builder, model_data
from bemodels.undercount.mislabelled.labelled_counts import (
    GROUPS,
    LabelledCounts,
    read_labelled,
)
from bemodels.undercount.mislabelled.rate_priors import (
    MislabelledPriors,
    check_identified,
)
from bemodels.undercount.mislabelled.validation import (
    INDEPENDENT_ERRORS,
    LabelValidation,
)

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

PRIOR_DRAWS = 4000
# Both tails of a posterior predictive probability.
EXTREME = 0.01


def fit_mislabelled(
    formula: str,
    data: pd.DataFrame,
    *,
    linked: str,
    exposure: str,
    validation: LabelValidation,
    priors: MislabelledPriors,
    seed: int,
    draws: int = 2000,
    chains: int = 4,
) -> Posterior:
    """Draw from the posterior of true rates of both groups, if labels may be wrong.

    Parameters
    ----------
    formula : str
        Such as ``"inspired ~ C(region)"``; its left side is the column of incidents
        labelled inspired, its right side holds for the log rates of both groups.
    data : pandas.DataFrame
        A row a place or period.
    linked : str
        The column of incidents labelled linked.
    exposure : str
        The column of years.
    validation : LabelValidation
        Other incidents whose true group is known, and how they were labelled.
    priors : MislabelledPriors
        There is no default; the help of `MislabelledPriors` has an example.
    seed : int
        Fixes every draw; 0 or more.
    draws : int, default 2000
        Kept draws a chain, 100 or more; so few will hardly pass the gate. Few incidents
        and a small validation leave long tails, which ask for more.
    chains : int, default 4
        Chains, 4 or more.

    Returns
    -------
    Posterior
        Draws that passed the convergence gate; its ``result()`` holds
        ``inspired_coefficient[term]``, ``linked_coefficient[term]``,
        ``labelled_right[group]`` and ``expected_incidents[group]``, how far the data
        narrowed the priors of labels, and a check of dispersion.

    Raises
    ------
    InvalidDataError
        If an argument, the formula or a cell breaks a rule.
    NotEstimableError
        If of a group nothing was validated and its prior says no more than a uniform
        one, or a term is a combination of those before it.
    NotConvergedError
        If the chains do not agree on every reported quantity.

    Notes
    -----
    The density stands in the docstring of
    ``bemodels.undercount.mislabelled.label_model``. Labels are taken to be better than
    guesses, which is part of the prior.

    References
    ----------
    .. [1] Whittemore AS, Gong G (1991). Poisson regression with misclassified counts:
       application to cervical cancer mortality rates. Applied Statistics 40, 81-93.
    """
    check_type("validation", validation, LabelValidation)
    check_type("priors", priors, MislabelledPriors)
    check_identified(priors.labels, validation)
    labelled, design = read_labelled(formula, data, linked=linked, exposure=exposure)
    settings = SamplerSettings(draws=draws, chains=chains)
    seeds = spawn_seeds(seed, streams=3)
    spawned = seeds.spawned
    model = compile_once(builder(len(labelled.terms)))
    values = model_data(labelled, validation, priors)
    tree, settings = draw_carefully(model, values, seed=spawned[0], settings=settings)
    _report(tree, labelled, priors, seed=spawned[1])
    unjudged = Posterior(
        title=f"Rates behind labels: {design.response} and {linked}; {validation}",
        method="Poisson regressions of two groups, labelled with errors; NUTS",
        draws=tree,
        card=card_of(priors, "incidents per year"),
        checks=(),
        seeds=seeds.numbers,
        settings=settings.lines(),
        fingerprint=fingerprint_lines(model, values),
        assumptions=(
            BETTER_THAN_GUESSES,
            SAME_ERRORS,
            INDEPENDENT_ERRORS,
            POISSON_GIVEN_RATES,
        ),
        tables=(_narrowed(tree),),
        provenance=design.provenance,
    )
    return _judged(unjudged, labelled, settings, seed=spawned[2])


def _report(
    tree: xr.DataTree,
    labelled: LabelledCounts,
    priors: MislabelledPriors,
    *,
    seed: np.random.SeedSequence,
) -> None:
    """Keep what is reported of the sampled group, and put the prior beside it."""
    rng = np.random.default_rng(seed)
    drawn = draw_prior(priors, labelled.terms, size=PRIOR_DRAWS, rng=rng)
    tree["prior"] = _reported(drawn, labelled)
    tree["posterior"] = _reported(tree["posterior"].to_dataset(), labelled)


def _reported(draws: xr.Dataset, labelled: LabelledCounts) -> xr.Dataset:
    import xarray as xr

    totals = true_means(draws, labelled).sum(axis=-2)
    by_term = {
        f"{group}_coefficient": (
            (*SAMPLE, "term"),
            draws[f"{group}_coefficient"].to_numpy(),
        )
        for group in GROUPS
    }
    right = draws["labelled_right"].to_numpy()
    return xr.Dataset(
        {
            **by_term,
            "labelled_right": ((*SAMPLE, "truth"), right),
            "expected_incidents": ((*SAMPLE, "truth"), totals),
        },
        coords={"term": list(labelled.terms), "truth": list(GROUPS)},
    )


def _narrowed(tree: xr.DataTree) -> Table:
    """Return how far validation and counts narrowed the priors of labels."""
    before, after = (
        {group: _logit_variance(tree[name].to_dataset(), group) for group in GROUPS}
        for name in ("prior", "posterior")
    )
    return contraction_table(
        *(
            Narrowing(
                quantity=f"labelled_right[{group}]",
                scale="logit",
                prior_variance=before[group],
                posterior_variance=after[group],
            )
            for group in GROUPS
        )
    )


def _logit_variance(group: xr.Dataset, truth: str) -> float:
    draws = group["labelled_right"].sel(truth=truth).to_numpy()
    tiny = np.finfo(float).eps
    return float(np.var(logit(draws[(draws > tiny) & (draws < 1 - tiny)])))


def _judged(
    unjudged: Posterior,
    labelled: LabelledCounts,
    settings: SamplerSettings,
    *,
    seed: np.random.SeedSequence,
) -> Posterior:
    """Pass the gate, and check whether counts vary more than the model lets them."""
    tree: xr.DataTree = unjudged.draws
    stats = tree["sample_stats"].to_dataset()
    gate = pass_gate(stats, unjudged.all_quantities(), settings=settings)
    dispersion = _dispersion(tree, labelled, rng=np.random.default_rng(seed))
    return replace(unjudged, checks=(*gate, dispersion))


def _dispersion(
    tree: xr.DataTree, labelled: LabelledCounts, *, rng: np.random.Generator
) -> Check:
    """Compare Pearson's sum with that of counts drawn anew, draw by draw."""
    means = labelled_means(tree["posterior"].to_dataset(), labelled)
    seen = ((labelled.counts - means) ** 2 / means).sum(axis=(-2, -1))
    again = ((rng.poisson(means) - means) ** 2 / means).sum(axis=(-2, -1))
    # Where few incidents are expected, most counts are drawn anew as they are.
    share = float(((again > seen) + (again == seen) / 2).mean())
    return Check(
        name="counts vary as the model lets them",
        passed=EXTREME <= share <= 1 - EXTREME,
        detail=f"Pearson's sum is larger in {share:.3f} of the counts drawn anew, ties "
        f"being halved; between {EXTREME:g} and {1 - EXTREME:g}",
    )
