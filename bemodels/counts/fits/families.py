"""The distributions of a count around its mean, each a value made of functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from bemodels.counts.fits.dispersion import (
    climb_alpha,
    maximise_at_zero,
    search_alpha,
)
from bemodels.counts.fits.expected_information import (
    covariance_by_summation,
    covariance_by_variance,
)
from bemodels.counts.fits.log_probability import (
    AlphaDerivatives,
    linear_alpha_derivatives,
    linear_log_probability,
    linear_slopes,
    quadratic_alpha_derivatives,
    quadratic_log_probability,
    quadratic_slopes,
)
from bemodels.counts.fits.maximum import Maximum, Problem
from bemodels.counts.fits.penalised import maximise_penalised
from bemodels.counts.fits.stable_sums import log1p_ratio
from bemodels.data.designs.separation import (
    Separation,
    find_separation,
    nothing_separated,
)
from bemodels.errors import NotConvergedError

_STEPS = 200
# A likelihood is flat at its largest: a mean off by this moves it by its square.
_STILL = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Family:
    """A distribution of counts with mean mu and dispersion alpha.

    Attributes
    ----------
    name : str
        As a reader knows it.
    log_probability : callable
        (counts, mean, alpha) to log probabilities, one a row.
    slopes : callable
        The same to their first two derivatives in log mu.
    alpha_derivatives : callable
        The same to the derivatives that involve alpha.
    variance : callable
        (mean, alpha) to variances.
    saturated_mean : callable
        (counts, alpha) to the means under which single counts are likeliest.
    alpha_scale : callable
        Means to the inverse of a typical alpha.
    expected_covariance : callable
        (columns, mean, alpha) to the covariance of their coefficients by the expected
        information.
    maximise : callable
        (problem, start) to the maximum over all alpha.
    climb : callable
        (problem, start) to the maximum that is nearest to the start.
    separate : callable
        (columns, counts) to the rows that the maximum gives a mean of 0.
    equations : tuple of str
        The density of a count, in TeX.
    alpha_is_free : bool
        Whether alpha is estimated; where it is not, it is 0.
    has_phi : bool
        Whether 1 / alpha is the phi of a variance mu + mu^2 / phi.
    is_penalised : bool
        Whether the likelihood is multiplied by Jeffreys' prior.
    of_rows : callable, optional
        From some of the rows (ndarray of bool) to the family of those, where each row
        has a distribution of its own.
    """

    name: str
    log_probability: Callable[[np.ndarray, np.ndarray, float], np.ndarray]
    slopes: Callable[[np.ndarray, np.ndarray, float], tuple[np.ndarray, np.ndarray]]
    alpha_derivatives: Callable[[np.ndarray, np.ndarray, float], AlphaDerivatives]
    variance: Callable[[np.ndarray, float], np.ndarray]
    saturated_mean: Callable[[np.ndarray, float], np.ndarray]
    alpha_scale: Callable[[np.ndarray], float]
    expected_covariance: Callable[[np.ndarray, np.ndarray, float], np.ndarray]
    maximise: Callable[[Problem, Maximum], Maximum]
    climb: Callable[[Problem, Maximum], Maximum]
    separate: Callable[[np.ndarray, np.ndarray], Separation]
    equations: tuple[str, ...]
    alpha_is_free: bool = True
    has_phi: bool = True
    is_penalised: bool = False
    of_rows: Callable[[np.ndarray], Family] | None = None

    def on(self, rows: np.ndarray) -> Family:
        """Return the family of some of the rows.

        Parameters
        ----------
        rows : ndarray of bool, shape (n,)
            Which ones.

        Returns
        -------
        Family
            The same where a row's distribution hangs on its mean and alpha alone.
        """
        return self.of_rows(rows) if self.of_rows else self


def quadratic_variance(mean: np.ndarray, alpha: float | np.ndarray) -> np.ndarray:
    """Return variances under an NB2 model.

    Parameters
    ----------
    mean : ndarray
        The mu, 0 or more.
    alpha : float or ndarray
        0 or more, of all rows or one a row.

    Returns
    -------
    ndarray
        mu + alpha mu^2, one a row.
    """
    variances: np.ndarray = mean + alpha * mean**2
    return variances


def _linear_variance(mean: np.ndarray, alpha: float) -> np.ndarray:
    return (1 + alpha) * mean


def _own_count(counts: np.ndarray, alpha: float) -> np.ndarray:  # noqa: ARG001
    return counts.astype(float)


def _likeliest_linear_mean(counts: np.ndarray, alpha: float) -> np.ndarray:
    """Solve sum over j < y of 1 / (mu + alpha j) = log(1 + alpha) / alpha for mu.

    The left side falls and is convex, so Newton's steps from below never overshoot.
    """
    distinct, place = np.unique(counts, return_inverse=True)
    means = np.zeros(len(distinct))
    positive = distinct > 0
    mean = np.full(int(positive.sum()), 1 / float(log1p_ratio(np.asarray(alpha))))
    for _ in range(_STEPS):
        slope, curvature = linear_slopes(distinct[positive], mean, alpha)
        step = mean * slope / (slope - curvature)
        mean = mean + step
        if (np.abs(step) <= _STILL * mean).all():
            break
    else:
        raise NotConvergedError(
            f"the NB1 means of single counts still move after {_STEPS} steps at alpha "
            f"{alpha:g}"
        )
    means[positive] = mean
    saturated: np.ndarray = means[place]
    return saturated


def _mean_of(mean: np.ndarray) -> float:
    return float(mean.mean())


def _one(mean: np.ndarray) -> float:  # noqa: ARG001
    return 1.0


POISSON = Family(
    name="Poisson",
    log_probability=quadratic_log_probability,
    slopes=quadratic_slopes,
    alpha_derivatives=quadratic_alpha_derivatives,
    variance=quadratic_variance,
    saturated_mean=_own_count,
    alpha_scale=_mean_of,
    expected_covariance=covariance_by_variance,
    maximise=maximise_at_zero,
    climb=maximise_at_zero,
    separate=find_separation,
    equations=(r"y_i \sim \operatorname{Poisson}(\mu_i)",),
    alpha_is_free=False,
)
BIAS_REDUCED_POISSON = replace(
    POISSON,
    name="bias-reduced Poisson",
    maximise=maximise_penalised,
    climb=maximise_penalised,
    separate=nothing_separated,
    equations=(
        r"y_i \sim \operatorname{Poisson}(\mu_i)",
        r"p(\beta) \propto \left|X^\top \operatorname{diag}(\mu) X\right|^{1/2}",
    ),
    is_penalised=True,
)
NEGATIVE_BINOMIAL = replace(
    POISSON,
    name="negative binomial (NB2)",
    maximise=search_alpha,
    climb=climb_alpha,
    equations=(
        r"y_i \sim \operatorname{NegBinomial}(\mu_i, \phi), \quad \alpha = 1 / \phi",
        r"\operatorname{Var}(y_i) = \mu_i + \alpha \mu_i^2 = \mu_i + \mu_i^2 / \phi",
    ),
    alpha_is_free=True,
)
NEGATIVE_BINOMIAL_LINEAR = replace(
    NEGATIVE_BINOMIAL,
    name="negative binomial of linear variance (NB1)",
    log_probability=linear_log_probability,
    slopes=linear_slopes,
    alpha_derivatives=linear_alpha_derivatives,
    variance=_linear_variance,
    saturated_mean=_likeliest_linear_mean,
    alpha_scale=_one,
    expected_covariance=covariance_by_summation,
    equations=(
        r"y_i \sim \operatorname{NegBinomial}(\mu_i, \mu_i / \alpha)",
        r"\operatorname{Var}(y_i) = (1 + \alpha) \mu_i",
    ),
    has_phi=False,
)
