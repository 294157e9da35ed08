"""Integrals over two rates under a normal prior on their log odds.

The log density is strictly concave, so each of its lines has one peak and falls from
it at least as fast as its prior does. That brackets every search: peaks and the ends of
what counts are found by halving, the inner and the outer integral stand on
Gauss-Legendre panels between those ends, and panels are doubled until nothing moves.
Everything is a logarithm until it is divided by the largest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import expit, log_expit, logsumexp

from bemodels.rates.bayes.panels import Array, graded_rule, still, unit_rule
from bemodels.rates.group import Group

# What lies e^-45 below the peak adds nothing to twelve digits.
_DEEP = 45.0
# A peak is looked for in a wide range; the ends only say what is left out.
_OF_A_PEAK, _OF_AN_END = 55, 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """How the two log odds follow from an outer and an inner variable.

    Attributes
    ----------
    outer, inner : tuple of float, length 2
        What one unit of the variable adds to the group's and the reference's log odds.
    mean : tuple of float, length 2
        Prior means of the outer and the inner variable.
    covariance : tuple of float, length 3
        Prior variance of the outer one, covariance, variance of the inner one.
    """

    outer: tuple[float, float]
    inner: tuple[float, float]
    mean: tuple[float, float]
    covariance: tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class NestedPosterior:
    """Binomial likelihood of two groups times a bivariate normal prior.

    Attributes
    ----------
    group, reference : Group
        The counts.
    axes : Axes
        The variables of the two integrals, with their prior.
    """

    group: Group
    reference: Group
    axes: Axes

    def log_marginal(self, outer: Array, panels: int) -> Array:
        """Return the log of the density at outer values, the inner one integrated.

        Parameters
        ----------
        outer : numpy.ndarray, shape (K,)
            Values of the outer variable.
        panels : int
            Of the inner integral.

        Returns
        -------
        numpy.ndarray, shape (K,)
            Log prior density times likelihood, without binomial coefficients.
        """
        low, high = self.inner_ends(outer)
        return self.log_inner(outer, low, high, panels)

    def log_inner(self, outer: Array, low: Array, high: Array, panels: int) -> Array:
        """Return the log of the inner integral between two ends of each line.

        Parameters
        ----------
        outer, low, high : numpy.ndarray, shape (K,)
            Outer values, and from where to where the inner variable runs.
        panels : int
            Of the integral.

        Returns
        -------
        numpy.ndarray, shape (K,)
            Minus infinity where there is nothing between the ends.
        """
        nodes, weights = unit_rule(panels)
        width = (high - low)[:, None]
        inner = low[:, None] + width * nodes
        height = self._height(outer[:, None], inner)
        with np.errstate(divide="ignore"):
            return np.asarray(logsumexp(height, axis=1, b=width * weights))

    def inner_ends(self, outer: Array) -> tuple[Array, Array]:
        """Return where on each line the density has fallen by e^-45.

        Parameters
        ----------
        outer : numpy.ndarray, shape (K,)
            Values of the outer variable.

        Returns
        -------
        low, high : numpy.ndarray, shape (K,)
            Values of the inner variable.
        """
        peak = self._ridge(outer)
        reach = np.sqrt(2 * _DEEP * self._inner_variance)
        floor = self._height(outer, peak) - _DEEP

        def counts(inner: Array) -> Array:
            return self._height(outer, inner) > floor

        return (
            _halve(counts, peak, peak - reach, _OF_AN_END),
            _halve(counts, peak, peak + reach, _OF_AN_END),
        )

    def outer_ends(self, least: float, greatest: float) -> tuple[float, float]:
        """Return from where to where the outer variable counts, within a range.

        Parameters
        ----------
        least, greatest : float
            The range; may be infinite.

        Returns
        -------
        low, high : float
            Where the profile has fallen by e^-45 from its peak within the range.
        """
        peak = np.clip(self._outer_peak, least, greatest)
        reach = np.sqrt(2 * _DEEP * self.axes.covariance[0])
        floor = self._profile(peak) - _DEEP

        def counts(outer: Array) -> Array:
            return self._profile(outer) > floor

        low, high = (
            _halve(counts, peak, peak + side * reach, _OF_AN_END) for side in (-1, 1)
        )
        return float(max(low[0], least)), float(min(high[0], greatest))

    def log_mass(self, least: float, greatest: float) -> float:
        """Return the log of the whole integral over a range of the outer variable.

        Parameters
        ----------
        least, greatest : float
            The range; may be infinite.

        Returns
        -------
        float
            Log of prior times likelihood, without binomial coefficients.
        """
        low, high = self.outer_ends(least, greatest)
        peak = min(max(float(self._outer_peak[0]), low), high)

        def total(panels: int) -> float:
            outer, weights = graded_rule(low, peak, high, panels)
            return float(logsumexp(self.log_marginal(outer, panels), b=weights))

        return still(total)

    @property
    def _inner_variance(self) -> float:
        outer, both, inner = self.axes.covariance
        return inner - both * both / outer

    def _inner_mean(self, outer: Array) -> Array:
        variance, both, _ = self.axes.covariance
        start, middle = self.axes.mean
        return middle + both / variance * (outer - start)

    def _log_odds(self, outer: Array, inner: Array) -> tuple[Array, Array]:
        (a, c), (b, d) = self.axes.outer, self.axes.inner
        return a * outer + b * inner, c * outer + d * inner

    def _height(self, outer: Array, inner: Array) -> Array:
        """Return the log of prior density times likelihood."""
        variance, spread = self.axes.covariance[0], self._inner_variance
        first, second = self._log_odds(outer, inner)
        away = inner - self._inner_mean(outer)
        prior = (outer - self.axes.mean[0]) ** 2 / variance + away**2 / spread
        likelihood = _log_likelihood(self.group, first)
        likelihood += _log_likelihood(self.reference, second)
        norm = np.log(2 * np.pi) + np.log(variance * spread) / 2
        return np.asarray(likelihood - prior / 2 - norm)

    def _scores(self, outer: Array, inner: Array) -> tuple[Array, Array]:
        """Return the likelihood's slopes along the outer and the inner variable."""
        first, second = self._log_odds(outer, inner)
        one, other = _score(self.group, first), _score(self.reference, second)
        (a, c), (b, d) = self.axes.outer, self.axes.inner
        return a * one + c * other, b * one + d * other

    def _ridge(self, outer: Array) -> Array:
        """Return the inner value of the peak of each line."""
        middle, spread = self._inner_mean(outer), self._inner_variance
        reach = spread * self._steepest(self.axes.inner)

        def rises(inner: Array) -> Array:
            slope = self._scores(outer, inner)[1]
            return np.asarray(slope > (inner - middle) / spread)

        return _halve(rises, middle - reach, middle + reach, _OF_A_PEAK)

    @cached_property
    def _outer_peak(self) -> Array:
        """Return the outer value of the peak; the profile's slope has one sign change.

        At a peak the variables lie off their means by the covariance times the slopes
        of the likelihood, which are bounded.
        """
        variance, both, _ = self.axes.covariance
        reach = variance * self._steepest(self.axes.outer)
        reach += abs(both) * self._steepest(self.axes.inner)
        start = np.array([self.axes.mean[0]])

        def rises(outer: Array) -> Array:
            along, across = self._scores(outer, self._ridge(outer))
            return np.asarray(variance * along + both * across > outer - start)

        return _halve(rises, start - reach, start + reach, _OF_A_PEAK)

    def _profile(self, outer: Array) -> Array:
        return self._height(outer, self._ridge(outer))

    def _steepest(self, direction: tuple[float, float]) -> float:
        one, other = direction
        sizes = self.group.incidents, self.reference.incidents
        return abs(one) * sizes[0] + abs(other) * sizes[1]


def _halve(
    holds: Callable[[Array], Array], near: Array, far: Array, times: int
) -> Array:
    """Return where a condition that holds at `near` ends on the way to `far`."""
    for _ in range(times):
        middle = (near + far) / 2
        inside = holds(middle)
        near, far = np.where(inside, middle, near), np.where(inside, far, middle)
    return near


def _log_likelihood(group: Group, log_odds: Array) -> Array:
    others = group.incidents - group.attacks
    return np.asarray(
        group.attacks * log_expit(log_odds) + others * log_expit(-log_odds)
    )


def _score(group: Group, log_odds: Array) -> Array:
    """Return the slope of a log likelihood, exact to the last digits on both sides."""
    others = group.incidents - group.attacks
    return np.asarray(group.attacks * expit(-log_odds) - others * expit(log_odds))
