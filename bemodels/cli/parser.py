"""Options and arguments of every command, read into values or refused in one line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bemodels import __version__
from bemodels.cli.audit_options import add_audit
from bemodels.cli.capture_options import add_capture
from bemodels.cli.defaults import (
    DEFAULT_FORMATS,
    DRAWS,
    FORMATS,
    PLACES_AT_RISK,
    SEED,
)
from bemodels.cli.deferred import deferred_command
from bemodels.cli.file_options import add_file_options
from bemodels.cli.one_line import OneLineParser
from bemodels.cli.option_values import (
    formats,
    keys,
    least_shown,
    share,
    whole,
)
from bemodels.cli.undercount_options import add_undercount_options

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["OneLineParser"]


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands.

    Returns
    -------
    argparse.ArgumentParser
        Its result holds ``run``, which takes it and returns the exit code.
    """
    parser = OneLineParser(
        prog="bemodels",
        description="Statistics for small, partially observed incident data.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    common = OneLineParser(add_help=False)
    for one in (parser, common):
        one.add_argument(
            "--debug", action="store_true", help="show where an error came from"
        )
    analysis = OneLineParser(add_help=False)
    analysis.add_argument(
        "--level",
        type=share,
        default=0.95,
        help="coverage or posterior mass of intervals (default: 0.95)",
    )
    analysis.add_argument(
        "--json", action="store_true", help="one strict JSON object instead of tables"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_rates(commands, [common, analysis])
    _add_counts(commands, [common, analysis])
    undercount = commands.add_parser(
        "undercount",
        parents=[common, analysis],
        help="what fates say of actors never seen",
    )
    _add_belgium(undercount)
    add_undercount_options(undercount)
    _add_suppress(undercount)
    add_file_options(undercount)
    undercount.set_defaults(
        run=deferred_command("run_undercount", "undercount_commands")
    )
    add_capture(commands, [common, analysis])
    add_audit(commands, [common])
    _add_appendix(commands, [common])
    _add_verify(commands, [common])
    _add_check(commands, [common])
    _add_template(commands, [common])
    return parser


def _add_rates(commands: Commands, parents: list[OneLineParser]) -> None:
    rates = commands.add_parser(
        "rates", parents=parents, help="compare the attack rates of two groups"
    )
    rates.add_argument(
        "group",
        metavar="GROUP",
        help="attacks/incidents, such as 3/12; or a file, whose inspired incidents are "
        "then compared with its linked ones",
    )
    rates.add_argument(
        "reference",
        metavar="REFERENCE",
        nargs="?",
        help="attacks/incidents, such as 1/95; none with a file",
    )
    rates.add_argument(
        "--all",
        action="store_true",
        help="every interval and every test beside the recommended ones; takes longer, "
        "from seconds to half a minute",
    )
    _add_suppress(rates)
    add_file_options(rates)
    rates.set_defaults(run=deferred_command("run_rates"))


def _add_counts(commands: Commands, parents: list[OneLineParser]) -> None:
    counts = commands.add_parser(
        "counts",
        parents=parents,
        help="annual incident rates by place, or the whole analysis by place and year",
    )
    _add_belgium(
        counts,
        "data of your own: a table of counts (a column count, keys such as city and "
        "year, and either a column years or --window), or else an incident log",
    )
    _add_places(counts)
    _add_keys(counts)
    _add_suppress(counts)
    _add_sampling(counts)
    _add_quiet(counts)
    add_file_options(counts)
    counts.set_defaults(run=deferred_command("run_counts", "count_commands"))


def _add_keys(counts: argparse.ArgumentParser) -> None:
    named = counts.add_mutually_exclusive_group()
    named.add_argument(
        "--keys",
        type=keys,
        metavar="KEYS",
        help="city,year (a place, and year): the whole analysis by city and year, of a "
        "log or of a table of counts with these keys; city alone: the same as --by "
        "city",
    )
    named.add_argument(
        "--by",
        type=keys,
        metavar="KEYS",
        help="the annual rate of each row alone. A log is counted by these keys, such "
        "as city,year (default: city); a table of counts is summed, counts and "
        "exposure, over its other keys (default: every row as it stands)",
    )


def _add_appendix(commands: Commands, parents: list[OneLineParser]) -> None:
    appendix = commands.add_parser(
        "appendix", parents=parents, help="write the posterior summary appendix"
    )
    appendix.add_argument(
        "--out",
        default="build/appendix",
        metavar="DIR",
        help="folder to write (default: build/appendix)",
    )
    appendix.add_argument(
        "--formats",
        type=formats,
        default=DEFAULT_FORMATS,
        metavar="LIST",
        help=f"of {','.join(FORMATS)} (default: html,pdf,docx)",
    )
    _add_sampling(appendix)
    _add_quiet(appendix)
    appendix.add_argument(
        "--data",
        dest="file",
        metavar="FILE",
        help="an incident log of your own, instead of the report",
    )
    _add_places(appendix)
    _add_suppress(appendix)
    add_file_options(appendix)
    appendix.set_defaults(run=deferred_command("run_appendix", "appendix_commands"))


def _add_verify(commands: Commands, parents: list[OneLineParser]) -> None:
    verify = commands.add_parser(
        "verify", parents=parents, help="check every output against its manifest"
    )
    verify.add_argument("folder", metavar="DIR", help="folder with a manifest.json")
    verify.set_defaults(run=deferred_command("run_verify"))


def _add_check(commands: Commands, parents: list[OneLineParser]) -> None:
    check = commands.add_parser(
        "check", parents=parents, help="find every problem of an incident log"
    )
    check.add_argument("file", metavar="FILE", help="a log, one row an incident")
    check.add_argument(
        "--json", action="store_true", help="one strict JSON object instead of text"
    )
    check.add_argument(
        "--table",
        action="store_true",
        help='print "Table 1", too: every column with counts and denominators',
    )
    _add_suppress(check)
    add_file_options(check)
    check.set_defaults(run=deferred_command("run_check", "log_commands"))


def _add_template(commands: Commands, parents: list[OneLineParser]) -> None:
    template = commands.add_parser(
        "template",
        parents=parents,
        help="write the header of an empty incident log, or a ledger to begin with",
    )
    instead = template.add_mutually_exclusive_group()
    instead.add_argument(
        "--codebook",
        action="store_true",
        help="the codebook of the columns instead, as JSON, to be kept beside the log",
    )
    instead.add_argument(
        "--ledger",
        action="store_true",
        help="the header of a ledger of printed figures instead, with synthetic rows "
        "that show each kind",
    )
    template.set_defaults(run=deferred_command("run_template", "log_commands"))


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--places-at-risk",
        type=whole,
        metavar="N",
        help="places that could have had an incident: a stated number, which the data "
        f"do not hold (default with --belgium: {PLACES_AT_RISK}; with a file, rates "
        "are pooled only if it is stated; the output shows others beside it)",
    )
    parser.add_argument(
        "--places",
        metavar="FILE",
        help="every place that could have had an incident, a name a line",
    )


def _add_suppress(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--suppress",
        type=least_shown,
        metavar="N",
        help="hide counts from 1 to N - 1, and whatever else they would follow from",
    )


def _add_belgium(
    parser: argparse.ArgumentParser, file: str = "data of your own: an incident log"
) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help=file)
    parser.add_argument(
        "--belgium",
        action="store_true",
        help="the counts of the report on Belgium, which come with the package",
    )


def _add_sampling(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seed", type=whole, default=SEED, help=f"fixes every draw (default: {SEED})"
    )
    parser.add_argument(
        "--draws",
        type=whole,
        default=DRAWS,
        help=f"kept draws a chain, four chains (default: {DRAWS})",
    )


def _add_quiet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quiet", action="store_true", help="plain progress lines, no display"
    )
