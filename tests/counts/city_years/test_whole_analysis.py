"""The whole analysis is its parts: each public function's own numbers, or a reason."""

from dataclasses import replace

import numpy as np
import pytest

from bemodels import CountTable, InvalidDataError
from bemodels.counts import (
    CITY_YEAR_PRIORS,
    analyse_city_years,
    complete_period,
    fit_negative_binomial,
    fit_poisson,
    rate_ratio,
)

YEARS = {2014: 7 / 12, 2015: 1.0, 2016: 1.0, 2017: 10 / 12}
COUNTS = {
    "Alken": (3, 9, 12, 4),
    "Bree": (0, 2, 1, 1),
    "Ciney": (1, 0, 3, 0),
    "Dilsen": (0, 0, 0, 0),
    "Eupen": (2, 4, 1, 1),
}
ROWS = tuple(
    (city, year, count, YEARS[year])
    for city, of in COUNTS.items()
    for year, count in zip(YEARS, of, strict=True)
)
TABLE = CountTable(keys=("city", "year"), rows=ROWS)
FORMULA = "count ~ C(city) + C(year)"
SEED = 7
FLAT = "Flat within the year"
NO_MONTHS = "counts by year do not show it; a log does"


def analysed(table, **options):
    return analyse_city_years(
        table, **{"priors": CITY_YEAR_PRIORS, "seed": SEED, **options}
    )


def numbers(estimate):
    return estimate.value, estimate.interval.low, estimate.interval.high


def reasons(table):
    return dict(analysed(table).left_out.rows)


@pytest.fixture(scope="module")
def found():
    return analysed(TABLE, level=0.9)


pytestmark = pytest.mark.xdist_group("city_years")


@pytest.mark.sampling
def test_every_question_is_answered_in_the_order_of_a_reviewer(found):
    assert [one.name for one in found.parts] == [
        "What was counted",
        "Fits",
        "Hierarchical model",
        "Annual rates by place",
        "Annual rates by year",
        "Each year beside the one before",
        "The last year by every model",
        "Complete counts of partial years",
        "Dispersion",
        "Zeros",
        "Rootogram",
        "Each count predicted from the others",
        "Models by prediction",
        "What the priors decide",
        "Shock or bursts",
        "Decline from the peak",
        "One step",
        "Trend",
        "What could be found",
    ]
    assert found.left_out.rows == ((FLAT, NO_MONTHS),)
    assert repr(found).startswith("CityYears: 44 incidents by city and year; What")


@pytest.mark.sampling
def test_the_parts_stand_side_by_side_in_one_result(found):
    whole = found.result()
    assert len(whole.estimates) == sum(len(one.result.estimates) for one in found.parts)
    assert {one.interval.level for one in whole.estimates} <= {0.9, 1.0}
    equations = whole.card.equations
    assert (
        equations.count(r"\alpha_c \sim \operatorname{Normal}(0, \sigma_\alpha)") == 1
    )
    with pytest.raises(KeyError, match="no part 'Rates'; this analysis holds What was"):
        found.part("Rates")


@pytest.mark.sampling
def test_each_year_is_beside_the_one_before_by_three_models(found):
    part = found.part("Each year beside the one before")
    for name, fit in (
        ("rate_ratio", fit_negative_binomial(FORMULA, TABLE)),
        ("rate_ratio_poisson", fit_poisson(FORMULA, TABLE)),
    ):
        own = rate_ratio(fit, "year", 2017, 2016, level=0.9)
        assert numbers(part.estimate(f"{name}[2017 to 2016]")) == numbers(
            own.estimate("rate_ratio")
        )
    (fit,) = found.posteriors
    own = rate_ratio(fit, "year", 2015, 2014, level=0.9).estimate("rate_ratio")
    hierarchical = part.estimate("rate_ratio_hierarchical[2015 to 2014]")
    assert numbers(hierarchical) == numbers(own)
    table = part.table("Rate ratio of each year to the year before")
    assert [row[0] for row in table.rows[::3]] == [
        "2015 to 2014",
        "2016 to 2015 (with the peak)",
        "2017 to 2016 (with the peak)",
    ]


@pytest.mark.sampling
def test_a_city_without_incident_has_the_exact_rate_and_a_pooled_one(found):
    part = found.part("Annual rates by place")
    # Garwood's upper limit of 0 at 90% is -log(0.05), over 41/12 years.
    assert numbers(part.estimate("annual_rate_exact[Dilsen]")) == pytest.approx(
        (0, 0, 2.995732273553991 * 12 / 41)
    )
    pooled = part.estimate("standardised_annual_rate[Dilsen]")
    assert 0 < pooled.value < 0.4


@pytest.mark.sampling
def test_years_have_exact_rates_and_wider_ones_if_incidents_cluster(found):
    part = found.part("Annual rates by year")
    # 6 incidents in 7/12 of a year; Garwood's limits at 90% are 2.6130 and 11.8424.
    assert numbers(part.estimate("annual_rate_exact[2014]")) == pytest.approx(
        (72 / 7, 2.6130 * 12 / 7, 11.8424 * 12 / 7), rel=1e-4
    )
    assert [one.estimand for one in part.estimates[1:3]] == [
        "annual_rate_exact[2014, variance factor 2]",
        "annual_rate_exact[2014, variance factor 3]",
    ]


