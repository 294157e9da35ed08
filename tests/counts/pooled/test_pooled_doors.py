"""What the pooled fit refuses before it compiles anything, and the zeros it fills."""

import pytest

import bemodels
from bemodels.counts import PLACE_PRIORS, fit_pooled
from bemodels.counts.pooled.places_at_risk import UNLISTED, fill_places
from bemodels.errors import InvalidDataError

YEARS = 41 / 12


@pytest.fixture(scope="module")
def table():
    return bemodels.belgium().place_counts()


TWO_KEYS = bemodels.CountTable(
    keys=("city", "year"), rows=(("Ghent", 2016, 1, 1.0), ("Ghent", 2017, 2, 1.0))
)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"places_at_risk": 100.5},
            "places_at_risk must be a whole number of 1 or more, got 100.5",
        ),
        (
            {"places_at_risk": True},
            "places_at_risk must be a whole number of 1 or more, got True",
        ),
        (
            {"places_at_risk": "100"},
            "places_at_risk must be a whole number of 1 or more, got '100'",
        ),
        (
            {"places_at_risk": 0},
            "places_at_risk must be a whole number of 1 or more, got 0",
        ),
        (
            {"places_at_risk": 20},
            "places_at_risk must lie between the 21 listed places and 10000, got 20",
        ),
        (
            {"places_at_risk": 10_001},
            "places_at_risk must lie between the 21 listed places and 10000, got 10001",
        ),
        ({"seed": -1}, "seed must be a whole number of 0 or more, got -1"),
        ({"seed": 1.5}, "seed must be a whole number of 0 or more, got 1.5"),
        ({"draws": 150.5}, "draws must be a whole number of 100 or more, got 150.5"),
        ({"draws": 0}, "draws must be a whole number of 100 or more, got 0"),
        ({"chains": 3}, "chains must be a whole number of 4 or more, got 3"),
        ({"chains": "4"}, "chains must be a whole number of 4 or more, got '4'"),
        ({"table": "x"}, "table must be a CountTable, got 'x'"),
        ({"priors": None}, "priors must be PooledPriors, got None"),
        (
            {"table": TWO_KEYS},
            "a pooled fit needs one key, whose labels are the places, got 2: city, "
            "year",
        ),
    ],
)
def test_what_cannot_be_fitted_is_refused_before_anything_is_compiled(
    table, monkeypatch, changes, message
):
    def compile_nothing(_):
        raise AssertionError("compiled")

    monkeypatch.setattr("bemodels.counts.pooled.fitting.compile_once", compile_nothing)
    good = {"table": table, "places_at_risk": 100, "priors": PLACE_PRIORS, "seed": 1}
    with pytest.raises(InvalidDataError) as error:
        fit_pooled(**good | changes)
    assert str(error.value) == message


def test_zeros_are_not_filled_in_where_exposures_differ():
    table = bemodels.CountTable(
        keys=("city",), rows=(("Ghent", 1, 1.0), ("Liège", 2, 2.0))
    )
    with pytest.raises(InvalidDataError) as error:
        fill_places(table, ("Ghent", "Liège"), 3)
    assert str(error.value) == (
        "places without incident can be filled in only where all listed ones have the "
        "same exposure, got 1 to 2 years; add their rows to the table"
    )


def test_filled_places_are_zeros_behind_the_listed_ones(table):
    places = fill_places(table, tuple(map(str, range(21))), 100)

    assert len(places.counts) == len(places.years) == 100
    assert places.counts.sum() == 107
    assert places.labels[-1] == UNLISTED
    assert set(places.years) == {YEARS}
