"""Figures of counts: what is drawn where, and what a result is drawn as."""

from math import inf, sqrt

import pytest

from bemodels import Curve, Estimate, Interval, InvalidDataError, Result, Table
from bemodels.report import (
    Series,
    draw_rootogram,
    draw_shrinkage,
    draw_years,
    figures_periods,
    figures_rootogram,
    figures_shrinkage,
    pictures_of,
)

WORDS = {"caption": "A caption.", "alt": "A description."}
BLUE, GREY = "#0072B2", "#555555"


def rate(name, value, low, high):
    interval = Interval(
        low=low, high=high, level=0.95, kind="confidence", method="exact"
    )
    return Estimate(
        estimand=name, value=value, unit="incidents per year", interval=interval
    )


def result(*estimates, **parts):
    return Result(title="t", method="m", estimates=estimates, **parts)


ALONE = result(
    rate("annual_rate_exact[Ghent]", 0.0, 0.0, 1.2),
    rate("annual_rate_exact[Brussels]", 9.0, 6.0, 13.0),
    rate("annual_rate_exact[Aalst]", 1.0, 0.2, 3.0),
)
POOLED = result(
    rate("annual_rate[Ghent]", 0.2, 0.01, 0.9),
    rate("annual_rate[Brussels]", 8.5, 5.5, 12.0),
    rate("annual_rate[Bruges]", 0.3, 0.0, 1.0),
)


def curve(name, y, **band):
    return Curve(
        name=name,
        x=(0.0, 1.0, 2.0),
        y=y,
        x_label="incidents in a row",
        y_label="square root of frequency",
        level=0.95 if band else 1,
        kind="prediction" if band else "bounds",
        **band,
    )


OBSERVED = curve("rootogram: observed", (4.0, 3.0, 1.0))
EXPECTED = curve(
    "rootogram: expected", (4.5, 2.5, 1.5), low=(4.0, 2.0, 0.5), high=(5.0, 3.2, 2.0)
)
ROOTOGRAM = result(curves=(OBSERVED, EXPECTED))


@pytest.fixture
def axes_of(monkeypatch):
    """Return the axes of a figure instead of its picture."""
    for module in (figures_periods, figures_rootogram, figures_shrinkage):
        monkeypatch.setattr(module, "finish", lambda figure, **_: figure.axes[0])
    return lambda draw, *args, **options: draw(*args, **options, **WORDS)


def segments(collection):
    return [
        tuple(map(tuple, segment.round(9))) for segment in collection.get_segments()
    ]


def test_an_arrow_leads_from_each_rate_to_its_pooled_one(axes_of):
    axes = axes_of(draw_shrinkage, ALONE, POOLED, x_label="incidents per year")

    assert [text.get_text() for text in axes.get_yticklabels()] == ["Brussels", "Ghent"]
    own, pooled = axes.lines[:2]
    assert (own.get_color(), list(own.get_xdata())) == (GREY, [9.0, 0.0])
    assert (pooled.get_color(), list(pooled.get_xdata())) == (BLUE, [8.5, 0.2])
    assert [(one.xyann[0], one.xy[0]) for one in axes.texts] == [(9, 8.5), (0, 0.2)]
    lines = [[x for x, _ in one] for part in axes.collections for one in segments(part)]
    assert lines == [[6, 13], [0, 1.2], [5.5, 12], [0.01, 0.9]]


def test_the_axis_of_rates_is_that_of_roots_and_holds_0(axes_of):
    axes = axes_of(draw_shrinkage, ALONE, POOLED, x_label="x")
    left, right = axes.get_xlim()
    assert (left, right) == (0, pytest.approx(1.03 * 13))
    middle = axes.transAxes.inverted().transform(axes.transData.transform((13 / 4, 0)))
    assert middle[0] == pytest.approx(0.5 / sqrt(1.03))


def test_places_without_both_rates_are_refused():
    with pytest.raises(InvalidDataError) as refused:
        draw_shrinkage(POOLED, ALONE, x_label="x", **WORDS)
    assert str(refused.value) == (
        "no place has both annual_rate_exact[...] and annual_rate[...], so none can be "
        "drawn"
    )


def yearly(*estimates):
    return (Series(name="exact", estimates=estimates),)


def test_a_year_observed_in_part_is_open_and_tells_its_share(axes_of):
    rates = yearly(rate("a", 3.0, 1.0, 8.0), rate("b", 2.0, 0.5, 5.0))
    axes = axes_of(
        draw_years, ("2014", "2015"), rates, (7 / 12, 365 / 365.25), y_label="y"
    )

    labels = [text.get_text() for text in axes.get_xticklabels()]
    assert labels == ["2014\n0.58 years", "2015"]
    fills = [line.get_markerfacecolor() for line in axes.lines[:2]]
    assert fills == ["white", BLUE]
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == ["exact", "observed in part"]
    drawn = [segments(part) for part in axes.collections]
    assert drawn == [[((0, 1), (0, 8))], [((1, 0.5), (1, 5))]]


def test_full_years_are_all_filled(axes_of):
    rates = yearly(rate("a", 3.0, 1.0, 8.0))
    axes = axes_of(draw_years, ("2015",), rates, (1.0,), y_label="y")
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == ["exact"]


def test_an_interval_without_end_is_an_arrow_at_the_edge(axes_of):
    rates = yearly(rate("a", 3.0, 1.0, inf))
    axes = axes_of(draw_years, ("2015",), rates, (1.0,), y_label="y")
    arrow = axes.lines[0]
    assert (arrow.get_marker(), list(arrow.get_ydata())) == ("^", [axes.get_ylim()[1]])


