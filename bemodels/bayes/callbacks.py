"""What nutpie calls at every step, compiled in a fraction of the time.

PyTensor keeps the compiled density on disk. nutpie wraps it into C functions that read
the data and copy the answer out; those wrappers, and all that they call, are compiled
anew in every process, which takes most of the time that a small model needs from start
to first draw. The wrappers here do the same with plain loops and addresses, and stand
beside the density on disk. A test compares both on one model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from uuid import uuid4

import numpy as np

WORD = 8
DTYPES = ("float64", "int32", "int64", "uint64")
WRONG_SHAPE, RAISED, INFINITE_SLOPE, INFINITE_DENSITY = -1, 1, 3, 4
Wrapped = tuple[Callable[..., int], Any]


@contextmanager
def quick_callbacks() -> Iterator[None]:
    """Let nutpie wrap compiled functions in the way of this module, for a while.

    Yields
    ------
    None
        Until the block ends, then nutpie's own wrappers are back.
    """
    from nutpie import compile_pymc

    names = ("_make_c_logp_func", "_make_c_expand_func")
    own = [getattr(compile_pymc, name) for name in names]
    try:
        for name, maker in zip(names, (_density_callback, _expansion), strict=True):
            setattr(compile_pymc, name, maker)
        yield
    finally:
        for name, maker in zip(names, own, strict=True):
            setattr(compile_pymc, name, maker)


def _density_callback(
    n_dim: int,
    density: Any,  # noqa: ANN401 (numba has no types)
    user_data: np.ndarray,
    keys: Sequence[str],
    shared: Mapping[str, np.ndarray],
) -> Wrapped:
    """Return the density with its gradient, as nutpie's function of this place does."""
    numba = _numba()
    number, address = numba.types.CPointer(numba.types.double), numba.types.voidptr
    signature = numba.types.int64(numba.types.uint64, number, number, number, address)
    arrays, names = _read_data(user_data, keys, shared)
    lines = f"""
def log_density(dim, point, gradient, value, data):
    if dim != {n_dim}:
        return {WRONG_SHAPE}
{arrays}
    try:
        found, slopes = inner(carray(point, ({n_dim},)), {names})
    except Exception:
        return {RAISED}
    for i in range({n_dim}):
        if not isfinite(slopes[i]):
            return {INFINITE_SLOPE}
        gradient[i] = slopes[i]
    if not isfinite(found[()]):
        return {INFINITE_DENSITY}
    value[0] = found[()]
    return 0
"""
    return _written("log_density", lines, density), signature


def _expansion(  # noqa: PLR0917 (nutpie calls it so)
    n_dim: int,
    n_expanded: int,
    expand: Any,  # noqa: ANN401
    user_data: np.ndarray,
    keys: Sequence[str],
    shared: Mapping[str, np.ndarray],
) -> Wrapped:
    """Return what is kept of a draw, as nutpie's function of this place does."""
    numba = _numba()
    number, address = numba.types.CPointer(numba.types.double), numba.types.voidptr
    whole = numba.types.uint64
    signature = numba.types.int64(whole, whole, number, number, address)
    arrays, names = _read_data(user_data, keys, shared)
    lines = f"""
def expansion(dim, expanded, point, out, data):
    if dim != {n_dim} or expanded != {n_expanded}:
        return {WRONG_SHAPE}
{arrays}
    try:
        (values,) = inner(carray(point, ({n_dim},)), {names})
    except Exception:
        return {RAISED}
    for i in range({n_expanded}):
        out[i] = values[i]
    return 0
"""
    return _written("expansion", lines, expand), signature


def _read_data(
    user_data: np.ndarray,
    keys: Sequence[str],
    shared: Mapping[str, np.ndarray],
) -> tuple[str, str]:
    """Return the lines that read the arrays from nutpie's record, and their names.

    The record holds words of eight bytes: the address of every array, then its size,
    then its shape. Numba infers no type from a list of arrays of different types, so
    they are written out, one line an array. They stand in the function itself: in one
    of their own, the whole density would be optimised once more.
    """
    order = list(user_data.dtype["shared"]["data"].names or ())
    ranks = [shared[key].ndim for key in order]
    shapes = 2 * len(order) + np.concatenate([[0], np.cumsum(ranks)])
    if user_data.dtype.itemsize != WORD * shapes[-1]:
        raise RuntimeError("nutpie lays out its data in another way than is known here")
    lines = [f"    words = carray(data, ({shapes[-1]},), uint64)"]
    for number, key in enumerate(keys):
        place = order.index(key)
        sides = range(shapes[place], shapes[place + 1])
        shape = "".join(f"int(words[{side}])," for side in sides)
        lines.append(
            f"    a{number} = carray(pointer(words[{place}]), ({shape}), "
            f"{shared[key].dtype.name})"
        )
    return "\n".join(lines), ", ".join(f"a{number}" for number in range(len(keys)))


def _written(name: str, source: str, inner: Any) -> Callable[..., int]:  # noqa: ANN401
    """Return a function from its text, whose compiled code is kept on disk.

    PyTensor names the compiled code of `inner` by what it computes; with the text of
    what is around it, that names this function. Where PyTensor keeps nothing, the name
    is used once.
    """
    from nutpie.compile_pymc import address_as_void_pointer
    from pytensor.link.numba.cache import (
        CACHED_SRC_FUNCTIONS,
        compile_numba_function_src,
    )

    numba = _numba()
    computed = CACHED_SRC_FUNCTIONS.get(inner.py_func, uuid4().hex)
    known = {
        "__name__": __name__,
        "carray": numba.carray,
        "pointer": address_as_void_pointer,
        "isfinite": np.isfinite,
        "inner": inner,
        **{kind: getattr(np, kind) for kind in DTYPES},
    }
    found: Callable[..., int] = compile_numba_function_src(
        source,
        name,
        global_env=known,
        local_env=known,
        cache_key=sha256(f"{computed}\n{source}".encode()).hexdigest(),
    )
    return found


def _numba() -> Any:  # noqa: ANN401
    """Return numba, whose types are written for half of its names."""
    import numba

    return numba
