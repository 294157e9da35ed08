"""Inspired actors by discovery routes: Lincoln-Petersen, other integrals, refusals."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import betainc
from scipy.stats import beta as beta_distribution
from scipy.stats import gamma as gamma_distribution

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount import (
    Fates,
    hidden_given_discovery_routes,
    hidden_given_surfacing,
)
from bemodels.undercount.route_detection import Routes, inspired_detection

INSPIRED = Fates(arrests=9, attacks=3)
STATED = {
    "independent_only": 5,
    "connection_only": 8,
    "both": 4,
    "dependence": 1,
    "transfer": 1,
}


def given(inspired=INSPIRED, **changed):
    return hidden_given_discovery_routes(inspired, **(STATED | changed))


def routes(dependence, independent_only=5, connection_only=8, both=4):
    return Routes(
        independent_only=independent_only,
        connection_only=connection_only,
        both=both,
        dependence=dependence,
    )


def test_independent_routes_are_lincoln_petersen():
    detection = given().estimate("detection")
    expected = beta_distribution(4.5, 8.5).ppf([0.025, 0.5, 0.975])
    found = (detection.interval.low, detection.value, detection.interval.high)
    assert found == pytest.approx(expected, rel=1e-10)


def test_the_general_case_meets_the_independent_one():
    """One integral over two variables, the other over one."""
    for near in (1 - 1e-9, 1 + 1e-9):
        assert routes(near).quantile(0.3) == pytest.approx(
            routes(1).quantile(0.3), rel=1e-7
        )
        both = [
            inspired_detection(routes(one), 0.7, 9).hidden_at_most(9, 25)
            for one in (near, 1)
        ]
        assert both[0] == pytest.approx(both[1], abs=1e-8)


@pytest.mark.parametrize("dependence", [0.3, 4])
def test_detection_is_that_of_the_formula_in_large_counts(dependence):
    b, i, c = 400_000, 500_000, 800_000
    expected = (b + i) / (b + i + c + dependence * i * c / b)
    assert routes(dependence, i, c, b).quantile(0.5) == pytest.approx(
        expected, rel=1e-4
    )


def detection_at_most(share, dependence):
    """Another route: given found both ways, the two others are independent gammas."""

    def given_both_and_one(b, i):
        # q <= share where c is at least this
        least = (b + i) * (1 / share - 1) / (1 + dependence * i / b)
        return gamma_distribution(8.5).sf(least)

    b_nodes, b_weights = np.polynomial.legendre.leggauss(200)
    b = 20 * (1 + b_nodes)
    weight = 20 * b_weights
    fine = 20 * (1 + b_nodes)
    inner = np.array(
        [
            (weight * gamma_distribution(5.5).pdf(fine)) @ given_both_and_one(one, fine)
            for one in b
        ]
    )
    return (weight * gamma_distribution(4.5).pdf(b)) @ inner


@pytest.mark.parametrize("dependence", [0.4, 1, 3])
def test_detection_against_an_integral_over_three_gammas(dependence):
    for level in (0.025, 0.5, 0.975):
        share = routes(dependence).quantile(level)
        assert detection_at_most(share, dependence) == pytest.approx(level, abs=1e-7)


@pytest.mark.parametrize("transfer", [0.5, 1, 2.5])
def test_hidden_against_an_integral_over_detection(transfer):
    top = min(1, 1 / transfer)
    density = beta_distribution(4.5, 8.5)
    left = density.cdf(top)
    found = inspired_detection(routes(1), transfer, 9)

    assert found.left == pytest.approx(left, abs=1e-9)
    for hidden in (0, 10, 60):
        expected = quad(
            lambda q, k=hidden: density.pdf(q) * betainc(9, k + 1, transfer * q),
            0,
            top,
            epsabs=1e-12,
        )[0]
        assert found.hidden_at_most(9, hidden) == pytest.approx(
            expected / left, abs=1e-8
        )


def test_dependence_hides_more():
    populations = [
        given(dependence=one).estimate("population").value for one in (0.5, 1, 2, 4)
    ]
    assert all(one < other for one, other in pairwise(populations))


def test_a_detection_known_exactly_is_what_no_coding_narrows():
    (_, _, coding) = given().tables
    widths = [row[-1] for row in coding.rows]

    assert [row[0] for row in coding.rows][:2] == [
        "17, as coded",
        "40, in the same shares",
    ]
    assert widths == sorted(widths, reverse=True)
    assert widths[:2] == [68, 45]


def test_many_coded_arrests_come_to_the_known_detection():
    many = {"independent_only": 500_000, "connection_only": 800_000, "both": 400_000}
    hidden = given(**many).estimate("hidden")
    known = hidden_given_surfacing(Fates(arrests=9, attacks=0), 1 / 3).estimate(
        "hidden"
    )
    assert (hidden.value, hidden.interval.low, hidden.interval.high) == (
        known.value,
        known.interval.low,
        known.interval.high,
    )


def test_at_the_turning_transfer_as_many_are_hidden_as_recorded():
    (_, turning) = given().probabilities
    found = inspired_detection(routes(1), turning.value, 9)
    assert found.hidden_at_most(9, 11) == pytest.approx(0.5, abs=1e-9)


def test_a_transfer_above_one_excludes_and_says_so():
    result = given(transfer=3)
    assert result.probabilities[0].value == pytest.approx(
        beta_distribution(4.5, 8.5).sf(1 / 3), abs=1e-9
    )
    assert result.estimate("detection_inspired").interval.high < 1
    assert given(transfer=1).probabilities[0].value == 0


def test_transferred_detection_is_a_scenario_and_calibrated_one_is_not():
    result = given()
    assert [one.identified for one in result.estimates] == [
        "prior",
        "prior",
        "both",
        "prior",
    ]
    ((name, *_, contraction, word),) = result.tables[0].rows
    assert (name, word) == ("detection", "estimate")
    assert contraction == pytest.approx(0.9622, abs=5e-5)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"both": 4.5}, "both must be a whole number of 0 or more, got 4.5"),
        (
            {"connection_only": -1},
            "connection_only must be a whole number of 0 or more, got -1",
        ),
        ({"dependence": 0}, "dependence must be a finite number above 0, got 0"),
        ({"transfer": True}, "transfer must be a finite number above 0, got True"),
    ],
)
def test_what_is_out_of_range_is_refused(changed, message):
    with pytest.raises(InvalidDataError) as error:
        given(**changed)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("inspired", "changed", "message"),
    [
        (
            INSPIRED,
            {"both": 0},
            "no arrest was found both ways: nothing tells what an independent lead "
            "misses",
        ),
        (
            Fates(arrests=0, attacks=3),
            {},
            "with no inspired arrest action any number of hidden actors fits, got 0 "
            "arrest actions and 3 attacks",
        ),
        (
            INSPIRED,
            {"transfer": 1e6},
            "a transfer of 1e+06 gives inspired actors a detection above 1 in all but "
            "1e-06 of its cases: state a smaller one",
        ),
    ],
)
def test_what_tells_nothing_is_refused(inspired, changed, message):
    with pytest.raises(NotEstimableError) as error:
        given(inspired, **changed)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "counts", [(0, 0, 1), (0, 8, 1), (60, 0, 30), (0, 0, 5_000_000)]
)
@pytest.mark.parametrize("transfer", [0.5, 20])
def test_edges_have_ordered_limits(counts, transfer):
    names = ("independent_only", "connection_only", "both")
    try:
        result = given(**dict(zip(names, counts, strict=True)), transfer=transfer)
    except NotEstimableError as error:
        assert transfer == 20
        assert "detection above 1" in str(error)
        return
    population = result.estimate("population")
    assert 12 <= population.interval.low <= population.value <= population.interval.high


@pytest.mark.parametrize("transfer", [1, 3])
def test_contradicted_is_explained_where_it_stands(transfer):
    table = given(transfer=transfer).table(
        "Hidden actors if more arrests were coded by their route"
    )
    contradicted = any("contradicted" in row for row in table.rows)
    assert contradicted == (transfer == 3)
    assert table.note.endswith("would exceed 1.") == contradicted
