"""What each wording of a printed figure asks of the counts behind it: exact ranges."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

from bemodels.intervals import wilson_interval

if TYPE_CHECKING:
    from bemodels.data.printed_figure import PrintedFigure, Wording

How = Literal["rounding", "truncation"]
LEVEL = 0.95
HALF = Fraction(50)

# Every wording once: what it is called, what fits it, and how a fit is told.
WORD_RULES: dict[Wording, tuple[str, str, str]] = {
    "percentage": (
        "57% or 85.7%",
        "by rounding: halves up, to the printed decimals; by truncation: the further "
        "decimals cut off",
        "by rounding",
    ),
    "almost": ("almost x", "x - 2 to x, both included", "by its words"),
    "a little more than": (
        "a little more than x",
        "x to x + 1, both included",
        "by its words",
    ),
    "more than half": ("more than half", "above 50", "by its words"),
    "clear majority": (
        "clear majority",
        "the lower limit of Wilson's 95% interval is above 50",
        "by its words",
    ),
    "counts": ("4 of 5", "the counts are those printed", "as printed"),
}
BY_TRUNCATION = "by truncation"
# How far the words reach from the number that they hold, in percentage points.
_REACH: dict[Wording, tuple[int, int]] = {
    "almost": (-2, 0),
    "a little more than": (0, 1),
}


@dataclass(frozen=True, slots=True)
class Range:
    """The percentages that a figure may stand for.

    Attributes
    ----------
    low, high : fractions.Fraction or None
        Its ends, in percent; None where there is no upper one.
    low_in, high_in : bool
        Whether an end is one of them.
    """

    low: Fraction
    high: Fraction | None
    low_in: bool = True
    high_in: bool = True

    def holds(self, percent: Fraction) -> bool:
        """Tell whether a percentage is one of them.

        Parameters
        ----------
        percent : fractions.Fraction
            Exact.

        Returns
        -------
        bool
            True at an end that is included.
        """
        above = percent > self.low or (self.low_in and percent == self.low)
        if self.high is None:
            return above
        return above and (
            percent < self.high or (self.high_in and percent == self.high)
        )

    def counts_of(self, whole: int, most: int | None) -> range:
        """Return the counts that are such a percentage of a whole.

        Parameters
        ----------
        whole : int
            1 or more.
        most : int or None
            No count above it is taken.

        Returns
        -------
        range
            Whole numbers of 0 or more.
        """
        low, high = self.low * whole / 100, self.high
        first = ceil(low) if self.low_in else floor(low) + 1
        if high is None:
            last = whole
        else:
            top = high * whole / 100
            last = floor(top) if self.high_in else ceil(top) - 1
        last = last if most is None else min(last, most)
        return range(max(0, first), last + 1)


def range_of(figure: PrintedFigure, how: How) -> Range | None:
    """Return the percentages that a figure may stand for.

    Parameters
    ----------
    figure : PrintedFigure
        A percentage, or words that hold one; the sign is left out.
    how : {"rounding", "truncation"}
        How a percentage was made; words have one rule.

    Returns
    -------
    Range or None
        None where there is no such range.

    Examples
    --------
    >>> from bemodels.data.printed_figure import read_figure
    >>> range_of(read_figure("13%"), "rounding").holds(Fraction(25, 2))
    True
    """
    if figure.wording == "percentage":
        step = Fraction(1, 10**figure.decimals)
        low = figure.value - (step / 2 if how == "rounding" else 0)
        return Range(low, low + step, high_in=False)
    if how == "truncation":
        return None
    if figure.wording == "more than half":
        return Range(HALF, None, low_in=False)
    if figure.wording in _REACH:
        below, above = _REACH[figure.wording]
        return Range(figure.value + below, figure.value + above)
    return None


def is_clear_majority(count: int, whole: int) -> bool:
    """Tell whether Wilson's lower limit of a share is above a half.

    Parameters
    ----------
    count, whole : int
        The share.

    Returns
    -------
    bool
        False where it is no share.

    Examples
    --------
    >>> is_clear_majority(61, 94), is_clear_majority(61, 116)
    (True, False)
    """
    if not 0 <= count <= whole or whole == 0:
        return False
    return wilson_interval(count, whole, level=LEVEL).low > 1 / 2


def clear_majorities(whole: int, most: int | None) -> range:
    """Return the counts that are a clear majority of a whole.

    Parameters
    ----------
    whole : int
        1 or more.
    most : int or None
        No count above it is taken.

    Returns
    -------
    range
        Whole numbers.
    """
    low, high = whole // 2, whole + 1
    while low + 1 < high:  # the lower limit rises with the count
        middle = (low + high) // 2
        if is_clear_majority(middle, whole):
            high = middle
        else:
            low = middle
    last = whole if most is None else min(whole, most)
    return range(high, last + 1)


def possible_percentages(whole: int, most: int, decimals: int) -> int:
    """Count the printed percentages that some count of a whole gives by rounding.

    Of those from 0 to 100 there are 100 * 10**decimals + 1. The fewer of them are
    possible, the more it says that a printed one is.

    Parameters
    ----------
    whole : int
        1 or more.
    most : int
        The largest count, at most `whole`.
    decimals : int
        As printed, 0 or more.

    Returns
    -------
    int
        1 or more, at most 100 * 10**decimals + 1.

    Examples
    --------
    >>> possible_percentages(18, 18, 0), possible_percentages(150, 150, 0)
    (19, 101)
    """
    steps: int = 100 * 10**decimals
    if whole <= steps:  # counts are a step apart or more: no two are printed alike
        return most + 1
    return (2 * steps * most + whole) // (2 * whole) + 1
