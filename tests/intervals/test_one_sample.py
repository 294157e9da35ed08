"""One proportion and one rate, against print and against coverage by enumeration."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from bemodels.errors import InvalidDataError
from bemodels.intervals import garwood_interval, wilson_interval


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (13, 16, 0.5699, 0.9341),  # contingencytables 3.0.0, test-ch2.R
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, Table I
        (0, 20, 0.0, 0.1611),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_wilson_is_as_printed(successes, trials, low, high):
    interval = wilson_interval(successes, trials)

    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


@given(trials=st.integers(1, 500), data=st.data())
def test_wilson_mirrors_and_contains(trials, data):
    successes = data.draw(st.integers(0, trials))
    here = wilson_interval(successes, trials)
    mirrored = wilson_interval(trials - successes, trials)

    assert here.low == pytest.approx(1 - mirrored.high, abs=1e-12)
    assert here.low <= successes / trials <= here.high
    assert 0 <= here.low < here.high <= 1


@pytest.mark.parametrize(
    ("events", "exposure", "low", "high"),
    [
        (137, 24.19893, 4.753124805, 6.692709334),  # R, ?poisson.test
        (15, 400, 0.0209884653319583, 0.0618505471787146),  # exactci, one sample
        (0, 1, 0.0, 3.688879454),  # Garwood 1936
        (1, 1, 0.02531780798, 5.571643391),
        (5, 1, 1.623486390, 11.66833208),
    ],
)
def test_garwood_is_as_printed(events, exposure, low, high):
    interval = garwood_interval(events, exposure)

    assert (interval.low, interval.high) == pytest.approx((low, high), rel=1e-8)


def test_five_incidents_in_seven_months():
    """Annualised with its exposure: not the interval of an annualised count."""
    interval = garwood_interval(5, 7 / 12)

    assert (interval.low, interval.high) == pytest.approx((2.78, 20.00), abs=5e-3)


@given(events=st.integers(0, 10**6), level=st.sampled_from([0.5, 0.95, 0.999]))
def test_garwood_limits_meet_their_tails(events, level):
    interval = garwood_interval(events, 1, level=level)
    tail = (1 - level) / 2

    assert poisson.cdf(events, interval.high) == pytest.approx(tail, rel=1e-6)
    if events:
        assert poisson.sf(events - 1, interval.low) == pytest.approx(tail, rel=1e-6)


@pytest.mark.parametrize("rate", [0.3, 1.0, 4.0, 12.5])
def test_garwood_keeps_its_level_by_enumeration(rate):
    counts = np.arange(0, 80)
    covered = [
        interval.low <= rate <= interval.high
        for interval in (garwood_interval(int(k), 1) for k in counts)
    ]
    assert poisson.pmf(counts, rate) @ covered >= 0.95


@given(
    events=st.integers(0, 1000),
    exposure=st.floats(1e-3, 1e9),
    factor=st.sampled_from([0.5, 2.0, 1024.0]),
)
def test_more_exposure_divides_the_rate(events, exposure, factor):
    here = garwood_interval(events, exposure)
    there = garwood_interval(events, exposure * factor)

    assert there.high * factor == pytest.approx(here.high, rel=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: wilson_interval(3, 2),
            "successes must lie in 0..trials, got 3 of 2",
        ),
        (
            lambda: garwood_interval(-1, 2.0),
            "a rate needs events >= 0 and years > 0, got -1 in 2.0",
        ),
        (
            lambda: garwood_interval(1, 0.0),
            "a rate needs events >= 0 and years > 0, got 1 in 0.0",
        ),
        (
            lambda: garwood_interval(1, 1.0, level=95),
            "level must lie between 0 and 1, got 95",
        ),
    ],
)
def test_what_has_no_interval_is_refused(call, message):
    with pytest.raises(InvalidDataError) as error:
        call()
    assert str(error.value) == message
