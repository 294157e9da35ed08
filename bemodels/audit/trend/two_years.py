"""The counts of two years, and the intervals of the ratio of their annual rates.

Given their sum, the later count is binomial, and the ratio of rates alone decides its
share: limits of the share are limits of the ratio [1]_.

References
----------
.. [1] Clopper CJ, Pearson ES (1934). The use of confidence or fiducial limits
   illustrated in the case of the binomial. Biometrika 26, 404-413.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, log

from bemodels.intervals import clopper_pearson_limits
from bemodels.intervals.binomial_count import binomial_count
from bemodels.intervals.conditional_count import ConditionalCount
from bemodels.intervals.conditional_limits import CENTRAL, MIDP
from bemodels.intervals.declines import percent_decline
from bemodels.intervals.quasi_poisson import (
    quasi_poisson_interval,
    quasi_poisson_tipping_factor,
)
from bemodels.intervals.variance_factors import factor_words
from bemodels.result import Interval

EXACT = "exact conditional (Clopper-Pearson on the share)"
QUASI = "quasi-Poisson, log rate ratio"


@dataclass(frozen=True, kw_only=True)
class TwoYears:
    """Counts of two years with the months observed; not both counts are 0.

    Attributes
    ----------
    before, after : int
        Incidents of the reference year and of the other one.
    months_before, months_after : int
        Months observed of each.
    """

    before: int
    after: int
    months_before: int
    months_after: int

    @property
    def total(self) -> int:
        """Incidents of both years."""
        return self.before + self.after

    @property
    def ratio(self) -> float:
        """Annual rate of the later year over that of the reference; may be infinite."""
        if not self.before:
            return inf
        return self.after * self.months_before / (self.before * self.months_after)

    @property
    def decline(self) -> float:
        """Decline of the annual rate in percent; below 0 it is a rise."""
        return percent_decline(self.ratio)

    @property
    def null_share(self) -> float:
        """Share of the later year in the sum, were both annual rates the same."""
        return self.months_after / (self.months_before + self.months_after)

    @cached_property
    def conditional(self) -> ConditionalCount:
        """The later count given the sum, of which the ratio of rates decides."""
        unit = log(self.months_after) - log(self.months_before)
        return binomial_count(self.after, self.total, log_unit=unit)

    def exact(self, *, level: float) -> Interval:
        """Return the central exact interval of the ratio.

        Parameters
        ----------
        level : float
            Coverage that is guaranteed, in (0, 1).

        Returns
        -------
        Interval
            Open on the side on which a count is 0.
        """
        tail = (1 - level) / 2
        low, high = clopper_pearson_limits(self.after, self.total, tail)
        # The other share has its own limits, which do not cancel near 1.
        others_low, others_high = clopper_pearson_limits(self.before, self.total, tail)
        scale = self.months_before / self.months_after
        return Interval(
            low=scale * low / others_high,
            high=scale * high / others_low if others_low else inf,
            level=level,
            kind="confidence",
            method=EXACT,
        )

    def midp(self, *, level: float) -> Interval:
        """Return the mid-P interval of the ratio.

        Parameters
        ----------
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        Interval
            Open on the side on which a count is 0.
        """
        return MIDP.interval(self.conditional, level=level)

    def quasi(self, factor: float, *, level: float) -> Interval:
        """Return the quasi-Poisson interval of the ratio; no count may be 0.

        Parameters
        ----------
        factor : float
            Variance over mean, above 0.
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        Interval
            Symmetric on the log scale.
        """
        found = quasi_poisson_interval(
            self.ratio, self.after, self.before, factor=factor, level=level
        )
        return replace(found, method=f"{QUASI}, {factor_words(factor)}")

    def tipping_factor(self, *, level: float) -> float:
        """Return the variance factor from which neither a fall nor a rise is shown.

        Parameters
        ----------
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        float
            0 or more; below 1 the plain interval shows neither already.
        """
        return quasi_poisson_tipping_factor(
            self.ratio, self.after, self.before, level=level
        )

    def p_value(self) -> float:
        """Return the exact two-sided p-value of equal annual rates.

        Returns
        -------
        float
            Twice the smaller tail, at most 1.
        """
        return CENTRAL.p_value(self.conditional, 1.0)
