"""Names of files and folders that mean the same on every system, and stay in place."""

from __future__ import annotations

import re

from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

# Most file systems hold 255 bytes; the folder's siblings bear 15 more than its name.
LONGEST_NAME = 240
RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_OUTPUT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)


def check_place(place: str) -> None:
    """Refuse a place for outputs whose name is a trap on some system.

    Parameters
    ----------
    place : str
        The path of a file or folder, with ``/`` between its parts; it may lie anywhere.

    Raises
    ------
    InvalidDataError
        If the path holds a sign that does not print (controls, marks that turn the
        direction of writing, halves of signs), or its last name is one that Windows
        keeps to itself, begins with a hyphen, ends in a dot or a space, or is longer
        than 240 bytes.

    Examples
    --------
    >>> check_place("build/aux.d")
    Traceback (most recent call last):
        ...
    bemodels.errors.InvalidDataError: 'aux.d': Windows keeps this name for a device; ...
    """
    if not place.isprintable():
        _refuse(place, "holds a sign that does not print")
    name = place.rpartition("/")[2]
    if len(name.encode()) > LONGEST_NAME:
        _refuse(name, f"is longer than {LONGEST_NAME} bytes")
    if name.partition(".")[0].rstrip().casefold() in RESERVED:
        _refuse(name, "Windows keeps this name for a device")
    if name.startswith("-"):
        _refuse(name, "begins with a hyphen, as options do")
    if name not in ("", ".", "..") and name[-1] in ". ":
        _refuse(name, "ends in a dot or a space, which Windows drops")


def _refuse(name: str, reason: str) -> None:
    raise InvalidDataError(f"{shown(name)}: {reason}; choose another name")


def output_name(name: str) -> str:
    """Return the name of an output, which leads nowhere out of its folder.

    Parameters
    ----------
    name : str
        The output's path in its folder, with ``/`` between its parts.

    Returns
    -------
    str
        The same.

    Raises
    ------
    InvalidDataError
        If a part is anything but letters of ASCII, digits, dots, hyphens and
        underscores, a letter or digit first, or one that `check_place` refuses.

    Examples
    --------
    >>> output_name("tables/S1.csv")
    'tables/S1.csv'
    >>> output_name("../S1.csv")
    Traceback (most recent call last):
        ...
    bemodels.errors.InvalidDataError: '../S1.csv' is no name of an output: ...
    """
    for part in name.split("/"):
        if not _OUTPUT.fullmatch(part):
            raise InvalidDataError(
                f"{shown(name)} is no name of an output: letters, digits, dots, "
                "hyphens and underscores are needed, a letter or digit first"
            )
        check_place(part)
    return name
