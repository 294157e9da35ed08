"""Why two years may have been looked at: rules on the counts of all, each in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

from bemodels.result.display import format_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A year whose count, or rate, must be lower than that of the reference year.

    Attributes
    ----------
    place : int
        Of the year, among all.
    own, reference : int
        What its count and that of the reference are multiplied by before they are
        compared: whole numbers, so that equal rates are seen to be equal.
    """

    place: int
    own: int = 1
    reference: int = 1

    def most(self, count: int) -> int:
        """Return the largest count of the year that is still lower.

        Parameters
        ----------
        count : int
            Of the reference year.

        Returns
        -------
        int
            -1 where none is.

        Examples
        --------
        Fewer a year than 36 in 12 months are 20 in 7 months, and not 21:

        >>> Bound(place=0, own=12, reference=7).most(36)
        20
        """
        return (count * self.reference - 1) // self.own


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A reason to look at two years, as a rule on the counts of all.

    Attributes
    ----------
    words : str
        The rule, as it is printed.
    below : tuple of Bound
        Years that must be lower than the reference year, in any order.
    rising : tuple of int
        Places of years each of which must have fewer incidents than the next one, and
        the last fewer than the reference year.
    """

    words: str
    below: tuple[Bound, ...] = ()
    rising: tuple[int, ...] = ()


def selections_of(
    years: Sequence[int], months: Sequence[int], *, before: int, after: int
) -> tuple[Selection, ...]:
    """Return the reasons to look at two years, from none to the strictest.

    Parameters
    ----------
    years, months : sequence of int
        Labels and months observed.
    before, after : int
        The two years, among the labels.

    Returns
    -------
    tuple of Selection
        Those on earlier years only where there are earlier years. Ties are no peak.

    Examples
    --------
    >>> found = selections_of([2015, 2016, 2017], [12, 12, 10], before=2016, after=2017)
    >>> [one.words for one in found][1:3]
    ['2016 has more incidents than 2015', '2016 has the most incidents of all years']
    """
    here, later = years.index(before), years.index(after)
    earlier = tuple(place for place in range(here) if place != later)
    others = tuple(place for place in range(len(years)) if place != here)
    found = [Selection(words="named beforehand: no selection")]
    if earlier:
        found.append(
            Selection(
                words=f"{before} has more incidents than {years[earlier[-1]]}",
                below=_fewer(earlier[-1:]),
            )
        )
    if len(earlier) > 1:
        listed = format_list((years[place] for place in earlier), "and")
        found.append(
            Selection(
                words=f"{before} has more incidents than each of {listed}",
                below=_fewer(earlier),
            )
        )
    found.append(
        Selection(
            words=f"{before} has the most incidents of all years", below=_fewer(others)
        )
    )
    if len(earlier) > 1:
        rise = format_list([*(years[place] for place in earlier), before], "and")
        found.append(
            Selection(
                words=f"incidents rise over {rise}, and {after} has fewer than "
                f"{before}",
                below=_fewer((later,)),
                rising=earlier,
            )
        )
    found.append(
        Selection(
            words=f"{before} has the highest annual rate of all years",
            below=_lower_rates(months, here, others),
        )
    )
    return tuple(found)


def _fewer(places: Sequence[int]) -> tuple[Bound, ...]:
    return tuple(Bound(place=place) for place in places)


def _lower_rates(
    months: Sequence[int], here: int, others: Sequence[int]
) -> tuple[Bound, ...]:
    """Compare annual rates in whole numbers: each count times the other's months."""
    return tuple(
        Bound(
            place=place,
            own=lcm(months[here], months[place]) // months[place],
            reference=lcm(months[here], months[place]) // months[here],
        )
        for place in others
    )
