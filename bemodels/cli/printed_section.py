"""The section on what the report prints: verdicts, overlaps, missing values, claims."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bemodels.report.analysis import Analysis
from bemodels.report.appendix_tables import hypothesis_table, probability_table
from bemodels.result import Table

if TYPE_CHECKING:
    from bemodels.audit import LedgerAudit
    from bemodels.result import Result

PRINTED_SECTION = "What the printed figures say"
EXACT = (
    "Exact fractions, integer programmes whose solutions are verified in whole "
    "numbers, and closed forms: no draws, so nothing that could fail to converge."
)
MISSING = "Shares of which some values are missing"
CLAIMS = "Comparative sentences"
TWO_VERDICTS = (
    "A statement that also stands among the printed figures has another verdict "
    "there, on another question: there, whether its figure follows from the text "
    '("not tested": the report itself gives no test of its words); here, whether its '
    "words hold of a process that could have produced other incidents."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFits:
    """What was computed of printed figures.

    Attributes
    ----------
    audit : LedgerAudit
        Every statement, worst first.
    overlaps : tuple of Result
        Of categories that overlap.
    missing : Result
        Shares of which some values are missing.
    claims : Result
        Comparative sentences, put to a test.
    """

    audit: LedgerAudit
    overlaps: tuple[Result, ...]
    missing: Result
    claims: Result


def printed_section(fits: PrintedFits) -> Analysis:
    """Return the section on what the report prints.

    Parameters
    ----------
    fits : PrintedFits
        What was computed.

    Returns
    -------
    Analysis
        The section.
    """
    ledger = fits.audit.result()
    parts = (ledger, *fits.overlaps, fits.missing, fits.claims)
    assumptions = dict.fromkeys(one for part in parts for one in part.assumptions)
    _, pairs, verdicts, words = ledger.tables
    return Analysis(
        name=PRINTED_SECTION,
        question="Which of the printed figures follow from the whole numbers beside "
        "them, and what do printed totals, missing values and comparative sentences "
        "leave open?",
        result=replace(
            ledger,
            assumptions=tuple(assumptions),
            tables=(),
        ),
        parts=parts,
        findings=(
            ledger.conclusion,
            _rows_of_the_ledger(fits.audit),
            fits.missing.conclusion,
        ),
        without_draws=EXACT,
        posterior=(
            replace(verdicts, name="Printed figures: the verdicts, worst first"),
            *_by_verdict(fits.audit),
            replace(pairs, columns=("first", "it needs", "second", "the other needs")),
            _overlap_table(fits.overlaps),
            *_missing_tables(fits.missing),
            *_claim_tables(fits.claims),
        ),
        sensitivity=(
            *(replace(one.tables[0], name=one.title) for one in fits.overlaps),
            *fits.claims.tables[1:],
            replace(words, name="Printed figures: the rules of words"),
        ),
    )


def _rows_of_the_ledger(audit: LedgerAudit) -> str:
    """Say that an id is no number of a table: both may read S31."""
    ids = sorted(one.id for one in audit.statements)
    return (
        f"{ids[0]} to {ids[-1]} are the ids of statements, each a row of the ledger "
        f"{audit.provenance[0].source}. A table of this appendix has the word before "
        "its number: Table S31."
    )


def _by_verdict(audit: LedgerAudit) -> tuple[Table, ...]:
    return tuple(
        replace(one, name=f"Printed figures: {one.name[0].lower()}{one.name[1:]}")
        for one in audit.tables_by_verdict()
    )


def _overlap_table(overlaps: tuple[Result, ...]) -> Table:
    return Table(
        name="Overlaps that printed totals determine or leave open",
        columns=("question", "answer"),
        rows=tuple((one.title, one.conclusion) for one in overlaps),
        note="Every overlap of single categories stands under sensitivity.",
    )


def _missing_tables(missing: Result) -> tuple[Table, ...]:
    (table,) = missing.tables
    bounds = ("least share", "most share", "sampled from", "sampled to")
    known = ("with it", "known", "all", "share of known", "known from", "known to")
    return (
        _columns(table, ("attribute", *bounds), f"{MISSING}: worst case"),
        _columns(
            replace(table, note=""),
            ("attribute", *known),
            f"{MISSING}: among the known alone",
        ),
    )


def _claim_tables(claims: Result) -> tuple[Table, ...]:
    table = claims.tables[0]
    judged = ("statement", "words", "claimed", "as recorded", "verdict", "reason")
    compared = ("what is compared", "least", "most", "interval from", "interval to")
    return (
        _columns(
            replace(table, note=f"{table.note} {TWO_VERDICTS}"),
            judged,
            f"{CLAIMS}: verdicts",
        ),
        _columns(
            replace(table, note="Least and most are those of the readings."),
            ("statement", "words", *compared),
            f"{CLAIMS}: what is compared",
        ),
        probability_table(CLAIMS, claims.probabilities),
        hypothesis_table(CLAIMS, claims.tests),
    )


def _columns(table: Table, names: tuple[str, ...], name: str) -> Table:
    """Return some columns of a table that is too wide for a page, under a name."""
    places = [table.columns.index(one) for one in names]
    return replace(
        table,
        name=name,
        columns=names,
        rows=tuple(tuple(row[place] for place in places) for row in table.rows),
    )
