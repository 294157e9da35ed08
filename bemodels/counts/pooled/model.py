r"""Partially pooled annual rates: the model, written once in words and once in code.

.. math::
    y_i \mid \lambda_i &\sim \operatorname{Poisson}(E_i \lambda_i) \\
    \lambda_i \mid \mu, \phi &\sim \operatorname{Gamma}(\phi, \phi/\mu) \\
    \log\mu &\sim \operatorname{Normal}(m, s) \\
    1/\sqrt{\phi} &\sim \operatorname{HalfNormal}(h)

for place i with exposure :math:`E_i` in years. One count a place cannot tell spread
between places from overdispersion within them, so one parameter stands for both. The
rates are integrated out, which makes the counts negative binomial with mean
:math:`E_i\mu`, variance :math:`E\mu + (E\mu)^2/\phi` and :math:`\alpha = 1/\phi`, as
`bemodels.counts.sampled_density` writes it. Given the draws of :math:`\mu` and
:math:`\phi`, each rate has the exact posterior
:math:`\operatorname{Gamma}(\phi + y_i, \phi/\mu + E_i)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.counts.pooled.priors import PLACE_PRIORS, PooledPriors
from bemodels.counts.sampled_density import count_data, log_likelihood
from bemodels.result import ModelCard, Parameter

if TYPE_CHECKING:
    import pymc as pm

EQUATIONS = (
    r"y_i \mid \lambda_i \sim \operatorname{Poisson}(E_i \lambda_i)",
    r"\lambda_i \mid \mu, \phi \sim \operatorname{Gamma}(\phi, \phi/\mu)",
    r"\operatorname{E}(y_i) = E_i\mu, \quad "
    r"\operatorname{Var}(y_i) = E_i\mu + (E_i\mu)^2/\phi, \quad \alpha = 1/\phi",
)
PARAMETERS = (
    Parameter(
        name="log_mean_rate",
        symbol=r"\log\mu",
        meaning="log of the mean annual rate over places",
        unit="log incidents per year",
    ),
    Parameter(
        name="heterogeneity",
        symbol=r"1/\sqrt{\phi}",
        meaning="coefficient of variation of rates between places",
        unit="none",
    ),
    Parameter(
        name="mean_rate",
        symbol=r"\mu",
        meaning="mean annual rate over places at risk",
        unit="incidents per year",
    ),
    Parameter(
        name="phi",
        symbol=r"\phi",
        meaning="negative binomial phi: variance mu + mu^2/phi",
        unit="none",
    ),
    Parameter(
        name="alpha",
        symbol=r"\alpha",
        meaning="negative binomial alpha = 1/phi",
        unit="none",
    ),
    Parameter(
        name="annual_rate",
        symbol=r"\lambda_i",
        meaning="annual rate of a place",
        unit="incidents per year",
    ),
    Parameter(
        name="new_place_rate",
        symbol=r"\lambda_{\text{new}}",
        meaning="annual rate of a place at risk that was not counted",
        unit="incidents per year",
    ),
)
SAMPLED = ("log_mean_rate", "heterogeneity")


def model_data(
    counts: np.ndarray, years: np.ndarray, priors: PooledPriors
) -> dict[str, Any]:
    """Return the values of the model's data variables.

    Parameters
    ----------
    counts : numpy.ndarray of int, shape (places,)
        Incidents.
    years : numpy.ndarray, shape (places,)
        Exposure, above 0.
    priors : PooledPriors
        The priors' numbers, which are data too: another prior compiles nothing.

    Returns
    -------
    dict
        By name of the ``pymc.Data``.
    """
    return {
        **count_data(counts),
        "log_years": np.log(years),
        "priors": np.array(
            [
                priors.log_mean_location,
                priors.log_mean_scale,
                priors.heterogeneity_scale,
            ]
        ),
    }


def build_pooled_model() -> pm.Model:
    """Write down the joint density of the module's docstring; sample nothing.

    Returns
    -------
    pymc.Model
        Free variables ``log_mean_rate`` and ``heterogeneity``; data named as in
        `model_data`, to be replaced.
    """
    import pymc as pm
    import pytensor.tensor as pt

    start = model_data(np.array([1, 0]), np.array([1.0, 1.0]), PLACE_PRIORS)
    with pm.Model() as model:
        data = {name: pm.Data(name, value) for name, value in start.items()}
        location, scale, spread = (data["priors"][i] for i in range(3))
        log_mean = pm.Normal("log_mean_rate", location, scale)
        heterogeneity = pm.HalfNormal("heterogeneity", spread)
        alpha = pm.Deterministic("alpha", heterogeneity**2)
        pm.Deterministic("mean_rate", pt.exp(log_mean))
        pm.Deterministic("phi", 1 / alpha)
        expected = data["log_years"] + log_mean
        pm.Potential("log_likelihood", log_likelihood(data, expected, alpha))
    return model


def card_of(priors: PooledPriors) -> ModelCard:
    """Return the model on one page, with the given priors.

    Parameters
    ----------
    priors : PooledPriors
        The priors in force.

    Returns
    -------
    ModelCard
        Equations, priors and every quantity.
    """
    return ModelCard(
        equations=EQUATIONS, priors=priors.statements(), parameters=PARAMETERS
    )
