"""A period in its observed part and the rest: what is told of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.result import Assumption, Table

if TYPE_CHECKING:
    import numpy as np

AS_BEFORE = Assumption(
    statement="Each row's rate in the rest of the period is what it was in the part "
    "that was observed.",
    support="not checkable from these data",
)
SHOCK_KEPT = Assumption(
    statement="What raises or lowers a row's count beyond its mean lasts the whole "
    "period: a high count so far foretells a high remainder.",
    support="not checkable from these data",
)


def parts_table(
    unit: str, *, seen: np.ndarray, to_come: np.ndarray, counted: int, expected: float
) -> Table:
    """Return what was counted and what is expected to come, with their exposures.

    Parameters
    ----------
    unit : str
        What was counted.
    seen, to_come : ndarray, shape (m,)
        Exposures of the rows.
    counted : int
        Over all rows.
    expected : float
        Count to come over all rows.

    Returns
    -------
    Table
        Two rows.
    """
    return Table(
        name="Observed part and remainder",
        columns=("part", "exposure summed over rows", unit),
        rows=(
            ("counted", float(seen.sum()), counted),
            ("expected to come", float(to_come.sum()), expected),
        ),
    )
