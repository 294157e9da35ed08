"""The codebook as a researcher meets it: an empty log, its sidecar, a table."""

from __future__ import annotations

from typing import Any

from bemodels.data.log.columns import (
    BY_NAME,
    COLUMNS,
    REQUIRED,
    SEVERAL,
    TIMES,
    LogColumn,
)
from bemodels.data.log.numbers_in_cells import LARGEST_COUNT
from bemodels.result import Table

TIME_RULE = (
    "A log has one of date, year_month and year. A column date beside a column "
    "date_precision may hold months (2016-03) and years (2016), too: no day is "
    "invented."
)
SEVERAL_RULE = (
    f"Several values of one cell are separated by {SEVERAL} and differ from one "
    "another. An incident in several places is one row: its main city first, and its "
    "municipalities in step with its cities."
)
MISSING_RULE = (
    "Nothing is taken for a missing value unless the reader is told the words that "
    "stand for one (--missing, missing=). Identifier, time, city and kind are never "
    "missing; in a column of open text an empty cell says that nothing is known."
)
UNIT_RULE = (
    "One incident is one row. An incident is an attack or an arrest action; a plot is "
    "none. An identifier stands once."
)
HOLDS = {
    "identifier": "text",
    "day": "a day as YYYY-MM-DD",
    "month": "a month as YYYY-MM",
    "year": "a year as YYYY",
    "place": "a name",
    "places": "names",
    "category": "one of a closed list",
    "categories": "some of a closed list",
    "count": f"a whole number from 0 to {LARGEST_COUNT}",
    "text": "text",
    "texts": "texts",
}


def template() -> str:
    """Return the first line of an empty log, with every column that it may have.

    Returns
    -------
    str
        A line of CSV. Of the columns that say when, it has ``date``, which beside
        ``date_precision`` takes months and years too.

    Examples
    --------
    >>> template().split(",")[:3]
    ['incident_id', 'date', 'date_precision']
    """
    coarser = TIMES[1:]
    return ",".join(name for name in BY_NAME if name not in coarser) + "\n"


def codebook() -> dict[str, Any]:
    """Return the codebook as a value that JSON can hold.

    Returns
    -------
    dict
        ``rules``: of rows, times, several values and missing ones; ``columns``: by
        name, what a column holds and means, whether it is required (``"yes"``,
        ``"no"``, or ``"one of"`` those that say when), whether a cell may hold
        several values, and its closed list, which is empty where it is open.

    Examples
    --------
    >>> codebook()["columns"]["kind"]["values"]
    ['attack', 'arrest action', 'plot']
    """
    return {
        "content": "codebook of an incident log",
        "rules": {
            "rows": UNIT_RULE,
            "times": TIME_RULE,
            "several": SEVERAL_RULE,
            "missing": MISSING_RULE,
        },
        "columns": {
            column.name: {
                "holds": HOLDS[column.holds],
                "meaning": column.meaning,
                "required": _required(column),
                "several": "yes" if may_hold_several(column) else "no",
                "values": list(column.values),
            }
            for column in COLUMNS
        },
    }


def codebook_table() -> Table:
    """Return the codebook as a table, a row a column of the log.

    Returns
    -------
    Table
        Its note holds the rules that are of no single column.
    """
    book = codebook()
    return Table(
        name="Codebook of an incident log",
        columns=("column", "required", "holds", "values", "meaning"),
        rows=tuple(
            (
                name,
                column["required"],
                column["holds"],
                ", ".join(column["values"]),
                column["meaning"],
            )
            for name, column in book["columns"].items()
        ),
        note=" ".join(book["rules"].values()),
    )


def may_hold_several(column: LogColumn) -> bool:
    """Tell whether a cell of a column may hold several values.

    Parameters
    ----------
    column : LogColumn
        The column.

    Returns
    -------
    bool
        True for a plural.
    """
    return column.holds in ("places", "categories", "texts")


def _required(column: LogColumn) -> str:
    if column.name in TIMES:
        return f"one of {', '.join(TIMES)}"
    return "yes" if column.name in REQUIRED else "no"
