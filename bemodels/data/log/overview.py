"""What was understood of a log: rows, window, columns, missing cells, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.log.columns import BY_NAME, PRECISIONS, SEVERAL
from bemodels.data.log.written_codebook import may_hold_several
from bemodels.result import Result, Table

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.result import Cell

MOST_VALUES = 6
NOTICES = "Notices"


def log_overview(log: IncidentLog) -> Result:
    """Say what was understood of a log, for a person to compare with the file.

    Parameters
    ----------
    log : IncidentLog
        Any log.

    Returns
    -------
    Result
        Tables of the rows, of the columns with what is missing in each, and of the
        notices; no row of the log.
    """
    name = log.provenance[0].source if log.provenance else "log"
    return Result(
        title=f"{name}: {len(log)} rows, every cell of which holds",
        method="Checked against the codebook of incident logs",
        estimates=(),
        tables=(_rows(log), _columns(log.frame), *notice_tables(log.notices)),
        provenance=log.provenance,
    )


def notice_tables(notices: tuple[str, ...]) -> tuple[Table, ...]:
    """Return what was accepted and must be told, as a table; none if there is nothing.

    Parameters
    ----------
    notices : tuple of str
        Of a log or a table of counts.

    Returns
    -------
    tuple of Table
        One table or none.
    """
    if not notices:
        return ()
    return (
        Table(
            name=NOTICES,
            columns=("what was accepted, and what to know of it",),
            rows=tuple((one,) for one in notices),
        ),
    )


def _rows(log: IncidentLog) -> Table:
    frame = log.frame
    times = frame[log.time_column]
    several = int(frame["city"].str.contains(SEVERAL, regex=False).sum())
    window = log.window
    rows: list[tuple[Cell, ...]] = [
        *(
            (f"rows of kind {kind}", int(count))
            for kind, count in frame["kind"].value_counts(sort=False).items()
        ),
        ("rows in several places", several),
        ("first and last time", f"{times.min()} to {times.max()}"),
        *(
            (f"rows dated to the {one}", int((frame["date_precision"] == one).sum()))
            for one in PRECISIONS
        ),
        (
            "window",
            f"{window.start} to {window.end}"
            if window
            else "none stated: counting needs one (--window START:END)",
        ),
    ]
    return Table(name="Rows", columns=("what", "found"), rows=tuple(rows))


def _columns(frame: pd.DataFrame) -> Table:
    return Table(
        name="Columns",
        columns=("column", "holds", "distinct values", "empty or missing", "values"),
        rows=tuple(_column(name, frame[name]) for name in map(str, frame.columns)),
        note=f"Values are listed where there are at most {MOST_VALUES} of them.",
    )


def _column(name: str, cells: pd.Series) -> tuple[Cell, ...]:
    known = BY_NAME.get(name)
    missing = cells.isna() | (cells.astype("str") == "")
    values = cells[~missing].unique().tolist()
    if known is not None and may_hold_several(known):
        parts = (part for one in values for part in str(one).split(SEVERAL))
        values = list(dict.fromkeys(part for part in parts if part))
    listed = ", ".join(sorted(map(str, values))) if len(values) <= MOST_VALUES else ""
    if known is None or known.holds in ("identifier", "text", "texts"):
        listed = ""
    holds = known.holds if known else "text, kept as asked"
    return name, holds, len(values), int(missing.sum()), listed
