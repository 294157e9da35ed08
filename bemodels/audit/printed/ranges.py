"""The interval beside a recomputed figure: what other incidents could have given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.audit.printed.figure_rules import LEVEL
from bemodels.intervals import clopper_pearson_limits, wilson_interval
from bemodels.result import Assumption, Interval

if TYPE_CHECKING:
    from bemodels.audit.printed.figures import ShareFigure

OTHER_INCIDENTS = Assumption(
    statement="An interval is the range for a process that could have produced other "
    "incidents, independent of one another; the dataset is complete in itself, so for "
    "the recorded ones a recomputed figure has no error.",
    support="not checkable from these data",
)


def share_interval(count: int, whole: int) -> Interval:
    """Return Wilson's 95% interval of a share, in percent.

    Parameters
    ----------
    count, whole : int
        0 <= count <= whole, whole at least 1.

    Returns
    -------
    Interval
        In [0, 100].
    """
    found = wilson_interval(count, whole, level=LEVEL)
    return Interval(
        low=100 * found.low,
        high=100 * found.high,
        level=LEVEL,
        kind="confidence",
        method=found.method,
    )


def change_interval(after: int, before: int) -> Interval:
    """Return the exact conditional 95% interval of a change between equal periods.

    Parameters
    ----------
    after, before : int
        Two Poisson counts, `before` at least 1.

    Returns
    -------
    Interval
        Of 100 (ratio of the rates - 1), in percent.

    Notes
    -----
    Given their sum, the later count is binomial, and the odds of its probability are
    the ratio of the rates.

    Examples
    --------
    >>> interval = change_interval(12, 48)
    >>> round(interval.low, 2), round(interval.high, 2)
    (-87.91, -52.22)
    """
    low, high = clopper_pearson_limits(after, after + before, (1 - LEVEL) / 2)
    return Interval(
        low=100 * (low / (1 - low) - 1),
        high=100 * (high / (1 - high) - 1),
        level=LEVEL,
        kind="confidence",
        method="exact conditional rate ratio (Clopper-Pearson)",
    )


def interval_of(figure: ShareFigure, count: int, whole: int) -> Interval | None:
    """Return the interval of a recomputed figure.

    Parameters
    ----------
    figure : ShareFigure
        A share or a change.
    count, whole : int
        Its counts.

    Returns
    -------
    Interval or None
        None of what is no share: a part that exceeds the whole, or a whole of 0.
    """
    if whole == 0:
        return None
    if figure.kind == "change":
        return change_interval(count, whole)
    return share_interval(count, whole) if count <= whole else None
