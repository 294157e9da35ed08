"""Roots of increasing functions: found from anywhere, and never sought for ever."""

import pytest

from bemodels.errors import NotEstimableError
from bemodels.intervals import solve_increasing


@pytest.mark.parametrize("start", [-1e6, 0.0, 2.0, 1e6])
@pytest.mark.parametrize("step", [1e-9, 1.0, 1e9])
def test_a_root_is_found_from_anywhere(start, step):
    assert solve_increasing(lambda x: x - 2, start=start, step=step) == (
        pytest.approx(2, abs=1e-12)
    )


@pytest.mark.parametrize("value", [-1.0, 1.0, float("nan")])
def test_a_function_that_never_crosses_zero_ends_in_an_error(value):
    with pytest.raises(NotEstimableError, match="a root is not estimable: none lies"):
        solve_increasing(lambda _: value)
