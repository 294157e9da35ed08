r"""Partially pooled counts by place and period: the model, in words and in code.

.. math::
    y_{ct} &\sim \operatorname{NegBinomial}(\mu_{ct}, \phi) \\
    \log\mu_{ct} &= \log E_{ct} + \beta + \alpha_c + \gamma_t \\
    \alpha_c &\sim \operatorname{Normal}(0, \sigma_\alpha)

with exposures E in years, variance :math:`\mu + \mu^2/\phi` and dispersion
:math:`1/\phi`. The effects of periods :math:`\gamma` are independent
:math:`\operatorname{Normal}(0, \sigma_\gamma)` or a centred random walk. Priors of
:math:`\beta`, of both standard deviations and of :math:`1/\sqrt{\phi}` are stated
values.

How it is sampled changes nothing of this, and decides how well the chains move. An
effect :math:`x \sim \operatorname{Normal}(0, \sigma)` that is sampled as :math:`\sigma`
times a standard normal draw hangs on :math:`\sigma` where counts are many. With I the
information of its counts and r a rough value of x, both fixed beforehand,

.. math::
    \frac{x}{\sigma} = \frac{I\sigma}{1 + I\sigma^2} r + \frac{z}{\sqrt{1 + I\sigma^2}}

is what a normal likelihood would make of it, and z is sampled: close to a standard
normal draw whatever :math:`\sigma` is. The density of z is the standard normal one at
:math:`x/\sigma`, divided by :math:`\sqrt{1 + I\sigma^2}`, so that the posterior is that
of the model for any I and r. Effects of places are taken so, r being the log rate of
the place less that of the typical one. So are the effects of periods, along the
eigenvectors of their covariance, of which the first is the mean of all periods; and
:math:`\beta` is sampled as its sum with that mean, which is what counts tell of, on
the scale that the log rates of all places leave to it.

The standard deviations and :math:`1/\sqrt{\phi}` are :math:`\delta\sinh u`, u being
sampled, and reported without their sign: the effects have taken it up, and
:math:`1/\phi` is a square, so that either sign is the same model. Below
:math:`\delta`, which is about as small as the counts can tell from 0, this is linear
and smooth at 0, where the logarithm of a standard deviation would have an endless tail;
far above it is that logarithm, in which the steep wall that many counts raise before 0
is a gentle one.

Everything that makes one model differ from another is data: the matrix of the effects
of periods, the numbers of the priors, and whether a standard deviation is there at all.
So the Poisson limit, a model without cities, a random walk and other priors are other
values of one compiled program. The draw of a standard deviation that is not there is
standard normal, so that the density stays proper, and touches nothing. The density and
its slopes are written out in `bemodels.counts.hierarchical.density_loops`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.counts.hierarchical.rough_values import rough_values
from bemodels.counts.sampled_density import count_data

if TYPE_CHECKING:
    from collections.abc import Callable

    import pymc as pm

    from bemodels.counts.hierarchical.cells import Cells
    from bemodels.counts.hierarchical.priors import CityYearPriors

SPREADS = ("city_sd", "year_sd", "heterogeneity")


def model_data(
    cells: Cells, priors: CityYearPriors, *, observed: Cells | None = None
) -> dict[str, Any]:
    """Return the values of the model's data variables.

    Parameters
    ----------
    cells : Cells
        The counts.
    priors : CityYearPriors
        The priors in force.
    observed : Cells, optional
        The cells that say where periods lie, where `cells` leaves some of them out.

    Returns
    -------
    dict
        By name of the ``pymc.Data``.

    Raises
    ------
    InvalidDataError
        If periods are no calendar years where their effects are a random walk.
    """
    whole = cells if observed is None else observed
    axes, scales = priors.years.axes(whole.periods, whole.period_years)
    rough = rough_values(cells, axes, scales)
    spreads = (priors.cities, priors.years.spread, priors.dispersion)
    counts = count_data(cells.counts)
    return {
        "level": np.array([priors.intercept_location, priors.intercept_scale]),
        "spreads": np.column_stack(
            [[one.numbers for one in spreads], rough.resolutions]
        ),
        "places": rough.places,
        "periods": rough.periods,
        "axes": axes,
        "cells": np.array([counts.pop("incidents"), np.log(cells.years)]),
        "labels": np.array([cells.place, cells.period], dtype=np.int64),
        **counts,
    }


@cache
def builder(places: int, periods: int) -> Callable[[], pm.Model]:
    """Return the function that writes the model down for a shape.

    Parameters
    ----------
    places, periods : int
        Numbers of effects.

    Returns
    -------
    callable
        One and the same function for one shape, so that a process compiles each once.
    """

    def build_hierarchical_model() -> pm.Model:
        return _write(places, periods)

    build_hierarchical_model.__qualname__ = f"city_year_model[{places} x {periods}]"
    return build_hierarchical_model


def _write(places: int, periods: int) -> pm.Model:
    """Write down the joint density of the module's docstring; sample nothing."""
    import pymc as pm

    from bemodels.bayes.written_slopes import WrittenSlopes
    from bemodels.counts.hierarchical.density_loops import city_year_density

    with pm.Model() as model:
        draws = [
            pm.Flat("level_draw", shape=1),
            pm.Flat("spread_draw", shape=len(SPREADS)),
            pm.Flat("year_draw", shape=periods),
            pm.Flat("city_draw", shape=places),
        ]
        data = {
            name: pm.Data(name, value)
            for name, value in _start(places, periods).items()
        }
        factorials = data.pop("log_factorials")
        joint = WrittenSlopes(
            city_year_density,
            slopes=len(draws),
            beside=[(1,), (len(SPREADS),), (periods,), (places,)],
        )
        density, *beside = joint(*draws, *data.values())
        pm.Potential("log_density", density - factorials)
        level, sizes, year, city = beside[len(draws) :]
        pm.Deterministic("intercept", level[0])
        for number, name in enumerate(SPREADS):
            pm.Deterministic(name, sizes[number])
        pm.Deterministic("year_effect", year)
        pm.Deterministic("city_effect", city)
    return model


def _start(places: int, periods: int) -> dict[str, Any]:
    """Return data of the right ranks and types, to be replaced."""
    counts = count_data(np.array([1, 0]))
    return {
        "level": np.array([0.0, 1.0]),
        "spreads": np.array([[0.5, 0.0, 0.0, 1.0, 1.0]] * len(SPREADS)),
        "places": np.ones((3, places)),
        "periods": np.ones((5, periods)),
        "axes": np.eye(periods),
        "cells": np.array([counts.pop("incidents"), np.zeros(2)]),
        "labels": np.zeros((2, 2), dtype=np.int64),
        **counts,
    }
