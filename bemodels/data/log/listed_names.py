"""Names of places in a file beside a log, held to the rules of the log's own."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.log.columns import SEVERAL
from bemodels.data.log.faults import Fault
from bemodels.data.log.place_names import confusable_names, fault_of_name
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bemodels.data.log.faults import Findings


def listed_names(
    column: str, texts: Sequence[str], findings: Findings
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Hold the names of a column to what the log's names are held to.

    Parameters
    ----------
    column : str
        The column, for the messages; empty where a file has none.
    texts : sequence of str
        The name in each row.
    findings : Findings
        Takes what is wrong.

    Returns
    -------
    names : tuple of str
        In NFC and without spaces around them; where something is wrong they are not
        to be used.
    notices : tuple of str
        What was accepted and must be told.
    """
    names = tuple(unicodedata.normalize("NFC", one).strip() for one in texts)
    faults = _faults(dict.fromkeys(names))
    for row, name in enumerate(names):
        if name in faults:
            findings.add(row, column, name, faults[name])
    return names, tuple(_told(column, texts, findings))


def sound_places(places: Sequence[str]) -> tuple[str, ...]:
    """Hold places that a caller names to the same rules.

    Parameters
    ----------
    places : sequence of str
        Names of places.

    Returns
    -------
    tuple of str
        In NFC.

    Raises
    ------
    InvalidDataError
        If a name is none, looks like another or is given twice.
    """
    names = tuple(unicodedata.normalize("NFC", one) for one in places)
    for name, fault in _faults(dict.fromkeys(names)).items():
        hint = f" ({fault.hint})" if fault.hint else ""
        raise InvalidDataError(f"places: got {shown(name)}; {fault.rule}{hint}")
    most = Counter(names).most_common(1)
    if most and most[0][1] > 1:
        raise InvalidDataError(f"places: {shown(most[0][0])} is given twice")
    return names


def _faults(names: Iterable[str]) -> Mapping[str, Fault]:
    several = Fault(rule=f"one name is needed: {SEVERAL} separates places in a log")
    found = {
        name: several if SEVERAL in name else fault_of_name(name) for name in names
    }
    faults = {name: fault for name, fault in found.items() if fault is not None}
    sound = [name for name in found if name not in faults]
    hint = "write it in one way"
    for name, other in confusable_names(sound).items():
        rule = f"a reader would take the name for {shown(other)}"
        faults[name] = Fault(rule=rule, hint=hint)
    return faults


def _told(column: str, texts: Sequence[str], findings: Findings) -> Iterator[str]:
    where = f", column {column!r}" if column else ""
    changes = {
        "spaces around the name were removed": [one != one.strip() for one in texts],
        "letters and their accents were joined (NFC)": [
            not unicodedata.is_normalized("NFC", one) for one in texts
        ],
    }
    for what, changed in changes.items():
        if any(changed):
            lines = findings.lines_of(np.flatnonzero(changed))
            yield f"{findings.source}, {lines}{where}: {what}"
