"""The pictures of a result on actors never seen: whatever it holds that is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.report.figures_intervals import draw_influence, draw_two_parts
from bemodels.report.figures_probability import draw_probability
from bemodels.report.figures_scenarios import draw_scenarios
from bemodels.report.figures_strip import draw_prior_to_posterior
from bemodels.result.display import format_level, format_number, format_probability

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bemodels.report.figures_picture import Picture
    from bemodels.result import Curve, Result, Table

POPULATIONS = ("population (actors)", "population (expected actors)")
TRADE_OFF = "Relative detection by relative odds of attacking"
LINES, PRIORS = "Reference lines", "Quantiles of the stated prior "
GRID = "Grid of P("
STRIP = "From prior to posterior, parameter by parameter"
PARTS = "Hidden actors: sampling and ignorance apart"
INFLUENCE = "Influence of single attacks on the odds of fates"
STATED = "Every point is a scenario: its place on the lower axis is stated."


def undercount_pictures(result: Result) -> Iterator[Picture]:
    """Draw what a result on actors never seen holds, in reading order.

    Parameters
    ----------
    result : Result
        Any; of what it does not hold there is no picture.

    Yields
    ------
    Picture
        The population along a stated number; what fits the fates alike; the probability
        of more inspired than linked actors over two stated numbers; priors beside their
        posteriors; sampling and ignorance apart; the influence of single attacks.
    """
    yield from _populations(result)
    yield from _trade_off(result)
    yield from _grids(result)
    for table in result.tables:
        if table.name == STRIP:
            yield _strip(table)
        elif table.name == PARTS:
            yield _parts(table)
        elif table.name == INFLUENCE:
            yield _influence(table)


def _populations(result: Result) -> Iterator[Picture]:
    found = [one for one in result.curves if one.low and one.y_label in POPULATIONS]
    for name in dict.fromkeys(one.name for one in found):
        curves = [one for one in found if one.name == name]
        priors = [
            one
            for one in result.curves
            if one.name.startswith(PRIORS) and one.y_label == curves[0].x_label
        ]
        levels = " and ".join(format_level(one.level) for one in reversed(curves))
        told = (
            f"{name}: median with {levels} {curves[0].kind} intervals. {STATED}",
            *_told_lines(_lines(result), curves[0]),
            *_told_priors(priors, result),
            "Both axes are logarithmic.",
        )
        yield draw_scenarios(
            curves,
            lines=_lines(result),
            priors=priors,
            caption=" ".join(told),
            alt=f"A band with its median, {_from_to(curves[0])}.",
        )


def _lines(result: Result) -> tuple[Table, ...]:
    return tuple(one for one in result.tables if one.name == LINES)


def _told_lines(tables: Sequence[Table], curve: Curve) -> Iterator[str]:
    for table in tables:
        rows = [row for row in table.rows if row[0] in (curve.x_label, curve.y_label)]
        for _, value, meaning in rows:
            yield f"Line at {format_number(float(value))}: {meaning}."
        if rows and table.note:
            yield table.note


def _told_priors(priors: Sequence[Curve], result: Result) -> Iterator[str]:
    for prior in priors:
        name = prior.name.removeprefix(PRIORS)
        yield (
            f"Ticks at the bottom: {len(prior.y)} equally probable values of the "
            f"stated prior {name}."
        )
        for one in result.probabilities:
            if one.given.endswith(name):
                yield f"{one.statement}: {format_probability(one.value)}."


def _from_to(curve: Curve) -> str:
    first, last = (
        f"{format_number(curve.y[at])} at {format_number(curve.x[at])}"
        for at in (0, -1)
    )
    return f"{curve.y_label} by {curve.x_label}: from {first} to {last}"


def _trade_off(result: Result) -> Iterator[Picture]:
    for curve in result.curves:
        if curve.name == TRADE_OFF:
            told = (
                "What fits the fates alike: each point on the line is a pair of "
                "relative odds of attacking (inspired relative to linked actors) and "
                "relative detection that gives the same odds of fates (posterior "
                f"median, with its {format_level(curve.level)} {curve.kind} interval). "
                "The data fix the line and not the place on it.",
                *_told_lines(_lines(result), curve),
                "Both axes are logarithmic.",
            )
            yield draw_scenarios(
                [curve],
                lines=_lines(result),
                caption=" ".join(told),
                alt=f"A rising band with its median, {_from_to(curve)}.",
            )


def _grids(result: Result) -> Iterator[Picture]:
    for table in result.tables:
        if not table.name.startswith(GRID):
            continue
        lines = [
            one
            for one in result.curves
            if (one.x_label, one.y_label) == table.columns[:2]
        ]
        named = table.columns[2]
        yield draw_probability(
            table,
            lines=lines,
            caption=f"{named} over two stated numbers. {table.note} {_one_half(lines)}"
            " Both axes are logarithmic; nothing lies beyond the figure but other "
            "stated numbers.",
            alt=f"Areas of {named} by {table.columns[0]} and {table.columns[1]}. "
            f"{_one_half(lines)}",
        )


def _one_half(lines: Sequence[Curve]) -> str:
    told = [
        f"It is one half where the {one.y_label} is {format_number(one.y[0])} at "
        f"{format_number(one.x[0])} on the lower axis and {format_number(one.y[-1])} "
        f"at {format_number(one.x[-1])}."
        for one in lines
    ]
    return " ".join(told) or "It is nowhere one half."


def _strip(table: Table) -> Picture:
    told = "; ".join(
        f"{row[0]}, {row[8] if isinstance(row[8], str) else format_number(row[8])}"
        for row in table.rows
    )
    return draw_prior_to_posterior(
        table,
        caption="What the data narrow: prior (grey) above posterior (blue) of each "
        f"parameter, medians with intervals. {table.note} Numbers of actors are on an "
        "axis of square roots, ratios on a logarithmic one.",
        alt=f"A pair of intervals a parameter, with its contraction: {told}.",
    )


def _parts(table: Table) -> Picture:
    told = "; ".join(
        f"{row[0]} at {row[1]}: {format_number(float(row[2]))} to "
        f"{format_number(float(row[3]))}"
        for row in table.rows
    )
    return draw_two_parts(
        table,
        caption="Hidden actors over a stated range of surfacing, an interval "
        f"in two parts. {table.note} The axis is one of square roots.",
        alt=f"Horizontal intervals. {told}.",
    )


def _influence(table: Table) -> Picture:
    told = "; ".join(
        f"{row[0]}: {row[4] if isinstance(row[4], str) else format_number(row[4])}"
        for row in table.rows
    )
    return draw_influence(
        table,
        caption="Arrest:attack odds of inspired relative to linked actors with one "
        "attack changed at a time: posterior median with its "
        f"{table.columns[5].removesuffix(' low')} interval. Dotted line: as recorded; "
        "dashed line: equal odds. The axis is logarithmic.",
        alt=f"A horizontal interval a change. {told}.",
    )
