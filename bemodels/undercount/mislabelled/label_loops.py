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
    axes: np.ndarray,
    middle: np.ndarray,
    powers: np.ndarray,
) -> tuple[float | np.ndarray, ...]:
    """Return the density, its slopes in both draws, and the parameters.

    Parameters
    ----------
    rate_draw, label_draw : array, shapes (2, p) and (2,)
        Where the chain is: in the first column, log t and logit q in their units, else
        standard normal; logits of w and of u.
    counts, matrix, log_years : array, shapes (n, 2), (n, p) and (n,)
        The rows.
    location, axes : array, shapes (p,) and (p, p)
        Of the priors of coefficients; the middle of the rows moves along the first
        axis alone.
    middle : array, shape (3, 2)
        Location and scale: of the prior of log means in the middle of the rows, and of
        the draws of log t and of logit q.
    powers : array, shape (2, 2)
        Of s_I, 1 - s_I, s_L and 1 - s_L, by prior and validation.

    Returns
    -------
    tuple
        Density, slopes of shapes (2, p) and (2,), coefficients, and both shares
        labelled right. Constants of the data are left out.
    """
    terms = rate_draw.shape[1]
    total = middle[1, 0] + middle[1, 1] * rate_draw[0, 0]
    at = np.array(
        [middle[2, 0] + middle[2, 1] * rate_draw[1, 0], label_draw[0], label_draw[1]]
    )
    logs, shares, excess = mixed_labels(at)
    normal = rate_draw.copy()
    for g in range(2):
        normal[g, 0] = (total + logs[g] - middle[0, 0]) / middle[0, 1]
    coefficients = np.empty((2, terms))
    for g in range(2):
        for k in range(terms):
            coefficients[g, k] = location[k]
            for j in range(terms):
                coefficients[g, k] += axes[k, j] * normal[g, j]
    density, of_coefficients, of_right = rows_density(
        coefficients, shares, counts, matrix, log_years
    )
    of_normal = -normal
    for g in range(2):
        for j in range(terms):
            density -= normal[g, j] ** 2 / 2 + HALF_LOG_TWO_PI
            for k in range(terms):
                of_normal[g, j] += axes[k, j] * of_coefficients[g, k]
    of_logs = of_normal[:, 0] / middle[0, 1]
    more, of_at = mixed_labels_slopes(at, shares, excess, powers, of_logs, of_right)
    of_rate = of_normal
    of_rate[0, 0] = of_logs.sum() * middle[1, 1]
    of_rate[1, 0] = of_at[0] * middle[2, 1]
    return density + more, of_rate, of_at[1:], coefficients, shares[0]


@loops
def rows_density(
    coefficients: np.ndarray,
    shares: np.ndarray,
    counts: np.ndarray,
    matrix: np.ndarray,
    log_years: np.ndarray,
) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the density of the counts but for their factorials, and its slopes.

    Parameters
    ----------
    coefficients : array, shape (2, p)
        Of both groups.
    shares : array, shape (2, 2)
        Labelled right and wrong, of both groups.
    counts, matrix, log_years : array, shapes (n, 2), (n, p) and (n,)
        The rows.

    Returns
    -------
    density : float
        Of Poisson counts.
    of_coefficients, of_right : array, shapes (2, p) and (2,)
        Its slopes, those in the shares labelled right with the others falling.
    """
    right, wrong = shares[0], shares[1]
    density, of_right = 0.0, np.zeros(2)
    of_coefficients = np.zeros(coefficients.shape)
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
            of_coefficients[0, k] += of_inspired * matrix[row, k]
            of_coefficients[1, k] += of_linked * matrix[row, k]
    return density, of_coefficients, of_right


@loops
def mixed_labels(at: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Return what the logits of q, w and u make of labels and of true groups.

    Parameters
    ----------
    at : array, shape (3,)
        Logits of q, w and u.

    Returns
    -------
    logs : array, shape (2,)
        Logarithms of the true groups' means over t.
    shares : array, shape (2, 2)
        Labelled right and wrong, of the inspired and of the linked.
    excess : float
        s_I + s_L - 1.
    """
    q, w, u = expit(at[0]), expit(at[1]), expit(at[2])
    not_q, not_w, not_u = expit(-at[0]), expit(-at[1]), expit(-at[2])
    excess = q * not_u + not_q * not_w
    logs = np.array([log_expit(at[0]) + log_expit(-at[2]), 0.0])
    logs[1] = log_expit(-at[0]) + log_expit(-at[1])
    shares = np.array([[q + not_q * not_w, not_q + q * not_u], [not_q * w, q * u]])
    return logs - log(excess), shares, excess


@loops
def mixed_labels_slopes(  # noqa: PLR0917
    at: np.ndarray,
    shares: np.ndarray,
    excess: float,
    powers: np.ndarray,
    of_logs: np.ndarray,
    of_right: np.ndarray,
) -> tuple[float, np.ndarray]:
    """Return the density of labels, and the slopes of everything in three logits.

    Parameters
    ----------
    at : array, shape (3,)
        Logits of q, w and u.
    shares, excess : array, shape (2, 2), and float
        As `mixed_labels` returns them.
    powers : array, shape (2, 2)
        Of s_I, 1 - s_I, s_L and 1 - s_L.
    of_logs, of_right : array, shape (2,)
        Slopes of the rest of the density in logarithms of means and in shares.

    Returns
    -------
    density : float
        Of labels, with the Jacobian (s_I + s_L - 1) q (1 - q) w u.
    of_at : array, shape (3,)
        Slopes.
    """
    logs_wrong = np.array([log_expit(-at[0]), log_expit(at[0])])
    density = log(excess) + logs_wrong.sum()
    pulls = np.empty(2)
    of_excess = 1 - of_logs.sum()
    of_at = np.empty(3)
    q, not_q = expit(at[0]), expit(-at[0])
    for g in range(2):
        more = log_expit(at[1 + g])
        density += more + powers[g, 0] * log(shares[0, g])
        density += powers[g, 1] * (logs_wrong[g] + more)
        # A share labelled wrong times the slope in that labelled right.
        pulls[g] = shares[1, g] * (of_right[g] + powers[g, 0] / shares[0, g])
        pulls[g] -= powers[g, 1]
        of_at[1 + g] = (1 - pulls[g]) * expit(-at[1 + g])
        of_at[1 + g] -= of_logs[1 - g] * expit(at[1 + g])
        of_at[1 + g] -= of_excess * shares[1, g] * expit(-at[1 + g]) / excess
    between = q * not_q * (expit(at[1]) - expit(at[2])) / excess
    of_at[0] = q * (pulls[0] - of_logs[1] - 1) + not_q * (of_logs[0] - pulls[1] + 1)
    of_at[0] += of_excess * between
    return density, of_at


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
