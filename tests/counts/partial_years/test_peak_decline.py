"""A decline from a chosen peak: adjusted, enumerated, scaled, late."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from printed_years import report_vectors
from scipy.stats import multinomial

from bemodels.counts import decline_from_peak, late_reporting
from bemodels.counts.partial_years.chosen_peak import chances_of_a_decline
from bemodels.counts.partial_years.peak_period import PEAK_CHOSEN
from bemodels.counts.partial_years.scaled_limits import TwoPeriods
from bemodels.errors import NotEstimableError
from bemodels.rates import Exposed, rate_ratio_midp

COUNTS, YEARS = [12, 35, 48, 12], [7 / 12, 1, 1, 10 / 12]


@pytest.fixture(scope="module")
def result():
    return decline_from_peak(COUNTS, YEARS)


def limits(result, name):
    interval = result.estimate(name).interval
    return interval.low, interval.high


def test_the_unadjusted_interval_is_mid_p_turned_into_a_decline(result):
    ratio = rate_ratio_midp(
        Exposed(events=12, years=10 / 12), Exposed(events=48, years=1)
    )
    expected = 100 * (1 - ratio.high), 100 * (1 - ratio.low)
    assert limits(result, "decline_unadjusted") == pytest.approx(expected, rel=1e-9)
    assert result.estimate("decline_unadjusted").value == pytest.approx(70)


@pytest.mark.parametrize(
    ("method", "low_ends", "high_ends"),
    [("midp", (39.4, 52.3), (81.6, 86.3)), ("exact", (36.5, 51.2), (82.1, 87.3))],
)
def test_the_envelope_over_the_vectors_of_the_report(method, low_ends, high_ends):
    # The audit's figures: declines from 2016 to 2017 over 240 vectors.
    found = set()
    for _, _, before, last in report_vectors():
        periods = TwoPeriods(
            count=last, years=10 / 12, reference_count=before, reference_years=1.0
        )
        ratio = getattr(periods, method)(1.0, level=0.95)
        found.add((100 * (1 - ratio.high), 100 * (1 - ratio.low)))
    lows, highs = zip(*found, strict=True)
    assert (min(lows), max(lows)) == pytest.approx(low_ends, abs=0.05)
    assert (min(highs), max(highs)) == pytest.approx(high_ends, abs=0.05)


def test_the_adjusted_interval_gives_each_candidate_a_third_of_the_error(result):
    ratio = rate_ratio_midp(
        Exposed(events=12, years=10 / 12),
        Exposed(events=48, years=1),
        level=1 - 0.05 / 3,
    )
    assert limits(result, "decline_from_peak") == pytest.approx(
        (100 * (1 - ratio.high), 100 * (1 - ratio.low)), rel=1e-9
    )
    assert result.estimate("decline_from_peak").interval.level == 0.95


def test_with_one_earlier_period_nothing_was_chosen():
    found = decline_from_peak([48, 12], [1, 10 / 12])
    assert limits(found, "decline_from_peak") == limits(found, "decline_unadjusted")
    (check,) = found.checks
    assert check.passed
    assert check.detail == "there is only one earlier period"


def test_the_choice_is_told(result):
    assert PEAK_CHOSEN in result.assumptions
    (check,) = result.checks
    assert not check.passed
    assert check.detail == (
        "period 3 was picked as the highest of 3; decline_from_peak holds at 95% for "
        "all of them together"
    )


def test_a_decline_tips_where_its_scaled_interval_begins_at_0(result):
    periods = TwoPeriods(
        count=12, years=10 / 12, reference_count=48, reference_years=1.0
    )
    adjusted, plain = (one.value for one in result.probabilities[2:])
    assert 1 < adjusted < plain
    assert periods.midp(plain, level=0.95).high == pytest.approx(1, rel=1e-9)
    assert periods.midp(adjusted, level=1 - 0.05 / 3).high == pytest.approx(1, rel=1e-9)


def test_late_incidents_are_those_of_late_reporting(result):
    late = late_reporting(COUNTS, YEARS).estimates
    assert result.estimates[-6:] == late


def found_by_listing(total, years, level):
    """Add up every outcome whose mid-P interval lies below a ratio of 1."""
    shares = np.array([float(one) for one in years])
    chance, mass = multinomial(total, shares / shares.sum()), 0.0
    for counts in product(range(total + 1), repeat=len(years)):
        if sum(counts) != total:
            continue
        rates = [n / t for n, t in zip(counts, years, strict=True)]
        peak = max(range(len(years) - 1), key=lambda place: rates[place])
        if not counts[peak]:
            continue
        periods = TwoPeriods(
            count=counts[-1],
            years=float(years[-1]),
            reference_count=counts[peak],
            reference_years=float(years[peak]),
        )
        if periods.midp(1.0, level=level).high < 1:
            mass += chance.pmf(counts)
    return mass


@pytest.mark.parametrize(
    "years",
    [
        [Fraction(1), Fraction(1), Fraction(1)],
        [Fraction(1, 2), Fraction(1), Fraction(3, 4)],
        [Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(1)],
    ],
)
def test_the_chance_of_a_decline_is_the_sum_over_all_outcomes(years):
    expected = found_by_listing(12, years, 0.8)
    (found,) = chances_of_a_decline(12, years, tails=[0.1])
    assert found == pytest.approx(expected, rel=1e-9)
    assert expected > 0


def test_picking_the_peak_doubles_the_error_and_the_adjustment_takes_it_back(result):
    adjusted, plain = (one.value for one in result.probabilities[:2])
    years = [Fraction(7, 12), Fraction(1), Fraction(1), Fraction(5, 6)]
    rng, shares = np.random.default_rng(3), np.array(years, dtype=float)
    drawn = rng.multinomial(107, shares / shares.sum(), size=20_000)
    peaks = np.argmax(drawn[:, :3] / shares[:3], axis=1)
    before = drawn[np.arange(len(drawn)), peaks]
    pairs, times = np.unique(
        np.column_stack([before, peaks, drawn[:, 3]]), axis=0, return_counts=True
    )
    below = [
        TwoPeriods(
            count=int(last),
            years=10 / 12,
            reference_count=int(n),
            reference_years=float(years[peak]),
        )
        .midp(1.0, level=0.95)
        .high
        < 1
        for n, peak, last in pairs
    ]
    assert plain == pytest.approx(times[below].sum() / 20_000, abs=0.006)
    assert adjusted < 0.025
    assert plain > 0.05


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([40, 44, 5], "a decline is shown."),
        ([5, 4, 44], "a rise is shown."),
        ([5, 4, 3], "neither a decline nor a rise is shown."),
    ],
)
def test_the_conclusion_is_drawn_from_the_adjusted_interval(counts, words):
    assert decline_from_peak(counts, [1, 1, 1]).conclusion.endswith(words)


def test_a_last_period_without_an_incident_is_a_whole_decline():
    one = decline_from_peak([40, 44, 0], [1, 1, 0.5]).estimate("decline_from_peak")
    assert (one.value, one.interval.high) == (100, 100)
    # Half the chance of nothing, of 44 that fall at odds of the ratio over 2.
    ratio = 2 * ((0.5 / 0.0125) ** (1 / 44) - 1)
    assert one.interval.low == pytest.approx(100 * (1 - ratio), rel=1e-9)


def test_thousands_of_incidents_are_not_enumerated():
    found = decline_from_peak([4000, 3000], [1, 1])
    assert all("shows a decline" not in one.statement for one in found.probabilities)


def test_nothing_declines_from_no_incident():
    with pytest.raises(NotEstimableError) as error:
        decline_from_peak([0, 0, 3], [1, 1, 1])
    assert str(error.value) == (
        "a decline is not estimable: there is no incident before the last period"
    )
