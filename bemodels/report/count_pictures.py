"""The pictures of a result: whatever it holds that is better seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.report.audit_pictures import audit_pictures
from bemodels.report.figures_methods import draw_methods
from bemodels.report.figures_periods import Series, draw_years
from bemodels.report.figures_rootogram import EXPECTED, draw_rootogram
from bemodels.report.figures_shrinkage import ALONE, draw_shrinkage, places_of
from bemodels.report.undercount_pictures import undercount_pictures
from bemodels.result.display import format_level, format_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.report.figures_picture import Picture
    from bemodels.result import Cell, Estimate, Result, Table

BY_MODEL, WITHOUT_EACH = "Rate ratio by model", "Rate ratio without each"
SUCCESSIVE = "Rate ratio of each year to the year before"
YEARLY = ("year", "count", "years")


def pictures_of(result: Result) -> tuple[Picture, ...]:
    """Draw what a result holds, in reading order.

    Parameters
    ----------
    result : Result
        Any; of what it does not hold there is no picture.

    Returns
    -------
    tuple of Picture
        Annual rates by place, alone and pooled; annual rates by year, where a table
        says how much of each was observed; rate ratios of successive years; rate ratios
        by model, and without each place; the rootogram; of a result on actors never
        seen what `bemodels.undercount` says can be drawn: the population along a stated
        number, what fits the fates alike, the probability of more inspired than linked
        actors, priors beside posteriors, sampling and ignorance apart, the influence of
        single attacks; of possible counts by year every vector, and a decline at each
        pair of counts.
    """
    return (
        *_by_place(result),
        *_by_year(result),
        *_successive(result),
        *_by_model(result),
        *_without_each(result),
        *_rootogram(result),
        *undercount_pictures(result),
        *audit_pictures(result),
    )


def _by_place(result: Result) -> Iterator[Picture]:
    moved = places_of(result, result)
    if not moved:
        return
    spelled = (
        f"{place} {format_number(alone.value)} to {format_number(pooled.value)}"
        for place, (alone, pooled) in moved.items()
    )
    unit, level = _unit_and_level(next(iter(moved.values()))[0])
    yield draw_shrinkage(
        result,
        result,
        x_label=unit,
        caption=f"Annual rates ({unit}, axis of square roots) of each place alone and "
        f"partially pooled, with {level} intervals. The arrow shows how far pooling "
        "moves a rate: most where there are few counts.",
        alt=f"Two intervals a place. From alone to pooled: {', '.join(spelled)}.",
    )


def _by_year(result: Result) -> Iterator[Picture]:
    for table in result.tables:
        if table.columns != YEARLY:
            continue
        known = {one.estimand: one for one in result.estimates}
        names = [f"{ALONE}{row[0]}]" for row in table.rows]
        if not all(name in known for name in names):
            continue
        rates = tuple(known[name] for name in names)
        labels = [str(row[0]) for row in table.rows]
        unit, level = _unit_and_level(rates[0])
        yield draw_years(
            labels,
            (Series(name="each year alone, exact", estimates=rates),),
            [float(row[2]) for row in table.rows],
            y_label=unit,
            caption=f"Annual rates ({unit}) by year with {level} intervals. Open: "
            "years that were observed in part, with the years of exposure below.",
            alt="A point with its interval a year: "
            + ", ".join(
                f"{label} {format_number(one.value)}"
                for label, one in zip(labels, rates, strict=True)
            )
            + ".",
        )


def _unit_and_level(estimate: Estimate) -> tuple[str, str]:
    return estimate.unit, format_level(estimate.interval.level)


def _successive(result: Result) -> Iterator[Picture]:
    for table in result.tables:
        if table.name == SUCCESSIVE:
            told = f"with {_level(table)} intervals. {table.note}".strip()
            spelled = "; ".join(f"{row[0]}, {_spelled_row(row)}" for row in table.rows)
            yield draw_methods(
                table,
                x_label="rate ratio",
                caption="The rate of each year over that of the year before, by models "
                f"that differ in how much counts may vary, {told}",
                alt=f"Horizontal intervals under each pair of years: {spelled}.",
            )


def _by_model(result: Result) -> Iterator[Picture]:
    for table in result.tables:
        if table.name == BY_MODEL:
            yield draw_methods(
                table,
                x_label="rate ratio",
                caption="The same rate ratio by models that differ in how much counts "
                f"may vary, with {_level(table)} intervals. Recommended: that of the "
                "result.",
                alt=f"A horizontal interval a model: {_spelled(table)}.",
            )


def _without_each(result: Result) -> Iterator[Picture]:
    """Draw the last of the tables: that of the model which the conclusion follows."""
    for table in [x for x in result.tables if x.name.startswith(WITHOUT_EACH)][-1:]:
        yield draw_methods(
            table,
            x_label="rate ratio",
            caption="The same rate ratio with each place left out in turn, its counts "
            f"in brackets, with {_level(table)} intervals. Warning: the interval lies "
            "otherwise beside 1 than with all places.",
            alt=f"A horizontal interval a place left out: {_spelled(table)}.",
        )


def _rootogram(result: Result) -> Iterator[Picture]:
    for curve in result.curves:
        if curve.name == EXPECTED:
            yield draw_rootogram(
                result,
                caption="Observed frequencies of counts hanging from those that the "
                "model expects, on the scale of square roots. A bar that ends above "
                "the line at 0: seen less often than expected; below: more often.",
                alt=f"A bar a count, {len(curve.x)} in all, hanging from a falling "
                "line, with a short range around 0 for its end.",
            )


def _level(table: Table) -> str:
    return table.columns[-1].removesuffix(" high")


def _spelled(table: Table) -> str:
    return "; ".join(map(_spelled_row, table.rows))


def _spelled_row(row: tuple[Cell, ...]) -> str:
    return f"{row[1]} " + " to ".join(_cell(cell) for cell in row[4:])


def _cell(cell: str | float) -> str:
    return cell if isinstance(cell, str) else format_number(cell)
