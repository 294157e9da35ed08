"""A contrast of two labels: what it refuses, and which keys it speaks of."""

import pytest
from count_tables import city_years

from bemodels.counts.agreement.label_contrast import (
    LabelContrast,
    other_key,
    place_key,
)
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ((3, 1, 2), "key must be a str, got 3"),
        (("year", 2015.5, 2), "value must be text or a whole number, got 2015.5"),
        (("year", 2015, None), "reference must be text or a whole number, got None"),
        (("year", True, 1), "value must be text or a whole number, got True"),
        (("year", 2015, 2015), "value and reference must differ, got 2015 for both"),
    ],
)
def test_what_names_no_contrast_is_refused(asked, message):
    key, value, reference = asked
    with pytest.raises(InvalidDataError) as refused:
        LabelContrast(key=key, value=value, reference=reference)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            ("month", 1, 2),
            "key must be a key of the table, which are city, year, got 'month'",
        ),
        (
            ("year", 2013, 2015),
            "value must be a label of year, which are 2014, 2015, 2016, 2017, got 2013",
        ),
        (
            ("city", "A", "Z"),
            "reference must be a label of city, which are 'A', 'B', 'C', 'D', 'E', "
            "got 'Z'",
        ),
    ],
)
def test_what_the_table_does_not_hold_is_refused(asked, message):
    key, value, reference = asked
    contrast = LabelContrast(key=key, value=value, reference=reference)
    with pytest.raises(InvalidDataError) as refused:
        contrast.check_in(city_years())
    assert str(refused.value) == message


def test_a_table_by_one_key_is_refused():
    table = CountTable(keys=("year",), rows=((2014, 1, 1.0), (2015, 2, 1.0)))
    with pytest.raises(InvalidDataError) as refused:
        LabelContrast(key="year", value=2014, reference=2015).check_in(table)
    assert str(refused.value) == (
        "the models need a table by two keys, such as city and year, got 1: year"
    )


def test_places_are_the_first_key_that_is_no_time():
    assert place_key(city_years()) == "city"
    assert other_key(city_years(), "year") == "city"
    turned = CountTable(keys=("year", "link"), rows=((2014, "linked", 1, 1.0),))
    assert place_key(turned) == "link"
    times = CountTable(keys=("year", "year_month"), rows=((2014, "2014-06", 1, 1.0),))
    assert place_key(times) == "year"
