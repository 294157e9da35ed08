"""Put a folder of outputs into its place as a whole, or leave what was there.

The new folder is filled beside ``out``, checked against its manifest and flushed to
the disk. Then ``out`` is moved aside and the new folder moved into its place. Wherever
a run is killed, one of these states is left; the next run settles it before it begins:

=============  ==============  ============  ==========================================
``out``        ``-old``        ``-work``     what the next run does
=============  ==============  ============  ==========================================
as before      none            any           deletes the work
missing        as before       complete      moves the old folder back, deletes the work
new            as before       none          deletes the old folder
new            none            any           deletes the work
=============  ==============  ============  ==========================================

The old folder is deleted under the name of the work, so that a half-deleted folder
never looks like one that may be moved back.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from bemodels.errors import BemodelsError, InvalidDataError
from bemodels.report.integrity import verify_folder
from bemodels.report.listing import find_files
from bemodels.report.lock import hold_lock
from bemodels.report.manifest import MANIFEST
from bemodels.report.ownership import Places, name_places, refuse_places
from bemodels.result.file_names import output_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def publish_folder(out: Path, write: Callable[[Path], None]) -> None:
    """Fill a folder and put it into place by two renames.

    Parameters
    ----------
    out : pathlib.Path
        Where the folder is to be. What a run of bemodels wrote there is replaced, and
        so is an empty folder; missing folders above it are made.
    write : callable
        Fills the folder that it is given: the outputs, then their manifest.

    Raises
    ------
    InvalidDataError
        If `out` may not be replaced (see `refuse_foreign`), another run is publishing
        it, or `write` made a file whose name `output_name` refuses.
    BemodelsError
        If what `write` wrote does not agree with its manifest.

    Notes
    -----
    Whatever is raised, by `write` or on the way, `out` is then as it was.
    """
    places = name_places(out)
    _make_parents(places.out)
    with hold_lock(places.lock):
        refuse_places(places)
        _settle(places)
        try:
            _fill(places.work, write)
            refuse_places(places)
            _exchange(places)
        finally:
            _settle(places)


def refuse_foreign(out: Path) -> None:
    """Refuse a folder that is not bemodels' to replace, and touch nothing.

    Parameters
    ----------
    out : pathlib.Path
        Where outputs are to be published.

    Raises
    ------
    InvalidDataError
        If `out` has a name that means something else on another system (see
        `check_place`), or is the current folder, the home folder or one above them; a
        mount point, a file or a symbolic link; a folder that holds a link, no manifest
        by bemodels, or a file that its manifest does not list; or if it cannot be made.
    """
    refuse_places(name_places(out))


def _make_parents(out: Path) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidDataError(f"{out}: {error.strerror}") from error


def _fill(work: Path, write: Callable[[Path], None]) -> None:
    work.mkdir()
    write(work)
    for name in find_files(work):
        output_name(name)
    for check in verify_folder(work):
        if not check.passed:
            raise BemodelsError(
                f"the new outputs are not as their manifest says: {check.name}: "
                f"{check.detail}"
            )
    _flush(work)


def _exchange(places: Places) -> None:
    if places.out.exists():
        _move(places.out, places.old)
    _move(places.work, places.out)


def _settle(places: Places) -> None:
    """Bring what a run left, whole or killed, to one folder in its place."""
    published = (places.out / MANIFEST).exists()
    if places.old.exists() and not published:
        _move(places.old, places.out)
    _delete(places.work)
    if places.old.exists():
        _move(places.old, places.work)
        _delete(places.work)


def _move(path: Path, target: Path) -> None:
    path.rename(target)
    _flush_one(target.parent)


def _delete(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _flush(folder: Path) -> None:
    """Bring a folder with all that it holds to the disk."""
    for parent, _, names in folder.walk():
        for name in names:
            _flush_one(parent / name)
        _flush_one(parent)


def _flush_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
