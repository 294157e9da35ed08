"""Places: whatever bemodels did not write is left alone, to the time of its change."""

import os
from pathlib import Path

import pytest
from report_folders import names, never, refusal, snapshot, text_of, writing

from bemodels.report.publish import publish_folder, refuse_foreign
from bemodels.result.file_names import output_name
from bemodels.result.rules import shown


def no_manifest(out):
    out.mkdir()
    (out / "thesis.tex").write_text("years of work")


def an_added_file(out):
    publish_folder(out, writing("old"))
    (out / "figures" / "notes\n.txt").write_text("mine")


def a_link_inside(out):
    publish_folder(out, writing("old"))
    (out / "figures" / "home").symlink_to(out.parent)


def a_linked_output(out):
    publish_folder(out, writing("old"))
    (out / "appendix.md").rename(out.parent / "kept.md")
    (out / "appendix.md").symlink_to(out.parent / "kept.md")


def a_file(out):
    out.write_text("mine")


def a_link(out):
    publish_folder(out.with_name("real"), writing("old"))
    out.symlink_to("real")


def a_broken_link(out):
    out.symlink_to("nowhere")


def a_link_to_itself(out):
    out.symlink_to("out")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (no_manifest, "left alone, because it holds no manifest.json by bemodels"),
        (
            an_added_file,
            "left alone, because it holds figures/notes\\n.txt, "
            "which its manifest does not list",
        ),
        (
            a_link_inside,
            "left alone, because it holds figures/home, which is no plain file",
        ),
        (
            a_linked_output,
            "left alone, because it holds appendix.md, which is no plain file",
        ),
        (a_file, "is a file; name a folder of its own"),
        (a_link, "is a symbolic link; name a folder of its own"),
        (a_broken_link, "is a symbolic link; name a folder of its own"),
        (a_link_to_itself, "is a symbolic link; name a folder of its own"),
    ],
)
def test_what_bemodels_did_not_write_is_left_alone(tmp_path, make, reason):
    out = tmp_path / "out"
    make(out)
    before = snapshot(tmp_path)

    assert refusal(refuse_foreign, out) == f"{out}: {reason}"
    assert refusal(publish_folder, out, never) == f"{out}: {reason}"
    assert snapshot(tmp_path) == before


def test_a_manifest_of_something_else_is_left_alone(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text('{"name": "web app"}')
    before = snapshot(tmp_path)

    assert refusal(publish_folder, out, never) == (
        f"{out / 'manifest.json'}: not a manifest by bemodels, "
        "so its folder is left alone"
    )
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("sibling", "target"),
    [("work", "precious"), ("old", "precious"), ("lock", "precious/thesis.tex")],
)
def test_a_sibling_that_is_a_link_is_not_followed(tmp_path, sibling, target):
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.tex").write_text("years of work")
    link = tmp_path / f".out.bemodels-{sibling}"
    link.symlink_to(target)
    before = snapshot(tmp_path)

    message = f"{link}: is a symbolic link; name a folder of its own"
    assert refusal(refuse_foreign, tmp_path / "out") == message
    assert str(link) in refusal(publish_folder, tmp_path / "out", never)
    assert snapshot(tmp_path) == before


def test_an_old_folder_that_bemodels_did_not_write_is_left_alone(tmp_path):
    publish_folder(tmp_path / "out", writing("old"))
    no_manifest(tmp_path / ".out.bemodels-old")
    before = snapshot(tmp_path)

    assert "left alone" in refusal(publish_folder, tmp_path / "out", never)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("sibling", ["work", "old"])
def test_a_sibling_that_is_a_file_is_left_alone(tmp_path, sibling):
    file = tmp_path / f".out.bemodels-{sibling}"
    file.write_text("mine")
    before = snapshot(tmp_path)

    message = f"{file}: is a file; name a folder of its own"
    assert refusal(publish_folder, tmp_path / "out", never) == message
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    "name", [".", "..", "/", "../..", "../here", "below/..", "~", "~/.."]
)
def test_the_current_folder_and_home_are_refused(tmp_path, monkeypatch, name):
    here = tmp_path / "here"
    (here / "below").mkdir(parents=True)
    monkeypatch.chdir(here)
    out = Path(name).expanduser()

    reason = "is the current folder, the home folder or one above them"
    expected = f"{out.resolve()}: {reason}; name a folder of its own"
    assert refusal(refuse_foreign, out) == expected
    assert refusal(publish_folder, out, never) == expected
    assert names(tmp_path) == ["here"]


