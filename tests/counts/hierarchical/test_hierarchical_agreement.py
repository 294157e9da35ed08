"""With many counts and wide priors the hierarchical fit says what the likelihood says.

A label of a city is only a label: turning cities round turns their rates round.
"""

from dataclasses import replace

import numpy as np
import pytest
from two_cities import two_cities

from bemodels.counts import (
    CITY_YEAR_PRIORS,
    HalfNormalSpread,
    IndependentYears,
    NoSpread,
    annual_rates,
    complete_period,
    fit_hierarchical,
    fit_poisson,
    rate_difference,
    rate_ratio,
    standardised_annual_rates,
)

pytestmark = pytest.mark.sampling

WIDE = replace(
    CITY_YEAR_PRIORS,
    intercept_location=5.0,
    intercept_scale=2.0,
    cities=HalfNormalSpread(scale=1.5),
    years=IndependentYears(spread=HalfNormalSpread(scale=1.0)),
    dispersion=NoSpread(),
)
# 700 and 140 a year, twice as many in 2016.
MANY = two_cities((415, 690, 1402, 601), (79, 142, 275, 121))
FEW = two_cities((3, 5, 6, 2), (0, 1, 0, 2))
TURNED = two_cities((0, 1, 0, 2), (3, 5, 6, 2))


@pytest.fixture(scope="module")
def fits():
    by_likelihood = fit_poisson("count ~ city + C(year)", MANY)
    return by_likelihood, fit_hierarchical(MANY, priors=WIDE, seed=3, draws=2000)


QUESTIONS = {
    "rates of cities": lambda fit: annual_rates(fit, "city"),
    "rates of years": lambda fit: annual_rates(fit, "year"),
    "standardised rates": lambda fit: standardised_annual_rates(fit, "city"),
    "standardised rates of years": lambda fit: standardised_annual_rates(fit, "year"),
    "ratio": lambda fit: rate_ratio(fit, "year", 2017, 2016),
    "difference": lambda fit: rate_difference(fit, "city", "B", "A"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_many_counts_say_what_the_likelihood_says(fits, question):
    """Within a tenth of half the width of the interval, by the likelihood."""
    likelihood, posterior = (QUESTIONS[question](fit).estimates for fit in fits)

    for one, other in zip(likelihood, posterior, strict=True):
        assert (one.estimand, one.unit) == (other.estimand, other.unit)
        reach = (one.interval.high - one.interval.low) / 2
        assert other.value == pytest.approx(one.value, abs=0.1 * reach)
        assert other.interval.low == pytest.approx(one.interval.low, abs=0.15 * reach)
        assert other.interval.high == pytest.approx(one.interval.high, abs=0.15 * reach)


def test_many_counts_complete_a_period_as_the_likelihood_does(fits):
    likelihood, posterior = (
        complete_period(fit, 2017, full_exposure=1.0, rng=np.random.default_rng(2))
        for fit in fits
    )

    (one,), (other,) = likelihood.estimates, posterior.estimates
    assert other.value == pytest.approx(one.value, abs=1)
    # The count to come has a standard deviation of 13.
    assert other.interval.low == pytest.approx(one.interval.low, abs=3)
    assert other.interval.high == pytest.approx(one.interval.high, abs=3)
    first, second = (
        result.table("Observed part and remainder").rows
        for result in (likelihood, posterior)
    )
    assert first[0] == second[0]
    assert first[1][2] == pytest.approx(second[1][2], abs=1)


@pytest.fixture(scope="module")
def turned():
    return [
        fit_hierarchical(table, priors=CITY_YEAR_PRIORS, seed=seed, draws=2000)
        for table, seed in ((FEW, 4), (TURNED, 5))
    ]


def test_turning_cities_round_turns_their_rates_round(turned):
    one, other = (annual_rates(fit, "city") for fit in turned)

    for label, turned_label in (("A", "B"), ("B", "A")):
        first = one.estimate(f"annual_rate[{label}]")
        second = other.estimate(f"annual_rate[{turned_label}]")
        width = first.interval.high - first.interval.low
        # Two fits, each within four Monte Carlo errors.
        assert first.value == pytest.approx(second.value, abs=0.03 * width)
        assert first.interval.low == pytest.approx(
            second.interval.low, abs=0.03 * width
        )
        assert first.interval.high == pytest.approx(
            second.interval.high, abs=0.12 * width
        )


def test_turning_cities_round_leaves_years_alone(turned):
    one, other = (
        rate_ratio(fit, "year", 2017, 2016).estimate("rate_ratio") for fit in turned
    )

    width = one.interval.high - one.interval.low
    assert one.value == pytest.approx(other.value, abs=0.03 * width)
