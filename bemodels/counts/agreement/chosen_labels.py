"""Whether a label was compared for the very counts that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.log.grid import TIME_KEYS
from bemodels.result import Assumption

if TYPE_CHECKING:
    from bemodels.counts.agreement.label_contrast import LabelContrast
    from bemodels.data import CountTable


def chosen_after_the_counts(
    table: CountTable, contrast: LabelContrast
) -> tuple[Assumption, ...]:
    """Return what a contrast with a peak rests on.

    Parameters
    ----------
    table : CountTable
        Any table.
    contrast : LabelContrast
        Two labels of one of its keys.

    Returns
    -------
    tuple of Assumption
        One, if the key is a time and one of the two has the highest rate of all.
    """
    if contrast.key not in TIME_KEYS:
        return ()
    sums = table.frame.groupby(contrast.key)[["count", "years"]].sum()
    rates = sums["count"] / sums["years"]
    peaks = rates.index[rates == rates.max()]
    return tuple(
        Assumption(
            statement=f"{contrast.key} {label} was not chosen for its counts. It has "
            "the highest rate of all: chosen for that, its ratio lies further from 1 "
            "than the truth on average, which no interval here allows for.",
            support="not checkable from these data",
        )
        for label in contrast.labels
        if label in peaks
    )
