"""Capture histories as counts of every pattern, checked at the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result.rules import check_whole, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

LETTERS = "abcdefghij"
MOST_RECORDED = 10**7


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternCounts:
    """How many units each pattern of lists holds.

    Attributes
    ----------
    lists : tuple of str, length k
        Names of the lists: those of a frame's columns, else letters.
    counts : ndarray of int, shape (2**k,)
        Units by pattern; list j is in pattern p where bit j of p is set. The first,
        units on no list, is 0.
    """

    lists: tuple[str, ...]
    counts: NDArray[np.int64]

    @property
    def recorded(self) -> int:
        """Units on any list."""
        return int(self.counts.sum())


def count_patterns(  # checked here, whatever it is
    histories: Any,  # noqa: ANN401
    *,
    least: int,
    most: int,
) -> PatternCounts:
    """Read capture histories.

    Parameters
    ----------
    histories : mapping of str to int, or DataFrame
        Patterns such as ``"011"`` to units, or one column of 0 and 1 a list and one
        row a unit.
    least, most : int
        How many lists there may be.

    Returns
    -------
    PatternCounts
        Absent patterns are 0.

    Raises
    ------
    InvalidDataError
        If a pattern or count is none, or there are fewer or more lists than that.
    NotEstimableError
        If no unit is recorded.
    """
    if isinstance(histories, Mapping):
        found = _of_mapping(histories, least, most)
    elif hasattr(histories, "columns"):
        found = _of_frame(histories, least, most)
    else:
        raise InvalidDataError(
            f"histories must be a mapping or a frame, got {shown(histories)}"
        )
    if not found.recorded:
        raise NotEstimableError(
            "with no unit on any list, any number of hidden ones fits"
        )
    if found.recorded > MOST_RECORDED:
        raise InvalidDataError(
            f"histories must hold {MOST_RECORDED} units or fewer, got {found.recorded}"
        )
    return found


def _of_mapping(histories: Mapping[Any, Any], least: int, most: int) -> PatternCounts:
    patterns = tuple(histories)
    width = len(patterns[0]) if patterns and isinstance(patterns[0], str) else 0
    for pattern in patterns:
        if (
            not isinstance(pattern, str)
            or len(pattern) != width
            or set(pattern) - {"0", "1"}
        ):
            raise InvalidDataError(
                "a pattern must be digits 0 and 1, one a list, as many in each, got "
                f"{shown(pattern)}"
            )
        if "1" not in pattern:
            raise InvalidDataError(
                "a pattern must hold a 1, as units on no list are not observed, got "
                f"{shown(pattern)}"
            )
    _check_lists(width, least, most)
    counts = np.zeros(2**width, dtype=np.int64)
    for pattern, units in histories.items():
        number = check_whole(f"the count of {pattern}", units, least=0)
        if number > MOST_RECORDED:
            raise InvalidDataError(
                f"the count of {pattern} must be {MOST_RECORDED} or less, got "
                f"{shown(number)}"
            )
        counts[int(pattern[::-1], 2)] = number
    return PatternCounts(lists=tuple(LETTERS[:width]), counts=counts)


def _of_frame(
    frame: Any,  # noqa: ANN401 - pandas is not imported
    least: int,
    most: int,
) -> PatternCounts:
    names = tuple(map(str, frame.columns))
    _check_lists(len(names), least, most)
    cells = frame.to_numpy(dtype=object)
    for row, column in np.argwhere(~frame.isin([0, 1]).to_numpy()):
        raise InvalidDataError(
            f"row {row}, column {shown(names[column])} must be 0 or 1, got "
            f"{shown(cells[row, column])}"
        )
    codes = cells.astype(np.int64) @ (1 << np.arange(len(names)))
    for row in np.flatnonzero(codes == 0):
        raise InvalidDataError(
            f"row {row} must hold a 1, as units on no list are not observed, got only 0"
        )
    counts = np.bincount(codes, minlength=2 ** len(names)).astype(np.int64)
    return PatternCounts(lists=names, counts=counts)


def _check_lists(lists: int, least: int, most: int) -> None:
    if not least <= lists <= most:
        raise InvalidDataError(
            f"histories must have {least} to {most} lists, got {lists}"
        )
