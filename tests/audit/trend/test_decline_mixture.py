"""The mixture under stated weights, against quadrature, draws and single vectors."""

from dataclasses import replace
from math import log

import numpy as np
import pytest
from possible_vectors import belgium_vectors, one_vector
from scipy.integrate import quad
from scipy.stats import beta

from bemodels.audit import (
    PossibleCounts,
    VectorWeights,
    decline_mixture,
    equal_weights,
    equal_year_weights,
)
from bemodels.audit.trend.decline_mixture import VARIANCE_TABLE
from bemodels.audit.trend.share_mixture import ShareMixture
from bemodels.errors import InvalidDataError

TWO = PossibleCounts(vectors=[[40, 10], [12, 9]], years=(2016, 2017), months=(12, 10))
UNEVEN = VectorWeights(name="three to one", weights=(3, 1), reason="For the test.")
YEARS = {"before": 2016, "after": 2017}


def decline_below(decline, mixed):
    """Return the probability of a smaller decline, by quadrature over the share."""

    def density(share):
        return sum(w * beta.pdf(share, a + 0.5, b + 0.5) for w, b, a in mixed)

    odds = (1 - decline / 100) * 10 / 12
    return quad(density, odds / (1 + odds), 1)[0]


def test_the_quantiles_are_those_of_the_mixture_by_quadrature():
    mixed = [(0.75, 40, 10), (0.25, 12, 9)]
    one = decline_mixture(TWO, UNEVEN, **YEARS, level=0.9).estimate("decline")
    for point, probability in (
        (one.interval.low, 0.05),
        (one.value, 0.5),
        (one.interval.high, 0.95),
    ):
        assert decline_below(point, mixed) == pytest.approx(probability, abs=1e-7)
    assert (one.interval.kind, one.identified) == ("credible", "both")
    assert one.interval.method == (
        "median, equal tails, exact; vectors weighted: three to one"
    )


def test_one_vector_is_the_beta_posterior_alone():
    weights = VectorWeights(name="the only one", weights=(2,), reason="There is one.")
    found = decline_mixture(one_vector(12, 35, 48, 12), weights, **YEARS)
    shares = beta.ppf([0.975, 0.5, 0.025], 12.5, 48.5)
    low, value, high = 100 * (1 - 1.2 * shares / (1 - shares))
    one = found.estimate("decline")
    assert (one.interval.low, one.value, one.interval.high) == pytest.approx(
        (low, value, high), rel=1e-9
    )
    (none,) = found.probabilities
    assert none.value == pytest.approx(beta.sf(10 / 22, 12.5, 48.5), rel=1e-9)
    assert none.statement == "P(no decline from 2016 to 2017)"
    assert found.estimate("count[2016]").interval.low == 48


def test_the_whole_mixture_agrees_with_draws():
    possible = belgium_vectors()
    reason = "No vector is known to be likelier than another."
    found = decline_mixture(possible, equal_weights(possible, reason=reason), **YEARS)
    rng = np.random.default_rng(7)
    drawn = possible.vectors[rng.integers(240, size=200_000)]
    share = rng.beta(drawn[:, 3] + 0.5, drawn[:, 2] + 0.5)
    declines = 100 * (1 - 1.2 * share / (1 - share))
    one = found.estimate("decline")
    expected = np.quantile(declines, [0.025, 0.5, 0.975])
    got = [one.interval.low, one.value, one.interval.high]
    assert got == pytest.approx(expected, abs=0.25)
    logs = np.log(share / (1 - share))
    within, between = (row[1] for row in found.table(VARIANCE_TABLE).rows)
    assert within + between == pytest.approx(logs.var(), rel=0.02)


def test_the_parts_of_the_variance_are_exact():
    mixture = ShareMixture(
        weights=np.array([0.75, 0.25]),
        before=np.array([40.5, 12.5]),
        after=np.array([10.5, 9.5]),
        log_unit=log(10 / 12),
    )

    def moment(power, before, after):
        def density(share):
            return log(share / (1 - share)) ** power * beta.pdf(share, after, before)

        return quad(density, 0, 1)[0]

    means = [moment(1, 40.5, 10.5), moment(1, 12.5, 9.5)]
    spreads = [
        moment(2, 40.5, 10.5) - means[0] ** 2,
        moment(2, 12.5, 9.5) - means[1] ** 2,
    ]
    within, between = mixture.variance_parts()
    assert within == pytest.approx(0.75 * spreads[0] + 0.25 * spreads[1], rel=1e-6)
    assert between == pytest.approx(0.75 * 0.25 * (means[0] - means[1]) ** 2, rel=1e-6)
    table = decline_mixture(TWO, UNEVEN, **YEARS).table(VARIANCE_TABLE)
    assert [row[1] for row in table.rows] == pytest.approx([within, between])
    assert sum(row[2] for row in table.rows) == pytest.approx(1)
    assert table.rows[1][2] == pytest.approx(between / (within + between))


