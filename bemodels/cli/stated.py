"""What a command was told or assumed, as a table of its result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.cli.ignored_options import READER_DEFAULTS
from bemodels.result import Table
from bemodels.result.plain_math import plain_math

if TYPE_CHECKING:
    from argparse import Namespace

    from bemodels.result import Cell, Result

# Neither changes a number: how to run and print, and the data, which provenance names.
_NO_INPUTS = frozenset({"run", "json", "all", "debug", "quiet", "belgium", "file"})


def with_stated_inputs(result: Result, options: Namespace) -> Result:
    """Add a table of the inputs that somebody stated rather than counted.

    Parameters
    ----------
    result : Result
        What the command found.
    options : argparse.Namespace
        Its arguments and options.

    Returns
    -------
    Result
        The same with one table more: options, then the priors of the models.
    """
    given = tuple(
        (name.replace("_", " "), _cell(value), "")
        for name, value in vars(options).items()
        if name not in _NO_INPUTS
        and value is not None
        and READER_DEFAULTS.get(name) != value
    )
    priors = tuple(
        (f"prior of {one.parameter}", plain_math(one.density), one.reason)
        for one in result.card.priors
    )
    stated = Table(
        name="Stated inputs",
        columns=("input", "value", "reason"),
        rows=given + priors,
        note="As typed, or by default; every number follows from these and the data.",
    )
    return replace(result, tables=(*result.tables, stated))


def _cell(value: Cell | tuple[float, float]) -> Cell:
    if isinstance(value, tuple) and isinstance(value[0], float):
        return "beta:{:g},{:g}".format(*value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return value if isinstance(value, str | int | float) else str(value)
