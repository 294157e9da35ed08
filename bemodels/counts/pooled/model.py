r"""Partially pooled annual rates: the model, written once in words and once in code.

.. math::
    y_i \mid \lambda_i &\sim \operatorname{Poisson}(E_i \lambda_i) \\
    \lambda_i \mid \mu, \phi &\sim \operatorname{Gamma}(\phi, \phi/\mu) \\
    \log\mu &\sim \operatorname{Normal}(m, s) \\
    1/\sqrt{\phi} &\sim \operatorname{HalfNormal}(h)

for place i with exposure :math:`E_i` in years. One count a place cannot tell spread
between places from overdispersion within them, so one parameter stands for both. The
rates are integrated out: with :math:`\alpha = 1/\phi` the count is negative binomial,

.. math::
    \log p(y_i) = \sum_{j<y_i} \log(1 + \alpha j) + y_i \log(E_i\mu)
        - (y_i + 1/\alpha) \log(1 + \alpha E_i \mu) - \log y_i!

with variance :math:`E\mu + (E\mu)^2/\phi`, a form that stays exact as alpha goes to 0
(the gamma functions of the usual one cancel there). The sum is written out to j = 100
and continued by the Euler-Maclaurin formula, so that a count of a million costs no more
than one of a hundred; what is left out is below 1e-12. Given the draws of :math:`\mu`
and :math:`\phi`, each rate has the exact posterior
:math:`\operatorname{Gamma}(\phi + y_i, \phi/\mu + E_i)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.counts.pooled.priors import PLACE_PRIORS, PooledPriors
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
WRITTEN_OUT = 100


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
        By name of the ``pymc.Data``; ``places_above[j]`` is the number of places with
        more than j incidents, j below 100, so that the sum over j < y becomes one sum
        for all.
    """
    at = np.bincount(np.minimum(counts, WRITTEN_OUT), minlength=WRITTEN_OUT + 1)
    above = len(counts) - np.cumsum(at)[:WRITTEN_OUT]
    return {
        "incidents": counts.astype(float),
        "years": years.astype(float),
        "places_above": above.astype(float),
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
        pm.Potential("log_likelihood", _log_likelihood(data, log_mean, alpha))
    return model


def _log_likelihood(data: dict[str, Any], log_mean: Any, alpha: Any) -> Any:  # noqa: ANN401
    import pytensor.tensor as pt

    steps = np.arange(WRITTEN_OUT)
    rising = (data["places_above"] * pt.log1p(alpha * steps)).sum()
    count, log_expected = data["incidents"], pt.log(data["years"]) + log_mean
    terms = (
        _beyond(pt.maximum(count, WRITTEN_OUT), alpha)
        - _beyond(WRITTEN_OUT, alpha)
        + count * log_expected
        - (count + 1 / alpha) * pt.log1p(alpha * pt.exp(log_expected))
        - pt.gammaln(count + 1)
    )
    return rising + terms.sum()


def _beyond(x: Any, alpha: Any) -> Any:  # noqa: ANN401 (PyTensor has no types)
    """Return the Euler-Maclaurin antidifference of log(1 + alpha x).

    Its differences are sums of the logarithm: integral, half a step back, and the
    first and third derivative with their Bernoulli numbers. Cancellation costs it no
    more than a rounding of x, however small alpha is.
    """
    import pytensor.tensor as pt

    log, slope = pt.log1p(alpha * x), alpha / (1 + alpha * x)
    integral = ((1 + alpha * x) * log - alpha * x) / alpha
    return integral - log / 2 + slope / 12 - slope**3 / 360


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
