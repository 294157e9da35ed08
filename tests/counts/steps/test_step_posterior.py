"""One step, beside exact arithmetic in fractions and what symmetry demands."""

from fractions import Fraction
from itertools import product
from math import factorial, log, log1p, pi

import coal
import numpy as np
import pytest

from bemodels.counts.steps.period_series import read_series
from bemodels.counts.steps.step_posterior import StepPrior, step_posterior

PARTIAL = (Fraction(7, 12), Fraction(1), Fraction(1), Fraction(10, 12))


def marginal(total, years, shape, rate):
    """Return the probability of counts, but for factors that no step changes."""
    weight = Fraction(factorial(shape + total - 1), factorial(shape - 1))
    return weight * rate**shape / (rate + years) ** (shape + total)


def in_fractions(counts, years, shape, rate, no_change):
    """Return the probability of no change, and of each boundary given a step."""
    joint = [
        marginal(sum(counts[:k]), sum(years[:k]), shape, rate)
        * marginal(sum(counts[k:]), sum(years[k:]), shape, rate)
        for k in range(1, len(counts))
    ]
    none = no_change * marginal(sum(counts), sum(years), shape, rate)
    step = (1 - no_change) * sum(joint) / len(joint)
    return none / (none + step), [one / sum(joint) for one in joint]


def found(counts, years, shape, rate, no_change):
    prior = StepPrior(shape=float(shape), rate=float(rate), no_change=float(no_change))
    return step_posterior(read_series(counts, map(float, years)), prior)


@pytest.mark.parametrize(
    ("shape", "rate", "no_change"),
    [(1, Fraction(1), Fraction(1, 2)), (3, Fraction(1, 5), Fraction(9, 10))],
)
def test_every_small_series_has_the_posterior_of_fractions(shape, rate, no_change):
    for counts in product((0, 1, 7), repeat=4):
        none, boundaries = in_fractions(counts, PARTIAL, shape, rate, no_change)
        posterior = found(counts, PARTIAL, shape, rate, no_change)

        assert posterior.no_change == pytest.approx(float(none), rel=1e-11)
        assert posterior.boundaries == pytest.approx(
            [float(one) for one in boundaries], rel=1e-11
        )


def test_112_years_have_the_posterior_of_fractions():
    arguments = coal.COUNTS, coal.YEARS, 2, Fraction(1), Fraction(1, 2)
    none, boundaries = in_fractions(*arguments)
    posterior = found(*arguments)

    assert posterior.no_change == pytest.approx(float(none), rel=1e-9, abs=0)
    assert posterior.boundaries == pytest.approx(
        [float(one) for one in boundaries], rel=1e-9, abs=0
    )
    odds = (1 - none) / none
    assert posterior.log_factor == pytest.approx(
        log(odds.numerator) - log(odds.denominator), rel=1e-11
    )


def test_counts_at_their_largest_keep_their_digits():
    # With n incidents in each of two years, shape 1 and rate b the factor is
    # b / (b + 2) * ((b + 2) / (b + 1))^(2 n + 2) / C(2 n, n); by Stirling's series
    # what cancels is left out.
    n, b = 10**9, 1e-9
    exact = log(pi * n) / 2 + log(2 * b) - log1p(b / 2)
    exact -= 2 * (n + 1) * (log1p(b) - log1p(b / 2))

    posterior = found((n, n), (1, 1), 1, b, 0.5)
    assert posterior.log_factor == pytest.approx(exact, abs=1e-5)


def test_time_may_run_backwards():
    counts, years = (5, 0, 2, 9, 1), (0.5, 1, 1, 2, 0.8)
    there = found(counts, years, 2, 0.7, 0.3)
    back = found(counts[::-1], years[::-1], 2, 0.7, 0.3)

    assert back.no_change == pytest.approx(there.no_change, rel=1e-12)
    assert back.boundaries == pytest.approx(there.boundaries[::-1], rel=1e-12)
    assert back.shapes == pytest.approx(there.shapes[::-1, ::-1])
    assert back.rates == pytest.approx(there.rates[::-1, ::-1])


def test_the_unit_of_time_does_not_matter():
    counts, years = (5, 0, 2, 9), np.array([0.5, 1, 1, 2])
    in_years = found(counts, years, 2, 0.7, 0.3)
    in_months = found(counts, 12 * years, 2, 12 * 0.7, 0.3)

    assert in_months.no_change == pytest.approx(in_years.no_change, rel=1e-12)
    assert in_months.boundaries == pytest.approx(in_years.boundaries, rel=1e-12)


def test_no_change_becomes_certain_as_the_prior_gets_vaguer():
    vague = [10.0**-n for n in range(0, 13, 2)]
    for counts in ((9, 8, 2, 1), (9, 8, 2, 0), (0, 0, 0, 0)):
        given = [found(counts, (1,) * 4, 1, rate, 0.5).no_change for rate in vague]
        assert given == sorted(given)
        assert given[-1] == pytest.approx(1, abs=1e-8)

    given = [found((9, 8, 2, 1), (1,) * 4, s, s, 0.5).no_change for s in vague]
    assert given == sorted(given)
    assert given[0] < 0.2
    assert given[-1] == pytest.approx(1, abs=1e-7)


def test_a_prior_near_a_rate_of_0_explains_a_last_period_without_incident():
    # As shape = rate goes to 0, the factor of a step before that period goes to
    # (E / E_1)^S, and that of every other step to 0.
    posterior = found((9, 8, 2, 0), (1, 1, 1, 1), 1e-12, 1e-12, 0.5)

    assert posterior.mode == 3
    assert posterior.no_change == pytest.approx(1 / (1 + (4 / 3) ** 19 / 3), rel=1e-9)


def test_a_credible_set_is_the_smallest_of_all_sets():
    posterior = found((6, 4, 0, 5, 1, 1, 0), (1,) * 7, 1, 0.5, 0.5)
    sizes = {}
    for members in product((False, True), repeat=6):
        held = float(posterior.boundaries[list(members)].sum())
        sizes[sum(members)] = max(sizes.get(sum(members), 0), held)
    for level in (0.5, 0.8, 0.95, 0.99):
        held = posterior.credible_set(level)
        total = posterior.boundaries[held - 1].sum()

        assert total >= level
        assert len(held) == min(n for n, most in sizes.items() if most >= level)
        assert total == pytest.approx(sizes[len(held)])


def test_what_ties_is_in_the_set_together_and_the_mode_is_its_earliest():
    posterior = found((3, 0, 0, 3), (1, 1, 1, 1), 1, 1, 0.5)

    assert posterior.boundaries[0] == pytest.approx(posterior.boundaries[2])
    assert posterior.mode == 1
    assert posterior.credible_set(0.3).tolist() == [1, 3]
