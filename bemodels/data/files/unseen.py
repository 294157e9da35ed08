"""Characters that print as nothing, so that two texts look like one."""

from __future__ import annotations

import unicodedata
from functools import cache

from bemodels.result.rules import LONGEST_SHOWN, shown

# Categories of characters that a reader does not see: format, control, separators.
_CATEGORIES = ("Cc", "Cf", "Zl", "Zp")
# Letters and marks by their category, which are drawn as nothing all the same: the
# fillers of Hangul, vowels of Khmer, the blank of Braille, the grapheme joiner.
_DRAWN_AS_NOTHING = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_VARIATION_SELECTORS = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))


@cache  # characters are few, and texts many
def is_unseen(character: str) -> bool:
    r"""Tell whether a reader cannot see a character.

    Parameters
    ----------
    character : str
        One character.

    Returns
    -------
    bool
        False for a space, which can be seen between letters.

    Examples
    --------
    >>> [is_unseen(one) for one in "a \u200b\u3164"]
    [False, False, True, True]
    """
    return (
        unicodedata.category(character) in _CATEGORIES
        or character in _DRAWN_AS_NOTHING
        or any(a <= ord(character) <= b for a, b in _VARIATION_SELECTORS)
    )


def unseen_in(text: str) -> list[str]:
    """Return the characters of a text that a reader cannot see.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    list of str
        In their order.
    """
    # Plain texts are many, and need no look at each character.
    if text.isascii() and text.isprintable():
        return []
    return [one for one in text if is_unseen(one)]


def shown_whole(text: str) -> str:
    r"""Write a text as it goes into a message, with what nobody sees made visible.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    str
        As `shown`, which leaves characters that Python counts among the letters.

    Examples
    --------
    >>> print(shown_whole("Oslo\u3164"))
    'Oslo\u3164'
    """
    written = shown(text)
    if not unseen_in(written):
        return written
    escaped = "".join(ascii(one)[1:-1] if is_unseen(one) else one for one in written)
    return (
        escaped
        if len(escaped) <= LONGEST_SHOWN
        else escaped[: LONGEST_SHOWN - 3] + "..."
    )
