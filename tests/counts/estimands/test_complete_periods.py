"""Complete counts: predictive distributions by quadrature and in closed form."""

from math import log, sqrt

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.stats import nbinom, norm, poisson

from bemodels.counts import (
    complete_period,
    fit_bias_reduced_poisson,
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
)
from bemodels.errors import InvalidDataError

YEARS = pd.DataFrame(
    {"n": [21, 24, 10], "year": [2015, 2016, 2017], "t": [1.0, 1.0, 10 / 12]}
)


def completed(fit, period, *, full_exposure=1.0, seed=7, **options):
    return complete_period(
        fit,
        period,
        full_exposure=full_exposure,
        rng=np.random.default_rng(seed),
        **options,
    )


def count(*asked, **options):
    return completed(*asked, **options).estimate("complete_period")


def at_most(k, counts, rate, to_come):
    """Return the probability of k or fewer, the log rate being normal."""
    center, scale = log(rate), 1 / sqrt(counts)
    return quad(
        lambda z: poisson.cdf(k, to_come * np.exp(center + scale * z)) * norm.pdf(z),
        -9,
        9,
    )[0]


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95])
@pytest.mark.parametrize("full", [1.0, 3.0])
def test_poisson_limits_are_those_of_quadrature(level, full):
    fit = fit_poisson("n ~ C(year)", YEARS, exposure="t")
    found = count(fit, 2017, full_exposure=full, level=level)
    to_come = full - 10 / 12
    assert found.value == pytest.approx(10 + 12 * to_come, rel=1e-12)
    for limit, chance in (
        (found.interval.low, (1 - level) / 2),
        (found.interval.high, (1 + level) / 2),
    ):
        # 20,000 draws: four errors of a probability on either side.
        slack = 4 * sqrt(chance * (1 - chance) / 20_000)
        assert at_most(limit - 10, 10, 12, to_come) >= chance - slack
        assert at_most(limit - 11, 10, 12, to_come) <= chance + slack
    assert (found.interval.kind, found.unit) == ("prediction", "n")


def many_rows(kind):
    """Return rows so many that parameters are nearly known; the last is partial."""
    rng = np.random.default_rng(3)
    n = kind(rng, 20_000)
    data = pd.DataFrame({"n": n, "year": np.arange(20_000), "t": 1.0})
    data.loc[19_999, ["n", "t"]] = 9, 0.5
    return data


def test_nb2_keeps_what_the_observed_part_tells():
    data = many_rows(lambda rng, size: rng.poisson(3 * rng.gamma(2, 0.5, size)))
    fit = fit_negative_binomial("n ~ 1", data, exposure="t")
    found = count(fit, 19_999, full_exposure=4.5)
    rate, shape = np.exp(fit.params["Intercept"]), fit.phi + 9
    to_come = nbinom(shape, (fit.phi + rate / 2) / (fit.phi + rate / 2 + 4 * rate))
    assert found.value == pytest.approx(9 + to_come.mean(), rel=1e-9)
    assert found.interval.low == pytest.approx(9 + to_come.ppf(0.025), abs=1)
    assert found.interval.high == pytest.approx(9 + to_come.ppf(0.975), abs=2)


def test_nb1_forgets_the_observed_part():
    data = many_rows(lambda rng, size: rng.poisson(rng.gamma(3, 1, size)))
    fit = fit_negative_binomial_linear("n ~ 1", data, exposure="t")
    found = count(fit, 19_999, full_exposure=4.5)
    rate, alpha = np.exp(fit.params["Intercept"]), fit.alpha
    to_come = nbinom(4 * rate / alpha, 1 / (1 + alpha))
    assert found.value == pytest.approx(9 + to_come.mean(), rel=1e-9)
    assert found.interval.low == pytest.approx(9 + to_come.ppf(0.025), abs=1)
    assert found.interval.high == pytest.approx(9 + to_come.ppf(0.975), abs=1)


@pytest.mark.parametrize(
    "fit_counts", [fit_negative_binomial, fit_negative_binomial_linear]
)
def test_an_alpha_near_0_is_nearly_poisson(fit_counts):
    # Squared residuals exceed the counts by about 4 of 204: alpha lies far inside its
    # error, and below 0 in many draws.
    data = pd.DataFrame({"n": [*range(5)] * 20 + [0, 4, 1], "t": 1.0})
    data["year"], data.loc[102, "t"] = np.arange(103) + 100, 0.5
    fit = fit_counts("n ~ 1", data, exposure="t")
    assert 0 < fit.alpha < fit.alpha_standard_error / 1.5
    found = count(fit, 202, full_exposure=10.5)
    plain = count(fit_poisson("n ~ 1", data, exposure="t"), 202, full_exposure=10.5)
    assert found.value == pytest.approx(plain.value, rel=0.05)
    for end in ("low", "high"):
        near = getattr(plain.interval, end)
        assert getattr(found.interval, end) == pytest.approx(near, abs=3)


