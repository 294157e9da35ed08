"""Priors of standard deviations: half-normal, exponential, or none at all.

Every one has a density proportional to exp(-quadratic s^2 - linear s) on s above 0, so
that one compiled model serves them all: the two numbers are data.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, pi

import numpy as np

from bemodels.result.rules import check_number

WIDEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfNormalSpread:
    """A half-normal prior: 0 is its densest point, 2 scales are rarely exceeded.

    Attributes
    ----------
    scale : float
        Above 0, below 3.

    Raises
    ------
    InvalidDataError
        If `scale` lies outside its range.
    """

    scale: float

    def __post_init__(self) -> None:
        """Refuse what has no density."""
        check_number("scale", self.scale, low=0, high=WIDEST)

    def __str__(self) -> str:
        return rf"\operatorname{{HalfNormal}}({self.scale:g})"

    @property
    def label(self) -> str:
        """The density as tables name it."""
        return f"HalfNormal({self.scale:g})"

    @property
    def numbers(self) -> tuple[float, float, float, float]:
        """Quadratic, linear, log of the constant, and 1 for being there."""
        constant = log(2) - log(2 * pi) / 2 - log(self.scale)
        return 1 / (2 * self.scale**2), 0.0, constant, 1.0

    def draw(self, size: int, *, rng: np.random.Generator) -> np.ndarray:
        """Draw from the prior.

        Parameters
        ----------
        size : int
            How many.
        rng : numpy.random.Generator
            The source of chance.

        Returns
        -------
        numpy.ndarray, shape (size,)
            0 or more.
        """
        return np.abs(rng.normal(0, self.scale, size))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExponentialSpread:
    """An exponential prior: 0 is its densest point, with a longer tail.

    Attributes
    ----------
    mean : float
        Above 0, below 3.

    Raises
    ------
    InvalidDataError
        If `mean` lies outside its range.
    """

    mean: float

    def __post_init__(self) -> None:
        """Refuse what has no density."""
        check_number("mean", self.mean, low=0, high=WIDEST)

    def __str__(self) -> str:
        return rf"\operatorname{{Exponential}}(\text{{mean }}{self.mean:g})"

    @property
    def label(self) -> str:
        """The density as tables name it."""
        return f"Exponential(mean {self.mean:g})"

    @property
    def numbers(self) -> tuple[float, float, float, float]:
        """Quadratic, linear, log of the constant, and 1 for being there."""
        return 0.0, 1 / self.mean, -log(self.mean), 1.0

    def draw(self, size: int, *, rng: np.random.Generator) -> np.ndarray:
        """Draw from the prior.

        Parameters
        ----------
        size : int
            How many.
        rng : numpy.random.Generator
            The source of chance.

        Returns
        -------
        numpy.ndarray, shape (size,)
            0 or more.
        """
        return rng.exponential(self.mean, size)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSpread:
    """The standard deviation is 0: what it belongs to is not in the model.

    As the prior of 1/sqrt(phi) it makes the model Poisson; as that of cities or years
    it leaves them out.
    """

    def __str__(self) -> str:
        return "0"

    @property
    def label(self) -> str:
        """The density as tables name it."""
        return "0"

    @property
    def numbers(self) -> tuple[float, float, float, float]:
        """Zeros, the last of them for not being there."""
        return 0.0, 0.0, 0.0, 0.0

    def draw(self, size: int, *, rng: np.random.Generator) -> np.ndarray:  # noqa: ARG002
        """Return zeros.

        Parameters
        ----------
        size : int
            How many.
        rng : numpy.random.Generator
            Not used.

        Returns
        -------
        numpy.ndarray, shape (size,)
            Zeros.
        """
        return np.zeros(size)


Spread = HalfNormalSpread | ExponentialSpread | NoSpread
