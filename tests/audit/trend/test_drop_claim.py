"""The "significant drop" of the report, tested at every vector."""

import pytest
from possible_vectors import VECTORS, belgium_vectors, one_vector
from scipy.stats import binomtest

from bemodels.audit import PossibleCounts, claimed_drop
from bemodels.audit.trend.drop_claim import READINGS_TABLE
from bemodels.errors import InvalidDataError, NotEstimableError

YEARS = {"before": 2016, "after": 2017}


@pytest.fixture(scope="module")
def result():
    return claimed_drop(belgium_vectors(), **YEARS)


def test_the_p_values_are_the_largest_over_vectors(result):
    found = [
        2 * binomtest(after, before + after, 10 / 22, alternative="less").pvalue
        for *_, before, after in VECTORS
    ]
    plain, picked = result.tests
    assert plain.p_value == pytest.approx(max(found), rel=1e-9)
    assert picked.p_value == pytest.approx(3 * max(found), rel=1e-9)
    assert plain.null == "The annual rates of 2016 and 2017 are the same."
    assert picked.method.endswith(
        "times the 3 years that could have been picked (Bonferroni)"
    )


def test_no_p_value_exceeds_one():
    found = claimed_drop(one_vector(2, 3, 12, 10), **YEARS)
    assert [one.p_value for one in found.tests] == [1, 1]


def test_the_drop_is_significant_at_every_vector_unless_the_variance_is_thrice(result):
    rows = result.table(READINGS_TABLE).rows
    assert [row[1:3] for row in rows] == [
        (240, 240),
        (240, 240),
        (240, 240),
        (236, 240),
    ]
    lowest = [one.interval.low for one in result.estimates]
    assert [row[3] for row in rows] == lowest
    assert lowest == pytest.approx([36.53, 27.02, 15.72, -6.31], abs=0.005)
    assert result.conclusion == (
        "The 95% interval of the decline from 2016 to 2017 lies above 0 at 240 of 240 "
        "vectors (independent incidents, years named beforehand); at 240 of 240 "
        "vectors (independent incidents, the reference picked among 3 years); at 240 "
        "of 240 vectors (variance 2 times the mean, years named beforehand); at 236 of "
        "240 vectors (variance 3 times the mean, years named beforehand)."
    )


def test_a_picked_reference_has_a_third_of_the_error(result):
    picked = result.estimate("decline_picked_peak").interval
    share = binomtest(9, 45).proportion_ci(1 - 0.05 / 3, method="exact")
    low = 100 * (1 - 1.2 * share.high / (1 - share.high))
    assert (picked.low, picked.level) == (pytest.approx(low), 0.95)
    assert "Bonferroni over 3 years" in picked.method


def test_a_rise_is_no_drop_however_significant():
    found = claimed_drop(one_vector(1, 2, 9, 60), **YEARS)
    assert [row[1] for row in found.table(READINGS_TABLE).rows] == [0, 0, 0, 0]
    assert found.conclusion == (
        "The 95% interval of the decline from 2016 to 2017 does not lie above 0 "
        "(independent incidents, years named beforehand); does not lie above 0 "
        "(independent incidents, the reference picked among 3 years); does not lie "
        "above 0 "
        "(variance 2 times the mean, years named beforehand); does not lie above 0 "
        "(variance 3 times the mean, years named beforehand)."
    )
    assert found.tests[0].p_value < 0.001


def test_of_two_years_there_is_none_to_pick():
    possible = PossibleCounts(
        vectors=[[48, 12], [36, 9]], years=(2016, 2017), months=(12, 10)
    )
    found = claimed_drop(possible, **YEARS, factors=[2])
    assert [one.estimand for one in found.estimates] == [
        *("decline", "decline[variance factor 2]")
    ]
    assert len(found.tests) == 1
    assert not any("picked" in one.statement for one in found.assumptions)
    assert found.conclusion == (
        "The 95% interval of the decline from 2016 to 2017 lies above 0 at 2 of 2 "
        "vectors (independent incidents, years named beforehand); at 2 of 2 vectors "
        "(variance 2 times the mean, years named beforehand)."
    )


def test_factors_are_those_asked_for():
    found = claimed_drop(belgium_vectors(), **YEARS, factors=[1.5])
    assert [one.estimand for one in found.estimates] == [
        *("decline", "decline_picked_peak", "decline[variance factor 1.5]")
    ]


def test_factors_that_differ_have_names_that_do():
    found = claimed_drop(
        one_vector(21, 41, 36, 9), **YEARS, factors=[2, 2.0000001, 2.0]
    )
    assert [one.estimand for one in found.estimates[2:]] == [
        "decline[variance factor 2]",
        "decline[variance factor 2.0000001]",
    ]


def test_what_cannot_be_tested_is_refused():
    with pytest.raises(NotEstimableError) as error:
        claimed_drop(one_vector(3, 4, 5, 0), **YEARS)
    assert str(error.value) == (
        "a quasi-Poisson interval is not estimable: a vector has no incident in 2017"
    )
    with pytest.raises(InvalidDataError) as error:
        claimed_drop(belgium_vectors(), **YEARS, factors=[0])
    assert str(error.value) == (
        "a variance factor must be a finite number of 1 or more, got 0"
    )
