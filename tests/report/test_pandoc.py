"""Runs of pandoc that fail: one error, with its reason, and no half file."""

import subprocess
from pathlib import Path

import pytest

from bemodels.errors import BemodelsError
from bemodels.report import pandoc
from bemodels.report.pandoc import program, run_pandoc
from bemodels.report.pandoc_ast import node, tree

EMPTY = tree([], meta={})


def test_a_tree_that_is_none_is_an_error():
    with pytest.raises(BemodelsError, match=r"pandoc stopped with code \d+: .*JSON"):
        run_pandoc({"blocks": []}, "--to=html5")


def test_a_picture_that_cannot_be_fetched_is_an_error():
    picture = node("Image", [["", [], []], [], ["http://example.org/x.png", ""]])
    page = tree([node("Para", [picture])], meta={})

    with pytest.raises(BemodelsError, match=r"http://example\.org/x\.png"):
        run_pandoc(page, "--to=html5", "--standalone", "--embed-resources")


def test_a_missing_program_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setattr(pandoc, "program", lambda: tmp_path / "pandoc")

    with pytest.raises(BemodelsError, match="pandoc did not run"):
        run_pandoc(EMPTY, "--to=html5")


def test_a_run_without_end_is_an_error(monkeypatch):
    monkeypatch.setattr(pandoc, "_LONGEST_RUN_SECONDS", 0)

    with pytest.raises(BemodelsError, match=r"pandoc did not run: .*timed out"):
        run_pandoc(EMPTY, "--to=html5")


def test_no_folder_of_the_user_is_read(monkeypatch, tmp_path):
    templates = tmp_path / "pandoc" / "templates"
    templates.mkdir(parents=True)
    (templates / "default.html5").write_text("changed by the user")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert b"changed" not in run_pandoc(
        EMPTY, "--to=html5", "--standalone", "-Mtitle=T"
    )


def test_the_program_is_the_one_that_was_locked():
    printed = subprocess.run(
        [str(program()), "--version"], capture_output=True, check=True
    )

    assert Path(program()).is_file()
    assert printed.stdout.startswith(b"pandoc")
