"""Times so coarse that they may lie in or outside a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.log.times import days_of

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.data.window import ObservationWindow


def rows_astride(times: pd.Series, window: ObservationWindow) -> int:
    """Count the times that may lie in or outside a window.

    Parameters
    ----------
    times : pandas.Series of str
        ISO 8601, none of them wholly outside.
    window : ObservationWindow
        The window.

    Returns
    -------
    int
        How many there are.
    """
    coarse = [
        one
        for one in times.unique().tolist()
        if days_of(one)[0] < window.start or days_of(one)[1] > window.end
    ]
    return int(times.isin(coarse).sum())


def told_astride(rows: int) -> tuple[str, ...]:
    """Tell of rows whose times may lie in or outside a window.

    Parameters
    ----------
    rows : int
        As `rows_astride` counts them.

    Returns
    -------
    tuple of str
        A notice, or nothing.
    """
    if not rows:
        return ()
    return (
        "rows dated to a month or year of which the window holds a part, taken to lie "
        f"within it: {rows}",
    )
