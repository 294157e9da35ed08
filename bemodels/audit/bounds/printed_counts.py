"""Printed counts of overlapping categories, checked at the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_whole, shown

LARGEST_COUNT = 10_000_000
MOST_CATEGORIES = 10
_PAIR = 2
JOINT = " & "
Region = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCount:
    """One printed count of units.

    Attributes
    ----------
    categories : frozenset of str
        The units counted belong to all of these, or to others as well; empty for the
        units in at least one category, whichever.
    count : int
        How many there are.
    label : str
        The count in words.
    """

    categories: Region
    count: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCounts:
    """What a text prints of categories that overlap.

    Attributes
    ----------
    categories : tuple of str, length K
        In the order of the text.
    counts : tuple of PrintedCount
        Totals of the categories, then the union, then the intersections.
    """

    categories: tuple[str, ...]
    counts: tuple[PrintedCount, ...]

    @property
    def regions(self) -> tuple[Region, ...]:
        """Every set of categories but the empty one, small ones first."""
        return tuple(
            frozenset(chosen)
            for size in range(1, len(self.categories) + 1)
            for chosen in combinations(self.categories, size)
        )

    def name(self, region: Region) -> str:
        """Name a set of categories, in the order of the text.

        Parameters
        ----------
        region : frozenset of str
            Some of the categories.

        Returns
        -------
        str
            Such as ``"citizenship & place of birth"``.
        """
        return JOINT.join(one for one in self.categories if one in region)


def read_counts_of_categories(
    totals: Mapping[str, int],
    union: int | None,
    intersections: Mapping[tuple[str, ...] | Region, int] | None,
) -> PrintedCounts:
    """Check what was given as printed, and hold it.

    Parameters
    ----------
    totals : mapping of str to int
        Category to its units.
    union : int or None
        Units in at least one category.
    intersections : mapping or None
        Two or more categories to the units in all of them.

    Returns
    -------
    PrintedCounts
        The counts with their words.

    Raises
    ------
    InvalidDataError
        If there are fewer than two categories or more than ten, a count is no whole
        number from 0 to 10,000,000, or an intersection names a category that has no
        total, fewer than two, or the same ones as another.
    """
    categories = _categories(totals)
    counts = [
        PrintedCount(
            categories=frozenset({name}),
            count=_count(f"the total of {shown(name)}", total),
            label=f"{name} {total}",
        )
        for name, total in totals.items()
    ]
    if union is not None:
        counts.append(
            PrintedCount(
                categories=frozenset(),
                count=_count("union", union),
                label=f"{union} in at least one",
            )
        )
    counts += _intersections(intersections or {}, categories)
    printed = PrintedCounts(categories=categories, counts=tuple(counts))
    _check_names(printed)
    return printed


def _check_names(printed: PrintedCounts) -> None:
    """Refuse categories whose names make two overlaps read the same."""
    names: set[str] = set()
    for region in printed.regions:
        name = printed.name(region)
        if name in names:
            raise InvalidDataError(
                f"two sets of categories would be called {shown(name)}: {JOINT!r} "
                "joins the names of categories, so write it otherwise within one"
            )
        names.add(name)


def _categories(totals: Mapping[str, int]) -> tuple[str, ...]:
    if not isinstance(totals, Mapping) or len(totals) < _PAIR:
        raise InvalidDataError(
            "totals must be a mapping of two or more categories to their counts, got "
            f"{shown(totals)}"
        )
    for name in totals:
        if not isinstance(name, str) or not name.strip():
            raise InvalidDataError(f"a category must have a name, got {shown(name)}")
    if len(totals) > MOST_CATEGORIES:
        raise InvalidDataError(
            f"{len(totals)} categories have {2 ** len(totals) - 1} regions, each with "
            f"integer programmes of its own; {MOST_CATEGORIES} categories are the most "
            f"that are solved, with {2**MOST_CATEGORIES - 1}"
        )
    return tuple(totals)


def _intersections(
    intersections: Mapping[tuple[str, ...] | Region, int], categories: tuple[str, ...]
) -> list[PrintedCount]:
    if not isinstance(intersections, Mapping):
        raise InvalidDataError(
            "intersections must be a mapping of categories to counts, got "
            f"{shown(intersections)}"
        )
    found: dict[Region, PrintedCount] = {}
    for key, count in intersections.items():
        region = _region(key, categories)
        name = JOINT.join(one for one in categories if one in region)
        if region in found:
            raise InvalidDataError(f"the intersection of {name} is given twice")
        found[region] = PrintedCount(
            categories=region,
            count=_count(f"the intersection of {name}", count),
            label=f"{count} in all of {name}",
        )
    return list(found.values())


def _region(key: object, categories: tuple[str, ...]) -> Region:
    if not isinstance(key, tuple | frozenset) or len(set(key)) < _PAIR:
        raise InvalidDataError(
            f"an intersection is of two or more categories, got {shown(key)}"
        )
    for name in key:
        if name not in categories:
            raise InvalidDataError(
                f"an intersection names {shown(name)}, which has no total; there are "
                f"{', '.join(categories)}"
            )
    return frozenset(key)


def _count(name: str, value: object) -> int:
    count = check_whole(name, value, least=0)
    if count > LARGEST_COUNT:
        raise InvalidDataError(f"{name} must be {LARGEST_COUNT} or less, got {count}")
    return count
