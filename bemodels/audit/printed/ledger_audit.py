"""The audit of a ledger: what each printed figure follows from, worst first or not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bemodels.audit.printed.figure_pairs import find_pairs
from bemodels.audit.printed.ledger_result import ledger_result
from bemodels.audit.printed.ledger_rows import judge_row, rows_of
from bemodels.audit.printed.statements import AuditedStatement
from bemodels.audit.printed.verdict_tables import verdict_tables
from bemodels.audit.printed.verdicts import WORST_FIRST
from bemodels.data import SourceTable
from bemodels.data.ledger_rules import check_ledger
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance, check_type
from bemodels.result.rules import shown

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.result import Result, Table

AUDIT_COLUMNS = (
    "id",
    "printed",
    "counts",
    "denominator",
    "recomputed",
    "interval_low",
    "interval_high",
    "verdict",
    "reason",
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LedgerAudit:
    """Every statement of a ledger, recomputed.

    Attributes
    ----------
    statements : tuple of AuditedStatement
        In the order of the ledger, or worst first.
    pairs : tuple of tuple of str
        Ids of two statements whose figures are printed on one stated denominator and
        need different ones, in the order of the ledger; of two figures of one statement
        the id and which figure it is.
    provenance : tuple of Provenance
        The ledger's file.

    Examples
    --------
    >>> from bemodels import belgium
    >>> audit = audit_ledger(belgium().ledger)
    >>> audit
    LedgerAudit: 47 statements, 1 impossible, 2 mixed numerator and denominator, 5 \
follows for another denominator, 5 not checkable from the text, 2 not tested, 4 \
external, 3 definition, 25 follows
    >>> audit.worst_first().statements[0].id
    'S31'
    """

    statements: tuple[AuditedStatement, ...]
    pairs: tuple[tuple[str, str], ...]
    provenance: tuple[Provenance, ...]

    def worst_first(self) -> LedgerAudit:
        """Return the same audit with the worst verdicts first.

        Returns
        -------
        LedgerAudit
            Statements of one verdict in the order of the ledger.
        """
        ordered = sorted(self.statements, key=lambda one: one.badness)
        return replace(self, statements=tuple(ordered))

    def statement(self, identifier: str) -> AuditedStatement:
        """Return one statement.

        Parameters
        ----------
        identifier : str
            Its id.

        Returns
        -------
        AuditedStatement
            The statement.

        Raises
        ------
        KeyError
            If there is none of this id.
        """
        for one in self.statements:
            if one.id == identifier:
                return one
        raise KeyError(f"no statement {identifier!r} in this audit")

    def to_frame(self) -> pd.DataFrame:
        """Return a row a statement.

        Returns
        -------
        pandas.DataFrame
            Columns id, printed, counts, denominator, recomputed, interval_low,
            interval_high, verdict, reason. Percentages and their limits are numbers
            where a statement has one figure, text with / where it has several, and
            empty where there is none.
        """
        import pandas as pd

        rows = [one.to_row() for one in self.statements]
        return pd.DataFrame(rows, columns=list(AUDIT_COLUMNS), dtype=object)

    def result(self) -> Result:
        """Return the audit as tables for a report, and every share with its interval.

        Returns
        -------
        Result
            Tables of the verdicts, of the statements, of the pairs and of the rules.
        """
        return ledger_result(self)

    def tables_by_verdict(self) -> tuple[Table, ...]:
        """Return the statements as a table a verdict, for a terminal.

        Returns
        -------
        tuple of Table
            The worst verdict first; only those that some figure has.
        """
        return verdict_tables(self.statements)

    def __repr__(self) -> str:
        times = Counter(WORST_FIRST[one.badness] for one in self.statements)
        told = [f"{times[name]} {name}" for name in WORST_FIRST if name in times]
        return (
            f"LedgerAudit: {', '.join((f'{len(self.statements)} statements', *told))}"
        )

    def _repr_html_(self) -> str:
        # Its first table holds every estimate beside its verdict. Few rows are shown,
        # so the worst come first.
        found = self.worst_first().result()
        return replace(found, estimates=())._repr_html_()


def audit_ledger(ledger: SourceTable) -> LedgerAudit:
    """Recompute every printed figure of a ledger, from integers and rules alone.

    Parameters
    ----------
    ledger : SourceTable
        ``belgium().ledger``, or what `bemodels.data.read_ledger` returns.

    Returns
    -------
    LedgerAudit
        A verdict and a reason for each statement.

    Raises
    ------
    InvalidDataError
        If `ledger` is no table, such as the name of a file that is to be read first,
        or a row breaks a rule: every problem is a line.

    Notes
    -----
    The kind of a row decides three verdicts: ``definition``; a ``claim`` is ``not
    tested``; ``context`` is ``external``. Else it is the first of these that fits:

    * ``not checkable from the text``: the numerator is neither printed, nor solved from
      printed totals, nor determined; or no denominator is printed at all. It is
      determined when exactly one whole number gives the printed figure on the stated
      denominator, or failing that on a candidate, and does not exceed ``known`` nor,
      in a share, the whole; candidates that have different ones determine none.
    * ``follows``: by rounding half up, on the stated denominator, of the same unit. The
      parts of a count add up.
    * ``follows for another denominator``: by rounding, on a candidate.
    * ``truncated``: with its further decimals cut off, on the stated denominator, of
      the same unit.
    * ``mixed numerator and denominator``: on the stated denominator, of another unit.
    * ``impossible``.

    A share is 100 numerator / denominator; a change is 100 (numerator - denominator) /
    denominator, compared in size, and in direction where its sign is printed.

    Words take the place of rounding: "almost x" is x - 2 to x, "a little more than x"
    is x to x + 1, "more than half" is above 50, a "clear majority" has the lower limit
    of Wilson's 95% interval above 50, and "4 of 5" prints its counts.

    Examples
    --------
    >>> from bemodels import belgium
    >>> audit = audit_ledger(belgium().ledger)
    >>> brussels = audit.statement("S05").figures[0]
    >>> brussels.verdict, brussels.denominator
    ('follows for another denominator', '108 by rounding; 107 by truncation')
    >>> ("S04", "S05") in audit.pairs
    True
    """
    _refuse_unread(ledger)
    check_type("ledger", ledger, SourceTable)
    check_ledger(ledger)
    statements = tuple(
        AuditedStatement(
            id=row["id"],
            kind=row["kind"],
            statement=row["statement"],
            printed=row["printed"],
            figures=judge_row(row),
        )
        for row in rows_of(ledger)
    )
    return LedgerAudit(
        statements=statements,
        pairs=find_pairs(statements),
        provenance=(ledger.provenance,),
    )


def _refuse_unread(ledger: object) -> None:
    if isinstance(ledger, str) or hasattr(ledger, "__fspath__"):
        path = shown(str(ledger))
        raise InvalidDataError(
            f"ledger must be a SourceTable, got {path}: read the file first, "
            f"audit_ledger(read_ledger({path}))"
        )
