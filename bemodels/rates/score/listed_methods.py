"""Score intervals as methods that can be listed, each with the test that it inverts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bemodels.rates.methods import Method, MethodScale
from bemodels.rates.score.inversion import ScoreMethod
from bemodels.result import Interval


def score_methods(
    scale: MethodScale, *pairs: tuple[Callable[..., Interval], ScoreMethod[Any]]
) -> tuple[Method, ...]:
    """List score intervals of one contrast.

    Parameters
    ----------
    scale : str
        The contrast.
    *pairs : tuple of (callable, ScoreMethod)
        The public function of each, with the method behind it.

    Returns
    -------
    tuple of Method
        In the given order, under the names of the functions.
    """
    return tuple(
        Method(
            name=interval.__name__,
            scale=scale,
            family="score",
            interval=interval,
            p_value=method.p_value,
        )
        for interval, method in pairs
    )
