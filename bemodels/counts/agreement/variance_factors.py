"""How much more counts must vary for the Poisson interval of a ratio to reach 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bemodels.counts.agreement.likelihood_models import (
    additive_design,
    contrast_weights,
)
from bemodels.counts.agreement.model_ratio import HOLDS, side_of_1
from bemodels.counts.agreement.widened_intervals import tipping_factor
from bemodels.counts.estimands.log_rates import profile_ratio_interval
from bemodels.counts.fits.families import POISSON
from bemodels.counts.fits.fitting import fit_design
from bemodels.result import Probability, Table
from bemodels.result.display import format_level, format_number

if TYPE_CHECKING:
    import numpy as np

    from bemodels.counts.agreement.label_contrast import LabelContrast
    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.data import CountTable
    from bemodels.result import Interval

FACTORS = (1.0, 2.0, 3.0)
TIPPING = "variance factor at which the Poisson interval reaches 1"
HOLDS_ALREADY = f"{HOLDS} already"
FACTOR_MEANS = (
    "Variance factor: by what the variance of every count exceeds its mean; waves "
    "after an attack and shared networks do that."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WidenedRatio:
    """The Poisson interval of a ratio, if counts vary more.

    Attributes
    ----------
    intervals : tuple of Interval
        One a factor of `FACTORS`.
    factor : float
        At which the interval reaches 1; 1 or less where it holds 1 as it is.
    """

    intervals: tuple[Interval, ...]
    factor: float

    @property
    def tips(self) -> bool:
        """Whether there is a conclusion to lose: the plain interval excludes 1."""
        return self.factor > 1


def widened_ratio(fit: CountFit, weights: np.ndarray, *, level: float) -> WidenedRatio:
    """Widen the interval of a ratio by the stated factors, and find where it tips.

    Parameters
    ----------
    fit : CountFit
        A Poisson fit.
    weights : ndarray, shape (p,)
        The contrast, in design order.
    level : float
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    WidenedRatio
        By profile likelihood.

    Raises
    ------
    NotEstimableError
        If the ratio has no estimate.
    """
    return WidenedRatio(
        intervals=tuple(
            profile_ratio_interval(fit, weights, level=level, variance_factor=factor)
            for factor in FACTORS
        ),
        factor=tipping_factor(fit, weights, level=level),
    )


def variance_factors(
    table: CountTable, contrast: LabelContrast, *, level: float
) -> tuple[Table, tuple[Probability, ...]]:
    """Lay the Poisson interval of a ratio out by variance factor, with where it tips.

    Parameters
    ----------
    table : CountTable
        By two keys.
    contrast : LabelContrast
        Two labels of one of them.
    level : float
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    table : Table
        The intervals under factors 1, 2 and 3.
    tipping : tuple of Probability
        The tipping factor; none where the interval holds 1 at a factor of 1 already.

    Raises
    ------
    NotEstimableError
        If the Poisson model has no estimate of the ratio.
    """
    design = additive_design(table)
    weights = contrast_weights(design, contrast)
    found = widened_ratio(fit_design(design, POISSON), weights, level=level)
    limits = format_level(level)
    point = Probability(
        statement=TIPPING,
        value=found.factor,
        given=f"{contrast}, {limits} profile likelihood",
    )
    return (
        Table(
            name=f"Poisson interval by variance factor, {contrast}",
            columns=("variance factor", f"{limits} low", f"{limits} high", "interval"),
            rows=tuple(
                (factor, one.low, one.high, side_of_1(one))
                for factor, one in zip(FACTORS, found.intervals, strict=True)
            ),
            note=f"{FACTOR_MEANS} {_told(found)}",
        ),
        (point,) if found.tips else (),
    )


def _told(found: WidenedRatio) -> str:
    if found.tips:
        return f"The interval reaches 1 at a factor of {format_number(found.factor)}."
    return "The interval holds 1 at a factor of 1 already."