@pytest.mark.sampling
def test_partial_years_are_named_and_completed(found):
    sums = dict(found.part("What was counted").table("Sums").rows)
    assert sums["years observed in part"] == "2014 (0.5833 years), 2017 (0.8333 years)"
    assert sums["rows without incidents"] == "7 (35%)"
    part = found.part("Complete counts of partial years")
    assert [one.estimand for one in part.estimates] == [
        "complete_period[2014]",
        "complete_period_hierarchical[2014]",
        "complete_period[2017]",
        "complete_period_hierarchical[2017]",
    ]
    for one in part.estimates:
        assert one.interval.low >= 6
    own = complete_period(
        fit_negative_binomial(FORMULA, TABLE),
        2014,
        full_exposure=1.0,
        rng=np.random.default_rng(1),
    )
    value = part.estimate("complete_period[2014]").value
    assert value == own.estimate("complete_period").value


@pytest.mark.sampling
def test_one_seed_fixes_all_and_the_order_of_rows_and_keys_nothing(found):
    turned = CountTable(
        keys=("year", "city"),
        rows=tuple((year, city, *rest) for city, year, *rest in ROWS[::-1]),
    )
    assert analysed(turned, level=0.9).result() == found.result()


ONE_YEAR = "there is one year only, 2016"
NOT_ALIKE = "totals of years do not compare: "


@pytest.mark.sampling
def test_one_year_alone_has_rates_and_no_contrast():
    left_out = reasons(replace(TABLE, rows=tuple(r for r in ROWS if r[1] == 2016)))
    assert left_out == {
        "Each year beside the one before": ONE_YEAR,
        "The last year by every model": ONE_YEAR,
        FLAT: NO_MONTHS,
        "Complete counts of partial years": "every year was observed whole",
        "Dispersion": "dispersion cannot be tested: 4 rows of a mean above 0 have 4 "
        "coefficients",
        "Shock or bursts": "all rows have the same exposure: a shock of the whole year "
        "and bursts within it are one model",
        "Decline from the peak": ONE_YEAR,
        "One step": ONE_YEAR,
        "Trend": ONE_YEAR,
        "What could be found": "no rate ratio is estimable: year has one label only",
    }


def test_one_place_alone_is_not_pooled():
    found = analysed(replace(TABLE, rows=tuple(r for r in ROWS if r[0] == "Alken")))
    alone = "a hierarchical fit needs two places or more, got one: Alken"
    assert dict(found.left_out.rows) == {
        "Hierarchical model": alone,
        FLAT: NO_MONTHS,
        "Dispersion": "dispersion cannot be tested: 4 rows of a mean above 0 have 4 "
        "coefficients",
        "Each count predicted from the others": alone,
        "Models by prediction": alone,
        "What the priors decide": alone,
    }
    assert found.posteriors == ()
    rate = found.part("Annual rates by place").estimates
    assert [one.estimand for one in rate] == ["annual_rate_exact[Alken]"]
    # One place makes the two fits products of years alone: the ratio of two counts.
    ratio = found.part("Each year beside the one before")
    assert ratio.estimate("rate_ratio_poisson[2016 to 2015]").value == (
        pytest.approx(12 / 9)
    )
    assert found.result().tables[-1] == found.left_out


@pytest.mark.sampling
def test_counts_that_are_all_0_have_upper_limits_and_reasons():
    found = analysed(replace(TABLE, rows=tuple((*r[:2], 0, r[3]) for r in ROWS)))
    left_out = dict(found.left_out.rows)
    assert left_out["Trend"] == "a trend is not estimable: there is no incident"
    assert left_out["Fits"].startswith("all 20 counts are 0: no coefficient has an est")
    by_year = found.part("Annual rates by year").estimate("annual_rate_exact[2016]")
    # Garwood's upper limit of 0 at 95%: minus the logarithm of 0.025.
    assert numbers(by_year) == pytest.approx((0, 0, 3.688879454113936))


@pytest.mark.sampling
@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (ROWS[1:], "2014 has rows of 4 of 5 places"),
        (
            (("Alken", 2014, 3, 0.3), *ROWS[1:]),
            "in 2014 places were observed for 0.3 to 0.5833 years",
        ),
    ],
)
def test_places_that_were_not_observed_alike_have_no_totals(rows, reason):
    found = analysed(replace(TABLE, rows=rows))
    names = ("Annual rates by year", "Decline from the peak", "One step", "Trend")
    expected = dict.fromkeys(names, NOT_ALIKE + reason) | {FLAT: NO_MONTHS}
    assert dict(found.left_out.rows) == expected
    (every,) = found.part("What was counted").checks
    assert every.passed == (len(rows) == 20)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"table": replace(TABLE, keys=("city", "month"))},
            "the analysis needs a table by a place and year, got one by city, month",
        ),
        (
            {
                "table": CountTable(
                    keys=("city", "year"),
                    rows=tuple((f"c{n}", 2016, 1, 1.0) for n in range(1001)),
                )
            },
            "the analysis takes up to 1000 rows, got 1001: its models are refitted "
            "thousands of times; fit_poisson_many and fit_negative_binomial_many take "
            "more",
        ),
        ({"table": 3}, "table must be a CountTable, got 3"),
        ({"priors": 3}, "priors must be a CityYearPriors, got 3"),
        ({"level": 1.0}, "level must lie between 0 and 1, got 1.0"),
        ({"seed": -1}, "seed must be a whole number of 0 or more, got -1"),
        ({"draws": 10}, "draws must be a whole number of 100 or more, got 10"),
    ],
)
def test_what_is_no_analysis_is_refused_at_the_door(options, message):
    given = {"table": TABLE, "priors": CITY_YEAR_PRIORS, "seed": 1} | options
    with pytest.raises(InvalidDataError) as error:
        analyse_city_years(given.pop("table"), **given)
    assert str(error.value) == message
