"""Publishing: old or new as a whole, wherever a run is killed.

The kills are real: forked children get SIGKILL before each of their changes to the file
system, as Python's own audit events announce them.
"""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from report_folders import content, fill_the_disk, names, text_of, writing

from bemodels.report.publish import publish_folder

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir"}


def kill_every_run(base):
    """Leave each state in which a run can be killed, and the next run after it."""
    seen = []
    for start in ("none", "empty", "old"):
        (base / start).mkdir()
        begin(base / start / "out", start)
        for left in kill_everywhere(base / start, writing("new"), seen):
            kill_everywhere(left, fill_the_disk, seen)


def begin(out, start):
    if start == "empty":
        out.mkdir()
    if start == "old":
        publish_folder(out, writing("old"))


def kill_everywhere(start, write, seen):
    """Kill a run before its first change, another before its second, and so on."""
    remains, before, killed = [], 1, True
    while killed:
        left = start.with_name(f"{start.name}-{before}")
        shutil.copytree(start, left)
        killed = is_killed(left / "out", write, before)
        if killed and (state := (start.name.split("-")[0], content(left))) not in seen:
            seen.append(state)
            remains.append(left)
        else:
            shutil.rmtree(left)
        before += 1
    return remains


def is_killed(out, write, before):
    """Publish in a child that is killed before its change number `before`."""
    child = os.fork()
    if not child:
        status = 1
        try:
            sys.addaudithook(killing(before))
            with suppress(OSError):
                publish_folder(out, write)
            status = 0
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in {0, -signal.SIGKILL}
    return bool(status)


def killing(before):
    changes = iter(range(1, before + 1))

    def hook(event, arguments):
        writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in CHANGES or writes) and next(changes) == before:
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


@pytest.fixture(scope="module")
def remains(tmp_path_factory):
    """Fork from a process of one thread, which a test run need not be."""
    base = tmp_path_factory.mktemp("killed")
    code = "import test_killed_runs as t; t.kill_every_run(t.Path('.').resolve())"
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=base,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        check=True,
    )
    return [left for left in sorted(base.iterdir()) if "-" in left.name]


def test_a_killed_run_leaves_the_old_or_the_new_as_a_whole(remains):
    """Looked at before any other run: only between two renames is there no folder."""
    seen = set()
    for left in remains:
        start, out = left.name.split("-")[0], left / "out"
        if not out.exists():
            seen.add((start, "aside" if (left / ".out.bemodels-old").exists() else ""))
        else:
            seen.add((start, text_of(out) if any(out.iterdir()) else "empty"))

    assert seen == {
        ("none", ""),
        ("none", "new"),
        ("empty", "empty"),
        ("empty", "aside"),
        ("empty", "new"),
        ("old", "old"),
        ("old", "aside"),
        ("old", "new"),
    }


def test_the_next_run_settles_what_a_killed_run_left(remains):
    """Even one that fails itself: then one whole folder is there and nothing else."""
    for left in remains:
        start, out = left.name.split("-")[0], left / "out"
        with pytest.raises(OSError, match="No space left"):
            publish_folder(out, fill_the_disk)

        assert names(left) == (["out"] if out.exists() else [])
        if start == "old" or (out.exists() and names(out)):
            assert text_of(out) in {start, "new"}
        else:
            assert out.exists() == (start == "empty")

        publish_folder(out, writing("third"))
        assert text_of(out) == "third"
        assert names(left) == ["out"]