def test_a_folder_above_home_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "users" / "me")
    for out in (tmp_path / "users", tmp_path / "users" / "me"):
        assert "the home folder" in refusal(refuse_foreign, out)


def test_a_user_without_a_home_can_publish(tmp_path, monkeypatch):
    def homeless():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    publish_folder(tmp_path / "out", writing("new"))
    assert text_of(tmp_path / "out") == "new"


def test_a_mount_point_is_refused(tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "out")

    assert refusal(refuse_foreign, tmp_path / "out") == (
        f"{tmp_path / 'out'}: is a mount point; name a folder inside it"
    )


def test_a_folder_that_cannot_be_made_is_refused(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("mine")
    out = tmp_path / "file" / "below" / "out"
    assert refusal(refuse_foreign, out) == (
        f"{out}: cannot be made, because {tmp_path / 'file'} is a file"
    )
    assert refusal(publish_folder, out, never) == f"{out}: Not a directory"

    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert refusal(refuse_foreign, tmp_path / "out") == (
        f"{tmp_path / 'out'}: cannot be made, because {tmp_path} is read-only"
    )


def test_a_name_that_is_too_long_is_refused(tmp_path):
    assert_refused(tmp_path / ("x" * 241), "is longer than 240 bytes")
    assert_refused(tmp_path / ("ö" * 121), "is longer than 240 bytes")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("CON", "Windows keeps this name for a device"),
        ("nul.txt", "Windows keeps this name for a device"),
        ("Com1", "Windows keeps this name for a device"),
        ("lpt¹.tar.gz", "Windows keeps this name for a device"),
        ("-rf", "begins with a hyphen, as options do"),
        ("out.", "ends in a dot or a space, which Windows drops"),
        ("out ", "ends in a dot or a space, which Windows drops"),
    ],
)
def test_a_name_that_is_a_trap_is_refused(tmp_path, name, reason):
    assert_refused(tmp_path / name, reason)


@pytest.mark.parametrize(
    "sign", ["\0", "\n", "\x1b", "\x7f", "\u202e", "\u200b", "\udcff"]
)
def test_a_sign_that_does_not_print_is_refused_anywhere_in_the_path(tmp_path, sign):
    reason = "holds a sign that does not print; choose another name"
    for out in (tmp_path / f"a{sign}b", tmp_path / f"a{sign}b" / "out"):
        for call in ((refuse_foreign, out), (publish_folder, out, never)):
            message = refusal(*call)
            assert message.isprintable()
            assert message.endswith(f": {reason}")
    assert names(tmp_path) == []


def assert_refused(out, reason):
    message = f"{shown(out.name)}: {reason}; choose another name"
    assert refusal(refuse_foreign, out) == message
    assert refusal(publish_folder, out, never) == message
    assert names(out.parent) == []


@pytest.mark.parametrize(
    "name", ["CONSOLE", "auxiliary.d", "a-rf", "x" * 240, "Anhänge"]
)
def test_other_names_are_free(tmp_path, name):
    publish_folder(tmp_path / name, writing("new"))
    assert text_of(tmp_path / name) == "new"


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/../x", ".x", "a//b", "", "a b", "ä", "-x", "a\nb", "a\0"]
)
def test_an_output_stays_in_its_folder(name):
    assert refusal(output_name, name) == (
        f"{shown(name)} is no name of an output: letters, digits, dots, hyphens and "
        "underscores are needed, a letter or digit first"
    )


def test_a_folder_with_another_name_in_it_is_not_published(tmp_path):
    def write(folder):
        writing("new")(folder)
        (folder / "two\nlines").write_text("")

    assert refusal(publish_folder, tmp_path / "out", write) == (
        "'two\\nlines' is no name of an output: letters, digits, dots, hyphens and "
        "underscores are needed, a letter or digit first"
    )
    assert names(tmp_path) == []
