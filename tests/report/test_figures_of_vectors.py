"""Figures of an unpublished table: what is drawn where, read off the axes."""

import pytest

from bemodels import Estimate, Interval, Result, Table
from bemodels.report import (
    draw_envelope,
    draw_vectors,
    figures_envelope,
    figures_vectors,
    pictures_of,
)

WORDS = {"caption": "A caption.", "alt": "A description."}
VECTORS = Table(
    name="Vectors of counts by year",
    columns=("2015", "2016", "2017"),
    rows=((35, 48, 12), (41, 36, 9)),
)
PAIRS = Table(
    name="Decline by the counts of the two years",
    columns=(
        "2016",
        "2017",
        "vectors",
        "decline (%)",
        "low",
        "high",
        "m low",
        "m high",
    ),
    rows=(
        (36, 9, 4, 70.0, 36.5, 87.3, 39.4, 86.3),
        (48, 12, 23, 70.0, 42.7, 85.5, 44.8, 84.7),
    ),
)
ENDS = Table(
    name="Ends of the interval over the vectors",
    columns=("interval", "end", "lowest (%)", "highest (%)"),
    rows=(
        ("exact", "low", 36.5, 42.7),
        ("exact", "high", 85.5, 87.3),
        ("mid-P", "low", 39.4, 44.8),
        ("mid-P", "high", 84.7, 86.3),
    ),
    note="95% intervals at 27 vectors.",
)


def bounds(low, high):
    return Interval(low=low, high=high, level=1, kind="bounds", method="range")


RANGES = {"2015": bounds(35, 41), "2016": bounds(36, 48)}


@pytest.fixture(autouse=True)
def axes(monkeypatch, request):
    """Return figures instead of pictures, but to tests of pictures."""
    if "picture" not in request.node.name:
        for module in (figures_envelope, figures_vectors):
            monkeypatch.setattr(module, "finish", lambda figure, **_: figure)


def span(collection):
    start, end = collection.get_segments()[0]
    return tuple(start), tuple(end)


def test_each_vector_is_a_line_and_each_range_a_bar():
    (axes,) = draw_vectors(VECTORS, RANGES, **WORDS).axes
    assert [tuple(line.get_ydata()) for line in axes.lines] == list(VECTORS.rows)
    assert [span(one) for one in axes.collections] == [
        ((0, 35), (0, 41)),
        ((1, 36), (1, 48)),
    ]
    assert [one.get_text() for one in axes.texts] == ["35 to 41", "36 to 48"]
    assert [one.get_text() for one in axes.get_xticklabels()] == [
        "2015",
        "2016",
        "2017",
    ]
    assert axes.get_ylim()[0] == 0


def test_each_pair_is_an_interval_and_each_exact_end_a_band():
    (axes,) = draw_envelope(PAIRS, ENDS, **WORDS).axes
    assert [span(one) for one in axes.collections] == [
        ((36, 36.5), (36, 87.3)),
        ((48, 42.7), (48, 85.5)),
    ]
    *points, zero = axes.lines
    assert [(*one.get_xdata(), *one.get_ydata()) for one in points] == [
        (36, 70),
        (48, 70),
    ]
    assert tuple(zero.get_ydata()) == (0, 0)
    bands = [(one.get_y(), one.get_y() + one.get_height()) for one in axes.patches]
    assert bands == [(36.5, pytest.approx(42.7)), (85.5, pytest.approx(87.3))]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [
        "low end: 36.5 to 42.7%",
        "high end: 85.5 to 87.3%",
    ]
    assert axes.get_ylim()[1] == 100
    assert axes.get_xlabel() == "incidents in 2016"


def test_a_result_is_drawn_as_the_pictures_that_it_holds():
    estimate = Estimate(
        estimand="count[2016]", value=42.0, unit="incidents", interval=bounds(36, 48)
    )
    words = {"title": "t", "method": "m"}
    whole = Result(**words, estimates=(estimate,), tables=(PAIRS, ENDS, VECTORS))
    vectors, envelope = pictures_of(whole)
    assert vectors.alt == "2 lines over 3 years. Ranges: 36 to 48 in 2016."
    assert "2 in all" in vectors.caption
    assert ENDS.note in envelope.caption
    assert envelope.alt == (
        "2 vertical intervals in the order of the count of 2016. exact low end, 36.5 "
        "to 42.7%; exact high end, 85.5 to 87.3%; mid-P low end, 39.4 to 44.8%; mid-P "
        "high end, 84.7 to 86.3%."
    )
    assert pictures_of(Result(**words, estimates=(), tables=(PAIRS,))) == ()


def test_the_same_picture_is_the_same_bytes():
    for draw in (
        lambda: draw_vectors(VECTORS, RANGES, **WORDS),
        lambda: draw_envelope(PAIRS, ENDS, **WORDS),
    ):
        first, second = draw(), draw()
        assert (first.svg, first.png) == (second.svg, second.png)
        assert (first.caption, first.alt) == ("A caption.", "A description.")
