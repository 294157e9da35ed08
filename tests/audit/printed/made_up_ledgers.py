"""Ledgers that a test makes up, and verdicts on their rows by brute force.

The verdicts here share no code with the package: whole numbers and quotients of them,
each numerator tried in turn, as the rules of the audit are worded.
"""

from bemodels.audit import audit_ledger
from bemodels.data import LEDGER_COLUMNS, SourceTable
from bemodels.result import Provenance

DEFAULTS = {
    "line": "1",
    "section": "A section",
    "statement": "A statement.",
    "numerator_unit": "incidents",
    "denominator_unit": "incidents",
    "kind": "share",
}


def ledger_of(*rows):
    """Return a ledger of rows, each given by what differs from a share of incidents."""
    cells = [
        {name: "" for name in LEDGER_COLUMNS}
        | DEFAULTS
        | {"id": f"A{place}"}
        | {name: str(cell) for name, cell in row.items()}
        for place, row in enumerate(rows, start=1)
    ]
    return SourceTable(
        content="Made up",
        unit="one statement",
        columns=LEDGER_COLUMNS,
        meanings=LEDGER_COLUMNS,
        rows=tuple(tuple(row[name] for name in LEDGER_COLUMNS) for row in cells),
        notes=(),
        provenance=Provenance(source="own.csv", sha256="0" * 64, rows=len(rows)),
    )


def audited(**row):
    """Audit a ledger of one row, and return its statement."""
    return audit_ledger(ledger_of(row)).statements[0]


def figure_of(**row):
    """Audit a ledger of one row with one figure, and return that figure."""
    (figure,) = audited(**row).figures
    return figure


def rounds(count, whole, printed, decimals):
    """Tell whether a share rounds half up to an integer of 10^-decimals percent."""
    scale = 10**decimals
    return whole > 0 and (200 * count * scale + whole) // (2 * whole) == printed


def cuts(count, whole, printed, decimals):
    return whole > 0 and 100 * count * 10**decimals // whole == printed


def brute_numerator(stated, candidates, known, printed, decimals):
    """Return the numerator that the rules determine, trying every whole number."""

    def only(whole):
        most = whole if known is None else min(known, whole)
        found = [n for n in range(most + 1) if rounds(n, whole, printed, decimals)]
        return found[0] if len(found) == 1 else None

    if stated is not None and only(stated) is not None:
        return only(stated)
    numbers = {only(one) for one in candidates} - {None}
    return numbers.pop() if len(numbers) == 1 else None


def brute_verdict(*, numerator, stated, candidates, known, printed, decimals, same):
    """Return the verdict on a share, tried in the order of the rules."""
    if numerator is None:
        numerator = brute_numerator(stated, candidates, known, printed, decimals)
    if numerator is None or (stated is None and not candidates):
        return "not checkable from the text"
    figure = (printed, decimals)
    if stated is not None and same and rounds(numerator, stated, *figure):
        return "follows"
    others = [one for one in candidates if one != stated]
    if any(rounds(numerator, one, *figure) for one in others):
        return "follows for another denominator"
    if stated is not None and (
        rounds(numerator, stated, *figure) or cuts(numerator, stated, *figure)
    ):
        return "truncated" if same else "mixed numerator and denominator"
    return "impossible"
