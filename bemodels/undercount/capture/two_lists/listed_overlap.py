"""The estimators of two lists, asked of capture histories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bemodels.result import Provenance, Result, check_level
from bemodels.undercount.capture.fractional_table import (
    FractionalTable,
    checked_counts,
)
from bemodels.undercount.capture.two_lists.independent_lists import (
    FractionalLists,
    TwoLists,
)
from bemodels.undercount.capture.two_lists.overlap import chapman_from, petersen_from

if TYPE_CHECKING:
    import pandas as pd

TWO = 2


def petersen_of(
    histories: Mapping[str, int] | pd.DataFrame,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate a population from the histories of two independent lists.

    Parameters
    ----------
    histories : mapping of str to int, or pandas.DataFrame
        Patterns of two digits (1 if the list saw the incident) to incidents; or one
        row an incident with one 0/1 column a list.
    provenance : tuple of Provenance
        The files that the histories were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        That of `petersen`.

    Raises
    ------
    InvalidDataError
        If the histories are not of two lists, or `level` breaks its rule.
    NotEstimableError
        If no unit is on both lists.

    Examples
    --------
    >>> result = petersen_of({"11": 167, "10": 781, "01": 254})
    >>> round(result.estimate("population").value, 4)
    2389.8683
    """
    check_level(level)
    return petersen_from(_overlap(histories), provenance=provenance, level=level)


def chapman_of(
    histories: Mapping[str, int] | pd.DataFrame,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate a population from the histories of two lists, less biased.

    Parameters
    ----------
    histories, provenance, level
        As for `petersen_of`.

    Returns
    -------
    Result
        That of `chapman`.

    Raises
    ------
    InvalidDataError
        If the histories are not of two lists, or `level` breaks its rule.
    NotEstimableError
        If a list is empty, or no unit is recorded.

    Examples
    --------
    >>> result = chapman_of({"11": 167, "10": 781, "01": 254})
    >>> round(result.estimate("population").value, 3)
    2382.798
    """
    check_level(level)
    return chapman_from(_overlap(histories), provenance=provenance, level=level)


def _overlap(histories: Mapping[str, int] | pd.DataFrame) -> TwoLists:
    table = checked_counts(histories, most=TWO)
    second, first, both = table.counts
    kind = FractionalLists if isinstance(table, FractionalTable) else TwoLists
    return kind(first + both, second + both, both)
