"""Names of places: each written in one way, and none that only looks like another."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bemodels.data.files.unseen import unseen_in
from bemodels.data.log.faults import Fault, fault_of_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 200
# Letters of other scripts that print as a Latin one (a part of Unicode's confusables).
_LOOKS_LIKE = str.maketrans(
    "АВСЕНІЈКМОРЅТХУЗаеорсухіјѕһԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναιικρτυ",
    "ABCEHIJKMOPSTXY3aeopcyxijshdgABEZHIKMNOPTYXovaiikptu",
)
# Real names hold these too (Trinidad and Tobago): they are told, and never refused.
_JOINED = re.compile(r"\w\s*(?:[/;&]|,\s| and )\s*\w", re.IGNORECASE)
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC")


def fault_of_name(text: str) -> Fault | None:
    r"""Say why a text can be no name of a place, if it cannot.

    Parameters
    ----------
    text : str
        In NFC, without spaces around it.

    Returns
    -------
    Fault or None
        None if it can.

    Examples
    --------
    >>> fault_of_name("Liège") is None
    True
    >>> fault_of_name("\u041eslo").rule
    "letters of Cyrillic and Latin in one word: '\\u041eslo'"
    """
    if not text:
        return Fault(rule="a name is needed")
    if len(text) > LONGEST:
        return Fault(rule=f"a name has at most {LONGEST} characters, not {len(text)}")
    if failed := fault_of_formula(text):
        return failed
    unseen = unseen_in(text)
    if "\n" in unseen or "\r" in unseen:
        return Fault(rule="a name stands on one line")
    if unseen:
        names = ", ".join(dict.fromkeys(f"U+{ord(one):04X}" for one in unseen))
        return Fault(rule=f"a name holds no unseen characters ({names})")
    return _fault_of_scripts(text)


def _fault_of_scripts(text: str) -> Fault | None:
    for word in text.split():
        scripts = _scripts_of(word)
        if len(scripts) > 1:
            return Fault(
                rule=f"letters of {' and '.join(scripts)} in one word: {word!a}",
                hint="one of them only looks like the other's; type the name anew",
            )
    return None


def _scripts_of(word: str) -> list[str]:
    names = {unicodedata.name(one, "").split(" ")[0] for one in word if one.isalpha()}
    return sorted(name.title() for name in names if name in _SCRIPTS)


def confusable_names(names: Iterable[str]) -> Mapping[str, str]:
    """Find names that a reader would take for one another.

    Parameters
    ----------
    names : iterable of str
        Distinct names.

    Returns
    -------
    mapping of str to str
        A name, and the earlier one that it looks like.

    Examples
    --------
    >>> confusable_names(["Ghent", "GHENT", "Mons"])
    {'GHENT': 'Ghent'}
    """
    first: dict[str, str] = {}
    found = {}
    for name in names:
        earlier = first.setdefault(_skeleton(name), name)
        if earlier != name:
            found[name] = earlier
    return found


def _skeleton(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).translate(_LOOKS_LIKE)
    return " ".join(folded.casefold().split())


def looks_like_several(text: str) -> bool:
    """Tell whether a name looks like several, which a separator should stand between.

    Parameters
    ----------
    text : str
        A name.

    Returns
    -------
    bool
        True if a sign or a word that people join places with stands in it.

    Examples
    --------
    >>> [looks_like_several(one) for one in ("Ghent / Mons", "Ghent|Mons", "Andover")]
    [True, False, False]
    """
    return _JOINED.search(text) is not None


def mended_encoding(text: str) -> str:
    """Return what a twice-encoded text would have been; the text itself if it is none.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        ``"Malmö"`` for a text that shows its two bytes as two letters.
    """
    if text.isascii():
        return text
    for codec in ("cp1252", "latin-1"):
        try:
            return text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return text
