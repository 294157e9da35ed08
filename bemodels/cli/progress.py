"""Progress on standard error: a display at a terminal, plain lines elsewhere."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status

PACKAGE = "bemodels"


@contextmanager
def display_progress() -> Iterator[None]:
    """Show what the package reports of its progress while a block runs.

    At a terminal the present step is shown with a moving mark; where standard error
    goes elsewhere, each step is a plain line.

    Yields
    ------
    None
        The block runs.
    """
    if not sys.stderr.isatty():
        with print_progress():
            yield
        return
    display = Console(stderr=True).status("starting")
    with display as status, _handling(_StatusHandler(status)):
        yield


@contextmanager
def print_progress() -> Iterator[None]:
    """Print what the package reports of its progress, a plain line a step.

    Yields
    ------
    None
        The block runs.
    """
    with _handling(logging.StreamHandler(sys.stderr)):
        yield


@contextmanager
def _handling(handler: logging.Handler) -> Iterator[None]:
    logger = logging.getLogger(PACKAGE)
    before = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


class _StatusHandler(logging.Handler):
    """Shows the latest step; a warning stays on the screen."""

    def __init__(self, status: Status) -> None:
        super().__init__()
        self._status = status

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        self._status.update(message.replace("[", r"\["))
        if record.levelno >= logging.WARNING:
            self._status.console.print(message, markup=False)
