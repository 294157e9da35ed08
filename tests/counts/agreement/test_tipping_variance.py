"""Variance factors: closed forms of the interval and of the factor that tips it."""

from math import log

import pytest
from count_tables import COUNTS, YEARS, city_years
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.counts.agreement.label_contrast import LabelContrast
from bemodels.counts.agreement.likelihood_models import (
    additive_design,
    contrast_weights,
)
from bemodels.counts.agreement.variance_factors import variance_factors
from bemodels.counts.agreement.widened_intervals import tipping_factor
from bemodels.counts.estimands.log_rates import profile_ratio_interval
from bemodels.counts.fits.families import POISSON
from bemodels.counts.fits.fitting import fit_design
from bemodels.errors import NotEstimableError

CONTRAST = LabelContrast(key="year", value=2017, reference=2015)
QUANTILE = 3.841458820694124


def loss(ratio, x, y, years):
    """Twice the log likelihood that x of x + y incidents lose at a rate ratio."""
    share = ratio * years / (1 + ratio * years)
    parts = ((x, x / (x + y) / share), (y, y / (x + y) / (1 - share)))
    return 2 * sum(count * log(times) for count, times in parts if count)


def fitted(counts=COUNTS):
    design = additive_design(city_years(counts))
    return fit_design(design, POISSON), contrast_weights(design, CONTRAST)


def test_the_tipping_factor_is_the_likelihood_ratio_over_its_quantile():
    fit, weights = fitted()
    expected = loss(1, 4, 22, YEARS[3]) / QUANTILE
    assert tipping_factor(fit, weights, level=0.95) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("factor", [1.0, 2.0, 3.0])
def test_an_interval_ends_where_the_likelihood_has_lost_the_factor(factor):
    fit, weights = fitted()
    found = profile_ratio_interval(fit, weights, level=0.95, variance_factor=factor)
    for limit in (found.low, found.high):
        assert loss(limit, 4, 22, YEARS[3]) == pytest.approx(
            factor * QUANTILE, rel=1e-7
        )


@settings(deadline=None, max_examples=15)
@given(
    later=st.integers(0, 30),
    earlier=st.integers(1, 30),
    level=st.sampled_from([0.8, 0.95]),
)
def test_at_the_tipping_factor_a_limit_is_1(later, earlier, level):
    counts = {"A": (2, earlier, 3, later), "B": (4, 0, 1, 0)}
    fit, weights = fitted(counts)
    factor = tipping_factor(fit, weights, level=level)
    if factor < 1e-6:
        return
    found = profile_ratio_interval(fit, weights, level=level, variance_factor=factor)
    assert min(abs(log(found.high)), abs(log(found.low or 1e-9))) < 1e-6


def test_the_table_widens_and_the_note_says_where_it_tips():
    table, tipping = variance_factors(city_years(), CONTRAST, level=0.95)
    assert [row[0] for row in table.rows] == [1, 2, 3]
    assert [row[3] for row in table.rows] == ["below 1", "below 1", "holds 1"]
    lows, highs = zip(*(row[1:3] for row in table.rows), strict=True)
    assert list(lows) == sorted(lows, reverse=True)
    assert list(highs) == sorted(highs)
    assert table.note.endswith("The interval reaches 1 at a factor of 2.773.")
    (point,) = tipping
    assert point.value == pytest.approx(2.773122815, rel=1e-8)


def test_an_interval_that_holds_1_needs_no_factor():
    contrast = LabelContrast(key="year", value=2016, reference=2015)
    table, tipping = variance_factors(city_years(), contrast, level=0.95)
    assert tipping == ()
    assert table.note.endswith("The interval holds 1 at a factor of 1 already.")


def test_two_years_without_a_count_have_no_factor():
    empty = {city: (*row[:1], 0, *row[2:3], 0) for city, row in COUNTS.items()}
    with pytest.raises(NotEstimableError) as refused:
        variance_factors(city_years(empty), CONTRAST, level=0.95)
    assert str(refused.value) == "a contrast of means that are both 0 has no estimate"
