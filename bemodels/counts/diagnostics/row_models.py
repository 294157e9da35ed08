"""Negative binomial models with an alpha of its own for every row.

Many tables are fitted at once by laying their rows end to end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bemodels.counts.fits.log_probability import (
    AlphaDerivatives,
    linear_alpha_derivatives,
    linear_log_probability,
    linear_slopes,
    quadratic_slopes,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RowModel:
    """A negative binomial model, as functions of (counts, mean, alpha), one a row.

    Attributes
    ----------
    name : str
        As a reader knows it.
    log_probability : callable
        To log probabilities.
    slopes : callable
        To their first two derivatives in log mu.
    alpha_derivatives : callable
        To the derivatives that involve alpha.
    excess : callable
        Means to what the variance exceeds them by, over alpha.
    """

    name: str
    log_probability: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
    slopes: Callable[
        [np.ndarray, np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]
    ]
    alpha_derivatives: Callable[[np.ndarray, np.ndarray, np.ndarray], AlphaDerivatives]
    excess: Callable[[np.ndarray], np.ndarray]


# A row of NB2 is one of NB1 at alpha mu, so NB1's functions serve both.
def _quadratic_log_probability(
    counts: np.ndarray, mean: np.ndarray, alpha: np.ndarray
) -> np.ndarray:
    return linear_log_probability(counts, mean, alpha * mean)


def _quadratic_alpha_derivatives(
    counts: np.ndarray, mean: np.ndarray, alpha: np.ndarray
) -> AlphaDerivatives:
    linear = linear_alpha_derivatives(counts, mean, alpha * mean)
    return AlphaDerivatives(
        alpha=mean * linear.alpha,
        alpha_alpha=mean**2 * linear.alpha_alpha,
        eta_alpha=-mean * (counts - mean) / (1 + alpha * mean) ** 2,
    )


QUADRATIC = RowModel(
    name="NB2",
    log_probability=_quadratic_log_probability,
    slopes=quadratic_slopes,
    alpha_derivatives=_quadratic_alpha_derivatives,
    excess=np.square,
)
LINEAR = RowModel(
    name="NB1",
    log_probability=linear_log_probability,
    slopes=linear_slopes,
    alpha_derivatives=linear_alpha_derivatives,
    excess=np.positive,
)
