"""Capture histories as a table: how many incidents each combination of lists saw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.problems import refuse
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Provenance
from bemodels.result.display import format_count
from bemodels.result.rules import is_whole, shown

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

FEWEST_LISTS, MOST_LISTS = 2, 10
LARGEST_COUNT = 10**9
# What is drawn or summed unit by unit takes fewer.
MOST_SUMMED = 10**7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CaptureTable(Mapping[str, int]):
    """Incidents by the lists that saw them: a mapping of histories to counts.

    Every function of several lists takes one as its `histories`.

    Attributes
    ----------
    lists : tuple of str, length K
        Names of the lists; their letters are a, b, c, ... in this order.
    counts : tuple of int, length 2^K - 1
        Incidents of each pattern, in the order of `patterns`.
    provenance : tuple of Provenance
        The files that they were read from.
    notices : tuple of str
        What was accepted and must be told.

    Raises
    ------
    InvalidDataError
        If there is not one count a pattern.

    Examples
    --------
    >>> table = CaptureTable(lists=("police", "press"), counts=(2, 0, 5))
    >>> dict(table), table.patterns
    ({'01': 2, '11': 5}, ('01', '10', '11'))
    """

    lists: tuple[str, ...]
    counts: tuple[int, ...]
    provenance: tuple[Provenance, ...] = ()
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table that has not one count a pattern."""
        patterns = 2 ** len(self.lists) - 1
        if len(self.counts) != patterns:
            raise InvalidDataError(
                f"counts must hold one number a pattern, {patterns} for "
                f"{len(self.lists)} lists, got {len(self.counts)}"
            )

    def __getitem__(self, pattern: str) -> int:
        """Return the incidents of a pattern that some have.

        Parameters
        ----------
        pattern : str
            One digit a list.

        Returns
        -------
        int
            1 or more.
        """
        return self._found()[pattern]

    def __iter__(self) -> Iterator[str]:
        """Go through the patterns that some incident has."""
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())

    def __str__(self) -> str:
        incidents = format_count(self.recorded, "incident", "incidents")
        return f"{incidents} in {format_count(len(self.lists), 'list', 'lists')}"

    @property
    def patterns(self) -> tuple[str, ...]:
        """Patterns in the order of binary numbers, from ``"0...01"`` to ``"1...1"``."""
        return patterns_of(len(self.lists))

    @property
    def seen(self) -> NDArray[np.float64]:
        """Digits of the patterns, one row a pattern and one column a list."""
        return np.array([[float(one) for one in row] for row in self.patterns])

    @property
    def by_bits(self) -> NDArray[np.int64]:
        """Incidents of the pattern p, list j being in it where bit j of p is set.

        The first of the 2^K, incidents that no list saw, is 0.
        """
        cube = np.array([0, *self.counts], dtype=np.int64)
        return cube.reshape((2,) * len(self.lists)).T.ravel()

    @property
    def recorded(self) -> int:
        """Incidents that at least one list saw."""
        return sum(self.counts)

    @property
    def letters(self) -> str:
        """Letters of the lists, in their order."""
        return ascii_lowercase[: len(self.lists)]

    def _found(self) -> dict[str, int]:
        both = zip(self.patterns, self.counts, strict=True)
        return {pattern: count for pattern, count in both if count}


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


def checked_histories(
    histories: Mapping[str, int] | pd.DataFrame,
    *,
    least: int = FEWEST_LISTS,
    most: int = MOST_LISTS,
    recorded: int = LARGEST_COUNT * 2**MOST_LISTS,
) -> CaptureTable:
    """Check capture histories and count their patterns.

    Parameters
    ----------
    histories : mapping of str to int, or pandas.DataFrame
        Patterns, one digit a list (1 if it saw the incident), to incidents; or one row
        an incident with one 0/1 column a list. Patterns that are absent count zero.
    least, most : int
        How many lists there may be.
    recorded : int
        How many incidents there may be in all.

    Returns
    -------
    CaptureTable
        With the names of a frame's columns, or of a table that is one already.

    Raises
    ------
    InvalidDataError
        If a pattern has other digits than 0 and 1, another length than the first, or
        no 1; if a count is no whole number from 0 to 10^9; if there are fewer or more
        lists, or more incidents. Of a frame, every wrong cell and row is a line.
    NotEstimableError
        If no incident was recorded.

    Examples
    --------
    >>> checked_histories({"11": 167, "10": 781, "01": 254}).counts
    (254, 781, 167)
    """
    if isinstance(histories, Mapping):
        lists, counted = _of_mapping(histories, least, most)
    elif hasattr(histories, "columns"):
        lists, counted = _of_frame(histories, least, most)
    else:
        raise InvalidDataError(
            "histories must map patterns to counts or be a frame of 0 and 1, got "
            f"{shown(histories)}"
        )
    counts = tuple(int(counted.get(one, 0)) for one in patterns_of(len(lists)))
    if not any(counts):
        raise NotEstimableError(
            "the histories hold no incident, so they say nothing of those not seen"
        )
    if sum(counts) > recorded:
        raise InvalidDataError(
            f"histories must hold {recorded} incidents or fewer, got {sum(counts)}"
        )
    return CaptureTable(lists=lists, counts=counts)


def _of_mapping(
    histories: Mapping[str, int], least: int, most: int
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
    lists = getattr(histories, "lists", tuple(ascii_lowercase[:number]))
    check_lists(lists, least, most)
    return lists, histories


def _of_frame(
    frame: pd.DataFrame, least: int, most: int
) -> tuple[tuple[str, ...], Mapping[str, int]]:
    lists = tuple(str(name) for name in frame.columns)
    check_lists(lists, least, most)
    one, zero = (
        # columns that may lack values answer with their own kind of truth
        frame.isin([digit]).to_numpy(dtype=bool, na_value=False)
        for digit in (1, 0)
    )
    refuse(
        [
            f"row {row}, list {shown(lists[column])}: must be 0 or 1, got "
            f"{shown(frame.iat[row, column])}"
            for row, column in np.argwhere(~(one | zero))
        ]
    )
    codes = one @ (1 << np.arange(len(lists)))[::-1]
    refuse(
        [
            f"row {row}: a history needs a list that saw the incident, got only 0"
            for row in np.flatnonzero(codes == 0)
        ]
    )
    counts = np.bincount(codes, minlength=1 << len(lists))[1:]
    return lists, dict(zip(patterns_of(len(lists)), counts.tolist(), strict=True))


def check_lists(lists: tuple[str, ...], least: int, most: int) -> None:
    """Refuse too few or too many lists, and names that stand twice.

    Parameters
    ----------
    lists : tuple of str
        Their names.
    least, most : int
        How many there may be.

    Raises
    ------
    InvalidDataError
        If there are fewer or more, or two have one name.
    """
    if not least <= len(lists) <= most:
        raise InvalidDataError(
            f"histories must have {least} to {most} lists, got {len(lists)}"
        )
    twice = [name for name in lists if lists.count(name) > 1]
    if twice:
        raise InvalidDataError(
            f"lists must have different names, got {shown(twice[0])} twice"
        )
