"""What `bemodels undercount` may be told of actors never seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.cli.one_line import UsageError
from bemodels.cli.option_values import beta, number, routes
from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from bemodels.undercount import Fates

TOGETHER = (
    ("relative_propensity", "log_sd", "linked_surfacing"),
    ("routes", "dependence", "transfer"),
)


def add_undercount_options(parser: ArgumentParser) -> None:
    """Add the stated numbers of each rung; none has a default.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        Of the command.
    """
    scenario = parser.add_mutually_exclusive_group()
    scenario.add_argument(
        "--surfacing",
        type=number,
        metavar="P",
        help="state the share of inspired actors that surfaced, in (0, 1]",
    )
    scenario.add_argument(
        "--prior",
        type=beta,
        metavar="beta:A,B",
        help="state a beta prior on that share, such as beta:2,8",
    )
    parser.add_argument(
        "--relative-propensity",
        type=number,
        metavar="R",
        help="state how many times as often an inspired actor attacks as a linked one; "
        "with --log-sd and --linked-surfacing",
    )
    parser.add_argument(
        "--log-sd",
        type=number,
        metavar="S",
        help="spread of the logarithm of R: 0 if R is one number",
    )
    parser.add_argument(
        "--linked-surfacing",
        type=number,
        metavar="Q",
        help="share of linked actors who were recorded, in (0, 1]",
    )
    parser.add_argument(
        "--routes",
        type=routes,
        metavar="INDEPENDENT,CONNECTION,BOTH",
        help="linked arrests found by an independent lead only, through a connection "
        "only, and both ways; with --dependence and --transfer",
    )
    parser.add_argument(
        "--dependence",
        type=number,
        metavar="D",
        help="odds ratio between the two routes: 1 if they are independent",
    )
    parser.add_argument(
        "--transfer",
        type=number,
        metavar="T",
        help="how many times as often a lead finds an inspired actor as a linked one",
    )


def refuse_halves(options: Namespace) -> None:
    """Refuse a rung of which only a part is stated: none of it has a default.

    Parameters
    ----------
    options : argparse.Namespace
        Of the command.

    Raises
    ------
    UsageError
        If an option lacks those that belong to it.
    """
    for names in TOGETHER:
        missing = [name for name in names if getattr(options, name) is None]
        if 0 < len(missing) < len(names):
            first, *others = map(_typed, names)
            raise UsageError(
                f"{first}, {' and '.join(others)} are stated together: "
                f"{' and '.join(map(_typed, missing))} missing (see bemodels "
                "undercount --help)"
            )


def refuse_more_than_recorded(routes: tuple[int, int, int], linked: Fates) -> None:
    """Refuse routes of more linked arrests than are recorded: they are some of them.

    Parameters
    ----------
    routes : tuple of int, length 3
        As --routes states them.
    linked : Fates
        The linked actors recorded.

    Raises
    ------
    InvalidDataError
        If their sum exceeds the recorded linked arrests.
    """
    coded = sum(routes)
    if coded > linked.arrests:
        raise InvalidDataError(
            f"--routes {','.join(map(str, routes))}: routes of {coded} linked arrests, "
            f"more than the {linked.arrests} recorded"
        )


def _typed(name: str) -> str:
    return f"--{name.replace('_', '-')}"
