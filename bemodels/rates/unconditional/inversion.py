"""Confidence limits by inverting exact unconditional tests of a null value.

The p-value of a null value is the greatest probability, over all pairs of rates that
have that contrast, of tables at least as extreme as the sample. Two one-sided tests at
half the error each [1]_ guard both limits; one two-sided test [2]_ gives shorter
intervals.

References
----------
.. [1] Chan ISF, Zhang Z (1999). Test-based exact confidence intervals for the
   difference of two binomial proportions. Biometrics 55, 1202-1209.
.. [2] Agresti A, Min Y (2001). On small-sample confidence intervals for parameters in
   discrete distributions. Biometrics 57, 963-971.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import atanh, inf, isfinite, log

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.rates.group import Group
from bemodels.rates.score.contrasts import Contrast
from bemodels.rates.score.inversion import Scale, ScoreMethod
from bemodels.rates.score.null_rates import Counts
from bemodels.rates.score.statistics import mee
from bemodels.rates.unconditional.binomial_tables import every_table
from bemodels.rates.unconditional.exact_p_values import exact_limits, sizes_of
from bemodels.rates.unconditional.nuisance import NullLine
from bemodels.rates.unconditional.orderings import (
    ROUNDING,
    Sizes,
    at_least,
    raw_difference,
)
from bemodels.rates.unconditional.outer_hull import outermost_accepted
from bemodels.rates.unconditional.supremum import (
    greatest_probability,
    is_more_probable,
)
from bemodels.result import Interval, check_level
from bemodels.result.rules import is_number, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactInversion:
    """A contrast, and the order that a null value puts the tables in.

    Attributes
    ----------
    method : str
        What a reader would look up.
    contrast : callable
        Moments of the contrast; the score statistic is the first guess.
    scale : Scale
        Of the contrast.
    line : callable
        From a null value to the pairs of rates that have it.
    statistic : callable
        From sizes and null value to a statistic of every table, larger where the
        table lies above the null value.
    tails : {1, 2}
        Two one-sided tests, or one two-sided by the statistic's absolute value.
    """

    method: str
    contrast: Contrast
    scale: Scale
    line: Callable[[float], NullLine]
    statistic: Callable[[Sizes, float], np.ndarray]
    tails: int

    def p_value(
        self, group: Group, reference: Group, null: float, *, gamma: float = 0.0
    ) -> float:
        """Return the two-sided p-value of a null value.

        Parameters
        ----------
        group, reference : Group
            The counts.
        null : float
            Strictly within the range of the contrast.
        gamma : float, default 0
            Berger and Boos' error probability, shared by the two groups' exact
            intervals.

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
        sides = (-1, 1)[: self.tails]
        tails = [self._tail(group, reference, null, one, gamma) for one in sides]
        return min(1.0, self.tails * min(tails))

    def interval(
        self, group: Group, reference: Group, *, level: float, gamma: float = 0.0
    ) -> Interval:
        """Return the outer hull of the null values that are not rejected.

        Parameters
        ----------
        group, reference : Group
            The counts; the product of the incidents is 250,000 or less.
        level : float
            Coverage that is guaranteed, in (0, 1).
        gamma : float, default 0
            As for `p_value`.

        Returns
        -------
        Interval
            Open on a side at whose end the sample lies.

        Raises
        ------
        InvalidDataError
            If an argument is of another type, or `level` lies outside (0, 1).
        NotEstimableError
            If there are more tables than are visited.
        """
        check_level(level)
        sizes_of(group, reference)
        low, high = (
            self._limit(group, reference, side, level, gamma) for side in (-1, 1)
        )
        return Interval(
            low=low, high=high, level=level, kind="confidence", method=self.method
        )

    def _limit(
        self, group: Group, reference: Group, side: int, level: float, gamma: float
    ) -> float:
        counts, scale = _counts(group, reference), self.scale
        end = scale.low if side < 0 else scale.high
        far = scale.shrink(side * scale.far)
        if side * float(self.contrast(counts, far).score) >= 0:
            return end
        alpha = (1 - level) / self.tails

        def is_accepted(place: float) -> bool:
            if abs(place) >= scale.far:
                return False
            null = scale.shrink(place)
            event, line = self._against(group, reference, null, side, gamma)
            return is_more_probable(event, line, alpha - gamma)

        start, step = self._guess(counts, side, level)
        return scale.shrink(
            outermost_accepted(is_accepted, start=start, step=step, side=side)
        )

    def _guess(self, counts: Counts, side: int, level: float) -> tuple[float, float]:
        """Return the place of the score interval's limit, and a small step from it."""
        score = ScoreMethod(
            name="score", contrast=self.contrast, deviate=mee, scale=self.scale
        ).interval(counts, level=level)
        low, high = self._place(score.low), self._place(score.high)
        return (low if side < 0 else high), max((high - low) / 50, 1e-4)

    def _place(self, value: float) -> float:
        """Return a value's place on the real line, if not far then within reach."""
        far = 8.0
        if isfinite(self.scale.high):
            return atanh(value) if abs(value) < 1 else far * value
        return log(value) if 0 < value < inf else (far if value else -far)

    def _tail(
        self, group: Group, reference: Group, null: float, side: int, gamma: float
    ) -> float:
        event, line = self._against(group, reference, null, side, gamma)
        return gamma + greatest_probability(event, line)

    def _against(
        self, group: Group, reference: Group, null: float, side: int, gamma: float
    ) -> tuple[np.ndarray, NullLine]:
        """Return the tables that count against a null value, and its pairs of rates."""
        sizes = group.incidents, reference.incidents
        statistic = self.statistic(sizes, null)
        # A low null value is rejected by tables that lie far above it.
        statistic = np.abs(statistic) if self.tails == 1 else -side * statistic
        here = float(statistic[group.attacks, reference.attacks])
        line = self.line(null)
        if gamma:
            line = _within_exact_limits(line, group, reference, gamma)
        return at_least(statistic, here, ROUNDING), line


