"""Figures of actors never seen: what is drawn where, read off the axes."""

import numpy as np
import pytest

from bemodels import Curve, Result, Table
from bemodels.report import (
    draw_influence,
    draw_prior_to_posterior,
    draw_probability,
    draw_scenarios,
    draw_two_parts,
    figures_intervals,
    figures_probability,
    figures_scenarios,
    figures_strip,
    pictures_of,
)

WORDS = {"caption": "A caption.", "alt": "A description."}
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#555555"
X, Y = "surfacing probability (stated)", "population (actors)"
LINES = Table(
    name="Reference lines",
    columns=("along", "value", "what it means"),
    rows=((Y, 95.0, "linked actors"), (X, 0.1224, "as likely as not"), ("z", 1, "no")),
    note="Below 0.1224 more are likelier.",
)
GRID = Table(
    name="Grid of P(more) by surfacing",
    columns=("linked", "inspired", "P(more)"),
    rows=tuple(
        (x, y, "contradicted" if x + y > 1.5 else x / (x + y))
        for y in (0.1, 0.5, 1.0)
        for x in (0.2, 0.4, 0.8)
    ),
)
PARTS = Table(
    name="Hidden actors: sampling and ignorance apart",
    columns=("part", "surfacing, if", "hidden low", "hidden high"),
    rows=(
        ("sampling, 95%", "0.1", 53, 181),
        ("ignorance, medians", "0.1 to 0.5", 11, 105),
        ("both, 95% at each end", "0.1 to 0.5", 0, 181),
    ),
)
INFLUENCE = Table(
    name="Influence of single attacks on the odds of fates",
    columns=("change", "of attacks", "i", "l", "odds", "95% low", "95% high", "P", "n"),
    rows=(
        ("as recorded", "-", "9, 3", "94, 1", 0.04, 0.003, 0.27, 0.9, 285.0),
        ("left out", 3, "9, 2", "94, 1", *("not estimable",) * 4, 190.0),
        ("moved", 1, "9, 4", "94, 0", 0.005, 0.00001, 0.08, 0.9, "none"),
    ),
)
STRIP = Table(
    name="From prior to posterior, parameter by parameter",
    columns=(
        *("parameter", "unit", "prior 95% low", "prior median", "prior 95% high"),
        *("posterior 95% low", "posterior median", "posterior 95% high"),
        *("contraction", "called"),
    ),
    rows=(
        ("arrests", "actors", *("improper",) * 3, 4, 9, 16, "none", "estimate"),
        ("odds", "ratio", 0.001, 1, 1000, 0.01, 0.04, 0.3, 0.934, "estimate"),
        ("surfacing", "probability", 0.1, 0.2, 0.5, 0.1, 0.2, 0.5, 0.0, "scenario"),
    ),
)


def band(level=0.95, low=(100.0, 12.0), high=(900.0, 20.0)):
    return Curve(
        name="Population by surfacing",
        x=(0.02, 1.0),
        y=(600.0, 15.0),
        low=low,
        high=high,
        x_label=X,
        y_label=Y,
        level=level,
        kind="credible",
    )


def prior():
    return Curve(
        name="Quantiles of the stated prior Beta(2, 8)",
        x=(0.25, 0.5, 0.75),
        y=(0.1, 0.18, 0.27),
        x_label="probability",
        y_label=X,
        level=1.0,
        kind="credible",
    )


def half():
    return Curve(
        name="More as likely as not",
        x=(0.2, 0.8),
        y=(0.2, 0.8),
        x_label="linked",
        y_label="inspired",
        level=1.0,
        kind="credible",
    )


@pytest.fixture(autouse=True)
def axes(monkeypatch, request):
    """Return figures instead of pictures, but to tests of pictures."""
    if "picture" in request.node.name:
        return
    for module in (
        figures_scenarios,
        figures_probability,
        figures_intervals,
        figures_strip,
    ):
        monkeypatch.setattr(module, "finish", lambda figure, **_: figure)


def legend(axes):
    return [text.get_text() for text in axes.get_legend().get_texts()]


def segments(collection):
    return [tuple(map(tuple, one)) for one in collection.get_segments()]


def spans(axes):
    drawn = [segments(one)[0] for one in axes.collections]
    return [(start[0], end[0]) for start, end in drawn]


def test_bands_lines_and_rug_stand_where_the_numbers_say():
    inner = band(0.5, low=(400.0, 14.0), high=(700.0, 17.0))
    figure = draw_scenarios([band(), inner], lines=[LINES], priors=[prior()], **WORDS)
    (axes,) = figure.axes
    median, across, down = axes.lines

    assert tuple(median.get_ydata()) == (600, 15)
    assert tuple(across.get_ydata()) == (95, 95)
    assert tuple(down.get_xdata()) == (0.1224, 0.1224)
    outer, within, rug = axes.collections
    for drawn, curve in ((outer, band()), (within, inner)):
        corners = {tuple(map(float, one)) for one in drawn.get_paths()[0].vertices}
        assert corners >= {*zip(curve.x, curve.low, strict=True)}
        assert corners >= {*zip(curve.x, curve.high, strict=True)}
    assert [one[0][0] for one in segments(rug)] == [0.1, 0.18, 0.27]
    assert {one[1][1] for one in segments(rug)} == {0.05}
    assert legend(axes) == [
        "median",
        "95% credible interval",
        "50% credible interval",
        "95: linked actors",
        "0.1224: as likely as not",
        "quantiles of the stated prior Beta(2, 8)",
    ]
    assert axes.get_xlim() == (0.02, 1)
    bottom, top = axes.get_ylim()
    assert (bottom < 12, top > 900) == (True, True)


