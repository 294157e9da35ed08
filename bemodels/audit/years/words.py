"""How numbers of vectors and ranges of counts are written."""

from __future__ import annotations


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
