"""Two event rates given their sum, against print, fractions and their own tests."""

from fractions import Fraction
from math import comb, inf, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError
from bemodels.rates.event_rates import (
    METHODS,
    poisson_exact,
    poisson_exact_minlike,
    poisson_midp,
    rate_ratio_exact,
    rate_ratio_midp,
)
from bemodels.rates.exposed import Exposed

EXACT, MIDP = METHODS
TESTS = [poisson_exact, poisson_exact_minlike, poisson_midp]
SAMPLES = st.builds(
    Exposed, events=st.integers(0, 30), years=st.sampled_from([0.5, 1, 3, 12, 95])
)


def pair(events, years, reference_events, reference_years):
    return (
        Exposed(events=events, years=years),
        Exposed(events=reference_events, years=reference_years),
    )


OURS = pair(3, 12, 1, 95)
# Gu, Ng, Tang and Schucany 2008: heart disease with and without hormones.
GU = pair(60, 51477.5, 30, 54308.7)


def test_published_p_values_and_limits():
    # rateratio.test vignette
    group, reference = pair(2, 17877, 9, 16660)
    interval = rate_ratio_exact(group, reference)

    assert f"{poisson_exact(group, reference).p_value:.5f}" == "0.05011"
    assert f"{interval.low:.8f} {interval.high:.8f}" == "0.02177406 1.00054910"


def test_published_one_sided_p_values():
    # Gu et al. 2008, table; half the central p-value is the one-sided one.
    assert f"{poisson_exact(*GU).p_value / 2:.6f}" == "0.000428"
    assert f"{poisson_midp(*GU).p_value / 2:.6f}" == "0.000310"
    # R exactci, poisson.exact(r = 1.2, alternative = "greater"), in statsmodels
    exact, midp = EXACT.p_value(*GU, 1.2) / 2, MIDP.p_value(*GU, 1.2) / 2
    assert exact == pytest.approx(0.006651774552714537, rel=1e-11)
    assert midp == pytest.approx(0.005094603529853279, rel=1e-11)


def test_three_in_twelve_years_against_one_in_ninety_five():
    # The middle one is that of statsmodels' test_poisson_2indep('exact-cond').
    found = [round(test(*OURS).p_value, 6) for test in TESTS]

    assert found == [0.010335, 0.005168, 0.005326]


@settings(deadline=None)
@given(SAMPLES, SAMPLES)
def test_every_form_is_its_definition_in_fractions(group, reference):
    total = group.events + reference.events
    odds = Fraction(group.years) / Fraction(reference.years)
    weights = [comb(total, k) * odds**k for k in range(total + 1)]
    every, here = sum(weights), weights[group.events]
    below = sum(weights[: group.events]) / every
    above = sum(weights[group.events + 1 :]) / every
    own = here / every
    exact = {
        poisson_exact: min(1, 2 * (min(below, above) + own)),
        poisson_exact_minlike: sum(one for one in weights if one <= here) / every,
        poisson_midp: 2 * min(below, above) + own,
    }

    for test, p_value in exact.items():
        found = test(group, reference).p_value
        assert found == pytest.approx(float(p_value), rel=1e-9)


def test_no_event_at_all_tells_nothing():
    nothing = pair(0, 12, 0, 95)

    assert [test(*nothing).p_value for test in TESTS] == [1, 1, 1]
    for one in (rate_ratio_exact, rate_ratio_midp):
        assert (one(*nothing).low, one(*nothing).high) == (0, inf)


def test_many_events_and_tiny_p_values_keep_their_digits():
    # Exact: P(X >= 300) of 310 with odds 1, in fractions.
    tail = Fraction(sum(comb(310, k) for k in range(300, 311)), 2**310)
    far = poisson_exact(*pair(300, 1, 10, 1)).p_value
    interval = rate_ratio_exact(*pair(5_000_000, 1, 4_990_000, 1))

    assert far == pytest.approx(float(2 * tail), rel=1e-10)
    assert poisson_exact(*pair(10_000_000, 1, 1, 1)).p_value > 0
    assert interval.low < 5_000_000 / 4_990_000 < interval.high
    # As many events as this are normal on the log scale.
    width = 2 * 1.959964 * (1 / 5_000_000 + 1 / 4_990_000) ** 0.5
    assert log(interval.high / interval.low) == pytest.approx(width, rel=1e-3)


def test_another_type_is_refused():
    for call in (*TESTS, rate_ratio_exact, rate_ratio_midp):
        with pytest.raises(InvalidDataError, match=r"^group must be an Exposed, got 3"):
            call(3, OURS[1])
