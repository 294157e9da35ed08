r"""Counts of very many cities by period: the hierarchical model, cities integrated out.

.. math::
    y_{ct} \mid u_c &\sim \operatorname{NB2}(E_{ct} e^{\eta_t + u_c}, \phi) \\
    u_c &\sim \operatorname{Normal}(0, \sigma_c) \\
    \eta_t &\sim \operatorname{Normal}(\beta, \sigma_t) \\
    \beta &\sim \operatorname{Normal}(m, s)

with variance :math:`\mu + \mu^2/\phi` and :math:`\alpha = 1/\phi`; the priors of
:math:`\sigma_t`, :math:`\sigma_c` and :math:`1/\sqrt{\phi}` are stated values. Each
city's effect is summed over by the trapezoidal rule on nodes z of the standard normal
that all cities share, :math:`u = \sigma_c z`. So the logarithms are taken once for each
node and each distinct pair of period and exposure, and a matrix product gives them to
the cities:

.. math::
    \ell_c(z) = \sum_t y_{ct} (\log\mu_{ct} - \log(1 + \alpha\mu_{ct}))
        - \sum_t \frac{\log(1 + \alpha\mu_{ct})}{\alpha}, \qquad
    \log p(y_c) = \log \sum_z w_z e^{\ell_c(z)}
        + \sum_t \sum_{j < y_{ct}} \log(1 + \alpha j) - \sum_t \log y_{ct}!

Cities with the same counts in the same cells are computed once. What is left has one
dimension a period and four more.

With :math:`\hat\eta_t` and :math:`v_t` a rough estimate of the log rate of a period and
its variance, both fixed, the chains move in x, where

.. math::
    \frac{\eta_t - \beta}{\sigma_t} = w_t
        = \frac{(\hat\eta_t - \beta)\,\sigma_t}{v_t + \sigma_t^2}
        + \sqrt{\frac{v_t}{v_t + \sigma_t^2}}\, x_t

is what a normal likelihood would make of it: x is nearly standard normal, whether the
data say much of a period or little. Its density is the standard normal one at w times
:math:`\sqrt{v_t / (v_t + \sigma_t^2)}`. Standard deviations and :math:`1/\sqrt{\phi}`
are sampled with a sign and reported without: either sign is the same model, and the
density is smooth at 0. None of this changes the model.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.counts.many_cells.marginal_data import EXAMPLE_DATA
from bemodels.counts.sampled_density import SMALLEST_ALPHA, rising_total

if TYPE_CHECKING:
    import pymc as pm

SPREADS = ("city_sd", "year_sd", "heterogeneity")


@cache
def marginal_model_of(periods: int) -> Callable[[], pm.Model]:
    """Return the function that builds the model of so many periods.

    Parameters
    ----------
    periods : int
        Their number, which is that of unknowns and so is compiled in.

    Returns
    -------
    callable
        One and the same at every call, as `compile_once` needs it.
    """

    def build_marginal_model() -> pm.Model:
        return _build(periods)

    build_marginal_model.__qualname__ = f"build_marginal_model[{periods} periods]"
    return build_marginal_model


def _build(periods: int) -> pm.Model:
    """Write down the joint density of the module's docstring; sample nothing."""
    import pymc as pm
    import pytensor.tensor as pt

    with pm.Model() as model:
        data = {name: pm.Data(name, value) for name, value in EXAMPLE_DATA.items()}
        intercept = pm.Normal("intercept", data["level"][0], data["level"][1])
        city_sd, year_sd, heterogeneity = (
            _spread(name, data["spreads"][place]) for place, name in enumerate(SPREADS)
        )
        alpha = heterogeneity**2 + SMALLEST_ALPHA
        x = pm.Flat("year_coordinates", shape=periods)
        drawn, kept = _standardised(data, intercept, year_sd, x)
        log_rates = pm.Deterministic("log_rates", intercept + year_sd * drawn)
        prior = pm.logp(pm.Normal.dist(0, 1), drawn)
        pm.Potential("year_prior", (prior + pt.log(kept) / 2).sum())
        pm.Potential("cities", _over_cities(data, log_rates, city_sd, alpha))
        pm.Potential("counts", rising_total(data, alpha) - data["log_factorials"])
    return model


def _spread(name: str, numbers: Any) -> Any:  # noqa: ANN401 (PyTensor has no types)
    """Return a standard deviation with a sign, or 0 where it is not there."""
    import pymc as pm
    import pytensor.tensor as pt

    free = pm.Flat(name)
    quadratic, linear, constant, present = (numbers[i] for i in range(4))
    density = constant - np.log(2) - quadratic * free**2 - linear * pt.abs(free)
    # What is not there is standard normal, so that the density stays proper.
    stand_in = -(free**2 + np.log(2 * np.pi)) / 2
    pm.Potential(f"prior_of_{name}", present * density + (1 - present) * stand_in)
    return present * free


def _standardised(
    data: dict[str, Any],
    intercept: Any,  # noqa: ANN401
    year_sd: Any,  # noqa: ANN401
    x: Any,  # noqa: ANN401
) -> tuple[Any, Any]:
    """Return the standardised effects of periods, and the variances that x keeps."""
    import pytensor.tensor as pt

    total = data["year_variances"] + year_sd**2
    kept = data["year_variances"] / total
    drawn = (data["year_estimates"] - intercept) * year_sd / total
    return drawn + pt.sqrt(kept) * x, kept


def _over_cities(
    data: dict[str, Any],
    log_rates: Any,  # noqa: ANN401
    city_sd: Any,  # noqa: ANN401
    alpha: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Return the log likelihood of the kernels, summed over nodes and cities."""
    import pytensor.tensor as pt
    from pytensor.gradient import disconnected_grad

    log_mean = (data["log_years"] + log_rates[data["period_of_kind"]])[:, None]
    log_mean = log_mean + city_sd * data["nodes"]
    log = pt.log1p(alpha * pt.exp(log_mean))
    kernels = pt.concatenate([log_mean - log, -log / alpha], axis=0)
    at_nodes = pt.dot(data["patterns"], kernels) + data["log_weights"]
    # The largest term is only taken out to keep exp within range: no slope of its own.
    largest = disconnected_grad(at_nodes.max(axis=1, keepdims=True))
    cities = pt.log(pt.exp(at_nodes - largest).sum(axis=1)) + largest[:, 0]
    return (data["times"] * cities).sum()
