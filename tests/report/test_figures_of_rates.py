"""Figures of two attack rates: what is drawn where, and the same picture every time."""

from math import inf

import pytest

from bemodels import Curve, Table
from bemodels.report import draw_methods, draw_supposition, figures_methods
from bemodels.report import figures_sensitivity as sensitivity

WORDS = {"x_label": "ratio", "caption": "A caption.", "alt": "A description."}
COLUMNS = ("contrast", "method", "stands as", "estimate", "95% low", "95% high")
BLUE, GREY, ORANGE = "#0072B2", "#555555", "#D55E00"


def row(estimate, low, high, standing="recommended", contrast="risk ratio"):
    return (contrast, "SCAS score", standing, estimate, low, high)


def table(*rows):
    return Table(name="t", columns=COLUMNS, rows=rows)


@pytest.fixture
def forest(monkeypatch):
    """Return the axes of a forest instead of its picture."""
    monkeypatch.setattr(figures_methods, "finish", lambda figure, **_: figure)
    return lambda *rows: draw_methods(table(*rows), **WORDS).axes[0]


@pytest.fixture
def panels(monkeypatch):
    """Return the axes of a supposition instead of its picture."""
    monkeypatch.setattr(sensitivity, "finish", lambda figure, **_: figure)
    return lambda *curves: draw_supposition(curves, **WORDS).axes


def marks(axes):
    """Every mark as (sign, colour, place); an empty one is the legend's."""
    return [
        (line.get_marker(), line.get_color(), *line.get_xdata())
        for line in axes.lines
        if line.get_marker() != "None" and len(line.get_xdata())
    ]


def lines_of(axes):
    return [
        tuple(x for x, _ in segment)
        for collection in axes.collections
        for segment in collection.get_segments()
    ]


def curve(name, y, label="p-value", **band):
    kind, level = ("confidence", 0.95) if band else ("bounds", 1)
    return Curve(
        name=name,
        x=tuple(map(float, range(len(y)))),
        y=y,
        x_label="unseen",
        y_label=label,
        level=level,
        kind=kind,
        **band,
    )


P_VALUES = curve("Fisher", (0.01, 0.06, 0.2))
BAND = curve(
    "odds ratio", (9.0, inf, 0.0), "odds ratio", low=(2.0, 1.0, 0), high=(inf, inf, 5.0)
)


def test_an_interval_is_drawn_from_limit_to_limit_with_its_numbers(forest):
    axes = forest(row(2.0, 1.5, 9.0))

    assert lines_of(axes) == [(1.5, 9.0)]
    assert marks(axes) == [("o", BLUE, 2.0)]
    assert [text.get_text() for text in axes.texts] == [
        "2 (1.5 to 9)",
        "estimate (95% interval)",
    ]


def test_a_limit_without_end_is_an_arrow_at_the_edge(forest):
    axes = forest(row(inf, 0, inf), row(2.0, 0.5, 8.0))
    left, right = axes.get_xlim()

    assert left < 0.5
    assert right > 8
    assert lines_of(axes)[0] == (left, right)
    assert marks(axes)[:2] == [("<", BLUE, left), (">", BLUE, right)]
    assert axes.texts[0].get_text() == "∞ (0 to ∞)"


def test_a_method_without_an_interval_says_so(forest):
    axes = forest(row("none", "none", "none", "warning"))

    assert (lines_of(axes), marks(axes)) == ([], [])
    assert axes.texts[0].get_text() == "no interval"


def test_an_interval_without_an_estimate_has_no_point(forest):
    axes = forest(row("none", 0, inf))

    assert [sign for sign, *_ in marks(axes)] == ["<", ">"]
    assert axes.texts[0].get_text() == "(0 to ∞)"


def test_colour_and_sign_tell_how_a_method_stands(forest):
    standings = ("recommended", "comparison", "warning")
    axes = forest(*(row(2.0, 1.5, 9.0, one) for one in standings))

    assert marks(axes) == [("o", BLUE, 2), ("s", GREY, 2), ("D", ORANGE, 2)]
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == list(standings)


def test_each_contrast_has_a_heading(forest):
    axes = forest(row(2.0, 1.5, 9.0), row(3.0, 1.5, 9.0, contrast="odds ratio"))
    labels = [(one.get_text(), one.get_fontweight()) for one in axes.get_yticklabels()]

    assert labels == [
        ("risk ratio", "bold"),
        ("SCAS score", "normal"),
        ("odds ratio", "bold"),
        ("SCAS score", "normal"),
    ]


def test_p_values_stand_above_with_the_line_at_five_percent(panels):
    upper, lower = panels(BAND, P_VALUES)

    drawn, line = upper.lines
    assert tuple(drawn.get_ydata()) == P_VALUES.y
    assert tuple(line.get_ydata()) == (0.05, 0.05)
    assert tuple(lower.lines[1].get_ydata()) == (1, 1)
    assert lower.get_xlabel() == "ratio"


def test_a_band_without_end_runs_to_the_edge(panels):
    _, lower = panels(P_VALUES, BAND)
    bottom, top = lower.get_ylim()
    (band,) = lower.collections
    heights = {round(float(y), 9) for _, y in band.get_paths()[0].vertices}

    assert bottom < 1
    assert 9 < top < inf
    assert heights >= {round(float(top), 9), round(float(bottom), 9), 5.0, 2.0}


def test_without_an_odds_ratio_p_values_stand_alone(panels):
    assert len(panels(P_VALUES)) == 1


@pytest.mark.parametrize(
    "draw",
    [
        lambda: draw_methods(table(row(2.0, 0, inf)), **WORDS),
        lambda: draw_supposition((P_VALUES, BAND), **WORDS),
    ],
)
def test_the_same_figure_is_the_same_bytes(draw):
    first, second = draw(), draw()

    assert (first.svg, first.png) == (second.svg, second.png)
    assert (first.caption, first.alt) == ("A caption.", "A description.")


def test_labels_are_data():
    hostile = ("$x$", "<script>alert(1)</script>", "warning", 2.0, 1.0, 9.0)

    assert b"<script" not in draw_methods(table(hostile), **WORDS).svg
