"""One run at a time: a lock that ends with the process that holds it."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def hold_lock(lock: Path) -> Iterator[None]:
    """Hold a lock file while the block runs, and delete it afterwards.

    A file that a killed run has left is no obstacle: the system gave up its lock.

    Parameters
    ----------
    lock : pathlib.Path
        A file in an existing folder; a symbolic link is not followed.

    Yields
    ------
    None
        While the lock is held.

    Raises
    ------
    InvalidDataError
        If another run holds it, or no lock can be had there.
    """
    try:
        handle = _take(lock)
    except BlockingIOError:
        raise InvalidDataError(
            f"{lock}: another run is at work here; wait for its end"
        ) from None
    except OSError as error:
        raise InvalidDataError(f"{lock}: cannot be locked: {error.strerror}") from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(handle)


def _take(lock: Path) -> int:
    """Lock the file that bears the name, not one that its last holder has deleted."""
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            named = _is_named(handle, lock)
        except BaseException:
            os.close(handle)
            raise
        if named:
            return handle
        os.close(handle)


def _is_named(handle: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), lock.lstat())
    except FileNotFoundError:
        return False
