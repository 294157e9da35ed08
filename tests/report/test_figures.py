"""Figures: what they refuse, and that they are the same picture every time."""

import subprocess
import sys

import pytest

from bemodels import Estimate, Interval, Table
from bemodels.report.figures import draw_classes
from bemodels.report.figures_periods import Series, draw_years

HOSTILE = ("<script>alert(1)</script>", "$x$", "\\input{/etc/passwd}", "_^{", "%&#~")


def estimate(value, low, high):
    interval = Interval(
        low=low, high=high, level=0.95, kind="confidence", method="exact"
    )
    return Estimate(estimand="rate", value=value, unit="per year", interval=interval)


def years(labels=("2014", "2015")):
    estimates = (estimate(1.0, 0.5, 2.0), estimate(3.0, 1.0, 9.0))
    return draw_years(
        labels,
        (Series(name="exact", estimates=estimates),),
        (0.5, 1.0),
        y_label="incidents per year",
        caption="A caption.",
        alt="A description.",
    )


def test_a_picture_is_svg_and_png_with_its_words():
    picture = years()

    assert b"<svg" in picture.svg
    assert picture.png.startswith(b"\x89PNG")
    assert (picture.caption, picture.alt) == ("A caption.", "A description.")


def test_the_same_figure_is_the_same_bytes_in_another_process():
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests/report'); "
        "from test_figures import years; picture = years(); "
        "print(hashlib.sha256(picture.svg + picture.png).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(found) == 1


def test_a_picture_has_no_clock_and_no_program():
    assert b"<dc:date>" not in years().svg
    assert b"Software" not in years().png


@pytest.mark.parametrize("text", HOSTILE)
def test_labels_are_data(text):
    """Drawn as they are: dollars are no mathematics, and nothing runs."""
    picture = years(labels=(text, text))

    assert b"<script" not in picture.svg
    assert picture.svg != years(labels=("x", "x")).svg


def test_classes_are_drawn_from_a_table():
    table = Table(
        name="classes",
        columns=("incidents of a place", "observed", "median", "2.5%", "97.5%"),
        rows=(("0", 79, 78.0, 66.0, 87.0), ("1", 14, 7.0, 3.0, 14.0)),
    )
    picture = draw_classes(
        table, y_label="places", caption="A caption.", alt="A description."
    )
    assert b"<svg" in picture.svg
