"""Complete counts and zeros of a hierarchical fit: conjugate, by hand, and refused."""

from dataclasses import replace

import numpy as np
import pytest
from drawn_fits import COUNTS, SHAPE, TABLE, YEARS, drawn_fit, table_of
from scipy.stats import nbinom, poisson

from bemodels.counts import (
    CITY_YEAR_PRIORS,
    NoSpread,
    complete_period,
    expected_zero_share,
)
from bemodels.errors import InvalidDataError, NotConvergedError

POISSON = replace(CITY_YEAR_PRIORS, dispersion=NoSpread())


@pytest.fixture(scope="module")
def fit():
    return drawn_fit()


def completed(fit, period=2017, *, full_exposure=1.0, seed=3, **options):
    return complete_period(
        fit,
        period,
        full_exposure=full_exposure,
        rng=np.random.default_rng(seed),
        **options,
    )


def count(*asked, **options):
    return completed(*asked, **options).estimate("complete_period")


def one_row(count_so_far):
    """Return a table whose last period has one row, half of which is seen."""
    rows = table_of({"A": (3, count_so_far), "B": (1, 0)}, years=(1.0, 0.5)).rows
    return replace(TABLE, rows=rows[:3])


@pytest.mark.parametrize("count_so_far", [0, 1, 9])
@pytest.mark.parametrize("level", [0.5, 0.95])
def test_the_remainder_of_a_row_is_conjugate(count_so_far, level):
    # Parameters hardly vary, so that the remainder is negative binomial with shape
    # phi + count and the gamma rate phi / rate + exposure.
    known = drawn_fit(
        one_row(count_so_far), width=1e-6, intercept=np.log(3), heterogeneity=0.8
    )
    found = count(known, 2015, full_exposure=2.5, level=level)

    phi = 0.8**-2
    of_rate = phi / 3 + 0.5
    to_come = nbinom(phi + count_so_far, of_rate / (of_rate + 2))
    assert found.value == pytest.approx(count_so_far + to_come.mean(), rel=1e-4)
    assert_tails(found.interval, to_come, count_so_far)


@pytest.mark.parametrize("level", [0.5, 0.95])
def test_the_remainder_of_a_poisson_row_forgets_its_count(level):
    known = drawn_fit(one_row(9), priors=POISSON, width=1e-6, intercept=np.log(3))
    result = completed(known, 2015, full_exposure=2.5, level=level)
    found = result.estimate("complete_period")

    assert found.value == pytest.approx(9 + 6, rel=1e-4)
    assert_tails(found.interval, poisson(6), 9)
    assert not any("foretells" in one.statement for one in result.assumptions)


def assert_tails(interval, to_come, counted):
    """Hold limits to those of a distribution, within four errors of the draws."""
    for limit, chance in (
        (interval.low, (1 - interval.level) / 2),
        (interval.high, (1 + interval.level) / 2),
    ):
        slack = 4 * np.sqrt(chance * (1 - chance) / np.prod(SHAPE))
        assert to_come.cdf(limit - counted) >= chance - slack
        assert to_come.cdf(limit - counted - 1) <= chance + slack


def test_the_expected_count_sums_over_rows_draw_by_draw(fit):
    found = count(fit)

    draws = fit.draws["posterior"]
    logs = draws["intercept"] + draws["city_effect"] + draws["year_effect"]
    rates = np.exp(logs.to_numpy()[..., 3].reshape(-1, len(COUNTS)))
    alpha = draws["alpha"].to_numpy().reshape(-1, 1)
    so_far, seen = np.array([row[3] for row in COUNTS.values()]), YEARS[3]
    phi = 1 / alpha
    factor = (phi + so_far) / (phi + rates * seen)
    expected = so_far.sum() + (rates * factor).sum(axis=1) * (1 - seen)
    assert found.value == pytest.approx(np.median(expected), rel=1e-9)
    assert found.interval.low >= so_far.sum()
    assert (found.unit, found.interval.kind) == ("incidents", "prediction")
    assert found.interval.method == "equal tails of 2000 predictive draws"
    assert found.identified == "both"


def test_the_parts_of_a_period_and_its_assumptions_are_told(fit):
    result = completed(fit)

    counted, to_come = result.table("Observed part and remainder").rows
    assert counted == ("counted", pytest.approx(2.5), 4)
    assert to_come[1] == pytest.approx(0.5)
    assert counted[2] + to_come[2] == pytest.approx(result.estimates[0].value)
    statements = [one.statement for one in result.assumptions]
    assert statements[0] == "Draws are made up."
    assert any("a high count so far foretells" in one for one in statements)
    assert "(complete_period)" in next(
        one.detail for one in result.checks if one.name == "ess_tail"
    )


def test_a_complete_period_is_its_own_count(fit):
    found = count(fit, 2015)

    assert (found.interval.low, found.value, found.interval.high) == (6, 6, 6)


def test_a_seed_fixes_the_draws(fit):
    assert count(fit) == count(fit)
    assert count(fit, full_exposure=9.0) != count(fit, full_exposure=9.0, seed=4)


def test_the_zero_share_is_the_mean_over_rows_of_each_draw(fit):
    result = expected_zero_share(fit, level=0.8)
    found = result.estimate("expected_zero_share")

    draws = fit.draws["posterior"]
    logs = draws["intercept"] + draws["city_effect"] + draws["year_effect"]
    means = np.exp(logs.to_numpy()) * YEARS
    phi = draws["phi"].to_numpy()[..., None, None]
    shares = nbinom.pmf(0, phi, phi / (phi + means)).mean(axis=(2, 3))
    low, median, high = np.quantile(shares, [0.1, 0.5, 0.9])
    assert (found.interval.low, found.value, found.interval.high) == pytest.approx(
        (low, median, high), rel=1e-9
    )
    assert (found.interval.kind, found.unit) == ("credible", "share of rows")
    observed, expected = result.table("Rows without a count").rows
    assert observed == ("observed", 6, 0.5)
    assert expected == ("expected", pytest.approx(12 * median), pytest.approx(median))


def test_the_zero_share_of_poisson_rows_is_that_of_their_means():
    known = drawn_fit(priors=POISSON, width=1e-7, intercept=np.log(2))
    found = expected_zero_share(known).estimate("expected_zero_share")

    assert found.value == pytest.approx(np.exp(-2 * np.array(YEARS)).mean(), rel=1e-6)


def test_chains_that_do_not_agree_are_refused():
    fit = drawn_fit()
    fit.draws["posterior"]["intercept"][0] += 1.0

    with pytest.raises(NotConvergedError, match=r"^complete_period has not converged"):
        completed(fit)
    with pytest.raises(NotConvergedError, match=r"^expected_zero_share has not conv"):
        expected_zero_share(fit)


@pytest.mark.parametrize(
    ("period", "options", "message"),
    [
        (
            2018,
            {},
            "period must be a level of year, which are 2014, 2015, 2016, 2017, got "
            "2018",
        ),
        (
            "A",
            {},
            "period must be a level of year, which are 2014, 2015, 2016, 2017, got 'A'",
        ),
        (
            2017,
            {"full_exposure": 0.8},
            "full_exposure must be that of every row or more, got 0.8, but row 4 has "
            "0.833333",
        ),
        (2017, {"level": 0}, "level must lie between 0 and 1, got 0"),
    ],
)
def test_what_cannot_be_completed_is_refused(fit, period, options, message):
    with pytest.raises(InvalidDataError) as refused:
        completed(fit, period, **options)
    assert str(refused.value) == message
