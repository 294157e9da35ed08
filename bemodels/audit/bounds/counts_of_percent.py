"""The whole numbers behind a printed percentage."""

from __future__ import annotations

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
    fit = [one for one in range(of + 1) if (200 * one + of) // (2 * of) == percent]
    if len(fit) != 1:
        raise NotEstimableError(
            f"{percent}% of {of} is printed of {len(fit)} counts, so it tells none"
        )
    return fit[0]
