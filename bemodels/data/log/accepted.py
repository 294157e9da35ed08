"""What of a column was accepted although it looks odd, and must be told."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from bemodels.data.log.place_names import looks_like_several, mended_encoding
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np

    from bemodels.data.files.raw_table import RawColumn
    from bemodels.data.log.faults import Findings


def read_as(text: str, pairs: Mapping[str, str]) -> str:
    """Return what a cell is read as, before its rule is tried.

    Parameters
    ----------
    text : str
        As it stands in the file.
    pairs : mapping of str to str
        The user's codes, and what they stand for.

    Returns
    -------
    str
        In NFC, without spaces around it; what it stands for if it is a code.

    Examples
    --------
    >>> read_as(" Attentat ", {"Attentat": "attack"})
    'attack'
    """
    tidy = _tidy(text)
    return pairs.get(tidy, tidy)


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def column_notices(
    name: str,
    raw: RawColumn,
    text: RawColumn,
    pairs: Mapping[str, str],
    findings: Findings,
) -> tuple[str, ...]:
    """Tell what was made of a column's cells, and what may be wrong with them.

    Parameters
    ----------
    name : str
        The column's name in the codebook.
    raw : RawColumn
        The column as it stands in the file.
    text : RawColumn
        The column as it is read.
    pairs : mapping of str to str
        The user's codes, and what they stand for.
    findings : Findings
        Knows the lines, and how the file names the column.

    Returns
    -------
    tuple of str
        Notices.
    """
    several = _several_places(name, text, findings) if name == "city" else ()
    return (
        *_rewritten(name, raw, findings),
        *_mapped(name, raw, pairs, findings),
        *_twice_encoded(name, text, findings),
        *several,
    )


def _rewritten(name: str, raw: RawColumn, findings: Findings) -> Iterator[str]:
    spaced = [i for i, one in enumerate(raw.texts) if one != one.strip()]
    if spaced:
        rows = raw.rows_of(spaced)
        yield _told(findings, rows, name, "spaces around the value were removed")
    split = [
        i
        for i, one in enumerate(raw.texts)
        if not one.isascii() and not unicodedata.is_normalized("NFC", one)
    ]
    if split:
        rows = raw.rows_of(split)
        yield _told(findings, rows, name, "letters and their accents were joined (NFC)")


def _mapped(
    name: str, raw: RawColumn, pairs: Mapping[str, str], findings: Findings
) -> Iterator[str]:
    if not pairs:
        return
    written = raw.changed(_tidy)
    for i, one in enumerate(written.texts):
        if one in pairs:
            rows = written.rows_of([i])
            what = f"{shown(one)} was read as {shown(pairs[one])}, as the mapping says"
            yield _told(findings, rows, name, what)


def _twice_encoded(name: str, text: RawColumn, findings: Findings) -> Iterator[str]:
    for i, one in enumerate(text.texts):
        mended = mended_encoding(one)
        if mended != one:
            what = f"{shown(one)} may be {shown(mended)}, encoded twice; it is kept"
            yield _told(findings, text.rows_of([i]), name, what)


def _several_places(name: str, text: RawColumn, findings: Findings) -> Iterator[str]:
    joined = [i for i, one in enumerate(text.texts) if looks_like_several(one)]
    if joined:
        rows = text.rows_of(joined)
        first = shown(text.cell(int(rows[0])))
        others = len(joined) - 1
        who = f"{first} and {others} more look" if others else f"{first} looks"
        what = f"{who} like several places; if so, separate them by |"
        yield _told(findings, rows, name, what)


def _told(findings: Findings, rows: np.ndarray, name: str, what: str) -> str:
    column = findings.title(name)
    return f"{findings.source}, {findings.lines_of(rows)}, column {column!r}: {what}"
