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
OF_A_LOG = ("incident_id", "kind")
PLACES = ("city", "municipality", "country")
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


def refuse_counts(raw: RawTable, names: Collection[str]) -> None:
    """Refuse a table of counts, or what nearly is one, where a log is needed.

    Parameters
    ----------
    raw : RawTable
        The file.
    names : collection of str
        What its columns are in the codebook, where they are known.

    Raises
    ------
    InvalidDataError
        If no column is one that only a log has, and one holds counts or seems to.
    """
    if any(name in names for name in OF_A_LOG):
        return
    if COUNT in names:
        refuse_file(
            raw.source,
            "a table of counts, as its column count says, where an incident log is "
            "needed",
            hint=f"`{_command(raw.columns)}` takes it, and in Python read_counts",
        )
    near = column_of_counts(names)
    if near and any(name in names for name in (*PLACES, *NUMBERS, YEAR)):
        refuse_file(
            raw.source,
            f"an incident log has the columns {' and '.join(OF_A_LOG)}, a table of "
            "counts a column count, and the file none of these",
            hint=f"if {near} holds counts, name it count",
            line=raw.header_line,
        )


def _command(columns: Collection[str]) -> str:
    keys = [one for one in columns if one not in NUMBERS]
    by_year = len(keys) == len(("place", YEAR)) and YEAR in keys
    return f"bemodels counts FILE{f' --keys {",".join(keys)}' if by_year else ''}"


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
