"""Expectations over a beta distribution, to ten digits or more.

The variable is written on its logit scale, where its density is smooth and bounded
whatever its shapes, and cut where less than 1e-18 of it lies beyond. Tanh-sinh nodes
[1]_ also stand a kink at the end of a range, such as where a ratio of rates meets 1.
The density is computed as a distance from its peak, so that shapes of millions cancel
nothing, and every average is divided by the integral of the density itself.

References
----------
.. [1] Takahasi H, Mori M (1974). Double exponential formulas for numerical
   integration. Publications of the RIMS, Kyoto University 9, 721-741.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from scipy.special import betaincinv, betaln

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result.rules import is_number, shown

Function = Callable[[np.ndarray], np.ndarray]

_TAIL = 1e-18
_REACH = 3.4
_COARSEST, _FINEST = 3, 11
# What ends the halving, also as a share of a tiny integral and for the move before, and
# what is let pass where the function itself has no more digits.
_WANTED, _OF_ITSELF, _NEARLY, _ACCEPTED = 1e-13, 1e-9, 1e-6, 1e-10
# Beyond this many logits the density is nearly flat on both sides of a sharp peak.
_WIDE = 100.0
_LARGEST_POWER = 700.0
_TERMS = 18  # 1/18! is below the last digit
# Together far less than what lies beyond the range.
_UNFELT = 1e-36
_KEPT = 64
# How far the density's own integral may lie from 1: its scale is known to about 1e-8,
# and to the last digit of a logarithm as large as its shapes.
_WHOLE, _WHOLE_OF_SHAPES = 1e-6, 5e-15


@dataclass(frozen=True, slots=True, kw_only=True)
class Beta:
    """A beta distribution of a proportion.

    Attributes
    ----------
    a, b : float
        Shapes, above 0; the mean is a / (a + b).

    Raises
    ------
    InvalidDataError
        If a shape is no number, or not above 0 and finite.
    """

    a: float
    b: float

    def __post_init__(self) -> None:
        """Refuse shapes without a density."""
        for shape in (self.a, self.b):
            if not is_number(shape):
                raise InvalidDataError(
                    f"a beta shape must be a number, got {shown(shape)}"
                )
        if not (0 < self.a < np.inf and 0 < self.b < np.inf):
            raise InvalidDataError(
                f"beta shapes must lie above 0, got {shown(self.a)} and {shown(self.b)}"
            )

    @property
    def mean(self) -> float:
        """The expected proportion."""
        return self.a / (self.a + self.b)

    @property
    def error(self) -> float:
        """The standard deviation of the proportion."""
        total = self.a + self.b
        return float(np.sqrt(self.mean * (self.b / total) / (total + 1)))

    @property
    def peak(self) -> float:
        """The logit at which the logit's density is largest, that of the mean."""
        return float(np.log(self.a) - np.log(self.b))

    def density(self, distance: np.ndarray) -> np.ndarray:
        """Return the density of the variable's logit.

        Parameters
        ----------
        distance : numpy.ndarray
            Logits less `peak`.

        Returns
        -------
        numpy.ndarray
            Density with respect to the logit; all of it by one factor wrong, by less
            than one in 1e7 up to shapes of 1e8.
        """
        total = self.a + self.b
        mean, rest = self.mean, self.b / total
        log_peak = self.a * np.log(mean) + self.b * np.log(rest)
        log_peak -= betaln(self.a, self.b)
        return np.asarray(np.exp(log_peak - total * _fall(distance, mean, rest)))

    def logit_range(self) -> tuple[float, float]:
        """Return the logits beyond which at most 1e-18 of the probability lies.

        Returns
        -------
        low, high : float
            Logits.
        """
        return _lower_logit(self.a, self.b), -_lower_logit(self.b, self.a)

    def quantile(self, probability: float) -> float:
        """Return a quantile of the proportion.

        Parameters
        ----------
        probability : float
            In (0, 1).

        Returns
        -------
        float
            In [0, 1].
        """
        return float(betaincinv(self.a, self.b, probability))

    def is_narrower_than(self, other: Beta) -> bool:
        """Tell whether this distribution spans fewer logits than another.

        Parameters
        ----------
        other : Beta
            The other distribution.

        Returns
        -------
        bool
            True if its logit range is the shorter one.
        """
        (low, high), (other_low, other_high) = self.logit_range(), other.logit_range()
        return high - low < other_high - other_low


@lru_cache(maxsize=_KEPT)
def _lower_logit(a: float, b: float) -> float:
    """Return the logit of the quantile at `_TAIL`, also where that underflows."""
    quantile = float(betaincinv(a, b, _TAIL))
    if quantile > np.finfo(float).tiny:
        return float(np.log(quantile) - np.log1p(-quantile))
    return float((np.log(_TAIL * a) + betaln(a, b)) / a)


