"""The counts of two years, and the intervals of the ratio of their annual rates.

Given their sum, the later count is binomial, and the ratio of rates alone decides its
share: limits of the share are limits of the ratio [1]_. Under a variance factor c the
interval is that of a quasi-Poisson model on the log scale [2]_.

References
----------
.. [1] Clopper CJ, Pearson ES (1934). The use of confidence or fiducial limits
   illustrated in the case of the binomial. Biometrika 26, 404-413.
.. [2] McCullagh P, Nelder JA (1989). Generalized Linear Models, 2nd edition, section
   6.2.3. Chapman and Hall.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp, inf, log, sqrt

from scipy.special import ndtri

from bemodels.intervals import clopper_pearson_limits
from bemodels.intervals.binomial_count import binomial_count
from bemodels.intervals.conditional_count import ConditionalCount
from bemodels.intervals.conditional_limits import CENTRAL, MIDP
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
        reach = float(ndtri((1 + level) / 2)) * sqrt(factor * self._log_variance)
        return Interval(
            low=self.ratio * exp(-reach),
            high=self.ratio * exp(reach),
            level=level,
            kind="confidence",
            method=f"{QUASI}, variance factor {factor:g}",
        )

    def tipping_factor(self, *, level: float) -> float:
        """Return the variance factor at which the interval begins to hold no change.

        Parameters
        ----------
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        float
            0 or more; below 1 the plain interval holds no change already.
        """
        reach = float(ndtri((1 + level) / 2))
        return log(self.ratio) ** 2 / (reach**2 * self._log_variance)

    def p_value(self) -> float:
        """Return the exact two-sided p-value of equal annual rates.

        Returns
        -------
        float
            Twice the smaller tail, at most 1.
        """
        return CENTRAL.p_value(self.conditional, 1.0)

    @property
    def _log_variance(self) -> float:
        return 1 / self.before + 1 / self.after


def percent_decline(ratio: float) -> float:
    """Turn a ratio of rates into a decline.

    Parameters
    ----------
    ratio : float
        Later rate over reference rate.

    Returns
    -------
    float
        In percent of the reference; a rise is below 0.

    Examples
    --------
    >>> percent_decline(0.25), percent_decline(1.5)
    (75.0, -50.0)
    """
    return 100 * (1 - ratio)


def as_decline(interval: Interval) -> Interval:
    """Turn the interval of a ratio into that of the decline.

    Parameters
    ----------
    interval : Interval
        Of a ratio of rates.

    Returns
    -------
    Interval
        In percent; an open side stays open.

    Examples
    --------
    >>> pair = TwoYears(before=48, after=12, months_before=12, months_after=10)
    >>> decline = as_decline(pair.exact(level=0.95))
    >>> round(decline.low, 1), round(decline.high, 1)
    (42.7, 85.5)
    """
    return Interval(
        low=percent_decline(interval.high),
        high=percent_decline(interval.low),
        level=interval.level,
        kind=interval.kind,
        method=interval.method,
    )
