"""How the effects of periods hang together: not at all, or as a random walk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes.spreads import (
    ExponentialSpread,
    HalfNormalSpread,
    NoSpread,
    Spread,
)
from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_type, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

SPREADS = (HalfNormalSpread, ExponentialSpread, NoSpread)
WALK_DENSITY = (
    r"\gamma_t = w_t - \bar{w}, \quad w_t - w_{t-1} \sim "
    r"\operatorname{Normal}\big(0, \sigma_\gamma \sqrt{m_t - m_{t-1}}\big)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependentYears:
    """Effects of periods are independent normal draws around 0.

    Attributes
    ----------
    spread : HalfNormalSpread, ExponentialSpread or NoSpread
        Prior of their standard deviation, on the log scale.

    Raises
    ------
    InvalidDataError
        If `spread` is none of these.
    """

    spread: Spread

    def __post_init__(self) -> None:
        """Refuse what is no prior of a standard deviation."""
        check_type("spread", self.spread, *SPREADS)

    @property
    def density(self) -> str:
        """The density of the effects, in TeX."""
        return r"\gamma_t \sim \operatorname{Normal}(0, \sigma_\gamma)"

    @property
    def label(self) -> str:
        """The prior as tables name it."""
        return f"independent years, sd {self.spread.label}"

    def axes(
        self,
        periods: Sequence[object],
        exposure: np.ndarray,  # noqa: ARG002
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return axes along which the effects are independent, with their scales.

        Parameters
        ----------
        periods : sequence
            The labels.
        exposure : numpy.ndarray, shape (T,)
            Years in which each was observed; not used.

        Returns
        -------
        tuple of numpy.ndarray, shapes (T, T) and (T,)
            Orthonormal columns, of which the first is constant; ones.
        """
        number = len(periods)
        return _axes_of(np.eye(number) - 1 / number), np.ones(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomWalkYears:
    """Effects of periods are a random walk, centred so that they sum to 0.

    The variance of a step is that of a year times the distance between the midpoints
    of the two observed windows: 0.79, 1 and 0.92 years for June 2014 to October 2017.

    Attributes
    ----------
    spread : HalfNormalSpread, ExponentialSpread or NoSpread
        Prior of the standard deviation of a step of one year, on the log scale.

    Raises
    ------
    InvalidDataError
        If `spread` is none of these.
    """

    spread: Spread

    def __post_init__(self) -> None:
        """Refuse what is no prior of a standard deviation."""
        check_type("spread", self.spread, *SPREADS)

    @property
    def density(self) -> str:
        """The density of the effects, in TeX."""
        return WALK_DENSITY

    @property
    def label(self) -> str:
        """The prior as tables name it."""
        return f"random walk over years, sd of a step {self.spread.label}"

    def axes(
        self, periods: Sequence[object], exposure: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return axes along which the effects are independent, with their scales.

        Parameters
        ----------
        periods : sequence of int
            Calendar years, ascending.
        exposure : numpy.ndarray, shape (T,)
            Years in which each was observed.

        Returns
        -------
        tuple of numpy.ndarray, shapes (T, T) and (T,)
            Orthonormal columns, of which the first is constant and has the scale 0: a
            centred walk has no mean.

        Raises
        ------
        InvalidDataError
            If a period is no calendar year, or there is one.
        """
        if len(periods) == 1:
            raise InvalidDataError(
                f"a random walk needs two years or more, got one: {periods[0]}"
            )
        steps = np.sqrt(np.diff(window_midpoints(periods, exposure)))
        walk = np.tril(np.ones((len(periods), len(periods))))[:, 1:] * steps
        centred = walk - walk.mean(axis=0)
        covariance = centred @ centred.T
        axes = _axes_of(covariance)
        variances = np.einsum("tk,ts,sk->k", axes, covariance, axes)
        variances[0] = 0.0
        return axes, np.sqrt(variances)


def _axes_of(covariance: np.ndarray) -> np.ndarray:
    """Return the eigenvectors of a covariance of centred effects, the mean first."""
    number = len(covariance)
    _, axes = np.linalg.eigh(covariance + np.full((number, number), -1.0 / number))
    largest = np.abs(axes).argmax(axis=0)
    signed: np.ndarray = axes * np.sign(axes[largest, np.arange(number)])
    return signed


YearEffects = IndependentYears | RandomWalkYears


def is_calendar_year(period: object) -> bool:
    """Tell whether a label is a year, as a number or, from a file, as four digits.

    Parameters
    ----------
    period : str or int
        The label of a period.

    Returns
    -------
    bool
        Whether a distance between it and others is known.
    """
    if isinstance(period, str):
        return re.fullmatch("[0-9]{4}", period) is not None
    return isinstance(period, int)


def window_midpoints(periods: Sequence[object], exposure: np.ndarray) -> np.ndarray:
    """Return the middle of the part of each calendar year that was observed.

    Parameters
    ----------
    periods : sequence of int or str
        Calendar years, ascending.
    exposure : numpy.ndarray, shape (T,)
        Years in which each was observed; more than 1 stands for 1.

    Returns
    -------
    numpy.ndarray, shape (T,)
        In years. The first year, where it is partial, was observed at its end, the
        last one at its beginning, as a window without a gap cuts them; any other
        partial year is taken to be observed around its middle.

    Raises
    ------
    InvalidDataError
        If a period is no calendar year.

    Examples
    --------
    >>> years = np.array([7 / 12, 1, 1, 10 / 12])
    >>> np.diff(window_midpoints([2014, 2015, 2016, 2017], years)).round(2)
    array([0.79, 1.  , 0.92])
    """
    for period in periods:
        if not is_calendar_year(period):
            raise InvalidDataError(
                "a random walk needs calendar years as the labels of periods, got "
                f"{shown(period)}"
            )
    seen = np.minimum(exposure, 1.0)
    middles = np.array([int(str(period)) for period in periods]) + 0.5
    if len(middles) > 1:
        middles[0] = middles[0] + 0.5 - seen[0] / 2
        middles[-1] = middles[-1] - 0.5 + seen[-1] / 2
    return middles
