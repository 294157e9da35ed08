"""The density of `bemodels.counts.hierarchical.model` with its slopes, in loops.

Each step has its slopes beside it; names like ``of_year`` are slopes of the density in
what they name.
"""

from __future__ import annotations

from math import log, pi, sqrt

import numpy as np

from bemodels.bayes.scaled_effects import (
    along,
    signed_sizes,
    signed_sizes_slopes,
    sums_by_label,
    transported,
    transported_slopes,
)
from bemodels.bayes.written_slopes import loops
from bemodels.counts.count_loops import count_density

LOG_TWO_PI = log(2 * pi)


@loops
def city_year_density(  # noqa: PLR0917
    level_draw: np.ndarray,
    spread_draw: np.ndarray,
    year_draw: np.ndarray,
    city_draw: np.ndarray,
    level: np.ndarray,
    spreads: np.ndarray,
    places: np.ndarray,
    periods: np.ndarray,
    axes: np.ndarray,
    cells: np.ndarray,
    labels: np.ndarray,
    above: np.ndarray,
    beyond: np.ndarray,
) -> tuple[float | np.ndarray, ...]:
    """Return the density, its slopes in the four draws, and the parameters.

    Parameters
    ----------
    level_draw, spread_draw, year_draw, city_draw : array, shapes (1,), (3,), (T,), (C,)
        Where the chain is.
    level : array, shape (2,)
        Location and scale of the prior of the level.
    spreads : array, shape (3, 5)
        Numbers of the prior of each standard deviation, and its resolution.
    places : array, shape (3, C)
        Numbers of cells, mean counts and log rates.
    periods : array, shape (5, T)
        The same of the axes of the periods, their scales, and shares of periods.
    axes : array, shape (T, T)
        Those of the effects of periods, a column each.
    cells : array, shape (2, n)
        Counts and log exposures.
    labels : array of int, shape (2, n)
        Place and period of every cell.
    above, beyond : array
        As `bemodels.counts.sampled_density.count_data` gives them.

    Returns
    -------
    tuple
        Log density without the factorials; slopes in the draws; level, shape (1,),
        signed standard deviations, (3,), effects of periods, (T,), and places, (C,).
    """
    sizes, density = signed_sizes(spread_draw, spreads)
    city_sd, year_sd, alpha = sizes[0], sizes[1], sizes[2] ** 2
    log_rates, shares = places[2], periods[4]

    year_known = _information(periods, alpha)
    year_spread = year_sd * periods[3]
    year_ratio, prior = transported(year_draw, year_known, periods[2], year_spread)
    year = along(axes, year_spread * year_ratio)
    density += prior

    known = _information(places, alpha)
    typical, precision = _typical_level(level_draw[0], known, city_sd, log_rates, level)
    intercept = typical - year.mean()
    off = (intercept - level[0]) / level[1]
    density -= (log(precision) + off**2 + LOG_TWO_PI) / 2 + log(level[1])

    city_spread = np.full(len(city_draw), city_sd)
    rough = log_rates - intercept - (shares * year).sum()
    city_ratio, prior = transported(city_draw, known, rough, city_spread)
    city = city_spread * city_ratio
    density += prior

    log_means = cells[1] + intercept + city[labels[0]] + year[labels[1]]
    likelihood, of_means, of_alpha = count_density(
        log_means, alpha, cells[0], above, beyond
    )
    density += likelihood

    of_city = sums_by_label(of_means, labels[0], len(city))
    of_city_draw, of_known, of_rough, of_city_spread = transported_slopes(
        city_draw, known, rough, city_spread, city_ratio, city_spread * of_city
    )
    of_city_sd = (of_city_spread + of_city * city_ratio).sum()

    of_typical = of_means.sum() - off / level[1] - of_rough.sum()
    of_year = sums_by_label(of_means, labels[1], len(year))
    of_year -= of_rough.sum() * shares + of_typical / len(year)
    of_draw, of_weights = _typical_level_slopes(
        level_draw[0], precision, typical, log_rates, of_typical
    )
    for i in range(len(known)):
        kept = 1 / (1 + known[i] * city_sd**2)
        of_known[i] += of_weights[i] * kept**2
        of_city_sd -= of_weights[i] * 2 * city_sd * (known[i] * kept) ** 2

    of_axes = along(axes.T, of_year)
    of_year_draw, of_year_known, _, of_year_spread = transported_slopes(
        year_draw,
        year_known,
        periods[2],
        year_spread,
        year_ratio,
        year_spread * of_axes,
    )
    of_year_sd = ((of_year_spread + of_axes * year_ratio) * periods[3]).sum()

    of_alpha += _information_slope(places, alpha, of_known)
    of_alpha += _information_slope(periods, alpha, of_year_known)
    of_sizes = np.array([of_city_sd, of_year_sd, 2 * sizes[2] * of_alpha])
    return (
        density,
        np.array([of_draw]),
        signed_sizes_slopes(spread_draw, spreads, of_sizes),
        of_year_draw,
        of_city_draw,
        np.array([intercept]),
        sizes,
        year,
        city,
    )


@loops
def _information(
    of_labels: np.ndarray,
    alpha: float,
) -> np.ndarray:
    """Return what counts tell of each log rate, were it the only one unknown."""
    cells, means = of_labels[0], of_labels[1]
    known: np.ndarray = cells * means / (1 + alpha * means)
    return known


@loops
def _information_slope(
    of_labels: np.ndarray,
    alpha: float,
    of_known: np.ndarray,
) -> float:
    """Return the slope in alpha, through the information."""
    cells, means = of_labels[0], of_labels[1]
    slope: float = -(of_known * cells * (means / (1 + alpha * means)) ** 2).sum()
    return slope


@loops
def _typical_level(
    draw: float,
    known: np.ndarray,
    city_sd: float,
    log_rates: np.ndarray,
    level: np.ndarray,
) -> tuple[float, float]:
    """Return the log rate of the typical place over all periods, and its precision.

    Its draw is scaled by what the log rates of the places tell of their mean, each
    with its own information, and the prior of the intercept.
    """
    precision = 1 / level[1] ** 2
    rough = precision * level[0]
    for i in range(len(known)):
        weight = known[i] / (1 + known[i] * city_sd**2)
        precision += weight
        rough += weight * log_rates[i]
    return rough / precision + draw / sqrt(precision), precision


@loops
def _typical_level_slopes(
    draw: float,
    precision: float,
    typical: float,
    log_rates: np.ndarray,
    of_typical: float,
) -> tuple[float, np.ndarray]:
    """Return slopes in the draw and in the weights of the places."""
    drawn = draw / sqrt(precision)
    of_precision = (of_typical * (drawn / 2 - typical) - 0.5) / precision
    of_weights = of_precision + of_typical / precision * log_rates
    return of_typical / sqrt(precision), of_weights
