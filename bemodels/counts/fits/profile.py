"""Profile likelihood intervals of coefficients and of their contrasts."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from scipy.special import chdtri

from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.maximum import Maximum, Problem, first_guess
from bemodels.counts.fits.separation import Separation, null_space
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals.roots import solve_increasing
from bemodels.result import Interval, check_level, check_type
from bemodels.result.rules import shown


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
    holds theta where it was, which makes intervals shorter.)

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
    fit: CountFit, weights: np.ndarray, *, level: float = 0.95
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

    Returns
    -------
    Interval
        On the log scale; one side is infinite where the estimate is.

    Raises
    ------
    NotEstimableError
        If it compares means of 0 with one another.
    """
    best = fit.contrast(weights)
    held = _held(fit, np.asarray(weights, dtype=float))
    root = sqrt(float(chdtri(1, 1 - level)))
    finite = abs(best.value) < inf
    start = best.value if finite else 0.0
    step = root * best.standard_error if finite else 1.0

    def excess(value: float) -> float:
        return sqrt(2 * max(0.0, fit.maximum.value - held.value(value))) - root

    return Interval(
        low=-inf
        if best.value == -inf
        else solve_increasing(lambda b: -excess(b), start=start, step=step),
        high=inf
        if best.value == inf
        else solve_increasing(excess, start=start, step=step),
        level=level,
        kind="confidence",
        method="profile penalised likelihood"
        if fit.family.is_penalised
        else "profile likelihood",
    )


@dataclass(frozen=True, slots=True, eq=False)
class HeldContrast:
    """The likelihood of a fit with one contrast held.

    Attributes
    ----------
    fit : CountFit
        The fit.
    direction : ndarray, shape (n,)
        What a unit of the contrast adds to the linear predictor of each row.
    columns : ndarray, shape (n, p - 1)
        The design without the contrast.
    separation : Separation
        Of those columns.
    """

    fit: CountFit
    direction: np.ndarray
    columns: np.ndarray
    separation: Separation

    def value(self, held: float) -> float:
        """Return the largest log likelihood at one value of the contrast.

        Parameters
        ----------
        held : float
            The value, on the log scale.

        Returns
        -------
        float
            Penalised where the fit is.
        """
        rows, design = ~self.separation.rows, self.fit.design
        offset = np.log(design.exposure) + held * self.direction
        problem = Problem(
            family=self.fit.family,
            counts=design.counts[rows],
            columns=self.columns[rows] @ self.separation.kept,
            offset=offset[rows],
            whole=design.coordinates.columns[rows],
        )
        start = Maximum(first_guess(problem), self.fit.alpha, -inf)
        return self.fit.family.climb(problem, start).value


def _held(fit: CountFit, weights: np.ndarray) -> HeldContrast:
    coordinates = fit.design.coordinates
    along = coordinates.of_contrast(weights)
    columns = coordinates.columns @ null_space(along[None, :] / np.linalg.norm(along))
    return HeldContrast(
        fit=fit,
        direction=coordinates.columns @ (along / (along @ along)),
        columns=columns,
        separation=fit.family.separate(columns, fit.design.counts),
    )
