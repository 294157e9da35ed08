"""A researcher's own ledger: the figures that a report prints, a row a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.files.opening import MAX_BYTES
from bemodels.data.files.reading import COMMA, read_flawed_table
from bemodels.data.files.table_words import TableWords
from bemodels.data.files.unseen import unseen_in
from bemodels.data.ledger_header import ledger_columns
from bemodels.data.ledger_rules import LEDGER_COLUMNS, problems_of_rows
from bemodels.data.log.faults import Fault, Findings
from bemodels.data.source_table import SourceTable
from bemodels.result import Provenance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from bemodels.data.files.raw_table import RawTable

MEANINGS = {
    "id": "Name of the statement, once in the ledger",
    "line": "Lines or pages of the report's text, separated by ;; may be empty",
    "section": "Section of the report; may be empty",
    "statement": "What the report states",
    "printed": "The figures or words that are printed",
    "numerator": "Share and change: the upper count. Count: the parts that are to add "
    "up. Empty where it is not printed",
    "numerator_unit": "What the numerator counts",
    "denominator": "Share and change: the lower count that the sentence states, or the "
    "printed size of the group that it names. Count: what the parts are to add up to",
    "denominator_unit": "What the denominator counts",
    "candidates": "Other denominators that the report offers, separated by ;",
    "known": "Units whose attribute is known; may be empty",
    "decimals": "Decimals of the printed percentage; may be empty",
    "kind": "share, change, count, claim, context or definition",
}
WORDS = TableWords(
    rows="statements", header="it must be a header with the columns of a ledger"
)


def read_ledger(
    path: str | PathLike[str],
    *,
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
) -> SourceTable:
    r"""Read a ledger of printed statements, for `bemodels.audit.audit_ledger`.

    Parameters
    ----------
    path : str or path-like
        Of any format that `read_incidents` reads, with the columns `LEDGER_COLUMNS` in
        any order and case; `ledger_template` writes one to begin with. Several figures
        of one statement are separated by ``/`` in every column in which they differ.
    encoding, delimiter, max_bytes, sheet
        As for `read_incidents`.

    Returns
    -------
    SourceTable
        The columns in their usual order, all of them text; its notes tell what was
        accepted on reading.

    Raises
    ------
    InvalidDataError
        If a column is missing or unknown, or a cell breaks its rule: every problem is
        a line with file, line (the header is 1), column, value and rule.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> header = ",".join(LEDGER_COLUMNS)
    >>> row = "A1,12,,Most were local.,57%,62,incidents,107,incidents,108,,0,share"
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "own.csv")
    ...     _ = path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    ...     ledger = read_ledger(path)
    >>> ledger
    SourceTable own.csv: Printed statements, 1 rows
    """
    raw = read_flawed_table(
        path,
        encoding=encoding,
        delimiter=delimiter,
        max_bytes=max_bytes,
        sheet=sheet,
        words=WORDS,
    )
    raw = ledger_columns(raw)
    rows = list(zip(*(_cells(raw, name) for name in LEDGER_COLUMNS), strict=True))
    findings = Findings.of(raw)
    _find_unseen(rows, findings)
    findings.problems.absorb(problems_of_rows(rows, lines=raw.lines, source=raw.source))
    findings.refuse()
    return SourceTable(
        content="Printed statements",
        unit="one statement of a report",
        columns=LEDGER_COLUMNS,
        meanings=tuple(MEANINGS[name] for name in LEDGER_COLUMNS),
        rows=tuple(rows),
        notes=raw.notices,
        provenance=Provenance(source=raw.source, sha256=raw.sha256, rows=len(raw)),
    )


def _cells(raw: RawTable, name: str) -> list[str]:
    column = raw.columns[name]
    texts = [text.strip() for text in column.texts]
    return [texts[code] for code in column.codes.tolist()]


def _find_unseen(rows: Sequence[Sequence[str]], findings: Findings) -> None:
    fault = Fault(rule="it holds characters that nobody sees", hint="remove them")
    for row, cells in enumerate(rows):
        for name, text in zip(LEDGER_COLUMNS, cells, strict=True):
            if unseen_in(text):
                findings.add(row, name, text, fault)
