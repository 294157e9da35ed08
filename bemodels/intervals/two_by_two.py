"""A 2 x 2 table, and what else its margins would have allowed.

Given both margins, the count in one cell follows Fisher's noncentral hypergeometric
distribution, whose only parameter is the odds ratio [1]_. Its probabilities are built
outward from the mode by the ratios of neighbours, which cancel nothing, and no further
than a float can hold them: a table of millions costs no more than its standard
deviation.

References
----------
.. [1] Cornfield J (1956). A statistical problem arising from retrospective studies.
   Proceedings of the Third Berkeley Symposium 4, 135-148.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from math import lgamma, log, sqrt
from typing import ClassVar

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.intervals.chances import Chances, chances_from_steps
from bemodels.intervals.conditional_count import ConditionalCount

# exp(-745) is the smallest positive float; the rest is room for a rough estimate.
_DEEPEST = 750.0


@dataclass(frozen=True, kw_only=True)
class TwoByTwo:
    """Successes of trials in a group and in its reference.

    Attributes
    ----------
    successes, trials : int
        The group; 0 <= successes <= trials <= ``LARGEST``, which is 10,000,000.
    reference_successes, reference_trials : int
        The reference; likewise.

    Raises
    ------
    InvalidDataError
        If a count is impossible or above what the arithmetic was measured to be right
        for.
    """

    LARGEST: ClassVar[int] = 10_000_000

    successes: int
    trials: int
    reference_successes: int
    reference_trials: int

    def __post_init__(self) -> None:
        """Refuse counts that no table holds."""
        for successes, trials in (
            (self.successes, self.trials),
            (self.reference_successes, self.reference_trials),
        ):
            if not 0 <= successes <= trials or trials < 1:
                raise InvalidDataError(
                    f"successes must lie in 0..trials, got {successes} of {trials}"
                )
            if trials > self.LARGEST:
                raise InvalidDataError(
                    f"trials must be {self.LARGEST} or fewer, got {trials}"
                )

    @property
    def total(self) -> int:
        """Successes of both groups."""
        return self.successes + self.reference_successes

    @property
    def support(self) -> range:
        """Counts that the group's successes can take, given the margins."""
        lowest = max(0, self.total - self.reference_trials)
        return range(lowest, min(self.trials, self.total) + 1)

    @cached_property
    def null_chances(self) -> Chances:
        """The distribution of the group's successes if the odds ratio is 1."""
        return self.chances(0.0)

    def chances(self, log_odds_ratio: float) -> Chances:
        """Return the distribution of the group's successes, given the margins.

        Parameters
        ----------
        log_odds_ratio : float
            Natural logarithm of the odds ratio.

        Returns
        -------
        Chances
            Its counts with their probabilities.

        Examples
        --------
        >>> table = TwoByTwo(
        ...     successes=3, trials=12, reference_successes=1, reference_trials=95
        ... )
        >>> [round(one, 4) for one in table.chances(0.0).probabilities.tolist()]
        [0.6169, 0.3219, 0.0571, 0.004, 0.0001]
        """
        mode = self._mode(log_odds_ratio)
        counts = self._counts_around(mode, log_odds_ratio)
        log_steps = self._log_steps(counts[:-1]) + log_odds_ratio
        return chances_from_steps(counts, log_steps, mode)

    @property
    def conditional(self) -> ConditionalCount:
        """The group's successes, of which the odds ratio alone decides."""
        cells = [
            count + 0.5
            for count in (
                self.successes,
                self.trials - self.successes,
                self.reference_successes,
                self.reference_trials - self.reference_successes,
            )
        ]
        return ConditionalCount(
            observed=self.successes,
            support=self.support,
            chances=self.chances,
            start=log(cells[0]) - log(cells[1]) - log(cells[2]) + log(cells[3]),
            step=sqrt(sum(1 / cell for cell in cells)),
        )

    def at_most(self, log_odds_ratio: float) -> float:
        """Return the probability of at most the group's successes.

        Parameters
        ----------
        log_odds_ratio : float
            Natural logarithm of the odds ratio.

        Returns
        -------
        float
            In [0, 1]; 0 also where it is too small for a float.
        """
        return self.chances(log_odds_ratio).at_most(self.successes)

    def at_least(self, log_odds_ratio: float) -> float:
        """Return the probability of at least the group's successes.

        Parameters
        ----------
        log_odds_ratio : float
            Natural logarithm of the odds ratio.

        Returns
        -------
        float
            In [0, 1]; 0 also where it is too small for a float.
        """
        return self.chances(log_odds_ratio).at_least(self.successes)

    def _mode(self, log_odds_ratio: float) -> int:
        """Return the first count that the next one does not exceed in probability."""
        return self.support[
            bisect_left(
                self.support[:-1],
                log_odds_ratio,
                key=lambda count: -float(self._log_steps(count)),
            )
        ]

    def _counts_around(self, mode: int, log_odds_ratio: float) -> np.ndarray:
        """Return the counts around the mode whose probability a float can hold."""

        def depth(count: int) -> float:
            tilt = log_odds_ratio * (count - mode)
            return self._rough_log_weight(mode) - self._rough_log_weight(count) - tilt

        before = range(self.support[0], mode)
        after = range(mode + 1, self.support[-1] + 1)
        first = bisect_left(before, -_DEEPEST, key=lambda count: -depth(count))
        last = bisect_left(after, _DEEPEST, key=depth)
        return np.arange(mode - len(before) + first, mode + last + 1)

    def _log_steps(self, count: np.ndarray | int) -> np.ndarray:
        """Return the log of how many tables the next count has for one of a count."""
        others = self.total - count
        more = (self.trials - count) * others
        fewer = (count + 1) * (self.reference_trials - others + 1)
        return np.asarray(np.log(more / fewer))

    def _rough_log_weight(self, count: int) -> float:
        """Return the log number of tables, wrong by the rounding of large terms."""
        others = self.total - count
        return -(
            lgamma(count + 1)
            + lgamma(self.trials - count + 1)
            + lgamma(others + 1)
            + lgamma(self.reference_trials - others + 1)
        )
