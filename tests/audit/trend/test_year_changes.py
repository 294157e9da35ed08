"""Ratios of earlier years over the vectors, against binomial tails at each of them."""

from math import inf

import numpy as np
import pytest
from possible_vectors import VECTORS, belgium_vectors, one_vector
from scipy.stats import beta, binom

from bemodels.audit import PossibleCounts, changes_over_vectors
from bemodels.audit.trend.year_changes import CHANGES_TABLE
from bemodels.errors import InvalidDataError, NotEstimableError

PLACES = {2014: (0, 7), 2015: (1, 12), 2016: (2, 12), 2017: (3, 10)}
PAIRS = [(2014, 2015), (2014, 2016), (2014, 2017)]


@pytest.fixture(scope="module")
def result():
    return changes_over_vectors(belgium_vectors(), PAIRS)


def by_tails(before, after, *, rates):
    """Count rises, falls and neither over the vectors, each by its tails."""
    (place, months), (later, later_months) = PLACES[before], PLACES[after]
    share = later_months / (months + later_months) if rates else 0.5
    counts = np.array(VECTORS)
    n, total = counts[:, later], counts[:, later] + counts[:, place]
    rises = binom.sf(n - 1, total, share) < 0.025
    falls = binom.cdf(n, total, share) < 0.025
    return rises.sum(), falls.sum(), (~rises & ~falls).sum()


@pytest.mark.parametrize("pair", PAIRS)
def test_a_change_is_shown_at_the_vectors_whose_tails_are_small(result, pair):
    rows = {row[:3]: row for row in result.table(CHANGES_TABLE).rows}
    before, after = pair
    for kind, rates in (("counts", False), ("annual rates", True)):
        row = rows[f"{before}", f"{after}", kind]
        assert row[5:] == by_tails(before, after, rates=rates)
        assert sum(row[5:]) == 240


def test_what_can_be_said_of_2014_to_2016(result):
    # The counts rise by construction; the annual rate need not, from 7 months of 2014.
    rows = {row[:3]: row[5:] for row in result.table(CHANGES_TABLE).rows}
    assert rows["2014", "2015", "annual rates"] == (68, 0, 172)
    assert rows["2014", "2016", "annual rates"] == (202, 0, 38)
    assert rows["2014", "2017", "annual rates"] == (60, 29, 151)
    assert rows["2014", "2017", "counts"] == (100, 12, 128)
    spans = {row[:3]: row[3:5] for row in result.table(CHANGES_TABLE).rows}
    ratios = [b / a * 7 / 12 for a, b, *_ in VECTORS]
    assert spans["2014", "2015", "annual rates"] == pytest.approx(
        (min(ratios), max(ratios))
    )
    low = result.estimate("rate_ratio[2015 to 2014]").interval.low
    assert low == pytest.approx(min(b / a * 7 / 12 for a, b, *_ in VECTORS))
    assert low < 1 < result.estimate("count_ratio[2015 to 2014]").interval.low


def test_ratios_are_bounds_and_their_limits_a_confidence_interval(result):
    counts = [b / a for a, b, *_ in VECTORS]
    one = result.estimate("count_ratio[2015 to 2014]")
    assert (one.interval.low, one.interval.high) == pytest.approx(
        (min(counts), max(counts))
    )
    assert one.interval.kind == "bounds"
    assert one.value == pytest.approx((min(counts) * max(counts)) ** 0.5)
    sampled = result.estimate("rate_ratio_with_sampling[2015 to 2014]")
    assert sampled.interval.kind == "confidence"
    assert sampled.value == result.estimate("rate_ratio[2015 to 2014]").value
    counts = np.array(VECTORS)
    first, second = counts[:, 0], counts[:, 1]
    low = beta.ppf(0.025, second, first + 1)
    high = beta.ppf(0.975, second + 1, first)
    assert (sampled.interval.low, sampled.interval.high) == pytest.approx(
        (
            (7 / 12 * low / (1 - low)).min(),
            (7 / 12 * high / (1 - high)).max(),
        ),
        rel=1e-6,
    )


def test_the_conclusion_counts_the_vectors_by_rates():
    found = changes_over_vectors(belgium_vectors(), [(2014, 2015)])
    assert found.conclusion == (
        "Of the annual rate, from 2014 to 2015 a rise is shown at 68 of 240 vectors, a "
        "fall at none, neither at 172."
    )
    assert found.table(CHANGES_TABLE).note == (
        "Shown: the exact 95% interval at a vector lies above 1, a rise, or below 1, a "
        "fall. With neither: it holds 1, so that equal years are possible, and not "
        "shown."
    )
    alone = changes_over_vectors(
        one_vector(9, 60, 48, 12), [(2014, 2015), (2015, 2016)]
    )
    assert alone.conclusion == (
        "Of the annual rate, from 2014 to 2015 a rise is shown; from 2015 to 2016 "
        "neither a fall nor a rise is shown."
    )


def test_a_rise_from_nothing_is_infinite():
    found = changes_over_vectors(one_vector(0, 3, 9, 4), [(2014, 2015)])
    one = found.estimate("rate_ratio[2015 to 2014]")
    assert (one.value, one.interval.low, one.interval.high) == (inf, inf, inf)
    assert found.estimate("rate_ratio_with_sampling[2015 to 2014]").interval.high == inf


def test_a_fall_is_counted_as_one():
    possible = PossibleCounts(
        vectors=[[9, 60], [60, 9], [9, 9]], years=(2014, 2015), months=(12, 12)
    )
    (counts, rates) = changes_over_vectors(possible, [(2014, 2015)]).tables[0].rows
    assert counts[5:] == rates[5:] == (1, 1, 1)


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ("ab", "pairs must be a sequence, got 'ab'"),
        (7, "pairs must be a sequence, got 7"),
        ([2014, 2015], "a pair must be two years, got 2014"),
        ([(2014,)], "a pair must be two years, got (2014,)"),
        ([(2014, 2014)], "two years are compared, got 2014 twice"),
    ],
)
def test_what_is_no_pair_is_refused(pairs, message):
    with pytest.raises(InvalidDataError) as error:
        changes_over_vectors(belgium_vectors(), pairs)
    assert str(error.value) == message


def test_two_years_without_an_incident_have_no_ratio():
    with pytest.raises(NotEstimableError) as error:
        changes_over_vectors(one_vector(0, 0, 9, 4), [(2014, 2015)])
    assert str(error.value) == (
        "a ratio is not estimable: a vector has no incident in 2014 and 2015"
    )
