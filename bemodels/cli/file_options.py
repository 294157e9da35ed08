"""The options that every command has which reads a file of the user's."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bemodels.cli.one_line import UsageError
from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from bemodels.data import CountTable, IncidentLog, ObservationWindow

SOURCES = {"gtd": "read_gtd", "acled": "read_acled", "ged": "read_ucdp_ged"}
MAX_BYTES = 200_000_000
# What a reader assumes unless told otherwise; only what differs is worth telling.
READER_DEFAULTS = {
    "encoding": "utf-8",
    "delimiter": ",",
    "date_format": "%Y-%m-%d",
    "missing": [],
    "max_bytes": MAX_BYTES,
}


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


def refuse_two_sources(options: Namespace, command: str) -> None:
    """Refuse a command that was given no data, or two.

    Parameters
    ----------
    options : argparse.Namespace
        With belgium and file.
    command : str
        Its name.

    Raises
    ------
    UsageError
        If there is neither a file nor --belgium, or both.
    """
    if options.belgium == (options.file is not None):
        raise UsageError(
            "expected either FILE, data of your own, or --belgium, the counts that "
            f"come with the package (see bemodels {command} --help)"
        )


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
    from bemodels import data

    limits = {"window": options.window, "max_bytes": options.max_bytes}
    if options.source is not None:
        reader = getattr(data, SOURCES[options.source])
        log: IncidentLog = reader(options.file, **limits, **_text(options))
    else:
        log = data.read_incidents(
            options.file,
            mapping=options.mapping,
            date_format=options.date_format,
            missing=options.missing,
            **limits,
            **_text(options),
        )
    return _with_exposure(log, options)


def read_counts_or_log(options: Namespace) -> CountTable | IncidentLog:
    """Read the file that a command was given, which has counts or incidents.

    Parameters
    ----------
    options : argparse.Namespace
        With file and the options of `add_file_options`.

    Returns
    -------
    CountTable or IncidentLog
        Counts if a column is called ``count``, else a log.

    Raises
    ------
    InvalidDataError
        If anything is wrong with a file.
    """
    from bemodels.data.count_file import counts_of
    from bemodels.data.files.reading import read_flawed_table
    from bemodels.data.log.mapping import read_mapping
    from bemodels.data.log.reading import log_of

    if options.source is not None:
        return read_log(options)
    raw = read_flawed_table(options.file, max_bytes=options.max_bytes, **_text(options))
    if "count" in raw.columns:
        _refuse_options_of_a_log(options)
        return counts_of(raw)
    log = log_of(
        raw,
        window=options.window,
        mapping=read_mapping(options.mapping),
        date_format=options.date_format,
        missing=options.missing,
    )
    return _with_exposure(log, options)


def _refuse_options_of_a_log(options: Namespace) -> None:
    """Refuse what would be ignored: a table of counts has its keys and its years."""
    for name in ("window", "mapping", "exposure", "missing", "places"):
        if getattr(options, name, None):
            raise UsageError(
                f"--{name} is for an incident log, and the file has a column count: it "
                "is a table of counts"
            )


def _text(options: Namespace) -> dict[str, Any]:
    return {"encoding": options.encoding, "delimiter": options.delimiter}


def _with_exposure(log: IncidentLog, options: Namespace) -> IncidentLog:
    from bemodels.data import read_exposure

    if options.exposure is None:
        return log
    exposure = read_exposure(options.exposure, **_text(options))
    return replace(
        log, exposure=exposure, provenance=(*log.provenance, *exposure.provenance)
    )
