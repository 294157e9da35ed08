"""Groups of draws that follow from the sampled ones: detection, rates, the hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from bemodels.undercount.reporting.simulated_reports import (
    SAMPLE,
    draw_poisson,
    draw_prior,
    expected_events,
    log_rates,
    logit_detection,
    replicate,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xarray as xr

    from bemodels.result import ModelCard
    from bemodels.undercount.reporting.reporting_design import ReportingDesign
    from bemodels.undercount.reporting.reporting_priors import ReportingPriors

PRIOR_DRAWS = 4000


def add_groups(
    tree: xr.DataTree,
    design: ReportingDesign,
    priors: ReportingPriors,
    card: ModelCard,
    *,
    seeds: Sequence[np.random.SeedSequence],
) -> None:
    """Replace the sampled group by what is reported, and add those for checks.

    Parameters
    ----------
    tree : xarray.DataTree
        Draws of the sampled model. Its posterior keeps the parameters of the card and
        the expected number of hidden events; prior, posterior_predictive,
        observed_data and constant_data are added.
    design : ReportingDesign
        The data.
    priors : ReportingPriors
        The priors in force.
    card : ModelCard
        Which quantities are reported.
    seeds : sequence of numpy.random.SeedSequence, length 3
        Of the hidden events, the prior and the replicated data.
    """
    import xarray as xr

    hidden, before, after = map(np.random.default_rng, seeds)
    sampled = tree["posterior"].to_dataset()
    drawn = draw_prior(design, priors, size=PRIOR_DRAWS, rng=before)
    counts, found = replicate(sampled, design, rng=after)
    kept = [*(one.name for one in card.parameters), "expected_hidden"]
    tree["posterior"] = derived(sampled, design, rng=hidden)[kept]
    tree["prior"] = derived(drawn, design, rng=before)[kept]
    row, sample = "row", "validation_row"
    tree["posterior_predictive"] = xr.Dataset(
        {"recorded": ((*SAMPLE, row), counts), "found": ((*SAMPLE, sample), found)}
    )
    tree["observed_data"] = xr.Dataset(
        {"recorded": (row, design.rate.counts), "found": (sample, design.found)}
    )
    tree["constant_data"] = xr.Dataset(
        {"years": (row, design.rate.exposure), "known": (sample, design.known)}
    )


def derived(
    draws: xr.Dataset, design: ReportingDesign, *, rng: np.random.Generator
) -> xr.Dataset:
    """Return draws of everything that the model can report.

    Parameters
    ----------
    draws : xarray.Dataset
        Of the sampled model; the spread of places comes with a sign, which their
        effects have taken up already.
    design : ReportingDesign
        The data.
    rng : numpy.random.Generator
        Of the hidden events.

    Returns
    -------
    xarray.Dataset
        With the labels of terms, levels, rates and places.
    """
    import xarray as xr

    events = expected_events(draws, design)
    missed = expit(-logit_detection(draws, design.detection))
    expected_hidden = (events * missed).sum(axis=-1)
    hidden = draw_poisson(expected_hidden, rng=rng)
    levels = logit_detection(draws, design.levels.to_numpy(float))
    # A prior of slopes times a large covariate reaches beyond all numbers.
    with np.errstate(over="ignore"):
        rates = np.exp(log_rates(draws, design)[..., design.rate_rows])
    by = {
        "rate_coefficient": (
            "rate_term",
            design.rate.terms,
            draws["rate_coefficient"].to_numpy(),
        ),
        "detection_coefficient": (
            "detection_term",
            design.detection_terms,
            draws["detection_coefficient"].to_numpy(),
        ),
        "place_effect": ("place", design.places, draws["place_effect"].to_numpy()),
        "detection": ("level", tuple(design.levels.index), expit(levels)),
        "annual_rate": ("rate_of", design.rates, rates),
    }
    scalars = {
        "place_sd": np.abs(draws["place_sd"].to_numpy()),
        "expected_events": events.sum(axis=-1),
        "expected_hidden": expected_hidden,
        "hidden": hidden,
        "population": hidden + design.rate.counts.sum(),
    }
    return xr.Dataset(
        {
            **{name: ((*SAMPLE, dim), values) for name, (dim, _, values) in by.items()},
            **{name: (SAMPLE, values) for name, values in scalars.items()},
        },
        coords={dim: list(labels) for dim, labels, _ in by.values()},
    )
