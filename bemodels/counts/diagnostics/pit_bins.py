"""Ten bins of the probability integral transform: their heights, and what is shown."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from bemodels.result import Check, Curve, Table
from bemodels.result.display import format_level

BINS = 10
EDGES = np.arange(1, BINS)[:, None] / BINS


class DrawnBins(TypedDict):
    """What is shown of a histogram: fields of a Result."""

    checks: tuple[Check, ...]
    curves: tuple[Curve, ...]
    tables: tuple[Table, ...]


def bin_heights(below: np.ndarray, up_to: np.ndarray) -> np.ndarray:
    """Spread each count over its step, and add up what falls into each bin.

    Parameters
    ----------
    below, up_to : numpy.ndarray, shape (n,)
        Probabilities of less than each count, and of no more than it.

    Returns
    -------
    numpy.ndarray, shape (10,)
        1 on average where the model is right.
    """
    # In the far tails a step has no width left, and lies in a bin as a point.
    point = (below <= EDGES).astype(float)
    inside = np.divide(
        EDGES - below, up_to - below, out=point, where=up_to > below
    ).clip(0, 1)
    return np.asarray(BINS * np.diff(inside.mean(axis=1), prepend=0.0, append=1.0))


def drawn_bins(
    heights: np.ndarray, low: np.ndarray, high: np.ndarray, level: float
) -> DrawnBins:
    """Return the check, the curve and the table of a histogram.

    Parameters
    ----------
    heights, low, high : numpy.ndarray, shape (10,)
        Of the bins, with their bands.
    level : float
        Probability of each bin's band.

    Returns
    -------
    DrawnBins
        Fields of a Result.
    """
    outside = int(((heights < low) | (heights > high)).sum())
    bins = tuple(f"{place / BINS:g} to {(place + 1) / BINS:g}" for place in range(BINS))
    return DrawnBins(
        checks=(
            Check(
                name="every bin is inside its band",
                passed=outside == 0,
                detail=f"{outside} of {BINS} bins lie outside a pointwise "
                f"{format_level(level)} band; the model expects "
                f"{BINS * (1 - level):.2g}",
            ),
        ),
        curves=(_curve(heights, low, high, level),),
        tables=(
            Table(
                name="PIT histogram",
                columns=("bin", "height", "low", "high"),
                rows=tuple(
                    zip(
                        bins,
                        *(map(float, one) for one in (heights, low, high)),
                        strict=True,
                    )
                ),
                note="Heights are 1 on average where the model is right.",
            ),
        ),
    )


def _curve(
    heights: np.ndarray, low: np.ndarray, high: np.ndarray, level: float
) -> Curve:
    return Curve(
        name="PIT histogram",
        x=tuple((place + 1 / 2) / BINS for place in range(BINS)),
        y=tuple(map(float, heights)),
        low=tuple(map(float, low)),
        high=tuple(map(float, high)),
        x_label="probability integral transform",
        y_label="relative frequency",
        level=level,
        kind="prediction",
    )
