"""Every interval and every test of two attack rates, side by side."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from bemodels.errors import NotEstimableError
from bemodels.rates import (
    bayes,
    closed_form,
    conditional,
    melded,
    mover,
    profile,
    score,
    unconditional,
)
from bemodels.rates.extent import MOST_IN_LIST
from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.result import Cell, HypothesisTest, Table, check_level, check_type
from bemodels.result.display import format_level

logger = logging.getLogger(__name__)

ROOMS = (
    score,
    conditional,
    unconditional,
    melded,
    mover,
    profile,
    closed_form,
    bayes,
)
SCALES = ("risk difference", "risk ratio", "odds ratio")
# Public for its published examples; what it prints here would be read as an answer.
IN_NO_REPORT = ("risk_difference_wald",)
TESTS: tuple[Callable[[Group, Group], HypothesisTest], ...] = (
    conditional.fisher,
    conditional.fisher_central,
    conditional.fisher_blaker,
    conditional.fisher_midp,
    conditional.fisher_midp_minlike,
    unconditional.barnard,
    unconditional.boschloo,
    unconditional.boschloo_minlike,
    unconditional.unconditional_likelihood_ratio,
    unconditional.chan_zhang_test,
    unconditional.agresti_min_test,
    score.scas_test,
    profile.firth_test,
)


def methods_of(scale: str) -> tuple[Method, ...]:
    """Return the methods of one contrast, in the order of their families.

    Parameters
    ----------
    scale : str
        One of risk difference, risk ratio and odds ratio.

    Returns
    -------
    tuple of Method
        Without those that stand in no report.
    """
    return tuple(
        method
        for room in ROOMS
        for method in room.METHODS
        if method.scale == scale and method.name not in IN_NO_REPORT
    )


def every_method(
    group: Group, reference: Group, *, level: float = 0.95
) -> tuple[Table, ...]:
    """Return every interval of every contrast, and every test.

    Parameters
    ----------
    group, reference : Group
        The counts.
    level : float, default 0.95
        Coverage or posterior mass of the intervals, in (0, 1).

    Returns
    -------
    tuple of Table, length 4
        Intervals of the risk difference, the risk ratio and the odds ratio, a row a
        method, with the reason where there is none; p-values of equal attack rates.
        Groups that can have more than 20,000 tables take an exact unconditional
        interval too long: its row names the function to ask for it alone.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1), or a group is no `Group`.

    Examples
    --------
    >>> tables = every_method(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    ... )
    >>> [(table.name, len(table.rows)) for table in tables][0]
    ('Every interval of the risk difference, 95%', 12)
    """
    check_level(level)
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    return (*_intervals(group, reference, level), _tests(group, reference))


def _intervals(group: Group, reference: Group, level: float) -> Iterator[Table]:
    for scale in SCALES:
        logger.info("every interval of the %s", scale)
        yield Table(
            name=f"Every interval of the {scale}, {format_level(level)}",
            columns=("function", "family", "low", "high", "method"),
            rows=tuple(
                (method.name, method.family, *_limits(method, group, reference, level))
                for method in methods_of(scale)
            ),
            note="For comparison: which one to report is settled before it is seen.",
        )


def _limits(
    method: Method, group: Group, reference: Group, level: float
) -> tuple[Cell, ...]:
    tables = (group.incidents + 1) * (reference.incidents + 1)
    if method.family == "exact unconditional" and tables > MOST_IN_LIST:
        return "none", "none", _left_out(method, tables)
    try:
        interval = method.interval(group, reference, level=level)
    except NotEstimableError as error:
        return "none", "none", str(error)
    return interval.low, interval.high, interval.method


def _left_out(method: Method, tables: int) -> str:
    return (
        f"left out of the list for the time that it takes: groups of these sizes can "
        f"have {tables:,} tables, more than {MOST_IN_LIST:,}; bemodels.rates."
        f"{method.name} computes it alone, in seconds to minutes"
    )


def _tests(group: Group, reference: Group) -> Table:
    logger.info("every test of equal attack rates")
    return Table(
        name="Every test of equal attack rates",
        columns=("function", "p-value", "method"),
        rows=tuple((one.__name__, *_p_value(one, group, reference)) for one in TESTS),
        note="For comparison: the smallest of many p-values is no p-value.",
    )


def _p_value(
    test: Callable[[Group, Group], HypothesisTest], group: Group, reference: Group
) -> tuple[Cell, ...]:
    try:
        found = test(group, reference)
    except NotEstimableError as error:
        return "none", str(error)
    return found.p_value, found.method
