"""Limits of a conditional count's parameter: the values that its test does not reject.

A tail, whole or of which the observed count is half, moves one way with the parameter:
a central limit is a root. The other tail of a two-sided test comes in by jumps, one
where each further count becomes as extreme as the observed one. Between two jumps the
p-value falls and then rises at most once, so that the first value not rejected is a
jump, or the only root before the next: walking from jump to jump misses none, as a grid
would, and every limit is exact. What is not rejected may have gaps; the limits are
those of its hull.

References
----------
.. [1] Cornfield J (1956). A statistical problem arising from retrospective studies.
   Proceedings of the Third Berkeley Symposium 4, 135-148.
.. [2] Baptista J, Pike MC (1977). Algorithm AS 115: exact two-sided confidence limits
   for the odds ratio in a 2 x 2 table. Applied Statistics 26, 214-220.
.. [3] Blaker H (2000). Confidence curves and improved exact confidence intervals for
   discrete distributions. Canadian Journal of Statistics 28, 783-798.
.. [4] Fay MP (2010). Confidence intervals that match Fisher's exact or Blaker's exact
   tests. Biostatistics 11, 373-374.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.intervals.conditional_count import ConditionalCount
from bemodels.intervals.conditional_p_values import (
    blaker_p_value,
    central_p_value,
    midp_p_value,
    minlike_midp_p_value,
    minlike_p_value,
)
from bemodels.intervals.conditional_walk import Walk
from bemodels.intervals.exponentials import held_exponential
from bemodels.result import Interval, check_level
from bemodels.result.rules import is_number, shown

_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionalMethod:
    """A two-sided test of a conditional count, with the interval that inverts it.

    Attributes
    ----------
    name : str
        Of the interval, as a reader would look it up.
    two_sided : callable
        Count and the null value's logarithm to a p-value.
    lowest : callable
        Count and 1 - level to the logarithm of the smallest value not rejected, for a
        count that is not at the lower end of its support.
    least_level : float
        The interval exists above this level.
    """

    name: str
    two_sided: Callable[[ConditionalCount, float], float]
    lowest: Callable[[ConditionalCount, float], float]
    least_level: float = 0.0

    def p_value(self, count: ConditionalCount, null: float) -> float:
        """Return the two-sided p-value of a value of the parameter.

        Parameters
        ----------
        count : ConditionalCount
            What was observed.
        null : float
            The parameter, above 0 and finite.

        Returns
        -------
        float
            In (0, 1].

        Raises
        ------
        InvalidDataError
            If `null` is no ratio.
        """
        if not is_number(null) or not 0 < null < inf:
            raise InvalidDataError(
                f"a ratio must be above 0 and finite, got {shown(null)}"
            )
        return self.two_sided(count, float(np.log(null)))

    def interval(self, count: ConditionalCount, *, level: float) -> Interval:
        """Return the hull of the values of the parameter that are not rejected.

        Parameters
        ----------
        count : ConditionalCount
            What was observed.
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        Interval
            Open on a side on which no further count was possible.

        Raises
        ------
        InvalidDataError
            If `level` lies outside (0, 1), or below what the method is made for.
        NotEstimableError
            If a limit is too near 0 or too large for a float.
        """
        check_level(level)
        if level <= self.least_level:
            raise InvalidDataError(
                f"level must lie above {self.least_level:g} for {self.name}: below it "
                f"every value can be rejected, got {shown(level)}"
            )
        low, high = 0.0, inf
        if not count.is_lowest:
            low = held_exponential("limit", self.lowest(count, 1 - level))
        if not count.is_highest:
            high = held_exponential("limit", -self.lowest(count.mirrored(), 1 - level))
        return Interval(
            low=low, high=high, level=level, kind="confidence", method=self.name
        )


def _central(count: ConditionalCount, rejected: float) -> float:
    here = count.observed
    return count.where(lambda x: count.chances(x).at_least(here) - rejected / 2)


def _midp(count: ConditionalCount, rejected: float) -> float:
    def excess(log_parameter: float) -> float:
        chances, here = count.chances(log_parameter), count.observed
        return chances.at_least(here + 1) + (chances.of(here) - rejected) / 2

    return count.where(excess)


def _minlike(count: ConditionalCount, rejected: float) -> float:
    return Walk(count=count, rejected=rejected).by_probability()


def _minlike_midp(count: ConditionalCount, rejected: float) -> float:
    return Walk(count=count, rejected=rejected, left_out=_HALF).by_probability()


def _blaker(count: ConditionalCount, rejected: float) -> float:
    return Walk(count=count, rejected=rejected).by_tails()


CENTRAL = ConditionalMethod(
    name="exact conditional, central (Cornfield)",
    two_sided=central_p_value,
    lowest=_central,
)
MIDP = ConditionalMethod(
    name="conditional mid-P, central", two_sided=midp_p_value, lowest=_midp
)
MINLIKE = ConditionalMethod(
    name="exact conditional, minimum likelihood",
    two_sided=minlike_p_value,
    lowest=_minlike,
)
MINLIKE_MIDP = ConditionalMethod(
    name="conditional mid-P, minimum likelihood",
    two_sided=minlike_midp_p_value,
    lowest=_minlike_midp,
    least_level=_HALF,
)
BLAKER = ConditionalMethod(
    name="exact conditional, Blaker", two_sided=blaker_p_value, lowest=_blaker
)
