"""The density of the reporting regression with its slopes, in loops.

Each step has its slopes beside it; names like ``of_logs`` are slopes of the density in
what they name. The density in words stands in
`bemodels.undercount.reporting.reporting_model`.
"""

from __future__ import annotations

from math import exp, log, log1p, pi

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

LOG_TWO_PI = log(2 * pi)


@loops
def reporting_density(  # noqa: PLR0917
    rate_draw: np.ndarray,
    detection_draw: np.ndarray,
    spread_draw: np.ndarray,
    place_draw: np.ndarray,
    rate_design: np.ndarray,
    detection_design: np.ndarray,
    checked_design: np.ndarray,
    cells: np.ndarray,
    checked: np.ndarray,
    place: np.ndarray,
    rate_axes: np.ndarray,
    answer: np.ndarray,
    detection_axes: np.ndarray,
    rate_prior: np.ndarray,
    detection_prior: np.ndarray,
    spreads: np.ndarray,
    place_counts: np.ndarray,
) -> tuple[float | np.ndarray, ...]:
    """Return the density, its slopes in the four draws, and the parameters.

    Parameters
    ----------
    rate_draw, detection_draw, spread_draw, place_draw : array
        Where the chain is; shapes (K,), (D,), (1,) and (C,).
    rate_design, detection_design, checked_design : array
        Of the log rates of the counts, (n, K), and of logit detection at the counts,
        (n, D), and at the validation counts, (m, D).
    cells : array, shape (2, n)
        Counts and log exposures.
    checked : array, shape (2, m)
        Found and known.
    place : array of int, shape (n,)
        Of every count.
    rate_axes : array, shape (K, K + 1)
        Axes of the draws of the rate, and where they start from.
    answer : array, shape (K, n)
        By how much the rate falls as log detection rises.
    detection_axes : array, shape (D, D + 1)
        As those of the rate.
    rate_prior, detection_prior : array, shapes (2, K) and (2, D)
        Locations and scales.
    spreads : array, shape (1, 5)
        Numbers of the prior of the spread of places, and its resolution.
    place_counts : array, shape (C,)
        What each place tells of its effect.

    Returns
    -------
    tuple
        Log density without constants; slopes in the draws; coefficients of the rate,
        (K,), and of detection, (D,), signed spread, (1,), and effects of places, (C,).
    """
    counts, log_years = cells[0], cells[1]
    detection = detection_axes[:, -1] + along(detection_axes[:, :-1], detection_draw)
    logits = along(detection_design, detection)
    logs = np.empty(len(logits))
    for i in range(len(logits)):
        logs[i] = log_chance(logits[i])
    rate = rate_axes[:, -1] + along(rate_axes[:, :-1], rate_draw) - along(answer, logs)

    density, of_rate = normal_density(rate, rate_prior)
    more, of_detection = normal_density(detection, detection_prior)
    density += more
    more, of_checked = checked_density(along(checked_design, detection), checked)
    density += more
    of_detection += along(checked_design.T, of_checked)

    typical = log_years + along(rate_design, rate) + logs
    sizes, more = signed_sizes(spread_draw, spreads)
    density += more
    spread = np.full(len(place_draw), sizes[0])
    shares, rough = expected_shares(typical, place, place_counts)
    ratios, more = transported(place_draw, place_counts, rough, spread)
    density += more
    effects = spread * ratios

    of_typical = np.empty(len(counts))
    for i in range(len(counts)):
        log_mean = typical[i] + effects[place[i]]
        mean = exp(log_mean)
        density += counts[i] * log_mean - mean
        of_typical[i] = counts[i] - mean

    of_effects = sums_by_label(of_typical, place, len(effects))
    of_place_draw, _, of_rough, of_spread = transported_slopes(
        place_draw, place_counts, rough, spread, ratios, spread * of_effects
    )
    of_size = (of_spread + of_effects * ratios).sum()
    for i in range(len(counts)):
        of_typical[i] -= of_rough[place[i]] * shares[i]
    of_rate += along(rate_design.T, of_typical)
    of_logs = of_typical - along(answer.T, of_rate)
    for i in range(len(logits)):
        of_logs[i] *= 1 - exp(logs[i])
    of_detection += along(detection_design.T, of_logs)
    return (
        density,
        along(rate_axes[:, :-1].T, of_rate),
        along(detection_axes[:, :-1].T, of_detection),
        signed_sizes_slopes(spread_draw, spreads, np.array([of_size])),
        of_place_draw,
        rate,
        detection,
        sizes,
        effects,
    )


@loops
def log_chance(
    logit: float,
) -> float:
    """Return the logarithm of the probability that has a logit.

    Parameters
    ----------
    logit : float
        Any.

    Returns
    -------
    float
        Without overflow on either side.
    """
    if logit > 0:
        return -log1p(exp(-logit))
    return logit - log1p(exp(logit))


@loops
def normal_density(
    values: np.ndarray,
    prior: np.ndarray,
) -> tuple[float, np.ndarray]:
    """Return the density of independent normal values, and its slopes.

    Parameters
    ----------
    values : array, shape (k,)
        Where.
    prior : array, shape (2, k)
        Locations and scales.

    Returns
    -------
    tuple of float and array
        With all constants.
    """
    off = (values - prior[0]) / prior[1]
    density = 0.0
    for i in range(len(values)):
        density -= (off[i] ** 2 + LOG_TWO_PI) / 2 + log(prior[1, i])
    return density, -off / prior[1]


@loops
def checked_density(
    logits: np.ndarray,
    checked: np.ndarray,
) -> tuple[float, np.ndarray]:
    """Return the density of validation counts, and its slopes in the logits.

    Parameters
    ----------
    logits : array, shape (m,)
        Of detection.
    checked : array, shape (2, m)
        Found and known.

    Returns
    -------
    tuple of float and array
        Without the binomial coefficients.
    """
    density, slopes = 0.0, np.empty(len(logits))
    for j in range(len(logits)):
        found, known = checked[0, j], checked[1, j]
        chance = log_chance(logits[j])
        density += found * chance + (known - found) * (chance - logits[j])
        slopes[j] = found - known * exp(chance)
    return density, slopes


@loops
def expected_shares(
    typical: np.ndarray,
    place: np.ndarray,
    place_counts: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Return shares of rows in what their place is expected to record, and what is off.

    Parameters
    ----------
    typical : array, shape (n,)
        Log means of the counts in a typical place.
    place : array of int, shape (n,)
        Of every count.
    place_counts : array, shape (C,)
        Recorded by each place.

    Returns
    -------
    tuple of array
        Shares, (n,), and logarithms of recorded over expected counts, (C,).
    """
    highest = np.full(len(place_counts), -np.inf)
    for i in range(len(typical)):
        highest[place[i]] = max(highest[place[i]], typical[i])
    shares = np.empty(len(typical))
    for i in range(len(typical)):
        shares[i] = exp(typical[i] - highest[place[i]])
    totals = sums_by_label(shares, place, len(place_counts))
    for i in range(len(typical)):
        shares[i] /= totals[place[i]]
    return shares, np.log(place_counts) - highest - np.log(totals)
