"""Whole numbers that are printed in digits, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.data.printed_numbers import (
    holds_percentage,
    pointed_numbers_in,
    whole_numbers_in,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("150", (150,)),
        ("total 150.", (150,)),
        ("150, of which 4", (150, 4)),
        ("4 / 103 / 135", (4, 103, 135)),
        ("5/78", (5, 78)),
        ("2014-2016", (2014, 2016)),
        ("(0)", (0,)),
        ("3 / at least 2", (3, 2)),
        ("+1 placement", (1,)),
        # A year before a number of three digits is not its thousands.
        ("2016 150", (2016, 150)),
        ("12 345 678", (12_345_678,)),
        ("1\N{NARROW NO-BREAK SPACE}083", (1083,)),
        *(("9" * 15, (10**15 - 1,)), ("9" * 5000, ()), ("1" + ",000" * 2000, ())),
        # Neither 1 nor 835 of a number that is not parted as thousands are.
        *(("1,0835", ()), ("83,85", ()), ("1.083", ()), ("137.5 million", ())),
        *(("2 million", ()), ("57%", ()), ("57 %", ()), ("57 per cent", ())),
        *(
            ("57 p.c.", ()),
            ("57 pct", ()),
            ("S01", ()),
            ("2nd", ()),
            ("a dozen", ()),
            ("", ()),
        ),
    ],
)
def test_a_whole_number_stands_alone_in_digits(text, numbers):
    assert whole_numbers_in(text) == numbers


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=4))
def test_numbers_are_those_that_were_written(numbers):
    assert whole_numbers_in(" / ".join(map(str, numbers))) == tuple(numbers)
    parted = " and ".join(f"{one:,} incidents" for one in numbers)
    assert whole_numbers_in(parted) == tuple(numbers)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        *(("65%", True), ("83 (65 %)", True), ("6.5 Per Cent", True)),
        *(("65 percent", True), ("65 percentile", False), ("65", False)),
        *(("65 p.c.", True), ("65 p.c", True), ("65p. c.", True), ("65 pct.", True)),
        *(("a per cent", False), ("65 pcts", False), ("65 pc", False)),
    ],
)
def test_a_percentage_has_digits_before_its_sign(text, holds):
    assert holds_percentage(text) is holds


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        *(("0.57", ("0.57",)), ("1.083 raids", ("1.083",)), ("(2.5)", ("2.5",))),
        *(("1.083.000", ("1.083.000",)), ("4.0 / 1.50.", ("4.0", "1.50"))),
        *(("57", ()), ("57.", ()), ("1,083.", ()), ("22.3.2016", ()), ("v1.2", ())),
        *(("57.5%", ()), ("57.5 p.c.", ()), ("1.5 million", ()), ("1.5km", ())),
    ],
)
def test_a_number_with_a_point_is_neither_percentage_million_nor_day(text, numbers):
    assert pointed_numbers_in(text) == numbers
