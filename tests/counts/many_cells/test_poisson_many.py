"""Poisson counts of many cities: the fit with one dummy a city, without the dummies."""

import numpy as np
import pytest
from city_tables import prussian, simulated
from hypothesis import given, settings
from hypothesis import strategies as st

import bemodels
from bemodels.counts import fit_poisson, fit_poisson_many
from bemodels.data import CountTable

KEYS = ("city", "year")


def with_dummies(table, reference):
    place, period = table.keys
    year = f"C({period}, contr.treatment(base={reference}))"
    fit = fit_poisson(f"count ~ C({place}) + {year}", table)
    return fit, [term for term in fit.terms if term.startswith("C(year")]


@given(seed=st.integers(0, 10**6), reference=st.sampled_from([2014, 2016]))
@settings(max_examples=20, deadline=None)
def test_the_fit_is_that_with_a_dummy_for_every_city(seed, reference):
    table = simulated(cities=12, periods=4, seed=seed)
    fit = fit_poisson_many(table, reference=reference)
    other, terms = with_dummies(table, reference)
    np.testing.assert_allclose(fit.params, other.params[terms], atol=1e-9)
    np.testing.assert_allclose(
        fit.standard_errors, other.standard_errors[terms], rtol=1e-8
    )
    np.testing.assert_allclose(
        fit.covariance, other.covariance.loc[terms, terms], atol=1e-9
    )
    assert fit.loglik == pytest.approx(other.loglik, rel=1e-12)
    np.testing.assert_allclose(fit.fitted, other.fitted, atol=1e-8)


def test_horse_kicks_have_the_log_likelihood_of_the_fit_in_r():
    """R 4.2: logLik(glm(y ~ corp + year, poisson, pscl::prussian)) -281.8346188."""
    fit = fit_poisson_many(prussian(), reference=75)
    assert fit.loglik == pytest.approx(-281.8346188, abs=5e-8)


def test_a_city_without_a_count_moves_nothing_and_has_an_exact_limit():
    rows = (("A", 1, 3, 1.0), ("A", 2, 5, 1.0), ("B", 1, 2, 1.0), ("B", 2, 1, 0.5))
    zeros = (("Z", 1, 0, 1.0), ("Z", 2, 0, 1.0))
    alone = fit_poisson_many(CountTable(keys=KEYS, rows=rows), reference=1)
    fit = fit_poisson_many(CountTable(keys=KEYS, rows=rows + zeros), reference=1)
    np.testing.assert_allclose(fit.params, alone.params, rtol=1e-12)
    np.testing.assert_allclose(fit.covariance, alone.covariance, rtol=1e-12)
    (rate,) = fit.rates_of(["Z"]).estimates
    assert (rate.value, rate.interval.low) == (0, 0)
    # Garwood's upper limit of no count is -log(0.025).
    years = 1 + np.exp(fit.params[2])
    assert rate.interval.high == pytest.approx(-np.log(0.025) / years, rel=1e-12)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_another_reference_divides_the_same_ratios(seed):
    table = simulated(cities=8, periods=3, seed=seed)
    first, last = (fit_poisson_many(table, reference=one) for one in (2014, 2016))
    assert first.params[2016] == pytest.approx(-last.params[2014], abs=1e-7)
    assert first.loglik == pytest.approx(last.loglik, rel=1e-12)
    np.testing.assert_allclose(
        first.city_rates * np.exp(first.params[2016]), last.city_rates, atol=1e-9
    )


def test_months_instead_of_years_divide_rates_and_leave_ratios():
    table = simulated(cities=8, periods=3, seed=1)
    rows = tuple((*row[:-1], 12 * row[-1]) for row in table.rows)
    fit = fit_poisson_many(table, reference=2014)
    other = fit_poisson_many(CountTable(keys=KEYS, rows=rows), reference=2014)
    np.testing.assert_allclose(fit.params, other.params, atol=1e-10)
    np.testing.assert_allclose(fit.city_rates, 12 * other.city_rates, atol=1e-9)


def test_the_result_holds_every_ratio_and_says_what_was_counted():
    fit = fit_poisson_many(prussian(), reference=75)
    result = fit.result()
    assert len(result.estimates) == 19
    ratio = result.estimate("rate_ratio[76 / 75]")
    low, value, high = ratio.interval.low, ratio.value, ratio.interval.high
    assert value == pytest.approx(np.exp(fit.params[76]))
    assert low * high == pytest.approx(value**2)
    assert result.tables[0].note == "14 of corps, 0 without a count."


