"""Folders of outputs, and how the tests of publishing look at them."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bemodels.errors import InvalidDataError
from bemodels.report.facts import FACTS
from bemodels.report.integrity import verify_folder
from bemodels.report.manifest import write_manifest

NOON = datetime(2018, 2, 1, 12, 0, 0, tzinfo=UTC)
TIMES = {"started": NOON, "finished": NOON + timedelta(seconds=61)}
NO_FACTS = dict.fromkeys(FACTS, ())
FILES = {"appendix.md": b"# Li\xc3\xa8ge\n", "figures/one.svg": b"<svg/>", "empty": b""}
# What `printf '<svg/>' | sha256sum` prints.
SVG_SHA256 = "d4dc56669143034f31aa309635d4113d9ad76a02b1739da22c965ed2049be9e6"


def fill(folder):
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    write_manifest(folder, NO_FACTS, **TIMES)
    return folder


def manifest_of(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def writing(text):
    """Write a folder of two files, both holding `text`."""

    def write(folder):
        (folder / "figures").mkdir()
        (folder / "figures" / "one.svg").write_text(text)
        (folder / "appendix.md").write_text(text)
        write_manifest(folder, NO_FACTS, **TIMES)

    return write


def fill_the_disk(folder):
    (folder / "appendix.md").write_text("half of it")
    raise OSError(28, "No space left on device")


def never(folder):
    raise AssertionError("the work has begun")


def text_of(out):
    """Return what both files hold, once the folder is found to be whole."""
    assert all(check.passed for check in verify_folder(out))
    (text,) = {(out / name).read_text() for name in ("appendix.md", "figures/one.svg")}
    return text


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def content(folder):
    """Everything below a folder: kind, text or target of each entry."""
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mode,
            path.readlink()
            if path.is_symlink()
            else path.is_file() and path.read_text(),
        )
        for path in folder.rglob("*")
    }


def snapshot(folder):
    """The same with the times of change."""
    times = {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}
    return content(folder), times


def refusal(call, *arguments):
    with pytest.raises(InvalidDataError) as caught:
        call(*arguments)
    return str(caught.value)
