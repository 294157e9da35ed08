"""At how many vectors an interval shows a fall, a rise, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bemodels.audit.years.words import in_words
from bemodels.result import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChanges:
    """Numbers of vectors by what the interval at each of them shows.

    Attributes
    ----------
    falls, rises : int
        Vectors whose interval lies below no change, and above it.
    neither : int
        Vectors whose interval holds no change: it is possible, and is not shown.
    """

    falls: int
    rises: int
    neither: int

    @property
    def vectors(self) -> int:
        """All of them."""
        return self.falls + self.rises + self.neither

    def __str__(self) -> str:
        """Say what is shown, and at how many vectors.

        Examples
        --------
        >>> print(ShownChanges(falls=2827, rises=0, neither=107))
        a fall is shown at 2,827 of 2,934 vectors, a rise at none, neither at 107
        >>> print(ShownChanges(falls=240, rises=0, neither=0))
        a fall is shown at each of 240 vectors
        >>> print(ShownChanges(falls=0, rises=0, neither=1))
        neither a fall nor a rise is shown
        """
        if self.neither == self.vectors:
            where = "" if self.vectors == 1 else f" at any of {in_words(self.vectors)}"
            return f"neither a fall nor a rise is shown{where}"
        kinds = (("a fall", self.falls), ("a rise", self.rises))
        (most, number), (other, fewer) = sorted(kinds, key=lambda kind: -kind[1])
        if self.vectors == 1:
            return f"{most} is shown"
        if number == self.vectors:
            return f"{most} is shown at each of {in_words(number)}"
        return (
            f"{most} is shown at {number:,} of {in_words(self.vectors)}, {other} at "
            f"{_none_or(fewer)}, neither at {_none_or(self.neither)}"
        )


def _none_or(number: int) -> str:
    return f"{number:,}" if number else "none"


def shown_by_ratios(times: Iterable[int], ratios: Sequence[Interval]) -> ShownChanges:
    """Count the vectors at which intervals of a ratio of rates show a change.

    Parameters
    ----------
    times : iterable of int
        Vectors that share each interval.
    ratios : sequence of Interval, of the same length
        Of the later rate over that of the reference.

    Returns
    -------
    ShownChanges
        A fall is an interval below 1, a rise one above.
    """
    return _shown(
        times,
        falls=[one.high < 1 for one in ratios],
        rises=[one.low > 1 for one in ratios],
    )


def shown_by_declines(
    times: Iterable[int], declines: Sequence[Interval]
) -> ShownChanges:
    """Count the vectors at which intervals of a decline show a change.

    Parameters
    ----------
    times : iterable of int
        Vectors that share each interval.
    declines : sequence of Interval, of the same length
        In percent of the reference.

    Returns
    -------
    ShownChanges
        A fall is an interval above 0, a rise one below.
    """
    return _shown(
        times,
        falls=[one.low > 0 for one in declines],
        rises=[one.high < 0 for one in declines],
    )


def _shown(
    times: Iterable[int], *, falls: Sequence[bool], rises: Sequence[bool]
) -> ShownChanges:
    numbers = {"falls": 0, "rises": 0, "neither": 0}
    for number, fall, rise in zip(times, falls, rises, strict=True):
        numbers["falls" if fall else "rises" if rise else "neither"] += number
    return ShownChanges(**numbers)
