"""Log-linear models of times seen: Rcapture's numbers, other routes, no maximum."""

from math import comb, inf

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize
from scipy.special import gammaln

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount.capture import (
    CHAO,
    DARROCH,
    GAMMA35,
    POISSON2,
    chao_lower_bound,
    loglinear_frequencies,
)

ILLEGAL = {1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1}
HARES = {1: 25, 2: 22, 3: 13, 4: 5, 5: 1, 6: 2}


def limits(result, estimand="population"):
    one = result.estimate(estimand)
    return one.interval.low, one.value, one.interval.high


def quantity(result, name):
    return dict(result.table("The fit").rows)[name]


# Rcapture 1.4: closedpCI.0(ill, dfreq=TRUE, dtype="nbcap", t=Inf).
@pytest.mark.parametrize(
    ("heterogeneity", "printed", "digits"),
    [
        ((), 7079.8972, 4),
        (CHAO, 9273.511, 3),
        (POISSON2, 8617.6460, 4),
        (DARROCH, 15562.098, 3),
        (GAMMA35, 29058.324, 3),
    ],
)
def test_illegal_immigrants_by_each_form(heterogeneity, printed, digits):
    result = loglinear_frequencies(ILLEGAL, occasions=inf, heterogeneity=heterogeneity)
    assert round(limits(result)[1], digits) == printed
    assert all(check.passed for check in result.checks)


def test_the_profile_of_the_bound_is_rcaptures():
    result = loglinear_frequencies(ILLEGAL, occasions=inf, heterogeneity=CHAO)
    low, _, high = limits(result)
    assert (round(low, 1), round(high)) == (8088.2, 10704)
    error = quantity(result, "standard error of the population, units")
    assert error == pytest.approx(662.590, abs=5e-4)
    assert result.table("The fit").note == "Negative terms left out: eta5."
    assert result.title.startswith("Lower bound of a population")


# Rcapture 1.4 on Krebs's Box 2.1: M0 of two lists.
def test_krebs_box_by_equal_chances():
    result = loglinear_frequencies({1: 1035, 2: 167}, occasions=2)
    assert round(limits(result)[1], 4) == 2805.6302
    # It prints 164.1368: R's glm leaves weights of the last step but one. The two cells
    # are saturated, so the error has a closed form.
    hidden = 1035**2 / (4 * 167)
    exact = np.sqrt(hidden + hidden**2 * (4 / 1035 + 1 / 167))
    error = quantity(result, "standard error of the population, units")
    assert error == pytest.approx(exact, rel=1e-12)
    assert error == pytest.approx(164.1368, rel=1e-5)


@pytest.mark.parametrize("occasions", [6, 7, 20])
def test_equal_chances_are_a_truncated_binomial(occasions):
    # The mean of the units seen decides the one chance.
    seen = sum(HARES.values())
    mean = sum(times * units for times, units in HARES.items()) / seen

    def excess(chance):
        return occasions * chance / (1 - (1 - chance) ** occasions) - mean

    chance = brentq(excess, 1e-9, 1 - 1e-9, xtol=1e-15)
    value = limits(loglinear_frequencies(HARES, occasions=occasions))[1]
    assert value == pytest.approx(seen / (1 - (1 - chance) ** occasions), rel=1e-10)


@pytest.mark.parametrize("form", [DARROCH, GAMMA35, POISSON2])
@pytest.mark.parametrize("occasions", [6, 9, inf])
def test_the_fit_is_that_of_statsmodels(form, occasions):
    last = 6 if occasions == inf else occasions
    cells = np.arange(1, last + 1)
    counts = np.array([HARES.get(times, 0) for times in cells.tolist()])
    ways = -gammaln(cells + 1)
    if occasions != inf:
        ways = np.log([comb(last, times) for times in cells.tolist()])
    design = np.column_stack([np.ones(last), cells, form.column(cells, occasions)])
    other = sm.GLM(counts, design, family=sm.families.Poisson(), offset=ways).fit(
        tol=1e-14, maxiter=200
    )
    result = loglinear_frequencies(HARES, occasions=occasions, heterogeneity=form)
    hidden = np.exp(other.params[0])
    assert limits(result, "hidden")[1] == pytest.approx(hidden, rel=1e-7)
    error = np.sqrt(hidden + hidden**2 * other.cov_params()[0, 0])
    assert quantity(result, "standard error of the population, units") == pytest.approx(
        error, rel=1e-6
    )
    assert quantity(result, "deviance") == pytest.approx(other.deviance, rel=1e-8)
    assert quantity(result, "AIC") == pytest.approx(other.aic, rel=1e-10)


