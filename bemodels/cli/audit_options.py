"""The options of the command on printed figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.cli.deferred import deferred_command
from bemodels.cli.reading_options import add_reading_options

if TYPE_CHECKING:
    import argparse

    from bemodels.cli.one_line import OneLineParser

    type Commands = argparse._SubParsersAction[OneLineParser]


def add_audit(commands: Commands, parents: list[OneLineParser]) -> None:
    """Add the command.

    Parameters
    ----------
    commands : action of sub-parsers
        Those of `bemodels`.
    parents : list of OneLineParser
        With the options that it shares with others.
    """
    audit = commands.add_parser(
        "audit",
        parents=parents,
        help="recompute every printed figure of a report, worst first",
        description="Recompute every printed figure of a report, and print each "
        "statement with its verdict, worst first. `bemodels template --ledger` writes "
        "a ledger to begin with; docs/how-to/audit-a-report.md shows how it is filled "
        "in.",
    )
    audit.add_argument(
        "--ledger",
        dest="file",
        metavar="FILE",
        help="the figures of a report of your own, a row a statement (default: those "
        "of the report on Belgium, which come with the package)",
    )
    audit.add_argument(
        "--json", action="store_true", help="one strict JSON object instead of tables"
    )
    add_reading_options(audit.add_argument_group("reading a ledger"))
    audit.set_defaults(run=deferred_command("run_audit", "audit_commands"))
