"""Rates and contrasts of a hierarchical fit, draw by draw, by hand."""

from dataclasses import replace

import numpy as np
import pytest
from drawn_fits import COUNTS, MADE_UP, TABLE, YEARS, drawn_fit

from bemodels.counts import (
    CITY_YEAR_PRIORS,
    IndependentYears,
    NoSpread,
    annual_rates,
    rate_difference,
    rate_ratio,
    standardised_annual_rates,
)
from bemodels.errors import InvalidDataError, NotConvergedError, NotEstimableError


@pytest.fixture(scope="module")
def fit():
    return drawn_fit()


def cell_rates(fit):
    """Return the rate of every city and year, shape (draws, 3, 4)."""
    draws = fit.draws["posterior"]
    logs = draws["intercept"] + draws["city_effect"] + draws["year_effect"]
    return np.exp(logs.to_numpy().reshape(-1, len(COUNTS), len(YEARS)))


def tails(draws, level=0.95):
    return np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2])


def limits(estimate):
    return estimate.interval.low, estimate.value, estimate.interval.high


@pytest.mark.parametrize(("by", "other"), [("city", 2), ("year", 1)])
def test_annual_rates_are_geometric_means_over_the_other_key(fit, by, other):
    found = annual_rates(fit, by, level=0.8)

    expected = np.exp(np.log(cell_rates(fit)).mean(axis=other))
    labels = sorted({row[0 if by == "city" else 1] for row in TABLE.rows})
    for place, (label, one) in enumerate(zip(labels, found.estimates, strict=True)):
        assert one.estimand == f"annual_rate[{label}]"
        assert limits(one) == pytest.approx(tails(expected[:, place], 0.8), rel=1e-12)
        assert (one.unit, one.identified) == ("incidents per year", "both")
        assert (one.interval.kind, one.interval.level) == ("credible", 0.8)
        assert one.interval.method == "posterior median, equal tails"


def test_annual_rates_of_cities_are_those_of_the_fit(fit):
    known = {one.estimand: one for one in fit.result().estimates}

    for one in annual_rates(fit, "city").estimates:
        assert limits(one) == pytest.approx(limits(known[one.estimand]), rel=1e-12)


@pytest.mark.parametrize("by", ["city", "year"])
def test_standardised_rates_weight_rows_by_their_exposure(fit, by):
    found = standardised_annual_rates(fit, by)

    shares = np.array([row[-1] for row in TABLE.rows]) / (3 * sum(YEARS))
    rates = cell_rates(fit)
    for place, one in enumerate(found.estimates):
        held = rates[:, [place], :] if by == "city" else rates[:, :, [place]]
        rows = np.broadcast_to(held, rates.shape).reshape(len(rates), -1)
        assert limits(one) == pytest.approx(tails(rows @ shares), rel=1e-12)
        assert one.estimand.startswith("standardised_annual_rate[")


def test_a_ratio_is_that_of_rates_of_the_same_draw(fit):
    (found,) = rate_ratio(fit, "year", 2017, 2016).estimates

    rates = cell_rates(fit)
    assert limits(found) == pytest.approx(
        tails(rates[:, 1, 3] / rates[:, 1, 2]), rel=1e-12
    )
    assert (found.estimand, found.unit) == ("rate_ratio", "ratio")


def test_turning_a_ratio_round_inverts_it(fit):
    (one,) = rate_ratio(fit, "city", "C", "A").estimates
    (other,) = rate_ratio(fit, "city", "A", "C").estimates

    # The two middle draws have a mean, which is not inverted by inverting them.
    assert one.value * other.value == pytest.approx(1, rel=1e-3)
    assert one.interval.low * other.interval.high == pytest.approx(1, rel=1e-3)


def test_a_difference_is_that_of_standardised_rates_of_the_same_draw(fit):
    (found,) = rate_difference(fit, "city", "C", "A").estimates

    shares = np.array(YEARS) / sum(YEARS)
    rates = cell_rates(fit) @ shares
    assert limits(found) == pytest.approx(tails(rates[:, 2] - rates[:, 0]), rel=1e-12)
    assert (found.estimand, found.unit) == ("rate_difference", "incidents per year")


