"""What ``print`` shows of results, tables, curves and draws."""

import numpy as np
import pytest
import xarray as xr

from bemodels import (
    Assumption,
    Check,
    Curve,
    Estimate,
    HypothesisTest,
    Interval,
    ModelCard,
    Parameter,
    Posterior,
    Probability,
    Provenance,
    Result,
    Table,
)
from bemodels.result.layout import lay_out


def squares(count):
    return Table(
        name="Squares",
        columns=("n", "its square"),
        rows=tuple((n, n * n) for n in range(count)),
        note="In whole numbers.",
    )


def posterior(*checks):
    places = [f"place {i}" for i in range(9)]
    draws = xr.Dataset(
        {"rate": (("chain", "draw", "place"), np.zeros((4, 10, 9)))},
        coords={"place": places},
    )
    return Posterior(
        title="A title",
        method="A method",
        draws=xr.DataTree.from_dict({"posterior": draws}),
        card=ModelCard(
            parameters=(Parameter(name="rate", symbol="r", meaning="", unit=""),)
        ),
        checks=checks,
        seeds=(7, 8),
    )


def test_a_result_shows_all_that_it_found():
    result = Result(
        title="A title",
        method="A method",
        estimates=(
            Estimate(
                estimand="rate",
                value=1.5,
                unit="per year",
                interval=Interval(
                    low=1, high=2, level=0.9, kind="confidence", method="exact"
                ),
            ),
        ),
        probabilities=(Probability(statement="P(a > b)", value=0.5, given="data"),),
        tests=(
            HypothesisTest(null="The two rates are equal.", method="A test", p_value=0),
        ),
        assumptions=(Assumption(statement="It holds.", support="by design"),),
        checks=(
            Check(name="good", passed=True, detail="fine"),
            Check(name="bad", passed=False, detail="7 of 9"),
        ),
        tables=(squares(1),),
        provenance=(Provenance(source="file.csv", sha256="0" * 64, rows=2),),
    )
    assert repr(result) == (
        "A title\n"
        "A method\n"
        "\n"
        "estimand  estimate  interval                 unit      method  known from\n"
        "rate      1.5       1 to 2 (90% confidence)  per year  exact   data\n"
        "\n"
        "Squares\n"
        "n  its square\n"
        "0  0\n"
        "In whole numbers.\n"
        "\n"
        "P(a > b): 0.5, given data\n"
        "H0: the two rates are equal; A test: p < 1e-300\n"
        "passed: good: fine\n"
        "FAILED: bad: 7 of 9\n"
        "Assumes (by design): It holds.\n"
        "Data: file.csv"
    )


def test_a_result_of_tables_alone_shows_them():
    result = Result(title="Title", method="How", estimates=(), tables=(squares(1),))

    assert repr(result) == (
        "Title\nHow\n\nSquares\nn  its square\n0  0\nIn whole numbers."
    )


def test_the_conclusion_stands_above_the_tables():
    result = Result(
        title="T", method="M", estimates=(), conclusion="So.", tables=(squares(1),)
    )
    assert str(result).startswith("T\nM\n\nSo.\n\nSquares\n")
    assert str(result).count("So.") == 1


def test_a_long_table_says_how_much_more_there_is():
    lines = repr(squares(48)).splitlines()

    assert lines[:3] == ["Squares", "n   its square", "0   0"]
    assert lines[-3:] == ["29  841", "... 18 more", "In whole numbers."]
    assert "more" not in repr(squares(30))


def test_a_table_becomes_a_frame():
    frame = squares(3).to_frame()

    assert list(frame.columns) == ["n", "its square"]
    assert frame["its square"].tolist() == [0, 1, 4]


def test_a_curve_is_one_line():
    parts = {"name": "c", "x": (1.0, 3.0), "y": (4.0, 2.0), "level": 0.9}
    parts |= {"x_label": "share", "y_label": "actors", "kind": "credible"}

    assert repr(Curve(**parts)) == (
        "Curve 'c': 2 points; share: 1 to 3; actors: 2 to 4; no band"
    )
    assert repr(Curve(**parts, low=(1.0, 1.0), high=(5.0, 5.0))) == (
        "Curve 'c': 2 points; share: 1 to 3; actors: 2 to 4; 90% credible band"
    )


def test_draws_show_what_they_are_and_where_the_numbers_are():
    good = Check(name="r_hat", passed=True, detail="1.001")
    bad = Check(name="ess", passed=False, detail="12")

    assert repr(posterior(good, bad)) == (
        "A title\n"
        "A method\n"
        "4 chains x 10 draws, seed 7\n"
        "9 quantities: rate[place 0], rate[place 1], rate[place 2], rate[place 3], "
        "rate[place 4], rate[place 5], rate[place 6], rate[place 7], ... 1 more\n"
        "1 checks passed, 1 failed\n"
        "FAILED: ess: 12\n"
        "result() gives every quantity with its interval."
    )


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (30, ["place         rate", "Sint-Niklaas  a very long one"]),
        (
            18,
            [
                "place         rate",
                "Sint-Niklaas  a",
                " " * 14 + "very",
                " " * 14 + "long",
                " " * 14 + "one",
            ],
        ),
        (10, ["place Sint-Niklaas", "  rate: a very long one"]),
    ],
)
def test_no_word_is_broken_and_no_column_lost(width, expected):
    rows = [("Sint-Niklaas", "a very long one")]
    lines = [line.text for line in lay_out(("place", "rate"), rows, width=width)]
    assert lines == expected


def test_an_empty_cell_takes_its_place():
    lines = [line.text for line in lay_out(("", "b"), [("", "1")], width=20)]
    assert lines == ["   b", "   1"]
