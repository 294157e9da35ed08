"""Progress goes to standard error: a moving display at a terminal, else plain lines."""

import os
import pty
import re
import subprocess
import sys

import pytest

# Two seconds of work that ends without a result.
WORK = """
import logging, sys, time
import bemodels
from bemodels import counts
from bemodels.cli import main

def work(*_, **__):
    logger = logging.getLogger("bemodels.bayes")
    logger.info("drawing [bold]")
    time.sleep(2)
    logger.warning("moved aside [red]")
    raise bemodels.NotConvergedError("phi has not converged")

counts.fit_pooled = work
sys.exit(main(["counts", "--belgium", *sys.argv[1:]]))
"""
LINES = ["drawing [bold]", "moved aside [red]", "bemodels: phi has not converged"]
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
MARKS = re.compile("[\u2800-\u28ff]")


def at_terminal(*words):
    """Run the work with standard error at a terminal; return code and both outputs."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        [sys.executable, "-c", WORK, *words],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment,
    ) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: read(ours), b""))
        os.close(ours)
        return process.wait(timeout=60), process.stdout.read(), shown.decode()


def read(terminal):
    """Read what is there; the other side's end is told as an error or as nothing."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def steps(shown):
    """Return the lines of the work; the command may say more of its own."""
    return [line for line in shown.splitlines() if line in LINES]


def test_two_seconds_of_work_show_a_moving_display_at_a_terminal():
    code, out, shown = at_terminal()
    plain = CONTROL.sub("", shown)

    assert (code, out) == (4, b"")
    assert len(set(MARKS.findall(plain))) > 5
    assert all(line in plain for line in LINES)
    assert plain.rstrip().endswith(LINES[-1])


@pytest.mark.parametrize("option", ["--quiet", "--json"])
def test_plain_lines_are_printed_where_they_are_asked_for(option):
    code, out, shown = at_terminal(option)

    assert (code, out) == (4, b"")
    assert not CONTROL.search(shown)
    assert steps(shown) == LINES


def test_plain_lines_are_printed_where_there_is_no_terminal():
    done = subprocess.run(
        [sys.executable, "-c", WORK], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert not CONTROL.search(done.stderr)
    assert steps(done.stderr) == LINES