def _fall(distance: np.ndarray, mean: float, rest: float) -> np.ndarray:
    """Return log(rest + mean e^x) - mean x at a distance x from the peak.

    Of the two shares the smaller one is used, and near the peak a sum of positive
    terms, so that no digits cancel; beyond e^700 the logarithm grows as x itself.
    """
    share, x = (mean, distance) if mean <= rest else (rest, -distance)
    fall = np.log1p(share * np.expm1(np.minimum(x, _LARGEST_POWER))) - share * x
    fall += np.maximum(x - _LARGEST_POWER, 0)
    is_near = np.abs(x) < 1
    near = x[is_near]
    terms = (1 - share) * _beyond_linear(-share * near)
    terms += share * _beyond_linear((1 - share) * near)
    fall[is_near] = np.log1p(terms)
    return np.asarray(fall)


def _beyond_linear(x: np.ndarray) -> np.ndarray:
    """Return e^x - 1 - x for x within -1 and 1, to its own last digits."""
    series = np.zeros_like(x)
    for order in range(_TERMS, 1, -1):
        series = x / order * (1 + series)
    return np.asarray(x * series)


def expectation(
    function: Function, beta: Beta, *, breaks: tuple[float, ...] = ()
) -> float:
    """Average a function of a proportion over its beta distribution.

    Parameters
    ----------
    function : callable
        Takes logits of the proportion, shape (K,); returns values within [0, 1],
        shape (K,).
    beta : Beta
        The distribution.
    breaks : tuple of float
        Logits at which `function` is not smooth.

    Returns
    -------
    float
        The expectation.

    Raises
    ------
    NotEstimableError
        If the integral does not stand still at the finest step, or the density does
        not integrate to 1.

    Examples
    --------
    >>> from scipy.special import expit
    >>> mean = expectation(expit, Beta(a=3.5, b=9.5))
    >>> abs(mean - 3.5 / 13) < 1e-13
    True
    """
    low, high = beta.logit_range()
    inner = (*breaks, beta.peak) if high - low > _WIDE else breaks
    edges = [low, *sorted(x for x in inner if low < x < high), high]
    parts = [_integrals(function, beta, *edge) for edge in pairwise(edges)]
    value, mass = np.sum(parts, axis=0)
    if not abs(mass - 1) < max(_WHOLE, _WHOLE_OF_SHAPES * (beta.a + beta.b)):
        raise NotEstimableError(
            f"an average over {beta} is not estimable: its density integrates to "
            f"{mass:.6g} and not to 1"
        )
    return float(value / mass)


def _integrals(function: Function, beta: Beta, left: float, right: float) -> np.ndarray:
    """Integrate function and density, halving the step until both stand still."""
    total: np.ndarray = np.zeros(2)
    moves = [np.inf]
    for level in range(_COARSEST, _FINEST + 1):
        logits, masses, mass = _new_nodes(beta, left, right, level)
        before = total
        total = np.array([masses @ function(logits), mass]) + before / 2
        move = np.abs(total - before)
        moves.append(float(move.max()))
        steady = np.all(move <= _OF_ITSELF * np.abs(total))
        if steady and moves[-1] < _WANTED and moves[-2] < _NEARLY:
            return total
    moved = max(moves[-2:])
    if not moved < _ACCEPTED:
        raise NotEstimableError(
            f"an average over {beta} is not estimable: its integral still moves by "
            f"{moved:.1g} at the finest step"
        )
    return total


@lru_cache(maxsize=_KEPT)
def _new_nodes(
    beta: Beta, left: float, right: float, level: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return logits that this level adds to the one before, masses, and their sum.

    Half the nodes of a level are those of the level before at half the weight, and of
    the others only those are returned whose mass a sum can feel.
    """
    nodes, weights = tanh_sinh(level)
    if level > _COARSEST:
        nodes, weights = nodes[1::2], weights[1::2]
    half = (right - left) / 2
    distance = left - beta.peak + half * (1 + nodes)
    masses = half * weights * beta.density(distance)
    felt = masses > _UNFELT
    return beta.peak + distance[felt], masses[felt], float(masses.sum())


@cache
def tanh_sinh(level: int) -> tuple[np.ndarray, np.ndarray]:
    """Return nodes on (-1, 1) and their weights for an integral.

    Parameters
    ----------
    level : int
        The step is 2 to the -level; each level more doubles the nodes.

    Returns
    -------
    nodes, weights : numpy.ndarray, shape (K,)
        The weights sum to 2.

    References
    ----------
    .. [1] Takahasi H, Mori M (1974). Double exponential formulas for numerical
       integration. Publications of the RIMS, Kyoto University 9, 721-741.
    """
    step = 2.0**-level
    grid = np.arange(-_REACH, _REACH + step / 2, step)
    inner = np.pi / 2 * np.sinh(grid)
    return np.tanh(inner), step * np.pi / 2 * np.cosh(grid) / np.cosh(inner) ** 2
