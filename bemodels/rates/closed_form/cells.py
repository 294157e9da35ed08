"""The four cells of two groups, as closed forms read them."""

from __future__ import annotations

from math import fsum

from bemodels.errors import NotEstimableError
from bemodels.rates.group import Group
from bemodels.rates.sample import counts_of

Cells = tuple[float, float, float, float]


def cells_of(group: Group, reference: Group) -> Cells:
    """Return attacks and other incidents of both groups.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    tuple of float, length 4
        Attacks and the rest of the group, then of the reference.
    """
    x, n, y, m = counts_of(group, reference)
    return float(x), float(n - x), float(y), float(m - y)


def odds_ratio_of(cells: Cells) -> float:
    """Return the odds ratio of four cells.

    Parameters
    ----------
    cells : tuple of float, length 4
        All above 0.

    Returns
    -------
    float
        Odds of the group over odds of the reference.
    """
    a, b, c, d = cells
    return a / b / (c / d)


def log_odds_variance(cells: Cells) -> float:
    """Return the variance of the logarithm of an odds ratio.

    Parameters
    ----------
    cells : tuple of float, length 4
        All above 0.

    Returns
    -------
    float
        The sum of their inverses.
    """
    return fsum(1 / cell for cell in cells)


def check_no_zero(cells: Cells, method: str, group: Group, reference: Group) -> None:
    """Refuse a table in which a cell is empty.

    Parameters
    ----------
    cells : tuple of float, length 4
        What the method divides by.
    method : str
        What the message calls the interval.
    group, reference : Group
        Whose cells they are.

    Raises
    ------
    NotEstimableError
        If a cell is 0.
    """
    if not all(cells):
        raise NotEstimableError(
            f"{method} is not estimable: it has no limits where a cell is 0 "
            f"({group} v {reference})"
        )


def plus(cells: Cells, more: float) -> Cells:
    """Return four cells, each with the same added.

    Parameters
    ----------
    cells : tuple of float, length 4
        Counts.
    more : float
        What is added.

    Returns
    -------
    tuple of float, length 4
        The larger cells.
    """
    a, b, c, d = cells
    return a + more, b + more, c + more, d + more
