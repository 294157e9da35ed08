"""How the data room says what is wrong: a line a problem, all problems at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

PROBLEMS_SHOWN = 50
CHARACTERS_SHOWN = 80


def shown(value: object) -> str:
    """Write a value as it goes into a message.

    Parameters
    ----------
    value : object
        Anything that was found in a cell.

    Returns
    -------
    str
        Its `repr`, which escapes what does not print, cut at 80 characters.

    Examples
    --------
    >>> shown("3 attacks")
    "'3 attacks'"
    >>> len(shown("a" * 10_000))
    80
    """
    # A data frame's repr spans lines, and a message has one.
    text = " ".join(repr(value).splitlines())
    if len(text) <= CHARACTERS_SHOWN:
        return text
    return text[: CHARACTERS_SHOWN - 3] + "..."


def refuse(problems: Sequence[str]) -> None:
    """Raise all problems as one error, or do nothing if there are none.

    Parameters
    ----------
    problems : sequence of str
        One line each.

    Raises
    ------
    InvalidDataError
        If there is a problem. The message holds the first 50 lines and, where there
        are more, their total.
    """
    if not problems:
        return
    lines = list(problems[:PROBLEMS_SHOWN])
    if len(problems) > PROBLEMS_SHOWN:
        lines.append(
            f"{len(problems)} problems in all, the first {PROBLEMS_SHOWN} shown"
        )
    raise InvalidDataError("\n".join(lines))
