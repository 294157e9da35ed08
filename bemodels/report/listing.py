"""What a folder holds: every file, its size and its checksum, no link followed."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The bytes of one file, as far as a manifest records them.

    Attributes
    ----------
    sha256 : str
        Their hexadecimal digest.
    size : int
        Their number.
    """

    sha256: str
    size: int


def find_files(folder: Path) -> tuple[str, ...]:
    """List what a folder holds beside folders, however deep.

    Parameters
    ----------
    folder : pathlib.Path
        Where to look.

    Returns
    -------
    tuple of str
        Sorted paths relative to `folder`, with ``/`` between their parts. Symbolic
        links are among them, even those to folders; empty folders are not.

    Raises
    ------
    OSError
        If a folder cannot be read.
    """

    def stop(error: OSError) -> None:
        raise error

    return tuple(
        sorted(
            (parent / name).relative_to(folder).as_posix()
            for parent, _, names in folder.walk(on_error=stop)
            for name in names
        )
    )


def is_plain_file(path: Path) -> bool:
    """Tell a file with bytes of its own from links, pipes and devices.

    Parameters
    ----------
    path : pathlib.Path
        Anything; it may be absent.

    Returns
    -------
    bool
        Whether it is a regular file.
    """
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def measure_file(path: Path) -> Content:
    """Read what a manifest records of a file.

    Parameters
    ----------
    path : pathlib.Path
        A plain file.

    Returns
    -------
    Content
        Its sha256 and size.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Content(sha256=digest, size=file.tell())


def printable_name(name: str) -> str:
    r"""Write a file's name so that it stays on its line and in its encoding.

    Parameters
    ----------
    name : str
        Any name that a file system can hold.

    Returns
    -------
    str
        The name; with escapes if it holds line breaks, other controls, or bytes that
        are no UTF-8.

    Examples
    --------
    >>> [printable_name(name) for name in ("villes/Liège.csv", "two\nlines", "\udcff")]
    ['villes/Liège.csv', 'two\\nlines', '\\udcff']
    """
    return name if name.isprintable() else ascii(name)[1:-1]
