"""What a table of counts is called and comes from, checked before its cells are."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bemodels.data.problems import Problem, refuse
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = ("count", "years")


def check_provenance(provenance: object) -> tuple[Provenance, ...]:
    """Return the files of a table as a tuple, or refuse what is none.

    Parameters
    ----------
    provenance : object
        What was given.

    Returns
    -------
    tuple of Provenance
        The files.

    Raises
    ------
    InvalidDataError
        If it is no list or tuple of Provenance.
    """
    if isinstance(provenance, list | tuple) and all(
        isinstance(one, Provenance) for one in provenance
    ):
        return tuple(provenance)
    raise InvalidDataError(
        f"provenance must be a sequence of Provenance, got {shown(provenance)}"
    )


def source_name(provenance: Sequence[Provenance]) -> str:
    """Return the file that messages name, if there is a single one.

    Parameters
    ----------
    provenance : sequence of Provenance
        The files.

    Returns
    -------
    str
        Its name, or "table".
    """
    return provenance[0].source if len(provenance) == 1 else "table"


def check_keys(keys: object, source: str) -> tuple[str, ...]:
    """Return the names of the key columns as a tuple, or refuse what names none.

    Parameters
    ----------
    keys : object
        What was given.
    source : str
        The file, for the messages.

    Returns
    -------
    tuple of str
        The names.

    Raises
    ------
    InvalidDataError
        If they are no list or tuple of one or more texts, one is a number's name, or
        one stands twice.
    """
    if not isinstance(keys, list | tuple) or not keys or not all(map(_is_name, keys)):
        raise InvalidDataError(
            f"{source}: keys must be one or more column names in a sequence, got "
            f"{shown(keys)}"
        )
    taken = [key for key in keys if key in NUMBERS]
    twice = [key for key, times in Counter(keys).items() if times > 1]
    refuse(
        [
            *(
                f"{source}: no key may be called {key!r}, a number's name"
                for key in taken
            ),
            *(f"{source}: the key {key!r} is named twice" for key in twice),
        ]
    )
    return tuple(keys)


def wrong_keys(
    keys: Sequence[str], known: Sequence[str], source: str
) -> list[str | Problem]:
    """Say which names are no key of a table.

    Parameters
    ----------
    keys : sequence of str
        The names.
    known : sequence of str
        The keys of the table.
    source : str
        Its file, for the messages.

    Returns
    -------
    list of Problem
        One for each name that is none.
    """
    return [
        Problem(
            file=source,
            rule=f"the table has no key {key!r}; its keys are {', '.join(known)}",
            hint=meant_by(key, known),
        )
        for key in keys
        if key not in known
    ]


def meant_by(name: str, known: Sequence[str]) -> str:
    """Ask whether another name is meant, if one is close.

    Parameters
    ----------
    name : str
        As it was typed.
    known : sequence of str
        What it could be.

    Returns
    -------
    str
        A question, or nothing.

    Examples
    --------
    >>> meant_by("yaer", ["city", "year"])
    'do you mean year?'
    """
    by_plain = {one.strip().casefold(): one for one in known}
    close = get_close_matches(name.strip().casefold(), by_plain, n=1)
    return f"do you mean {by_plain[close[0]]}?" if close else ""


def check_column(role: str, name: object, source: str) -> None:
    """Refuse what names no column.

    Parameters
    ----------
    role : str
        What the column holds.
    name : object
        What was given.
    source : str
        The file, for the messages.

    Raises
    ------
    InvalidDataError
        If it is no text, or an empty one.
    """
    if not _is_name(name):
        raise InvalidDataError(
            f"{source}: {role} must be the name of a column, got {shown(name)}"
        )


def _is_name(name: object) -> bool:
    return isinstance(name, str) and bool(name.strip())
