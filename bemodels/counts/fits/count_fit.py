"""A fitted model of counts: what every later question is put to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bemodels.counts.fits.dispersion_limits import error_of_alpha, limits_of_alpha
from bemodels.counts.fits.maximum import Maximum, Problem, problem_of
from bemodels.counts.fits.observed_information import observed_covariance
from bemodels.data.designs.separation import Separation
from bemodels.errors import NotEstimableError
from bemodels.result import Interval, Result, check_level

if TYPE_CHECKING:
    from bemodels.counts.fits.families import Family
    from bemodels.data.designs.count_design import CountDesign


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A weighted sum of coefficients.

    Attributes
    ----------
    value : float
        On the log scale; infinite where the maximum lies there.
    standard_error : float
        By the observed information; infinite where the value is.
    """

    value: float
    standard_error: float


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CountFit:
    """A count model at its maximum; compared by identity.

    Attributes
    ----------
    design : CountDesign
        Counts, design matrix and exposures.
    family : Family
        Poisson, NB2, NB1 or bias-reduced Poisson.
    separation : Separation
        Which rows have a fitted mean of 0.
    maximum : Maximum
        Coefficients in the basis that the fit was computed in, and alpha.
    """

    design: CountDesign
    family: Family
    separation: Separation
    maximum: Maximum

    @cached_property
    def problem(self) -> Problem:
        """The likelihood of the rows whose mean is above 0."""
        return problem_of(self.design, self.family, self.separation)

    @property
    def terms(self) -> tuple[str, ...]:
        """The names of the coefficients, in design order."""
        return self.design.terms

    @property
    def alpha(self) -> float:
        """The dispersion; 0 for Poisson. NB2: variance mu + alpha mu^2, 1 / phi."""
        return self.maximum.alpha

    @property
    def phi(self) -> float:
        """1 / alpha of NB2, variance mu + mu^2 / phi; infinite for Poisson.

        Raises
        ------
        NotEstimableError
            For NB1, which has none.
        """
        if not self.family.has_phi:
            raise NotEstimableError(
                "phi is not defined for NB1, whose variance is (1 + alpha) mu"
            )
        return 1 / self.alpha if self.alpha > 0 else inf

    @cached_property
    def alpha_interval(self) -> Interval:
        """The 95% interval of alpha; from 0 to a one-sided limit where alpha is 0."""
        return limits_of_alpha(self)

    @property
    def alpha_standard_error(self) -> float:
        """The standard error of an alpha above 0.

        Raises
        ------
        NotEstimableError
            Where alpha is 0, the boundary of its range.
        """
        return error_of_alpha(self)

    @cached_property
    def fitted(self) -> np.ndarray:
        """The mean of every row; 0 where the row is separated. Shape (n,)."""
        means = np.zeros(self.n)
        means[~self.separation.rows] = self.problem.mean(self.maximum.coefficients)
        means.flags.writeable = False
        return means

    @property
    def n(self) -> int:
        """The number of rows."""
        return len(self.design.counts)

    @property
    def df_residual(self) -> int:
        """Rows less coefficients."""
        return self.n - len(self.terms)

    @property
    def loglik(self) -> float:
        """The log likelihood with its constants."""
        return float(self._log_probabilities(self.fitted).sum())

    @property
    def deviance(self) -> float:
        """Twice the log likelihood lost against a mean of its own for every row."""
        own = self.family.saturated_mean(self.design.counts, self.alpha)
        lost = self._log_probabilities(own) - self._log_probabilities(self.fitted)
        return float(2 * lost.sum())

    @property
    def pearson(self) -> float:
        """The sum of squared residuals over variances; separated rows add 0."""
        mean = self.fitted[~self.separation.rows]
        residual = self.problem.counts - mean
        variance = self.problem.family.variance(mean, self.alpha)
        return float((residual**2 / variance).sum())

    @cached_property
    def signs(self) -> tuple[float, ...]:
        """What `Separation.sign_of` says of each coefficient."""
        return tuple(
            self.separation.sign_of(self.design.coordinates.of_contrast(unit))
            for unit in np.eye(len(self.terms))
        )

    @property
    def separated_terms(self) -> tuple[str, ...]:
        """The terms whose coefficient is infinite."""
        return tuple(
            term
            for term, sign in zip(self.terms, self.signs, strict=True)
            if abs(sign) == 1
        )

    @property
    def not_estimable_terms(self) -> tuple[str, ...]:
        """The terms that compare means of 0 with one another: any value is as likely.

        Their `params` hold 0 and their `standard_errors` inf: no information.
        """
        return tuple(
            term
            for term, sign in zip(self.terms, self.signs, strict=True)
            if sign == inf
        )

    @property
    def params(self) -> pd.Series:
        """The coefficients; minus or plus infinity where separated."""
        kept = self.design.coordinates.to_terms @ self.separation.kept
        values = kept @ self.maximum.coefficients
        for place, sign in enumerate(self.signs):
            if sign:
                values[place] = sign * inf if abs(sign) == 1 else 0.0
        return pd.Series(values, index=self.terms)

    @property
    def standard_errors(self) -> pd.Series:
        """By the observed information, alpha's share included; inf where separated."""
        return self._errors(observed_covariance(self.problem, self.maximum))

    @property
    def standard_errors_expected(self) -> pd.Series:
        """By the expected information; for NB2 the same whether alpha is known."""
        problem, mean = self.problem, self.fitted[~self.separation.rows]
        return self._errors(
            problem.family.expected_covariance(problem.columns, mean, self.alpha)
        )

    @property
    def covariance(self) -> pd.DataFrame:
        """Of the coefficients, by the observed information.

        A separated term has inf on the diagonal and 0 beside it.
        """
        whole = self.of_terms(observed_covariance(self.problem, self.maximum))
        return pd.DataFrame(whole, index=self.terms, columns=self.terms)

    def result(self, level: float = 0.95) -> Result:
        """Return the fit as a Result, with profile likelihood intervals.

        Parameters
        ----------
        level : float, default 0.95
            Nominal coverage of every interval, in (0, 1).

        Returns
        -------
        Result
            An estimate a term, on the log scale; ``alpha`` and ``phi``; and
            ``annual_rate_exact[label]`` for each level without a count.
        """
        from bemodels.counts.fits.fit_result import result_of

        check_level(level)
        return result_of(self, level=level)

    def __repr__(self) -> str:
        return (
            f"CountFit: {self.family.name}, {self.design.formula}, {self.n} rows, "
            f"log likelihood {self.loglik:.3f}"
        )

    def of_terms(self, kept: np.ndarray) -> np.ndarray:
        """Turn a covariance in the finite directions into one of the terms.

        Parameters
        ----------
        kept : ndarray, shape (r, r)
            In the basis of `problem`.

        Returns
        -------
        ndarray, shape (p, p)
            A term that is not finite has inf on the diagonal and 0 beside it.
        """
        back = self.design.coordinates.to_terms @ self.separation.kept
        whole: np.ndarray = back @ kept @ back.T
        open_ended = np.flatnonzero(self.signs)
        whole[open_ended, :] = whole[:, open_ended] = 0.0
        whole[open_ended, open_ended] = inf
        return whole

    def _errors(self, kept: np.ndarray) -> pd.Series:
        return pd.Series(np.sqrt(np.diagonal(self.of_terms(kept))), index=self.terms)

    def _log_probabilities(self, mean: np.ndarray) -> np.ndarray:
        return self.family.log_probability(self.design.counts, mean, self.alpha)

    def contrast(self, weights: np.ndarray) -> Contrast:
        """Return a weighted sum of coefficients, which need not be finite themselves.

        Parameters
        ----------
        weights : ndarray, shape (p,)
            On the terms, in design order.

        Returns
        -------
        Contrast
            Minus or plus infinity with an infinite standard error where separated.

        Raises
        ------
        NotEstimableError
            If it compares means of 0 with one another.
        """
        along = self.design.coordinates.of_contrast(np.asarray(weights, dtype=float))
        sign = self.separation.sign_of(along)
        if sign == inf:
            raise NotEstimableError(
                "a contrast of means that are both 0 has no estimate"
            )
        if sign:
            return Contrast(value=sign * inf, standard_error=inf)
        kept = self.separation.kept.T @ along
        variance = kept @ observed_covariance(self.problem, self.maximum) @ kept
        return Contrast(
            value=float(kept @ self.maximum.coefficients),
            standard_error=float(variance) ** 0.5,
        )
