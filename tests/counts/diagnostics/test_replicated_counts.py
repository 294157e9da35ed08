"""Replicates drawn from a fit's own distributions give the numbers of that fit."""

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from scipy.stats import nbinom

from bemodels.counts import (
    fit_negative_binomial,
    pit_histogram,
    rootogram,
    zero_check,
)
from bemodels.counts.diagnostics.count_distribution import distribution_of
from bemodels.counts.hierarchical.card import card_of
from bemodels.counts.hierarchical.priors import CITY_YEAR_PRIORS
from bemodels.errors import InvalidDataError
from bemodels.result import ModelCard, Posterior

COUNTS = np.array([0, 0, 1, 0, 3, 2, 0, 9, 4, 12, 0, 1, 0, 6, 0, 2, 0, 0, 17, 5])
DATA = pd.DataFrame({"n": COUNTS, "group": ["a", "b"] * 10})
FIT = fit_negative_binomial("n ~ group", DATA)
REPLICATES = 20_000


def posterior_of(groups, card):
    return Posterior(
        title="Annual rates of attacks by city and year",
        method="Hierarchical negative binomial model, NUTS",
        draws=xr.DataTree.from_dict(groups),
        card=card,
        checks=(),
        seeds=(1,),
    )


@pytest.fixture(scope="module")
def posterior():
    rows = distribution_of(FIT)
    law = nbinom(1 / rows.alpha, 1 / (1 + rows.alpha * rows.mean))
    drawn = law.rvs((4, REPLICATES // 4, len(COUNTS)), random_state=1).astype(float)
    return posterior_of(
        {
            "observed_data": xr.Dataset({"incidents": (("cell",), COUNTS)}),
            "posterior_predictive": xr.Dataset(
                {"incidents": (("chain", "draw", "cell"), drawn)}
            ),
        },
        card_of(CITY_YEAR_PRIORS, "attacks"),
    )


def test_the_rootogram_of_replicates_is_that_of_the_fit(posterior):
    found, expected = rootogram(posterior), rootogram(FIT)

    assert [one.name for one in found.curves] == [one.name for one in expected.curves]
    table, known = found.tables[0].to_frame(), expected.tables[0].to_frame()
    assert table.columns[0] == "attacks in a row"
    number = min(len(table), len(known)) - 1
    assert list(table["observed"][:number]) == list(known["observed"][:number])
    for column in ("low", "high"):
        # A chance close to 2.5% may fall on either side of it.
        apart = np.abs(table[column] - known[column])[:number]
        assert apart.max() <= 1
        assert apart.mean() < 0.1
    assert table["expected"][:number].to_numpy() == pytest.approx(
        known["expected"][:number].to_numpy(), abs=0.05
    )
    assert table["observed"].sum() == table["expected"].sum() == len(COUNTS)


def test_the_zeros_of_replicates_are_those_of_the_fit(posterior):
    found, expected = zero_check(posterior), zero_check(FIT)

    (zeros,), (known,) = found.estimates, expected.estimates
    assert zeros.estimand == known.estimand
    assert zeros.value == pytest.approx(known.value, abs=0.06)
    assert (zeros.interval.low, zeros.interval.high) == (
        known.interval.low,
        known.interval.high,
    )
    for one, other in zip(found.tests, expected.tests, strict=True):
        assert one.null == other.null
        assert one.p_value == pytest.approx(other.p_value, abs=0.015)
    assert found.checks[0].passed == expected.checks[0].passed


def test_the_pit_of_replicates_is_that_of_the_fit(posterior):
    (found,), (expected,) = pit_histogram(posterior).curves, pit_histogram(FIT).curves

    assert found.name == expected.name
    assert found.y == pytest.approx(expected.y, abs=0.1)
    # The fit's band is that of a gamma variable, the other one of 1,000 replicates.
    assert found.low == pytest.approx(expected.low, abs=0.2)
    assert found.high == pytest.approx(expected.high, abs=0.4)


def test_counts_that_their_replicates_never_reach_fail_every_check():
    rng = np.random.default_rng(1)
    drawn = rng.poisson(1.0, size=(4, 500, len(COUNTS))).astype(float)
    wrong = posterior_of(
        {
            "observed_data": xr.Dataset({"incidents": (("cell",), COUNTS)}),
            "posterior_predictive": xr.Dataset(
                {"incidents": (("chain", "draw", "cell"), drawn)}
            ),
        },
        card_of(CITY_YEAR_PRIORS, "attacks"),
    )

    for check in (rootogram, pit_histogram):
        assert not check(wrong).checks[0].passed


@pytest.mark.parametrize("check", [rootogram, pit_histogram, zero_check])
def test_a_posterior_without_replicates_is_refused(check):
    empty = posterior_of({"posterior": xr.Dataset()}, ModelCard())
    with pytest.raises(InvalidDataError) as error:
        check(empty)
    assert str(error.value) == (
        "the posterior must hold replicated counts, as fit_hierarchical draws them; "
        "this one is of: Annual rates of attacks by city and year"
    )
