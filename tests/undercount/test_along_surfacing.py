"""The population along surfacing with its lines, and what data narrow of each prior."""

import numpy as np
import pytest
from scipy.stats import beta, gamma, nbinom

from bemodels.errors import InvalidDataError
from bemodels.intervals import Beta
from bemodels.undercount import (
    Fates,
    SurfacingPrior,
    fate_odds,
    prior_to_posterior,
    surfacing_sensitivity,
    tipping_surfacing,
)

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
PRIOR = SurfacingPrior(beta=Beta(a=2, b=8), reason="an example")


@pytest.fixture(scope="module")
def sensitivity():
    return surfacing_sensitivity(INSPIRED, LINKED, priors=(PRIOR,))


@pytest.fixture(scope="module")
def strip():
    (table,) = prior_to_posterior(INSPIRED, LINKED, PRIOR).tables
    return {row[0]: row for row in table.rows}


def test_both_bands_are_quantiles_of_the_negative_binomial(sensitivity):
    outer, inner, _ = sensitivity.curves
    assert (outer.level, inner.level) == (0.95, 0.5)
    assert outer.x == inner.x
    assert outer.y == inner.y
    for curve, tail in ((outer, 0.025), (inner, 0.25)):
        for at in (0, 20, 40):
            hidden = nbinom(12, curve.x[at])
            assert curve.low[at] == 12 + hidden.ppf(tail)
            assert curve.high[at] == 12 + hidden.ppf(1 - tail)


def test_the_lines_are_the_recorded_linked_and_the_tipping_point(sensitivity):
    linked, tipping = sensitivity.tables[1].rows
    assert linked[:2] == ("population (actors)", 95)
    assert tipping[0] == "surfacing probability (stated)"
    assert tipping[1] == tipping_surfacing(INSPIRED, LINKED, linked_surfacing=1)
    # With every linked actor seen: P(12 + NegBin(12, tip) > 95) is one half.
    assert nbinom(12, tipping[1]).sf(83) == pytest.approx(0.5, abs=1e-9)


def test_the_rug_is_made_of_quantiles_of_the_prior(sensitivity):
    rug = sensitivity.curves[2]
    assert rug.y == pytest.approx(beta(2, 8).ppf((np.arange(100) + 0.5) / 100))
    below, beyond = sensitivity.probabilities
    assert below.value == pytest.approx(
        beta(2, 8).cdf(sensitivity.tables[1].rows[1][1])
    )
    assert beyond.value == pytest.approx(beta(2, 8).cdf(0.02))
    assert beyond.statement == "P(surfacing < 0.02), which is not drawn"


def test_without_a_prior_there_is_no_rug():
    result = surfacing_sensitivity(INSPIRED, LINKED)
    assert len(result.curves) == 2
    assert result.probabilities == ()


def test_a_group_already_larger_has_no_tipping_line():
    result = surfacing_sensitivity(LINKED, INSPIRED, priors=(PRIOR,))
    assert len(result.tables[1].rows) == 1
    assert [one.statement for one in result.probabilities] == [
        "P(surfacing < 0.02), which is not drawn"
    ]


def test_a_prior_that_is_none_is_refused():
    with pytest.raises(InvalidDataError) as error:
        surfacing_sensitivity(INSPIRED, LINKED, priors=(Beta(a=2, b=8),))
    assert str(error.value).startswith("each of the priors must be a SurfacingPrior")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("inspired arrests, expected", 9),
        ("inspired attacks, expected", 3),
        ("linked arrests, expected", 94),
        ("linked attacks, expected", 1),
    ],
)
def test_fate_means_move_from_an_improper_prior(strip, name, count):
    _, unit, *before, low, middle, high, contraction, word = strip[name]
    assert (unit, before, contraction, word) == (
        "actors",
        ["improper"] * 3,
        "none",
        "estimate",
    )
    expected = gamma(count + 0.5).ppf([0.025, 0.5, 0.975])
    assert (low, middle, high) == pytest.approx(tuple(expected))


def test_attack_shares_move_by_their_contraction(strip):
    """Variances of logits by brute sums over a fine grid, no trigamma."""
    for group, shapes in (("inspired", (3.5, 9.5)), ("linked", (1.5, 94.5))):
        row = strip[f"{group} attack share"]
        assert row[5:8] == pytest.approx(tuple(beta(*shapes).ppf([0.025, 0.5, 0.975])))
        expected = 1 - logit_variance(*shapes) / logit_variance(0.5, 0.5)
        assert row[8] == pytest.approx(expected, abs=1e-6)


def logit_variance(a, b):
    x = np.linspace(-90, 90, 400_001)
    log_weight = -a * np.logaddexp(0, -x) - b * np.logaddexp(0, x)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    return weight @ (x - weight @ x) ** 2


def test_surfacing_is_unmoved_and_a_scenario(strip):
    row = strip["surfacing"]
    assert row[2:5] == row[5:8]
    assert row[8:] == (0.0, "scenario")
    assert row[2:5] == pytest.approx(tuple(beta(2, 8).ppf([0.025, 0.5, 0.975])))


def test_the_odds_ratio_is_that_of_the_fates(strip):
    row = strip["fate odds ratio"]
    odds = fate_odds(INSPIRED, LINKED).estimate("fate_odds_ratio")
    limits = odds.interval
    assert row[5:8] == pytest.approx((limits.low, odds.value, limits.high))
    # Before the data either group is as likely to have the larger odds.
    assert row[3] == pytest.approx(1, rel=1e-6)
    assert row[2] * row[4] == pytest.approx(1, rel=1e-5)
    assert row[8] == pytest.approx(
        1
        - (2 * logit_variance(3.5, 9.5) + 2 * logit_variance(1.5, 94.5))
        / (4 * logit_variance(0.5, 0.5)),
        abs=1e-6,
    )
