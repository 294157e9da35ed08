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

How it is sampled changes nothing of this, and decides how well the chains move.

The effects of periods are non-centred: their standard deviation times standard normal
draws. So are those of places without counts; where counts are many, a non-centred
effect would hang on its standard deviation. With :math:`I_c` the information of a
place's counts on its log rate and :math:`r_c` a rough log rate, both fixed,

.. math::
    \frac{\alpha_c}{\sigma_\alpha} = \frac{I_c\sigma_\alpha}{1 + I_c\sigma_\alpha^2}
        (r_c - \beta - \bar\gamma) + \frac{z_c}{\sqrt{1 + I_c\sigma_\alpha^2}}

is what a normal likelihood would make of it, and z is sampled: close to independent
standard normal draws whatever :math:`\sigma_\alpha` is. The density of z is the
standard normal one at :math:`\alpha_c/\sigma_\alpha`, divided by
:math:`\sqrt{1 + I_c\sigma_\alpha^2}`, so that the posterior is that of the model for
any :math:`I_c` and :math:`r_c`.

The standard deviations and :math:`1/\sqrt{\phi}` are sampled with a sign and reported
without: the likelihood depends on :math:`\sigma_\alpha` times the draws and on
:math:`1/\phi`, so that either sign is the same model, and the density is smooth at 0,
where the logarithm of a standard deviation would have an endless tail.

Everything that makes one model differ from another is data: the matrix of the effects
of periods, the numbers of the priors, and whether a standard deviation is there at all.
So the Poisson limit, a model without cities, a random walk and other priors are other
values of one compiled program. A standard deviation that is not there keeps a prior of
its own, so that the density stays proper, and touches nothing.
"""

from __future__ import annotations

from functools import cache
from math import log, pi
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.counts.sampled_density import count_data, log_likelihood

if TYPE_CHECKING:
    from collections.abc import Callable

    import pymc as pm

    from bemodels.counts.hierarchical.cells import Cells
    from bemodels.counts.hierarchical.priors import CityYearPriors

SPREADS = ("city_sd", "year_sd", "heterogeneity")


def model_data(cells: Cells, priors: CityYearPriors) -> dict[str, Any]:
    """Return the values of the model's data variables.

    Parameters
    ----------
    cells : Cells
        The counts.
    priors : CityYearPriors
        The priors in force.

    Returns
    -------
    dict
        By name of the ``pymc.Data``.

    Raises
    ------
    InvalidDataError
        If periods are no calendar years where their effects are a random walk.
    """
    spreads = (priors.cities, priors.years.spread, priors.dispersion)
    return {
        **count_data(cells.counts),
        "log_years": np.log(cells.years),
        "place": cells.place.astype(np.int64),
        "period": cells.period.astype(np.int64),
        "loading": priors.years.loading(cells.periods, cells.period_years),
        **_rough_guesses(cells),
        "level": np.array([priors.intercept_location, priors.intercept_scale]),
        "spreads": np.array([one.numbers for one in spreads]),
    }


def _rough_guesses(cells: Cells) -> dict[str, Any]:
    """Return numbers that decide how well the chains move, and nothing else."""
    places, periods = len(cells.places), len(cells.periods)
    at_least = np.bincount(cells.place, minlength=places)
    counts = np.bincount(cells.place, cells.counts, minlength=places) + 0.5
    years = np.bincount(cells.place, cells.years, minlength=places)
    seen = at_least > 0
    of_period = np.bincount(cells.period, cells.counts + 0.5, minlength=periods)
    return {
        "place_cells": at_least.astype(float),
        "place_mean": counts / np.maximum(at_least, 1),
        "place_log_rate": np.log(np.where(seen, counts / np.where(seen, years, 1), 1)),
        "period_share": of_period / of_period.sum(),
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

    build_hierarchical_model.__qualname__ += f"[{places} x {periods}]"
    return build_hierarchical_model


def _write(places: int, periods: int) -> pm.Model:
    """Write down the joint density of the module's docstring; sample nothing."""
    import pymc as pm
    import pytensor.tensor as pt

    with pm.Model() as model:
        data = {
            name: pm.Data(name, value)
            for name, value in _start(places, periods).items()
        }
        spreads = [
            _signed(name, data["spreads"][number])
            for number, name in enumerate(SPREADS)
        ]
        intercept = pm.Normal("intercept", data["level"][0], data["level"][1])
        year = pm.Deterministic(
            "year_effect",
            spreads[1]
            * pt.dot(data["loading"], pm.Normal("year_draw", 0, 1, shape=periods)),
        )
        known = information(data["place_cells"], data["place_mean"], spreads[2] ** 2)
        rough = data["place_log_rate"] - intercept - pt.dot(data["period_share"], year)
        draw = pm.Flat("city_draw", shape=places)
        spread = 1 + known * spreads[0] ** 2
        ratio = known * spreads[0] / spread * rough + draw / pt.sqrt(spread)
        pm.Potential(
            "prior_of_city_draw",
            -(ratio**2 + pt.log(spread) + log(2 * pi)).sum() / 2,
        )
        city = pm.Deterministic("city_effect", spreads[0] * ratio)
        log_mean = (
            data["log_years"] + intercept + city[data["place"]] + year[data["period"]]
        )
        pm.Potential(
            "log_likelihood",
            log_likelihood(data, log_mean, spreads[2] ** 2),
        )
    return model


def information(cells: Any, mean: Any, alpha: Any) -> Any:  # noqa: ANN401
    """Return what a place's counts tell of its log rate, were it alone.

    Parameters
    ----------
    cells, mean : array or tensor, shape (places,)
        How many cells a place has, and their mean count.
    alpha : scalar
        Dispersion.

    Returns
    -------
    array or tensor, shape (places,)
        0 where a place has no cell.
    """
    return cells * mean / (1 + alpha * mean)


def _signed(name: str, numbers: Any) -> Any:  # noqa: ANN401 (PyTensor has no types)
    """Return a standard deviation with a sign, or 0 where it is not there.

    Half of the density of its size lies on either side of 0.
    """
    import pymc as pm
    import pytensor.tensor as pt

    free = pm.Flat(name)
    quadratic, linear, constant, present = (numbers[i] for i in range(4))
    log_density = constant - log(2) - quadratic * free**2 - linear * pt.abs(free)
    pm.Potential(f"prior_of_{name}", log_density)
    return present * free


def _start(places: int, periods: int) -> dict[str, Any]:
    """Return data of the right ranks and types, to be replaced."""
    return {
        **count_data(np.array([1, 0])),
        "log_years": np.zeros(2),
        "place": np.zeros(2, dtype=np.int64),
        "period": np.zeros(2, dtype=np.int64),
        "loading": np.eye(periods),
        "place_cells": np.zeros(places),
        "place_mean": np.ones(places),
        "place_log_rate": np.zeros(places),
        "period_share": np.ones(periods) / periods,
        "level": np.array([0.0, 1.0]),
        "spreads": np.array([[0.5, 0.0, 0.0, 1.0]] * len(SPREADS)),
    }
