"""Models side by side: the verdicts by hand, and one table whose cities differ."""

from dataclasses import replace

import numpy as np
import pytest

from bemodels.counts import CITY_YEAR_PRIORS, NoSpread, compare_models
from bemodels.counts.model_checks.left_out_cells import estimate_of_sum
from bemodels.counts.model_checks.models_by_prediction import (
    _beside_best,
    _conclusion,
    _models,
)
from bemodels.counts.model_checks.pointwise import Pointwise
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError


def table_of(years=(2014, 2015, 2016)):
    counts = {"A": (0, 0, 1), "B": (9, 12, 10), "C": (2, 3, 2)}
    return CountTable(
        keys=("city", "year"),
        rows=tuple(
            (city, year, count, 1.0)
            for city, row in counts.items()
            for year, count in zip(years, row, strict=True)
        ),
    )


def predicting(*elpd):
    return Pointwise(
        elpd=np.array(elpd),
        lppd=np.array(elpd) + 0.25,
        khat=np.zeros(len(elpd)),
        refitted=(),
    )


BEST = predicting(-1.0, -2.0, -3.0, -2.0)
NEAR = predicting(-2.0, -2.0, -3.0, -2.9)
FAR = predicting(-4.0, -4.5, -6.0, -5.5)
NOISY = predicting(-13.0, -1.0, -2.0, -2.0)


def test_differences_and_errors_by_hand():
    """Differences -1, 0, 0, -0.9: sum -1.9, error root of 4 times 0.3025 = 1.1."""
    best, near = _beside_best({"near": NEAR, "best": BEST})

    assert (best.name, best.difference, best.error) == ("best", 0.0, 0.0)
    assert near.difference == pytest.approx(-1.9)
    assert near.error == pytest.approx(np.sqrt(4 * np.var([1, 0, 0, 0.9], ddof=1)))


@pytest.mark.parametrize(("level", "times"), [(0.95, 1.959964), (0.5, 0.6744898)])
def test_an_interval_is_normal_at_its_level(level, times):
    found = estimate_of_sum("elpd_loo", -1.9, error=1.1, unit="nats", level=level)

    assert (found.interval.low, found.interval.high) == pytest.approx(
        (-1.9 - 1.1 * times, -1.9 + 1.1 * times), rel=1e-6
    )
    assert found.interval.level == level


@pytest.mark.parametrize(
    ("other", "apart"),
    [(NEAR, False), (FAR, True), (NOISY, False)],
    ids=["below 4", "above both", "below two errors"],
)
def test_models_are_told_apart_by_four_and_by_two_errors(other, apart):
    assert _beside_best({"best": BEST, "other": other})[1].apart is apart


def test_the_conclusion_names_what_was_and_was_not_told_apart():
    compared = _beside_best({"x": NEAR, "y": BEST, "z": FAR})

    assert _conclusion(compared, 100) == (
        "Of 3 models, y predicts best. Not told apart from it (a difference below 4 or "
        "2 standard errors says nothing): x. Worse: z."
    )
    assert _conclusion(compared, 99).endswith(
        "With 99 cells the standard errors themselves are uncertain, and rather too "
        "small."
    )


def test_every_model_is_fitted_and_no_walk_without_calendar_years():
    assert len(_models(table_of(), CITY_YEAR_PRIORS)) == 8
    named = _models(table_of(years=("a", "b", "c")), CITY_YEAR_PRIORS)
    assert list(named) == [
        "negative binomial, cities, independent years",
        "negative binomial, no cities, independent years",
        "Poisson, cities, independent years",
        "Poisson, no cities, independent years",
    ]


@pytest.mark.sampling
def test_cities_that_differ_tenfold_are_told_from_equal_ones():
    result = compare_models(table_of(("a", "b", "c")), priors=CITY_YEAR_PRIORS, seed=1)

    rows = {row[0]: row for row in result.tables[0].rows}
    assert result.tables[0].rows[0][0].split(", ")[1] == "cities"
    assert rows["Poisson, no cities, independent years"][-1] == "yes"
    assert {rows[name][-1] for name in rows if ", cities" in name} == {"best", "no"}
    assert len(result.estimates) == 3


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"table": 3}, "table must be a CountTable, got 3"),
        ({"priors": 3}, "priors must be a CityYearPriors, got 3"),
        ({"seed": -1}, "seed must be a whole number of 0 or more, got -1"),
        (
            {"priors": replace(CITY_YEAR_PRIORS, cities=NoSpread())},
            "models cannot be compared where the prior of cities is 0: name a prior, "
            "and those without are fitted too",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(changes, message):
    given = {"table": table_of(), "priors": CITY_YEAR_PRIORS, "seed": 1} | changes
    with pytest.raises(InvalidDataError) as error:
        compare_models(given.pop("table"), **given)
    assert str(error.value) == message
