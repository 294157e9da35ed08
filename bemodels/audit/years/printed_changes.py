r"""Rules that a printed percentage change sets on two years' counts.

With annual rates :math:`r_0 = 12 n_0 / m_0` before and :math:`r_1 = 12 n_1 / m_1`
after, what is printed is the size of the change: of a decrease
:math:`100 (1 - r_1 / r_0)`, of an increase :math:`100 (r_1 / r_0 - 1)`. The size is
rounded half up, so that a decrease of 69.5 is printed as 70 and one of 70.5 as 71, and
an increase alike; or it is cut off, so that 70.99 is printed as 70. Multiplied by
:math:`n_0` and the months, both are inequalities in whole numbers: no division is made
and nothing is rounded by the machine. A printed 0 may be a small change either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bemodels.audit.years.inequalities import Inequality, check_years
from bemodels.errors import InvalidDataError
from bemodels.result.as_written import exact
from bemodels.result.rules import check_whole, shown

WHOLE = 100


@dataclass(frozen=True, slots=True)
class RoundedChange:
    """The change from one year to another is printed, its size rounded half up.

    Attributes
    ----------
    before, after : int
        The years; the one before had an incident or more.
    percent : float
        The change as printed: -70 for a decrease of 70%.
    months_before, months_after : int
        For how many months each year was observed, or counts as observed; equal months
        compare the counts as they stand.
    decimals : int
        How many decimals are printed, 0 or more.

    Raises
    ------
    InvalidDataError
        If a field is of another type or out of its range, or `percent` has more
        decimals than are printed.

    Examples
    --------
    >>> str(RoundedChange(2016, 2017, percent=-70, months_before=12, months_after=10))
    '2016 (12 months) to 2017 (10 months): -70%, rounded half up'
    """

    before: int
    after: int
    percent: float
    months_before: int
    months_after: int
    decimals: int = 0

    def __post_init__(self) -> None:
        check_change(self)

    @property
    def years(self) -> tuple[int, ...]:
        """The two years."""
        return (self.before, self.after)

    @property
    def inequalities(self) -> tuple[Inequality, ...]:
        """What it asks."""
        size = abs(exact("percent", self.percent))
        half = Fraction(1, 2 * 10**self.decimals)
        return sizes_within(self, size - half, size + half)

    def __str__(self) -> str:
        return f"{change_words(self)}, rounded half up"


@dataclass(frozen=True, slots=True)
class TruncatedChange:
    """The change from one year to another is printed, its size cut off.

    Attributes
    ----------
    before, after : int
        The years; the one before had an incident or more.
    percent : float
        The change as printed: -70 for a decrease of 70%.
    months_before, months_after : int
        For how many months each year was observed, or counts as observed; equal months
        compare the counts as they stand.
    decimals : int
        How many decimals are printed, 0 or more.

    Raises
    ------
    InvalidDataError
        If a field is of another type or out of its range, or `percent` has more
        decimals than are printed.

    Examples
    --------
    >>> str(TruncatedChange(2016, 2017, percent=-70, months_before=12, months_after=10))
    '2016 (12 months) to 2017 (10 months): -70%, cut off'
    """

    before: int
    after: int
    percent: float
    months_before: int
    months_after: int
    decimals: int = 0

    def __post_init__(self) -> None:
        check_change(self)

    @property
    def years(self) -> tuple[int, ...]:
        """The two years."""
        return (self.before, self.after)

    @property
    def inequalities(self) -> tuple[Inequality, ...]:
        """What it asks."""
        size = abs(exact("percent", self.percent))
        return sizes_within(self, size, size + Fraction(1, 10**self.decimals))

    def __str__(self) -> str:
        return f"{change_words(self)}, cut off"


PrintedChange = RoundedChange | TruncatedChange


def check_change(change: PrintedChange) -> None:
    """Refuse what is no printed change.

    Parameters
    ----------
    change : PrintedChange
        The rule.

    Raises
    ------
    InvalidDataError
        If a field is of another type or out of its range, or `percent` has more
        decimals than are printed.
    """
    name = type(change).__name__
    check_years(change)
    for field in ("months_before", "months_after"):
        check_whole(f"{name}: {field}", getattr(change, field), least=1)
    decimals = check_whole(f"{name}: decimals", change.decimals, least=0)
    percent = exact(f"{name}: percent", change.percent)
    if (percent * 10**decimals).denominator > 1:
        raise InvalidDataError(
            f"{name}: percent is printed with {decimals} decimals, got "
            f"{shown(change.percent)}"
        )
    if percent < -WHOLE:
        raise InvalidDataError(
            f"{name}: percent must be {-WHOLE} or more, as nothing falls by more than "
            f"all of it, got {shown(change.percent)}"
        )


def sizes_within(
    change: PrintedChange, low: Fraction, high: Fraction
) -> tuple[Inequality, ...]:
    """Return that the size of a change reaches one number and not the other.

    Parameters
    ----------
    change : PrintedChange
        The rule, whose sign tells a decrease from an increase; 0 is either.
    low, high : fractions.Fraction
        The numbers, in percent.

    Returns
    -------
    tuple of Inequality
        In whole numbers. Both together fail where the year before has no incident.
    """
    if change.percent == 0:
        return (_size_below(change, 1, high), _size_below(change, -1, high))
    sign = 1 if change.percent > 0 else -1
    # Reaching a number is not lying below it: the same line with its sign turned.
    below = _size_below(change, sign, low)
    reached = Inequality(
        tuple((year, -weight) for year, weight in below.weights), 1 - below.least
    )
    return (reached, _size_below(change, sign, high))


def change_words(change: PrintedChange) -> str:
    """Return what was printed, without how it was rounded.

    Parameters
    ----------
    change : PrintedChange
        The rule.

    Returns
    -------
    str
        Years, months and percentage.
    """
    return (
        f"{change.before} ({change.months_before} months) to {change.after} "
        f"({change.months_after} months): {change.percent:+.{change.decimals}f}%"
    )


def _size_below(change: PrintedChange, sign: int, high: Fraction) -> Inequality:
    """Return sign 100 (r1 / r0 - 1) < high, times n0 m1 and the denominator."""
    unit = high.denominator
    before = change.months_after * (sign * 100 * unit + high.numerator)
    after = -sign * 100 * unit * change.months_before
    return Inequality(((change.before, before), (change.after, after)), 1)
