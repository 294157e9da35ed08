"""Names of cities as databases write them: some unknown, some in two spellings."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.log.columns import SEVERAL
from bemodels.data.log.faults import Fault
from bemodels.data.sources.event_source import noticed

if TYPE_CHECKING:
    from bemodels.data.files.raw_table import RawColumn, RawTable

# Stands for an unknown city until the rules, which want a name, have been applied.
UNKNOWN = "Unknown"
SPELLINGS_NAMED = 10


def city_of(text: str) -> str | Fault:
    """Read a city, which may be unknown.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str or Fault
        The name, or the word for one that is not known.
    """
    if SEVERAL in text:
        return Fault(rule=f"a name holds no {SEVERAL}, which separates places in a log")
    return UNKNOWN if text.strip().casefold() in ("", UNKNOWN.casefold()) else text


def remark_on_city(text: str) -> str:
    """Say of a row that its city is not known, if it is not.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        What is said; empty for a city that is known.
    """
    return "have no known city" if city_of(text) == UNKNOWN else ""


def one_spelling(raw: RawTable, cities: RawColumn) -> tuple[RawTable, RawColumn]:
    """Bring names that differ in case and spaces alone onto the commonest of them.

    Nobody can mend the cells of a database, and a log holds no two names that a reader
    would take for one.

    Parameters
    ----------
    raw : RawTable
        The file.
    cities : RawColumn
        Names.

    Returns
    -------
    raw : RawTable
        With a notice of what was changed.
    cities : RawColumn
        The names, of which each is written in one way.
    """
    rows = np.bincount(cities.codes, minlength=len(cities.texts)).tolist()
    ranked = sorted(zip(cities.texts, rows, strict=True), key=lambda x: (-x[1], x[0]))
    chosen: dict[str, str] = {}
    for text, _ in ranked:
        chosen.setdefault(_folded(text), text)
    other = [(text, n) for text, n in ranked if chosen[_folded(text)] != text]
    if not other:
        return raw, cities
    pairs = [
        f"{text!r} as {chosen[_folded(text)]!r}" for text, _ in other[:SPELLINGS_NAMED]
    ]
    more = f" and {len(other) - len(pairs)} more" * (len(other) > len(pairs))
    told = (
        f"{sum(n for _, n in other)} of {len(raw)} rows write a city in other case or "
        f"spacing than most; read {', '.join(pairs)}{more}"
    )
    return noticed(raw, told), cities.changed(lambda text: chosen[_folded(text)])


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
