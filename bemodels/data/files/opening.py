"""The bytes of a file that someone names: regular, of bearable size, unchanged."""

from __future__ import annotations

import gzip
import stat
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from zlib import error as ZlibError

from bemodels.data.files.table_words import LOG_WORDS, TableWords
from bemodels.data.problems import refuse_file
from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_whole, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a reader of files takes as one.
type FilePath = str | PathLike[str]
MAX_BYTES = 200_000_000
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InputFile:
    """What was read of a file.

    Attributes
    ----------
    path : pathlib.Path
        Where it lies.
    content : bytes
        Its bytes, unpacked if it is packed with gzip.
    sha256 : str
        Digest of the bytes on the disk.
    ending : str
        Ending of its name without the dot, in lower case and without ``gz``.
    words : TableWords
        Of the table that is looked for in it.
    """

    path: Path
    content: bytes
    sha256: str
    ending: str
    words: TableWords = LOG_WORDS

    @property
    def name(self) -> str:
        """Name without folders, which means the same on every machine."""
        return self.path.name

    def refuse_change(self) -> None:
        """Refuse the file if its bytes are no longer those that were read.

        Raises
        ------
        InvalidDataError
            If they have changed, or the file is gone.
        """
        if digest_of(self.path) != self.sha256:
            refuse_file(self.name, "the file changed while it was read")


def open_input(path: FilePath, *, max_bytes: int = MAX_BYTES) -> InputFile:
    """Read a file's bytes, after looking whether it is one that can be read.

    Parameters
    ----------
    path : str or path-like
        The file; one that ends in ``.gz`` is unpacked.
    max_bytes : int, default 200,000,000
        The largest size, packed and unpacked, that is read.

    Returns
    -------
    InputFile
        Name, bytes and digest.

    Raises
    ------
    InvalidDataError
        If there is no such file, it is a folder, a pipe or a device, it cannot be
        read, or it is too large: known before its bytes are read.
    """
    place = regular_file(path, max_bytes=max_bytes)
    try:
        content = place.read_bytes()
    except OSError as error:
        refuse_file(place.name, f"cannot be read: {error.strerror}")
    digest, endings = sha256(content).hexdigest(), place.suffixes
    if endings and endings[-1].lower() == ".gz":
        content, endings = _unpacked(content, place.name, max_bytes), endings[:-1]
    ending = endings[-1].lower().removeprefix(".") if endings else ""
    return InputFile(path=place, content=content, sha256=digest, ending=ending)


def refuse_changed(digests: Mapping[Path, str]) -> None:
    """Refuse files whose bytes are no longer what they were.

    Parameters
    ----------
    digests : mapping of pathlib.Path to str
        What `digest_of` gave for each file.

    Raises
    ------
    InvalidDataError
        If one has changed, or is gone.
    """
    for path, digest in digests.items():
        if digest_of(path) != digest:
            refuse_file(path.name, "the file changed while the command ran")


def digest_of(path: Path) -> str:
    """Return the digest of a file's bytes, read a block at a time.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    str
        Hexadecimal sha256; empty if the file cannot be read.
    """
    digest = sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()


def regular_file(path: FilePath, *, max_bytes: int) -> Path:
    """Look at a file without opening it.

    Parameters
    ----------
    path : str or path-like
        The file.
    max_bytes : int
        The largest size that is read.

    Returns
    -------
    pathlib.Path
        Its place.

    Raises
    ------
    InvalidDataError
        If there is none, it is no regular file, or it is too large.
    """
    if not isinstance(path, str | PathLike):
        raise InvalidDataError(f"path must be the path of a file, got {shown(path)}")
    check_whole("max_bytes", max_bytes, least=1)
    place = Path(path)
    name = place.name or str(path)
    try:
        status = place.stat()
    except FileNotFoundError:
        refuse_file(name, "there is no such file")
    except (OSError, ValueError) as error:
        refuse_file(name, f"cannot be read: {error}")
    if stat.S_ISDIR(status.st_mode):
        refuse_file(name, "is a folder; a file is needed")
    if not stat.S_ISREG(status.st_mode):
        refuse_file(name, "is a pipe or a device; a file is needed")
    if status.st_size > max_bytes:
        _refuse_size(name, f"holds {status.st_size:,} bytes", max_bytes)
    return place


def _refuse_size(name: str, found: str, max_bytes: int) -> NoReturn:
    refuse_file(
        name,
        f"{found}; at most {max_bytes:,} are read",
        hint="max_bytes= raises the limit",
    )


def _unpacked(content: bytes, name: str, max_bytes: int) -> bytes:
    try:
        with gzip.open(BytesIO(content)) as packed:
            unpacked = packed.read(max_bytes + 1)
    except (OSError, EOFError, ZlibError):
        refuse_file(name, "is named .gz but is no sound gzip file")
    if len(unpacked) > max_bytes:
        _refuse_size(name, "unpacks to more bytes", max_bytes)
    return unpacked
