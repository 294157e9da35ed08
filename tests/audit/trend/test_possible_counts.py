"""The vectors that a report leaves possible, checked once."""

import numpy as np
import pytest
from possible_vectors import MONTHS, VECTORS, YEARS, belgium_vectors

from bemodels.audit import PossibleCounts, belgium_year_constraints, year_vectors
from bemodels.audit.trend.two_years import TwoYears
from bemodels.errors import InvalidDataError, NotEstimableError


def test_the_report_leaves_240_vectors():
    possible = belgium_vectors()
    assert len(possible) == 240
    ranges = [(int(possible.of(y).min()), int(possible.of(y).max())) for y in YEARS]
    assert ranges == [(1, 30), (2, 46), (36, 83), (9, 21)]


def test_the_vectors_of_the_rules_are_those_listed_here():
    ruled = year_vectors(belgium_year_constraints())
    assert sorted(map(tuple, ruled.tolist())) == sorted(VECTORS)
    possible = PossibleCounts(vectors=ruled, years=YEARS, months=MONTHS)
    assert possible.pairs(2016, 2017) == belgium_vectors().pairs(2016, 2017)


def test_the_vectors_are_a_copy_that_cannot_be_written():
    given = np.array(VECTORS)
    possible = PossibleCounts(vectors=given, years=YEARS, months=MONTHS)
    given[0, 0] = 99
    assert possible.vectors[0].tolist() == list(VECTORS[0])
    with pytest.raises(ValueError, match="read-only"):
        possible.vectors[0, 0] = 1


def test_pairs_count_every_vector_once_with_its_own_months():
    possible = belgium_vectors()
    pairs = possible.pairs(2016, 2017)
    expected = {}
    for _, _, before, after in VECTORS:
        expected[before, after] = expected.get((before, after), 0) + 1
    assert {(one.before, one.after): n for one, n in pairs.items()} == expected
    assert {(one.months_before, one.months_after) for one in pairs} == {(12, 10)}
    assert list(pairs) == sorted(pairs, key=lambda one: (one.before, one.after))
    backwards = possible.pairs(2017, 2014)
    assert {(one.months_before, one.months_after) for one in backwards} == {(10, 7)}


def test_a_year_has_its_counts_and_months():
    possible = belgium_vectors()
    assert possible.of(2014).tolist() == [one[0] for one in VECTORS]
    assert [possible.months_of(year) for year in YEARS] == list(MONTHS)


def test_a_reference_without_an_incident_has_no_decline():
    possible = PossibleCounts(vectors=[[0, 3], [2, 1]], years=(1, 2), months=(12, 12))
    assert possible.pairs(1, 2) == {
        TwoYears(before=0, after=3, months_before=12, months_after=12): 1,
        TwoYears(before=2, after=1, months_before=12, months_after=12): 1,
    }
    with pytest.raises(NotEstimableError) as error:
        possible.declines(1, 2)
    assert str(error.value) == (
        "a decline is not estimable: a vector has no incident in 1"
    )
    assert len(possible.declines(2, 1)) == 2


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"vectors": [[1, 2], [3]]},
            "vectors must be a table with one vector a row, got [[1, 2], [3]]",
        ),
        (
            {"vectors": [1, 2]},
            "vectors must be a table with one vector a row and two years or more, got "
            "an array of shape (2,)",
        ),
        (
            {"vectors": [[1], [2]]},
            "vectors must be a table with one vector a row and two years or more, got "
            "an array of shape (2, 1)",
        ),
        (
            {"vectors": np.empty((0, 2), dtype=int)},
            "no vector: the rules contradict one another",
        ),
        (
            {"vectors": [[1, 2.5]]},
            "vectors must hold whole numbers of 0 or more, got an array of float64",
        ),
        (
            {"vectors": [[1, -2]]},
            "vectors must hold whole numbers of 0 or more, got -2",
        ),
        (
            {"vectors": [["1", "2"]]},
            "vectors must hold whole numbers of 0 or more, got an array of str32",
        ),
        (
            {"vectors": [[1, 2], [1, 2]]},
            "vectors must differ from one another: one stands twice",
        ),
        (
            {"years": (2016,)},
            "years must be a list of 2 numbers, one a column of the vectors, got "
            "(2016,)",
        ),
        (
            {"years": "ab"},
            "years must be a list of 2 numbers, one a column of the vectors, got 'ab'",
        ),
        ({"years": (2017, 2016)}, "years must rise, got (2017, 2016)"),
        ({"years": (2016, 2016)}, "years must rise, got (2016, 2016)"),
        (
            {"years": (2016, "x")},
            "each of years must be a whole number of 0 or more, got 'x'",
        ),
        (
            {"months": (12, 0)},
            "each of months must be a whole number of 1 or more, got 0",
        ),
        ({"months": (12, 13)}, "months of 2017 must be 12 or fewer, got 13"),
        (
            {"months": (12, 10, 7)},
            "months must be a list of 2 numbers, one a column of the vectors, got "
            "(12, 10, 7)",
        ),
        (
            {"months": 12},
            "months must be a list of 2 numbers, one a column of the vectors, got 12",
        ),
    ],
)
def test_what_is_no_set_of_vectors_is_refused(changed, message):
    right = {"vectors": [[1, 2]], "years": (2016, 2017), "months": (12, 10)}
    with pytest.raises(InvalidDataError) as error:
        PossibleCounts(**right | changed)
    assert str(error.value) == message


def test_a_year_that_is_not_there_is_refused():
    possible = belgium_vectors()
    with pytest.raises(InvalidDataError) as error:
        possible.of(2018)
    assert str(error.value) == "year must be one of 2014, 2015, 2016, 2017, got 2018"
    with pytest.raises(InvalidDataError) as error:
        possible.pairs(2016, 2016)
    assert str(error.value) == "two years are compared, got 2016 twice"
