"""Draw parameters from the prior, and counts from parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.hierarchical.model import SPREADS

if TYPE_CHECKING:
    import xarray as xr

    from bemodels.counts.hierarchical.cells import Cells
    from bemodels.counts.hierarchical.priors import CityYearPriors

SAMPLE = ("chain", "draw")
# Beyond this a Poisson count is its mean to six digits, and sampling it overflows.
LARGE = 1e12


def draw_prior(
    priors: CityYearPriors, cells: Cells, *, size: int, rng: np.random.Generator
) -> xr.Dataset:
    """Draw level, standard deviations and effects from the prior.

    Parameters
    ----------
    priors : CityYearPriors
        The priors in force.
    cells : Cells
        Which places and periods there are.
    size : int
        How many draws.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    xarray.Dataset
        One chain of `size` draws, under the names of the sampled model.
    """
    import xarray as xr

    place, period = len(cells.places), len(cells.periods)
    spreads = (priors.cities, priors.years.spread, priors.dispersion)
    drawn = {
        "intercept": rng.normal(
            priors.intercept_location, priors.intercept_scale, size
        ),
        **{
            name: prior.draw(size, rng=rng)
            for name, prior in zip(SPREADS, spreads, strict=True)
        },
    }
    axes, scales = priors.years.axes(cells.periods, cells.period_years)
    city = drawn["city_sd"][:, None] * rng.normal(size=(size, place))
    walks = (rng.normal(size=(size, period)) * scales) @ axes.T
    year = drawn["year_sd"][:, None] * walks
    return xr.Dataset(
        {
            **{name: (SAMPLE, values[None]) for name, values in drawn.items()},
            "city_effect": ((*SAMPLE, "place"), city[None]),
            "year_effect": ((*SAMPLE, "period"), year[None]),
        }
    )


def log_means(draws: xr.Dataset, cells: Cells) -> np.ndarray:
    """Return the log of the mean count of every cell, draw by draw.

    Parameters
    ----------
    draws : xarray.Dataset
        With intercept, and city_effect and year_effect where they are in the model.
    cells : Cells
        The counts.

    Returns
    -------
    numpy.ndarray, shape (chains, draws, n)
        At the exposures of the cells.
    """
    means: np.ndarray = draws["intercept"].to_numpy()[..., None] + np.log(cells.years)
    for name, of_cell in (("city_effect", cells.place), ("year_effect", cells.period)):
        if name in draws:
            means = means + draws[name].to_numpy()[..., of_cell]
    return means


def replicate_counts(
    draws: xr.Dataset, cells: Cells, *, rng: np.random.Generator
) -> np.ndarray:
    """Draw counts of the same cities and years anew.

    Parameters
    ----------
    draws : xarray.Dataset
        With what `log_means` asks for, and heterogeneity where it is in the model.
    cells : Cells
        Which cells there are, and their exposures.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    numpy.ndarray, shape (chains, draws, n)
        Whole numbers, as floats.
    """
    mean = np.exp(log_means(draws, cells))
    alpha = alphas(draws)[..., None]
    # A gamma variable of a variance below 1e-12 is 1 to six digits.
    there = np.broadcast_to(alpha > 1e-12, mean.shape)  # noqa: PLR2004
    shape = np.broadcast_to(1 / np.where(alpha > 1e-12, alpha, 1.0), mean.shape)  # noqa: PLR2004
    rate = mean * np.where(there, rng.gamma(shape) / shape, 1.0)
    counts: np.ndarray = rng.poisson(np.minimum(rate, LARGE)).astype(float)
    return np.where(rate > LARGE, rate, counts)


def alphas(draws: xr.Dataset) -> np.ndarray:
    """Return alpha = 1/phi, draw by draw.

    Parameters
    ----------
    draws : xarray.Dataset
        With heterogeneity where it is in the model.

    Returns
    -------
    numpy.ndarray, shape (chains, draws)
        0 under a Poisson model.
    """
    if "heterogeneity" not in draws:
        return np.zeros(draws["intercept"].shape)
    squares: np.ndarray = draws["heterogeneity"].to_numpy() ** 2
    return squares
