"""A reporting triangle from the dates on which incidents occurred and were recorded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.data.problems import refuse
from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown
from bemodels.undercount.delays.triangle import ReportingTriangle

if TYPE_CHECKING:
    import pandas as pd

MISSING = "missing: an incident without a date has no delay"
UNREADABLE = "must be a date or a month, as text with the year first"
# Of text: 05/09/2017 is a day of May to some and of September to others.
YEAR_FIRST = re.compile(r"\d{4}-\d{2}(-\d{2}([ T].*)?)?")
MOST_MONTHS = 1200


def triangle_of(
    frame: pd.DataFrame,
    *,
    first: str,
    last: str,
    occurred: str = "occurred",
    recorded: str = "recorded",
) -> ReportingTriangle:
    """Count incidents by the month in which they occurred and their delay in months.

    Parameters
    ----------
    frame : pandas.DataFrame
        A row an incident.
    first : str
        The first month of occurrence, such as ``"2016-01"``: a month without an
        incident would otherwise be lost.
    last : str
        The last month, with whose end recording closes.
    occurred, recorded : str
        Columns of dates, periods or text such as ``"2017-10-24"`` or ``"2017-10"``.

    Returns
    -------
    ReportingTriangle
        Every month from `first` to `last`. Months are counted by the calendar: what
        occurs on the 31st and is recorded on the 1st has a delay of one month.

    Raises
    ------
    InvalidDataError
        If a column is not there, a date is missing or no date, an incident occurred
        before `first` or after `last`, was recorded before it occurred or after
        `last`; all rows in one message.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {
    ...         "occurred": ["2017-08-30", "2017-09-02", "2017-10-20"],
    ...         "recorded": ["2017-10-01", "2017-09-04", "2017-10-21"],
    ...     }
    ... )
    >>> triangle_of(frame, first="2017-08", last="2017-10").counts
    ((0, 0, 1), (1, 0), (1,))
    """
    start, end = _month("first", first), _month("last", last)
    if end <= start:
        raise InvalidDataError(
            f"last must lie after first, got {shown(last)} and {shown(first)}"
        )
    if end.ordinal - start.ordinal >= MOST_MONTHS:
        raise InvalidDataError(
            f"at most {MOST_MONTHS} months are counted, got {start} to {end}"
        )
    columns = tuple(_column(frame, name) for name in (occurred, recorded))
    refuse([problem for months, name in columns for problem in _unread(months, name)])
    (happened, _), (told, _) = columns
    refuse(_outside(happened, told, (start, end), (occurred, recorded)))
    return _counted(happened, told, start, end)


def _month(name: str, text: str) -> pd.Period:
    month = _read(text) if isinstance(text, str) else None
    if month is None or month is text:
        raise InvalidDataError(
            f'{name} must be a month such as "2017-10", got {shown(text)}'
        )
    return month


def _column(frame: pd.DataFrame, name: str) -> tuple[list[Any], str]:
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise InvalidDataError(f"frame must be a DataFrame, got {shown(frame)}")
    if list(frame.columns).count(name) != 1:
        raise InvalidDataError(
            f"column {shown(name)} must be there once; the columns are "
            f"{', '.join(map(shown, frame.columns))}"
        )
    return [_read(cell) for cell in frame[name].tolist()], name


def _read(cell: Any) -> Any:  # noqa: ANN401
    """Return the month of a cell, or the cell itself where it has none."""
    import pandas as pd

    if isinstance(cell, str) and not YEAR_FIRST.fullmatch(cell):
        return cell
    if isinstance(cell, pd.Period):
        first, last = (cell.asfreq("M", how) for how in ("start", "end"))
        return first if first == last else str(cell)
    if isinstance(cell, list | int | float) or pd.isna(cell):
        return cell
    try:
        return pd.Period(cell, freq="M")
    except (TypeError, ValueError):
        return cell


def _unread(months: list[Any], name: str) -> list[str]:
    import pandas as pd

    return [
        f"row {row}, column {shown(name)}: "
        + (MISSING if _is_missing(one) else f"{UNREADABLE}, got {shown(one)}")
        for row, one in enumerate(months, start=1)
        if not isinstance(one, pd.Period)
    ]


def _is_missing(cell: Any) -> bool:  # noqa: ANN401
    import pandas as pd

    if isinstance(cell, str):
        return cell.strip().lower() in {"", "nan", "nat"}
    return not isinstance(cell, list) and bool(pd.isna(cell))


def _outside(
    happened: list[Any],
    told: list[Any],
    window: tuple[pd.Period, pd.Period],
    names: tuple[str, str],
) -> list[str]:
    (start, end), (occurred, recorded) = window, names
    problems = []
    for row, (one, other) in enumerate(zip(happened, told, strict=True), start=1):
        if not start <= one <= end:
            rule = f"outside {start} to {end}"
            problems.append(f"row {row}, column {shown(occurred)}: {one} lies {rule}")
        elif other < one:
            problems.append(
                f"row {row}, column {shown(recorded)}: {other} lies before {one}, when "
                "it occurred"
            )
        elif other > end:
            problems.append(
                f"row {row}, column {shown(recorded)}: {other} lies after {end}, when "
                "recording closed"
            )
    return problems


def _counted(
    happened: list[Any], told: list[Any], start: pd.Period, end: pd.Period
) -> ReportingTriangle:
    number = int(end.ordinal - start.ordinal) + 1
    counts = np.zeros((number, number), dtype=np.int64)
    for one, other in zip(happened, told, strict=True):
        month, delay = one.ordinal - start.ordinal, other.ordinal - one.ordinal
        counts[month, delay] += 1
    return ReportingTriangle(
        months=tuple(str(start + step) for step in range(number)),
        counts=tuple(
            tuple(map(int, counts[row, : number - row])) for row in range(number)
        ),
    )
