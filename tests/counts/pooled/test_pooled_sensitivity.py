"""Fits side by side: what was stated moves the mean, and hardly the largest place."""

import pytest

import bemodels
from bemodels.counts import (
    PLACE_PRIORS,
    TIGHTER_PLACE_PRIORS,
    compare_fits,
    fit_pooled,
)
from bemodels.errors import InvalidDataError

WORDS = {"name": "Sensitivity", "heading": "stated", "reason": "For a test."}


def fit(places_at_risk, priors=PLACE_PRIORS):
    table = bemodels.belgium().place_counts()
    return fit_pooled(table, places_at_risk=places_at_risk, priors=priors, seed=1)


@pytest.fixture(scope="module")
def at_100():
    return fit(100)


def column(table, name):
    return [row[table.columns.index(name)] for row in table.rows]


@pytest.mark.sampling
def test_more_places_at_risk_lower_the_pooled_mean_only(at_100):
    fits = {21: fit(21), 100: at_100, 571: fit(571)}
    mean, places = compare_fits(fits, **WORDS)
    means, brussels = column(mean, "mean rate"), column(places, "top rate")

    assert column(mean, "stated") == column(places, "stated") == [21, 100, 571]
    assert means == sorted(means, reverse=True)
    assert means[0] > 10 * means[-1]
    assert column(places, "top place") == ["Brussels"] * 3
    assert max(brussels) < 1.15 * min(brussels)


@pytest.mark.sampling
def test_a_tighter_prior_holds_the_heterogeneity_back(at_100):
    fits = {
        PLACE_PRIORS.label: at_100,
        TIGHTER_PLACE_PRIORS.label: fit(100, TIGHTER_PLACE_PRIORS),
    }
    mean, _ = compare_fits(fits, **WORDS)
    wide, tight = column(mean, "1/sqrt(phi)")

    assert tight < wide
    assert column(mean, "stated")[1] == "Normal(-1.2, 0.75), HalfNormal(0.5)"


@pytest.mark.sampling
def test_every_cell_is_that_of_the_result_at_the_asked_level(at_100):
    mean, places = compare_fits({"here": at_100}, **WORDS, level=0.8)
    result = at_100.result(0.8)
    expected = [
        (one.value, one.interval.low, one.interval.high)
        for one in map(
            result.estimate,
            ("mean_rate", "heterogeneity", "new_place_rate", "annual_rate[Brussels]"),
        )
    ]
    failed = sum(not check.passed for check in at_100.checks)

    assert mean.rows == (("here", *expected[0], *expected[1], failed),)
    assert places.rows == (("here", *expected[2], "Brussels", *expected[3]),)
    assert mean.name == "Sensitivity: mean and heterogeneity"
    assert places.name == "Sensitivity: new place and highest place"
    assert "80% limits" in mean.note
    assert mean.note.endswith("For a test.")


def test_nothing_cannot_be_compared():
    with pytest.raises(InvalidDataError) as error:
        compare_fits({}, **WORDS)
    assert str(error.value) == "one fit or more is needed for a comparison, got none"
