"""The density of `bemodels.undercount.mislabelled.label_model` with slopes, in loops.

Each step has its slopes beside it; names like ``of_right`` are slopes of the density in
what they name.
"""

from __future__ import annotations

from math import exp, log, log1p, pi

import numpy as np

from bemodels.bayes.written_slopes import loops

HALF_LOG_TWO_PI = log(2 * pi) / 2


@loops
def label_density(  # noqa: PLR0917
    rate_draw: np.ndarray,
    label_draw: np.ndarray,
    counts: np.ndarray,
    matrix: np.ndarray,
    log_years: np.ndarray,
    location: np.ndarray,
    scale: np.ndarray,
    powers: np.ndarray,
) -> tuple[float | np.ndarray, ...]:
    """Return the density, its slopes in both draws, and the parameters.

    Parameters
    ----------
    rate_draw, label_draw : array, shapes (2, p) and (2,)
        Where the chain is: standard normal coefficients, and logits of s_I and of u.
    counts, matrix, log_years : array, shapes (n, 2), (n, p) and (n,)
        The rows.
    location, scale : array, shape (p,)
        Of the priors of coefficients.
    powers : array, shape (2, 2)
        Of s_I, 1 - s_I, s_L and 1 - s_L, by prior and validation.

    Returns
    -------
    tuple
        Density, slopes of shapes (2, p) and (2,), coefficients, and both shares
        labelled right. Constants of the data are left out.
    """
    coefficients = location + scale * rate_draw
    right, wrong, density, of_label = label_shares(label_draw, powers)
    of_right = np.zeros(2)
    of_rate = -rate_draw.copy()
    for k in range(rate_draw.shape[1]):
        for g in range(2):
            density -= rate_draw[g, k] ** 2 / 2 + HALF_LOG_TWO_PI
    for row in range(counts.shape[0]):
        inspired, linked = log_years[row], log_years[row]
        for k in range(matrix.shape[1]):
            inspired += matrix[row, k] * coefficients[0, k]
            linked += matrix[row, k] * coefficients[1, k]
        inspired, linked = exp(inspired), exp(linked)
        first = right[0] * inspired + wrong[1] * linked
        second = wrong[0] * inspired + right[1] * linked
        density += count_term(counts[row, 0], first)
        density += count_term(counts[row, 1], second)
        of_first = counts[row, 0] / first - 1
        of_second = counts[row, 1] / second - 1
        of_right[0] += (of_first - of_second) * inspired
        of_right[1] += (of_second - of_first) * linked
        of_inspired = inspired * (right[0] * of_first + wrong[0] * of_second)
        of_linked = linked * (wrong[1] * of_first + right[1] * of_second)
        for k in range(matrix.shape[1]):
            of_rate[0, k] += of_inspired * matrix[row, k] * scale[k]
            of_rate[1, k] += of_linked * matrix[row, k] * scale[k]
    # s_L falls with s_I as 1 - s_L grows, and grows with u as it falls.
    of_label[0] += right[0] * wrong[0] * of_right[0] - wrong[0] * wrong[1] * of_right[1]
    of_label[1] += wrong[1] * expit(label_draw[1]) * of_right[1]
    return density, of_rate, of_label, coefficients, right


@loops
def label_shares(
    label_draw: np.ndarray, powers: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float, np.ndarray]:
    """Return shares labelled right and wrong, their density, and its slopes.

    Parameters
    ----------
    label_draw : array, shape (2,)
        Logits of s_I and of u.
    powers : array, shape (2, 2)
        Of s_I, 1 - s_I, s_L and 1 - s_L.

    Returns
    -------
    right, wrong : array, shape (2,)
        Of the inspired and of the linked.
    density : float
        With the Jacobian of s_L = 1 - s_I (1 - u) and those of both logits.
    of_label : array, shape (2,)
        Its slopes.
    """
    q, w = label_draw
    inspired, excess = expit(q), expit(w)
    right = np.array([inspired, 1 - inspired * expit(-w)])
    wrong = np.array([expit(-q), inspired * expit(-w)])
    density = 2 * log_expit(q) + log_expit(-q) + log_expit(w) + log_expit(-w)
    density += powers[0, 0] * log_expit(q) + powers[0, 1] * log_expit(-q)
    density += powers[1, 0] * log1p(-wrong[1])
    density += powers[1, 1] * (log_expit(q) + log_expit(-w))
    of_wrong = powers[1, 1] - powers[1, 0] * wrong[1] / right[1]
    of_q = (2 + powers[0, 0] + of_wrong) * wrong[0] - (1 + powers[0, 1]) * inspired
    of_w = 1 - 2 * excess - of_wrong * excess
    return right, wrong, density, np.array([of_q, of_w])


@loops
def count_term(count: float, mean: float) -> float:
    """Return the log probability of a Poisson count but for its factorial.

    Parameters
    ----------
    count : float
        0 or more.
    mean : float
        Above 0, unless the count is 0.

    Returns
    -------
    float
        The term.
    """
    return count * log(mean) - mean if count > 0 else -mean


@loops
def expit(x: float) -> float:
    """Return 1 / (1 + exp(-x)).

    Parameters
    ----------
    x : float
        A logit.

    Returns
    -------
    float
        A share.
    """
    return exp(log_expit(x))


@loops
def log_expit(x: float) -> float:
    """Return the logarithm of 1 / (1 + exp(-x)).

    Parameters
    ----------
    x : float
        A logit.

    Returns
    -------
    float
        0 or less.
    """
    return -log1p(exp(-x)) if x > 0 else x - log1p(exp(x))