def test_a_probability_is_drawn_over_its_grid_with_its_line():
    figure = draw_probability(GRID, lines=[half()], **WORDS)
    axes, bar = figure.axes

    (line,) = axes.lines
    assert tuple(line.get_xdata()) == tuple(line.get_ydata()) == (0.2, 0.8)
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("linked", "inspired")
    assert (axes.get_xlim(), axes.get_ylim()) == ((0.2, 0.8), (0.1, 1.0))
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    assert bar.get_ylabel() == "P(more)"
    assert legend(axes) == ["one half: more as likely as not"]


def test_what_is_contradicted_stays_blank():
    x, y, values = figures_probability._grid(GRID)
    assert (x, y) == ([0.2, 0.4, 0.8], [0.1, 0.5, 1.0])
    assert values.mask.tolist() == [[False] * 3, [False] * 3, [False, False, True]]
    assert values[1, 2] == pytest.approx(0.8 / 1.3)
    assert np.ma.count(values) == 8


def test_each_part_of_an_interval_has_its_colour_and_its_limits():
    (axes,) = draw_two_parts(PARTS, **WORDS).axes
    drawn = [segments(one)[0] for one in axes.collections]
    assert [(start[0], end[0]) for start, end in drawn] == [
        (53, 181),
        (11, 105),
        (0, 181),
    ]
    assert [colour(one) for one in axes.collections] == [BLUE, ORANGE, GREY]
    assert [one.get_text() for one in axes.get_yticklabels()] == [
        "sampling, 95%, if 0.1 surface",
        "ignorance, medians, if 0.1 to 0.5 surface",
        "both, 95% at each end, if 0.1 to 0.5 surface",
    ]
    assert [one.get_text() for one in axes.texts] == [
        "53 to 181",
        "11 to 105",
        "0 to 181",
    ]


def colour(collection):
    from matplotlib.colors import to_hex

    return to_hex(collection.get_color()[0]).upper()


def test_influence_is_drawn_change_by_change():
    (axes,) = draw_influence(INFLUENCE, **WORDS).axes
    drawn = [segments(one)[0] for one in axes.collections]
    assert [(start[0], end[0]) for start, end in drawn] == [
        (0.003, 0.27),
        (0.00001, 0.08),
    ]
    assert [tuple(one.get_xdata())[:1] for one in axes.lines] == [
        (1,),
        (0.04,),
        (0.04,),
        (),
        (0.005,),
    ]
    assert [one.get_text() for one in axes.texts] == [
        "0.04 (0.003 to 0.27)",
        "not estimable",
        "0.005 (1.0e-05 to 0.08)",
    ]
    assert [one.get_text() for one in axes.get_yticklabels()] == [
        "as recorded",
        "left out (each of 3)",
        "moved",
    ]


def test_the_strip_has_a_panel_a_unit_with_prior_above_posterior():
    counts, ratio, share = draw_prior_to_posterior(STRIP, **WORDS).axes
    assert [one.get_xlabel() for one in (counts, ratio, share)] == [
        "expected number (actors)",
        "ratio",
        "probability",
    ]
    # An improper prior has no interval.
    ((start, end),) = [segments(one)[0] for one in counts.collections]
    assert (start[0], end[0]) == (4, 16)
    assert start[1] > 0
    before, after = (segments(one)[0] for one in share.collections)
    assert before[0][0] == after[0][0] == 0.1
    assert before[0][1] < after[0][1]
    assert share.get_xlim() == (0, 1)
    assert ratio.get_xscale() == "log"
    texts = [one.get_text() for axes in (counts, ratio, share) for one in axes.texts]
    assert texts == [
        "improper prior, no contraction",
        "contraction 0.93: estimate",
        "contraction 0: scenario",
    ]
    assert legend(counts) == ["prior, 95%", "posterior, 95%"]


def test_a_result_is_drawn_as_the_pictures_that_it_holds():
    inner = band(0.5, low=(400.0, 14.0), high=(700.0, 17.0))
    words = {"title": "t", "method": "m", "estimates": ()}
    tables = (LINES, GRID, STRIP, PARTS, INFLUENCE)
    whole = Result(**words, tables=tables, curves=(band(), inner, prior(), half()))
    population, grid, strip, parts, influence = pictures_of(whole)

    assert "median with 50% and 95% credible intervals" in population.caption
    assert "Line at 0.1224: as likely as not." in population.caption
    assert "Below 0.1224 more are likelier." in population.caption
    assert "3 equally probable values of the stated prior Beta(2, 8)" in (
        population.caption
    )
    assert "from 600 at 0.02 to 15 at 1" in population.alt
    assert "one half where the inspired is 0.2 at 0.2" in grid.alt
    assert "surfacing, 0" in strip.alt
    assert "ignorance, medians at 0.1 to 0.5: 11 to 105" in parts.alt
    assert influence.alt.endswith("left out: not estimable; moved: 0.005.")
    assert pictures_of(Result(**words)) == ()


def test_the_same_picture_is_the_same_bytes():
    for draw in (
        lambda: draw_scenarios([band()], lines=[LINES], priors=[prior()], **WORDS),
        lambda: draw_probability(GRID, lines=[half()], **WORDS),
        lambda: draw_prior_to_posterior(STRIP, **WORDS),
    ):
        first, second = draw(), draw()
        assert (first.svg, first.png) == (second.svg, second.png)
        assert (first.caption, first.alt) == ("A caption.", "A description.")


def test_labels_of_a_picture_are_data():
    hostile = "<script>alert(1)</script> $x$"
    lines = Table(name="l", columns=LINES.columns, rows=((Y, 95.0, hostile),))
    assert b"<script" not in draw_scenarios([band()], lines=[lines], **WORDS).svg
