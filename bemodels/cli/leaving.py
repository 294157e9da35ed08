"""What a command prints of a log that leaves the house: under --suppress."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.cli.printing import print_with_inputs
from bemodels.data import CountTable, mask_notices, notice_tables, suppress_counts
from bemodels.data.log.links import group_notices
from bemodels.data.log.suppression import HIDDEN
from bemodels.errors import NotEstimableError
from bemodels.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from bemodels.data import IncidentLog
    from bemodels.result import Table

NOTICES = "Notices"
# What `bemodels undercount` is told of actors never seen.
STATED = (
    *("surfacing", "prior", "relative_propensity", "log_sd", "linked_surfacing"),
    *("routes", "dependence", "transfer"),
)


def leaving_log(log: IncidentLog, below: int) -> IncidentLog:
    """Return a log that tells of its file nothing from which a small count follows.

    Parameters
    ----------
    log : IncidentLog
        The log.
    below : int
        As --suppress states it.

    Returns
    -------
    IncidentLog
        The same rows with masked notices and without provenance: the number of rows
        would give the plots away, and a digest would confirm whoever guesses a cell.
    """
    return replace(log, provenance=(), notices=mask_notices(log.notices, below=below))


def leaving_groups(log: IncidentLog, below: int) -> Table:
    """Count attacks and arrest actions by link, small counts hidden.

    Parameters
    ----------
    log : IncidentLog
        The log.
    below : int
        As --suppress states it.

    Returns
    -------
    Table
        A row a link; unknown links if there are any.

    Raises
    ------
    NotEstimableError
        If the log has no column ``link``.
    InvalidDataError
        If no such table may leave.
    """
    outcomes = log.outcomes_by_link()
    rows = tuple(
        # Exposure is neither known here nor printed.
        (link, kind, count, 1.0)
        for link, of in outcomes.items()
        if link != "unknown" or of.attacks + of.arrests
        for kind, count in (("attack", of.attacks), ("arrest action", of.arrests))
    )
    return suppress_counts(CountTable(keys=("link", "kind"), rows=rows), below=below)


def holds_hidden(table: Table) -> bool:
    """Tell whether a count of a table is hidden.

    Parameters
    ----------
    table : Table
        As `suppress_counts` makes it.

    Returns
    -------
    bool
        True if an estimate from these counts would give one away.
    """
    return any(HIDDEN in row[1:] for row in table.rows)


def print_leaving(
    log: IncidentLog,
    options: Namespace,
    *,
    withheld: str,
    estimate: Callable[[IncidentLog], Result],
) -> Result | None:
    """Print the groups of a log, and what follows from them if none is hidden.

    Parameters
    ----------
    log : IncidentLog
        The log.
    options : argparse.Namespace
        Of the command, with suppress.
    withheld : str
        What is estimated, in the plural.
    estimate : callable
        Estimates it from the log that it is given.

    Returns
    -------
    Result or None
        What was printed, or None where estimates were withheld and it was said.

    Raises
    ------
    NotEstimableError
        If the groups hold no estimate; they are then printed even so.
    """
    below = options.suppress
    alone = _counts_alone(log, below)
    if holds_hidden(alone.tables[0]):
        print_with_inputs(alone, without_estimates(options))
        sys.stderr.write(
            f"bemodels: {withheld} are withheld: each follows from counts that "
            f"--suppress {below} hides\n"
        )
        return None
    try:
        result = estimate(leaving_log(log, below))
    except NotEstimableError:
        print_with_inputs(alone, without_estimates(options))
        raise
    # The notices of the result are not masked, those beside the counts are.
    kept = tuple(one for one in result.tables if one.name != NOTICES)
    groups, *notices = alone.tables
    result = replace(result, tables=(groups, *kept, *notices))
    print_with_inputs(result, options)
    return result


def _counts_alone(log: IncidentLog, below: int) -> Result:
    told = mask_notices((*log.notices, *group_notices(log.rows)), below=below)
    return Result(
        title="Attacks and arrest actions by link",
        method="Counts alone, small ones hidden",
        estimates=(),
        tables=(leaving_groups(log, below), *notice_tables(told)),
    )


def without_estimates(options: Namespace) -> Namespace:
    """Return the options without those that only an estimate uses.

    Parameters
    ----------
    options : argparse.Namespace
        Of a command.

    Returns
    -------
    argparse.Namespace
        What a table of counts rests on.
    """
    unused = ("level", "seed", "draws", *STATED)
    kept = {name: one for name, one in vars(options).items() if name not in unused}
    return Namespace(**kept)
