"""How the data room says what is wrong: a line a problem, all problems at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

PROBLEMS_SHOWN = 50


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
