"""Commands run while the pages are built, shown with what they print.

.. code-block:: rst

   .. command:: bemodels rates -1/12 1/95
      :exit: 2

The page shows what a terminal 100 characters wide would show. A command that ends with
another exit code than the stated one (0 by default) fails the build.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WIDTH, HEIGHT = 100, 60
SECONDS = 120
# What a terminal takes for bold or italic, which a page has no use for.
STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Command(SphinxDirective):
    """Show a command with its output."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"exit": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        """Run the command, and make one block of it and of what it printed."""
        command = self.arguments[0]
        expected = self.options.get("exit", 0)
        code, printed = run_in_terminal(shlex.split(command))
        if code != expected:
            raise ExtensionError(
                f"{self.env.docname}: `{command}` ended with {code}, not {expected}:\n"
                + "\n".join(printed)
            )
        if code:
            printed.append(f"(exit code {code})")
        text = "\n".join((f"$ {command}", *printed))
        return [nodes.literal_block(text, text, language="console")]


def run_in_terminal(words: list[str]) -> tuple[int, list[str]]:
    """Run a command of this environment in a terminal of its own, without colours.

    Parameters
    ----------
    words : list of str
        The command and its arguments.

    Returns
    -------
    code : int
        Its exit code.
    lines : list of str
        What it printed, standard error included, without blanks at the ends.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    environment = os.environ | {"TERM": "xterm", "COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    with subprocess.Popen(  # noqa: S603 (the pages' own commands)
        words, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        printed = _read(ours)
        code = process.wait(timeout=SECONDS)
    plain = STYLE.sub("", printed).strip()
    return code, [line.rstrip() for line in plain.splitlines()]


def _read(ours: int) -> str:
    """Read until the other side is closed, which Linux tells as an error."""
    chunks = []
    with open(ours, "rb", buffering=0) as terminal:
        try:
            while chunk := terminal.read(4096):
                chunks.append(chunk)
        except OSError:
            if sys.platform != "linux":
                raise
    return b"".join(chunks).decode()


def setup(app: Sphinx) -> dict[str, Any]:
    """Offer the directive to Sphinx."""
    app.add_directive("command", Command)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
