"""Histories whose counts are fractions, as a share of matching errors makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from bemodels.undercount.capture.capture_table import (
    MOST_LISTS,
    CaptureTable,
    check_lists,
    checked_histories,
)

if TYPE_CHECKING:
    import pandas as pd

# What is left of a whole number after sums of fractions.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FractionalTable(CaptureTable):
    """A table that the package made, whose counts need not be whole.

    Models whose likelihood is smooth in the counts take it by `checked_counts`; all
    others refuse it by `checked_histories`, as they refuse any fraction.
    """


def fractional_table(lists: tuple[str, ...], counts: Sequence[float]) -> CaptureTable:
    """Return a table of counts that need not be whole.

    Parameters
    ----------
    lists : tuple of str, length K
        Names of the lists.
    counts : sequence of float, length 2^K - 1
        Incidents of each pattern, 0 or more.

    Returns
    -------
    CaptureTable
        A `FractionalTable` if a count is no whole number but for rounding.

    Examples
    --------
    >>> fractional_table(("a", "b"), (30.5, 20.0, 10.000000000001)).counts
    (30.5, 20, 10)
    """
    settled = tuple(map(whole_if_nearly, counts))
    kind = CaptureTable if all(isinstance(n, int) for n in settled) else FractionalTable
    # typed as whole because every function that is shown to users takes whole numbers
    return kind(lists=lists, counts=cast("tuple[int, ...]", settled))


def checked_counts(
    histories: Mapping[str, int] | pd.DataFrame, *, most: int = MOST_LISTS
) -> CaptureTable:
    """Check histories for a model that takes fractions, too.

    Parameters
    ----------
    histories : mapping of str to int, or pandas.DataFrame
        As `checked_histories` takes them, or a `FractionalTable`.
    most : int
        How many lists there may be.

    Returns
    -------
    CaptureTable
        The histories.

    Raises
    ------
    InvalidDataError, NotEstimableError
        As `checked_histories`.

    Examples
    --------
    >>> checked_counts({"11": 167, "10": 781, "01": 254}).counts
    (254, 781, 167)
    """
    if not isinstance(histories, FractionalTable):
        return checked_histories(histories, most=most)
    check_lists(histories.lists, 0, most)
    return histories


def whole_if_nearly(count: float) -> float:
    """Return a number as a whole one if it is one but for rounding.

    Parameters
    ----------
    count : float
        Any finite number.

    Returns
    -------
    float
        An int where it is whole.

    Examples
    --------
    >>> whole_if_nearly(3.0), whole_if_nearly(2.5)
    (3, 2.5)
    """
    nearest = round(count)
    return nearest if abs(count - nearest) <= _ROUNDING * max(1, nearest) else count
