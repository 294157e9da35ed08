"""The header of a file of counts: what is missing, and what makes a file one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.count_cells import YEAR
from bemodels.data.count_names import NUMBERS, meant_by
from bemodels.data.problems import refuse_file

if TYPE_CHECKING:
    from collections.abc import Collection

    from bemodels.data.files.raw_table import RawTable

COUNT = "count"
_FROM_WINDOW = (
    "where there is a key year, --window START:END gives the exposure of calendar years"
)
_CALLED = ("n", "number", "incidents", "events")
# Written nearly as a count is.
_OTHERS = ("country", "county", "counter")


def check_header(raw: RawTable, exposure: str) -> tuple[str, ...]:
    """Refuse a header without a count, an exposure or a key.

    Parameters
    ----------
    raw : RawTable
        The file.
    exposure : str
        The column that exposure is taken from: ``years``, or ``year`` and a window.

    Returns
    -------
    tuple of str
        The keys.

    Raises
    ------
    InvalidDataError
        If a column is missing.
    """
    for name in (COUNT, exposure):
        if name not in raw.columns:
            raw.problems.refuse()
            refuse_file(
                raw.source,
                f"the column {name} is missing",
                hint=_hint(name, raw.columns),
                line=raw.header_line,
            )
    keys = tuple(name for name in raw.columns if name not in NUMBERS)
    if not keys:
        refuse_file(raw.source, "a key is needed, such as a column city", line=1)
    return keys


def _hint(name: str, columns: Collection[str]) -> str:
    if name == COUNT:
        near = column_of_counts(columns)
        return f"is it {near}?" if near else ""
    asked = meant_by(name, [one for one in columns if one not in (COUNT, YEAR)])
    told = _FROM_WINDOW if name == "years" else ""
    return "; ".join(one for one in (asked, told) if one)


def column_of_counts(columns: Collection[str]) -> str:
    """Find the column that may be meant as the count of a table.

    Parameters
    ----------
    columns : collection of str
        Of a file without a column ``count``.

    Returns
    -------
    str
        Its name, or nothing.

    Examples
    --------
    >>> column_of_counts(["city", "country", "cuont"])
    'cuont'
    """
    plain = {one: one.strip().casefold() for one in columns}
    return next(
        (
            name
            for name, one in plain.items()
            if one in _CALLED or (one not in _OTHERS and meant_by(one, (COUNT,)))
        ),
        "",
    )
