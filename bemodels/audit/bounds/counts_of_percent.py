"""The whole numbers behind a printed percentage."""

from __future__ import annotations

from fractions import Fraction

from bemodels.audit.printed.figure_rules import Range
from bemodels.errors import NotEstimableError


def count_of_percent(percent: int, of: int) -> int:
    """Return the only count that prints as a whole percentage of a denominator.

    Parameters
    ----------
    percent : int
        As printed.
    of : int
        The denominator.

    Returns
    -------
    int
        Rounded half up, its share is `percent`.

    Raises
    ------
    NotEstimableError
        If no count, or more than one, prints so.

    Examples
    --------
    >>> count_of_percent(44, 62), count_of_percent(72, 18)
    (27, 13)
    """
    half = Fraction(1, 2)
    fit = Range(percent - half, percent + half, high_in=False).counts_of(of, of)
    if len(fit) != 1:
        raise NotEstimableError(
            f"{percent}% of {of} is printed of {len(fit)} counts, so it tells none"
        )
    return fit[0]
