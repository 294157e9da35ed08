"""The likeliest alpha, coefficients being likeliest at every alpha.

Where the profile likelihood of alpha falls from 0 on, alpha is 0 and the fit Poisson.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from bemodels.counts.fits.maximum import (
    Maximum,
    Problem,
    maximise_given_alpha,
)
from bemodels.errors import NotConvergedError

_STEPS = 200
_STILL = 1e-20
_FIRST_STEP = 1e-3
# Multiples of the typical alpha at which the profile is looked at first: it may have
# more than one maximum.
_LOOKED_AT = tuple(10.0 ** (k / 2) for k in range(-6, 7))


@dataclass(frozen=True, slots=True, eq=False)
class ProfileSlopes:
    """Derivatives of the profile log likelihood in alpha.

    Attributes
    ----------
    first, second : float
        The first two.
    """

    first: float
    second: float

    @property
    def gain(self) -> float:
        """What Newton's step would gain, the second derivative being below 0."""
        return self.first**2 / (-2 * self.second)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AlphaProfile:
    """A likelihood as a function of alpha, all else being likeliest at every alpha.

    Attributes
    ----------
    name : str
        The model, for messages.
    maximise : callable
        (alpha, start) to the maximum at that alpha, from coefficients to start at.
    slopes : callable
        Such a maximum to the derivatives of the profile there.
    """

    name: str
    maximise: Callable[[float, np.ndarray], Maximum]
    slopes: Callable[[Maximum], ProfileSlopes]


def profile_of(problem: Problem) -> AlphaProfile:
    """Return the profile of a likelihood with a design matrix.

    Parameters
    ----------
    problem : Problem
        With a finite maximum in the coefficients.

    Returns
    -------
    AlphaProfile
        Its coefficients are those of the problem's columns.
    """
    return AlphaProfile(
        name=problem.family.name,
        maximise=partial(maximise_given_alpha, problem),
        slopes=partial(profile_slopes, problem),
    )


def profile_slopes(problem: Problem, at: Maximum) -> ProfileSlopes:
    """Differentiate the log likelihood in alpha, coefficients following it.

    Parameters
    ----------
    problem : Problem
        The likelihood.
    at : Maximum
        Coefficients that are likeliest at its alpha.

    Returns
    -------
    ProfileSlopes
        The second derivative allows for the coefficients' share.
    """
    mean = problem.mean(at.coefficients)
    rows = problem.family.alpha_derivatives(problem.counts, mean, at.alpha)
    cross = problem.columns.T @ rows.eta_alpha
    information = problem.information(at.coefficients, at.alpha)
    followed = float(cross @ np.linalg.solve(information, cross))
    return ProfileSlopes(
        float(rows.alpha.sum()), float(rows.alpha_alpha.sum()) + followed
    )


def maximise_at_zero(problem: Problem, start: Maximum) -> Maximum:
    """Find the likeliest coefficients of a Poisson model.

    Parameters
    ----------
    problem : Problem
        With a finite maximum.
    start : Maximum
        Its coefficients are started from.

    Returns
    -------
    Maximum
        At alpha 0.
    """
    return maximise_given_alpha(problem, 0.0, start.coefficients)


def search_alpha(problem: Problem, start: Maximum) -> Maximum:
    """Find the likeliest coefficients and alpha over all alpha.

    Parameters
    ----------
    problem : Problem
        With a finite maximum in the coefficients.
    start : Maximum
        Its coefficients are started from.

    Returns
    -------
    Maximum
        The one climbed to from the best of 14 values of alpha, 0 among them.
    """
    at_zero = maximise_at_zero(problem, start)
    typical = problem.family.alpha_scale(problem.mean(at_zero.coefficients))
    return search_profile(profile_of(problem), at_zero, typical=typical)


def search_profile(
    profile: AlphaProfile, at_zero: Maximum, *, typical: float
) -> Maximum:
    """Find the likeliest alpha over all of its range.

    Parameters
    ----------
    profile : AlphaProfile
        With a finite maximum at every alpha.
    at_zero : Maximum
        That at alpha 0.
    typical : float
        The inverse of a typical alpha.

    Returns
    -------
    Maximum
        The one climbed to from the best of 14 values of alpha, 0 among them.
    """
    best = here = at_zero
    for multiple in _LOOKED_AT:
        here = profile.maximise(multiple / typical, here.coefficients)
        best = here if here.value > best.value else best
    return climb_profile(profile, best)


def climb_alpha(problem: Problem, start: Maximum) -> Maximum:
    """Find the maximum over coefficients and alpha that is nearest to a start.

    Parameters
    ----------
    problem : Problem
        With a finite maximum in the coefficients.
    start : Maximum
        Its alpha and coefficients are started from.

    Returns
    -------
    Maximum
        At alpha 0 where the profile does not rise there.
    """
    return climb_profile(profile_of(problem), start)


def climb_profile(profile: AlphaProfile, start: Maximum) -> Maximum:
    """Find the maximum of a profile that is nearest to a start.

    Parameters
    ----------
    profile : AlphaProfile
        With a finite maximum at every alpha.
    start : Maximum
        Its alpha and coefficients are started from.

    Returns
    -------
    Maximum
        At alpha 0 where the profile does not rise there.

    Raises
    ------
    NotConvergedError
        If 200 steps do not reach it.
    """
    here = profile.maximise(start.alpha, start.coefficients)
    low, high = -np.inf, np.inf
    for _ in range(_STEPS):
        slopes = profile.slopes(here)
        if here.alpha == 0 and slopes.first <= 0:
            return here
        if slopes.second < 0 and slopes.gain <= _STILL * (1 + abs(here.value)):
            return here
        if slopes.first > 0:
            low = here.alpha
        else:
            high = here.alpha
        alpha = _next_alpha(here.alpha, slopes, low, high)
        if alpha == here.alpha:  # too high and too low are neighbouring numbers
            return here
        here = profile.maximise(alpha, here.coefficients)
    raise NotConvergedError(
        f"the likelihood of the {profile.name} model has not reached its maximum in "
        f"alpha after {_STEPS} steps"
    )


def _next_alpha(alpha: float, slopes: ProfileSlopes, low: float, high: float) -> float:
    """Take Newton's step, or one that stays between what is known to be too far."""
    newton = alpha - slopes.first / slopes.second if slopes.second < 0 else -np.inf
    if low < newton < high and newton > 0:
        return newton
    if slopes.first <= 0:  # too far to the right: 0 itself is looked at before halves
        return 0.0 if low < 0 else (low + alpha) / 2
    return (alpha + high) / 2 if high < np.inf else max(2 * alpha, _FIRST_STEP)