def test_the_check_within_cities_is_pearson_of_the_fit_with_dummies():
    """V13: Pearson over its degrees of freedom, corps and years, is 0.970723."""
    (check,) = fit_poisson_many(prussian(), reference=75).result().checks
    assert check.passed
    assert check.detail.startswith(
        "Pearson's sum 239.8 over 247 degrees of freedom, ratio 0.971, z "
    )


def test_pearson_has_the_moments_that_the_check_says():
    """Over all tables of 2 and 3 incidents in cells of chances 0.2, 0.3 and 0.5."""
    from scipy.stats import multinomial

    from bemodels.counts.many_cells.city_cells import read_city_cells
    from bemodels.counts.many_cells.within_cities import _moments

    chances, total = np.array([0.2, 0.3, 0.5]), 3
    outcomes = [(i, j, total - i - j) for i in range(4) for j in range(4 - i)]
    weights = multinomial.pmf(outcomes, total, chances)
    sums = [
        ((np.array(one) / total - chances) ** 2 / chances).sum() * total
        for one in outcomes
    ]
    mean = weights @ sums
    rows = [("A", t, n, float(chances[t])) for t, n in enumerate((1, 1, 1))]
    rows += [("B", 0, 0, 1.0)]
    cells = read_city_cells(CountTable(keys=KEYS, rows=tuple(rows)))
    pearson, free, variance = _moments(cells, np.zeros(3))
    assert pearson == pytest.approx(sums[outcomes.index((1, 1, 1))])
    assert free + 2 == pytest.approx(mean)
    assert variance == pytest.approx(weights @ (np.array(sums) - mean) ** 2)


REFUSED = [
    (
        (("A", 1, 3, 1.0), ("A", 2, 0, 1.0), ("B", 1, 2, 1.0)),
        1,
        bemodels.NotEstimableError,
        "year without a count: 2; the estimate of such a rate is 0 and its logarithm "
        "is not finite; without these rows the other estimates are the same",
    ),
    (
        (("A", 1, 3, 1.0), ("A", 2, 0, 1.0), ("B", 2, 2, 1.0)),
        1,
        bemodels.NotEstimableError,
        "year 2 and 1 are not compared in both directions by any chain of cities with "
        "counts in one and exposure in the other; their rate ratio has no finite "
        "estimate",
    ),
    (
        (("A", 1, 3, 1.0), ("A", 2, 4, 1.0), ("B", 2, 2, 1.0)),
        3,
        bemodels.InvalidDataError,
        "reference: there is no year 3; there are 1, 2",
    ),
    (
        (("A", 1, 3, 1.0), ("A", 2, 4, 1.0)),
        1,
        bemodels.InvalidDataError,
        "two or more of city are needed, got 'A' alone",
    ),
]


@pytest.mark.parametrize(("rows", "reference", "error", "message"), REFUSED)
def test_what_has_no_estimate_is_refused_in_one_line(rows, reference, error, message):
    with pytest.raises(error) as raised:
        fit_poisson_many(CountTable(keys=KEYS, rows=rows), reference=reference)
    assert str(raised.value) == message


def test_a_table_of_one_key_is_refused():
    table = CountTable(keys=("city",), rows=(("A", 1, 1.0), ("B", 1, 1.0)))
    with pytest.raises(bemodels.InvalidDataError) as error:
        fit_poisson_many(table, reference=1)
    assert str(error.value) == (
        "a table of many cells needs two keys, cities and periods, got 1: city"
    )


def test_an_unknown_city_is_refused():
    fit = fit_poisson_many(prussian(), reference=75)
    with pytest.raises(bemodels.InvalidDataError) as error:
        fit.rates_of(["XX"])
    assert str(error.value) == (
        "cities: there is no corps 'XX'; there are 'G', 'I', 'II', 'III', 'IV' and 9 "
        "more"
    )
    with pytest.raises(bemodels.InvalidDataError) as error:
        fit.rates_of("G")
    assert str(error.value) == "cities must be a sequence of labels, got 'G'"


def test_a_finite_estimate_without_a_full_rank_of_positive_cells_is_found():
    """Of two cities with counts 5, 0 and 0, 3: fitted 3.125, 1.875, 1.875, 1.125."""
    rows = (("A", 1, 5, 1.0), ("A", 2, 0, 1.0), ("B", 1, 0, 1.0), ("B", 2, 3, 1.0))
    fit = fit_poisson_many(CountTable(keys=KEYS, rows=rows), reference=1)
    np.testing.assert_allclose(fit.fitted, [3.125, 1.875, 1.875, 1.125], rtol=1e-9)
