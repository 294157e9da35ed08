"""A count whose distribution, given what was fixed, has one parameter only.

Given its margins, a 2 x 2 table is known from one cell, and events of two groups from
those of the first: such a count has chances proportional to w(k) exp(x k), where x is
the logarithm of an odds ratio or of a ratio of rates. Whatever is computed from chances
of this form, be it a p-value or a limit, is written once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf

from bemodels.intervals.chances import Chances
from bemodels.intervals.roots import solve_increasing


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionalCount:
    """An observed count, with the chances of every count for a value of the parameter.

    Attributes
    ----------
    observed : int
        The count that was seen.
    support : range
        Every count there could have been.
    chances : callable
        From the logarithm of the parameter to the distribution, which tends to larger
        counts as it grows.
    start, step : float
        A guess of the logarithm, and its rough error: where roots are looked for.
    """

    observed: int
    support: range
    chances: Callable[[float], Chances]
    start: float
    step: float

    @property
    def says_nothing(self) -> bool:
        """Whether no other count was possible, so that any parameter fits."""
        return len(self.support) == 1

    @property
    def is_lowest(self) -> bool:
        """Whether no smaller count was possible."""
        return self.observed == self.support[0]

    @property
    def is_highest(self) -> bool:
        """Whether no larger count was possible."""
        return self.observed == self.support[-1]

    @property
    def log_estimate(self) -> float:
        """The logarithm of the conditional maximum likelihood estimate."""
        if self.is_lowest:
            return -inf
        if self.is_highest:
            return inf
        return self.where(lambda x: self.chances(x).mean_excess(self.observed))

    @property
    def estimate(self) -> float:
        """The conditional maximum likelihood estimate; 0 or infinite at an end."""
        return exp(self.log_estimate)

    def where(self, increasing: Callable[[float], float]) -> float:
        """Solve for the logarithm of the parameter, from the guess and by its error.

        Parameters
        ----------
        increasing : callable
            Of the logarithm; negative far to the left, positive far to the right.

        Returns
        -------
        float
            Where it crosses zero.
        """
        return solve_increasing(increasing, start=self.start, step=self.step)

    def mirrored(self) -> ConditionalCount:
        """Return the count read from its other end: what is low becomes high.

        Returns
        -------
        ConditionalCount
            Of minus the count, whose parameter is one over this one's.
        """
        return ConditionalCount(
            observed=-self.observed,
            support=range(-self.support[-1], 1 - self.support[0]),
            chances=lambda x: self.chances(-x).mirrored(),
            start=-self.start,
            step=self.step,
        )
