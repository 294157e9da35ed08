"""Draws on disk: written beside and renamed, read back only if not a bit has changed.

A kill during an overwrite, a full disk or a flipped bit leaves a NetCDF file that opens
without a word, so the digest stands in a file of its own and is compared at reading.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    import xarray as xr


def save_draws(draws: xr.DataTree, path: Path) -> str:
    """Write draws to a NetCDF file, whole or not at all.

    Parameters
    ----------
    draws : xarray.DataTree
        As a `Posterior` holds them.
    path : pathlib.Path
        The file; its folder exists. The digest goes to the same name with
        ``.sha256`` behind it.

    Returns
    -------
    str
        Hexadecimal sha256 of the file.

    Raises
    ------
    OSError
        If the disk is full or the folder cannot be written; an older file at `path`
        is then as it was.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        draws.to_netcdf(beside, engine="h5netcdf")
        _flush(beside)
        digest = _digest(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _write_digest(path, digest)
    return digest


def load_draws(path: Path) -> xr.DataTree:
    """Read draws that `save_draws` wrote.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    xarray.DataTree
        The draws, loaded into memory.

    Raises
    ------
    InvalidDataError
        If the file or its digest is missing, or they do not belong together.
    """
    import xarray as xr

    digest = _digest_file(path)
    if not path.is_file() or not digest.is_file():
        raise InvalidDataError(f"{path.name}: no draws here with their digest")
    found, stated = _digest(path), digest.read_text(encoding="ascii").split(" ")[0]
    if found != stated:
        raise InvalidDataError(
            f"{path.name}: the file has changed since it was written (sha256 "
            f"{found[:12]}..., expected {stated[:12]}...)"
        )
    with xr.open_datatree(path, engine="h5netcdf") as tree:
        return tree.load()


def _digest_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _write_digest(path: Path, digest: str) -> None:
    target = _digest_file(path)
    beside = target.with_name(f".{target.name}.part")
    beside.write_text(f"{digest}  {path.name}\n", encoding="ascii")
    _flush(beside)
    beside.replace(target)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
