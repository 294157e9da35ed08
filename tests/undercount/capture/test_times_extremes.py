"""Times seen on many occasions, with gaps, and in large numbers."""

from math import exp, inf, log, log1p

import pytest
from scipy.optimize import brentq, minimize_scalar
from scipy.special import chdtri

from bemodels.errors import InvalidDataError
from bemodels.undercount.capture import (
    CHAO,
    DARROCH,
    GAMMA35,
    POISSON2,
    loglinear_equal,
    loglinear_frequencies,
)

ILLEGAL = {1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1}


def limits(result):
    population = result.estimate("population")
    return population.interval.low, population.value, population.interval.high


def test_times_and_lists_give_one_interval_of_the_bound():
    # the patterns of three lists, as many for each number of lists
    patterns = {"100": 4, "010": 4, "001": 4, "110": 3, "101": 3, "011": 3, "111": 2}
    times = loglinear_frequencies({1: 12, 2: 9, 3: 2}, occasions=3, heterogeneity=CHAO)
    lists = loglinear_equal(patterns, heterogeneity=CHAO)
    assert limits(times) == pytest.approx(limits(lists), rel=1e-9)
    assert limits(times) == pytest.approx((23.0, 28.5798, 40.6349), abs=1e-4)


def test_a_thousand_occasions_are_nearly_a_window():
    low, value, high = limits(loglinear_frequencies({1: 3, 2: 1}, occasions=1000))
    chance = brentq(
        lambda p: 1000 * p + 1.25 * ((1 - p) ** 1000 - 1), 1e-9, 0.5, xtol=1e-15
    )
    assert value == pytest.approx(4 / (1 - (1 - chance) ** 1000), rel=1e-9)
    assert low == 4
    rate = brentq(lambda x: x / (1 - exp(-x)) - 1.25, 0.01, 5)
    assert value == pytest.approx(4 / (1 - exp(-rate)), rel=2e-3)
    assert 120 < high < 130


@pytest.mark.parametrize("occasions", [20, 30, 50, 100])
def test_steps_of_the_poisson_form_stay_below_equal_chances(occasions):
    # 2^k leaves no room for tau on so many occasions, but it may fall a little
    result = loglinear_frequencies(ILLEGAL, occasions=occasions, heterogeneity=POISSON2)
    equal = loglinear_frequencies(ILLEGAL, occasions=occasions)
    assert limits(result) == pytest.approx(limits(equal), rel=2e-2)


@pytest.mark.parametrize("form", [(), DARROCH, GAMMA35])
def test_every_form_has_a_maximum_on_a_thousand_occasions(form):
    result = loglinear_frequencies(ILLEGAL, occasions=1000, heterogeneity=form)
    fitted = [row[2] for row in result.tables[1].rows]
    gamma = dict(result.tables[0].rows)["gamma"]
    assert exp(gamma) == pytest.approx(result.estimate("hidden").value, rel=1e-12)
    assert sum(fitted) <= sum(ILLEGAL.values()) + 1e-6


def test_a_unit_seen_a_thousand_times_leaves_none_unseen():
    assert limits(loglinear_frequencies({1: 5, 2: 1, 1000: 1}, occasions=inf))[
        :2
    ] == pytest.approx((7, 7), abs=1e-6)


def test_a_gap_is_no_reason_to_leave_later_terms_out():
    # the fifth term runs to minus infinity and leaves; the others keep Chao's bound
    gap = {1: 1645, 2: 183, 3: 37, 4: 13, 6: 1}
    low, value, high = limits(
        loglinear_frequencies(gap, occasions=inf, heterogeneity=CHAO)
    )
    assert value == pytest.approx(1879 + 1645**2 / (2 * 183), rel=1e-9)
    assert low < value < high


def profile_high(once, twice):
    """Return the upper limit of N, the multinomial likelihood maximised by hand."""
    seen = once + twice

    def loss(logs, hidden):
        rate = exp(logs)
        total = log1p(rate + rate**2 / 2)
        total *= seen + hidden
        return total - once * log(rate) - twice * (2 * log(rate) - log(2))

    def likelihood(hidden):
        found = minimize_scalar(
            loss, bracket=(10, 20), args=(hidden,), options={"xtol": 1e-13}
        )
        ways = sum(log1p(hidden / k) for k in range(1, seen + 1))
        return ways - found.fun

    best = minimize_scalar(lambda h: -likelihood(h), bounds=(0, 5), method="bounded")
    floor = max(-best.fun, likelihood(0.0)) - chdtri(1, 0.05) / 2
    return seen + brentq(lambda h: likelihood(h) - floor, 1e-3, 20)


def test_a_limit_near_the_units_seen_is_found():
    high = limits(loglinear_frequencies({1: 1, 2: 5000}, occasions=inf))[2]
    assert high == pytest.approx(profile_high(1, 5000), abs=1e-3)


def test_counts_of_a_million_million_give_the_closed_bound():
    units = {1: 10**12, 2: 10**12}
    value = limits(loglinear_frequencies(units, occasions=inf))[1]
    assert value == pytest.approx(2.5e12, rel=1e-12)


@pytest.mark.parametrize(
    ("frequencies", "occasions", "form", "message"),
    [
        (
            {1: 10, 2: 4, 3: 1},
            10**6,
            (),
            "occasions must be 1,000 or less, or math.inf, to which more come near, "
            "got 1000000",
        ),
        (
            {1: 10, 2: 4, 51: 1},
            inf,
            CHAO,
            "Mh Chao takes units seen up to 50 times, and up to 50 occasions if no "
            "unit was seen some smaller number of times, got 51; chao_lower_bound "
            "takes more",
        ),
        (
            {1: 10, 3: 1},
            51,
            CHAO,
            "Mh Chao takes units seen up to 50 times, and up to 50 occasions if no "
            "unit was seen some smaller number of times, got 51; chao_lower_bound "
            "takes more",
        ),
    ],
)
def test_more_than_can_be_fitted_is_refused(frequencies, occasions, form, message):
    with pytest.raises(InvalidDataError) as refused:
        loglinear_frequencies(frequencies, occasions=occasions, heterogeneity=form)
    assert str(refused.value) == message
