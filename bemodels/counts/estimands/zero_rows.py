"""Rows without a count: how many there are, and how many are expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.result import Table

if TYPE_CHECKING:
    import numpy as np


def zero_rows(counts: np.ndarray, share: float) -> Table:
    """Return the observed and the expected rows without a count.

    Parameters
    ----------
    counts : ndarray of int, shape (n,)
        Of every row.
    share : float
        Of rows that are expected to have none.

    Returns
    -------
    Table
        Two rows.
    """
    zeros = int((counts == 0).sum())
    return Table(
        name="Rows without a count",
        columns=("", "rows", "share"),
        rows=(
            ("observed", zeros, zeros / len(counts)),
            ("expected", share * len(counts), share),
        ),
    )
