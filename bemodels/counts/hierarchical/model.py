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
standard normal, so that the density stays proper, and touches nothing.
"""

from __future__ import annotations

from functools import cache
from math import log, pi
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.counts.hierarchical.rough_values import (
    ROUGH_OF_PERIODS,
    ROUGH_OF_PLACES,
    information,
    rough_values,
)
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
    axes, scales = priors.years.axes(cells.periods, cells.period_years)
    return {
        **count_data(cells.counts),
        "log_years": np.log(cells.years),
        "place": cells.place.astype(np.int64),
        "period": cells.period.astype(np.int64),
        "period_axes": axes,
        "period_scales": scales,
        "level": np.array([priors.intercept_location, priors.intercept_scale]),
        "spreads": np.array([one.numbers for one in spreads]),
        **rough_values(cells, axes, scales),
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
            _signed(name, data["spreads"][number], data["resolutions"][number])
            for number, name in enumerate(SPREADS)
        ]
        city_sd, year_sd, heterogeneity = spreads
        alpha = heterogeneity**2
        year = pm.Deterministic(
            "year_effect", _year_effect(data, periods, year_sd, alpha)
        )
        known = information(data["place_cells"], data["place_mean"], alpha)
        typical = _typical_level(data, known / (1 + known * city_sd**2))
        intercept = pm.Deterministic("intercept", typical - year.mean())
        level = pm.Normal.dist(data["level"][0], data["level"][1])
        pm.Potential("prior_of_intercept", pm.logp(level, intercept))
        usual = typical + pt.dot(data["period_share"], year) - year.mean()
        ratio = _transported(
            "city_draw",
            places,
            known=known,
            rough=data["place_log_rate"] - usual,
            spread=city_sd,
        )
        city = pm.Deterministic("city_effect", city_sd * ratio)
        log_mean = (
            data["log_years"] + intercept + city[data["place"]] + year[data["period"]]
        )
        pm.Potential("log_likelihood", log_likelihood(data, log_mean, alpha))
    return model


def _typical_level(data: Any, known: Any) -> Any:  # noqa: ANN401 (PyTensor has no types)
    """Return the log rate of the typical place over all periods.

    Its draw is scaled by what the log rates of the places tell of their mean, each
    with its own information, and the prior of the intercept.
    """
    import pymc as pm
    import pytensor.tensor as pt

    of_prior = 1 / data["level"][1] ** 2
    precision = known.sum() + of_prior
    rough = pt.dot(known, data["place_log_rate"]) + of_prior * data["level"][0]
    pm.Potential("scale_of_level_draw", -pt.log(precision) / 2)
    return rough / precision + pm.Flat("level_draw") / pt.sqrt(precision)


def _year_effect(data: Any, periods: int, year_sd: Any, alpha: Any) -> Any:  # noqa: ANN401
    """Return the effects of periods, along the axes of their covariance."""
    import pytensor.tensor as pt

    axes, scales = data["period_axes"], data["period_scales"]
    known = information(data["period_cells"], data["period_mean"], alpha)
    ratio = _transported(
        "year_draw",
        periods,
        known=known,
        rough=data["period_rough"],
        spread=year_sd * scales,
    )
    return year_sd * pt.dot(axes, scales * ratio)


def _transported(
    name: str,
    number: int,
    *,
    known: Any,  # noqa: ANN401
    rough: Any,  # noqa: ANN401
    spread: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Return effects over their standard deviations, from draws near to normal ones."""
    import pymc as pm
    import pytensor.tensor as pt

    draw = pm.Flat(name, shape=number)
    wider = 1 + known * spread**2
    ratio = known * spread / wider * rough + draw / pt.sqrt(wider)
    log_density = -(ratio**2 + pt.log(wider) + log(2 * pi)) / 2
    pm.Potential(f"prior_of_{name}", log_density.sum())
    return ratio


def _signed(name: str, numbers: Any, resolution: Any) -> Any:  # noqa: ANN401 (PyTensor has no types)
    """Return a standard deviation with a sign, or 0 where it is not there.

    Half of the density of its size lies on either side of 0.
    """
    import pymc as pm
    import pytensor.tensor as pt

    draw = pm.Flat(f"{name}_draw")
    free = resolution * pt.sinh(draw)
    quadratic, linear, constant, present = (numbers[i] for i in range(4))
    log_density = constant - log(2) - quadratic * free**2 - linear * pt.abs(free)
    jacobian = pt.log(resolution) + pt.log(pt.cosh(draw))
    stand_in = -(draw**2 + log(2 * pi)) / 2
    pm.Potential(
        f"prior_of_{name}",
        present * (log_density + jacobian) + (1 - present) * stand_in,
    )
    return pm.Deterministic(name, present * free)


def _start(places: int, periods: int) -> dict[str, Any]:
    """Return data of the right ranks and types, to be replaced."""
    return {
        **count_data(np.array([1, 0])),
        "log_years": np.zeros(2),
        "place": np.zeros(2, dtype=np.int64),
        "period": np.zeros(2, dtype=np.int64),
        "period_axes": np.eye(periods),
        "period_scales": np.ones(periods),
        "level": np.array([0.0, 1.0]),
        "spreads": np.array([[0.5, 0.0, 0.0, 1.0]] * len(SPREADS)),
        "resolutions": np.ones(len(SPREADS)),
        **{name: np.ones(places) for name in ROUGH_OF_PLACES},
        **{name: np.ones(periods) for name in ROUGH_OF_PERIODS},
    }
