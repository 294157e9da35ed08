"""The options of the command on several lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.cli.deferred import deferred_command
from bemodels.cli.file_options import add_file_options
from bemodels.cli.option_values import keys, lists, whole

if TYPE_CHECKING:
    import argparse

    from bemodels.cli.one_line import OneLineParser

    type Commands = argparse._SubParsersAction[OneLineParser]


def add_capture(commands: Commands, parents: list[OneLineParser]) -> None:
    """Add the command.

    Parameters
    ----------
    commands : action of sub-parsers
        Those of `bemodels`.
    parents : list of OneLineParser
        With the options that it shares with others.
    """
    capture = commands.add_parser(
        "capture",
        parents=parents,
        help="how many incidents none of several lists holds, by every method",
    )
    capture.add_argument(
        "file",
        metavar="FILE",
        help="a row an incident, and a column of 0 and 1 a list; or a log with a "
        "column sources",
    )
    capture.add_argument(
        "--lists",
        type=lists,
        required=True,
        metavar="A,B,...",
        help="2 to 10 lists: names of columns, or of sources, with commas between them",
    )
    capture.add_argument(
        "--count",
        metavar="COLUMN",
        help="the column that says how many incidents a row stands for (default: one)",
    )
    capture.add_argument(
        "--interactions",
        type=keys,
        metavar="PAIRS",
        help="lists that depend on one another in one more model: a is the first of "
        "--lists, b the second, and so on; ab,cd says that a and b do, and c and d",
    )
    capture.add_argument(
        "--classes",
        type=whole,
        metavar="N",
        help="latent classes, too, up to N of them; this draws, and takes minutes",
    )
    capture.add_argument(
        "--seed",
        type=whole,
        help="with --classes: fixes every draw (default: 20180201)",
    )
    capture.add_argument(
        "--draws",
        type=whole,
        help="with --classes: kept draws a chain, four chains (default: 8000)",
    )
    add_file_options(capture)
    capture.set_defaults(run=deferred_command("run_capture", "capture_commands"))
