"""Limits of a contrast, where its statistic meets the quantiles of the normal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf, tanh

import numpy as np
from scipy.special import ndtr, ndtri

from bemodels.errors import InvalidDataError
from bemodels.intervals.roots import solve_increasing
from bemodels.rates.score.contrasts import Contrast, Moments
from bemodels.rates.score.null_rates import Counts
from bemodels.result import Interval, check_level
from bemodels.result.rules import is_number, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The values that a contrast can take, stretched onto the real line.

    Attributes
    ----------
    name : str
        What the contrast is called.
    low, high : float
        Its least and its greatest value.
    shrink : callable
        From the real line to a value.
    far : float
        Where on the line a value is an end of its range, for all that a float tells.
    """

    name: str
    low: float
    high: float
    shrink: Callable[[float], float]
    far: float


RISK_DIFFERENCE = Scale(
    name="risk difference", low=-1.0, high=1.0, shrink=tanh, far=17.0
)
RATIO = Scale(name="ratio", low=0.0, high=inf, shrink=exp, far=150.0)
RATE_DIFFERENCE = Scale(
    name="rate difference", low=-inf, high=inf, shrink=float, far=1e15
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreMethod:
    """A contrast with one of its statistics.

    Attributes
    ----------
    name : str
        What a reader would look up.
    contrast : callable
        Moments of the contrast under a null value.
    deviate : callable
        The statistic that they give, standard normal under the null hypothesis.
    scale : Scale
        Of the contrast.
    """

    name: str
    contrast: Contrast
    deviate: Callable[[Moments, Counts], np.ndarray]
    scale: Scale

    def z(self, counts: Counts, null: float) -> np.ndarray:
        """Return the statistic; it falls as the null value grows.

        Parameters
        ----------
        counts : Counts
            Numbers, or arrays that broadcast.
        null : float
            Within the range of the scale.

        Returns
        -------
        numpy.ndarray
            One statistic a table.
        """
        return self.deviate(self.contrast(counts, null), counts)

    def p_value(self, counts: Counts, null: float) -> float:
        """Return the two-sided p-value of a null value.

        Parameters
        ----------
        counts : Counts
            One table.
        null : float
            Strictly within the range of the scale.

        Returns
        -------
        float
            In [0, 1].

        Raises
        ------
        InvalidDataError
            If no contrast can have the null value.
        """
        scale = self.scale
        if not is_number(null) or not scale.low < null < scale.high:
            raise InvalidDataError(
                f"a {scale.name} must lie between {scale.low:g} and {scale.high:g}, "
                f"got {shown(null)}"
            )
        return float(2 * ndtr(-abs(self.z(counts, null))))

    def interval(self, counts: Counts, *, level: float) -> Interval:
        """Return the null values that are not rejected.

        Parameters
        ----------
        counts : Counts
            One table.
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        Interval
            Open on a side on which no value is rejected, or at whose end the sample
            lies.

        Raises
        ------
        InvalidDataError
            If `level` lies outside (0, 1).
        """
        check_level(level)
        z = float(ndtri((1 + level) / 2))
        return Interval(
            low=self._limit(counts, z),
            high=self._limit(counts, -z),
            level=level,
            kind="confidence",
            method=self.name,
        )

    def _limit(self, counts: Counts, z: float) -> float:
        """Walk outward from the middle to where the statistic is first z."""
        scale = self.scale

        def less(place: float) -> float:
            return z - float(self.z(counts, scale.shrink(place)))

        side, end = (-1, scale.low) if z > 0 else (1, scale.high)
        far = scale.shrink(side * scale.far)
        at_the_end = side * self.contrast(counts, far).score >= 0
        if at_the_end or side * less(side * scale.far) <= 0:
            return end
        return scale.shrink(solve_increasing(less))
