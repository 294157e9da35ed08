"""The options that say how a file is read, whatever its rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.cli.ignored_options import MAX_BYTES
from bemodels.cli.option_values import size

if TYPE_CHECKING:
    from argparse import _ActionsContainer


def add_reading_options(options: _ActionsContainer) -> None:
    """Add the options of a reader that hold for any table.

    Parameters
    ----------
    options : argparse.ArgumentParser or group of one
        Of a command.
    """
    options.add_argument(
        "--encoding",
        default="utf-8",
        help="of every text file that is read (default: utf-8)",
    )
    options.add_argument(
        "--delimiter",
        default=",",
        help="of every text file that is read; tab for a tab (default: a comma)",
    )
    options.add_argument(
        "--sheet",
        metavar="NAME",
        help="of FILE, an Excel workbook of which several sheets hold cells",
    )
    options.add_argument(
        "--max-bytes",
        type=size,
        default=MAX_BYTES,
        metavar="N",
        help=f"the largest file that is read (default: {MAX_BYTES})",
    )
