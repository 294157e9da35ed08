"""Quantiles of annual rates, averaged over the draws of mean and phi."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from bemodels.intervals import gamma_mixture_quantile

if TYPE_CHECKING:
    from collections.abc import Callable

    import xarray as xr

    from bemodels.counts.pooled.places_at_risk import Places


def rate_quantiles(
    tree: xr.DataTree, places: Places
) -> dict[str, Callable[[float], float]]:
    """Return the quantile function of each place's rate, and of a new place's.

    Parameters
    ----------
    tree : xarray.DataTree
        Draws, with ``mean_rate`` and ``phi`` in its posterior.
    places : Places
        The places at risk.

    Returns
    -------
    dict of str to callable
        By name of the estimate; takes a probability, returns incidents per year.
        Places with equal counts and exposures have the same function.
    """
    mean, phi = (tree[f"posterior/{name}"].to_numpy() for name in ("mean_rate", "phi"))

    @cache
    def of_data(count: int, years: float) -> Callable[[float], float]:
        mixture = partial(gamma_mixture_quantile, phi + count, phi / mean + years)
        return cache(mixture)

    listed = zip(
        places.labels,
        places.listed_counts.tolist(),
        places.listed_years.tolist(),
        strict=True,
    )
    return {
        **{f"annual_rate[{label}]": of_data(*data) for label, *data in listed},
        "new_place_rate": of_data(0, 0.0),
    }
