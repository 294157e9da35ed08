"""Notices that leave the house: what was done, without its small counts."""

from __future__ import annotations

import re

from bemodels.data.log.suppression import LEAST, check_below

_LINES = re.compile(r"\blines? [0-9]+(?:, [0-9]+)*(?: and [0-9]+ more)?")
_FIRST_ROW = re.compile(r"rows begin on [0-9-]+")
_ROWS_NAMED = re.compile(r": [^:]*\(line .*$", re.DOTALL)
# Values are quoted as Python does: with an apostrophe in them, by the other mark.
_QUOTED = re.compile(
    r"""(?P<column>column '[^']*')|'(?:[^'\\]|\\.)*'|"[^"]*'[^"]*""" + '"'
)
# A year is no count, nor is a part of a day, of a decimal or of a file's name.
_NUMBER = re.compile(
    r"(?<![\w.-])(?P<year>(?:in|of) (?:19|20)[0-9]{2}\b)|"
    r"(?<![\w.-])(?P<count>[0-9]+)(?: of [0-9]+)?(?![\w-]|\.\w)"
)


def mask_notices(notices: tuple[str, ...], *, below: int) -> tuple[str, ...]:
    """Say how much was accepted or left out only as few or many.

    Parameters
    ----------
    notices : tuple of str
        Of a log or a table of counts.
    below : int
        As for `suppress_counts`.

    Returns
    -------
    tuple of str
        The same in their order, each once. A number stands as "fewer than" `below`,
        or as it "or more", so that no difference of large ones gives a small one away
        (if `below` is 2, "1 or more" stands for both); lines, identifiers, the day of
        the first row and single values are left out.

    Raises
    ------
    InvalidDataError
        If `below` is no whole number from 2.

    Examples
    --------
    >>> mask_notices(("log.csv, line 7, column 'city': spaces were removed",), below=5)
    ("log.csv, some lines, column 'city': spaces were removed",)
    >>> mask_notices(("rows outside the window, left out: 3 of 207",), below=5)
    ('rows outside the window, left out: fewer than 5',)
    """
    check_below(below)
    # Notices that differed in what is masked alone are told once.
    return tuple(dict.fromkeys(_masked(one, below) for one in notices))


def _masked(notice: str, below: int) -> str:
    def size(found: re.Match[str]) -> str:
        if found["year"] or found["count"] == "0":
            return found[0]
        if below == LEAST:
            return "1 or more"
        few = int(found["count"]) < below
        return f"fewer than {below}" if few else f"{below} or more"

    text = _ROWS_NAMED.sub("", notice)
    text = _FIRST_ROW.sub("rows begin before that", text)
    text = _LINES.sub("some lines", text)
    text = _QUOTED.sub(lambda found: found["column"] or "(a value)", text)
    return _NUMBER.sub(size, text)
