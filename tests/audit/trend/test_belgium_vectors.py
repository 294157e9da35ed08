"""The vectors of the report on Belgium, against those listed by brute force."""

from possible_vectors import MONTHS, VECTORS, YEARS

from bemodels.audit import belgium_possible_counts


def test_the_report_leaves_the_vectors_that_are_listed_one_by_one():
    found = belgium_possible_counts()
    assert sorted(map(tuple, found.vectors.tolist())) == sorted(VECTORS)
    assert (found.years, found.months) == (YEARS, MONTHS)