def score_order(contrast: Contrast) -> Callable[[Sizes, float], np.ndarray]:
    """Return the order of the tables by the score statistic of a contrast.

    Parameters
    ----------
    contrast : callable
        Its moments under a null value.

    Returns
    -------
    callable
        Of sizes and null value.
    """

    def statistic(sizes: Sizes, null: float) -> np.ndarray:
        (x, y), (n, m) = every_table(sizes), sizes
        counts = Counts(x, np.asarray(float(n)), y, np.asarray(float(m)))
        return mee(contrast(counts, null), counts)

    return statistic


def raw_order(sizes: Sizes, null: float) -> np.ndarray:
    """Return the order of the tables by the raw difference, whatever the null value.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the two groups.
    null : float
        Moves no table.

    Returns
    -------
    numpy.ndarray
        Of every table.
    """
    del null
    return raw_difference(sizes)


def _counts(group: Group, reference: Group) -> Counts:
    x, n, y, m = (
        np.asarray(float(one))
        for one in (
            group.attacks,
            group.incidents,
            reference.attacks,
            reference.incidents,
        )
    )
    return Counts(x, n, y, m)


def _within_exact_limits(
    line: NullLine, group: Group, reference: Group, gamma: float
) -> NullLine:
    """Return the part of a line where both rates lie in their exact intervals."""
    own = exact_limits(reference.attacks, reference.incidents, gamma / 2)
    other = np.array(exact_limits(group.attacks, group.incidents, gamma / 2))
    first, last = np.clip(line.reference_of(other), 0, 1).tolist()
    low, high = max(own[0], first, line.low), min(own[1], last, line.high)
    # Where none is left, the null value is rejected: any one pair says so.
    return line.within(min(low, high), max(low, high) if low <= high else high)
