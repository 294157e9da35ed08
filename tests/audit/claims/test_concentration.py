"""Concentration in places: the index has no bias, its interval covers, its edges."""

from itertools import product
from math import factorial, inf, prod

import numpy as np
import pytest

from bemodels.audit import claim_concentration, verdict
from bemodels.audit.claims.concentration import (
    index_estimate,
    index_variance,
    places_estimate,
    sample_index,
    unbiased_index,
)
from bemodels.errors import InvalidDataError, NotEstimableError

NAMED = (62, 14, 5, 4, 4, 2, 2)


@pytest.mark.parametrize("shares", [(0.6, 0.3, 0.1), (1 / 3, 1 / 3, 1 / 3), (0.9, 0.1)])
@pytest.mark.parametrize("n", [4, 6])
def test_index_and_variance_have_no_bias_over_all_samples_there_are(shares, n):
    samples = [
        one for one in product(range(n + 1), repeat=len(shares)) if sum(one) == n
    ]
    chances = [
        factorial(n)
        / prod(map(factorial, one))
        * prod(p**k for p, k in zip(shares, one, strict=True))
        for one in samples
    ]
    truth = sum(p * p for p in shares)

    def mean(function):
        return sum(
            chance * function(one) for chance, one in zip(chances, samples, strict=True)
        )

    assert mean(unbiased_index) == pytest.approx(truth, rel=1e-12)
    spread = mean(lambda one: (unbiased_index(one) - truth) ** 2)
    assert mean(index_variance) == pytest.approx(spread, rel=1e-9)
    assert mean(sample_index) == pytest.approx(truth + (1 - truth) / n, rel=1e-12)


def test_the_interval_covers_the_index_of_the_report_s_own_shares():
    counts = np.array([*NAMED, *[1] * 14])
    shares = counts / counts.sum()
    truth = float((shares**2).sum())
    draws = np.random.default_rng(7).multinomial(107, shares, size=2000)
    held = 0
    for one in draws.tolist():
        interval = index_estimate(one, "index", 0.95).interval
        held += interval.low <= truth <= interval.high
    # Three standard errors of 2,000 draws at 95% are 1.5 points.
    assert 0.935 < held / 2000 < 0.965


def test_the_report_s_incidents_are_concentrated_in_two_cities():
    result = claim_concentration(NAMED, leading=2, threshold=0.5, others=14)
    assert verdict(result) == "supported"
    share = result.estimate("leading_share")
    assert (round(share.interval.low, 3), share.value) == (0.618, 76 / 107)
    pairs = 62 * 61 + 14 * 13 + 5 * 4 + 2 * (4 * 3) + 2 * (2 * 1)
    for name in ("herfindahl_least", "herfindahl_most"):
        assert result.estimate(name).value == pairs / (107 * 106)
    assert result.estimate("places_most").value == 107 * 106 / pairs
    limits = result.estimate("places_most").interval
    index = result.estimate("herfindahl_least").interval
    assert (limits.low, limits.high) == (1 / index.high, 1 / index.low)
    table = result.table("Herfindahl index")
    squares = sum(one * one for one in NAMED) + 14
    assert table.rows[0] == (
        "each in a place of its own",
        pairs / (107 * 106),
        squares / 107**2,
    )
    assert result.conclusion == (
        "That the 2 largest places, with 76 of 107, hold more than 50% is supported. "
        "Two units are of one place with a chance of 0.3537."
    )


def test_units_that_are_not_printed_leave_a_range():
    result = claim_concentration(
        [6, 5], leading=1, threshold=0.5, others=7, most_elsewhere=3
    )
    least, most = (result.estimate(f"herfindahl_{x}") for x in ("least", "most"))
    assert least.value == (30 + 20) / (18 * 17)
    assert most.value == (30 + 20 + 6 + 6) / (18 * 17)
    assert result.table("Herfindahl index").rows[1][0] == "3 to a place"
    assert result.estimate("places_least").value == 1 / most.value
    assert verdict(result) == "not supported by these numbers"


def test_the_order_of_the_places_says_nothing():
    one = claim_concentration([2, 14, 62], leading=2, threshold=0.5)
    other = claim_concentration([62, 14, 2], leading=2, threshold=0.5)
    assert one == other


def test_no_pair_alike_and_every_pair_alike_have_exact_limits():
    none = index_estimate([1] * 10, "index", 0.95)
    # Five disjoint pairs, none alike: (1 - h)**5 = 0.025.
    assert (none.value, none.interval.low) == (0.0, 0.0)
    assert (1 - none.interval.high) ** 5 == pytest.approx(0.025)
    places = places_estimate(none, "places")
    assert (places.value, places.interval.high) == (inf, inf)
    assert places.interval.low == 1 / none.interval.high
    every = index_estimate([10], "index", 0.95)
    assert (every.value, every.interval.high) == (1.0, 1.0)
    assert every.interval.low**5 == pytest.approx(0.025)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"counts": []}, "counts must be a sequence of one count or more, got []"),
        ({"counts": "62"}, "counts must be a sequence of one count or more, got '62'"),
        ({"counts": [5, -1]}, "a count must be a whole number of 0 or more, got -1"),
        (
            {"leading": 3},
            "leading must be 2 or fewer, the places printed, got 3",
        ),
        ({"leading": 0}, "leading must be a whole number of 1 or more, got 0"),
        ({"others": 1.5}, "others must be a whole number of 0 or more, got 1.5"),
        (
            {"most_elsewhere": 0},
            "most_elsewhere must be a whole number of 1 or more, got 0",
        ),
        (
            {"others": 9, "most_elsewhere": 7},
            "a place that is not printed could have 7 and be a leading one, since "
            "place 1 of those printed has 6",
        ),
        ({"threshold": 50}, "threshold must be a share between 0 and 1, got 50"),
    ],
)
def test_what_cannot_be_is_refused(changed, message):
    options = {"counts": [6, 5], "leading": 1, "threshold": 0.5, **changed}
    with pytest.raises(InvalidDataError) as error:
        claim_concentration(options.pop("counts"), **options)
    assert str(error.value) == message


def test_three_units_have_no_index():
    with pytest.raises(NotEstimableError) as error:
        claim_concentration([2, 1], leading=1, threshold=0.5)
    assert str(error.value) == (
        "an index of concentration needs 4 units or more, got 3"
    )
