"""The smallest parameter that a two-sided test does not reject, from jump to jump.

Below the estimate the observed count is in the upper tail. A two-sided test adds the
lower tail up to a count that grows with the parameter, and jumps where it grows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.optimize import brentq

from bemodels.intervals.chances import Chances
from bemodels.intervals.conditional_count import ConditionalCount
from bemodels.intervals.roots import solve_increasing


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The search for the lower limit of one test.

    Attributes
    ----------
    count : ConditionalCount
        Not at the lower end of its support.
    rejected : float
        A value is rejected if its p-value lies below this, in (0, 1).
    left_out : float
        Share of the observed count's own chance that the p-value leaves out.
    """

    count: ConditionalCount
    rejected: float
    left_out: float = 0.0

    def by_probability(self) -> float:
        """Return the limit of the test that adds counts no more probable.

        Returns
        -------
        float
            The logarithm of the smallest parameter not rejected.

        Notes
        -----
        The p-value is at most the upper tail and, for each lower count, the observed
        one's chance. All of this grows up to the estimate, so that nothing is missed
        before the parameter at which it reaches what is rejected.
        """
        count, here = self.count, self.count.observed
        last = min(self._reached(), count.log_estimate)
        lower = here - count.support[0]

        def bound(log_parameter: float) -> float:
            chances = count.chances(log_parameter)
            return chances.at_least(here) + lower * chances.of(here) - self.rejected

        first = solve_increasing(bound, start=last, step=count.step)
        chances = count.chances(first)
        counts, weights = chances.counts, chances.log_weights
        own = weights[here - counts[0]]
        added = int(counts[0]) - 1
        added += int(np.sum(weights[: here - counts[0]] <= own))

        def jump(other: int) -> float:
            return first + float(weights[other - counts[0]] - own) / (here - other)

        return self._first_accepted(first, last, added, jump)

    def by_tails(self) -> float:
        """Return the limit of the test that adds a tail no larger than the observed.

        Returns
        -------
        float
            The logarithm of the smallest parameter not rejected.

        Notes
        -----
        The p-value lies between the upper tail and twice that.
        """
        count, here = self.count, self.count.observed
        first = count.where(lambda x: self._upper(x) - self.rejected / 2)
        last = min(self._reached(), self._balanced())
        chances = count.chances(first)
        tails = np.cumsum(chances.probabilities[: here - chances.counts[0]])
        added = int(chances.counts[0]) - 1
        added += int(np.sum(tails <= chances.at_least(here)))

        def jump(other: int) -> float:
            def grown(log_parameter: float) -> float:
                here_and_now = count.chances(log_parameter)
                return here_and_now.at_least(here) - here_and_now.at_most(other)

            return solve_increasing(grown, start=first, step=count.step)

        return self._first_accepted(first, last, added, jump)

    def _first_accepted(
        self, first: float, last: float, added: int, jump: Callable[[int], float]
    ) -> float:
        """Walk over the stretches between jumps; at `last` nothing is rejected."""
        start = first
        for lower in range(added, self.count.observed):
            following = lower + 1
            end = last if following == self.count.observed else jump(following)
            end = max(start, min(end, last))
            if self._excess(start, lower) >= 0:
                return start
            if self._excess(end, lower) >= 0:
                return float(
                    brentq(self._excess, start, end, (lower,), xtol=1e-14, rtol=1e-14)
                )
            start = end
        return last

    def _excess(self, log_parameter: float, lower: int) -> float:
        """Return by how much the tails, the lower up to a count, are not rejected."""
        chances = self.count.chances(log_parameter)
        return self._counted(chances) + chances.at_most(lower) - self.rejected

    def _counted(self, chances: Chances) -> float:
        here = self.count.observed
        return chances.at_least(here) - self.left_out * chances.of(here)

    def _upper(self, log_parameter: float) -> float:
        return self.count.chances(log_parameter).at_least(self.count.observed)

    def _reached(self) -> float:
        """Return where the upper tail alone is no longer rejected."""
        return self.count.where(
            lambda x: self._counted(self.count.chances(x)) - self.rejected
        )

    def _balanced(self) -> float:
        """Return where both tails of the observed count are the same."""
        if self.count.is_highest:
            return inf
        here = self.count.observed

        def excess(log_parameter: float) -> float:
            chances = self.count.chances(log_parameter)
            return chances.at_least(here) - chances.at_most(here)

        return self.count.where(excess)
