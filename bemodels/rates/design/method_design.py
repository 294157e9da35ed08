"""What any one interval method does in a design, by complete enumeration."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates import event_rates
from bemodels.rates.all_methods import ROOMS
from bemodels.rates.design.enumeration import (
    CONTRASTS,
    Holds,
    coverage_of,
    size_of,
)
from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.rates.unconditional.exact_p_values import check_tables
from bemodels.result import Interval, Result, Table, check_level
from bemodels.result.display import format_level
from bemodels.result.rules import check_whole, shown

COLUMNS = (
    "method",
    "contrast",
    "size",
    "minimum coverage",
    "mean coverage",
    "tables without an interval",
)


def design_of_method(
    method: Method | Callable[..., Interval],
    incidents: int,
    reference_incidents: int,
    *,
    level: float = 0.95,
) -> Result:
    """Say what an interval does in a design: its size and its coverage.

    Parameters
    ----------
    method : callable
        An interval function of `bemodels.rates` that takes two groups, such as
        `risk_ratio_scas`, or the `Method` that lists one. An exact unconditional one
        is asked for all tables at once, every other one for each of them; of 12 and
        95 incidents the first takes about ten seconds, each other method from one to
        ten.
    incidents, reference_incidents : int
        Sizes of the group and of the reference, 1 or more; at most 20,000 tables.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Result
        One table: size (the greatest probability that the interval excludes equal
        rates, for a common rate up to 0.20), least and mean coverage over a grid of
        110 pairs of rates, and how many tables have no interval; these count as not
        holding the truth, and as not rejecting.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range, or the method is one of
        event rates.
    NotEstimableError
        If there are more tables than are visited.

    Examples
    --------
    >>> from bemodels.rates import risk_ratio_koopman
    >>> row = design_of_method(risk_ratio_koopman, 4, 9).tables[0].rows[0]
    >>> row[:2], round(row[3], 3)
    (('risk_ratio_koopman', 'risk ratio'), 0.888)
    """
    listed = _listed(method)
    check_level(level)
    sizes = (
        check_whole("incidents", incidents, least=1),
        check_whole("reference_incidents", reference_incidents, least=1),
    )
    if listed.scale not in CONTRASTS:
        raise InvalidDataError(
            f"a design of attack rates takes no method of a {listed.scale}: "
            f"{listed.name}"
        )
    check_tables(sizes)
    return Result(
        title=f"Design of {listed.name}: {sizes[0]} against {sizes[1]} incidents",
        method="Complete enumeration of all tables of two independent binomials",
        estimates=(),
        tables=(_table(listed, sizes, level),),
    )


def _listed(method: Method | Callable[..., Interval]) -> Method:
    """Return what is known of an interval function."""
    if isinstance(method, Method):
        return method
    listed: list[Method] = [
        one
        for room in (*ROOMS, event_rates)
        for one in room.METHODS
        if one.interval is method
    ]
    if listed:
        return listed[0]
    raise InvalidDataError(
        "method must be an interval function of two groups from bemodels.rates, such "
        f"as risk_ratio_scas, got {getattr(method, '__name__', shown(method))}"
    )


def _table(method: Method, sizes: tuple[int, int], level: float) -> Table:
    holds, missing = _held(method, sizes, level)
    contrast = CONTRASTS[method.scale]
    size = size_of(~holds(contrast.none) & ~missing)
    least, mean = coverage_of(holds, contrast, sizes)
    return Table(
        name=f"Size and coverage, {format_level(level)} level",
        columns=COLUMNS,
        rows=((method.name, method.scale, size, least, mean, int(missing.sum())),),
        note="Size: greatest probability of excluding equal rates, for a common rate "
        "up to 0.20. Coverage: over rates of 0.02 to 0.6 in the group and 0.003 to "
        "0.12 in the reference.",
    )


def _held(
    method: Method, sizes: tuple[int, int], level: float
) -> tuple[Holds, np.ndarray]:
    """Return which tables' intervals hold a value, and which tables have none."""
    if method.held:
        none_missing = np.zeros((sizes[0] + 1, sizes[1] + 1), dtype=bool)
        return method.held(sizes, level), none_missing
    low, high = limits_of_every_table(method, sizes, level)
    return lambda value: (low <= value) & (value <= high), low > high


def limits_of_every_table(
    method: Method, sizes: tuple[int, int], level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the limits of an interval for every table of a design.

    Parameters
    ----------
    method : Method
        Of two proportions.
    sizes : tuple of int
        Incidents of the group and of the reference.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    tuple of numpy.ndarray, shape (n1 + 1, n2 + 1)
        Lower and upper; upside down, so that they hold nothing, where the method has
        no interval.
    """
    shape = sizes[0] + 1, sizes[1] + 1
    low, high = np.full(shape, np.inf), np.full(shape, -np.inf)
    for x, y in np.ndindex(shape):
        group = Group(attacks=x, incidents=sizes[0])
        reference = Group(attacks=y, incidents=sizes[1])
        try:
            interval = method.interval(group, reference, level=level)
        except NotEstimableError:
            continue
        low[x, y], high[x, y] = interval.low, interval.high
    return low, high
