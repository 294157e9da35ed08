"""Profile likelihood intervals of coefficients and of their contrasts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import inf, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import chdtri

from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.maximum import Maximum, Problem, first_guess
from bemodels.data.designs.separation import Separation, null_space
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Interval, check_level, check_type
from bemodels.result.rules import shown

# A side is open where its limit would move a linear predictor by more than this.
_FARTHEST = 30.0


def profile_interval(fit: CountFit, term: str, *, level: float = 0.95) -> Interval:
    """Return the profile likelihood interval of a coefficient.

    Parameters
    ----------
    fit : CountFit
        Any fit; of a bias-reduced one the penalised likelihood is profiled.
    term : str
        A name in ``fit.params``.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        On the log scale; one side is infinite where the term is separated.

    Raises
    ------
    InvalidDataError
        If there is no such term, or `level` lies outside (0, 1).
    NotEstimableError
        If the term compares means of 0 with one another.

    Notes
    -----
    All other coefficients, and alpha, are likeliest at every value of this one. (MASS
    holds theta where it was, which makes intervals shorter.) A side is infinite, too,
    where its limit would change a fitted mean by a factor above 10^13: under a
    negative binomial model with few counts above 0 the likelihood falls so slowly.

    References
    ----------
    .. [1] Venzon DJ, Moolgavkar SH (1988). A method for computing
       profile-likelihood-based confidence intervals. Applied Statistics 37, 87-94.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [3, 5, 0, 0], "city": list("AABB")})
    >>> fit = bemodels.counts.fit_poisson("n ~ city", data)
    >>> interval = profile_interval(fit, "city[T.B]")
    >>> interval.low, round(interval.high, 3)
    (-inf, -1.304)
    """
    check_level(level)
    check_type("fit", fit, CountFit)
    if term not in fit.terms:
        raise InvalidDataError(
            f"no term {shown(term)}; those of the fit are {', '.join(fit.terms)}"
        )
    if term in fit.not_estimable_terms:
        raise NotEstimableError(
            f"{term} is not estimable: it compares means of 0 with one another"
        )
    weights = np.array([name == term for name in fit.terms], dtype=float)
    return profile_contrast(fit, weights, level=level)


def profile_contrast(
    fit: CountFit,
    weights: np.ndarray,
    *,
    level: float = 0.95,
    variance_factor: float = 1.0,
) -> Interval:
    """Return the profile likelihood interval of a weighted sum of coefficients.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    weights : ndarray, shape (p,)
        On the terms, in design order; not all 0.
    level : float, default 0.95
        Nominal coverage, in (0, 1).
    variance_factor : float, default 1
        By which variances exceed those of the model, above 0; it divides the loss of
        log likelihood.

    Returns
    -------
    Interval
        On the log scale; one side is infinite where the estimate is.

    Raises
    ------
    NotEstimableError
        If it compares means of 0 with one another.
    """
    lost = variance_factor * float(chdtri(1, 1 - level))
    low, high = profile_limits(fit, weights, lost=lost)
    kind = "penalised likelihood" if fit.family.is_penalised else "likelihood"
    return Interval(
        low=low,
        high=high,
        level=level,
        kind="confidence",
        method=f"profile {kind}",
    )


def profile_limits(
    fit: CountFit, weights: np.ndarray, *, lost: float
) -> tuple[float, float]:
    """Return how far a weighted sum may move for a stated loss of likelihood.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    weights : ndarray, shape (p,)
        On the terms, in design order; not all 0.
    lost : float
        Twice the log likelihood that may be lost; above 0.

    Returns
    -------
    tuple of float
        Below and above; infinite where the likelihood never falls so far.

    Raises
    ------
    NotEstimableError
        If it compares means of 0 with one another.
    """
    best = fit.contrast(weights)
    along = fit.design.coordinates.of_contrast(np.asarray(weights, dtype=float))
    likelihood, start = _held_likelihood(fit, along), _start_of(fit, along)
    root = sqrt(lost)
    widest = np.abs(fit.design.coordinates.columns @ along).max() / (along @ along)
    step = root * best.standard_error if abs(best.value) < inf else 1 / widest
    reach = _FARTHEST / widest

    def excess(value: float) -> float:
        return sqrt(2 * max(0.0, fit.maximum.value - likelihood(value))) - root

    return (
        -_limit(lambda b: excess(-b), -start, step, reach, -best.value),
        _limit(excess, start, step, reach, best.value),
    )


def profile_loss(fit: CountFit, weights: np.ndarray, *, held: float) -> float:
    """Return the likelihood ratio statistic of a value of a weighted sum.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    weights : ndarray, shape (p,)
        On the terms, in design order; not all 0.
    held : float
        The value, finite.

    Returns
    -------
    float
        Twice the log likelihood that is lost by holding it there; 0 or more.

    Raises
    ------
    NotEstimableError
        If the sum compares means of 0 with one another.
    """
    fit.contrast(weights)  # refuses what has no estimate
    along = fit.design.coordinates.of_contrast(np.asarray(weights, dtype=float))
    return 2 * max(0.0, fit.maximum.value - _held_likelihood(fit, along)(held))


def _limit(
    excess: Callable[[float], float],
    start: float,
    step: float,
    reach: float,
    estimate: float,
) -> float:
    """Find where an excess crosses 0 on the upper side, infinite beyond the reach."""
    if estimate == inf:
        return inf
    low = high = start
    while excess(low) > 0:  # an estimate of minus infinity may lie below the start
        high, low = low, low - step
        step *= 2
    while excess(high) < 0:
        if high >= start + reach:
            return inf
        low, high = high, min(high + step, start + reach)
        step *= 2
    return float(brentq(excess, low, high, xtol=1e-12, rtol=1e-12))


def _held_likelihood(fit: CountFit, along: np.ndarray) -> Callable[[float], float]:
    """Return the largest log likelihood as a function of one contrast.

    Each value is climbed to from the nearest one that is known: Newton's steps are
    short where a start has means that are far too large.
    """
    design = fit.design
    columns = design.coordinates.columns
    others = null_space(along[None, :] / np.linalg.norm(along))
    separation = fit.family.separate(columns @ others, design.counts)
    rows = ~separation.rows
    at_zero = Problem(
        family=fit.family.on(rows),
        counts=design.counts[rows],
        columns=columns[rows] @ others @ separation.kept,
        offset=np.log(design.exposure[rows]),
        whole=columns[rows],
    )
    direction = columns[rows] @ (along / (along @ along))
    known = {_start_of(fit, along): _first_known(fit, at_zero, others, separation)}

    @cache  # a second climb to the same value may differ by a rounding
    def likelihood(held: float) -> float:
        problem = replace(at_zero, offset=at_zero.offset + held * direction)
        nearest = min(known, key=lambda one: abs(one - held))
        known[held] = problem.family.climb(problem, known[nearest])
        return known[held].value

    return likelihood


def _start_of(fit: CountFit, along: np.ndarray) -> float:
    """Return the estimate of a contrast, or 0 where that is infinite."""
    if fit.separation.sign_of(along):
        return 0.0
    return float(along @ fit.separation.kept @ fit.maximum.coefficients)


def _first_known(
    fit: CountFit, at_zero: Problem, others: np.ndarray, separation: Separation
) -> Maximum:
    """Return the maximum of the fit, or a guess where the contrast is infinite."""
    if separation.kept.shape[1] < fit.separation.kept.shape[1]:
        whole = fit.separation.kept @ fit.maximum.coefficients
        coefficients = separation.kept.T @ (others.T @ whole)
        return replace(fit.maximum, coefficients=coefficients)
    return Maximum(first_guess(at_zero), fit.alpha, -inf)
