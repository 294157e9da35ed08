"""Publishing: two renames, one run at a time, and every failure undone."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from report_folders import (
    fill_the_disk,
    names,
    never,
    refusal,
    snapshot,
    text_of,
    writing,
)

from bemodels.errors import BemodelsError
from bemodels.report import publish
from bemodels.report.lock import hold_lock
from bemodels.report.publish import publish_folder


def test_a_new_folder_is_made_with_its_parents(tmp_path):
    publish_folder(tmp_path / "build" / "appendix", writing("new"))

    assert text_of(tmp_path / "build" / "appendix") == "new"
    assert names(tmp_path / "build") == ["appendix"]


def test_a_folder_by_bemodels_is_replaced(tmp_path):
    publish_folder(tmp_path / "out", writing("old"))
    publish_folder(tmp_path / "out", writing("new"))

    assert text_of(tmp_path / "out") == "new"
    assert names(tmp_path) == ["out"]


def test_a_relative_path_is_meant_from_where_the_run_began(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)

    def write(folder):
        os.chdir(tmp_path / "elsewhere")
        writing("new")(folder)

    publish_folder(Path("out"), write)
    assert text_of(tmp_path / "out") == "new"


@pytest.mark.parametrize("error", [OSError(28, "full"), KeyboardInterrupt, SystemExit])
def test_an_interrupted_run_leaves_the_old_folder_untouched(tmp_path, error):
    publish_folder(tmp_path / "out", writing("old"))
    before = snapshot(tmp_path)

    def write(folder):
        (folder / "appendix.md").write_text("half of it")
        raise error

    with pytest.raises(type(error) if isinstance(error, OSError) else error):
        publish_folder(tmp_path / "out", write)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyboardInterrupt])
def test_a_rename_that_fails_is_undone(tmp_path, monkeypatch, number, error):
    publish_folder(tmp_path / "out", writing("old"))
    before = snapshot(tmp_path)
    move, calls = publish._move, iter(range(1, 9))

    def fail(path, target):
        if next(calls) == number:
            raise error
        move(path, target)

    monkeypatch.setattr(publish, "_move", fail)
    with pytest.raises((OSError, KeyboardInterrupt)):
        publish_folder(tmp_path / "out", writing("new"))
    assert snapshot(tmp_path) == before


def test_a_half_deleted_old_folder_is_no_obstacle(tmp_path, monkeypatch):
    """Without its manifest it would look like somebody else's."""

    def fail(folder):
        (folder / "manifest.json").unlink()
        raise OSError(5, "Input/output error")

    publish_folder(tmp_path / "out", writing("old"))
    with monkeypatch.context() as patch:
        patch.setattr(publish.shutil, "rmtree", fail)
        with pytest.raises(OSError, match="Input/output error"):
            publish_folder(tmp_path / "out", writing("new"))
    assert text_of(tmp_path / "out") == "new"

    publish_folder(tmp_path / "out", writing("third"))
    assert text_of(tmp_path / "out") == "third"
    assert names(tmp_path) == ["out"]


