"""The command line: parse, call, write. No statistics happen here."""

from __future__ import annotations

import sys
import traceback
from io import TextIOWrapper
from typing import TYPE_CHECKING

from bemodels.cli.exit_codes import (
    INTERRUPTED,
    NOT_CONVERGED,
    NOT_ESTIMABLE,
    WRONG_INPUT,
)
from bemodels.cli.one_line import UsageError
from bemodels.cli.parser import build_parser
from bemodels.cli.typed_options import typed_message
from bemodels.errors import InvalidDataError, NotConvergedError, NotEstimableError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the program's name; those of the process by default.

    Returns
    -------
    int
        0 done, 1 unexpected, 2 wrong input, 3 not estimable, 4 not converged, 130
        interrupted.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    _never_fail_on_a_sign()
    try:
        return _run(words)
    except KeyboardInterrupt:
        sys.stderr.write("bemodels: interrupted\n")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the output is gone (`| head`); Python must not complain again.
        sys.stdout = None
        return 0
    except Exception as error:  # noqa: BLE001 (the last door: a line, not a traceback)
        if "--debug" in words:
            traceback.print_exc()
        return _explain(error)


def _never_fail_on_a_sign() -> None:
    """Print a question mark where the output's encoding lacks a sign such as ∞."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _run(words: list[str]) -> int:
    parser = build_parser()
    options = parser.parse_args(words)
    code: int = options.run(options)
    sys.stdout.flush()
    return code


def _explain(error: Exception) -> int:
    """Say what went wrong, one line a problem, and return the exit code."""
    code = 1
    for kind, value in (
        (UsageError, WRONG_INPUT),
        (InvalidDataError, WRONG_INPUT),
        (NotEstimableError, NOT_ESTIMABLE),
        (NotConvergedError, NOT_CONVERGED),
    ):
        if isinstance(error, kind):
            code = value
            break
    message = typed_message(error)
    if code == 1:
        message = " ".join(f"unexpected {type(error).__name__}: {message}".split())
        message += " (--debug shows where)"
    for line in message.splitlines() or [type(error).__name__]:
        sys.stderr.write(f"bemodels: {line}\n")
    return code