def test_a_small_probability_keeps_its_digits():
    mixture = ShareMixture(
        weights=np.array([1.0]),
        before=np.array([400.5]),
        after=np.array([10.5]),
        log_unit=0.0,
    )
    assert mixture.above(0.0) == pytest.approx(beta.sf(0.5, 10.5, 400.5), rel=1e-9)
    assert 0 < mixture.above(0.0) < 1e-50
    assert mixture.at_most(-3.0) + mixture.above(-3.0) == pytest.approx(1)


def test_counts_are_known_from_the_weights_alone():
    found = decline_mixture(TWO, UNEVEN, **YEARS, level=0.6)
    before, after = found.estimate("count[2016]"), found.estimate("count[2017]")
    # 12 and 9 have a quarter: the fifth is met there, a half is not.
    assert (before.interval.low, before.value, before.interval.high) == (12, 40, 40)
    assert (after.interval.low, after.value, after.interval.high) == (9, 10, 10)
    assert before.identified == after.identified == "prior"
    assert before.unit == "incidents"


def test_a_probability_that_the_weights_meet_is_reached():
    tenths = PossibleCounts(
        vectors=[[n, 1] for n in range(10, 20)], years=(2016, 2017), months=(12, 10)
    )
    weights = equal_weights(tenths, reason="All alike.")
    found = decline_mixture(tenths, weights, **YEARS, level=0.4)
    # Three and seven tenths, which sums of a tenth miss by rounding.
    limits = found.estimate("count[2016]").interval
    assert (limits.low, limits.high) == (12, 16)


def test_the_weights_and_their_reason_are_told():
    found = decline_mixture(TWO, UNEVEN, **YEARS)
    assert found.title == (
        "Scenario: decline from 2016 to 2017, vectors weighted: three to one"
    )
    assert found.assumptions[0].statement == (
        "Vectors are weighted: three to one. Reason given: For the test. Nothing that "
        "is printed decides the weights."
    )
    unmarked = decline_mixture(TWO, replace(UNEVEN, reason="illustration"), **YEARS)
    assert "Reason given: illustration. Nothing that" in (
        unmarked.assumptions[0].statement
    )
    assert found.card.priors[1].reason == "three to one: For the test."
    assert found.conclusion.startswith("If 2 vectors are weighted (three to one), ")
    assert found.conclusion.endswith(": a scenario of these weights.")
    alone = PossibleCounts(vectors=[[36, 9]], years=(2016, 2017), months=(12, 10))
    even = equal_weights(alone, reason="For the test.")
    told = decline_mixture(alone, even, **YEARS).conclusion
    assert told.startswith("If one vector is weighted (every vector the same), ")


def test_weights_of_a_year_share_each_count():
    possible = belgium_vectors()
    weights = equal_year_weights(possible, 2016, reason="For the test.").of(possible)
    counts = possible.of(2016)
    sums = [weights[counts == one].sum() for one in np.unique(counts)]
    assert sums == pytest.approx([1 / len(sums)] * len(sums))
    assert weights.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": " "}, "VectorWeights ' ': name is empty"),
        ({"reason": ""}, "VectorWeights 'w': reason is empty"),
        (
            {"weights": (1.0, -1.0)},
            "VectorWeights 'w': a weight must be finite and 0 or more, got -1.0",
        ),
        (
            {"weights": (1.0, float("inf"))},
            "VectorWeights 'w': a weight must be finite and 0 or more, got inf",
        ),
        ({"weights": (0.0, 0.0)}, "VectorWeights 'w': no weight is above 0"),
        ({"weights": [1.0]}, "VectorWeights 'w': weights must be a tuple, got [1.0]"),
    ],
)
def test_weights_that_weigh_nothing_or_have_no_reason_are_refused(changed, message):
    right = {"name": "w", "weights": (1.0, 1.0), "reason": "r"}
    with pytest.raises(InvalidDataError) as error:
        VectorWeights(**right | changed)
    assert str(error.value) == message


def test_weights_of_other_vectors_are_refused():
    with pytest.raises(InvalidDataError) as error:
        decline_mixture(belgium_vectors(), UNEVEN, **YEARS)
    assert str(error.value) == (
        "VectorWeights 'three to one': 2 weights for 240 vectors"
    )
    with pytest.raises(InvalidDataError) as error:
        decline_mixture(TWO, (1, 1), **YEARS)
    assert str(error.value) == "weights must be a VectorWeights, got (1, 1)"
