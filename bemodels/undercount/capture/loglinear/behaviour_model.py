r"""Lists in order of time, and a chance that changes once an incident was seen.

Until an incident is seen, each list sees it with chance p; after that with c. With
:math:`u_j` incidents seen first by list j of k, and q = 1 - p, the place of the first
list is geometric and cut off at k, which decides q; c decides nothing of those not
seen [1]_ [2]_.

References
----------
.. [1] Zippin C (1956). An evaluation of the removal method of estimating animal
   populations. Biometrics 12, 163-189.
.. [2] Otis DL, Burnham KP, White GC, Anderson DR (1978). Statistical inference from
   capture data on closed animal populations. Wildlife Monographs 62, 28-35.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import log, log1p, sqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq
from scipy.special import xlogy

from bemodels.errors import NotEstimableError
from bemodels.result import Assumption, Provenance, Result, Table, check_level
from bemodels.undercount.capture.fractional_table import (
    checked_counts,
    whole_if_nearly,
)
from bemodels.undercount.capture.loglinear.population_result import (
    CLOSED,
    MATCHED,
    UNSEEN_ALIKE,
    hidden_sentence,
    likelihood_table,
    population_estimates,
)
from bemodels.undercount.capture.multinomial import profile_population

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.undercount.capture.capture_table import CaptureTable

ASSUMPTION = (
    "Each list, in the order given, sees an incident not seen before with the same "
    "chance; once it was seen, the chance may be another."
)
NAME = "Mb"


def loglinear_behaviour(
    histories: Mapping[str, int] | pd.DataFrame,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    r"""Estimate a population whose incidents are seen otherwise once they were seen.

    Parameters
    ----------
    histories : mapping of str to int, or pandas.DataFrame
        Patterns, one digit a list in order of time (1 if it saw the incident), to
        incidents; or one row an incident with one 0/1 column a list. Patterns that are
        absent count zero.
    provenance : tuple of Provenance
        The files that the histories were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` (incidents) with multinomial profile intervals.

    Raises
    ------
    InvalidDataError
        If the histories or `level` break a rule.
    NotEstimableError
        If incidents are seen first by later lists as often as by earlier ones: the
        estimate is infinite.

    Notes
    -----
    Two lists that first saw :math:`u_1` and :math:`u_2` incidents give
    :math:`u_1^2 / (u_1 - u_2)`.

    References
    ----------
    .. [1] Zippin C (1956). An evaluation of the removal method of estimating animal
       populations. Biometrics 12, 163-189.

    Examples
    --------
    >>> result = loglinear_behaviour({"11": 30, "10": 70, "01": 50})
    >>> round(result.estimate("population").value, 6)
    200.0
    """
    check_level(level)
    table = checked_counts(histories)
    first = _first_seen(table)
    missed = _miss_chance(first)
    hidden, error = _hidden(first, missed)
    limits = profile_population(
        table.recorded, partial(_half_deviance, first), start=hidden, level=level
    )
    return Result(
        title=f"{NAME}: {table}",
        method="Removal model of first captures",
        estimates=population_estimates(
            table, hidden, limits, model=f"model {NAME}", level=level
        ),
        conclusion=hidden_sentence(ASSUMPTION, table, hidden, limits, level),
        assumptions=(
            Assumption(statement=ASSUMPTION, support="not checkable from these data"),
            UNSEEN_ALIKE,
            CLOSED,
            MATCHED,
        ),
        tables=(
            likelihood_table(
                table, hidden, error, limits, model=f"model {NAME}", level=level
            ),
            _first_table(table, first, missed),
        ),
        provenance=provenance,
    )


def _first_seen(table: CaptureTable) -> np.ndarray:
    """Count incidents by the first list that saw them, shape (K,)."""
    first = np.zeros(len(table.lists))
    for pattern, count in zip(table.patterns, table.counts, strict=True):
        first[pattern.index("1")] += count
    return first


def _mean_place(miss: float, lists: int) -> float:
    """Return the expected place of the first list, from 0, among incidents seen."""
    weights = miss ** np.arange(lists)
    return float(np.arange(lists) @ weights / weights.sum())


def _miss_chance(first: np.ndarray) -> float:
    """Solve for the chance that a list misses an incident not seen before."""
    lists = len(first)
    places = float(np.arange(lists) @ first)
    if places == 0:
        return 0.0
    # compared in whole numbers: the mean place reaches the middle where no list misses
    # less than another
    if 2 * places >= (lists - 1) * first.sum():
        shown = ", ".join(str(whole_if_nearly(float(one))) for one in first)
        raise NotEstimableError(
            f"{NAME}: the population is not estimable; incidents seen first do not "
            f"fall from list to list on the whole, got {shown}"
        )
    mean = places / first.sum()
    return float(brentq(lambda q: _mean_place(q, lists) - mean, 0.0, 1.0, xtol=1e-15))


def _hidden(first: np.ndarray, missed: float) -> tuple[float, float]:
    """Return the hidden incidents, and the standard error of the population."""
    if missed == 0:
        return 0.0, 0.0
    lists, recorded = len(first), float(first.sum())
    never = missed**lists
    seen = -np.expm1(lists * log(missed))
    weights = missed ** np.arange(lists) / (missed ** np.arange(lists)).sum()
    centred = np.arange(lists) - _mean_place(missed, lists)
    information = recorded * float(weights @ centred**2) / missed**2
    slope = recorded * lists * missed ** (lists - 1) / seen**2
    hidden = recorded * float(never / seen)
    return hidden, sqrt(hidden / seen + slope**2 / information)


def _half_deviance(first: np.ndarray, hidden: float) -> float:
    """Return half the deviance, up to a constant, the chance of a miss at its best."""
    lists, recorded = len(first), float(first.sum())
    misses = float(np.arange(lists) @ first) + hidden * lists
    total = recorded + hidden
    odds = misses / recorded
    chances = -recorded * log1p(odds) + float(xlogy(misses, odds / (1 + odds)))
    # of N^N / n0^n0, the counts of the cells that lists saw being constant
    ways = recorded * log(total) - float(xlogy(hidden, hidden / total))
    return -ways - chances


def _first_table(table: CaptureTable, first: np.ndarray, missed: float) -> Table:
    weights = missed ** np.arange(len(first))
    expected = first.sum() * weights / weights.sum()
    again = float(table.seen.sum(axis=1) @ np.array(table.counts)) - first.sum()
    chances = float((len(first) - 1 - np.arange(len(first))) @ first)
    seen_again = f"{again / chances:.4g}" if chances > 0 else "no list could show it"
    return Table(
        name="Incidents by the first list that saw them",
        columns=("list", "incidents observed", "incidents fitted"),
        rows=tuple(
            (name, whole_if_nearly(float(count)), float(fitted))
            for name, count, fitted in zip(table.lists, first, expected, strict=True)
        ),
        note=f"Chance of being seen before the first time: {1 - missed:.4g}; after it: "
        f"{seen_again}.",
    )
