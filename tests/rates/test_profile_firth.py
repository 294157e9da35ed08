"""Firth's penalised likelihood against a numerical one, other software and symmetry."""

from math import exp, inf, log

import numpy as np
import pytest
from conditional_groups import EDGES, INSPIRED, LINKED, pair
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.special import expit
from scipy.stats import chi2

from bemodels.errors import InvalidDataError
from bemodels.intervals.margins import count_at_odds_ratio
from bemodels.rates.profile import METHODS, firth_test, odds_ratio_firth

P_VALUE = METHODS[0].p_value


def penalised_log_likelihood(level, slope, group, reference):
    """Logistic regression on one indicator, with its information's determinant."""
    design = np.array([[1.0, 1.0], [1.0, 0.0]])
    trials = np.array([group.incidents, reference.incidents])
    attacks = np.array([group.attacks, reference.attacks])
    rate = expit(design @ np.array([level, slope]))
    information = design.T @ np.diag(trials * rate * (1 - rate)) @ design
    likelihood = attacks @ np.log(rate) + (trials - attacks) @ np.log1p(-rate)
    return likelihood + np.log(np.linalg.det(information)) / 2


def profiled(slope, group, reference):
    found = minimize_scalar(
        lambda level: -penalised_log_likelihood(level, slope, group, reference),
        bounds=(-12, 12),
        method="bounded",
        options={"xatol": 1e-10},
    )
    return -found.fun


def best(group, reference):
    found = minimize_scalar(
        lambda slope: -profiled(slope, group, reference),
        bounds=(-12, 12),
        method="bounded",
        options={"xatol": 1e-8},
    )
    return -found.fun


@pytest.mark.parametrize(
    "counts", [(3, 12, 1, 95), (10, 10, 10, 20), (0, 12, 1, 95), (7, 34, 1, 34)]
)
def test_it_is_firths_logistic_regression(counts):
    group, reference = pair(*counts)
    interval = odds_ratio_firth(group, reference)
    most = best(group, reference)

    for slope in (0.0, log(interval.low), log(interval.high)):
        lost = 2 * (most - profiled(slope, group, reference))
        p_value = P_VALUE(group, reference, exp(slope))
        assert p_value == pytest.approx(chi2.sf(lost, 1), rel=1e-5)
    assert firth_test(group, reference).p_value == P_VALUE(group, reference, 1.0)


def test_this_table():
    # firthmodels 0.8.2, penalised likelihood ratio
    assert f"{firth_test(INSPIRED, LINKED).p_value:.7f}" == "0.0015754"


@pytest.mark.parametrize("counts", EDGES)
@pytest.mark.parametrize("level", [0.5, 0.95, 0.999, 1 - 2e-9])
def test_limits_are_finite_and_meet_their_own_test(counts, level):
    group, reference = pair(*counts)
    interval = odds_ratio_firth(group, reference, level=level)

    assert 0 < interval.low < interval.high < inf
    for limit in (interval.low, interval.high):
        p_value = P_VALUE(group, reference, limit)
        assert p_value == pytest.approx(1 - level, rel=1e-7)


def test_ten_thousand_incidents_are_as_normal():
    group, reference = pair(4100, 10_000, 3900, 9990)
    interval = odds_ratio_firth(group, reference)
    center = log(4100.5 / 5900.5 * 6090.5 / 3900.5)
    half = 1.959964 * sum(1 / n for n in (4100.5, 5900.5, 3900.5, 6090.5)) ** 0.5

    assert log(interval.low) == pytest.approx(center - half, abs=1e-5)
    assert log(interval.high) == pytest.approx(center + half, abs=1e-5)


def test_equal_groups_differ_by_nothing():
    assert firth_test(*pair(5, 10, 5, 10)).p_value == 1
    assert firth_test(*pair(0, 7, 0, 7)).p_value == 1


@given(
    st.floats(1e-30, 1e30), st.floats(1, 1e4), st.floats(1, 1e4), st.floats(0.01, 0.99)
)
def test_cells_at_an_odds_ratio_have_it(odds_ratio, trials, others, share):
    total = share * (trials + others)
    cells = count_at_odds_ratio(
        np.array([odds_ratio, 1 / odds_ratio, 1 / odds_ratio, odds_ratio]),
        np.array([trials, trials, others, others]),
        np.array([others, others, trials, trials]),
        np.array([total, trials + others - total, total, trials + others - total]),
    )

    assert (cells > 0).all()
    assert cells[0] + cells[1] == pytest.approx(trials, rel=1e-6)
    assert cells[0] + cells[2] == pytest.approx(total, rel=1e-6)
    found = cells[0] / cells[1] * (cells[3] / cells[2])
    assert found == pytest.approx(odds_ratio, rel=1e-6)


def test_what_is_no_group_level_or_odds_ratio_is_refused():
    with pytest.raises(InvalidDataError, match=r"^group must be a Group, got 3$"):
        firth_test(3, LINKED)
    with pytest.raises(InvalidDataError, match=r"^level must lie between 0 and 1"):
        odds_ratio_firth(INSPIRED, LINKED, level=1)
    with pytest.raises(InvalidDataError, match=r"^an odds ratio must be above 0"):
        P_VALUE(INSPIRED, LINKED, 0)
