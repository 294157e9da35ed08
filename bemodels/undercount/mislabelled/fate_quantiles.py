"""Medians and intervals of true fates, over all tables that could be true."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from scipy.special import betainc, gammainc

from bemodels.intervals import Beta, solve_increasing
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import Estimate
from bemodels.undercount.mislabelled.true_tables import TrueTables

Array = np.ndarray
METHOD = "posterior median, equal tails, summed over all true tables"
FATES = ("arrests", "attacks")


def fate_estimates(tables: TrueTables, level: float) -> tuple[Estimate, ...]:
    """Return true numbers and means of the four fates.

    Parameters
    ----------
    tables : TrueTables
        The posterior of the true numbers.
    level : float
        Posterior mass of the intervals.

    Returns
    -------
    tuple of Estimate, length 8
        ``true_actors[group, fate]`` and ``fate_mean[group, fate]``.
    """
    return tuple(
        one
        for axis, fate in enumerate(FATES)
        for group, weights in (
            ("inspired", tables.joint.sum(axis=1 - axis)),
            ("linked", tables.joint.sum(axis=1 - axis)[::-1]),
        )
        for one in (
            median_estimate(
                f"true_actors[{group}, {fate}]",
                partial(_count_quantile, weights),
                unit="actors",
                level=level,
                method=METHOD,
                identified="both",
            ),
            median_estimate(
                f"fate_mean[{group}, {fate}]",
                partial(_mean_quantile, weights),
                unit="actors",
                level=level,
                method=METHOD,
                identified="both",
            ),
        )
    )


def _count_quantile(weights: Array, probability: float) -> float:
    """Return the smallest count whose cumulative probability reaches a level."""
    return float(np.searchsorted(np.cumsum(weights), probability - 1e-12))


def _mean_quantile(weights: Array, probability: float) -> float:
    shapes = np.arange(len(weights)) + 0.5

    def beyond(logarithm: float) -> float:
        return float(weights @ gammainc(shapes, np.exp(logarithm))) - probability

    return float(np.exp(solve_increasing(beyond)))


def right_estimates(
    tables: TrueTables, labels: tuple[Beta, Beta], level: float
) -> tuple[Estimate, ...]:
    """Return the shares labelled right of both groups.

    Parameters
    ----------
    tables : TrueTables
        The posterior of the true numbers.
    labels : tuple of Beta, length 2
        What was known of labels before the counts.
    level : float
        Posterior mass of the intervals.

    Returns
    -------
    tuple of Estimate, length 2
        ``labelled_right[group]``.
    """
    x, y = (size - 1 for size in tables.right.shape)
    i, c = np.arange(x + 1)[:, None], np.arange(y + 1)[None, :]
    shapes = {
        "inspired": (labels[0].a + i, labels[0].b + c),
        "linked": (labels[1].a + y - c, labels[1].b + x - i),
    }
    return tuple(
        median_estimate(
            f"labelled_right[{group}]",
            partial(_share_quantile, partial(_share, tables.right, pair)),
            unit="probability",
            level=level,
            method=METHOD,
            identified="both",
        )
        for group, pair in shapes.items()
    )


def _share(weights: Array, shapes: tuple[Array, Array], share: float) -> float:
    return float((weights * betainc(*shapes, share)).sum())


def _share_quantile(below: Callable[[float], float], probability: float) -> float:
    def beyond(logit: float) -> float:
        return below(float(1 / (1 + np.exp(-logit)))) - probability

    return float(1 / (1 + np.exp(-solve_increasing(beyond))))
