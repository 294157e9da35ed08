"""The forest of populations: what is drawn where, from a result alone."""

from math import inf

import pytest

from bemodels.errors import InvalidDataError
from bemodels.report import draw_populations, figures_populations
from bemodels.result import Estimate, Interval, Result

WORDS = {"caption": "A caption.", "alt": "A description."}
BLUE, ORANGE = "#0072B2", "#D55E00"


def estimate(name, value, low, high, identified="data"):
    limits = Interval(low=low, high=high, level=0.9, kind="confidence", method="m")
    return Estimate(
        estimand=name, value=value, unit="units", interval=limits, identified=identified
    )


SPREAD = Result(
    title="Spread",
    method="several",
    estimates=(
        estimate("population[Mt]", 2390.2, 2156, 2670),
        estimate("hidden", 5, 1, 7),
        estimate("population[graphs [ab]]", 5000, 1500, inf, "both"),
    ),
)


@pytest.fixture
def forest(monkeypatch):
    """Return the axes of a forest instead of its picture."""
    monkeypatch.setattr(figures_populations, "finish", lambda figure, **_: figure)
    return draw_populations(SPREAD, recorded=1202, **WORDS).axes[0]


def test_a_row_is_a_population(forest):
    labels = [one.get_text() for one in forest.get_yticklabels()]
    assert labels == ["Mt", "graphs [ab]"]
    marks = [
        (line.get_marker(), line.get_color(), *line.get_xdata(), *line.get_ydata())
        for line in forest.lines
        if line.get_marker() != "None" and len(line.get_xdata())
    ]
    edge = forest.get_xlim()[1]
    assert marks == [
        ("o", BLUE, 2390.2, 0),
        (">", ORANGE, edge, 1),
        ("D", ORANGE, 5000, 1),
    ]
    spans = [
        tuple(x for x, _ in segment)
        for one in forest.collections
        for segment in one.get_segments()
    ]
    assert spans == [(2156, 2670), (1500, edge)]
    assert forest.get_xlim()[0] < 1202
    assert edge > 5000


def test_the_numbers_stand_beside_the_rows_and_the_recorded_are_a_line(forest):
    assert [one.get_text() for one in forest.texts] == [
        "estimate (interval)",
        "2,390 (90% 2,156 to 2,670)",
        "5,000 (90% 1,500 to ∞)",
    ]
    dashed = [tuple(one.get_xdata()) for one in forest.lines if one.is_dashed()]
    assert dashed == [(1202, 1202)]
    assert [one.get_text() for one in forest.get_legend().get_texts()] == [
        "the histories, under the method's assumption",
        "the histories and a stated number",
    ]


def test_the_same_result_is_the_same_picture():
    first, second = (draw_populations(SPREAD, recorded=1202, **WORDS) for _ in range(2))
    assert (first.png, first.svg) == (second.png, second.svg)


def test_without_populations_there_is_no_forest():
    alone = Result(title="one", method="m", estimates=(SPREAD.estimates[1],))
    with pytest.raises(InvalidDataError) as refused:
        draw_populations(alone, recorded=1, **WORDS)
    assert str(refused.value) == (
        "a forest needs estimates population[method], got none in 'one'"
    )
