"""Numbers as they are written: exactly, and no two alike."""

from fractions import Fraction
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError
from bemodels.result.as_written import exact, format_exact

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (50, "50"),
        (50.0, "50"),
        (np.float64(50), "50"),
        (np.int64(50), "50"),
        (Fraction(50), "50"),
        (50.0000001, "50.0000001"),
        (np.float64(50.0000001), "50.0000001"),
        (0, "0"),
        (-0.0, "0"),
        (1234567.0, "1234567"),
        (33.3, "33.3"),
        (Fraction(1, 3), "1/3"),
        (1e-7, "1e-07"),
        (2.0**53, "9007199254740992"),
        (1e300, "1e+300"),
    ],
)
def test_numbers_are_plain_and_have_all_their_digits(value, text):
    assert format_exact(value) == text


@given(FINITE, FINITE)
def test_two_numbers_never_share_a_text(one, other):
    assert (format_exact(one) == format_exact(other)) == (one == other)


@given(FINITE)
def test_neighbours_do_not_share_a_text(value):
    nearer = np.nextafter(value, 0.0 if value else 1.0)
    assert format_exact(value) != format_exact(nearer)


@given(st.fractions())
def test_a_fraction_is_itself(value):
    assert exact("it", value) == value


def test_a_number_is_what_it_is_written_as():
    assert exact("it", 10.1) == Fraction(101, 10)
    assert exact("it", np.float32(0.1)) == Fraction(1, 10)
    assert exact("it", np.int64(7)) * 10**30 == 7 * 10**30


@pytest.mark.parametrize("value", [inf, nan, "1", True, None])
def test_what_is_no_finite_number_is_refused(value):
    with pytest.raises(InvalidDataError, match="it must be a finite number, got"):
        exact("it", value)
