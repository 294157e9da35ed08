"""Simulation-based calibration of fits that are drawn by this engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.bayes.calibration import Replicate, check_calibration
from bemodels.bayes.engine import CompiledModel, draw_carefully
from bemodels.bayes.settings import SamplerSettings
from bemodels.result import Result

if TYPE_CHECKING:
    import xarray as xr

LEVEL = 0.999


def calibrate_fits(
    model: CompiledModel,
    simulate: Callable[[np.random.Generator], Replicate],
    *,
    replicates: int,
    settings: SamplerSettings,
    seed: int,
) -> Result:
    """Check draws of a compiled model that are made as its fits make them.

    Parameters
    ----------
    model : CompiledModel
        Of the shape of the data.
    simulate : callable
        Takes a ``numpy.random.Generator``, and returns a `Replicate`.
    replicates : int
        Truths, 20 or more.
    settings : SamplerSettings
        Of the first attempt of each fit; `draw_carefully` says when there is another.
    seed : int
        Fixes every truth and every draw; 0 or more.

    Returns
    -------
    Result
        As of `check_calibration`, with bands at 99.9%.

    Raises
    ------
    InvalidDataError
        If a number lies outside its range.
    """
    return check_calibration(
        partial(_draw_as_fitted, model, settings=settings),
        simulate,
        replicates=replicates,
        settings=settings,
        level=LEVEL,
        seed=seed,
    )


def _draw_as_fitted(
    model: CompiledModel,
    data: Mapping[str, Any],
    *,
    seed: np.random.SeedSequence,
    settings: SamplerSettings,
) -> xr.DataTree:
    tree, _ = draw_carefully(model, data, seed=seed, settings=settings)
    return tree


def by_label(
    draws: xr.Dataset, labels: Mapping[str, Sequence[object]]
) -> dict[str, np.ndarray]:
    """Take vectors of parameters apart.

    Parameters
    ----------
    draws : xarray.Dataset
        Dimensions chain, draw and one of labels.
    labels : mapping of str to sequence
        What the parts of each variable are called, in their order.

    Returns
    -------
    dict of str to numpy.ndarray, shape (chains, draws)
        Such as ``city_effect[Liège]``.

    Examples
    --------
    >>> import xarray as xr
    >>> effects = ("chain", "draw", "city"), np.array([[[0.1, -0.1]]])
    >>> by_label(xr.Dataset({"effect": effects}), {"effect": ("Liège", "Ghent")})
    {'effect[Liège]': array([[0.1]]), 'effect[Ghent]': array([[-0.1]])}
    """
    return {
        f"{name}[{label}]": draws[name].to_numpy()[..., place]
        for name, named in labels.items()
        for place, label in enumerate(named)
    }
