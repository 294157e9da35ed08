"""What one model says of a rate ratio, or why it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bemodels.result import Estimate
from bemodels.result.rules import check_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bemodels.result import Interval

HOLDS, ABOVE, BELOW = "holds 1", "above 1", "below 1"
NOT_FITTED = "no estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRatio:
    """The rate ratio by one model.

    Attributes
    ----------
    name : str
        As its estimand ends: ``"nb2"`` of ``rate_ratio_nb2``.
    model : str
        As a reader knows it.
    variance : str
        What the model takes the variance of a count for, by its mean mu.
    dispersion : str
        How much counts vary beyond their means, as this model finds it.
    estimates : tuple of Estimate
        One, or none where there is no estimate.
    reason : str
        Why there is none.
    """

    name: str
    model: str
    variance: str
    dispersion: str = ""
    estimates: tuple[Estimate, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def says(self) -> str:
        """Where the interval lies, beside a ratio of 1."""
        for one in self.estimates:
            return side_of_1(one.interval)
        return NOT_FITTED


def side_of_1(interval: Interval) -> str:
    """Tell on which side of 1 an interval lies.

    Parameters
    ----------
    interval : Interval
        Of a ratio.

    Returns
    -------
    str
        One of ``"above 1"``, ``"below 1"`` and ``"holds 1"``.
    """
    if interval.low > 1:
        return ABOVE
    return BELOW if interval.high < 1 else HOLDS


def sides_of(ratios: Iterable[ModelRatio]) -> dict[str, tuple[str, ...]]:
    """Return the models by where their intervals lie.

    Parameters
    ----------
    ratios : iterable of ModelRatio
        In any order.

    Returns
    -------
    dict of str to tuple of str
        Names of models, those without an estimate left out.
    """
    sides: dict[str, tuple[str, ...]] = {}
    for one in ratios:
        if one.estimates:
            sides[one.says] = (*sides.get(one.says, ()), one.model)
    return sides
