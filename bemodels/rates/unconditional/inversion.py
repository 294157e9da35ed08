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

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.intervals import clopper_pearson_limits
from bemodels.rates.group import Group
from bemodels.rates.score.comparisons import Comparison
from bemodels.rates.score.inversion import ScoreMethod
from bemodels.rates.score.null_rates import Counts
from bemodels.rates.score.statistics import score_z
from bemodels.rates.unconditional.exact_p_values import sizes_of
from bemodels.rates.unconditional.nuisance import NullLine
from bemodels.rates.unconditional.orderings import (
    ROUNDING,
    Sizes,
    at_least,
)
from bemodels.rates.unconditional.outer_hull import outermost_accepted
from bemodels.rates.unconditional.supremum import (
    greatest_probability,
    is_more_probable,
)
from bemodels.result import Interval, check_level
from bemodels.result.rules import is_number, shown

# Nearer to 0 the variance of a difference is lost to rounding.
_NO_DIFFERENCE = 1e-13
# How far out a search may begin, on the scale's real line, and its least stride.
_FAR = 8.0
_SMALLEST_STEP = 1e-4
# A sample at an end of the scale is accepted this near to it.
_WITHIN = 0.999


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactInversion:
    """A contrast, and the order that a null value puts the tables in.

    Attributes
    ----------
    method : str
        What a reader would look up.
    comparison : Comparison
        What is compared; its score interval is the first guess.
    line : callable
        From a null value to the pairs of rates that have it.
    statistic : callable
        From sizes and null value to a statistic of every table, larger where the
        table lies above the null value.
    tails : {1, 2}
        Two one-sided tests, or one two-sided by the statistic's absolute value.
    scan : tuple of float
        Null values at which accepted ones are looked for, increasing.
    """

    method: str
    comparison: Comparison[Group]
    line: Callable[[float], NullLine]
    statistic: Callable[[Sizes, float], np.ndarray]
    tails: int
    scan: tuple[float, ...]

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
        scale = self.comparison.scale
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

    def order(self, sizes: Sizes, null: float, side: int) -> np.ndarray:
        """Return how strongly every table counts against a null value.

        Parameters
        ----------
        sizes : tuple of int
            Incidents of the group and of the reference.
        null : float
            Strictly within the range of the contrast.
        side : {-1, 1}
            Of which limit.

        Returns
        -------
        numpy.ndarray, shape (n1 + 1, n2 + 1)
            Larger for a table that lies farther inside of the null value; farther
            away from it, if there is one two-sided test.
        """
        if self.comparison.scale.low < 0 and abs(null) < _NO_DIFFERENCE:
            null = 0.0
        statistic = self.statistic(sizes, null)
        return np.abs(statistic) if self.tails == 1 else -side * statistic

    def is_at_end(self, counts: Counts, side: int) -> np.ndarray:
        """Return which tables lie at the end of the range, so that no limit is sought.

        Parameters
        ----------
        counts : Counts
            Of the tables.
        side : {-1, 1}
            Of which limit.

        Returns
        -------
        numpy.ndarray of bool
            Of each table.
        """
        scale = self.comparison.scale
        far = scale.shrink(side * scale.far)
        return side * self.comparison.contrast(counts, far).score >= 0

    def _limit(
        self, group: Group, reference: Group, side: int, level: float, gamma: float
    ) -> float:
        comparison, scale = self.comparison, self.comparison.scale
        counts = Counts.of(*comparison.counts(group, reference))
        if self.is_at_end(counts, side):
            return scale.low if side < 0 else scale.high
        alpha = (1 - level) / self.tails

        def may_exceed(outer: float, inner: float, share: float) -> bool:
            events = [
                self._against(group, reference, scale.shrink(one), side, gamma)
                for one in {outer, inner}
                if abs(one) < scale.far
            ]
            return _may_be_more_probable(events, share * (alpha - gamma))

        start, step = self._guess(group, reference, side, level)
        sample = scale.place(comparison.sample(*map(float, counts)))
        most = _WITHIN * scale.far
        return scale.shrink(
            outermost_accepted(
                may_exceed,
                start=start,
                step=side * step,
                accepted=min(max(sample, -most), most),
            )
        )

    def _guess(
        self, group: Group, reference: Group, side: int, level: float
    ) -> tuple[float, float]:
        """Return the place of the score interval's limit, and a small step from it."""
        score = ScoreMethod(
            name="score", comparison=self.comparison, deviate=score_z
        ).interval(group, reference, level=level)
        low, high = (
            float(np.clip(self.comparison.scale.place(one), -_FAR, _FAR))
            for one in (score.low, score.high)
        )
        return (low if side < 0 else high), max((high - low) / 50, _SMALLEST_STEP)

    def _tail(
        self, group: Group, reference: Group, null: float, side: int, gamma: float
    ) -> float:
        event, line = self._against(group, reference, null, side, gamma)
        return gamma + greatest_probability(event, line)

    def _against(
        self, group: Group, reference: Group, null: float, side: int, gamma: float
    ) -> tuple[np.ndarray, NullLine]:
        """Return the tables that count against a null value, and its pairs of rates."""
        statistic = self.order((group.incidents, reference.incidents), null, side)
        here = float(statistic[group.attacks, reference.attacks])
        line = self.line(null)
        if gamma:
            line = _within_exact_limits(line, group, reference, gamma)
        return at_least(statistic, here, ROUNDING), line


def _may_be_more_probable(
    events: list[tuple[np.ndarray, NullLine]], limit: float
) -> bool:
    """Tell whether an event between these two, or one alone, may exceed a limit.

    On the way a table enters or leaves: it is in one of the two.
    """
    either = np.logical_or.reduce([event for event, _ in events])
    return any(is_more_probable(either, line, limit) for _, line in events)


def _within_exact_limits(
    line: NullLine, group: Group, reference: Group, gamma: float
) -> NullLine:
    """Return the part of a line where both rates lie in their exact intervals."""
    own, other = (
        clopper_pearson_limits(one.attacks, one.incidents, gamma / 4)
        for one in (reference, group)
    )
    first, last = np.clip(line.reference_of(np.array(other)), 0, 1).tolist()
    low, high = max(own[0], first, line.low), min(own[1], last, line.high)
    # Where none is left, the null value is rejected: any one pair says so.
    return line.within(min(low, high), max(low, high) if low <= high else high)
