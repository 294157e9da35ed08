"""Model Mb against its closed form, its log-linear form and brute force."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.special import gammaln, xlogy

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture import loglinear_behaviour
from bemodels.undercount.capture.loglinear.poisson_cells import fit_cells

THREE = {"100": 40, "010": 22, "001": 9, "110": 11, "101": 8, "011": 6, "111": 5}


def population(histories):
    return loglinear_behaviour(histories).estimate("population")


@given(first=st.integers(2, 5000), second=st.integers(0, 5000))
@settings(deadline=None, max_examples=40)
def test_two_lists_have_a_closed_form(first, second):
    histories = {"10": first, "01": second}
    if second >= first:
        with pytest.raises(NotEstimableError):
            population(histories)
        return
    found = population(histories)
    assert found.value == pytest.approx(first**2 / (first - second), rel=1e-9)
    assert first + second <= found.interval.low <= found.interval.high


def test_it_is_the_log_linear_model_of_before_and_after():
    # Cormack 1989: expected counts exp(a + b1 before + b2 after), as Rcapture fits it
    patterns = sorted(THREE)
    before = np.array([one.index("1") for one in patterns], dtype=float)
    after = np.array([one.count("1") - 1 for one in patterns], dtype=float)
    fit = fit_cells(
        np.array([THREE[one] for one in patterns], dtype=float),
        np.column_stack([np.ones(7), before, after]),
    )
    level, miss, again = np.exp(fit.coefficients)
    room = 1 + again - miss
    expected = level * (1 + again) ** 3 / room
    slopes = np.array([1, miss / room, 3 * again / (1 + again) - again / room])
    variance = (expected * slopes) @ fit.covariance @ (expected * slopes) - expected

    (_, value, error, *_), _ = (
        loglinear_behaviour(THREE).table("Population by two likelihoods").rows
    )
    assert value == pytest.approx(expected, rel=1e-9)
    assert error == pytest.approx(np.sqrt(variance), rel=1e-8)


def test_the_interval_holds_what_the_likelihood_does_not_reject():
    firsts, lists = np.array([64.0, 28.0, 9.0]), 3
    recorded = firsts.sum()

    def best(hidden):
        """Return the log likelihood, its chance found by search."""

        def loss(miss):
            misses = np.arange(lists) @ firsts + lists * hidden
            return -recorded * np.log1p(-miss) - xlogy(misses, miss)

        found = minimize_scalar(loss, bounds=(1e-9, 1 - 1e-9), method="bounded")
        return gammaln(recorded + hidden + 1) - gammaln(hidden + 1) - found.fun

    interval = population(THREE).interval
    grid = np.arange(0, 500) * 0.05
    values = np.array([best(one) for one in grid])
    kept = grid[values >= values.max() - 3.841459 / 2] + recorded
    assert interval.low == pytest.approx(kept.min(), abs=0.06)
    assert interval.high == pytest.approx(kept.max(), abs=0.06)


def test_recaptures_say_nothing_of_the_hidden():
    moved = {**THREE, "111": 0, "110": 16}
    assert population(moved) == population(THREE)


def test_all_seen_by_the_first_list_leaves_none_hidden():
    found = population({"10": 5, "11": 4})
    assert (found.value, found.interval.low) == (9, 9)
    assert 9 < found.interval.high < 12


def test_first_captures_that_do_not_fall_are_refused():
    with pytest.raises(NotEstimableError) as refused:
        population({"100": 4, "010": 3, "001": 4})
    assert str(refused.value) == (
        "Mb: the population is not estimable; incidents seen first do not fall from "
        "list to list on the whole, got 4, 3, 4"
    )
