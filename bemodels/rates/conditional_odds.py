"""The odds ratio of attack given how many attacks there were in all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bemodels.intervals import (
    TwoByTwo,
    conditional_odds_ratio,
    exact_odds_ratio_interval,
)
from bemodels.rates.conditional import odds_ratio_midp
from bemodels.rates.group import Group
from bemodels.result import Estimate, Interval


def conditional_odds(
    group: Group, reference: Group, *, level: float
) -> tuple[Estimate, ...]:
    """Return the conditional odds ratio, or nothing where any odds ratio fits.

    Parameters
    ----------
    group, reference : Group
        The counts.
    level : float
        Coverage of the exact interval, in (0, 1).

    Returns
    -------
    tuple of Estimate, length 0 or 1
        ``odds_ratio_conditional``; none if no incident is an attack, or every one.
    """
    table = group.against(reference)
    interval = partial(exact_odds_ratio_interval, table, level=level)
    return _estimate("odds_ratio_conditional", table, interval)


def conditional_odds_midp(
    group: Group, reference: Group, *, level: float
) -> tuple[Estimate, ...]:
    """Return the same odds ratio with the interval that belongs to the mid-P test.

    Parameters
    ----------
    group, reference : Group
        The counts.
    level : float
        Coverage of the mid-P interval, in (0, 1).

    Returns
    -------
    tuple of Estimate, length 0 or 1
        ``odds_ratio_midp``; none where there is no ``odds_ratio_conditional``.
    """
    interval = partial(odds_ratio_midp, group, reference, level=level)
    return _estimate("odds_ratio_midp", group.against(reference), interval)


def _estimate(
    name: str, table: TwoByTwo, interval: Callable[[], Interval]
) -> tuple[Estimate, ...]:
    if len(table.support) == 1:
        return ()
    return (
        Estimate(
            estimand=name,
            value=conditional_odds_ratio(table),
            unit="ratio",
            interval=interval(),
        ),
    )
