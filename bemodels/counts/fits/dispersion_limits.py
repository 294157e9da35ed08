"""How large and how small alpha may be: its likelihood inverted, no standard error."""

from __future__ import annotations

from dataclasses import replace
from math import exp, inf, log, sqrt
from typing import TYPE_CHECKING

from scipy.special import chdtri

from bemodels.counts.fits.dispersion import (
    AlphaProfile,
    profile_of,
    profile_slopes,
)
from bemodels.errors import NotEstimableError
from bemodels.intervals.roots import solve_increasing
from bemodels.result import Interval, check_level

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.counts.fits.maximum import Maximum


def limits_of_alpha(fit: CountFit, *, level: float = 0.95) -> Interval:
    """Return the interval of alpha by its profile likelihood.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        From 0 to a one-sided limit where the estimate is 0; 0 to 0 for a Poisson model.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1).

    Notes
    -----
    Where alpha is 0 the likelihood ratio is half a chi-square of 1 and half 0, so a
    one-sided 95% limit is where 2(l(0) - l(alpha)) = 2.706 [1]_. Elsewhere both limits
    are where the loss is 3.841; the lower one is 0 where 0 loses less. What the
    coefficients draw from the variation is not added back: where they are many, the
    interval is too short and ends too low, as `check_drawn_variation` tells.

    References
    ----------
    .. [1] Self SG, Liang KY (1987). Asymptotic properties of maximum likelihood
       estimators and likelihood ratio tests under nonstandard conditions. Journal of
       the American Statistical Association 82, 605-610.
    """
    check_level(level)
    if not fit.family.alpha_is_free:
        return Interval(
            low=0, high=0, level=1, kind="bounds", method="held at 0 by the model"
        )
    return limits_of_profile(
        profile_of(fit.problem),
        fit.maximum,
        typical=fit.family.alpha_scale(fit.fitted),
        level=level,
    )


def limits_of_profile(
    profile: AlphaProfile, maximum: Maximum, *, typical: float, level: float
) -> Interval:
    """Return the alphas that lose little enough against the likeliest one.

    Parameters
    ----------
    profile : AlphaProfile
        The likelihood.
    maximum : Maximum
        Where it is largest.
    typical : float
        The inverse of a typical alpha.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        As `limits_of_alpha` says.

    References
    ----------
    .. [1] Self SG, Liang KY (1987). Asymptotic properties of maximum likelihood
       estimators and likelihood ratio tests under nonstandard conditions. Journal of
       the American Statistical Association 82, 605-610.
    """
    at_zero = maximum.alpha == 0
    loss = float(chdtri(1, min(1.0, (1 + at_zero) * (1 - level))))

    def excess(logarithm: float) -> float:
        return _loss(profile, maximum, exp(logarithm)) - loss

    upper = log(maximum.alpha or 1 / typical)
    return Interval(
        low=0.0 if at_zero else _lower(profile, maximum, loss),
        high=exp(solve_increasing(excess, start=upper)) if loss else maximum.alpha,
        level=level,
        kind="confidence",
        method="profile likelihood, one-sided" if at_zero else "profile likelihood",
    )


def error_of_alpha(fit: CountFit) -> float:
    """Return the standard error of an alpha above 0.

    Parameters
    ----------
    fit : CountFit
        Any fit.

    Returns
    -------
    float
        By the observed information, the coefficients' share included.

    Raises
    ------
    NotEstimableError
        If alpha is 0: on the boundary of its range it has no standard error.
    """
    if fit.alpha == 0:
        raise NotEstimableError(
            "alpha is 0, the boundary of its range, where it has no standard error; "
            "alpha_interval says how large it may be"
        )
    return 1 / sqrt(-profile_slopes(fit.problem, fit.maximum).second)


def _loss(profile: AlphaProfile, maximum: Maximum, alpha: float) -> float:
    """Return twice the log likelihood lost by another alpha."""
    return 2 * (maximum.value - profile.maximise(alpha, maximum.coefficients).value)


def _lower(profile: AlphaProfile, maximum: Maximum, loss: float) -> float:
    if _loss(profile, maximum, 0.0) <= loss:
        return 0.0
    return exp(
        solve_increasing(
            lambda logarithm: loss - _loss(profile, maximum, exp(logarithm)),
            start=log(maximum.alpha),
        )
    )


def limits_of_phi(alpha: Interval) -> Interval:
    """Turn the interval of alpha into that of phi.

    Parameters
    ----------
    alpha : Interval
        0 or more.

    Returns
    -------
    Interval
        Of 1 / alpha, infinite where alpha is 0.

    Examples
    --------
    >>> alpha = Interval(
    ...     low=0, high=0.5, level=0.95, kind="confidence", method="profile likelihood"
    ... )
    >>> limits_of_phi(alpha).low, limits_of_phi(alpha).high
    (2.0, inf)
    """
    return replace(
        alpha,
        low=1 / alpha.high if alpha.high > 0 else inf,
        high=1 / alpha.low if alpha.low > 0 else inf,
    )
