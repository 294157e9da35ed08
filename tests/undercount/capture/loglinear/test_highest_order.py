"""The stated interaction of the highest order: grid, limits, what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published_lists import KOSOVO, KREBS
from scipy.optimize import minimize
from scipy.special import gammaln, xlogy

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount.capture import loglinear_lists, no_highest_order_interaction
from bemodels.undercount.capture.capture_table import patterns_of

GRID = "Population by the interaction of the highest order"
counts = st.lists(st.integers(1, 500), min_size=7, max_size=7)


@pytest.fixture(scope="module")
def kosovo():
    return no_highest_order_interaction(KOSOVO, 1)


def test_the_grid_of_kosovo(kosovo):
    found = [row[:2] for row in kosovo.table(GRID).rows]
    assert [xi for xi, _ in found] == [1 / 2, 2 / 3, 1, 3 / 2, 2]
    assert [one for _, one in found] == pytest.approx(
        [10670.9, 12761.3, 16941.9, 23212.8, 29483.8], abs=0.051
    )


def test_none_of_the_highest_order_is_the_saturated_model(kosovo):
    saturated = loglinear_lists(KOSOVO, interactions=("abc", "abd", "acd", "bcd"))
    here, there = (one.estimate("population") for one in (kosovo, saturated))
    assert here.value == pytest.approx(there.value, rel=1e-9)
    assert here.interval.low == pytest.approx(there.interval.low, rel=1e-7)
    assert here.interval.high == pytest.approx(there.interval.high, rel=1e-7)
    (mine, *_), (other, *_) = (
        one.table("Population by two likelihoods").rows for one in (kosovo, saturated)
    )
    assert mine[1:] == pytest.approx(other[1:], rel=1e-8)
    assert (here.identified, there.identified) == ("both", "data")


def test_the_curve_passes_through_the_grid(kosovo):
    (curve,) = kosovo.curves
    rows = kosovo.table(GRID).rows
    for end, row in ((0, rows[0]), (10, rows[2]), (-1, rows[-1])):
        found = (curve.x[end], curve.y[end], curve.low[end], curve.high[end])
        assert found == pytest.approx(row, rel=1e-6)


@given(counts=counts, xi=st.floats(0.1, 10), order=st.permutations(range(3)))
@settings(deadline=None, max_examples=15)
def test_lists_may_stand_in_any_order(counts, xi, order):
    histories = dict(zip(patterns_of(3), counts, strict=True))
    moved = {
        "".join(pattern[place] for place in order): count
        for pattern, count in histories.items()
    }
    here, there = (
        no_highest_order_interaction(one, xi).estimate("population")
        for one in (histories, moved)
    )
    assert here.value == pytest.approx(there.value, rel=1e-9)
    assert here.interval.high == pytest.approx(there.interval.high, rel=1e-6)


@pytest.mark.parametrize("xi", [0.5, 1, 3])
def test_the_limits_against_a_free_maximisation(xi):
    observed = np.array([KREBS[one] for one in ("01", "10", "11")], dtype=float)

    def best(hidden):
        """Maximise the multinomial likelihood over two free cells."""
        whole = np.append(observed, hidden)

        def loss(logs):
            first, second = logs
            free = np.array([first, second, 0.0, first + second + np.log(xi)])
            return -(xlogy(whole, np.exp(free - np.log(np.exp(free).sum())))).sum()

        found = minimize(loss, (0.0, 0.0), method="BFGS", options={"gtol": 1e-7})
        return gammaln(whole.sum() + 1) - gammaln(hidden + 1) - found.fun

    result = no_highest_order_interaction(KREBS, xi)
    (_, (_, top, _, low, high)) = result.table("Population by two likelihoods").rows
    fallen = best(top - 1202) - 3.841458820694124 / 2
    assert best(low - 1202) == pytest.approx(fallen, abs=1e-5)
    assert best(high - 1202) == pytest.approx(fallen, abs=1e-5)
    assert best(top - 1202) >= max(best(top - 1212), best(top - 1192))


def test_a_pattern_that_no_one_saw_is_refused():
    with pytest.raises(NotEstimableError) as refused:
        no_highest_order_interaction({"001": 3, "011": 2, "111": 1}, 1)
    assert str(refused.value) == (
        "no highest-order interaction: the maximum likelihood estimate needs every "
        "pattern to be seen, got none of 010 and of 3 more"
    )


def test_numbers_beyond_all_data_are_refused():
    most = dict.fromkeys(patterns_of(3), 10**9) | {"011": 1, "101": 1, "110": 1}
    with pytest.raises(NotEstimableError) as refused:
        no_highest_order_interaction(most, 1)
    assert str(refused.value) == (
        "no highest-order interaction: the hidden exceed 10^15, which these histories "
        "cannot tell from infinity"
    )


@pytest.mark.parametrize("xi", [0, -1, float("nan"), float("inf"), "1", True, None])
def test_an_impossible_interaction_is_refused(xi):
    with pytest.raises(InvalidDataError) as refused:
        no_highest_order_interaction(KREBS, xi)
    shown = repr(xi)
    assert str(refused.value) == f"xi must lie in 1e-06..1e+06, got {shown}"
