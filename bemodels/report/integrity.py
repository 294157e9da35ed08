"""Whether a folder still holds what its manifest says it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
from bemodels.report.listing import (
    Content,
    find_files,
    is_plain_file,
    measure_file,
    printable_name,
)
from bemodels.report.manifest import FORMAT, MANIFEST, MARKER, render, seal_of
from bemodels.result import Check

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a manifest says of the folder it lies in.

    Attributes
    ----------
    outputs : mapping of str to Content
        Every file by its relative path.
    sealed : bool
        Whether the manifest is, byte by byte, as it was written.
    """

    outputs: Mapping[str, Content]
    sealed: bool


def verify_folder(folder: Path) -> tuple[Check, ...]:
    """Compare a folder with its manifest.

    Parameters
    ----------
    folder : pathlib.Path
        What a run of bemodels wrote.

    Returns
    -------
    tuple of Check
        First the manifest itself, then each file that it lists, then each that it does
        not list; passed is what is there, unchanged and listed. Empty folders inside
        are not looked at.

    Raises
    ------
    InvalidDataError
        If it is not a folder or cannot be read, or holds no manifest by bemodels.
    """
    manifest = read_manifest(folder)
    found = set(_list(folder))
    sealed = Check(
        name=MANIFEST,
        passed=manifest.sealed,
        detail="as written" if manifest.sealed else "changed since it was written",
    )
    listed = (
        _compare(folder / name, name, content)
        if name in found
        else _failed(name, "missing")
        for name, content in sorted(manifest.outputs.items())
    )
    unlisted = sorted(found - {MANIFEST, *manifest.outputs})
    return (
        sealed,
        *listed,
        *(_failed(name, "not listed in the manifest") for name in unlisted),
    )


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder.

    Parameters
    ----------
    folder : pathlib.Path
        The folder that it lies in.

    Returns
    -------
    Manifest
        The files that it lists, and whether it is unchanged.

    Raises
    ------
    InvalidDataError
        If there is none, or it is not one by bemodels, or it lists a path that leaves
        the folder.
    """
    path = folder / MANIFEST
    content = _read(folder)
    document = _parse(path, content)
    if document.get("marker") != MARKER:
        raise InvalidDataError(f"{path}: not a manifest by bemodels")
    if document.get("format") != FORMAT:
        raise InvalidDataError(
            f"{path}: this bemodels reads format {FORMAT}, "
            f"found {document.get('format')!r:.20}"
        )
    outputs, time = document.get("outputs"), document.get("time")
    if not isinstance(outputs, dict) or not isinstance(time, dict):
        raise InvalidDataError(f"{path}: expected outputs and time as objects")
    sealed = time.get("seal") == seal_of(document, time)
    return Manifest(
        outputs={name: _content(path, name, outputs[name]) for name in outputs},
        sealed=sealed and content == render(document),
    )


def _list(folder: Path) -> tuple[str, ...]:
    try:
        return find_files(folder)
    except OSError as error:
        raise InvalidDataError(f"{error.filename}: {error.strerror}") from error


def _read(folder: Path) -> bytes:
    path = folder / MANIFEST
    try:
        if not folder.is_dir():
            raise InvalidDataError(f"{folder}: not a folder")
        if not is_plain_file(path):
            raise InvalidDataError(f"{folder}: holds no {MANIFEST}")
        return path.read_bytes()
    except OSError as error:
        raise InvalidDataError(f"{path}: {error.strerror}") from error


def _parse(path: Path, content: bytes) -> dict[str, object]:
    try:
        document = json.loads(content.decode())
        render({"": document})  # refuses the numbers that strict JSON has not
    except (ValueError, RecursionError) as error:
        raise InvalidDataError(f"{path}: not strict JSON: {error}") from error
    if not isinstance(document, dict):
        raise InvalidDataError(f"{path}: not a manifest by bemodels")
    return document


def _content(path: Path, name: str, recorded: object) -> Content:
    shown = printable_name(name)
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or "\0" in name:
        raise InvalidDataError(f"{path}: outputs: {shown} leaves the folder")
    if str(parts) != name or name in (".", MANIFEST):
        raise InvalidDataError(f"{path}: outputs: {shown!r} is no output's path")
    match recorded:
        case {"bytes": int(size), "sha256": str(sha256)}:
            return Content(sha256=sha256, size=size)
    raise InvalidDataError(f"{path}: outputs: {shown}: expected bytes and sha256")


def _compare(path: Path, name: str, recorded: Content) -> Check:
    if not is_plain_file(path):
        return _failed(name, "no plain file")
    try:
        found = measure_file(path)
    except OSError as error:
        return _failed(name, f"cannot be read: {error.strerror}")
    if found.size != recorded.size:
        return _failed(name, f"{found.size} bytes where {recorded.size} were recorded")
    if found.sha256 != recorded.sha256:
        digits = printable_name(recorded.sha256[:SHOWN_DIGITS])
        return _failed(name, f"its sha256 is not the recorded {digits}...")
    return Check(name=printable_name(name), passed=True, detail="sha256 as recorded")


def _failed(name: str, detail: str) -> Check:
    return Check(name=printable_name(name), passed=False, detail=detail)
