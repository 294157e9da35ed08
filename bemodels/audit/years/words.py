"""How numbers of vectors, ranges of counts and lists of years are written."""

from __future__ import annotations

from collections.abc import Iterable


def in_words(vectors: int) -> str:
    """Write a number of vectors.

    Parameters
    ----------
    vectors : int
        0 or more.

    Returns
    -------
    str
        Such as ``"240 vectors"``.

    Examples
    --------
    >>> in_words(240), in_words(1), in_words(2934)
    ('240 vectors', 'one vector', '2,934 vectors')
    """
    return "one vector" if vectors == 1 else f"{vectors:,} vectors"


def range_in_words(low: int, high: int) -> str:
    """Write the range of a count.

    Parameters
    ----------
    low, high : int
        Its ends.

    Returns
    -------
    str
        One number where both ends are the same.

    Examples
    --------
    >>> range_in_words(36, 83), range_in_words(7, 7)
    ('36 to 83', '7')
    """
    return str(low) if low == high else f"{low} to {high}"


def in_list(things: Iterable[object], *, last: str) -> str:
    """Write things one after another.

    Parameters
    ----------
    things : iterable
        One or more.
    last : str
        The word before the last: ``"and"``, ``"or"``.

    Returns
    -------
    str
        Commas between the others.

    Examples
    --------
    >>> in_list([2014, 2015, 2016], last="and"), in_list([2014, 2015], last="or")
    ('2014, 2015 and 2016', '2014 or 2015')
    >>> in_list([2014], last="and")
    '2014'
    """
    *first, end = map(str, things)
    return f"{', '.join(first)} {last} {end}" if first else end
