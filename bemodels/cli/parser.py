"""Options and arguments of every command, read into values or refused in one line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from bemodels import __version__
from bemodels.cli.defaults import (
    DEFAULT_FORMATS,
    DRAWS,
    FORMATS,
    PLACES_AT_RISK,
    SEED,
)
from bemodels.cli.one_line import OneLineParser

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
        type=_share,
        default=0.95,
        help="coverage or posterior mass of intervals (default: 0.95)",
    )
    analysis.add_argument(
        "--json", action="store_true", help="one strict JSON object instead of tables"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_rates(commands, [common, analysis])
    _add_counts(commands, [common, analysis])
    _add_undercount(commands, [common, analysis])
    _add_appendix(commands, [common])
    _add_verify(commands, [common])
    return parser


def _add_rates(commands: Commands, parents: list[OneLineParser]) -> None:
    rates = commands.add_parser(
        "rates", parents=parents, help="compare the attack rates of two groups"
    )
    rates.add_argument("group", metavar="GROUP", help="attacks/incidents, such as 3/12")
    rates.add_argument(
        "reference", metavar="REFERENCE", help="attacks/incidents, such as 1/95"
    )
    rates.set_defaults(run=_command("run_rates"))


def _add_counts(commands: Commands, parents: list[OneLineParser]) -> None:
    counts = commands.add_parser(
        "counts", parents=parents, help="annual incident rates by place"
    )
    _add_belgium(counts)
    counts.add_argument(
        "--places-at-risk",
        type=_whole,
        default=PLACES_AT_RISK,
        metavar="N",
        help="places that could have had an incident: a stated number, which the data "
        f"do not hold (default: {PLACES_AT_RISK}; the output shows others beside it)",
    )
    _add_sampling(counts)
    _add_quiet(counts)
    counts.set_defaults(run=_command("run_counts"))


def _add_undercount(commands: Commands, parents: list[OneLineParser]) -> None:
    undercount = commands.add_parser(
        "undercount", parents=parents, help="what fates say of actors never seen"
    )
    _add_belgium(undercount)
    scenario = undercount.add_mutually_exclusive_group()
    scenario.add_argument(
        "--surfacing",
        type=_number,
        metavar="P",
        help="state the share of inspired actors that surfaced, in (0, 1]",
    )
    scenario.add_argument(
        "--prior",
        type=_beta,
        metavar="beta:A,B",
        help="state a beta prior on that share, such as beta:2,8",
    )
    undercount.set_defaults(run=_command("run_undercount"))


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
        type=_formats,
        default=DEFAULT_FORMATS,
        metavar="LIST",
        help=f"of {','.join(FORMATS)} (default: html,pdf,docx)",
    )
    _add_sampling(appendix)
    _add_quiet(appendix)
    appendix.set_defaults(run=_command("run_appendix"))


def _add_verify(commands: Commands, parents: list[OneLineParser]) -> None:
    verify = commands.add_parser(
        "verify", parents=parents, help="check every output against its manifest"
    )
    verify.add_argument("folder", metavar="DIR", help="folder with a manifest.json")
    verify.set_defaults(run=_command("run_verify"))


def _add_belgium(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--belgium",
        action="store_true",
        required=True,
        help="the counts of the report on Belgium, which come with the package",
    )


def _add_sampling(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seed", type=_whole, default=SEED, help=f"fixes every draw (default: {SEED})"
    )
    parser.add_argument(
        "--draws",
        type=_whole,
        default=DRAWS,
        help=f"kept draws a chain, four chains (default: {DRAWS})",
    )


def _add_quiet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quiet", action="store_true", help="plain progress lines, no display"
    )


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """Return a command that is imported when it runs, so that --help is quick."""

    def run(options: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(
            import_module("bemodels.cli.commands"), name
        )
        return command(options)

    return run


def _whole(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise argparse.ArgumentTypeError(
            f"expected a whole number from 0 to 999999999999999, got {text!r}"
        )
    return int(text)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a number, got {text!r}") from None


def _share(text: str) -> float:
    value = _number(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(
            f"expected a number between 0 and 1, got {text!r}"
        )
    return value


def _beta(text: str) -> tuple[float, float]:
    match = re.fullmatch(r"beta:([0-9.eE+-]+),([0-9.eE+-]+)", text)
    if not match:
        raise argparse.ArgumentTypeError(
            f"expected beta:A,B with two numbers above 0, got {text!r}"
        )
    return _number(match[1]), _number(match[2])


def _formats(text: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(text.split(",")))
    for one in chosen:
        if one not in FORMATS:
            raise argparse.ArgumentTypeError(
                f"expected some of {','.join(FORMATS)}, got {one!r}"
            )
    return chosen
