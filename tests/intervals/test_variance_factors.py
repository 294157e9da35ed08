"""Variance factors: finite, 1 or more, and each with a name of its own."""

from math import inf

import numpy as np
import pytest

from bemodels.errors import InvalidDataError
from bemodels.intervals.variance_factors import check_factors, factor_words


def test_factors_keep_their_order_and_become_floats():
    found = check_factors(iter([3, np.float64(1.5), 1]))
    assert found == (3.0, 1.5, 1.0)
    assert all(type(one) is float for one in found)


@pytest.mark.parametrize(
    ("factors", "got"),
    [([0.5], "0.5"), ([inf], "inf"), ([True], "True"), (["2"], "'2'")],
)
def test_what_is_no_factor_is_refused(factors, got):
    with pytest.raises(InvalidDataError) as error:
        check_factors(factors)
    assert str(error.value) == (
        f"a variance factor must be a finite number of 1 or more, got {got}"
    )


def test_a_whole_number_that_no_float_holds_is_refused():
    with pytest.raises(InvalidDataError, match="a variance factor must be a finite"):
        check_factors([10**400])


@pytest.mark.parametrize("factors", ["23", 3, None])
def test_what_is_no_sequence_is_refused(factors):
    with pytest.raises(InvalidDataError, match="factors must be a sequence, got"):
        check_factors(factors)


def test_factors_that_differ_are_written_differently():
    assert factor_words(2.0) == "variance factor 2"
    assert factor_words(2.0000001) == "variance factor 2.0000001"
