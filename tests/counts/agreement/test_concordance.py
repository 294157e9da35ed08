"""The whole concordance: names, order, refusals, and models that do not converge."""

import numpy as np
import pytest
from count_tables import COUNTS, city_years

from bemodels.counts import (
    CITY_YEAR_PRIORS,
    LabelContrast,
    concordance,
    fit_hierarchical,
)
from bemodels.counts.agreement import hierarchical_ratio
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError, NotConvergedError
from bemodels.report import pictures_of

CONTRAST = LabelContrast(key="year", value=2017, reference=2015)
OPTIONS = {"priors": CITY_YEAR_PRIORS, "seed": 1}
LIKELIHOODS = [
    "rate_ratio_poisson",
    "rate_ratio_quasi_poisson",
    "rate_ratio_nb1",
    "rate_ratio_nb2",
    "rate_ratio_bias_reduced",
    "rate_ratio_poisson_clustered",
]


@pytest.fixture(scope="module")
def result():
    return concordance(city_years(), CONTRAST, **OPTIONS)


@pytest.mark.sampling
def test_every_model_has_its_ratio_and_nb2_is_recommended(result):
    names = [one.estimand for one in result.estimates]
    assert names == ["rate_ratio", *LIKELIHOODS, "rate_ratio_hierarchical"]
    plain = result.estimate("rate_ratio")
    recommended = result.estimate("rate_ratio_nb2")
    assert (plain.value, plain.interval) == (recommended.value, recommended.interval)
    assert result.estimate("rate_ratio_hierarchical").interval.kind == "credible"


@pytest.mark.sampling
def test_the_hierarchical_ratio_is_that_of_the_draws(result):
    posterior = fit_hierarchical(city_years(), **OPTIONS)
    totals = posterior.draws["posterior"]["annual_total"]
    draws = (totals.sel(period=2017) / totals.sel(period=2015)).to_numpy()
    found = result.estimate("rate_ratio_hierarchical")
    expected = np.quantile(draws, (0.5, 0.025, 0.975))
    got = (found.value, found.interval.low, found.interval.high)
    assert got == pytest.approx(expected, rel=1e-9)


@pytest.mark.sampling
def test_the_order_of_the_keys_changes_no_number(result):
    rows = tuple((year, city, n, years) for city, year, n, years in city_years().rows)
    turned = CountTable(keys=("year", "city"), rows=rows)
    again = concordance(turned, CONTRAST, **OPTIONS)
    for one in result.estimates:
        other = again.estimate(one.estimand)
        assert other.value == pytest.approx(one.value, rel=1e-6)
        assert other.interval.high == pytest.approx(one.interval.high, rel=1e-5)


@pytest.mark.sampling
def test_tables_pictures_and_priors_are_there(result):
    names = [table.name for table in result.tables]
    assert names == [
        "Rate ratio by model",
        "Models compared",
        "Rate ratio without each city, Poisson",
        "Rate ratio without each city, negative binomial (NB2)",
        "Poisson interval by variance factor, year 2017 to 2015",
    ]
    assert [row[1] for row in result.tables[0].rows if row[2] == "recommended"] == [
        "negative binomial (NB2)"
    ]
    assert len(pictures_of(result)) == 2
    assert result.card.priors == CITY_YEAR_PRIORS.statements()
    assert "The recommended one, negative binomial (NB2), is " in result.conclusion


@pytest.fixture
def never_converges(monkeypatch):
    def fit(*args, **options):
        raise NotConvergedError("alpha has not converged")

    monkeypatch.setattr(hierarchical_ratio, "fit_hierarchical", fit)


def test_a_model_that_does_not_converge_keeps_its_row(never_converges):
    result = concordance(city_years(), CONTRAST, **OPTIONS)
    assert [one.estimand for one in result.estimates] == ["rate_ratio", *LIKELIHOODS]
    model = "hierarchical negative binomial"
    assert result.tables[0].rows[-1][1:] == (model, "comparison", *["none"] * 3)
    assert result.tables[1].rows[-1][-2:] == ("no estimate", "alpha has not converged")
    check = result.checks[0]
    assert not check.passed
    assert check.detail == f"{model}: alpha has not converged"
    assert len(pictures_of(result)) == 2
    assert "year 2015 hold if it was named before" in result.assumptions[-1].statement


def test_without_any_incident_only_the_penalised_model_has_an_answer(never_converges):
    nothing = city_years(dict.fromkeys(COUNTS, (0, 0, 0, 0)))
    result = concordance(nothing, CONTRAST, **OPTIONS)
    assert [one.estimand for one in result.estimates] == ["rate_ratio_bias_reduced"]
    assert len(result.tables[1].rows) == 7
    assert result.probabilities == ()


def test_two_keys_that_tell_the_same_have_the_reason_in_every_row(never_converges):
    rows = (("A", 2014, 3, 1.0), ("B", 2015, 5, 1.0))
    table = CountTable(keys=("city", "year"), rows=rows)
    contrast = LabelContrast(key="year", value=2015, reference=2014)
    result = concordance(table, contrast, **OPTIONS)
    assert result.estimates == ()
    (reason,) = {row[-1] for row in result.tables[1].rows[:-1]}
    assert reason.startswith("1 of 3 terms are not estimable")


def test_one_place_alone_has_the_models_that_pool_nothing(never_converges):
    result = concordance(city_years({"A": COUNTS["A"]}), CONTRAST, **OPTIONS)
    reasons = {row[0]: row[-1] for row in result.table("Models compared").rows}
    assert reasons["hierarchical negative binomial"] == (
        "it pools over places, and there is one: A"
    )
    assert "rate_ratio_nb2" in {one.estimand for one in result.estimates}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"table": "x"}, "table must be a CountTable, got 'x'"),
        ({"contrast": ("year", 2017, 2015)}, None),
        ({"priors": 3}, "priors must be a CityYearPriors, got 3"),
        ({"level": 1}, "level must lie between 0 and 1, got 1"),
        ({"seed": -1}, "seed must be a whole number of 0 or more, got -1"),
        ({"draws": 5}, "draws must be a whole number of 100 or more, got 5"),
    ],
)
def test_another_type_or_range_is_refused_before_anything_is_fitted(
    never_converges, arguments, message
):
    given = {"table": city_years(), "contrast": CONTRAST, **OPTIONS} | arguments
    table, contrast = given.pop("table"), given.pop("contrast")
    with pytest.raises(InvalidDataError) as refused:
        concordance(table, contrast, **given)
    assert str(refused.value) == (
        message or "contrast must be a LabelContrast, got ('year', 2017, 2015)"
    )
