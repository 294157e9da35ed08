"""What a text may hold, and how it falls into words; no format's markup in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Iterator

# XML has no way to write these, so a Word file cannot hold them; lone surrogates
# cannot be encoded at all.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)
# Not \s: a non-breaking space is a letter here, and stays what it is.
_BLANKS = re.compile("[ \t\r\n\u2028\u2029]+")


def refuse_unwritable(text: str, *, where: str) -> None:
    r"""Refuse a text with characters that no document format can hold.

    Parameters
    ----------
    text : str
        Any text.
    where : str
        How the message names the place, such as ``"block 4 (Table S1), row 2"``.

    Raises
    ------
    InvalidDataError
        If a control character, a lone surrogate or a non-character is in `text`.

    Examples
    --------
    >>> refuse_unwritable("Ville\x00", where="title")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    bemodels.errors.InvalidDataError: title: character 6 is U+0000, ...
    """
    found = _UNWRITABLE.search(text)
    if found:
        raise InvalidDataError(
            f"{where}: character {found.start() + 1} is U+{ord(found[0]):04X}, "
            "which no document can hold"
        )


def words(text: str) -> Iterator[str]:
    """Cut a text into its words and single spaces, in order.

    Runs of spaces, tabs and line ends become one space; every other character,
    non-breaking and zero-width spaces among them, stays.

    Parameters
    ----------
    text : str
        Any text.

    Yields
    ------
    str
        A word, or ``" "``.

    Examples
    --------
    >>> list(words("recorded  incidents "))
    ['recorded', ' ', 'incidents', ' ']
    """
    pieces = _BLANKS.split(text)
    if pieces[0]:
        yield pieces[0]
    for _, piece in pairwise(pieces):
        yield " "
        if piece:
            yield piece


def one_line(text: str) -> str:
    r"""Put a text on one line.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Its words, single spaces between them.

    Examples
    --------
    >>> one_line("recorded\n  incidents")
    'recorded incidents'
    """
    return "".join(words(text))
