"""Integer programmes over the regions of overlapping categories.

One unknown a region: the units in exactly these categories. Each printed count is a sum
of unknowns, and a question is another sum, made as small or as large as the counts
allow. A solution is taken only if whole numbers of it satisfy every count exactly and
the solver's own bound shows that none is better.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from bemodels.audit.bounds.printed_counts import PrintedCount, PrintedCounts, Region
from bemodels.errors import InvalidDataError, NotEstimableError

Integers = NDArray[np.int64]
_OPTIMAL, _INFEASIBLE = 0, 2


class NoSolutionError(Exception):
    """No whole numbers satisfy the constraints."""


def least_solution(
    objective: Integers,
    matrix: Integers,
    limits: tuple[Integers, Integers],
    most: NDArray[np.float64],
) -> Integers:
    """Return whole numbers that make a sum as small as it can be.

    Parameters
    ----------
    objective : ndarray of int, shape (unknowns,)
        Weights of the sum.
    matrix : ndarray of int, shape (constraints, unknowns)
        Weights of the constraints.
    limits : (ndarray, ndarray) of int, shape (constraints,)
        Least and most of each constraint's sum.
    most : ndarray of float, shape (unknowns,)
        Largest value of each unknown, infinite where there is none; the least is 0.

    Returns
    -------
    ndarray of int, shape (unknowns,)
        A solution, its constraints and its optimum verified.

    Raises
    ------
    NoSolutionError
        If no whole numbers satisfy the constraints.
    NotEstimableError
        If the solver's answer is not exactly a solution, or not shown to be the best.
    """
    outcome = milp(
        objective,
        integrality=np.ones(len(objective)),
        bounds=Bounds(0, most),
        constraints=LinearConstraint(matrix, *limits),
        options={"mip_rel_gap": 0.0},
    )
    if outcome.status == _INFEASIBLE:
        raise NoSolutionError
    if outcome.status != _OPTIMAL:
        raise NotEstimableError(
            f"an integer programme of {len(objective)} regions was not solved: "
            f"{outcome.message}"
        )
    found: Integers = np.rint(outcome.x).astype(np.int64)
    sums = matrix @ found
    if (found < 0).any() or (sums < limits[0]).any() or (sums > limits[1]).any():
        raise NotEstimableError(
            "an integer programme gave numbers that do not add up to the printed ones"
        )
    # The sum is a whole number, so a bound less than 1 below it leaves none better.
    if not int(objective @ found) - outcome.mip_dual_bound < 1:
        raise NotEstimableError(
            "an integer programme was not solved to the end: its best sum is "
            f"{int(objective @ found)}, its bound {outcome.mip_dual_bound:g}"
        )
    return found


class Overlaps:
    """All ways to fill the regions that agree with the printed counts.

    Parameters
    ----------
    printed : PrintedCounts
        The counts.

    Raises
    ------
    InvalidDataError
        If there is no way; the message names counts that contradict one another.
    """

    def __init__(self, printed: PrintedCounts) -> None:
        self.printed = printed
        self.regions = printed.regions
        self.most = _largest(printed.counts, self.regions)
        self._matrix, self._sums = _equations(printed.counts, self.regions)
        self.found = np.zeros((0, len(self.regions)), dtype=np.int64)
        self._ranges: dict[bytes, tuple[int, int]] = {}
        try:
            self._solve(np.zeros(len(self.regions), dtype=np.int64))
        except NoSolutionError:
            raise InvalidDataError(_contradiction(printed)) from None
        self._fill_one_region_each()
        self._close_empty_regions()

    def least(self, objective: Integers) -> int:
        """Return the least that a sum over regions can be.

        Parameters
        ----------
        objective : ndarray of int, shape (regions,)
            Weight of each region.

        Returns
        -------
        int
            Exact.
        """
        return int(objective @ self._solve(objective))

    def range_of(self, objective: Integers) -> tuple[int, int]:
        """Return the least and the most that a sum over regions can be.

        Parameters
        ----------
        objective : ndarray of int, shape (regions,)
            Weight of each region, 0 or more.

        Returns
        -------
        least, most : int
            Exact. Where a solution that is known already reaches an end, nothing is
            solved for it.
        """
        key = objective.tobytes()
        if key not in self._ranges:
            values = (self.found @ objective).tolist()
            least = 0 if 0 in values else self.least(objective)
            ceiling = int(objective @ self.most)
            most = ceiling if ceiling in values else -self.least(-objective)
            self._ranges[key] = least, most
        return self._ranges[key]

    def indicator(self, holds: Callable[[Region], bool]) -> Integers:
        """Return weights of 1 for the regions that pass a test, 0 for the others.

        Parameters
        ----------
        holds : callable
            Region to whether it counts.

        Returns
        -------
        ndarray of int, shape (regions,)
            The weights.
        """
        return np.array([int(holds(one)) for one in self.regions], dtype=np.int64)

    def overlapping_categories(self) -> tuple[int, int]:
        """Return how few and how many categories can share a unit with another.

        Returns
        -------
        least, most : int
            Of categories with a unit that belongs to another one, too.
        """
        return self._count_overlapping(1), -self._count_overlapping(-1)

    def _count_overlapping(self, sign: int) -> int:
        """Solve with an unknown of 0 or 1 a category: whether it shares a unit."""
        matrix, counts = self._matrix, self._sums
        names = self.printed.categories
        shares = np.array(
            [[int(n in r and len(r) > 1) for r in self.regions] for n in names]
        )
        totals = np.array(
            [one.count for one in self.printed.counts[: len(names)]], dtype=np.int64
        )
        switch = np.eye(len(names), dtype=np.int64)
        blank = np.zeros((len(matrix), len(names)), dtype=np.int64)
        whole = np.block(
            [[matrix, blank], [shares, -switch], [shares, -totals * switch]]
        )
        # Shared units less the switch are 0 or more; less total times it, 0 or less.
        none = np.zeros(len(names), dtype=np.int64)
        low = np.concatenate([counts, none, -totals])
        high = np.concatenate([counts, totals, none])
        weights = np.zeros(len(self.regions), dtype=np.int64)
        objective = np.concatenate([weights, np.full(len(names), sign)])
        most = np.concatenate([self.most, np.ones(len(names))])
        return int(objective @ least_solution(objective, whole, (low, high), most))

    def _fill_one_region_each(self) -> None:
        """Keep the solutions with one region as full as can be, all else in one each.

        Without a printed union these are solutions, and nothing need be solved.
        """
        alone = len(self.printed.categories)
        tables = np.diag(self.most).astype(np.int64)
        tables[alone:, :alone] = self._sums[:alone] - tables[alone:] @ (
            self._matrix[:alone].T
        )
        fit = (tables @ self._matrix.T == self._sums).all(axis=1)
        self.found = np.vstack([self.found, tables[fit & (tables >= 0).all(axis=1)]])

    def _close_empty_regions(self) -> None:
        """Find the regions that hold nothing in any solution, all of them at once.

        Regions without a unit so far are filled as much as they can be together; those
        that were filled are left out the next time, until nothing can be filled.
        """
        while True:
            filled = np.any(self.found, axis=0)
            unfilled = ((self.most > 0) & ~filled).astype(np.int64)
            if not unfilled.any():
                return
            if self.least(-unfilled) == 0:
                self.most = np.where(unfilled, 0.0, self.most)
                return

    def _solve(self, objective: Integers) -> Integers:
        (open_,) = np.nonzero(self.most if self.most.any() else self.most == 0)
        matrix, counts = self._matrix, self._sums
        solution = np.zeros(len(self.regions), dtype=np.int64)
        solution[open_] = least_solution(
            objective[open_], matrix[:, open_], (counts, counts), self.most[open_]
        )
        self.found = np.vstack([self.found, solution])
        return solution


def _equations(
    counts: tuple[PrintedCount, ...], regions: tuple[Region, ...]
) -> tuple[Integers, Integers]:
    matrix = [[int(one.categories <= region) for region in regions] for one in counts]
    return (
        np.array(matrix, dtype=np.int64),
        np.array([one.count for one in counts], dtype=np.int64),
    )


def _largest(
    counts: tuple[PrintedCount, ...], regions: tuple[Region, ...]
) -> NDArray[np.float64]:
    """Return what no region can exceed: any count that its units belong to.

    Where the union is printed, a unit in m categories adds m - 1 to what the totals
    exceed the union by.
    """
    totals = sum(one.count for one in counts if len(one.categories) == 1)
    excess = [max(0, totals - one.count) for one in counts if not one.categories]
    return np.array(
        [
            min(
                *(one.count for one in counts if one.categories <= region),
                *(spare // (len(region) - 1) for spare in excess if len(region) > 1),
                totals,
            )
            for region in regions
        ],
        dtype=np.float64,
    )


def _contradiction(printed: PrintedCounts) -> str:
    """Say which counts contradict one another, none of which can be spared for it."""
    needed = list(printed.counts)
    for one in printed.counts:
        others = tuple(other for other in needed if other is not one)
        if not _is_possible(others, printed.regions):
            needed.remove(one)
    named = ", ".join(one.label for one in needed)
    return (
        f"no units fit these counts together: {named}; without any one of them the "
        "others could be true"
    )


def _is_possible(counts: tuple[PrintedCount, ...], regions: tuple[Region, ...]) -> bool:
    if not counts:
        return True
    matrix, sums = _equations(counts, regions)
    nothing = np.zeros(len(regions), dtype=np.int64)
    try:
        least_solution(nothing, matrix, (sums, sums), np.full(len(regions), inf))
    except NoSolutionError:
        return False
    return True
