"""A column of text becomes a column of the log, or a list of what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.files.raw_table import RawColumn
from bemodels.data.log.accepted import column_notices, read_as
from bemodels.data.log.cells import ParseCell, Value, are_plain, parser_of
from bemodels.data.log.columns import BY_NAME, REQUIRED, SEVERAL, TIMES, LogColumn
from bemodels.data.log.faults import Fault, Findings, fault_of_formula
from bemodels.data.log.missing_words import hinted
from bemodels.data.log.place_names import confusable_names
from bemodels.data.log.times import ISO_DAY, parse_time_or_coarser
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bemodels.data.files.raw_table import RawTable
    from bemodels.data.log.mapping import LogMapping


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CleanColumn:
    """A column that every rule holds for.

    Attributes
    ----------
    values : tuple, length K
        Distinct values: text, whole numbers, or None for a missing one.
    codes : numpy.ndarray of int, shape (rows,)
        Position in `values` of each row's value.
    notices : tuple of str
        What was accepted and must be told.
    """

    values: tuple[Value | None, ...]
    codes: np.ndarray
    notices: tuple[str, ...]


def clean_columns(
    raw: RawTable,
    findings: Findings,
    *,
    mapping: LogMapping,
    date_format: str = ISO_DAY,
    missing: Sequence[str] = (),
) -> dict[str, CleanColumn]:
    """Apply the rules of every column.

    Parameters
    ----------
    raw : RawTable
        Columns named as in the codebook.
    findings : Findings
        Takes what is wrong.
    mapping, date_format, missing
        As for `clean_column`.

    Returns
    -------
    dict of str to CleanColumn
        The columns; where something is wrong they are not to be used.

    Raises
    ------
    InvalidDataError
        If `missing` is no sequence of words, or a single text, whose letters would be
        taken for words.
    """
    _check_words(missing)
    has_precision = "date_precision" in raw.columns
    coarse = parse_time_or_coarser(date_format) if has_precision else None
    return {
        name: clean_column(
            name,
            column,
            findings,
            mapping=mapping,
            date_format=date_format,
            missing=missing,
            parse=coarse if name == "date" else None,
        )
        for name, column in raw.columns.items()
    }


def clean_column(
    name: str,
    raw: RawColumn,
    findings: Findings,
    *,
    mapping: LogMapping,
    date_format: str,
    missing: Sequence[str],
    parse: ParseCell | None = None,
) -> CleanColumn:
    """Apply every rule of a column to its distinct texts.

    Parameters
    ----------
    name : str
        The column's name in the codebook, or one that the user keeps.
    raw : RawColumn
        The column as it stands in the file.
    findings : Findings
        Takes what is wrong.
    mapping : LogMapping
        The user's own codes.
    date_format : str
        How days are written.
    missing : sequence of str
        The words that stand for a missing value, which required columns cannot hold.
    parse : callable, optional
        The rule of a cell, where it is not that of the codebook.

    Returns
    -------
    CleanColumn
        The column; where something is wrong it is not to be used.
    """
    column = BY_NAME.get(name) or LogColumn(name=name, holds="text", meaning="kept")
    if column.holds == "identifier" and are_plain(raw.texts):
        return CleanColumn(values=raw.texts, codes=raw.codes, notices=())
    pairs = mapping.values.get(name, {})
    text = raw.changed(lambda one: read_as(one, pairs))
    parse = parse or parser_of(
        column, date_format=date_format, registry=mapping.registry.get(name, ())
    )
    parsed = _parsed(column, text, parse, missing)
    faults = {
        i: hinted(one, text.texts[i], name)
        for i, one in enumerate(parsed)
        if isinstance(one, Fault)
    }
    if column.holds in ("place", "places"):
        faults |= _look_alikes(text, faults)
    if faults:
        wrong = {text.texts[i]: fault for i, fault in faults.items()}
        findings.add_texts(name, raw, _as_written(raw, pairs, wrong))
    return CleanColumn(
        values=tuple(None if isinstance(one, Fault) else one for one in parsed),
        codes=text.codes,
        notices=column_notices(name, raw, text, pairs, findings),
    )


def _check_words(missing: object) -> None:
    if (
        isinstance(missing, str)
        or not isinstance(missing, Collection)
        or not all(isinstance(one, str) for one in missing)
    ):
        raise InvalidDataError(
            f"missing must be a sequence of words, got {shown(missing)}"
        )


def _parsed(
    column: LogColumn, text: RawColumn, parse: ParseCell, missing: Sequence[str]
) -> list[Value | Fault | None]:
    absent = () if column.name in (*REQUIRED, *TIMES) else tuple(missing)
    # Nothing is empty text where text stands, so that a log never holds two nothings.
    nothing = None if column.holds in ("category", "count") else ""
    return [
        nothing if one in absent else fault_of_formula(one) or parse(one)
        for one in text.texts
    ]


def _as_written(
    raw: RawColumn, pairs: Mapping[str, str], wrong: Mapping[str, Fault]
) -> dict[int, Fault]:
    """Find wrong texts as they stand in the file, before anything was made of them."""
    read = enumerate(read_as(one, pairs) for one in raw.texts)
    return {i: wrong[one] for i, one in read if one in wrong}


def _parts(text: str) -> Iterable[str]:
    return (part.strip() for part in text.split(SEVERAL))


def _look_alikes(text: RawColumn, faults: Mapping[int, Fault]) -> dict[int, Fault]:
    """Find names that a reader would take for another of the same column."""
    sound = [one for i, one in enumerate(text.texts) if i not in faults]
    names = dict.fromkeys(part for one in sound for part in _parts(one) if part)
    confusable = confusable_names(names)
    found = {}
    for i, one in enumerate(text.texts):
        twins = [confusable[part] for part in _parts(one) if part in confusable]
        if twins:
            found[i] = Fault(
                rule=f"a reader would take the name for {shown(twins[0])}",
                hint="write it in one way, or map one onto the other",
            )
    return found
