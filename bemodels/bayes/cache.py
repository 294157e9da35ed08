"""A truncated file in the compile cache crashes every later run: it is moved aside."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

CACHE_READER = "numba/core/caching.py"
logger = logging.getLogger(__name__)


def retry_without_broken_cache[Value](action: Callable[[], Value]) -> Value:
    """Do something that reads the compile cache; once more if the cache was broken.

    Parameters
    ----------
    action : callable
        Takes nothing; compiles.

    Returns
    -------
    object
        What `action` returns.

    Raises
    ------
    Exception
        Whatever `action` raises for another reason, or a second time.
    """
    try:
        return action()
    except Exception as error:
        if not _came_from_cache(error):
            raise
        moved = _move_cache_aside()
        logger.warning(
            "the compile cache was broken (%s) and is now %s; compiling anew",
            error,
            moved,
        )
        return action()


def _came_from_cache(error: Exception) -> bool:
    """Tell whether the last frames of an error lie in numba's reader of its cache."""
    frames = traceback.extract_tb(error.__traceback__)
    return any(
        frame.filename.replace("\\", "/").endswith(CACHE_READER) for frame in frames
    )


def _move_cache_aside() -> Path:
    from pytensor.link.numba.cache import NUMBA_CACHE_PATH

    cache = Path(NUMBA_CACHE_PATH)
    number = 1
    while (aside := cache.with_name(f"{cache.name}.broken-{number}")).exists():
        number += 1
    cache.rename(aside)
    cache.mkdir()
    return aside
