"""The options that every command has which reads a file of the user's."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from bemodels.data import IncidentLog, ObservationWindow

SOURCES = {"gtd": "read_gtd", "acled": "read_acled", "ged": "read_ucdp_ged"}
MAX_BYTES = 200_000_000


def add_file_options(parser: ArgumentParser) -> None:
    """Add the options of a reader of files, each as `read_incidents` has it.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        Of a command.
    """
    group = parser.add_argument_group("reading a file")
    group.add_argument(
        "--window",
        type=window,
        metavar="A:B",
        help="first and last day on which the source was looking, both included, such "
        "as 2014-06-01:2017-10-31",
    )
    group.add_argument(
        "--mapping", metavar="TOML", help="your own names and codes onto the codebook's"
    )
    group.add_argument(
        "--exposure", metavar="FILE", help="years watched by place, with keys and years"
    )
    group.add_argument(
        "--source",
        choices=tuple(SOURCES),
        help="the file is an export of this database",
    )
    group.add_argument("--encoding", default="utf-8", help="default: utf-8")
    group.add_argument("--delimiter", default=",", help="default: a comma")
    group.add_argument("--date-format", default="%Y-%m-%d", help="default: %%Y-%%m-%%d")
    group.add_argument(
        "--missing",
        action="append",
        default=[],
        metavar="WORD",
        help='a word that stands for a missing value: NA, or ""; may be repeated',
    )
    group.add_argument(
        "--max-bytes",
        type=int,
        default=MAX_BYTES,
        metavar="N",
        help=f"the largest file that is read (default: {MAX_BYTES})",
    )


def window(text: str) -> ObservationWindow:
    """Read a window as it is typed.

    Parameters
    ----------
    text : str
        Two days with a colon between them.

    Returns
    -------
    ObservationWindow
        Both days included.

    Raises
    ------
    argparse.ArgumentTypeError
        If the text is no two days, or the second lies before the first.
    """
    from bemodels.data import ObservationWindow

    first, _, last = text.partition(":")
    try:
        return ObservationWindow(
            start=date.fromisoformat(first), end=date.fromisoformat(last)
        )
    except ValueError as error:
        own = f": {error}" if isinstance(error, InvalidDataError) else ""
        raise argparse.ArgumentTypeError(
            f"expected START:END, two days such as 2014-06-01:2017-10-31, got "
            f"{text!r}{own}"
        ) from None


def read_log(options: Namespace) -> IncidentLog:
    """Read the file that a command was given as a log of incidents.

    Parameters
    ----------
    options : argparse.Namespace
        With file and the options of `add_file_options`.

    Returns
    -------
    IncidentLog
        With the window and the exposure that were stated.

    Raises
    ------
    InvalidDataError
        If anything is wrong with a file.
    """
    from dataclasses import replace

    from bemodels import data

    shared = {"window": options.window, "max_bytes": options.max_bytes}
    text = {"encoding": options.encoding, "delimiter": options.delimiter}
    if options.source is not None:
        reader = getattr(data, SOURCES[options.source])
        log: IncidentLog = reader(options.file, **shared, **text)
    else:
        log = data.read_incidents(
            options.file,
            mapping=options.mapping,
            date_format=options.date_format,
            missing=options.missing,
            **shared,
            **text,
        )
    if options.exposure is None:
        return log
    return replace(log, exposure=data.read_exposure(options.exposure, **text))