def test_every_file_and_folder_is_flushed_before_the_renames(tmp_path, monkeypatch):
    events = []
    fsync, move = os.fsync, publish._move

    def note_fsync(handle):
        events.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        fsync(handle)

    def note_move(path, target):
        events.append("move")
        move(path, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(publish, "_move", note_move)
    publish_folder(tmp_path / "out", writing("new"))

    first = events.index("move")
    assert set(events[:first]) == {
        "manifest.json.unfinished",
        *("one.svg", "figures", "appendix.md", "manifest.json", ".out.bemodels-work"),
    }
    assert events[first + 1 :] == [tmp_path.name]


def test_outputs_that_differ_from_their_manifest_are_not_published(tmp_path):
    publish_folder(tmp_path / "out", writing("old"))
    before = snapshot(tmp_path)

    def write(folder):
        writing("new")(folder)
        (folder / "appendix.md").write_text("wen")

    with pytest.raises(BemodelsError) as caught:
        publish_folder(tmp_path / "out", write)
    assert str(caught.value).startswith(
        "the new outputs are not as their manifest says: appendix.md: its sha256 is not"
    )
    assert snapshot(tmp_path) == before


def test_outputs_without_a_manifest_are_not_published(tmp_path):
    message = refusal(
        publish_folder, tmp_path / "out", lambda folder: (folder / "a").touch()
    )
    assert message == f"{tmp_path / '.out.bemodels-work'}: holds no manifest.json"
    assert names(tmp_path) == []


def test_a_second_run_on_the_same_folder_is_refused(tmp_path):
    out = tmp_path / "out"
    messages = []

    def write(folder):
        messages.append(refusal(publish_folder, out, never))
        publish_folder(tmp_path / "another", writing("beside"))
        writing("new")(folder)

    publish_folder(out, write)
    lock = tmp_path / ".out.bemodels-lock"
    assert messages == [f"{lock}: another run is at work here; wait for its end"]
    assert text_of(out) == "new"
    assert names(tmp_path) == ["another", "out"]


def test_the_lock_of_a_killed_run_is_no_obstacle(tmp_path):
    """Another process holds the lock until it gets SIGKILL."""
    out = tmp_path / "out"
    code = (
        "import pathlib, sys, time; from bemodels.report.publish import publish_folder;"
        "publish_folder(pathlib.Path(sys.argv[1]),"
        " lambda folder: (print('at work', flush=True), time.sleep(600)))"
    )
    command = [sys.executable, "-c", code, str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"at work\n"
        assert "another run is at work" in refusal(publish_folder, out, never)
        other.kill()
    assert names(tmp_path) == [".out.bemodels-lock", ".out.bemodels-work"]

    publish_folder(out, writing("new"))
    assert text_of(out) == "new"
    assert names(tmp_path) == ["out"]


def test_a_lock_file_that_its_last_holder_deletes_is_made_anew(tmp_path, monkeypatch):
    lock, flock, calls = tmp_path / "lock", fcntl.flock, []

    def delete_before_the_first(handle, operation):
        if not calls:
            lock.unlink()
        calls.append(handle)
        flock(handle, operation)

    monkeypatch.setattr(fcntl, "flock", delete_before_the_first)
    with hold_lock(lock):
        assert "another run is at work" in refusal(hold_lock(lock).__enter__)
    assert names(tmp_path) == []


def test_many_runs_at_once_publish_whole_folders(tmp_path):
    code = (
        "import pathlib\n"
        "from report_folders import writing\n"
        "from bemodels.report.publish import publish_folder\n"
        "for i in range(30):\n"
        "    try: publish_folder(pathlib.Path('out'), writing(str(i)))\n"
        "    except ValueError as error: assert 'at work' in str(error), error"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", code]
    runs = [subprocess.Popen(command, cwd=tmp_path, env=environment) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert names(tmp_path) == ["out"]
    assert text_of(tmp_path / "out").isdigit()


def test_an_old_folder_waits_while_somebody_elses_stands_in_its_place(tmp_path):
    """Killed between the renames, and then something else was put there."""
    publish_folder(tmp_path / "out", writing("old"))
    (tmp_path / "out").rename(tmp_path / ".out.bemodels-old")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.tex").write_text("years of work")
    before = snapshot(tmp_path)

    assert "left alone" in refusal(publish_folder, tmp_path / "out", never)
    assert snapshot(tmp_path) == before


def test_an_old_folder_goes_back_over_an_empty_one(tmp_path):
    publish_folder(tmp_path / "out", writing("old"))
    (tmp_path / "out").rename(tmp_path / ".out.bemodels-old")
    (tmp_path / "out").mkdir()

    with pytest.raises(OSError, match="No space left"):
        publish_folder(tmp_path / "out", fill_the_disk)
    assert text_of(tmp_path / "out") == "old"
    assert names(tmp_path) == ["out"]


def test_a_file_that_is_added_during_the_work_is_left_alone(tmp_path):
    out = tmp_path / "out"
    publish_folder(out, writing("old"))

    def write(folder):
        writing("new")(folder)
        (out / "notes.txt").write_text("mine")

    assert refusal(publish_folder, out, write) == (
        f"{out}: left alone, because it holds notes.txt, "
        "which its manifest does not list"
    )
    assert (out / "notes.txt").read_text() == "mine"
    assert (out / "appendix.md").read_text() == "old"
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_is_replaced(tmp_path):
    (tmp_path / "out").mkdir()
    publish_folder(tmp_path / "out", writing("new"))
    assert text_of(tmp_path / "out") == "new"


def test_links_above_the_folder_are_followed(tmp_path):
    (tmp_path / "scratch").mkdir()
    (tmp_path / "build").symlink_to("scratch")
    publish_folder(tmp_path / "build" / "out", writing("new"))

    assert names(tmp_path / "scratch") == ["out"]
    assert (tmp_path / "build").is_symlink()
