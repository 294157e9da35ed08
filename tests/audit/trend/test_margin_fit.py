"""The Poisson model on margins, against statsmodels on tables that have them."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import binomtest, chi2, random_table

from bemodels.audit import fit_margins
from bemodels.audit.trend.margin_fit import FITTED_TABLE
from bemodels.errors import InvalidDataError, NotEstimableError

PLACES = {"Brussels": 62, "Charleroi": 14, "elsewhere": 31}
COUNTS = {2014: 12, 2015: 35, 2016: 48, 2017: 12}
MONTHS = {2014: 7, 2015: 12, 2016: 12, 2017: 10}


@pytest.fixture(scope="module")
def result():
    return fit_margins(PLACES, COUNTS, months=MONTHS)


def fitted_by_statsmodels(table):
    """Fit main effects of place and year with the years' exposure to a table."""
    rows, columns = table.shape
    places, years = np.divmod(np.arange(table.size), columns)
    design = np.column_stack(
        [places == one for one in range(rows)]
        + [years == one for one in range(1, columns)]
    ).astype(float)
    exposure = np.array(list(MONTHS.values()))[years] / 12
    fit = sm.GLM(
        table.ravel(), design, family=sm.families.Poisson(), exposure=exposure
    ).fit(tol=1e-14)
    return fit.mu.reshape(table.shape), fit.params[rows:], fit.bse[rows:]


@pytest.mark.parametrize("seed", [1, 2])
def test_any_table_with_the_margins_has_the_fit_of_the_margins(result, seed):
    rng = np.random.default_rng(seed)
    drawn = random_table(list(PLACES.values()), list(COUNTS.values()))
    table = drawn.rvs(random_state=rng)
    means, effects, errors = fitted_by_statsmodels(table)
    rows = result.table(FITTED_TABLE).rows
    assert np.array([row[1:-1] for row in rows]) == pytest.approx(means, rel=1e-8)
    ratios = np.exp(np.diff([0, *effects]))
    for year, ratio in zip((2015, 2016, 2017), ratios, strict=True):
        found = result.estimate(f"rate_ratio[{year} to {year - 1}]").value
        assert found == pytest.approx(ratio, rel=1e-8)
    # The standard error of a year's effect hangs on two column sums alone.
    assert errors[-1] == pytest.approx((1 / 12 + 1 / 12) ** 0.5, rel=1e-6)


def test_intervals_are_exact(result):
    share = result.estimate("share[Charleroi]")
    exact = binomtest(14, 107).proportion_ci(0.95, method="exact")
    assert (share.interval.low, share.interval.high) == pytest.approx(
        (exact.low, exact.high)
    )
    assert share.value == pytest.approx(14 / 107)
    later = binomtest(12, 60).proportion_ci(0.95, method="exact")
    ratio = result.estimate("rate_ratio[2017 to 2016]")
    assert (ratio.interval.low, ratio.interval.high) == pytest.approx(
        (1.2 * later.low / (1 - later.low), 1.2 * later.high / (1 - later.high))
    )
    rate = result.estimate("annual_rate[2014]")
    assert rate.value == pytest.approx(12 * 12 / 7)
    assert rate.interval.low == pytest.approx(chi2.ppf(0.025, 24) / 2 * 12 / 7)
    assert rate.interval.high == pytest.approx(chi2.ppf(0.975, 26) / 2 * 12 / 7)


def test_the_fitted_table_has_the_margins(result):
    table = result.table(FITTED_TABLE)
    cells = np.array([row[1:-1] for row in table.rows])
    assert cells.sum(axis=1) == pytest.approx(list(PLACES.values()))
    assert cells.sum(axis=0) == pytest.approx(list(COUNTS.values()))
    assert [row[-1] for row in table.rows] == list(PLACES.values())
    assert table.columns == ("place", "2014", "2015", "2016", "2017", "all years")


def test_it_says_that_dispersion_is_left_open(result):
    (check,) = result.checks
    assert not check.passed
    assert check.detail == (
        "6 parameters, and the margins hold 6 numbers: nothing is left over"
    )
    assert any(
        "nothing about dispersion" in one.statement for one in result.assumptions
    )
    assert "say nothing of dispersion within the table" in result.conclusion


def test_a_place_or_year_without_an_incident_is_fitted():
    found = fit_margins({"a": 5, "b": 0}, {1: 0, 2: 5}, months={1: 12, 2: 12})
    assert found.estimate("share[b]").interval.low == 0
    assert found.estimate("rate_ratio[2 to 1]").value == float("inf")
    assert found.table(FITTED_TABLE).rows[1][1:] == (0, 0, 0)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"places": {"a": 107}},
            "places must map two labels or more to counts, got {'a': 107}",
        ),
        (
            {"years": [12, 35]},
            "years must map two labels or more to counts, got [12, 35]",
        ),
        (
            {"places": {"a": 100, 7: 7}},
            "each of places must be labelled with text, got 7",
        ),
        (
            {"years": {"2014": 1, 2015: 106}},
            "each of years must be labelled with a whole number, got '2014'",
        ),
        (
            {"places": {"a": 108, "b": -1}},
            "the count of b must be a whole number of 0 or more, got -1",
        ),
        (
            {"places": {"a": 100, "b": 6}},
            "places and years must hold the same incidents, got 106 and 107",
        ),
        (
            {"months": {2014: 7}},
            "months must be those of 2014, 2015, 2016, 2017, got {2014: 7}",
        ),
        (
            {"months": MONTHS | {2017: 0}},
            "the months of 2017 must be a whole number of 1 or more, got 0",
        ),
        (
            {"years": {2015: 7, 2014: 100}, "months": {2014: 7, 2015: 12}},
            "years must rise, got [2015, 2014]",
        ),
    ],
)
def test_what_are_no_margins_is_refused(changed, message):
    given = {"places": PLACES, "years": COUNTS, "months": MONTHS} | changed
    with pytest.raises(InvalidDataError) as error:
        fit_margins(given["places"], given["years"], months=given["months"])
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("places", "years", "message"),
    [
        (
            {"a": 0, "b": 0},
            {1: 0, 2: 0, 3: 0},
            "the margins fit nothing: there is no incident",
        ),
        (
            {"a": 3, "b": 2},
            {1: 0, 2: 0, 3: 5},
            "a ratio is not estimable: there is no incident in 1 and 2",
        ),
    ],
)
def test_margins_that_fit_nothing_are_refused(places, years, message):
    with pytest.raises(NotEstimableError) as error:
        fit_margins(places, years, months=dict.fromkeys(years, 12))
    assert str(error.value) == message
