"""Capture histories as a table: how many incidents each combination of lists saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase
from typing import TYPE_CHECKING

import numpy as np

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result.rules import is_whole, shown

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

MOST_LISTS = 10
LARGEST_COUNT = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTable:
    """Incidents by the lists that saw them, of every pattern but that of no list.

    Attributes
    ----------
    lists : tuple of str, length K
        Names of the lists; their letters are a, b, c, ... in this order.
    counts : tuple of int, length 2^K - 1
        Incidents of each pattern, in the order of `patterns`.
    """

    lists: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def patterns(self) -> tuple[str, ...]:
        """Patterns in the order of binary numbers, from ``"0...01"`` to ``"1...1"``."""
        return patterns_of(len(self.lists))

    @property
    def seen(self) -> NDArray[np.float64]:
        """Digits of the patterns, one row a pattern and one column a list."""
        return np.array([[float(one) for one in row] for row in self.patterns])

    @property
    def recorded(self) -> int:
        """Incidents that at least one list saw."""
        return sum(self.counts)

    @property
    def letters(self) -> str:
        """Letters of the lists, in their order."""
        return ascii_lowercase[: len(self.lists)]

    def __str__(self) -> str:
        return f"{self.recorded} incidents in {len(self.lists)} lists"


def patterns_of(lists: int) -> tuple[str, ...]:
    """Return every pattern of so many lists, that of no list left out.

    Parameters
    ----------
    lists : int
        How many there are.

    Returns
    -------
    tuple of str
        In the order of binary numbers.

    Examples
    --------
    >>> patterns_of(2)
    ('01', '10', '11')
    """
    return tuple("".join(digits) for digits in product("01", repeat=lists))[1:]


def read_histories(histories: Mapping[str, int] | pd.DataFrame) -> CaptureTable:
    """Check capture histories and count their patterns.

    Parameters
    ----------
    histories : mapping of str to int, or pandas.DataFrame
        Patterns, one digit a list (1 if it saw the incident), to incidents; or one row
        an incident with one 0/1 column a list. Patterns that are absent count zero.

    Returns
    -------
    CaptureTable
        Of 2 to 10 lists.

    Raises
    ------
    InvalidDataError
        If a pattern has other digits than 0 and 1, another length than the first, or
        no 1; if a count is no whole number from 0 to 10^9; if there are not 2 to 10
        lists.
    NotEstimableError
        If no incident was recorded.

    Examples
    --------
    >>> read_histories({"11": 167, "10": 781, "01": 254}).counts
    (254, 781, 167)
    """
    if isinstance(histories, Mapping):
        lists, counted = _of_mapping(histories)
    elif hasattr(histories, "columns"):
        lists, counted = _of_frame(histories)
    else:
        raise InvalidDataError(
            "histories must map patterns to counts or be a frame of 0 and 1, got "
            f"{shown(histories)}"
        )
    if not any(counted.values()):
        raise NotEstimableError(
            "the histories hold no incident, so they say nothing of those not seen"
        )
    patterns = patterns_of(len(lists))
    return CaptureTable(
        lists=lists, counts=tuple(int(counted.get(one, 0)) for one in patterns)
    )


def _of_mapping(
    histories: Mapping[str, int],
) -> tuple[tuple[str, ...], Mapping[str, int]]:
    lengths = set()
    for pattern, count in histories.items():
        if not isinstance(pattern, str) or not pattern or set(pattern) - set("01"):
            raise InvalidDataError(
                f"a history must be text of 0 and 1, got {shown(pattern)}"
            )
        if "1" not in pattern:
            raise InvalidDataError(
                f"a history needs a list that saw the incident, got {shown(pattern)}"
            )
        if not is_whole(count) or not 0 <= count <= LARGEST_COUNT:
            raise InvalidDataError(
                f"the count of history {pattern} must be a whole number from 0 to "
                f"{LARGEST_COUNT}, got {shown(count)}"
            )
        lengths.add(len(pattern))
    if len(lengths) > 1:
        raise InvalidDataError(
            f"histories must have one digit a list, got {shown(sorted(lengths))} digits"
        )
    number = max(lengths, default=0)
    _check_number(number)
    return tuple(ascii_lowercase[:number]), histories


def _of_frame(frame: pd.DataFrame) -> tuple[tuple[str, ...], Mapping[str, int]]:
    lists = tuple(str(name) for name in frame.columns)
    _check_number(len(lists))
    twice = [name for name in lists if lists.count(name) > 1]
    if twice:
        raise InvalidDataError(
            f"lists must have different names, got {shown(twice[0])} twice"
        )
    digit = frame.isin([0, 1]).to_numpy()
    if not digit.all():
        row, column = np.argwhere(~digit)[0]
        raise InvalidDataError(
            f"row {row}, list {shown(lists[column])}: must be 0 or 1, got "
            f"{shown(frame.iat[row, column])}"
        )
    codes = frame.to_numpy(dtype=int) @ (1 << np.arange(len(lists)))[::-1]
    if not codes.all():
        raise InvalidDataError(
            f"row {int(np.argmin(codes))}: a history needs a list that saw the "
            "incident, got only 0"
        )
    counts = np.bincount(codes, minlength=1 << len(lists))[1:]
    return lists, dict(zip(patterns_of(len(lists)), counts.tolist(), strict=True))


def _check_number(lists: int) -> None:
    if not 2 <= lists <= MOST_LISTS:  # noqa: PLR2004  # one list has no overlap
        raise InvalidDataError(
            f"histories must have 2 to {MOST_LISTS} lists, got {lists}"
        )
