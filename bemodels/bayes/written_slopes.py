"""A density whose slopes are written out, as one node of a sampled model.

A graph that PyTensor differentiates costs seconds to simplify and to compile in every
process, and a node an operation at every step. A function that returns a density with
its slopes costs one node. The loops are compiled by numba, and the compiled code is
kept on disk under a digest of all that they call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from inspect import isfunction
from typing import Any

import numba
import numpy as np
from pytensor.gradient import DisconnectedType
from pytensor.graph.basic import Apply
from pytensor.graph.op import Op
from pytensor.link.numba.dispatch.basic import (
    numba_njit,
    register_funcify_and_cache_key,
)
from pytensor.tensor import as_tensor_variable
from pytensor.tensor.type import TensorType

Shape = tuple[int | None, ...]
# Functions that others call from inside numba, and that plain Python can run as well.
loops = numba.extending.register_jitable


class WrittenSlopes(Op):  # type: ignore[misc]  # PyTensor has no types
    """A number, its slopes in the first arguments, and what comes out beside them.

    Parameters
    ----------
    function : callable
        Made of `loops`. Takes arrays; returns a tuple of a float, an array a slope, of
        the shape of its argument, and an array for each of `beside`.
    slopes : int
        In how many of the first arguments.
    beside : sequence of tuple of int or None
        Shapes of what else is returned; nothing can be differentiated by it.
    """

    __props__ = ("digest", "slopes", "beside")

    def __init__(
        self,
        function: Callable[..., Any],
        *,
        slopes: int,
        beside: Sequence[Shape] = (),
    ) -> None:
        self.function = function
        self.slopes = slopes
        self.beside = tuple(beside)
        self.digest = digest(function)

    def make_node(self, *arguments: Any) -> Apply:  # noqa: ANN401
        """Return the node: PyTensor asks for it.

        Parameters
        ----------
        *arguments : tensor
            Of the function.

        Returns
        -------
        pytensor.graph.basic.Apply
            With the number, its slopes and what is beside as outputs.
        """
        given = [as_tensor_variable(one) for one in arguments]
        shapes: list[Shape] = [
            (),
            *(one.type.shape for one in given[: self.slopes]),
            *self.beside,
        ]
        return Apply(self, given, [TensorType("float64", one)() for one in shapes])

    def perform(self, node: Apply, inputs: Any, output_storage: Any) -> None:  # noqa: ANN401, ARG002
        """Run the function as plain Python.

        Parameters
        ----------
        node : pytensor.graph.basic.Apply
            Not used.
        inputs : sequence of numpy.ndarray
            The arguments.
        output_storage : sequence of list
            Where the results go.
        """
        for cell, value in zip(output_storage, self.function(*inputs), strict=True):
            cell[0] = np.asarray(value, dtype=float)

    def connection_pattern(self, node: Apply) -> list[list[bool]]:
        """Say which result hangs on which argument, for slopes.

        Parameters
        ----------
        node : pytensor.graph.basic.Apply
            The node.

        Returns
        -------
        list of list of bool
            By argument and result: the number on the first arguments, nothing else.
        """
        return [
            [number < self.slopes, *(False for _ in node.outputs[1:])]
            for number, _ in enumerate(node.inputs)
        ]

    def pullback(self, inputs: Any, outputs: Any, cotangents: Any) -> list[Any]:  # noqa: ANN401
        """Return the slopes, times that of the number.

        Parameters
        ----------
        inputs, outputs : sequence of tensor
            Of the node.
        cotangents : sequence of tensor
            Slopes in each output.

        Returns
        -------
        list of tensor
            Slopes in each argument, disconnected where there is none.
        """
        known = [cotangents[0] * one for one in outputs[1 : 1 + self.slopes]]
        return [*known, *(DisconnectedType()() for _ in inputs[self.slopes :])]


@register_funcify_and_cache_key(WrittenSlopes)  # type: ignore[untyped-decorator]
def _compiled(op: WrittenSlopes, **_: object) -> tuple[Any, str]:
    """Return the function of numba, and the name of its compiled code on disk."""
    function = numba_njit(op.function)

    def written_slopes(*arguments):  # type: ignore[no-untyped-def]
        found = function(*arguments)
        return (np.asarray(found[0]), *found[1:])

    return numba_njit(written_slopes), op.digest


def digest(function: Callable[..., Any]) -> str:
    """Return what tells a function from any other, and from what it was before.

    Parameters
    ----------
    function : callable
        Of plain Python.

    Returns
    -------
    str
        Of its instructions, and of every function and number of its module that it
        uses.
    """
    return sha256("\n".join(_parts(function, set())).encode()).hexdigest()


def _parts(function: Any, seen: set[Any]) -> Iterator[str]:  # noqa: ANN401
    if function in seen:
        return
    seen.add(function)
    code = function.__code__
    yield f"{code.co_qualname} {code.co_code.hex()} {code.co_consts!r} {code.co_names}"
    for name in code.co_names:
        value = function.__globals__.get(name)
        if isfunction(value):
            yield from _parts(value, seen)
        elif isinstance(value, int | float):
            yield f"{name} {value!r}"
