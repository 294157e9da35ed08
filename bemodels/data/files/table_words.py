"""What a reader of files calls the rows that it looks for, and its header."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """The words of a table in messages on files that hold none of it.

    Attributes
    ----------
    rows : str
        What its rows are.
    header : str
        What to do where the first line is no header.
    """

    rows: str
    header: str


LOG_WORDS = TableWords(
    rows="incidents", header="it must be a header; `bemodels template` has one"
)
