"""The options that every command has which reads a file of the user's."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bemodels.cli.ignored_options import (
    refuse_ignored,
    refuse_options_of_a_file,
    refuse_options_of_a_log,
)
from bemodels.cli.one_line import UsageError
from bemodels.cli.reading_options import add_reading_options
from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from bemodels.data import CountTable, IncidentLog, ObservationWindow

SOURCES = {"gtd": "read_gtd", "acled": "read_acled", "ged": "read_ucdp_ged"}


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
        "--exposure",
        metavar="FILE",
        help="time watched by place: a column city, municipality or country, perhaps "
        "year, and either years or start and end of each period",
    )
    group.add_argument(
        "--source",
        choices=tuple(SOURCES),
        help="the file is an export of this database",
    )
    group.add_argument("--date-format", default="%Y-%m-%d", help="default: %%Y-%%m-%%d")
    group.add_argument(
        "--missing",
        action="append",
        default=[],
        metavar="WORD",
        help='a word that stands for a missing value: NA, or ""; may be repeated',
    )
    add_reading_options(group)


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
    if options.belgium:
        refuse_options_of_a_file(options, "--belgium is the report's")


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

    limits = {
        "window": options.window,
        "max_bytes": options.max_bytes,
        "sheet": options.sheet,
    }
    refuse_ignored(options)
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

    refuse_ignored(options)
    if options.source is not None:
        return read_log(options)
    raw = read_flawed_table(
        options.file,
        max_bytes=options.max_bytes,
        sheet=options.sheet,
        **_text(options),
    )
    if "count" in raw.columns:
        refuse_options_of_a_log(options, raw.columns)
        return counts_of(raw, window=options.window)
    log = log_of(
        raw,
        window=options.window,
        mapping=read_mapping(options.mapping),
        date_format=options.date_format,
        missing=options.missing,
    )
    return _with_exposure(log, options)


def _text(options: Namespace) -> dict[str, Any]:
    return {"encoding": options.encoding, "delimiter": options.delimiter}


def _with_exposure(log: IncidentLog, options: Namespace) -> IncidentLog:
    from bemodels.data import read_exposure

    if options.exposure is None:
        return log
    return log.with_exposure(
        read_exposure(options.exposure, max_bytes=options.max_bytes, **_text(options))
    )


def with_places(
    log: IncidentLog, options: Namespace, *, by: Sequence[str]
) -> tuple[IncidentLog, tuple[str, ...]]:
    """Read the places that a command was given, if any.

    Parameters
    ----------
    log : IncidentLog
        The log.
    options : argparse.Namespace
        With places and the options of `add_file_options`.
    by : sequence of str
        The keys of the count; a first line that names the place among them is a
        header.

    Returns
    -------
    log : IncidentLog
        With the file among its provenance, and what must be told of it.
    names : tuple of str
        The places; none if no file was named.

    Raises
    ------
    InvalidDataError
        If anything is wrong with the file.
    """
    from bemodels.data.exposure import PLACE_KEYS
    from bemodels.data.places_file import read_places

    if options.places is None:
        return log, ()
    listed = read_places(
        options.places,
        key=next((one for one in by if one in PLACE_KEYS), PLACE_KEYS[0]),
        encoding=options.encoding,
        max_bytes=options.max_bytes,
    )
    told = replace(
        log,
        provenance=(*log.provenance, listed.provenance),
        notices=(*log.notices, *listed.notices),
    )
    return told, listed.names
