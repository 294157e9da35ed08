"""Options that a command would ignore are refused: nothing is left out silently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bemodels.cli.one_line import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Iterable

MAX_BYTES = 200_000_000
# What a reader assumes unless told otherwise; only what differs is worth telling.
READER_DEFAULTS = {
    "encoding": "utf-8",
    "delimiter": ",",
    "date_format": "%Y-%m-%d",
    "missing": [],
    "max_bytes": MAX_BYTES,
    "sheet": None,
}
_OF_A_LOG = ("mapping", "exposure", "date_format", "missing", "places")
_OF_A_FILE = (
    *("window", "keys", "by", *_OF_A_LOG),
    *("source", "sheet", "encoding", "delimiter", "max_bytes"),
)
_BINARY = (".parquet", ".xlsx", ".dta")


def refuse_ignored(options: Namespace) -> None:
    """Refuse options that the form of a file leaves without a meaning.

    Parameters
    ----------
    options : argparse.Namespace
        With file and the options of a reader.

    Raises
    ------
    UsageError
        If a database, whose codes are known, is read with a user's own, or no file
        is of the kind that an option is for.
    """
    if options.source is not None:
        why = f"is for a log of your own, and the columns of {options.source} are known"
        _refuse(options, ("mapping", "date_format", "missing"), why)
    others = [options.exposure, getattr(options, "places", None)]
    refuse_options_of_other_formats(options, [one for one in others if one is not None])


def refuse_options_of_other_formats(
    options: Namespace, others: Iterable[str] = ()
) -> None:
    """Refuse options that no file which is read has a use for.

    Parameters
    ----------
    options : argparse.Namespace
        With file and the options of a reader.
    others : iterable of str, default ()
        Files that are read beside it.

    Raises
    ------
    UsageError
        If no file is of the format that an option is for.
    """
    endings = [_ending(one) for one in (options.file, *others)]
    name = Path(options.file).name
    if all(one in _BINARY for one in endings):
        _refuse(
            options, ("encoding", "delimiter"), f"is for a text file; {name} is none"
        )
    if endings[0] != ".xlsx":
        _refuse(
            options, ("sheet",), f"is for an Excel workbook (.xlsx); {name} is none"
        )


def refuse_options_of_a_log(options: Namespace, columns: Collection[str]) -> None:
    """Refuse what a table of counts, which has its keys and its years, would ignore.

    Parameters
    ----------
    options : argparse.Namespace
        With the options of a reader.
    columns : collection of str
        Of the table; a window is for one without ``years``.

    Raises
    ------
    UsageError
        If one is for a log alone.
    """
    why = (
        "is for an incident log, and the file has a column count: it is a table of "
        "counts"
    )
    _refuse(options, _OF_A_LOG, why)
    if "years" in columns:
        why = (
            "is for a table of counts without a column years, and the file has one: "
            "it holds the exposure"
        )
        _refuse(options, ("window",), why)


def refuse_options_of_a_file(options: Namespace, given: str) -> None:
    """Refuse the options of a reader where no file is read.

    Parameters
    ----------
    options : argparse.Namespace
        With the options of a reader.
    given : str
        What was given instead of a file.

    Raises
    ------
    UsageError
        If one was stated.
    """
    _refuse(options, _OF_A_FILE, f"is for a file of your own, and {given}")


def refuse_options_beside_lists(options: Namespace) -> None:
    """Refuse what is for a log where the lists are columns of a file.

    Parameters
    ----------
    options : argparse.Namespace
        With the options of a reader.

    Raises
    ------
    UsageError
        If one is for a log alone.
    """
    why = "is for an incident log, and the lists are columns of the file"
    _refuse(options, ("window", *_OF_A_LOG), why)


def refuse_unused_exposure(options: Namespace) -> None:
    """Refuse an exposure where no rate is estimated.

    Parameters
    ----------
    options : argparse.Namespace
        With the options of a reader.

    Raises
    ------
    UsageError
        If one was stated.
    """
    _refuse(options, ("exposure",), "is for rates, and a population has none")


def _refuse(options: Namespace, names: Iterable[str], why: str) -> None:
    for name in names:
        if getattr(options, name, None) not in (None, READER_DEFAULTS.get(name)):
            raise UsageError(f"--{name.replace('_', '-')} {why}")


def _ending(path: str) -> str:
    name = Path(path)
    return Path(name.stem if name.suffix.lower() == ".gz" else name).suffix.lower()
