"""Groups of draws that follow from the sampled ones: rates, prior, replicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.hierarchical.model import SPREADS
from bemodels.counts.hierarchical.simulated import (
    SAMPLE,
    draw_prior,
    replicate_counts,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xarray as xr

    from bemodels.counts.hierarchical.cells import Cells
    from bemodels.counts.hierarchical.priors import CityYearPriors
    from bemodels.result import ModelCard

PRIOR_DRAWS = 4000


def add_groups(
    tree: xr.DataTree,
    cells: Cells,
    priors: CityYearPriors,
    card: ModelCard,
    *,
    seeds: Sequence[np.random.SeedSequence],
) -> None:
    """Replace the sampled group by what is reported, and add those for checks.

    Parameters
    ----------
    tree : xarray.DataTree
        Draws of the sampled model. Its posterior keeps the parameters of the card;
        prior, prior_predictive, posterior_predictive, observed_data and constant_data
        are added.
    cells : Cells
        The counts.
    priors : CityYearPriors
        The priors in force.
    card : ModelCard
        Which quantities are reported.
    seeds : sequence of numpy.random.SeedSequence, length 3
        Of the new place, the prior and the replicated data.
    """
    import xarray as xr

    new_place, before, after = map(np.random.default_rng, seeds)
    known = _derived(tree["posterior"].to_dataset(), cells, rng=new_place)
    tree["posterior"] = known[[one.name for one in card.parameters]]
    drawn = draw_prior(priors, cells, size=PRIOR_DRAWS, rng=before)
    prior = _derived(drawn, cells, rng=before)
    tree["prior"] = prior[[one.name for one in card.parameters]]
    for group, draws, rng in (
        ("prior", prior, before),
        ("posterior", known, after),
    ):
        counts = replicate_counts(draws, cells, rng=rng)
        tree[f"{group}_predictive"] = xr.Dataset(
            {"incidents": ((*SAMPLE, "cell"), counts)}
        )
    tree["observed_data"] = xr.Dataset({"incidents": (("cell",), cells.counts)})
    tree["constant_data"] = _constant(cells)


def _derived(
    draws: xr.Dataset, cells: Cells, *, rng: np.random.Generator
) -> xr.Dataset:
    """Return draws of everything that the model can report.

    Standard deviations come with a sign, which the effects have taken up already.
    """
    import xarray as xr

    values = {name: draws[name].to_numpy() for name in draws.data_vars}
    level, city, year = (
        values[name] for name in ("intercept", "city_effect", "year_effect")
    )
    sizes = {name: np.abs(values[name]) for name in SPREADS}
    typical = level + year.mean(axis=-1)
    total = np.exp(level[..., None] + year) * np.exp(city).sum(axis=-1, keepdims=True)
    new = typical + sizes["city_sd"] * rng.normal(size=level.shape)
    alpha = sizes["heterogeneity"] ** 2
    with np.errstate(divide="ignore"):
        phi = 1 / alpha
    scalars = {"intercept": level, **sizes, "phi": phi, "alpha": alpha}
    by_place = {
        "city_effect": city,
        "annual_rate": np.exp(typical[..., None] + city),
    }
    by_period = {"year_effect": year, "annual_total": total}
    return xr.Dataset(
        {
            **{name: (SAMPLE, draw) for name, draw in scalars.items()},
            **{name: ((*SAMPLE, "place"), draw) for name, draw in by_place.items()},
            **{name: ((*SAMPLE, "period"), draw) for name, draw in by_period.items()},
            "new_city_rate": (SAMPLE, np.exp(new)),
        },
        coords={"place": list(cells.places), "period": list(cells.periods)},
    )


def _constant(cells: Cells) -> xr.Dataset:
    import xarray as xr

    return xr.Dataset(
        {
            "years": (("cell",), cells.years),
            "place_of_cell": (("cell",), cells.place),
            "period_of_cell": (("cell",), cells.period),
        },
        attrs={"place_key": cells.keys[0], "period_key": cells.keys[1]},
    )
