"""The command on printed figures: read a ledger, audit it, print the worst first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.audit import audit_ledger
from bemodels.cli.ignored_options import (
    refuse_options_of_a_file,
    refuse_options_of_other_formats,
)
from bemodels.cli.printing import print_json, print_results
from bemodels.data import belgium, notice_tables, read_ledger

if TYPE_CHECKING:
    from argparse import Namespace

    from bemodels.data import SourceTable
    from bemodels.result import Table

WIDTH = 100


def run_audit(options: Namespace) -> int:
    """Recompute the printed figures of the report, or of a ledger of the user's.

    As tables a verdict, in which the shares stand with their intervals, or as JSON.

    Parameters
    ----------
    options : argparse.Namespace
        With file, json, encoding, delimiter, sheet and max_bytes.

    Returns
    -------
    int
        Exit code 0, whatever the verdicts are.

    Raises
    ------
    UsageError
        If an option of a file stands without one, or beside one of another format.
    InvalidDataError
        If anything is wrong with the ledger: a line a problem.
    """
    ledger = _ledger(options)
    audit = audit_ledger(ledger).worst_first()
    result = audit.result()
    tables = (*result.tables, *_notices(ledger))
    if options.json:
        print_json(replace(result, tables=tables))
    else:
        narrow = (*audit.tables_by_verdict(), *tables[1:])
        shown = replace(result, estimates=(), tables=narrow)
        print_results((shown,), width=WIDTH)
    return 0


def _ledger(options: Namespace) -> SourceTable:
    if options.file is None:
        refuse_options_of_a_file(options, "the ledger is the report's")
        return belgium().ledger
    refuse_options_of_other_formats(options)
    return read_ledger(
        options.file,
        encoding=options.encoding,
        delimiter=options.delimiter,
        max_bytes=options.max_bytes,
        sheet=options.sheet,
    )


def _notices(ledger: SourceTable) -> tuple[Table, ...]:
    """Return what was accepted on reading a ledger of the user's, as a table if any."""
    return notice_tables(ledger.notes) if ledger is not belgium().ledger else ()
