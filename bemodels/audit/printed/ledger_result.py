"""An audit as a result: shares with their intervals, and tables for a reader."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bemodels.audit.printed.figure_pairs import named_figures, told_needs
from bemodels.audit.printed.figure_rules import WORD_RULES
from bemodels.audit.printed.ranges import OTHER_INCIDENTS
from bemodels.audit.printed.verdict_tables import (
    FITS,
    RECOMPUTED,
    STATEMENT,
    recomputed_text,
)
from bemodels.audit.printed.verdicts import (
    FOLLOWS,
    RULES,
    SOLVED_OR_DETERMINED,
    WORST_FIRST,
)
from bemodels.result import Assumption, Estimate, Result, Table
from bemodels.result.display import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.audit.printed.ledger_audit import LedgerAudit
    from bemodels.audit.printed.statements import AuditedStatement

LEDGER = "The printed figures"
VERDICTS = "The verdicts, worst first"
PAIRS = "Figures on one stated denominator that need different ones"
WORDS = "The rules of words"
TRANSCRIBED = Assumption(
    statement="The ledger holds what the report prints, its units and the denominators "
    "that its text offers; a slip in the ledger is a wrong verdict here.",
    support="not checkable from these data",
)
# What a verdict cannot say where the report prints no numerator.
DETERMINED = (
    "The numerator of {ids} is not printed. It is the only whole number that fits the "
    "figure, so the figure cannot contradict it: that some number fits is all that is "
    "shown."
)


def ledger_result(audit: LedgerAudit) -> Result:
    """Return an audit as a result.

    Parameters
    ----------
    audit : LedgerAudit
        In the order in which its statements are to be told.

    Returns
    -------
    Result
        Estimates in percent, and four tables.
    """
    statements = audit.statements
    return Result(
        title=f"What the printed figures say: "
        f"{format_count(len(statements), 'statement', 'statements')}",
        method="Exact fractions, rounded half up, on every denominator that the report "
        f"offers; {_intervals(statements)}",
        estimates=tuple(one for each in statements for one in _estimates(each)),
        conclusion=_conclusion(statements),
        assumptions=(TRANSCRIBED, *_determined(statements), OTHER_INCIDENTS),
        tables=(
            _ledger_table(statements),
            *([_pair_table(audit)] if audit.pairs else []),
            _verdict_table(statements),
            _word_table(),
        ),
        provenance=audit.provenance,
    )


def _intervals(statements: tuple[AuditedStatement, ...]) -> str:
    """Name the 95% intervals that stand beside the figures."""
    kinds = {
        one.kind
        for one in statements
        if any(each.interval is not None for each in one.figures)
    }
    if "change" in kinds:
        return (
            "95% intervals: Wilson's of a share, the exact conditional one of a change"
        )
    return "Wilson's 95% interval"


def _estimates(statement: AuditedStatement) -> Iterator[Estimate]:
    for place, figure in enumerate(statement.figures):
        if figure.recomputed is not None and figure.interval is not None:
            yield Estimate(
                estimand=f"{statement.kind}[{statement.figure_name(place)}]",
                value=figure.recomputed,
                unit="percent",
                interval=figure.interval,
            )


def _determined(statements: tuple[AuditedStatement, ...]) -> Iterator[Assumption]:
    """Yield what is granted where a numerator was found, and not read."""
    ids = [one.id for one in statements if any(each.determined for each in one.figures)]
    if ids:
        statement = DETERMINED.format(ids=_named(ids))
        yield Assumption(statement=statement, support="not checkable from these data")


def _conclusion(statements: tuple[AuditedStatement, ...]) -> str:
    """Say how many follow as stated, and which have another verdict."""
    by_verdict: dict[str, list[str]] = {}
    for one in statements:
        by_verdict.setdefault(WORST_FIRST[one.badness], []).append(one.id)
    follow = len(by_verdict.get(FOLLOWS, ()))
    others = [
        f"{name[0].upper()}{name[1:]}: {_named(by_verdict[name])}"
        for name in WORST_FIRST
        if name in by_verdict and name != FOLLOWS
    ]
    of = format_count(len(statements), "statement", "statements")
    singular = 1 in (follow, len(statements))
    how = "follows as it is" if singular else "follow as they are"
    first = f"{follow} of {of} {how} stated."
    return f"{first} {'. '.join(others)}." if others else first


def _named(ids: list[str]) -> str:
    return f"{'statement' if len(ids) == 1 else 'statements'} {', '.join(ids)}"


def _ledger_table(statements: tuple[AuditedStatement, ...]) -> Table:
    rows = [
        (
            statement.id,
            figure.printed,
            figure.counts,
            figure.denominator,
            recomputed_text(figure),
            figure.verdict,
            statement.statement,
            figure.reason,
        )
        for statement in statements
        for figure in statement.figures
    ]
    return Table(
        name=LEDGER,
        columns=(
            "id",
            "printed",
            "counts",
            FITS,
            RECOMPUTED,
            "verdict",
            STATEMENT,
            "reason",
        ),
        rows=tuple(rows),
        note="Recomputed in percent; the sum of a count has no interval. "
        f"{OTHER_INCIDENTS.statement}",
    )


def _pair_table(audit: LedgerAudit) -> Table:
    named = {
        called: figures
        for one in audit.statements
        for called, figures in named_figures(one).items()
    }
    rows = []
    for first, second in audit.pairs:
        needs, others = told_needs(named[first], named[second])
        rows.append((first, needs, second, others))
    return Table(
        name=PAIRS,
        columns=("id", "needs", "and", "needs"),
        rows=tuple(rows),
        note="By rounding, or by the rule of the words. Asked are the stated "
        "denominator and the candidates of both rows: none gives both figures.",
    )


def _verdict_table(statements: tuple[AuditedStatement, ...]) -> Table:
    times = Counter(WORST_FIRST[one.badness] for one in statements)
    return Table(
        name=VERDICTS,
        columns=("verdict", "statements", "when"),
        rows=tuple((name, times[name], RULES[name]) for name in WORST_FIRST),
        note="Tried in this order, of which the first that fits stands: "
        f"{', '.join(RULES)}. {SOLVED_OR_DETERMINED} A statement of several figures "
        "counts under its worst.",
    )


def _word_table() -> Table:
    return Table(
        name=WORDS,
        columns=("printed as", "fits, in percent"),
        rows=tuple((called, rule) for called, rule, _ in WORD_RULES.values()),
    )
