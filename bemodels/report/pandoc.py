"""One run of the pandoc that the lock names: no network, no files, no user settings."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bemodels.errors import BemodelsError

if TYPE_CHECKING:
    from bemodels.report.pandoc_ast import Node

# 1 February 2018; any fixed time would do. Formats that hold a date get this one: in
# its sandbox pandoc itself sees no clock.
TIMESTAMP = 1517443200
_LONGEST_RUN_SECONDS = 120
_ALWAYS = ("--from=json", "--sandbox", "--fail-if-warnings", "--wrap=none")


def run_pandoc(ast: Node, *options: str) -> bytes:
    """Write a syntax tree in one format.

    Parameters
    ----------
    ast : dict
        A document as `bemodels.report.pandoc_ast.to_ast` builds it.
    *options : str
        Pandoc's command line, from ``--to`` on.

    Returns
    -------
    bytes
        The whole file.

    Raises
    ------
    BemodelsError
        With pandoc's message, if it failed or warned: a warning is an equation or a
        picture that is not there.
    """
    # An empty data folder: a user's own reference.docx or templates would otherwise
    # be found and change the bytes.
    with TemporaryDirectory() as empty:
        command = [str(program()), *_ALWAYS, f"--data-dir={empty}", *options]
        try:
            done = subprocess.run(  # noqa: S603  (a fixed program, no shell)
                command,
                input=json.dumps(ast).encode(),
                capture_output=True,
                check=False,
                timeout=_LONGEST_RUN_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BemodelsError(f"pandoc did not run: {error}") from error
    if done.returncode:
        message = done.stderr.decode(errors="replace").strip()
        raise BemodelsError(f"pandoc stopped with code {done.returncode}: {message}")
    return done.stdout


def program() -> Path:
    """Find the pandoc that came with the wheel of the lock.

    Returns
    -------
    pathlib.Path
        The program.
    """
    # pypandoc.get_pandoc_path() prefers a newer pandoc of the system, whose output
    # would differ.
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    found = distribution("pypandoc-binary").locate_file(f"pypandoc/files/{name}")
    return Path(str(found))