@pytest.mark.parametrize(
    ("labels", "years", "message"),
    [
        (("2014", "2015"), (1.0, 1.0), "series 'exact': 1 values for 2 labels"),
        (("2014",), (1.0, 1.0), "years: 2 values for 1 labels"),
    ],
)
def test_years_of_another_number_are_refused(labels, years, message):
    rates = yearly(rate("a", 3.0, 1.0, 8.0))
    with pytest.raises(InvalidDataError) as refused:
        draw_years(labels, rates, years, y_label="y", **WORDS)
    assert str(refused.value) == message


def test_bars_hang_from_what_is_expected(axes_of):
    axes = axes_of(draw_rootogram, ROOTOGRAM)
    ends = [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in axes.patches]
    assert ends == [(0.5, 4.5), (-0.5, 2.5), (0.5, 1.5)]
    (band,) = axes.collections
    assert segments(band) == [
        ((0, -0.5), (0, 0.5)),
        ((1, -0.7), (1, 0.5)),
        ((2, -0.5), (2, 1)),
    ]


@pytest.mark.parametrize(
    ("curves", "message"),
    [
        (
            (OBSERVED,),
            "a rootogram needs the curve 'rootogram: expected'; this result holds "
            "'rootogram: observed'",
        ),
        (
            (),
            "a rootogram needs the curve 'rootogram: observed'; this result holds none",
        ),
    ],
)
def test_a_rootogram_without_its_curves_is_refused(curves, message):
    with pytest.raises(InvalidDataError) as refused:
        draw_rootogram(result(curves=curves), **WORDS)
    assert str(refused.value) == message


def test_curves_over_other_counts_are_refused():
    short = Curve(
        name="rootogram: observed",
        x=(0.0,),
        y=(1.0,),
        x_label="x",
        y_label="y",
        level=1,
        kind="bounds",
    )
    with pytest.raises(InvalidDataError) as refused:
        draw_rootogram(result(curves=(short, EXPECTED)), **WORDS)
    assert str(refused.value) == (
        "the curves of a rootogram must have the same counts, got 1 and 3"
    )


COLUMNS = ("contrast", "model", "stands as", "estimate", "95% low", "95% high")
MODELS = Table(
    name="Rate ratio by model",
    columns=COLUMNS,
    rows=(
        ("year 2017 to 2015", "Poisson", "comparison", 0.5, 0.3, 0.8),
        ("year 2017 to 2015", "NB2", "recommended", 0.5, 0.2, 1.1),
        ("year 2017 to 2015", "NB1", "comparison", "none", "none", "none"),
    ),
)
LEFT_OUT = tuple(
    Table(
        name=f"Rate ratio without each city, {model}",
        columns=COLUMNS,
        rows=((model, "Ghent (3)", "warning", 0.4, 0.2, 0.9),),
    )
    for model in ("Poisson", "NB2")
)


def test_a_result_without_anything_to_draw_has_no_picture():
    assert pictures_of(result()) == ()
    assert pictures_of(ALONE) == ()


def test_ratios_are_drawn_by_model_and_without_each_place_once():
    by_model, without = pictures_of(result(tables=(MODELS, *LEFT_OUT)))
    assert by_model.alt == (
        "A horizontal interval a model: Poisson 0.3 to 0.8; NB2 0.2 to 1.1; NB1 none "
        "to none."
    )
    assert (
        without.alt == "A horizontal interval a place left out: Ghent (3) 0.2 to 0.9."
    )
    assert "with 95% intervals" in by_model.caption


def test_rates_by_place_and_by_year_and_a_rootogram_are_drawn_where_they_are():
    table = Table(
        name="Counts and exposure",
        columns=("year", "count", "years"),
        rows=((2014, 2, 7 / 12), (2015, 3, 1.0)),
    )
    years = (
        rate("annual_rate_exact[2014]", 3.4, 0.4, 12.4),
        rate("annual_rate_exact[2015]", 3.0, 0.6, 8.8),
    )
    places = result(*ALONE.estimates, *POOLED.estimates)
    (moved,) = pictures_of(places)
    assert moved.alt == (
        "Two intervals a place. From alone to pooled: Brussels 9 to 8.5, Ghent 0 to "
        "0.2."
    )
    (yearly_rates,) = pictures_of(result(*years, tables=(table,)))
    assert yearly_rates.alt == "A point with its interval a year: 2014 3.4, 2015 3."
    assert pictures_of(result(years[0], tables=(table,))) == ()
    (hanging,) = pictures_of(ROOTOGRAM)
    assert hanging.alt.startswith("A bar a count, 3 in all")


@pytest.mark.parametrize(
    "draw",
    [
        lambda: draw_shrinkage(ALONE, POOLED, x_label="x", **WORDS),
        lambda: draw_rootogram(ROOTOGRAM, **WORDS),
    ],
)
def test_the_same_figure_of_counts_is_the_same_bytes(draw):
    first, second = draw(), draw()
    assert (first.svg, first.png) == (second.svg, second.png)
    assert (first.caption, first.alt) == ("A caption.", "A description.")


def test_places_are_data():
    hostile = "<script>alert(1)</script> $x$"
    alone = result(rate(f"annual_rate_exact[{hostile}]", 1.0, 0.5, 2.0))
    pooled = result(rate(f"annual_rate[{hostile}]", 1.0, 0.5, 2.0))
    picture = draw_shrinkage(alone, pooled, x_label="x", **WORDS)
    assert b"<script" not in picture.svg
