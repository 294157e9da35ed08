"""Commands that are imported when they run, so that --help is quick."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    type Command = Callable[[Namespace], int]


def deferred_command(name: str, module: str = "commands") -> Command:
    """Return a command whose module is not imported yet.

    Parameters
    ----------
    name : str
        Of the function, which takes options and returns the exit code.
    module : str, default "commands"
        Where it is, in this package.

    Returns
    -------
    callable
        As the function.
    """

    def run(options: Namespace) -> int:
        command: Command = getattr(import_module(f"bemodels.cli.{module}"), name)
        return command(options)

    return run
