"""Whether a place is bemodels' to write to: whatever else is there is left alone."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
from bemodels.report.integrity import read_manifest
from bemodels.report.listing import find_files, is_plain_file, printable_name
from bemodels.report.manifest import MANIFEST
from bemodels.result.file_names import check_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """A folder to be published and its siblings, all in one real folder.

    Attributes
    ----------
    out : pathlib.Path
        The folder itself.
    work : pathlib.Path
        Where it is filled and where it is deleted; worthless after a run.
    old : pathlib.Path
        Where its last content stands while the new one is moved in.
    lock : pathlib.Path
        The file that keeps other runs away.
    """

    out: Path
    work: Path
    old: Path
    lock: Path


def name_places(out: Path) -> Places:
    """Name a folder's siblings, or refuse a folder that must never be replaced.

    Parameters
    ----------
    out : pathlib.Path
        Where outputs are to be published. Links above it are followed, itself not.

    Returns
    -------
    Places
        Absolute paths, the same for each run on the same folder.

    Raises
    ------
    InvalidDataError
        If the name of `out` is one that `check_place` refuses, or `out` is the current
        folder, the home folder or one above them.
    """
    check_place(str(out))
    with _in_one_line(out):
        named = out.name not in {"", ".."}
        place = out.parent.resolve() / out.name if named else out.resolve()
        protected = _protected()
    if place in protected:
        raise InvalidDataError(
            f"{place}: is the current folder, the home folder or one above them; "
            "name a folder of its own"
        )
    return Places(
        out=place,
        work=place.with_name(f".{place.name}.bemodels-work"),
        old=place.with_name(f".{place.name}.bemodels-old"),
        lock=place.with_name(f".{place.name}.bemodels-lock"),
    )


def refuse_places(places: Places) -> None:
    """Refuse places that hold what bemodels did not write, and touch nothing.

    Parameters
    ----------
    places : Places
        As `name_places` gives them.

    Raises
    ------
    InvalidDataError
        If one of them is a symbolic link, a mount point, or a file where a folder is to
        be; if `out` or `old` holds a link, no manifest by bemodels, or a file that its
        manifest does not list; or if `out` cannot be made.
    """
    with _in_one_line(places.out):
        _refuse_below(places.out)
    for path in (places.out, places.old, places.work, places.lock):
        with _in_one_line(path):
            _refuse_link(path)
    for path in (places.out, places.old, places.work):
        with _in_one_line(path):
            _refuse_no_folder(path)
    for path in (places.out, places.old):
        with _in_one_line(path):
            _refuse_content(path)


@contextmanager
def _in_one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InvalidDataError(f"{path}: {error.strerror}") from error
    except RuntimeError as error:  # before Python 3.13, for links in a circle
        raise InvalidDataError(f"{path}: {error}") from error


def _protected() -> set[Path]:
    current = Path.cwd()
    protected = {current, *current.parents}
    # A user whom the system's list of users does not hold has no home to protect.
    with suppress(RuntimeError):
        home = Path.home().resolve()
        protected |= {home, *home.parents}
    return protected


def _refuse_below(path: Path) -> None:
    above = next(folder for folder in path.parents if folder.exists())
    if not above.is_dir():
        raise InvalidDataError(f"{path}: cannot be made, because {above} is a file")
    if not os.access(above, os.W_OK | os.X_OK):
        raise InvalidDataError(f"{path}: cannot be made, because {above} is read-only")


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise InvalidDataError(f"{path}: is a symbolic link; name a folder of its own")


def _refuse_no_folder(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise InvalidDataError(f"{path}: is a file; name a folder of its own")
    if path.is_mount():
        raise InvalidDataError(f"{path}: is a mount point; name a folder inside it")


def _refuse_content(folder: Path) -> None:
    """Let pass what is absent, what is empty, and what a run of bemodels filled."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    found = find_files(folder)
    for name in found:
        if not is_plain_file(folder / name):
            raise InvalidDataError(
                f"{folder}: left alone, because it holds {printable_name(name)}, "
                "which is no plain file"
            )
    if MANIFEST not in found:
        raise InvalidDataError(
            f"{folder}: left alone, because it holds no {MANIFEST} by bemodels"
        )
    try:
        unlisted = set(found) - {MANIFEST, *read_manifest(folder).outputs}
    except InvalidDataError as error:
        raise InvalidDataError(f"{error}, so its folder is left alone") from error
    if unlisted:
        raise InvalidDataError(
            f"{folder}: left alone, because it holds {printable_name(min(unlisted))}, "
            "which its manifest does not list"
        )
