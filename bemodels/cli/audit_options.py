"""The options of the command on printed figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.cli.deferred import deferred_command

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
    audit.add_argument(
        "--encoding", default="utf-8", help="of the ledger (default: utf-8)"
    )
    audit.add_argument(
        "--delimiter",
        default=",",
        help="of the ledger; tab for a tab (default: a comma)",
    )
    audit.set_defaults(run=deferred_command("run_audit", "audit_commands"))