@pytest.mark.parametrize(
    "fit_counts", [fit_poisson, fit_negative_binomial, fit_negative_binomial_linear]
)
def test_a_complete_period_is_its_own_count(fit_counts):
    data = pd.DataFrame({"n": [0, 9, 3, 1, 0, 12, 2], "year": range(7), "t": 1.0})
    found = count(fit_counts("n ~ 1", data, exposure="t"), 1)
    assert (found.value, found.interval.low, found.interval.high) == (9, 9, 9)


@pytest.mark.parametrize(
    "fit_counts", [fit_negative_binomial, fit_negative_binomial_linear]
)
def test_an_alpha_of_0_is_held_and_said_to_be(fit_counts):
    data = YEARS.assign(n=[20, 20, 17])
    held = completed(fit_counts("n ~ 1", data, exposure="t"), 2017)
    plain = completed(fit_poisson("n ~ 1", data, exposure="t"), 2017)
    assert held.estimates[0].interval == plain.estimates[0].interval
    assert [one.statement for one in held.assumptions[-2:]] == [
        "Logarithms of estimated rates vary normally around their true values, which "
        "a handful of counts makes doubtful.",
        "Alpha is 0, the boundary of its range, and is taken as known: the interval is "
        "short.",
    ]


def test_the_same_seed_gives_the_same_result():
    fit = fit_poisson("n ~ C(year)", YEARS, exposure="t")
    one, other = (completed(fit, 2017, full_exposure=9.0, seed=4) for _ in range(2))
    assert one == other


def test_cities_without_a_count_are_expected_to_add_nothing_and_are_named():
    data = pd.DataFrame(
        {
            "n": [5, 0, 3, 0],
            "city": list("ABAB"),
            "year": [1, 1, 2, 2],
            "t": [1.0, 1.0, 0.5, 0.5],
        }
    )
    result = completed(fit_poisson("n ~ city", data, exposure="t"), 2)
    assert result.estimates[0].value == pytest.approx(3 + 8 / 1.5 / 2)
    assert "Levels with a fitted rate of 0 are expected" in repr(result)
    reduced = completed(fit_bias_reduced_poisson("n ~ city", data, exposure="t"), 2)
    assert reduced.estimates[0].value == pytest.approx(3 + (8.5 + 0.5) / 1.5 / 2)
    assert result.table("Observed part and remainder").rows[0] == ("counted", 1.0, 3)


@pytest.mark.parametrize(
    ("period", "options", "message"),
    [
        (
            2018,
            {},
            "period must be a value of exactly one column, got 2018, of which none "
            "does",
        ),
        (
            2016,
            {"full_exposure": 0.9},
            "full_exposure must be that of every row or more, got 0.9, but row 2 has 1",
        ),
        (
            2017,
            {"full_exposure": 0},
            "full_exposure must be a finite number above 0, got 0",
        ),
        (2017, {"level": 2}, "level must lie between 0 and 1, got 2"),
    ],
)
def test_what_cannot_be_completed_is_refused(period, options, message):
    fit = fit_poisson("n ~ C(year)", YEARS, exposure="t")
    with pytest.raises(InvalidDataError) as refused:
        count(fit, period, **options)
    assert str(refused.value) == message


def test_a_seed_is_no_source_of_chance():
    fit = fit_poisson("n ~ C(year)", YEARS, exposure="t")
    with pytest.raises(InvalidDataError) as refused:
        complete_period(fit, 2017, full_exposure=1.0, rng=7)
    assert str(refused.value) == "rng must be a Generator, got 7"


def test_a_value_of_two_columns_is_refused():
    data = YEARS.assign(week=[1, 2, 2017], month=[3, 2017, 2])
    fit = fit_poisson("n ~ 1", data.drop(columns="year"), exposure="t")
    with pytest.raises(InvalidDataError) as refused:
        count(fit, 2017)
    assert str(refused.value) == (
        "period must be a value of exactly one column, got 2017, of which week, month "
        "do"
    )
