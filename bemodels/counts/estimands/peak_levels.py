"""A period that may have been picked for its high rate, and contrasts with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.estimands.reference_grid import factor_levels
from bemodels.data.log.grid import TIME_KEYS
from bemodels.result import Assumption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bemodels.data.designs.count_design import CountDesign

_PERIODS = (*TIME_KEYS, "period")
_CHOICE = 3


def named_before(
    design: CountDesign, factor: str, value: object, reference: object
) -> tuple[Assumption, ...]:
    """Return what a contrast of a fit with the highest of several periods rests on.

    Parameters
    ----------
    design : CountDesign
        Of any fit.
    factor : str
        A variable of its formula.
    value, reference : object
        What is compared.

    Returns
    -------
    tuple of Assumption
        As `peak_named_before` has it.
    """
    levels = factor_levels(design).get(factor, ())
    rates = {level: _rate(design, factor, level) for level in levels}
    return peak_named_before(factor, rates, value, reference)


def peak_named_before(
    factor: str, rates: Mapping[object, float], value: object, reference: object
) -> tuple[Assumption, ...]:
    """Return what a contrast with the highest of several periods rests on.

    Parameters
    ----------
    factor : str
        What the levels are called.
    rates : mapping
        The observed rate of every level.
    value, reference : object
        What is compared.

    Returns
    -------
    tuple of Assumption
        One where `factor` is ``year``, ``year_month`` or ``period``, has three levels
        or more, and one of the two has the highest rate of all.
    """
    if factor not in _PERIODS or len(rates) < _CHOICE:
        return ()
    peak = max(rates, key=lambda level: rates[level])
    if peak not in (value, reference):
        return ()
    return (
        Assumption(
            statement=f"Contrasts with {factor} {peak} hold if it was named before the "
            "counts were seen. It has "
            f"the highest rate of {len(rates)}: if it was picked for that, it is high "
            "by chance in part, and its contrasts are exaggerated (decline_from_peak "
            "allows for the choice).",
            support="not checkable from these data",
        ),
    )


def _rate(design: CountDesign, factor: str, level: object) -> float:
    rows = (design.frame[factor] == level).to_numpy()
    counted, years = design.counts[rows].sum(), design.exposure[rows].sum()
    return float(counted / years)
