"""The cells of a table of counts: every place, time and category there could be."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from bemodels.data.exposure import PLACE_KEYS
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Label = str | int
Cell = tuple[Label, ...]
TIME_KEYS = ("year", "year_month")
KEYS = (*PLACE_KEYS, *TIME_KEYS, "kind", "link")


def check_keys(
    by: Sequence[str], columns: Collection[str], places: Sequence[str]
) -> None:
    """Refuse keys that nothing can be counted by.

    Parameters
    ----------
    by : sequence of str
        The keys.
    columns : collection of str
        The columns of the log.
    places : sequence of str
        Places that are to be in the table.

    Raises
    ------
    InvalidDataError
        If a key is not known, is named twice or has no column, or places are named
        for a count that goes by none or by several kinds of them.
    """
    if not _are_names(places):
        raise InvalidDataError(
            f"places must be a sequence of names, got {shown(places)}"
        )
    if not _are_names(by) or not by or len(set(by)) < len(by):
        raise InvalidDataError(
            f"by must be one or more keys in a sequence, each once, got {shown(by)}"
        )
    for name in by:
        if name not in KEYS:
            raise InvalidDataError(
                f"{shown(name)} is no key to count by; there are {', '.join(KEYS)}"
            )
        if name not in TIME_KEYS and name not in columns:
            raise InvalidDataError(f"the log has no column {name} to count by")
    if places and len(set(PLACE_KEYS) & set(by)) != 1:
        raise InvalidDataError(
            f"places are for a count by one of {', '.join(PLACE_KEYS)}, got by "
            f"{', '.join(by)}"
        )


def _are_names(value: object) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(one, str) for one in value
    )


def grid_of(
    by: Sequence[str],
    levels: Mapping[str, Sequence[Label]],
    found: Collection[Cell],
    places: Collection[Cell],
) -> tuple[Cell, ...]:
    """Return every cell that could hold a unit.

    Parameters
    ----------
    by : sequence of str
        The keys.
    levels : mapping of str to sequence
        The labels of every key that is no place.
    found : collection of tuple
        The cells that hold a unit.
    places : collection of tuple of str
        Labels of the keys that are places, for every place of the table.

    Returns
    -------
    tuple of tuple
        Labels of each cell, in the order of `by`.

    Raises
    ------
    InvalidDataError
        If a cell that holds a unit is not among them, or there is no place at all.
    """
    place_keys = [name for name in by if name in PLACE_KEYS]
    if place_keys and not places:
        raise InvalidDataError(
            "nothing was counted, so no place is listed: name the places with places"
        )
    others = [name for name in by if name not in PLACE_KEYS]
    grid = tuple(
        _cell(by, dict(zip((*place_keys, *others), (*place, *rest), strict=True)))
        for place in sorted(places) or [()]
        for rest in product(*(levels[name] for name in others))
    )
    _refuse_unlisted(set(found) - set(grid), by)
    return grid


def _cell(by: Sequence[str], labels: Mapping[str, Label]) -> Cell:
    return tuple(labels[name] for name in by)


def _refuse_unlisted(unlisted: Collection[Cell], by: Sequence[str]) -> None:
    if unlisted:
        raise InvalidDataError(
            f"an incident stands outside the grid of {', '.join(by)}: "
            f"{', '.join(map(shown, min(unlisted)))}; places must hold every place "
            f"that has one ({len(unlisted)} cells in all)"
        )
