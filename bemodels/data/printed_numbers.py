"""The whole numbers that a printed total holds, within words too."""

from __future__ import annotations

import re

SPACES = " \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
_PERCENT = r" ?(?:%|per ?cent\b|p\. ?c\b|pct\b)"
_MILLIONS = r" (?:thousand|million|billion)\b"
_WHOLE = re.compile(
    rf"(?<![\w.,])(?:[0-9]{{1,3}}(?:[,{SPACES}][0-9]{{3}}){{1,4}}|[0-9]{{1,15}})"
    rf"(?!\w|[.,][0-9]|{_PERCENT}|{_MILLIONS})"
)
_POINTED = re.compile(
    r"(?<![\w.,])(?:[0-9]{1,3}(?:\.[0-9]{3}){2,5}|[0-9]{1,15}\.[0-9]{1,15})"
    rf"(?!\w|[.,][0-9]|{_PERCENT}|{_MILLIONS})"
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
        int(re.sub(f"[,{SPACES}]", "", found)) for found in _WHOLE.findall(plain)
    )


def pointed_numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers that are printed with a point, in their order.

    Parameters
    ----------
    text : str
        As it is printed. Percentages and millions are left out, and so are days such
        as 22.3.2016.

    Returns
    -------
    tuple of str
        As they stand there; empty where there is none.

    Examples
    --------
    >>> pointed_numbers_in("1.083 incidents, 5.5% of 1.5 million, or 0.6")
    ('1.083', '0.6')
    """
    return tuple(_POINTED.findall(text.casefold()))


def holds_percentage(text: str) -> bool:
    """Tell whether a percentage is printed.

    Parameters
    ----------
    text : str
        As it is printed.

    Returns
    -------
    bool
        True where digits are followed by the sign, the word or a short form of it.

    Examples
    --------
    >>> holds_percentage("62, or 57 per cent"), holds_percentage("62")
    (True, False)
    """
    return _PERCENTAGE.search(text.casefold()) is not None
