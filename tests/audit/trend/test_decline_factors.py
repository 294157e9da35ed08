"""The decline under variance factors, against the audit's figures."""

import pytest
from possible_vectors import VECTORS, belgium_vectors, one_vector

from bemodels.audit import PossibleCounts, decline_by_variance_factor
from bemodels.audit.trend.decline_factors import FACTORS_TABLE, TIPPING_TABLE
from bemodels.errors import InvalidDataError, NotEstimableError

YEARS = {"before": 2016, "after": 2017}


@pytest.fixture(scope="module")
def result():
    return decline_by_variance_factor(belgium_vectors(), **YEARS)


def test_at_three_a_fall_from_36_to_9_is_not_shown_any_more(result):
    lowest = result.estimate("decline[variance factor 3]").interval.low
    assert lowest == pytest.approx(-6, abs=0.5)
    alone = decline_by_variance_factor(one_vector(30, 32, 36, 9), **YEARS)
    one = alone.estimate("decline[variance factor 3]")
    assert (one.interval.low, one.value) == (lowest, pytest.approx(70))
    by_factor = {row[0]: row for row in result.table(FACTORS_TABLE).rows}
    with_36 = sum(one[2] == 36 for one in VECTORS)
    assert by_factor[1][-2:] == by_factor[2][-2:] == (240, 240)
    assert by_factor[3][-2:] == (240 - with_36, 240)


def test_the_ends_are_those_over_all_vectors(result):
    for factor, *ends, _, _ in result.table(FACTORS_TABLE).rows:
        found = [
            decline_by_variance_factor(
                one_vector(*one), **YEARS, factors=[factor]
            ).estimates[-2]
            for one in (VECTORS[0], VECTORS[-1])
        ]
        lows = [one.interval.low for one in found]
        highs = [one.interval.high for one in found]
        assert ends[0] == pytest.approx(min(lows))
        assert ends[3] == pytest.approx(max(highs))
        # The last vector has the most incidents, though not the largest ratio.
        assert ends[1] >= max(lows)
        assert ends[2] <= min(highs)
        whole = result.estimate(f"decline[variance factor {factor:g}]").interval
        assert (whole.low, whole.high) == (ends[0], ends[3])


def test_every_vector_has_its_tipping_factor(result):
    rows = result.table(TIPPING_TABLE).rows
    assert sum(row[2] for row in rows) == 240
    # (log 0.3)^2 / (1.959964^2 (1/36 + 1/9)), by hand.
    assert rows[0][3] == pytest.approx(2.717, abs=5e-4)
    one = result.estimate("tipping_variance_factor")
    assert (one.interval.low, one.interval.high) == (
        min(row[3] for row in rows),
        max(row[3] for row in rows),
    )
    assert one.interval.kind == "bounds"
    assert result.conclusion == (
        "A fall is shown at each of 240 vectors by the quasi-Poisson interval as long "
        "as the variance is less than 2.717 times the mean, and at none from 6.199 "
        "times on; nothing printed tells how large it is."
    )


@pytest.mark.parametrize(
    ("vectors", "words"),
    [
        (
            [(36, 9)],
            "A fall is shown by the quasi-Poisson interval as long as the variance is "
            "less than 2.717 times the mean; nothing printed tells how large it is.",
        ),
        (
            [(9, 40), (9, 41)],
            "A rise is shown at each of 2 vectors by the quasi-Poisson interval as "
            "long as the variance is less than 5.359 times the mean, and at none from "
            "5.543 times on; nothing printed tells how large it is.",
        ),
        (
            [(9, 8)],
            "Neither a fall nor a rise is shown by the quasi-Poisson interval, even if "
            "incidents are independent.",
        ),
        (
            [(9, 8), (8, 9)],
            "Neither a fall nor a rise is shown at any of 2 vectors by the "
            "quasi-Poisson interval, even if incidents are independent.",
        ),
        (
            [(36, 9), (9, 8)],
            "If incidents are independent, a fall is shown at 1 of 2 vectors, a rise "
            "at none, neither at 1 (quasi-Poisson interval). From a variance of 2.717 "
            "times the mean on, neither is shown at any; nothing printed tells how "
            "large it is.",
        ),
    ],
)
def test_the_conclusion_says_what_is_shown_and_up_to_which_variance(vectors, words):
    possible = PossibleCounts(vectors=vectors, years=(2016, 2017), months=(12, 10))
    assert decline_by_variance_factor(possible, **YEARS).conclusion == words


def test_factors_that_differ_have_names_that_do():
    found = decline_by_variance_factor(
        belgium_vectors(), **YEARS, factors=[2, 2.0000001]
    )
    assert [one.estimand for one in found.estimates[:3]] == [
        "decline[variance factor 1]",
        "decline[variance factor 2]",
        "decline[variance factor 2.0000001]",
    ]


def test_the_plain_factor_comes_first_and_each_once():
    found = decline_by_variance_factor(
        one_vector(12, 35, 48, 12), **YEARS, factors=[3, 1, 3, 2.5]
    )
    assert [one.estimand for one in found.estimates] == [
        "decline[variance factor 1]",
        "decline[variance factor 3]",
        "decline[variance factor 2.5]",
        "tipping_variance_factor",
    ]


@pytest.mark.parametrize(
    ("factors", "message"),
    [
        ([0.5], "a variance factor must be a finite number of 1 or more, got 0.5"),
        (
            [float("inf")],
            "a variance factor must be a finite number of 1 or more, got inf",
        ),
        ("23", "factors must be a sequence, got '23'"),
        (2, "factors must be a sequence, got 2"),
    ],
)
def test_what_is_no_factor_is_refused(factors, message):
    with pytest.raises(InvalidDataError) as error:
        decline_by_variance_factor(belgium_vectors(), **YEARS, factors=factors)
    assert str(error.value) == message


def test_a_year_without_an_incident_has_no_quasi_poisson_interval():
    with pytest.raises(NotEstimableError) as error:
        decline_by_variance_factor(one_vector(3, 4, 5, 0), **YEARS)
    assert str(error.value) == (
        "a quasi-Poisson interval is not estimable: a vector has no incident in 2017"
    )
