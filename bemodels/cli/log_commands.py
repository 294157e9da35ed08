"""Commands on a log of the user's: check it, and write an empty one."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from bemodels.cli.file_options import read_log
from bemodels.cli.leaving import leaving_log
from bemodels.cli.printing import print_json, print_result
from bemodels.cli.typed_options import typed_hint
from bemodels.data import (
    Problem,
    codebook,
    incident_table,
    ledger_template,
    notice_tables,
    suppress_incident_table,
    template,
)
from bemodels.data.log.overview import log_overview
from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from argparse import Namespace

    from bemodels.data import IncidentLog
    from bemodels.result import Result

WRONG_INPUT = 2


def run_check(options: Namespace) -> int:
    """Report every problem of a file at once, or what was understood of it.

    Parameters
    ----------
    options : argparse.Namespace
        With file, json, table, suppress and the options of a reader.

    Returns
    -------
    int
        Exit code 0, or 2 if problems were printed as JSON.

    Raises
    ------
    InvalidDataError
        If anything is wrong with the file: a line a problem.
    """
    try:
        log = read_log(options)
    except InvalidDataError as error:
        if not options.json:
            raise
        sys.stdout.write(_problems_as_json(error))
        return WRONG_INPUT
    overview = log_overview(log)
    if options.suppress is not None:
        overview = _leaving_overview(log, options.suppress)
    elif options.table:
        overview = replace(overview, tables=(*overview.tables, incident_table(log)))
    (print_json if options.json else print_result)(overview)
    return 0


def _leaving_overview(log: IncidentLog, below: int) -> Result:
    """Return "Table 1" alone: the numbers of rows would give the plots away."""
    leaving = leaving_log(log, below)
    table = suppress_incident_table(incident_table(log), below=below)
    return replace(
        log_overview(leaving),
        title="Every cell of the log holds",
        tables=(table, *notice_tables(leaving.notices)),
    )


def run_template(options: Namespace) -> int:
    """Write the header of an empty log, the codebook of its columns, or a ledger.

    Parameters
    ----------
    options : argparse.Namespace
        With codebook and ledger.

    Returns
    -------
    int
        Exit code 0.
    """
    if options.ledger:
        sys.stdout.write(ledger_template())
    elif options.codebook:
        book = json.dumps(codebook(), indent=2, ensure_ascii=False)
        sys.stdout.write(f"{book}\n")
    else:
        sys.stdout.write(template())
    return 0


def _problems_as_json(error: InvalidDataError) -> str:
    problems = [
        asdict(replace(one, hint=typed_hint(one.hint)))
        for one in error.problems
        if isinstance(one, Problem)
    ]
    report = {
        "problems": problems or [{"rule": str(error)}],
        "shown": max(1, len(problems)),
        "total": error.total,
    }
    return json.dumps(report, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
