"""Hidden actors under another prior of the population, and beyond all counts."""

import numpy as np
import pytest
from scipy.special import betaln, gammaln

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount import (
    Beta,
    Fates,
    SurfacingPrior,
    hidden_given_prior,
    hidden_given_propensity,
    hidden_given_surfacing,
)
from bemodels.undercount.along_surfacing import tipping_of_surfacing

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
NAME = "Sensitivity of the hidden to the prior of the population, surfacing Beta(2, 8)"
BEYOND = (
    "the {} quantile of the hidden actors lies above 2**53, beyond which a whole "
    "number is not held exactly: state a larger probability, or a prior with less of "
    "it near 0"
)


def stated(a, b):
    return SurfacingPrior(beta=Beta(a=a, b=b), reason="An example.")


def summed_quantiles(successes, a, b):
    """Of failures before so many successes, the share being Beta(a, b): its pmf."""
    k = np.arange(200_000)
    log_mass = gammaln(successes + k) - gammaln(k + 1) - gammaln(successes)
    log_mass = log_mass + betaln(a + successes, b + k) - betaln(a, b)
    reached = np.cumsum(np.exp(log_mass))
    return tuple(np.searchsorted(reached, [0.5, 0.025, 0.975]).tolist())


def test_the_hidden_under_both_priors_are_those_of_the_summed_pmf():
    _, table = hidden_given_prior(INSPIRED, stated(2, 8)).tables

    assert table.name == NAME
    assert [row[0] for row in table.rows] == [
        "1/N on the population",
        "Jeffreys on each expected fate",
    ]
    assert table.rows[0][1:] == summed_quantiles(12, 2, 8)
    assert table.rows[1][1:] == summed_quantiles(13, 2, 8)
    assert table.rows[0][1:] != table.rows[1][1:]


def test_tipping_points_of_surfacing_and_the_mass_of_a_prior_below():
    turning, below = tipping_of_surfacing(INSPIRED, LINKED, priors=[stated(2, 8)])

    assert turning.value == pytest.approx(0.1224, abs=5e-5)
    assert turning.given == "every linked actor surfaced"
    assert below.value == pytest.approx(0.3036, abs=5e-5)
    assert below.given == "the stated prior Beta(2, 8)"


def test_there_is_no_tipping_point_where_more_were_recorded():
    assert tipping_of_surfacing(LINKED, INSPIRED) == ()


def test_numbers_beyond_all_counts_are_refused_with_their_reason():
    with pytest.raises(NotEstimableError) as error:
        hidden_given_surfacing(INSPIRED, 1e-15)
    assert str(error.value) == BEYOND.format("0.5")


@pytest.mark.parametrize("log_sd", [0, 5])
def test_a_product_that_no_number_holds_is_refused(log_sd):
    with pytest.raises(InvalidDataError) as error:
        hidden_given_propensity(
            INSPIRED,
            LINKED,
            relative_propensity=1e-300,
            log_sd=log_sd,
            linked_surfacing=1e-200,
        )
    assert str(error.value) == (
        "relative_propensity times linked_surfacing must be 1e-200 or more, got 1e-300 "
        "and 1e-200"
    )


@pytest.mark.parametrize("log_sd", [0, 5])
@pytest.mark.parametrize("relative", [2e-200, 1e-100])
def test_just_above_it_there_are_numbers(relative, log_sd):
    given = {"log_sd": log_sd, "linked_surfacing": 1}
    one, equal = (
        hidden_given_propensity(INSPIRED, LINKED, relative_propensity=r, **given)
        for r in (relative, relative * 10)
    )

    ratio = one.estimate("population").value / equal.estimate("population").value
    assert ratio == pytest.approx(10, rel=1e-6)