def test_profile_limits_cut_off_the_multinomial_likelihood():
    seen, occasions = sum(HARES.values()), 6
    times = np.arange(7)
    counts = np.array([0.0, *HARES.values()])

    def loglik(population):
        units = counts.copy()
        units[0] = population - seen

        def loss(theta):
            weight = np.log([comb(occasions, k) for k in range(7)])
            weight = weight + theta[0] * times + theta[1] * times**2 / 2
            return -float(units @ (weight - np.logaddexp.reduce(weight)))

        best = minimize(loss, [-0.5, 0.1], method="BFGS", options={"gtol": 1e-9})
        return gammaln(population + 1) - gammaln(units[0] + 1) - best.fun

    result = loglinear_frequencies(HARES, occasions=occasions, heterogeneity=DARROCH)
    low, value, high = limits(result)
    assert loglik(low) == pytest.approx(loglik(high), abs=1e-6)
    top = max(loglik(one) for one in np.linspace(low, value, 60))
    assert top - loglik(low) == pytest.approx(3.841459 / 2, abs=2e-3)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(2, 40))
@settings(max_examples=25, deadline=None)
def test_singles_and_doubles_alone_give_the_closed_bound(once, twice, occasions):
    # With two occasions the bound is n + f1^2 / (4 f2); in a window n + f1^2 / (2 f2).
    frequencies = {2: twice, 1: once}
    two = loglinear_frequencies(frequencies, occasions=2, heterogeneity=CHAO)
    exact = once + twice + once**2 / (4 * twice)
    assert limits(two)[1] == pytest.approx(exact, rel=1e-9)
    window = loglinear_frequencies(frequencies, occasions=inf)
    assert limits(window)[1] == pytest.approx(
        limits(chao_lower_bound(frequencies))[1], rel=1e-9
    )
    low, value, high = limits(loglinear_frequencies(frequencies, occasions=occasions))
    assert once + twice <= low <= value * (1 + 1e-9)
    assert low < high


def test_a_negative_coefficient_is_no_distribution_of_chances():
    result = loglinear_frequencies(
        {1: 10, 2: 60, 3: 30, 4: 1}, occasions=5, heterogeneity=DARROCH
    )
    (check,) = [one for one in result.checks if one.name == "heterogeneity"]
    assert not check.passed
    assert check.detail.endswith("below 0 no distribution of chances has it")


@pytest.mark.parametrize(
    ("frequencies", "occasions", "form", "message"),
    [
        (
            {1: 5},
            3,
            (),
            "M0: the maximum likelihood estimate does not exist; nobody was seen 2, 3 "
            "times, and the fit runs to 0 there",
        ),
        (
            {1: 5},
            9,
            (),
            "M0: the maximum likelihood estimate does not exist; nobody was seen 2, 3, "
            "4, 5, ... times, and the fit runs to 0 there",
        ),
        (
            {3: 5},
            3,
            (),
            "M0: the maximum likelihood estimate does not exist; nobody was seen 1, 2 "
            "times, and the fit runs to 0 there",
        ),
        (
            {1: 5, 2: 1},
            2,
            DARROCH,
            "Mh Darroch is not identifiable: 2 cells determine 2 of 3 parameters",
        ),
        (
            {1: 5},
            inf,
            (),
            "M0 is not identifiable: 1 cell determines 1 of 2 parameters",
        ),
        ({}, inf, (), "a population needs a unit that was seen, got none"),
    ],
)
def test_what_has_no_estimate_is_refused(frequencies, occasions, form, message):
    with pytest.raises(NotEstimableError) as refused:
        loglinear_frequencies(frequencies, occasions=occasions, heterogeneity=form)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("occasions", "form", "message"),
    [
        (
            5,
            (),
            "occasions must be math.inf or a whole number of 6 or more, the most times "
            "a unit was seen, got 5",
        ),
        (
            6.0,
            (),
            "occasions must be math.inf or a whole number of 6 or more, the most times "
            "a unit was seen, got 6.0",
        ),
        (
            inf,
            "Chao",
            "heterogeneity must be CHAO, POISSON2, DARROCH, GAMMA35 or (), got 'Chao'",
        ),
        (
            inf,
            None,
            "heterogeneity must be CHAO, POISSON2, DARROCH, GAMMA35 or (), got None",
        ),
    ],
)
def test_options_that_are_none_are_refused(occasions, form, message):
    with pytest.raises(InvalidDataError) as refused:
        loglinear_frequencies(ILLEGAL, occasions=occasions, heterogeneity=form)
    assert str(refused.value) == message
