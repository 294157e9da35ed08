r"""Whether a log-linear model has an estimate: a linear programme and a rank.

The maximum likelihood estimate exists if some table with every cell above 0 has the
sums of the observed one [1]_: with design X and counts y, if

.. math::
    s^* = \max \{ s : X^\top z = X^\top y, \; z_i \ge s \text{ for all } i \} > 0,

and it is unique if X has full column rank. A table is looked at without the cells that
an interaction whose lists never overlap forces to 0, and without that term [2]_.

References
----------
.. [1] Fienberg SE, Rinaldo A (2012). Maximum likelihood estimation in log-linear
   models. Annals of Statistics 40, 996-1023.
.. [2] Chan L, Silverman BW, Vincent K (2021). Multiple systems estimation for sparse
   capture data: inferential challenges when there are nonoverlapping lists. Journal of
   the American Statistical Association 116, 1297-1306.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from bemodels.errors import NotEstimableError

Array = NDArray[np.float64]
MOST_NAMED = 4
HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Existence:
    """What the check found.

    Attributes
    ----------
    smallest : float
        Optimum of the linear programme: the largest possible smallest cell.
    forced : tuple of str
        Cells that the sums force to 0; empty if the estimate exists.
    rank, parameters : int
        Column rank of the design and its number of columns.
    cells : int
        Rows of the design.
    """

    smallest: float
    forced: tuple[str, ...]
    rank: int
    parameters: int
    cells: int

    @property
    def detail(self) -> str:
        """The numbers in a line."""
        return (
            f"linear programme {self.smallest:.4g}, rank {self.rank} of "
            f"{self.parameters} parameters, {self.cells} cells"
        )


def check_existence(counts: Array, design: Array, cells: tuple[str, ...]) -> Existence:
    """Look whether a log-linear model of a table has one estimate.

    Parameters
    ----------
    counts : numpy.ndarray, shape (C,)
        Observed counts.
    design : numpy.ndarray, shape (C, P)
        The first column 1.
    cells : tuple of str, length C
        Names of the cells.

    Returns
    -------
    Existence
        The optimum, the cells forced to 0, and the rank.

    Examples
    --------
    Lists a and b and how they overlap: of 4 cells, 3 are seen, and no sum forces one.

    >>> found = check_existence(
    ...     np.array([2.0, 3.0, 1.0]),
    ...     np.array([[1.0, 0.0, 1.0], [1.0, 1.0, 0.0], [1.0, 1.0, 1.0]]),
    ...     ("01", "10", "11"),
    ... )
    >>> round(found.smallest, 9), found.forced, found.rank
    (1.0, (), 3)
    """
    scale = np.abs(design).max(axis=0)
    unit = (design / np.where(scale > 0, scale, 1.0)).T
    return Existence(
        smallest=_smallest_cell(counts, unit),
        forced=_forced_cells(counts, unit, cells),
        rank=int(np.linalg.matrix_rank(unit)),
        parameters=design.shape[1],
        cells=len(cells),
    )


def refuse_without_estimate(found: Existence, model: str) -> None:
    """Refuse a model that has no estimate, or more than one.

    Parameters
    ----------
    found : Existence
        As `check_existence` returns it.
    model : str
        What the message calls the model.

    Raises
    ------
    NotEstimableError
        If the estimate does not exist, or is not identifiable.
    """
    if found.forced:
        named = ", ".join(found.forced[:MOST_NAMED])
        more = len(found.forced) - MOST_NAMED
        others = f" and {more} more" if more > 0 else ""
        raise NotEstimableError(
            f"{model}: the maximum likelihood estimate does not exist; the observed "
            f"sums force the fitted counts of {named}{others} to 0"
        )
    if found.rank < found.parameters:
        raise NotEstimableError(
            f"{model}: the population is not identifiable; {found.cells} cells "
            f"determine {found.rank} of {found.parameters} parameters"
        )


def _smallest_cell(counts: Array, unit: Array) -> float:
    """Maximise the smallest cell of a table with the observed sums."""
    # z = w + s with w >= 0, in units of the largest count
    largest = float(counts.max())
    whole = np.column_stack([unit, unit.sum(axis=1)])
    solved = linprog(
        np.append(np.zeros(len(counts)), -1.0),
        A_eq=whole,
        b_eq=unit @ (counts / largest),
        method="highs",
    )
    if not solved.success:
        raise NotEstimableError(f"the linear programme has no answer: {solved.message}")
    return float(-solved.fun) * largest


def _forced_cells(
    counts: Array, unit: Array, cells: tuple[str, ...]
) -> tuple[str, ...]:
    """Name the cells that are 0 in every table of the observed sums.

    A change of the table that keeps its sums and lowers no empty cell can be scaled
    until the cells with a count stay above 0. So one programme raises as many empty
    cells as can be raised: each by t in [0, 1], which counts, and by more, which does
    not. Its answer has t = 1 where a cell can be raised and 0 where it cannot.
    """
    empty = np.flatnonzero(counts == 0)
    if not empty.size:
        return ()
    filled = np.flatnonzero(counts > 0)
    solved = linprog(
        np.concatenate([-np.ones(len(empty)), np.zeros(len(counts))]),
        A_eq=np.column_stack([unit[:, empty], unit[:, empty], unit[:, filled]]),
        b_eq=np.zeros(len(unit)),
        bounds=[(0, 1)] * len(empty)
        + [(0, None)] * len(empty)
        + [(None, None)] * len(filled),
        method="highs",
    )
    if not solved.success:
        raise NotEstimableError(f"the linear programme has no answer: {solved.message}")
    return tuple(
        cells[place]
        for place, raised in zip(empty, solved.x[: len(empty)], strict=True)
        if raised < HALF
    )
