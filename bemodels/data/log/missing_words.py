"""Words that people write where nothing is known, and what to do about them."""

from __future__ import annotations

from dataclasses import replace
from shlex import quote
from typing import TYPE_CHECKING

from bemodels.data.log.columns import REQUIRED, TIMES

if TYPE_CHECKING:
    from bemodels.data.log.faults import Fault

# In English, Dutch, French and German, and as software writes them.
MISSING_WORDS = frozenset(
    (
        *("", "-", "--", ".", "..", "?", "??", "na", "n/a", "n.a.", "#n/a", "nan"),
        *("nil", "none", "null", "unknown", "missing", "not known", "onbekend"),
        *("unbekannt", "inconnu", "inconnue", "k.a.", "nb", "n.b."),
    )
)
_TIME = (
    "if the day is not known, write its month or year, and say so in a column "
    "date_precision"
)


def hinted(fault: Fault, text: str, column: str) -> Fault:
    """Say how a missing value is declared, where a wrong text looks like one.

    Parameters
    ----------
    fault : Fault
        Why the text cannot stand in the column.
    text : str
        The text.
    column : str
        The column's name in the codebook.

    Returns
    -------
    Fault
        The same, with a hint of its own if the text is a word for nothing.

    Examples
    --------
    >>> from bemodels.data.log.faults import Fault
    >>> hinted(Fault(rule="a number is needed"), "n/a", "killed").hint
    'if it stands for a missing value, declare it with --missing n/a'
    """
    if text.casefold() not in MISSING_WORDS or column in REQUIRED:
        return fault
    if column in TIMES:
        return replace(fault, hint=_TIME) if column == "date" else fault
    word = quote(text)
    hint = f"if it stands for a missing value, declare it with --missing {word}"
    return replace(fault, hint=hint)
