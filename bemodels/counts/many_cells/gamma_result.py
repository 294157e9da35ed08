"""What a fit with gamma city factors says, each number with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaincinv

from bemodels.counts.fits.dispersion_limits import limits_of_phi
from bemodels.counts.many_cells.gamma_cities import gamma_posterior
from bemodels.counts.many_cells.many_result import log_normal
from bemodels.counts.many_cells.multinomial_periods import shares_at
from bemodels.result import Assumption, Estimate, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.counts.many_cells.gamma_many import GammaManyFit

GAMMA_EQUATIONS = (
    r"y_{ct} \mid g_c \sim \operatorname{Poisson}(g_c E_{ct} e^{\eta_t})",
    r"g_c \sim \operatorname{Gamma}(\phi, \phi), \quad \alpha = 1/\phi",
    r"\operatorname{Var}(y_{ct}) = \mu_{ct} + \alpha \mu_{ct}^2 = "
    r"\mu_{ct} + \mu_{ct}^2/\phi, \quad \mu_{ct} = E_{ct} e^{\eta_t}",
)
SHARED_FACTOR = Assumption(
    statement="Cities are exchangeable: one factor multiplies all rates of a city, "
    "drawn from one gamma distribution, and periods multiply the rates of all cities "
    "by the same factor.",
    support="not checkable from these data",
)


def gamma_estimates(fit: GammaManyFit, *, level: float) -> tuple[Estimate, ...]:
    """Return mean rates and ratios of the periods, alpha and phi.

    Parameters
    ----------
    fit : GammaManyFit
        The fit.
    level : float
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    tuple of Estimate
        In this order.
    """
    return (*_mean_rates(fit, level), *_ratios(fit, level), *_spread(fit, level))


def city_intervals(
    fit: GammaManyFit, places: Sequence[int], *, level: float
) -> dict[int, Interval]:
    """Return the interval of each city's rate in the reference period.

    Parameters
    ----------
    fit : GammaManyFit
        The fit.
    places : sequence of int
        Of the cities.
    level : float
        Probability of every interval, in (0, 1).

    Returns
    -------
    dict of int to Interval
        By place.
    """
    if fit.alpha == 0:
        return dict.fromkeys(places, _common(fit, level))
    cells, log_rates = fit.cells, fit.maximum.coefficients
    shape, rate = gamma_posterior(cells, shares_at(cells, log_rates), fit.alpha)
    scale = np.exp(log_rates[fit.reference]) / rate[places]
    low, high = (
        gammaincinv(shape[places], tail) * scale
        for tail in ((1 - level) / 2, (1 + level) / 2)
    )
    return {
        place: Interval(
            low=float(low[row]),
            high=float(high[row]),
            level=level,
            kind="credible",
            method="empirical Bayes (gamma)",
        )
        for row, place in enumerate(places)
    }


def _common(fit: GammaManyFit, level: float) -> Interval:
    label = fit.cells.periods[fit.reference]
    return log_normal(fit.params[label], fit.standard_errors[label], level)


def _mean_rates(fit: GammaManyFit, level: float) -> list[Estimate]:
    return [
        Estimate(
            estimand=f"mean_annual_rate[{label}]",
            value=float(np.exp(value)),
            unit=f"{fit.cells.table.unit} per year",
            interval=log_normal(value, fit.standard_errors[label], level),
        )
        for label, value in fit.params.items()
    ]


def _ratios(fit: GammaManyFit, level: float) -> list[Estimate]:
    values, covariance = fit.maximum.coefficients, fit.covariance.to_numpy()
    place, variance = fit.reference, np.diagonal(fit.covariance)
    errors = np.sqrt(variance + variance[place] - 2 * covariance[place])
    return [
        Estimate(
            estimand=f"rate_ratio[{label} / {fit.cells.periods[place]}]",
            value=float(np.exp(values[other] - values[place])),
            unit="ratio",
            interval=log_normal(values[other] - values[place], errors[other], level),
        )
        for other, label in enumerate(fit.cells.periods)
        if other != place
    ]


def _spread(fit: GammaManyFit, level: float) -> tuple[Estimate, Estimate]:
    limits = fit.limits_of_alpha(level=level)
    turned = limits_of_phi(limits)
    return (
        Estimate(estimand="alpha", value=fit.alpha, unit="none", interval=limits),
        Estimate(estimand="phi", value=fit.phi, unit="none", interval=turned),
    )
