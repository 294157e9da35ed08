"""Weighted sums of coefficients as rates or ratios, with intervals on the log scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.fits.observed_information import observed_covariance
from bemodels.counts.fits.profile import profile_contrast
from bemodels.intervals import garwood_interval
from bemodels.intervals.exponentials import exponential
from bemodels.intervals.normal import log_normal_interval
from bemodels.result import Interval

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit

WALD = "Wald on the log scale"


@dataclass(frozen=True, slots=True, eq=False)
class LogRate:
    """A rate above 0 on the log scale.

    Attributes
    ----------
    value : float
        Its logarithm.
    slopes : ndarray, shape (r,)
        The derivatives of `value` in the coefficients of the fit's own basis.
    standard_error : float
        By the observed information.
    """

    value: float
    slopes: np.ndarray
    standard_error: float

    @property
    def rate(self) -> float:
        """The rate itself."""
        return exponential(self.value)


def log_rate(fit: CountFit, value: float, slopes: np.ndarray) -> LogRate:
    """Return a log rate with its standard error by the delta method.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    value : float
        The logarithm.
    slopes : ndarray, shape (r,)
        Its derivatives in the coefficients of the fit's own basis.

    Returns
    -------
    LogRate
        With a finite standard error.
    """
    variance = slopes @ observed_covariance(fit.problem, fit.maximum) @ slopes
    return LogRate(value, slopes, float(variance) ** 0.5)


def wald_interval(value: float, standard_error: float, *, level: float) -> Interval:
    """Return an interval that is symmetric around a logarithm.

    Parameters
    ----------
    value : float
        The logarithm.
    standard_error : float
        Of the logarithm; finite.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Of the rate or ratio itself: 0 or more.
    """
    return log_normal_interval(value, standard_error, level=level, method=WALD)


def contrast_interval(
    fit: CountFit, weights: np.ndarray, *, level: float
) -> tuple[float, Interval]:
    """Return the exponential of a weighted sum of coefficients, with Wald's interval.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    weights : ndarray, shape (p,)
        On the terms, in design order.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    tuple of float and Interval
        Where separation sends the sum to minus or plus infinity: 0 or inf, with the
        one-sided interval of the profile likelihood.

    Raises
    ------
    NotEstimableError
        If the likelihood leaves the sum open.
    """
    found = fit.contrast(weights)
    if abs(found.value) < inf:
        limits = wald_interval(found.value, found.standard_error, level=level)
        return exponential(found.value), limits
    limits = profile_ratio_interval(fit, weights, level=level)
    return exponential(found.value), replace(
        limits, method=f"{limits.method}, one-sided"
    )


def profile_ratio_interval(
    fit: CountFit,
    weights: np.ndarray,
    *,
    level: float,
    variance_factor: float = 1.0,
) -> Interval:
    """Return the profile likelihood interval of an exponential of a weighted sum.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    weights : ndarray, shape (p,)
        On the terms, in design order.
    level : float
        Nominal coverage, in (0, 1).
    variance_factor : float, default 1
        By which variances exceed those of the model, above 0.

    Returns
    -------
    Interval
        Of the rate or ratio itself; from 0, or to infinity, where the estimate is that.

    Raises
    ------
    NotEstimableError
        If the likelihood leaves the sum open.
    """
    profile = profile_contrast(
        fit, weights, level=level, variance_factor=variance_factor
    )
    return replace(
        profile, low=exponential(profile.low), high=exponential(profile.high)
    )


def exact_limits(fit: CountFit, rows: np.ndarray, *, level: float) -> Interval | None:
    """Return the exact interval of a rate that is 0, or nothing where it is not.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    rows : ndarray of bool, shape (n,)
        Those of the level that the rate is of.
    level : float
        Of the two-sided interval, in (0, 1).

    Returns
    -------
    Interval or None
        Garwood's over the exposure of the rows, if every one has a fitted mean of 0.
    """
    if not fit.separation.rows[rows].all():
        return None
    years = float(fit.design.exposure[rows].sum())
    return garwood_interval(0, years, level=level)
