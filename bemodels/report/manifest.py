"""What a run leaves beside its outputs, so that they can be checked and made again.

``manifest.json`` is written when every other file is in its place. Its entries:

``marker``, ``format``, ``bemodels``
    That this is a manifest, how it is laid out, and the version that wrote it.
``run``
    What the caller states of the run, at least the entries named in `FACTS`.
``machine``
    What `machine_facts` tells of the computer.
``outputs``
    Every other file: its path in the folder, its sha256 and its size in bytes.
``time``
    ``started`` and ``finished``, and the ``seal``: the sha256 of the whole manifest
    with an empty seal. It changes with the times and so stands beside them: two equal
    runs differ in this entry alone. It shows damage and careless edits; whoever forges
    a manifest can compute it as well.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
from bemodels.report.facts import record_facts
from bemodels.report.listing import (
    find_files,
    is_plain_file,
    measure_file,
    printable_name,
)
from bemodels.report.machine import installed_version, machine_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = "manifest.json"
MARKER = "bemodels manifest"
FORMAT = 1
UNFINISHED = f"{MANIFEST}.unfinished"


def write_manifest(
    folder: Path,
    facts: Mapping[str, object],
    *,
    started: datetime,
    finished: datetime,
) -> None:
    """Record how the files of a folder were made, and their checksums.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the outputs, complete. ``manifest.json`` is written beside, flushed to the
        disk and moved into place.
    facts : mapping
        What the run was, as `record_facts` takes it.
    started, finished : datetime.datetime
        When the run began and ended, with their time zone.

    Raises
    ------
    InvalidDataError
        If `folder` is not a folder or holds anything but plain files, a fact is missing
        or cannot be recorded, or a time has no zone.
    """
    document = {
        "bemodels": installed_version("bemodels"),
        "format": FORMAT,
        "machine": machine_facts(),
        "marker": MARKER,
        "outputs": _measure_outputs(folder),
        "run": record_facts(facts),
    }
    time = {"finished": _utc(finished), "started": _utc(started)}
    time["seal"] = seal_of(document, time)
    _put(folder, render({**document, "time": time}))


def render(document: Mapping[str, object]) -> bytes:
    r"""Write a manifest's entries as strict JSON, always in the same bytes.

    Parameters
    ----------
    document : mapping
        Entries that JSON can hold.

    Returns
    -------
    bytes
        UTF-8; keys sorted, two spaces an indent, a newline at the end.

    Raises
    ------
    ValueError
        If a number is infinite or NaN.

    Examples
    --------
    >>> render({"b": [1.5], "a": "Liège"}).decode()
    '{\n  "a": "Liège",\n  "b": [\n    1.5\n  ]\n}\n'
    """
    text = json.dumps(
        document, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False
    )
    # To Python, a file name or argument that is no UTF-8 holds half a surrogate pair;
    # what backslashreplace makes of that is JSON's own escape for it.
    return f"{text}\n".encode(errors="backslashreplace")


def seal_of(document: Mapping[str, object], time: Mapping[str, object]) -> str:
    """Compute the checksum that a manifest carries of itself.

    Parameters
    ----------
    document : mapping
        Its entries; ``time`` may be among them.
    time : mapping
        Its time entries; ``seal`` may be among them.

    Returns
    -------
    str
        The sha256 of the manifest with an empty seal.
    """
    unsealed = {**document, "time": {**time, "seal": ""}}
    return hashlib.sha256(render(unsealed)).hexdigest()


def _measure_outputs(folder: Path) -> dict[str, dict[str, object]]:
    if not folder.is_dir():
        raise InvalidDataError(f"{folder}: not a folder, so there is nothing to record")
    (folder / UNFINISHED).unlink(missing_ok=True)
    outputs = {}
    for name in find_files(folder):
        if name == MANIFEST:
            continue
        if not is_plain_file(folder / name):
            raise InvalidDataError(f"{folder}: {printable_name(name)} is no plain file")
        content = measure_file(folder / name)
        outputs[name] = {"bytes": content.size, "sha256": content.sha256}
    return outputs


def _utc(moment: datetime) -> str:
    if moment.utcoffset() is None:
        raise InvalidDataError(f"a time needs its zone, got {moment.isoformat()}")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _put(folder: Path, content: bytes) -> None:
    unfinished = folder / UNFINISHED
    with unfinished.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / MANIFEST)
