"""How much more counts must vary for the Poisson interval of a ratio to reach 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.agreement.likelihood_models import (
    additive_design,
    contrast_weights,
)
from bemodels.counts.agreement.model_ratio import side_of_1
from bemodels.counts.agreement.widened_intervals import tipping_factor
from bemodels.counts.estimands.log_rates import profile_ratio_interval
from bemodels.counts.fits.families import POISSON
from bemodels.counts.fits.fitting import fit_design
from bemodels.result import Probability, Table
from bemodels.result.display import format_level, format_number

if TYPE_CHECKING:
    from bemodels.counts.agreement.label_contrast import LabelContrast
    from bemodels.data import CountTable

FACTORS = (1.0, 2.0, 3.0)
TIPPING = "variance factor at which the Poisson interval reaches 1"


def variance_factors(
    table: CountTable, contrast: LabelContrast, *, level: float
) -> tuple[Table, Probability]:
    """Widen the Poisson interval of a ratio by stated factors, and find where it tips.

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
    tuple of Table and Probability
        The intervals under factors 1, 2 and 3; and the tipping factor.

    Raises
    ------
    NotEstimableError
        If the Poisson model has no estimate of the ratio.
    """
    design = additive_design(table)
    weights = contrast_weights(design, contrast)
    fit = fit_design(design, POISSON)
    tipping = tipping_factor(fit, weights, level=level)
    found = {
        factor: profile_ratio_interval(
            fit, weights, level=level, variance_factor=factor
        )
        for factor in FACTORS
    }
    limits = format_level(level)
    return (
        Table(
            name=f"Poisson interval by variance factor, {contrast}",
            columns=("variance factor", f"{limits} low", f"{limits} high", "interval"),
            rows=tuple(
                (factor, one.low, one.high, side_of_1(one))
                for factor, one in found.items()
            ),
            note="By what the variance of every count exceeds its mean: waves after an "
            f"attack and shared networks do that. {_tips(tipping)}",
        ),
        Probability(
            statement=TIPPING,
            value=tipping,
            given=f"{contrast}, {limits} profile likelihood",
        ),
    )


def _tips(factor: float) -> str:
    if factor <= 1:
        return "The interval holds 1 at a factor of 1 already."
    return f"The interval reaches 1 at a factor of {format_number(factor)}."
