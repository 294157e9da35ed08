"""Integrity: no change of a published folder goes unnoticed."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_folders import FILES, SVG_SHA256, fill, manifest_of, refusal

from bemodels.errors import InvalidDataError
from bemodels.report.integrity import verify_folder
from bemodels.report.manifest import render, seal_of
from bemodels.result import Check


@pytest.fixture
def folder(tmp_path):
    return fill(tmp_path / "appendix")


def rewrite(folder, **entries):
    """Forge a manifest, sealed as bemodels would seal it."""
    document = manifest_of(folder) | entries
    document["time"]["seal"] = seal_of(document, document["time"])
    (folder / "manifest.json").write_bytes(render(document))


def failures(folder):
    return [(one.name, one.detail) for one in verify_folder(folder) if not one.passed]


def test_an_untouched_folder_passes_every_check(folder):
    assert verify_folder(folder) == (
        Check(name="manifest.json", passed=True, detail="as written"),
        *(
            Check(name=name, passed=True, detail="sha256 as recorded")
            for name in sorted(FILES)
        ),
    )


def test_a_flipped_bit_is_noticed(folder):
    (folder / "figures/one.svg").write_bytes(b"<svg/?")
    assert failures(folder) == [
        ("figures/one.svg", f"its sha256 is not the recorded {SVG_SHA256[:12]}...")
    ]


def test_a_cut_file_is_noticed(folder):
    (folder / "figures/one.svg").write_bytes(b"<svg")
    assert failures(folder) == [
        ("figures/one.svg", "4 bytes where 6 were recorded"),
    ]


def test_missing_and_added_files_are_noticed(folder):
    (folder / "empty").unlink()
    (folder / "figures/two.svg").write_bytes(b"")
    (folder / "two\nlines").write_bytes(b"")
    assert failures(folder) == [
        ("empty", "missing"),
        ("figures/two.svg", "not listed in the manifest"),
        ("two\\nlines", "not listed in the manifest"),
    ]


def test_a_link_in_the_place_of_a_file_is_noticed(folder, tmp_path):
    (folder / "empty").rename(tmp_path / "elsewhere")
    (folder / "empty").symlink_to(tmp_path / "elsewhere")
    assert failures(folder) == [("empty", "no plain file")]


def test_a_link_in_the_place_of_a_folder_is_not_followed(folder, tmp_path):
    (folder / "figures").rename(tmp_path / "elsewhere")
    (folder / "figures").symlink_to(tmp_path / "elsewhere")
    assert failures(folder) == [
        ("figures/one.svg", "missing"),
        ("figures", "not listed in the manifest"),
    ]


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder):
    (folder / "empty").unlink()
    os.mkfifo(folder / "empty")
    assert failures(folder) == [("empty", "no plain file")]


def test_a_file_that_cannot_be_read_is_noticed(folder, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("bemodels.report.integrity.measure_file", refuse)
    assert failures(folder)[0] == ("appendix.md", "cannot be read: Permission denied")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"started": "2018', '"started": "2019'),
        (SVG_SHA256, SVG_SHA256[::-1]),
        ('"seal": "', '"seal": "0'),
        ('"format": 1,', '"format": 1,\n  "format": 1,'),
        ("  ", " "),
    ],
)
def test_a_tampered_manifest_is_noticed(folder, old, new):
    path = folder / "manifest.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    assert failures(folder)[0] == ("manifest.json", "changed since it was written")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_changed_byte_is_noticed(tmp_path_factory, data):
    folder = fill(tmp_path_factory.mktemp("any"))
    path = folder / data.draw(st.sampled_from(["manifest.json", "appendix.md"]))
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)

    try:
        assert failures(folder) != []
    except InvalidDataError as error:
        assert path.name == "manifest.json"
        assert len(str(error).splitlines()) == 1


def test_a_folder_without_a_manifest_is_refused(tmp_path):
    assert refusal(verify_folder, tmp_path) == f"{tmp_path}: holds no manifest.json"
    (tmp_path / "manifest.json").mkdir()
    assert refusal(verify_folder, tmp_path) == f"{tmp_path}: holds no manifest.json"


def test_a_linked_manifest_is_refused(folder):
    (folder / "manifest.json").rename(folder / "real.json")
    (folder / "manifest.json").symlink_to("real.json")
    assert refusal(verify_folder, folder) == f"{folder}: holds no manifest.json"


def test_what_is_no_folder_is_refused(tmp_path):
    (tmp_path / "file").touch()
    assert (
        refusal(verify_folder, tmp_path / "file")
        == f"{tmp_path / 'file'}: not a folder"
    )
    assert refusal(verify_folder, tmp_path / "no") == f"{tmp_path / 'no'}: not a folder"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not strict JSON: Expecting value: line 1 column 1 (char 0)"),
        (b"{'a': 1}", "not strict JSON: Expecting property name enclosed in double "),
        (b"\xff", "not strict JSON: 'utf-8' codec can't decode byte 0xff in position"),
        (b'{"a": NaN}', "not strict JSON: Out of range float values are not JSON"),
        (b'{"a": 1e999}', "not strict JSON: Out of range float values are not JSON"),
        (b"[" * 100_000, "not strict JSON: "),
        (b"[1, 2]", "not a manifest by bemodels"),
        (b"null", "not a manifest by bemodels"),
        (b'{"name": "web app", "icons": []}', "not a manifest by bemodels"),
        (
            b'{"marker": "bemodels manifest", "format": 2}',
            "this bemodels reads format 1, found 2",
        ),
        (
            b'{"marker": "bemodels manifest", "format": 1, "outputs": [], "time": {}}',
            "expected outputs and time as objects",
        ),
    ],
)
def test_other_content_is_refused_in_one_line(tmp_path, content, message):
    path = tmp_path / "manifest.json"
    path.write_bytes(content)

    line = refusal(verify_folder, tmp_path)
    assert line.startswith(f"{path}: {message}")
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../secret", "../secret leaves the folder"),
        ("figures/../../secret", "figures/../../secret leaves the folder"),
        ("/etc/passwd", "/etc/passwd leaves the folder"),
        ("..", ".. leaves the folder"),
        ("a\0b", "a\\x00b leaves the folder"),
        ("", "'' is no output's path"),
        (".", "'.' is no output's path"),
        ("./a", "'./a' is no output's path"),
        ("a//b", "'a//b' is no output's path"),
        ("manifest.json", "'manifest.json' is no output's path"),
    ],
)
def test_paths_that_leave_the_folder_are_refused(folder, name, reason):
    rewrite(folder, outputs={name: {"bytes": 0, "sha256": ""}})

    assert (
        refusal(verify_folder, folder)
        == f"{folder / 'manifest.json'}: outputs: {reason}"
    )


@pytest.mark.parametrize("recorded", [None, 7, {}, {"bytes": "1", "sha256": "ab"}])
def test_outputs_of_another_shape_are_refused(folder, recorded):
    rewrite(folder, outputs={"a.csv": recorded})

    assert refusal(verify_folder, folder) == (
        f"{folder / 'manifest.json'}: outputs: a.csv: expected bytes and sha256"
    )


def test_a_forged_seal_passes_as_the_module_says(folder):
    rewrite(folder, run={})
    assert failures(folder) == []


def test_a_subfolder_that_cannot_be_read_is_refused(folder, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path / "figures"))

    monkeypatch.setattr("bemodels.report.integrity.find_files", refuse)
    assert refusal(verify_folder, folder) == f"{folder / 'figures'}: Permission denied"