def test_an_answer_hands_on_what_the_fit_rests_on(fit):
    found = annual_rates(fit, "city")

    assert found.assumptions == (MADE_UP,)
    assert found.card == fit.card
    assert [table.name for table in found.tables] == ["Notices"]
    assert found.method == ("Means of log rates, every year at equal weights; made up")
    details = {check.name: check.detail for check in found.checks}
    assert details["divergences"] == "0"
    assert "(annual_rate[" in details["r_hat (rank-normalised)"]
    assert len(details) == len(found.checks)


def test_a_contrast_with_the_highest_period_says_so(fit):
    found = rate_ratio(fit, "year", 2017, 2016)
    assert found.assumptions == (MADE_UP,)

    # 4 in 7/12 of a year is the highest rate, 6 in a whole one the highest count.
    for contrast in (rate_ratio, rate_difference):
        _, label = contrast(fit, "year", 2016, 2014).assumptions
        assert label.statement.startswith("Contrasts with year 2014 hold")


def test_chains_that_do_not_agree_are_refused():
    fit = drawn_fit()
    fit.draws["posterior"]["year_effect"][0, :, 3] += 1.0

    with pytest.raises(NotConvergedError, match=r"^rate_ratio has not converged"):
        rate_ratio(fit, "year", 2017, 2016)
    assert rate_ratio(fit, "year", 2015, 2016).estimates


def without(**changes):
    return drawn_fit(priors=replace(CITY_YEAR_PRIORS, **changes))


def test_places_without_effects_have_one_rate_and_no_contrast():
    fit = without(cities=NoSpread())

    one, *others = annual_rates(fit, "city").estimates
    assert {limits(other) for other in others} == {limits(one)}
    for contrast in (rate_ratio, rate_difference):
        with pytest.raises(NotEstimableError) as refused:
            contrast(fit, "city", "A", "B")
        assert str(refused.value) == (
            "city 'A' and 'B' have one rate by the priors, which leave effects of "
            "city out: there is nothing to compare"
        )


def test_periods_without_effects_have_one_rate():
    fit = without(years=IndependentYears(spread=NoSpread()))

    one, *others = annual_rates(fit, "year").estimates
    assert {limits(other) for other in others} == {limits(one)}
    assert rate_ratio(fit, "city", "A", "B").estimates


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda fit: annual_rates(fit, "place"),
            "by must be a key of the table, which are 'city', 'year', got 'place'",
        ),
        (lambda fit: annual_rates(fit, 3), "by must be a str, got 3"),
        (
            lambda fit: standardised_annual_rates(fit, "place"),
            "by must be a key of the table, which are 'city', 'year', got 'place'",
        ),
        (
            lambda fit: annual_rates(fit, "city", level=1),
            "level must lie between 0 and 1, got 1",
        ),
        (
            lambda fit: rate_ratio(fit, "place", 1, 2),
            "factor must be a key of the table, which are 'city', 'year', got 'place'",
        ),
        (
            lambda fit: rate_ratio(fit, "year", "2017", 2016),
            "value must be a level of year, which are 2014, 2015, 2016, 2017, got "
            "'2017'",
        ),
        (
            lambda fit: rate_difference(fit, "city", "A", "Z"),
            "reference must be a level of city, which are 'A', 'B', 'C', got 'Z'",
        ),
        (
            lambda fit: rate_difference(fit, "city", "A", "A"),
            "value and reference must differ, got 'A' for both",
        ),
        (
            lambda fit: annual_rates(replace(fit, draws=other_model(fit)), "city"),
            "fit must be a CountFit or the Posterior of fit_hierarchical, got a "
            "Posterior of another model: 'Made-up draws'",
        ),
    ],
)
def test_what_cannot_be_answered_is_refused(fit, ask, message):
    with pytest.raises(InvalidDataError) as refused:
        ask(fit)
    assert str(refused.value) == message


def other_model(fit):
    tree = fit.draws.copy()
    del tree["constant_data"]
    return tree
