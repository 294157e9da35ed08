"""Why a cell of a ledger that should hold whole numbers does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bemodels.data.printed_numbers import SPACES

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS = 15
_PARTED = re.compile(rf"[0-9]{{1,3}}(?:[,{SPACES}][0-9]{{3}}){{1,4}}")


def wrong_in_numbers(entries: Iterable[str], needed: str) -> str:
    """Say which rule of whole numbers a cell breaks.

    Parameters
    ----------
    entries : iterable of str
        Of the cell, one a figure; several candidates are separated by ``;``.
    needed : str
        What is said where nothing closer can be.

    Returns
    -------
    str
        The rule of the first number that is written in another way than a ledger's, or
        `needed`.

    Examples
    --------
    >>> wrong_in_numbers(("62", "007"), "whole numbers are needed")
    'a whole number begins with no 0: write 7'
    >>> wrong_in_numbers(("1,234",), "whole numbers are needed")
    'whole numbers are needed; if 1,234 is one number, write 1234'
    >>> wrong_in_numbers(("about 62",), "whole numbers are needed")
    'whole numbers are needed'
    """
    numbers = [one.strip() for entry in entries for one in entry.split(";")]
    for one in numbers:
        if re.fullmatch("[0-9]+", one):
            plain = one.lstrip("0") or "0"
            if len(plain) > _DIGITS:
                return f"a whole number has at most {_DIGITS} digits"
            if plain != one:
                return f"a whole number begins with no 0: write {plain}"
        elif _PARTED.fullmatch(one):
            plain = re.sub("[^0-9]", "", one)
            return f"{needed}; if {one} is one number, write {plain}"
    return needed
