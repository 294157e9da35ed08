"""The vectors as a result: every one of them, and the range of each year."""

import pytest
from possible_vectors import VECTORS, YEARS, belgium_vectors, one_vector

from bemodels import Provenance
from bemodels.audit import PossibleCounts, counts_over_vectors
from bemodels.errors import InvalidDataError


def test_every_vector_is_a_row_and_every_year_has_its_range():
    result = counts_over_vectors(belgium_vectors())
    (table,) = result.tables
    assert table.columns == ("2014", "2015", "2016", "2017")
    assert sorted(table.rows) == sorted(VECTORS)
    # The ranges: 1-30, 2-46, 36-83, 9-21.
    found = {
        one.estimand: (one.interval.low, one.interval.high, one.interval.kind)
        for one in result.estimates
    }
    assert found == {
        "count[2014]": (1, 30, "bounds"),
        "count[2015]": (2, 46, "bounds"),
        "count[2016]": (36, 83, "bounds"),
        "count[2017]": (9, 21, "bounds"),
    }
    assert result.conclusion == (
        "240 vectors are possible: 1 to 30 in 2014, 2 to 46 in 2015, 36 to 83 in 2016, "
        "9 to 21 in 2017. The ends of several years are not reached together."
    )


def test_one_vector_is_told_as_one():
    result = counts_over_vectors(one_vector(12, 35, 48, 12))
    assert result.conclusion == (
        "One vector is possible: 12 in 2014, 35 in 2015, 48 in 2016, 12 in 2017."
    )
    assert [one.value for one in result.estimates] == [12, 35, 48, 12]
    assert result.tables[0].rows == ((12, 35, 48, 12),)
    assert len(YEARS) == len(result.estimates)


def test_a_count_that_all_vectors_share_is_told_once():
    possible = PossibleCounts(
        vectors=[[2, 9, 4], [3, 8, 4]], years=(2015, 2016, 2017), months=(12, 12, 9)
    )
    assert counts_over_vectors(possible).conclusion == (
        "2 vectors are possible: 2 to 3 in 2015, 8 to 9 in 2016, 4 in 2017. The ends "
        "of several years are not reached together."
    )


def test_sources_are_passed_through_and_an_array_is_refused():
    source = Provenance(source="mine.csv", sha256="0" * 64, rows=1)
    result = counts_over_vectors(belgium_vectors(), provenance=(source,))
    assert result.provenance == (source,)
    with pytest.raises(InvalidDataError) as caught:
        counts_over_vectors([[12, 35, 48, 12]])
    assert str(caught.value) == (
        "possible must be a PossibleCounts, got [[12, 35, 48, 12]]"
    )
