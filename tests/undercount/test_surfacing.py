"""Hidden actors: exact negative binomial forms, and that no prior was ever updated."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta as beta_distribution
from scipy.stats import nbinom

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount import (
    Beta,
    Fates,
    SurfacingPrior,
    hidden_given_prior,
    hidden_given_surfacing,
    surfacing_scenarios,
)

TWELVE, NINE = Fates(arrests=9, attacks=3), Fates(arrests=9, attacks=0)


def limits(result, estimand="population"):
    one = result.estimate(estimand)
    return one.interval.low, one.value, one.interval.high


def with_prior(a, b, fates=TWELVE):
    prior = SurfacingPrior(beta=Beta(a=a, b=b), reason="stated for a test")
    return hidden_given_prior(fates, prior)


@pytest.mark.parametrize(
    ("fates", "surfacing", "printed"),
    [
        (TWELVE, 0.05, (127, 234, 390)),
        (TWELVE, 0.1, (65, 117, 193)),
        (TWELVE, 0.2, (34, 59, 94)),
        (TWELVE, 0.3, (24, 39, 61)),
        (TWELVE, 0.5, (16, 23, 35)),
        (TWELVE, 0.7, (13, 17, 23)),
        (TWELVE, 0.9, (12, 13, 16)),
        (TWELVE, 1.0, (12, 12, 12)),
        (NINE, 0.1, (44, 87, 154)),
        (NINE, 0.2, (23, 44, 75)),
        (NINE, 0.5, (11, 17, 28)),
    ],
)
def test_population_if_surfacing_were_known(fates, surfacing, printed):
    assert limits(hidden_given_surfacing(fates, surfacing)) == printed


@pytest.mark.parametrize(
    ("a", "b", "printed"),
    [
        (2, 2, (12, 23, 131)),
        (2, 8, (22, 65, 439)),
        (3, 7, (17, 41, 169)),
        (5, 5, (14, 23, 61)),
    ],
)
def test_population_under_a_prior(a, b, printed):
    assert limits(with_prior(a, b)) == printed


def test_a_quantile_that_is_met_exactly_is_reached():
    """Uniform surfacing: P(N <= m) = 1 - 12/(m + 1), exactly .5 at 23, .975 at 479."""
    assert limits(with_prior(1, 1)) == (12, 23, 479)


def test_a_million_recorded_actors_have_quantiles_too():
    """Uniform surfacing: P(N <= m) = 1 - n/(m + 1), a step too steep for few nodes."""
    many = Fates(arrests=10**6 - 1, attacks=1)
    prior = SurfacingPrior(beta=Beta(a=1, b=1), reason="stated for a test")

    assert limits(hidden_given_prior(many, prior)) == (1025641, 1999999, 39999999)


@given(
    n=st.integers(1, 40),
    a=st.integers(1, 12),
    b=st.integers(1, 12),
    level=st.sampled_from([0.5, 0.8, 0.9]),
)
@settings(deadline=None, max_examples=30)
def test_quantiles_against_summed_fractions(n, a, b, level):
    """Beta negative binomial with whole shapes, summed in exact fractions."""
    fates = Fates(arrests=n, attacks=0)
    prior = SurfacingPrior(beta=Beta(a=a, b=b), reason="stated for a test")
    low, _, high = limits(hidden_given_prior(fates, prior, level=level), "hidden")
    tail = Fraction(str(round((1 - level) / 2, 6)))

    assert reached(int(low), n, a, b) >= tail
    assert low == 0 or reached(int(low) - 1, n, a, b) < tail
    if high < 3000:
        assert reached(int(high), n, a, b) >= 1 - tail
        assert reached(int(high) - 1, n, a, b) < 1 - tail


def reached(hidden, n, a, b):
    return sum(
        (
            Fraction(comb(n + k - 1, k) * beta_integers(a + n, b + k))
            / beta_integers(a, b)
            for k in range(hidden + 1)
        ),
        Fraction(0),
    )


def beta_integers(a, b):
    return Fraction(1, a * comb(a + b - 1, a))


@pytest.mark.parametrize("surfacing", [0.05, 0.2, 0.5, 0.9])
def test_the_likelihood_of_surfacing_is_flat(surfacing):
    """Summed over N under 1/N it is 1/n whatever the probability: prior = posterior."""
    n = TWELVE.recorded
    population = np.arange(n, 20000)
    log_choose = np.cumsum(np.log(np.r_[1, population[1:] / (population[1:] - n)]))
    binomial = np.exp(
        log_choose + n * np.log(surfacing) + (population - n) * np.log1p(-surfacing)
    )
    assert (binomial / population).sum() == pytest.approx(1 / n, rel=1e-9)


def test_the_surfacing_posterior_is_its_prior_and_says_so():
    result = with_prior(2, 8)
    surfacing = result.estimate("surfacing")

    assert surfacing.identified == "prior"
    assert surfacing.interval.low == pytest.approx(0.0281, abs=5e-5)
    assert all(one.identified == "prior" for one in result.estimates)


@given(n=st.integers(1, 100), surfacing=st.floats(0.01, 0.99))
@settings(deadline=None, max_examples=40)
def test_quantiles_cross_scipys_distribution_function(n, surfacing):
    """Its ppf is no oracle: for n = 8 and .5 it misses P(hidden <= 7) = 1/2."""
    result = hidden_given_surfacing(Fates(arrests=n, attacks=0), surfacing)
    distribution = nbinom(n, surfacing)

    for quantile, level in zip(
        limits(result, "hidden"), (0.025, 0.5, 0.975), strict=True
    ):
        assert distribution.cdf(quantile) >= level - 1e-11
        assert distribution.cdf(quantile - 1) < level


@given(n=st.integers(1, 50))
@settings(deadline=None, max_examples=15)
def test_a_larger_share_surfacing_hides_fewer(n):
    fates = Fates(arrests=n, attacks=0)
    curve = surfacing_scenarios(fates).curves[0]

    assert list(curve.y) == sorted(curve.y, reverse=True)
    assert curve.y[-1] == curve.low[-1] == curve.high[-1] == n


@given(n=st.integers(1, 60), surfacing=st.floats(0.02, 0.999))
@settings(deadline=None, max_examples=40)
def test_the_likelihood_of_surfacing_is_one_over_n_for_any_probability(n, surfacing):
    """The binomial of each N times its prior 1/N, summed until nothing is left."""
    term, total, population = surfacing**n / n, 0.0, n
    while term > 1e-18 * total or population < n / surfacing:
        total += term
        population += 1
        # binomial(N) / N over that of N - 1, in which N cancels
        term *= (population - 1) / (population - n) * (1 - surfacing)

    assert total == pytest.approx(1 / n, rel=1e-9)


@given(a=st.floats(0.5, 20), b=st.floats(0.5, 20), n=st.integers(1, 50))
@settings(deadline=None, max_examples=20)
def test_the_posterior_of_surfacing_is_the_prior_for_any_data(a, b, n):
    fates = Fates(arrests=n, attacks=0)

    assert limits(with_prior(a, b, fates), "surfacing") == pytest.approx(
        beta_distribution(a, b).ppf([0.025, 0.5, 0.975]), rel=1e-9
    )


@pytest.mark.parametrize(
    ("result", "stated"),
    [
        (hidden_given_surfacing(TWELVE, 0.2), "0.2"),
        (with_prior(2, 8), "Beta(2, 8)"),
    ],
)
def test_what_is_stated_stands_beside_every_number(result, stated):
    for one in result.estimates:
        assert one.interval.method.startswith(
            f"scenario: surfacing stated as {stated}; "
        )
    assert "The number of actors N has the scale prior" in repr(result)
    assert {one.name for one in result.card.parameters} == {
        one.estimand for one in result.estimates
    }


def test_every_scenario_has_intervals_of_population_and_hidden():
    (table,) = surfacing_scenarios(TWELVE).tables
    rows = {row[0]: row[1:] for row in table.rows}

    assert rows[0.2] == (59, 34, 94, 47, 22, 82)
    assert rows[1.0] == (12, 12, 12, 0, 0, 0)
    assert len(set(table.columns)) == len(table.columns) == 7


@pytest.mark.parametrize("surfacing", [0.0, -0.1, 1.01, float("nan"), True, None])
def test_impossible_surfacing_is_refused(surfacing):
    with pytest.raises(InvalidDataError) as error:
        hidden_given_surfacing(TWELVE, surfacing)
    assert str(error.value) == f"surfacing must lie in (0, 1], got {surfacing}"


def test_nobody_recorded_is_refused():
    with pytest.raises(NotEstimableError) as error:
        hidden_given_surfacing(Fates(arrests=0, attacks=0), 0.2)
    assert str(error.value) == (
        "with no recorded actor any number of hidden ones fits, got 0 arrest actions "
        "and 0 attacks"
    )


def test_a_prior_without_a_reason_is_refused():
    with pytest.raises(InvalidDataError) as error:
        SurfacingPrior(beta=Beta(a=2, b=8), reason=" ")
    assert str(error.value) == "a prior on surfacing needs a reason, got none"


def test_a_quantile_beyond_all_counting_is_refused():
    with pytest.raises(NotEstimableError) as error:
        with_prior(0.1, 0.5)
    assert str(error.value) == (
        "the 0.975 quantile of the hidden actors lies above 2**53, beyond which a "
        "whole number is not held exactly: state a larger probability, or a prior with "
        "less of it near 0"
    )


@pytest.mark.parametrize("surfacing", [0.05, 0.37, 1.0])
def test_under_jeffreys_priors_of_the_fates_one_more_failure_is_awaited(surfacing):
    (table,) = hidden_given_surfacing(TWELVE, surfacing).tables
    for (_, median, low, high), before in zip(table.rows, (12, 13), strict=True):
        expected = nbinom(before, surfacing).ppf([0.5, 0.025, 0.975])
        assert (median, low, high) == tuple(expected)
