"""What follows from the draws of the hierarchical model of many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.many_cells.city_sums import Hyperparameters, city_sums
from bemodels.counts.many_cells.marginal_model import SPREADS
from bemodels.counts.many_cells.quadrature_check import finer_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import xarray as xr

    from bemodels.counts.many_cells.city_cells import CityCells

SAMPLE = ("chain", "draw")
# Drawing a place evenly around a node widens a normal by (spacing / sd)^2 / 12.
_DENSER = 2


def hyperparameters(draws: xr.Dataset) -> tuple[Hyperparameters, ...]:
    """Return what cities depend on, draw by draw.

    Parameters
    ----------
    draws : xarray.Dataset
        With log_rates, city_sd and heterogeneity.

    Returns
    -------
    tuple of Hyperparameters
        Chain after chain.
    """
    log_rates = draws["log_rates"].to_numpy()
    # Signs are the sampler's.
    city_sd, heterogeneity = (
        np.abs(draws[name].to_numpy().ravel()) for name in ("city_sd", "heterogeneity")
    )
    return tuple(
        Hyperparameters(log_rates=rates, city_sd=float(sd), alpha=float(spread) ** 2)
        for rates, sd, spread in zip(
            log_rates.reshape(-1, log_rates.shape[-1]),
            city_sd,
            heterogeneity,
            strict=True,
        )
    )


def some_of(
    given: Sequence[Hyperparameters], *, number: int
) -> tuple[Hyperparameters, ...]:
    """Return draws at even distances, and those of extreme spread and dispersion.

    Parameters
    ----------
    given : sequence of Hyperparameters
        All draws.
    number : int
        How many at even distances.

    Returns
    -------
    tuple of Hyperparameters
        Four more.
    """
    by_sd = sorted(given, key=lambda one: one.city_sd)
    by_alpha = sorted(given, key=lambda one: one.alpha)
    even = np.linspace(0, len(given) - 1, number).astype(int)
    return (
        *(given[place] for place in even),
        by_sd[0],
        by_sd[-1],
        by_alpha[0],
        by_alpha[-1],
    )


def derived_draws(
    draws: xr.Dataset,
    cells: CityCells,
    places: Sequence[int],
    nodes: np.ndarray,
    *,
    rng: np.random.Generator,
) -> xr.Dataset:
    """Return draws of everything that is reported.

    Parameters
    ----------
    draws : xarray.Dataset
        Of the sampled model.
    cells : CityCells
        The data.
    places : sequence of int
        The cities whose rates are drawn.
    nodes : ndarray, shape (Q,)
        That city effects were summed over.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    xarray.Dataset
        City rates are geometric means over the periods.
    """
    shape = draws["intercept"].shape
    effects = np.array(list(_city_effects(draws, cells, places, nodes, rng=rng)))
    level = draws["log_rates"].to_numpy().mean(axis=-1)
    sizes = {name: np.abs(draws[name].to_numpy()) for name in SPREADS}
    new = level + sizes["city_sd"] * rng.normal(size=shape)
    year = draws["log_rates"].to_numpy() - draws["intercept"].to_numpy()[..., None]
    alpha = sizes["heterogeneity"] ** 2
    with np.errstate(divide="ignore"):
        phi = 1 / alpha
    return draws.assign_coords(
        place=[cells.cities[place] for place in places], period=list(cells.periods)
    ).assign(
        {
            **{name: (SAMPLE, size) for name, size in sizes.items()},
            "alpha": (SAMPLE, alpha),
            "phi": (SAMPLE, phi),
            "year_effect": ((*SAMPLE, "period"), year),
            "annual_rate": (
                (*SAMPLE, "place"),
                np.exp(level[..., None] + effects.reshape(*shape, -1)),
            ),
            "new_city_rate": (SAMPLE, np.exp(new)),
        }
    )


def _city_effects(
    draws: xr.Dataset,
    cells: CityCells,
    places: Sequence[int],
    nodes: np.ndarray,
    *,
    rng: np.random.Generator,
) -> Iterator[np.ndarray]:
    """Yield the effects of cities from their exact distribution given each draw."""
    dense = nodes
    for _ in range(_DENSER):
        dense = finer_nodes(dense)
    sums = city_sums(cells, places)
    for given in hyperparameters(draws):
        yield sums.draw(given, dense, rng=rng)
