r"""Normal effects and their standard deviations, drawn so that chains move, in loops.

A standard deviation is :math:`\delta\sinh u`, u being drawn; an effect x of standard
deviation :math:`\sigma`, of which counts of information I say that it is roughly r, is

.. math::
    \frac{x}{\sigma} = \frac{I\sigma}{1 + I\sigma^2} r + \frac{z}{\sqrt{1 + I\sigma^2}}

z being drawn. Its density is the standard normal one at :math:`x/\sigma`, divided by
:math:`\sqrt{1 + I\sigma^2}`, whatever I and r are. Each function has its slopes beside
it; names like ``of_sizes`` are slopes of the density in what they name.
"""

from __future__ import annotations

from math import cosh, log, pi, sinh, sqrt, tanh

import numpy as np

from bemodels.bayes.written_slopes import loops

LOG_TWO_PI = log(2 * pi)
LOG_TWO = log(2)


@loops
def signed_sizes(
    draws: np.ndarray,
    spreads: np.ndarray,
) -> tuple[np.ndarray, float]:
    """Return standard deviations with a sign, 0 where they are not there, and density.

    Half of the density of a size lies on either side of 0.

    Parameters
    ----------
    draws : array, shape (k,)
        Where the chain is.
    spreads : array, shape (k, 5)
        Numbers of the prior of each, as of `bemodels.bayes.spreads`, and below what
        size it is linear in its draw.

    Returns
    -------
    tuple of array and float
        The standard deviations, and the log density of their draws.
    """
    sizes, density = np.zeros(len(draws)), 0.0
    for i in range(len(draws)):
        quadratic, linear, constant, present, resolution = spreads[i]
        if present:
            size = resolution * sinh(draws[i])
            sizes[i] = size
            density += constant - LOG_TWO - quadratic * size**2 - linear * abs(size)
            density += log(resolution * cosh(draws[i]))
        else:
            density -= (draws[i] ** 2 + LOG_TWO_PI) / 2
    return sizes, density


@loops
def signed_sizes_slopes(
    draws: np.ndarray,
    spreads: np.ndarray,
    of_sizes: np.ndarray,
) -> np.ndarray:
    """Return slopes in the draws, of their own density and through the sizes.

    Parameters
    ----------
    draws : array, shape (k,)
        Where the chain is.
    spreads : array, shape (k, 5)
        As for `signed_sizes`.
    of_sizes : array, shape (k,)
        Slopes of all else in the standard deviations.

    Returns
    -------
    array, shape (k,)
        Of the whole density.
    """
    slopes = -draws
    for i in range(len(draws)):
        quadratic, linear, _, present, resolution = spreads[i]
        if present:
            size = resolution * sinh(draws[i])
            of_size = of_sizes[i] - 2 * quadratic * size - linear * np.sign(size)
            slopes[i] = of_size * resolution * cosh(draws[i]) + tanh(draws[i])
    return slopes


@loops
def transported(
    draws: np.ndarray,
    known: np.ndarray,
    rough: np.ndarray,
    spreads: np.ndarray,
) -> tuple[np.ndarray, float]:
    """Return effects over their standard deviations, and the density of their draws.

    Parameters
    ----------
    draws : array, shape (k,)
        Where the chain is.
    known, rough : array, shape (k,)
        What the counts tell of each effect, and roughly what it is.
    spreads : array, shape (k,)
        Standard deviations.

    Returns
    -------
    tuple of array and float
        The ratios, and the log density of the draws.
    """
    ratios, density = np.empty(len(draws)), 0.0
    for i in range(len(draws)):
        wider = 1 + known[i] * spreads[i] ** 2
        ratios[i] = known[i] * spreads[i] / wider * rough[i] + draws[i] / sqrt(wider)
        density -= (ratios[i] ** 2 + log(wider) + LOG_TWO_PI) / 2
    return ratios, density


@loops
def transported_slopes(  # noqa: PLR0917
    draws: np.ndarray,
    known: np.ndarray,
    rough: np.ndarray,
    spreads: np.ndarray,
    ratios: np.ndarray,
    of_ratios: np.ndarray,
) -> tuple[np.ndarray, ...]:
    """Return slopes in draws, information, rough values and standard deviations.

    Parameters
    ----------
    draws, known, rough, spreads : array, shape (k,)
        As for `transported`.
    ratios : array, shape (k,)
        What that returned.
    of_ratios : array, shape (k,)
        Slopes of all else in the ratios.

    Returns
    -------
    tuple of array
        Of the whole density, one array an argument.
    """
    of_draws, of_known, of_rough, of_spreads = np.empty((4, len(draws)))
    for i in range(len(draws)):
        spread, wider = spreads[i], 1 + known[i] * spreads[i] ** 2
        of_ratio = of_ratios[i] - ratios[i]
        of_draws[i] = of_ratio / sqrt(wider)
        of_rough[i] = of_ratio * known[i] * spread / wider
        pulled = known[i] * spread / wider * rough[i] + draws[i] / (2 * sqrt(wider))
        of_wider = -(of_ratio * pulled + 0.5) / wider
        of_known[i] = of_ratio * spread / wider * rough[i] + of_wider * spread**2
        of_spreads[i] = of_ratio * known[i] / wider * rough[i]
        of_spreads[i] += 2 * of_wider * known[i] * spread
    return of_draws, of_known, of_rough, of_spreads


@loops
def along(
    axes: np.ndarray,
    values: np.ndarray,
) -> np.ndarray:
    """Return the product of a matrix with a vector.

    Parameters
    ----------
    axes : array, shape (n, k)
        A column an axis.
    values : array, shape (k,)
        How far along each.

    Returns
    -------
    array, shape (n,)
        The sum along all axes.
    """
    found = np.zeros(len(axes))
    for i in range(len(axes)):
        for j in range(len(values)):
            found[i] += axes[i, j] * values[j]
    return found


@loops
def sums_by_label(
    values: np.ndarray,
    labels: np.ndarray,
    number: int,
) -> np.ndarray:
    """Return the sum of the values of each label.

    Parameters
    ----------
    values : array, shape (n,)
        What is summed.
    labels : array of int, shape (n,)
        From 0.
    number : int
        Of labels.

    Returns
    -------
    array, shape (number,)
        The sums; 0 for a label without a value.
    """
    found = np.zeros(number)
    for i in range(len(values)):
        found[labels[i]] += values[i]
    return found
