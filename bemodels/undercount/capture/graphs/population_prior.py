"""Priors on the number of units, up to a constant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bemodels.errors import InvalidDataError
from bemodels.result.reasons import check_reason
from bemodels.result.rules import check_fields, shown

if TYPE_CHECKING:
    from typing import Any

LogPrior = Callable[[NDArray[np.int64]], NDArray[np.float64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationPrior:
    """A stated prior on the number of units N.

    Attributes
    ----------
    log_density : callable
        From whole numbers N, an int64 array, to the log of the prior, up to a
        constant; minus infinity for what is ruled out.
    density : str
        The prior as TeX.
    reason : str
        Why this one, in a sentence; not empty.

    Raises
    ------
    InvalidDataError
        If no reason is given, or a field is of another type.

    Examples
    --------
    >>> SCALE(np.array([10, 100])).round(3).tolist()
    [-2.303, -4.605]
    """

    log_density: Callable[..., object]
    density: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse a prior for which nobody answers."""
        if not callable(self.log_density):
            raise InvalidDataError(
                f"log_density must be a function, got {shown(self.log_density)}"
            )
        check_reason("a prior on N", self.reason)
        check_fields(self)

    def __call__(self, population: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the log of the prior, up to a constant.

        Parameters
        ----------
        population : ndarray of int
            Whole numbers N.

        Returns
        -------
        ndarray, of the same shape
            Minus infinity for what is ruled out.
        """
        return np.asarray(self.log_density(population), dtype=float)


def _minus_log(population: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.asarray(-np.log(population))


SCALE = PopulationPrior(
    log_density=_minus_log,
    density=r"p(N) \propto 1/N",
    reason="Invariant to the unit in which incidents are counted: each doubling of N "
    "is as probable as the next.",
)


def _asked(log_prior: LogPrior, population: NDArray[np.int64]) -> object:
    try:
        return log_prior(population)
    except TypeError as error:
        raise InvalidDataError(
            "log_prior must take an array of N, as NumPy's functions do, got "
            f"TypeError: {error}"
        ) from error


def checked_log_prior(log_prior: Any) -> LogPrior:  # noqa: ANN401 - checked here
    """Return a function that refuses what is no log density.

    Parameters
    ----------
    log_prior : callable
        From an int64 array to floats.

    Returns
    -------
    callable
        The same, each of its answers checked.

    Raises
    ------
    InvalidDataError
        If `log_prior` is no function, or, when called, takes no array or answers other
        than one number below infinity for each N.
    """
    if not callable(log_prior):
        raise InvalidDataError(f"log_prior must be a function, got {shown(log_prior)}")

    def checked(population: NDArray[np.int64]) -> NDArray[np.float64]:
        answer = _asked(log_prior, population)
        try:
            answers = np.asarray(answer)
            # NumPy would drop what is imaginary
            complex_ = np.iscomplexobj(answers)
            logs = np.empty(0) if complex_ else answers.astype(float)
        except (TypeError, ValueError):
            logs = np.empty(0)
        if logs.shape != population.shape:
            raise InvalidDataError(
                "log_prior must return one number for each N of an array, got "
                f"{shown(answer)} for {len(population)}"
            )
        bad = np.flatnonzero(np.isnan(logs) | (logs == np.inf))
        if bad.size:
            raise InvalidDataError(
                "log_prior must be a number below infinity, got "
                f"{shown(logs[bad[0]])} at N = {population[bad[0]]}"
            )
        return logs

    return checked
