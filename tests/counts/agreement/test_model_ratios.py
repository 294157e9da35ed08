"""One ratio by each likelihood: closed forms, other software, rates of 0."""

from dataclasses import replace
from math import exp, inf, log, sqrt

import numpy as np
import pytest
import statsmodels.api as sm
from count_tables import COUNTS, YEARS, city_years, horse_kicks
from scipy.optimize import minimize
from scipy.stats import f, t

from bemodels.counts.agreement.label_contrast import LabelContrast
from bemodels.counts.agreement.likelihood_models import (
    MODELS,
    clustered_model,
    model_ratios,
)
from bemodels.data import CountTable

CONTRAST = LabelContrast(key="year", value=2017, reference=2015)
ALL = (*MODELS, clustered_model("city"))
SCATTERED = {
    "A": (3, 19, 0, 9),
    "B": (0, 2, 11, 1),
    "C": (4, 0, 1, 7),
    "D": (2, 9, 2, 0),
    "E": (6, 1, 14, 3),
}


def ratios(table, contrast=CONTRAST, models=ALL, level=0.95):
    found = model_ratios(table, contrast, models, level=level)
    return {one.name: one for one in found}


def estimate(table, name, **options):
    (found,) = ratios(table, **options)[name].estimates
    return found


def limits(found):
    return found.interval.low, found.interval.high


def lost(ratio, x, y, years=1.0):
    """Twice the log likelihood that x of x + y incidents lose at a rate ratio."""
    share = ratio * years / (1 + ratio * years)
    best = x / (x + y)
    return 2 * (x * log(best / share) + y * log((1 - best) / (1 - share)))


def test_without_other_factors_between_them_two_years_are_two_counts():
    # Every city has the same exposures: given all cities, 2017 and 2015 are binomial.
    found = estimate(city_years(), "poisson")
    assert found.value == pytest.approx((4 / YEARS[3]) / 22, rel=1e-10)
    for limit in limits(found):
        assert lost(limit, 4, 22, YEARS[3]) == pytest.approx(3.841458821, rel=1e-7)


def test_horse_kicks_have_the_scale_of_other_software_and_its_interval():
    # R: Pearson's sum over its degrees of freedom 0.970723 (corp + year).
    contrast = LabelContrast(key="year", value=80, reference=90)
    table = horse_kicks()
    found = ratios(table, contrast, MODELS)
    assert found["quasi_poisson"].dispersion == "scale 0.9707"
    deaths = table.frame.groupby("year")["count"].sum()
    (quasi,) = found["quasi_poisson"].estimates
    assert quasi.value == pytest.approx(deaths[80] / deaths[90], rel=1e-9)
    quantile = 0.970723 * f.ppf(0.95, 1, 280 - 14 - 19)
    for limit in limits(quasi):
        assert lost(limit, deaths[80], deaths[90]) == pytest.approx(quantile, rel=2e-6)


@pytest.mark.parametrize(("name", "kind"), [("nb1", "nb1"), ("nb2", "nb2")])
def test_negative_binomials_are_those_of_statsmodels(name, kind):
    table = city_years(SCATTERED)
    frame = table.frame
    columns = np.column_stack(
        [np.ones(len(frame))]
        + [frame.city == city for city in "BCDE"]
        + [frame.year == year for year in (2014, 2016, 2017)]
    ).astype(float)
    model = sm.NegativeBinomial(
        frame["count"], columns, exposure=frame.years, loglike_method=kind
    )
    model._transparams = False  # alpha itself, not its logarithm
    fitted = minimize(
        lambda at: -model.loglike(at),
        np.append(np.zeros(8), 0.5),
        jac=lambda at: -model.score(at),
        bounds=[(None, None)] * 8 + [(1e-3, None)],
        method="L-BFGS-B",
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 5000},
    )
    found = ratios(table)[name]
    (ratio,) = found.estimates
    assert log(ratio.value) == pytest.approx(fitted.x[7], abs=1e-5)
    assert float(found.dispersion.split()[1]) == pytest.approx(fitted.x[8], abs=5e-4)


def test_bias_reduction_adds_half_an_incident_to_each_city():
    # Kosmidis' brglm2 (AS_mean) in the one-way layout: log((n + 1/2) / T).
    one_year = tuple((city, 2014, sum(row), 3.0) for city, row in COUNTS.items())
    table = CountTable(keys=("city", "year"), rows=one_year)
    asked = {"contrast": LabelContrast(key="city", value="E", reference="A")}
    assert estimate(table, "bias_reduced", **asked).value == pytest.approx(13.5 / 19.5)
    asked = {"contrast": LabelContrast(key="city", value="C", reference="A")}
    assert estimate(table, "bias_reduced", **asked).value == pytest.approx(0.5 / 19.5)


