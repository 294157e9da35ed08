"""Compile a model once a process, and draw from it with new data as often as needed.

Compilation is the cost of a small model, so a model is a function that builds it and
the data are shared variables: another data set, another prior, is a new set of values
and never a new compilation. PyTensor's fastmath is off while a model is compiled: with
it, the same seed gave other draws from a cold compile cache than from a warm one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from ctypes import POINTER, c_double, c_void_p
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.bayes.cache import retry_without_broken_cache
from bemodels.bayes.callbacks import quick_callbacks
from bemodels.bayes.settings import COMPILE_FLAGS, SamplerSettings

if TYPE_CHECKING:
    import pymc as pm
    import xarray as xr

Build = Callable[[], "pm.Model"]
Data = Mapping[str, Any]

# Of a second attempt, with shorter steps.
CAREFUL = 0.99
FINGERPRINT_POINTS = (-0.5, 0.0, 0.5)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CompiledModel:
    """A model ready to be drawn from.

    Attributes
    ----------
    name : str
        Name of the function that built it.
    program : object
        nutpie's compiled model; it cannot be pickled, so workers compile their own.
    """

    name: str
    program: Any


@cache
def compile_once(build: Build) -> CompiledModel:
    """Compile a model, or return it if this process has compiled it before.

    Parameters
    ----------
    build : callable
        Takes nothing and returns a ``pymc.Model`` whose data are ``pymc.Data``; a
        function of a module, so that it is one and the same key at every call.

    Returns
    -------
    CompiledModel
        The compiled model.
    """
    name = f"{build.__module__}.{build.__qualname__}"
    logger.info("compiling the model %s", name)
    return CompiledModel(
        name=name, program=retry_without_broken_cache(lambda: _compile(build))
    )


def _compile(build: Build) -> Any:  # noqa: ANN401 (nutpie has no types)
    import nutpie
    import pytensor

    with pytensor.config.change_flags(**COMPILE_FLAGS), quick_callbacks():
        return nutpie.compile_pymc_model(
            build(), freeze_model=False, cache=pytensor.config.numba__cache
        )


def draw_posterior(
    model: CompiledModel,
    data: Data,
    *,
    seed: np.random.SeedSequence,
    settings: SamplerSettings,
) -> xr.DataTree:
    """Draw from the posterior of a compiled model under the given data.

    The draws are not judged here: `gate` does that.

    Parameters
    ----------
    model : CompiledModel
        As `compile_once` returns it.
    data : mapping of str to array
        Values of the model's ``pymc.Data``, by name; lengths may differ from those the
        model was compiled with, ranks may not.
    seed : numpy.random.SeedSequence
        Fixes every chain, whatever the number of cores.
    settings : SamplerSettings
        Lengths and target acceptance.

    Returns
    -------
    xarray.DataTree
        Groups ``posterior`` and ``sample_stats``, dimensions chain and draw.

    Raises
    ------
    KeyboardInterrupt
        If sampling is interrupted: nutpie alone would return a padded trace.
    """
    import nutpie
    from threadpoolctl import threadpool_limits

    logger.debug("drawing from %s", model.name)
    # Chains take all cores; matrix products that took them too would wait for one
    # another.
    with threadpool_limits(limits=1, user_api="blas"):
        sampler = nutpie.sample(
            model.program.with_data(**data),
            draws=settings.draws,
            tune=settings.tune,
            chains=settings.chains,
            seed=int(seed.generate_state(1)[0]),
            target_accept=settings.target_accept,
            save_warmup=False,
            progress_bar=False,
            blocking=False,
        )
        try:
            tree: xr.DataTree = sampler.wait()
        except KeyboardInterrupt:
            sampler.cancel()
            raise
    return _without_clock(tree)


def draw_carefully(
    model: CompiledModel,
    data: Data,
    *,
    seed: np.random.SeedSequence,
    settings: SamplerSettings,
) -> tuple[xr.DataTree, SamplerSettings]:
    """Draw from the posterior; once more, with shorter steps, where some diverged.

    A step that is too long for one bend of the posterior diverges now and then, which
    shorter ones do not; those that fall into a funnel diverge again, and the gate
    refuses them.

    Parameters
    ----------
    model : CompiledModel
        As `compile_once` returns it.
    data : mapping of str to array
        Values of the model's ``pymc.Data``.
    seed : numpy.random.SeedSequence
        Fixes every chain of both attempts.
    settings : SamplerSettings
        Of the first attempt; the second has a target acceptance of 0.99.

    Returns
    -------
    tuple of xarray.DataTree and SamplerSettings
        Draws as of `draw_posterior`, and under what they were made.
    """
    tree = draw_posterior(model, data, seed=seed, settings=settings)
    diverged = int(tree["sample_stats/diverging"].sum())
    if not diverged or settings.target_accept >= CAREFUL:
        return tree, settings
    logger.info("%d transitions of %s diverged: drawing anew", diverged, model.name)
    careful = replace(settings, target_accept=CAREFUL)
    (again,) = seed.spawn(1)
    return draw_posterior(model, data, seed=again, settings=careful), careful


def _without_clock(tree: xr.DataTree) -> xr.DataTree:
    """Drop the time of creation, so that equal draws are equal bytes when stored."""
    for group in tree.subtree:
        group.attrs.pop("created_at", None)
    return tree


def fingerprint(model: CompiledModel, data: Data) -> tuple[float, ...]:
    """Return the log density at three fixed points, to recognise a model by.

    Parameters
    ----------
    model : CompiledModel
        As `compile_once` returns it.
    data : mapping of str to array
        Values of the model's data.

    Returns
    -------
    tuple of float, length 3
        Log density, with Jacobian, where every unconstrained parameter is -0.5, 0 and
        0.5.
    """
    program = model.program.with_data(**data)
    return tuple(_log_density(program, point) for point in FINGERPRINT_POINTS)


def fingerprint_lines(model: CompiledModel, data: Data) -> tuple[tuple[str, str], ...]:
    """Return the name of a model and its fingerprint, for a report.

    Parameters
    ----------
    model : CompiledModel
        As `compile_once` returns it.
    data : mapping of str to array
        Values of the model's data.

    Returns
    -------
    tuple of (str, str)
        One pair a line.
    """
    points = ", ".join(f"{point:g}" for point in FINGERPRINT_POINTS)
    densities = ", ".join(f"{one:.10g}" for one in fingerprint(model, data))
    return (("model", model.name), (f"log density at {points}", densities))


def _log_density(program: Any, point: float) -> float:  # noqa: ANN401
    x = np.full(program.n_dim, point)
    gradient, value = np.empty_like(x), np.empty(1)
    pointers = (
        array.ctypes.data_as(POINTER(c_double)) for array in (x, gradient, value)
    )
    user_data = program.user_data.ctypes.data_as(c_void_p)
    program.compiled_logp_func.ctypes(program.n_dim, *pointers, user_data)
    return float(value[0])
