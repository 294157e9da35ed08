"""Bayes factors against published numbers, brute quadrature and their identities."""

from dataclasses import replace
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln, log_ndtr

from bemodels.errors import InvalidDataError
from bemodels.rates.bayes import (
    JEFFREYS,
    UNIFORM,
    DependentPrior,
    GunelDickeyPrior,
    bayes_factors,
    prior_at_pooled_rate,
)
from bemodels.rates.bayes.evidence import dependent_log_factors
from bemodels.rates.bayes.gunel_dickey import gunel_dickey_log_factors
from bemodels.rates.group import Group

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
STANDARD = DependentPrior(
    base_log_odds=0,
    base_width=1,
    log_odds_ratio=0,
    log_odds_ratio_width=1,
    reason="abtest's default",
)
CELLS = GunelDickeyPrior(concentration=1, reason="uniform cells")


@pytest.mark.parametrize(
    ("groups", "prior", "expected"),
    [
        # scipy.integrate.dblquad over grand log odds and log odds ratio, each side of
        # 0 apart, epsrel 1e-10. JASP prints .8953, 1.2320, .6308 from sampling.
        (
            ((3, 4), (2, 4)),
            STANDARD,
            (0.9086468471955826, 1.202601615043089, 0.6146920793480762),
        ),
        (
            ((5, 13), (11, 15)),
            replace(
                STANDARD,
                base_log_odds=0.2,
                base_width=0.6,
                log_odds_ratio=-0.4,
                log_odds_ratio_width=1.2,
            ),
            (2.5376560489906064, 0.2556894860017845, 3.8746494787907455),
        ),
    ],
)
def test_dependent_factors_are_those_of_another_quadrature(groups, prior, expected):
    pair = [Group(attacks=attacks, incidents=n) for attacks, n in groups]

    one = dependent_log_factors(*pair, prior)

    found = [exp(x) for x in (one.different, one.greater, one.smaller)]
    assert found == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # jaspFrequencies, test-contingencytablesbayesian.R, concentration 1.5.
        (
            ((27, 50), (31, 50)),
            (0.5231188, 0.4400841, 0.3554525, 0.3640696, 0.2696481),
        ),
        # Rows and columns exchanged: so are the plans that fix them.
        (
            ((27, 58), (23, 42)),
            (0.5231188, 0.4400841, 0.3640696, 0.3554525, 0.2696481),
        ),
    ],
)
def test_gunel_dickey_is_as_published(rows, expected):
    pair = [Group(attacks=attacks, incidents=n) for attacks, n in rows]
    prior = GunelDickeyPrior(concentration=1.5, reason="as published")

    found = [exp(one) for _, one in gunel_dickey_log_factors(*pair, prior)]

    assert found == pytest.approx(expected, abs=5e-8)


def test_fixed_rows_under_uniform_cells_are_independent_uniform_rates():
    table = bayes_factors(INSPIRED, LINKED, priors=(UNIFORM, CELLS)).tables[1]
    (uniform,) = (r[3] for r in table.rows if r[0].startswith("uni") and r[2] == "BF10")
    (rows,) = (r[3] for r in table.rows if "(rows)" in r[1])

    # B(4, 10) B(2, 95) / B(5, 104) in whole numbers: 13!, 96!, 108! and their like.
    assert uniform == pytest.approx(rows, rel=1e-12)
    assert uniform == pytest.approx(108 * 107 * 106 * 105 * 104 / 24 / 2860 / 9120)


@given(
    groups=st.lists(
        st.integers(1, 60).flatmap(
            lambda n: st.integers(0, n).map(lambda x: Group(attacks=x, incidents=n))
        ),
        min_size=2,
        max_size=2,
    ),
    base=st.floats(-5, 2),
    width=st.floats(0.3, 3),
)
@settings(deadline=None, max_examples=10)
def test_half_of_both_sides_is_the_whole_for_a_symmetric_prior(groups, base, width):
    prior = replace(STANDARD, base_log_odds=base, log_odds_ratio_width=width)

    one = dependent_log_factors(*groups, prior)
    other = dependent_log_factors(*groups[::-1], prior)

    half = (exp(one.greater) + exp(one.smaller)) / 2
    assert half == pytest.approx(exp(one.different), rel=1e-9)
    assert other.greater == pytest.approx(one.smaller, abs=1e-8)


def test_large_counts_keep_the_digits_of_a_side_that_is_all_but_excluded():
    group, reference = (Group(attacks=x, incidents=10_000) for x in (3000, 5000))

    one = dependent_log_factors(group, reference, STANDARD)

    # Far from the peak the side's mass is that of its edge: height over slope.
    assert one.different == pytest.approx(one.smaller + log_ndtr(0), abs=1e-9)
    assert one.different > 400
    assert -10 < one.greater < 0


def test_a_range_is_told_and_never_one_number():
    result = bayes_factors(INSPIRED, LINKED, priors=(JEFFREYS, STANDARD, CELLS))
    ranges, factors = result.tables

    assert result.estimates == ()
    assert [row[0] for row in ranges.rows] == ["BF10", "BF+0", "BF-0"]
    for name, least, _, greatest, _ in ranges.rows:
        values = [row[3] for row in factors.rows if row[2] == name]
        assert (least, greatest) == (min(values), max(values))
        assert least < greatest


def test_a_factor_too_large_for_a_number_is_written_as_a_power():
    group, reference = (Group(attacks=x, incidents=10_000) for x in (1, 9999))
    result = bayes_factors(group, reference, priors=(JEFFREYS, UNIFORM))

    apart, alike = 2 * betaln(2, 10_000), betaln(10_001, 10_001)
    expected = (apart - alike) / log(10)
    assert result.tables[0].rows[0][1:3] == (f"10^{expected:.1f}", str(UNIFORM))


@pytest.mark.parametrize(
    "twice",
    [
        prior_at_pooled_rate(
            INSPIRED, LINKED, base_width=1, log_odds_ratio=0, log_odds_ratio_width=1
        ),
        replace(STANDARD, base_log_odds=log(4 / 103)),
    ],
)
def test_the_prior_that_uses_the_data_twice_gives_no_factor(twice):
    with pytest.raises(InvalidDataError, match="would use them twice"):
        bayes_factors(INSPIRED, LINKED, priors=(JEFFREYS, twice))


@pytest.mark.parametrize("priors", [(), (JEFFREYS,), (CELLS, CELLS), (JEFFREYS, 3)])
def test_one_prior_alone_is_refused(priors):
    with pytest.raises(InvalidDataError, match="priors must"):
        bayes_factors(INSPIRED, LINKED, priors=priors)