def test_clustered_errors_are_those_of_statsmodels():
    some = {city: row for city, row in COUNTS.items() if sum(row)}
    table = city_years(some)
    frame = table.frame
    columns = np.column_stack(
        [np.ones(len(frame))]
        + [frame.city == city for city in "BDE"]
        + [frame.year == year for year in (2014, 2016, 2017)]
    ).astype(float)
    fitted = sm.GLM(
        frame["count"], columns, family=sm.families.Poisson(), exposure=frame.years
    ).fit(
        cov_type="cluster",
        cov_kwds={"groups": frame.city.factorize()[0], "use_correction": False},
    )
    error = sqrt(4 / 3) * fitted.bse.iloc[6]
    reach = exp(t.ppf(0.975, 3) * error)
    found = estimate(table, "poisson_clustered")
    words = "4 clusters, fewer than 20: its interval is too short"
    assert ratios(table)["poisson_clustered"].dispersion == words
    expected = found.value / reach, found.value * reach
    assert limits(found) == pytest.approx(expected, rel=1e-7)


def test_a_city_without_a_count_has_no_say_in_years():
    some = {city: row for city, row in COUNTS.items() if sum(row)}
    whole, without = (ratios(city_years(counts)) for counts in (COUNTS, some))
    for name in ("poisson", "quasi_poisson", "nb1", "nb2", "poisson_clustered"):
        (one,), (other,) = whole[name].estimates, without[name].estimates
        assert one.value == pytest.approx(other.value, rel=1e-9)
        assert limits(one) == pytest.approx(limits(other), rel=1e-5)


def test_a_year_without_a_count_keeps_every_model_in_the_table():
    empty = {city: (*row[:3], 0) for city, row in COUNTS.items()}
    found = ratios(city_years(empty))
    for name in ("poisson", "quasi_poisson", "nb1", "nb2"):
        (one,) = found[name].estimates
        assert (one.value, one.interval.low) == (0, 0)
        assert 0 < one.interval.high < 1
        assert found[name].says == "below 1"
    assert found["bias_reduced"].estimates[0].interval.low > 0
    clustered = found["poisson_clustered"]
    assert (clustered.estimates, clustered.says) == ((), "no estimate")
    assert clustered.reason == "a ratio of 0 has no clustered error"
    turned = ratios(city_years(empty), replace(CONTRAST, value=2015, reference=2017))
    assert turned["nb2"].estimates[0].value == inf
    assert turned["nb2"].estimates[0].interval.high == inf


def test_two_rates_of_0_have_a_reason_instead_of_an_estimate():
    empty = {city: (0, *row[1:3], 0) for city, row in COUNTS.items()}
    contrast = LabelContrast(key="year", value=2014, reference=2017)
    found = ratios(city_years(empty), contrast)
    reasons = {one.reason for one in found.values() if not one.estimates}
    assert reasons == {"a contrast of means that are both 0 has no estimate"}
    assert [name for name, one in found.items() if one.estimates] == ["bias_reduced"]


def test_a_label_that_is_gone_is_the_reason():
    contrast = LabelContrast(key="year", value=2013, reference=2012)
    found = ratios(city_years(), contrast)
    assert {one.reason for one in found.values()} == {"no row of year 2013 or 2012"}


@pytest.mark.parametrize("counts", [COUNTS, SCATTERED])
def test_turning_a_contrast_round_inverts_every_ratio(counts):
    there = ratios(city_years(counts))
    back = ratios(city_years(counts), replace(CONTRAST, value=2015, reference=2017))
    for name, ratio in there.items():
        (one,), (other,) = ratio.estimates, back[name].estimates
        assert one.value * other.value == pytest.approx(1, rel=1e-6)
        assert one.interval.low * other.interval.high == pytest.approx(1, rel=1e-5)
        assert one.interval.high * other.interval.low == pytest.approx(1, rel=1e-5)


def test_the_order_and_the_names_of_keys_change_nothing():
    table = city_years()
    rows = tuple((year, city, n, years) for city, year, n, years in table.rows)
    turned = CountTable(keys=("time of year", "city"), rows=rows)
    contrast = LabelContrast(key="time of year", value=2017, reference=2015)
    found = ratios(turned, contrast)
    for name, ratio in ratios(table).items():
        assert limits(found[name].estimates[0]) == pytest.approx(
            limits(ratio.estimates[0]), rel=1e-6
        )
