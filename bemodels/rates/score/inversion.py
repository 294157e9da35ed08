"""Limits of a contrast, where its statistic meets the quantiles of the normal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ulp

import numpy as np
from scipy.special import ndtr

from bemodels.errors import InvalidDataError
from bemodels.intervals.normal import normal_quantile
from bemodels.intervals.roots import solve_increasing
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group
from bemodels.rates.sample import telling_what_is_left_out
from bemodels.rates.score.comparisons import Comparison
from bemodels.rates.score.contrasts import Moments
from bemodels.rates.score.null_rates import Counts
from bemodels.result import Interval, check_level
from bemodels.result.rules import is_number, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreMethod[Sample: (Group, Exposed)]:
    """A comparison of two rates by one of its statistics.

    Attributes
    ----------
    name : str
        What a reader would look up.
    comparison : Comparison
        Of which groups, and on which scale.
    deviate : callable
        From the moments of the contrast under a null value to the statistic, standard
        normal there.
    """

    name: str
    comparison: Comparison[Sample]
    deviate: Callable[[Moments], np.ndarray]

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
        return self.deviate(self.comparison.contrast(counts, null))

    def p_value(self, group: Sample, reference: Sample, null: float) -> float:
        """Return the two-sided p-value of a null value.

        Parameters
        ----------
        group, reference : Group or Exposed
            The counts; the comparison says which.
        null : float
            Strictly within the range of the scale.

        Returns
        -------
        float
            In (0, 1]; one too small for a float is the smallest there is.

        Raises
        ------
        InvalidDataError
            If no contrast can have the null value, or a group is of another type.
        """
        scale = self.comparison.scale
        if not is_number(null) or not scale.low < null < scale.high:
            raise InvalidDataError(
                f"a {scale.name} must lie between {scale.low:g} and {scale.high:g}, "
                f"got {shown(null)}"
            )
        z = float(self.z(self._counts(group, reference), null))
        return max(float(2 * ndtr(-abs(z))), ulp(0.0))

    def interval(self, group: Sample, reference: Sample, *, level: float) -> Interval:
        """Return the null values that are not rejected.

        Parameters
        ----------
        group, reference : Group or Exposed
            The counts; the comparison says which.
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        Interval
            Open on a side on which no value is rejected, or at whose end the sample
            lies. A statistic that is corrected is not 0 at the sample: should a level
            below a half leave that out, `method` says so.

        Raises
        ------
        InvalidDataError
            If `level` lies outside (0, 1), or a group is of another type.
        """
        check_level(level)
        counts = self._counts(group, reference)
        z = normal_quantile(level)
        interval = Interval(
            low=self._limit(counts, z),
            high=self._limit(counts, -z),
            level=level,
            kind="confidence",
            method=self.name,
        )
        return telling_what_is_left_out(interval, self._sample(counts))

    def _sample(self, counts: Counts) -> float:
        return self.comparison.sample(*map(float, counts))

    def _counts(self, group: Sample, reference: Sample) -> Counts:
        return Counts.of(*self.comparison.counts(group, reference))

    def _limit(self, counts: Counts, z: float) -> float:
        """Walk outward from the sample to where the statistic is first z."""
        comparison, scale = self.comparison, self.comparison.scale
        unit = scale.unit(counts)
        side, end = (-1, scale.low) if z > 0 else (1, scale.high)

        def less(place: float) -> float:
            return z - float(self.z(counts, unit * scale.shrink(place)))

        far = comparison.contrast(counts, unit * scale.shrink(side * scale.far))
        at_the_end = side * float(far.score) >= 0
        if at_the_end or side * less(side * scale.far) <= 0:
            return end
        start = scale.place(self._sample(counts) / unit)
        return unit * scale.shrink(solve_increasing(less, start=start))
