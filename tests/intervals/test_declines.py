"""Declines: what is asked, once each, and the incidents that leave one."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bemodels.intervals.declines import (
    check_declines,
    late_for_decline,
    percent_decline,
)


def test_a_decline_is_100_less_the_ratio_exactly_where_that_is_a_fraction():
    assert percent_decline(Fraction(7, 10)) == 30.0
    assert percent_decline(0.5) == 50.0


def test_equal_declines_are_asked_once_however_they_are_written():
    asked = [50, 50.0, Fraction(50), np.float32(0.1), 0.1, Fraction(1, 3), 1 / 3]
    assert check_declines(asked) == (50, np.float32(0.1), Fraction(1, 3), 1 / 3)


def test_declines_are_read_from_an_iterator():
    assert check_declines(iter([25, 50.0000001, 50])) == (25, 50.0000001, 50)


@given(
    st.integers(0, 200),
    st.integers(1, 200),
    st.fractions(Fraction(1, 12), 12),
    st.decimals(0, 99, places=2),
)
def test_it_is_the_smallest_number_that_does(count, reference, ratio, percent):
    late = late_for_decline(
        count, reference, exposure_ratio=ratio, percent=float(percent)
    )

    def decline(added):
        return 100 * (1 - (count + added) / (reference * ratio))

    assert decline(late) <= Fraction(percent)
    assert late == 0 or decline(late - 1) > Fraction(percent)


@pytest.mark.parametrize(("percent", "late"), [(10.1, 889), (10, 890), (99, 0)])
def test_a_decline_is_taken_as_it_is_written(percent, late):
    # Of 1,000 a decline of 10.1% leaves 899; the binary 10.1 is a little less.
    assert (
        late_for_decline(10, 1000, exposure_ratio=Fraction(1), percent=percent) == late
    )
