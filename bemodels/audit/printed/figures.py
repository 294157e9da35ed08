"""One printed figure with the counts that are said to be behind it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from bemodels.audit.printed.figure_rules import (
    BY_TRUNCATION,
    WORD_RULES,
    clear_majorities,
    is_clear_majority,
    range_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.audit.printed.figure_rules import How, Range
    from bemodels.data.printed_figure import PrintedFigure

ALL = 100


class Fit(NamedTuple):
    """A denominator that gives the printed figure.

    Attributes
    ----------
    denominator : int
        It.
    how : str
        By which rule.
    """

    denominator: int
    how: str

    def __str__(self) -> str:
        return f"{self.denominator} {self.how}"


@dataclass(frozen=True, slots=True)
class Numerator:
    """The upper count of a figure.

    Attributes
    ----------
    count : int
        It.
    determined_on : int
        The denominator of which it alone gives the figure; 0 where it is printed or
        solved from printed totals.
    """

    count: int
    determined_on: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFigure:
    """A printed share or change with its counts, as a row of a ledger gives them.

    Attributes
    ----------
    printed : PrintedFigure
        The figure.
    kind : {"share", "change"}
        A share is 100 numerator / denominator, a change 100 (numerator - denominator)
        / denominator.
    numerator : int or None
        None where it is neither printed nor solved from printed totals.
    numerator_unit : str
        What it counts; may be empty.
    stated : int or None
        The denominator that the sentence states.
    denominator_unit : str
        What it counts; may be empty.
    candidates : tuple of int
        Others that the report offers.
    known : int or None
        Units whose attribute is known.
    """

    printed: PrintedFigure
    kind: Literal["share", "change"]
    numerator: int | None
    numerator_unit: str
    stated: int | None
    denominator_unit: str
    candidates: tuple[int, ...]
    known: int | None

    @property
    def offered(self) -> tuple[int, ...]:
        """Every denominator once, the stated one first."""
        stated = () if self.stated is None else (self.stated,)
        return tuple(dict.fromkeys((*stated, *self.candidates)))

    @property
    def others(self) -> tuple[int, ...]:
        """The candidates that are not the stated denominator."""
        return tuple(one for one in self.offered if one != self.stated)

    @property
    def units_differ(self) -> bool:
        """Whether numerator and stated denominator are said to count other things."""
        units = {self.numerator_unit.casefold(), self.denominator_unit.casefold()}
        return "" not in units and len(units) > 1

    @property
    def exceeds_its_whole(self) -> bool:
        """Whether the figure is a share that is printed as more than all."""
        range_ = range_of(self.printed, "rounding")
        return self.kind == "share" and range_ is not None and range_.low > ALL

    def value(self, count: int, denominator: int) -> Fraction | None:
        """Return the exact percentage.

        Parameters
        ----------
        count, denominator : int
            Upper and lower count.

        Returns
        -------
        fractions.Fraction or None
            None of 0.
        """
        if denominator == 0:
            return None
        upper = count - denominator if self.kind == "change" else count
        return Fraction(100 * upper, denominator)

    def fits(self, count: int, denominator: int, how: How) -> bool:
        """Tell whether counts give the printed figure.

        Parameters
        ----------
        count, denominator : int
            Upper and lower count.
        how : {"rounding", "truncation"}
            Words have one rule, which stands in the place of rounding.

        Returns
        -------
        bool
            False where the denominator is 0.
        """
        value = self.value(count, denominator)
        if value is None:
            return False
        range_ = range_of(self.printed, how)
        if self._is_no_share(count, denominator):
            return False
        if range_ is not None:
            return range_.holds(abs(value)) and self._has_its_sign(value)
        if how == "truncation":
            return False
        if self.printed.wording == "counts":
            return (count, denominator) == self.printed.counts
        return is_clear_majority(count, denominator)

    def _is_no_share(self, count: int, denominator: int) -> bool:
        """Tell whether words such as more than half are said of more than all."""
        worded = self.printed.wording not in ("percentage", "counts")
        return worded and self.kind == "share" and count > denominator

    def _has_its_sign(self, value: Fraction) -> bool:
        """Tell whether a change goes where the printed sign says; without one, either.

        A decrease of 70% is printed as 70% beside a verb, or as -70%.
        """
        sign = self.printed.sign
        return not (value < 0 and sign == "+") and not (value > 0 and sign == "-")

    def fits_of(self, count: int) -> tuple[Fit, ...]:
        """Return every denominator that gives the figure, by rounding first.

        Parameters
        ----------
        count : int
            The numerator.

        Returns
        -------
        tuple of Fit
            The stated denominator before candidates.
        """
        rounded = [one for one in self.offered if self.fits(count, one, "rounding")]
        cut = [
            one
            for one in self.offered
            if one not in rounded and self.fits(count, one, "truncation")
        ]
        how = WORD_RULES[self.printed.wording][2]
        return (
            *(Fit(one, how) for one in rounded),
            *(Fit(one, BY_TRUNCATION) for one in cut),
        )

    def numerators_of(self, denominator: int) -> tuple[range, ...]:
        """Return the whole numbers that give the figure and do not exceed `known`.

        A part does not exceed its whole either: no share has a number above it.

        Parameters
        ----------
        denominator : int
            The lower count.

        Returns
        -------
        tuple of range
            Without those that are empty; a change without a sign may have two.
        """
        if denominator == 0:
            return ()
        range_ = range_of(self.printed, "rounding")
        if range_ is None:
            found = [clear_majorities(denominator, self.known)]
        elif self.kind == "share":
            known = denominator if self.known is None else self.known
            found = [range_.counts_of(denominator, min(known, denominator))]
        else:
            found = list(self._changed(range_, denominator))
        return tuple(one for one in dict.fromkeys(found) if one)

    def _changed(self, range_: Range, before: int) -> Iterator[range]:
        """Yield the counts after a rise, and after a fall, that give the figure."""
        moved = range_.counts_of(before, None)
        if not moved:
            return
        most = moved[-1] + before if self.known is None else self.known
        if self.printed.sign != "-":
            yield range(before + moved[0], min(before + moved[-1], most) + 1)
        if self.printed.sign != "+":
            last = min(before - moved[0], most)
            yield range(max(0, before - moved[-1]), last + 1)

    def find_numerator(self) -> Numerator | None:
        """Return the numerator as it is printed, solved or determined.

        It is determined when exactly one whole number gives the printed figure on the
        stated denominator, or failing that on a candidate, and does not exceed
        `known`, nor in a share the whole. Candidates that have different ones
        determine none, whatever their order.

        Returns
        -------
        Numerator or None
            None where it is neither.
        """
        if self.numerator is not None:
            return Numerator(self.numerator)
        if self.printed.counts:
            return Numerator(self.printed.counts[0])
        if self.stated is not None:
            number = self.only_number(self.stated)
            if number is not None:
                return Numerator(number, self.stated)
        found = {
            one: number
            for one in self.others
            if (number := self.only_number(one)) is not None
        }
        if len(set(found.values())) != 1:
            return None
        on, number = next(iter(found.items()))
        return Numerator(number, on)

    def only_number(self, denominator: int) -> int | None:
        """Return the numerator that a denominator determines.

        Parameters
        ----------
        denominator : int
            The lower count.

        Returns
        -------
        int or None
            None where no whole number gives the figure, or several do.
        """
        ranges = self.numerators_of(denominator)
        return ranges[0][0] if sum(map(len, ranges)) == 1 else None
