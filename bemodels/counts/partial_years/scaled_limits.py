"""Poisson intervals for counts whose variance is a multiple of their mean.

Incidents that come in clusters of c have a variance of c times their mean, and there
are y / c clusters. So counts are divided by c, which need not leave whole numbers, and
the limits of exact intervals are continued between whole numbers by the gamma and beta
distributions that they are quantiles of. At c = 1 every interval is the unscaled one.

For one rate this is Fay and Feuer's interval of a weighted sum with equal weights [1]_.
Dividing by the variance factor is what Korn and Graubard do for proportions [2]_.

References
----------
.. [1] Fay MP, Feuer EJ (1997). Confidence intervals for directly standardized rates: a
   method based on the gamma distribution. Statistics in Medicine 16, 791-801.
.. [2] Korn EL, Graubard BI (1998). Confidence intervals for proportions with small
   expected number of positive counts estimated from survey data. Survey Methodology
   24, 193-201.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, log, sqrt

import numpy as np
from scipy.special import betainc, betaincinv, chdtri, expit

from bemodels.intervals import (
    quasi_poisson_interval,
    quasi_poisson_tipping_factor,
    solve_increasing,
)
from bemodels.intervals.exponentials import exponential
from bemodels.result import Interval


def scaled_garwood(
    count: int, exposure: float, factor: float, *, level: float
) -> Interval:
    """Return the interval of a rate, exact where the factor is 1.

    Parameters
    ----------
    count : int
        Incidents, 0 or more.
    exposure : float
        Years, above 0.
    factor : float
        Variance over mean, above 0.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        In incidents per year.
    """
    tail, clusters = (1 - level) / 2, count / factor
    low = float(chdtri(2 * clusters, 1 - tail)) if count else 0.0
    return Interval(
        low=factor * low / 2 / exposure,
        high=factor * float(chdtri(2 * clusters + 2, tail)) / 2 / exposure,
        level=level,
        kind="confidence",
        method="exact Poisson (Garwood)",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoPeriods:
    """Counts and exposures of two periods, whose rates are compared.

    Attributes
    ----------
    count, years : int, float
        Of the period in question.
    reference_count, reference_years : int, float
        Of the one that it is compared with; not both counts are 0.
    """

    count: int
    years: float
    reference_count: int
    reference_years: float

    @property
    def rate_ratio(self) -> float:
        """Rate over reference rate; infinite where the latter is 0."""
        if not self.reference_count:
            return inf
        return self.count / self.years / (self.reference_count / self.reference_years)

    @property
    def _log_unit(self) -> float:
        return log(self.years) - log(self.reference_years)

    def midp(self, factor: float, *, level: float) -> Interval:
        """Return the conditional mid-P interval of the rate ratio.

        Parameters
        ----------
        factor : float
            Variance over mean, above 0.
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        Interval
            Open on the side on which a count is 0, or where no float holds a limit.
        """
        return self._conditional(
            _midp_limit, factor, level=level, method="conditional mid-P, central"
        )

    def exact(self, factor: float, *, level: float) -> Interval:
        """Return the central conditional interval, exact where the factor is 1.

        Parameters
        ----------
        factor : float
            Variance over mean, above 0.
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        Interval
            Open on the side on which a count is 0, or where no float holds a limit.
        """
        return self._conditional(
            _exact_limit, factor, level=level, method="exact conditional, central"
        )

    def wald(self, factor: float, *, level: float) -> Interval:
        """Return the quasi-Poisson interval; no count may be 0.

        Parameters
        ----------
        factor : float
            Variance over mean, above 0.
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        Interval
            Symmetric on the log scale; open above where no float holds the limit.
        """
        return quasi_poisson_interval(
            self.rate_ratio,
            self.count,
            self.reference_count,
            factor=factor,
            level=level,
        )

    def wald_tipping_factor(self, *, level: float) -> float:
        """Return the variance factor at which the interval of `wald` reaches 1.

        Parameters
        ----------
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        float
            At most 1 where the plain interval holds 1; no count may be 0.
        """
        return quasi_poisson_tipping_factor(
            self.rate_ratio, self.count, self.reference_count, level=level
        )

    def _conditional(
        self,
        limit: Callable[[float, float, float], float],
        factor: float,
        *,
        level: float,
        method: str,
    ) -> Interval:
        """Return the limits of the clusters' odds as those of the ratio of rates."""
        x, z = self.count / factor, self.reference_count / factor
        tail = (1 - level) / 2
        return Interval(
            low=self._ratio(-limit(z, x, tail)) if x else 0.0,
            high=self._ratio(limit(x, z, tail)) if z else inf,
            level=level,
            kind="confidence",
            method=method,
        )

    def _ratio(self, log_odds: float) -> float:
        return exponential(log_odds - self._log_unit)


def _exact_limit(x: float, z: float, tail: float) -> float:
    """Return the log odds at which x or less has the tail, z being above 0."""
    with np.errstate(divide="ignore"):
        other = float(np.log(betaincinv(z, x + 1, tail)))
    return log(betaincinv(x + 1, z, 1 - tail)) - other


def _midp_limit(x: float, z: float, tail: float) -> float:
    """Return the log odds at which less than x and half of x have the tail."""

    def fallen(log_odds: float) -> float:
        other = expit(-log_odds)
        below = float(betainc(z + 1, x, other)) if x else 0.0
        return tail - (below + float(betainc(z, x + 1, other))) / 2

    start = log((x + 0.5) / (z + 0.5))
    return solve_increasing(fallen, start=start, step=sqrt(1 / (x + 0.5) + 1 / z))
