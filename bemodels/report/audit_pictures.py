"""The pictures of a result on an unpublished table: its vectors, and the decline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.report.figures_envelope import draw_envelope
from bemodels.report.figures_vectors import draw_vectors
from bemodels.result.display import format_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.report.figures_picture import Picture
    from bemodels.result import Result, Table

VECTORS = "Vectors of counts by year"
COUNT = "count["
PAIRS, ENDS = "Decline by the counts of the two years", "Ends of the interval over the "


def audit_pictures(result: Result) -> Iterator[Picture]:
    """Draw what a result on possible counts by year holds, in reading order.

    Parameters
    ----------
    result : Result
        Any; of what it does not hold there is no picture.

    Yields
    ------
    Picture
        Every vector of counts by year; the decline with its interval at every pair of
        counts.
    """
    for table in result.tables:
        if table.name == VECTORS:
            yield _vectors(table, result)
    for table in result.tables:
        ends = [one for one in result.tables if one.name.startswith(ENDS)]
        if table.name == PAIRS and ends:
            yield _envelope(table, ends[0])


def _vectors(table: Table, result: Result) -> Picture:
    ranges = {
        one.estimand.removeprefix(COUNT).removesuffix("]"): one.interval
        for one in result.estimates
        if one.estimand.startswith(COUNT)
    }
    spelled = ", ".join(
        f"{format_number(one.low)} to {format_number(one.high)} in {year}"
        for year, one in ranges.items()
    )
    return draw_vectors(
        table,
        ranges,
        caption=f"Every vector of counts by year that is possible, {len(table.rows)} "
        "in all: each thin line is one. Bars: the range of each year, whose ends are "
        "not all reached together. Lines lie close where many vectors share a count, "
        "which makes none of them likelier.",
        alt=f"{len(table.rows)} lines over {len(table.columns)} years. Ranges: "
        f"{spelled}.",
    )


def _envelope(table: Table, ends: Table) -> Picture:
    before, after = table.columns[:2]
    spelled = "; ".join(
        f"{row[0]} {row[1]} end, {format_number(float(row[2]))} to "
        f"{format_number(float(row[3]))}%"
        for row in ends.rows
    )
    return draw_envelope(
        table,
        ends,
        caption=f"Decline of the annual rate from {before} to {after} with its exact "
        f"interval at every vector, by the count of {before}; vectors with the same "
        f"two counts share a line. Bands: where each end lies over all vectors. "
        f"{ends.note} Dashed line: no decline.",
        alt=f"{len(table.rows)} vertical intervals in the order of the count of "
        f"{before}. {spelled}.",
    )
