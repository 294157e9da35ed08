"""The whole numbers that a printed total holds, within words too."""

from __future__ import annotations

import re

_SPACES = " \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
_PERCENT = r" ?(?:%|per ?cent\b)"
_WHOLE = re.compile(
    rf"(?<![\w.,])(?:[0-9]{{1,3}}(?:[,{_SPACES}][0-9]{{3}}){{1,4}}|[0-9]{{1,15}})"
    rf"(?!\w|[.,][0-9]|{_PERCENT}| (?:thousand|million|billion)\b)"
)
_PERCENTAGE = re.compile(rf"[0-9]{_PERCENT}")


def whole_numbers_in(text: str) -> tuple[int, ...]:
    """Return the whole numbers that are printed in digits, in their order.

    Parameters
    ----------
    text : str
        As it is printed. Thousands may be parted by commas or spaces; percentages,
        numbers with a point, millions and digits within a word are no whole numbers.

    Returns
    -------
    tuple of int
        Empty where there is none.

    Examples
    --------
    >>> whole_numbers_in("1,083 incidents, 57% of them in 5 of the 1.5 million places")
    (1083, 5)
    """
    plain = text.casefold()
    return tuple(
        int(re.sub(f"[,{_SPACES}]", "", found)) for found in _WHOLE.findall(plain)
    )


def holds_percentage(text: str) -> bool:
    """Tell whether a percentage is printed.

    Parameters
    ----------
    text : str
        As it is printed.

    Returns
    -------
    bool
        True where digits are followed by the sign or by the word.

    Examples
    --------
    >>> holds_percentage("62, or 57 per cent"), holds_percentage("62")
    (True, False)
    """
    return _PERCENTAGE.search(text.casefold()) is not None
