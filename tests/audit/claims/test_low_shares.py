"""Whether a share is low, and whether a majority is clear."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from bemodels.audit import ExpectedShare, claim_low_share, claim_majority, verdict
from bemodels.audit.claims.low_share import CAUTION
from bemodels.errors import InvalidDataError, NotEstimableError


def expected(share=0.2, basis="recorded persons", source="the text"):
    return ExpectedShare(share=share, basis=basis, source=source)


def test_4_of_107_are_low_against_a_fifth_and_not_against_a_twentieth():
    result = claim_low_share(4, 107, expected=expected())
    exact = binomtest(4, 107).proportion_ci(0.95, method="exact")
    interval = result.estimate("share").interval
    assert (interval.low, interval.high) == pytest.approx(exact, rel=1e-9)
    assert result.tests[0].p_value == pytest.approx(
        2 * binom.cdf(4, 107, 0.2), rel=1e-9
    )
    assert verdict(result) == "supported"
    assert result.conclusion == (
        "That 4 of 107 is low against 20% (recorded persons: the text) is supported "
        "(p = 2.0e-06); it is low against any share above 9.295%."
    )
    twentieth = claim_low_share(4, 107, expected=expected(0.05, "population"))
    assert verdict(twentieth) == "not supported by these numbers"
    assert twentieth.tables[0].rows[0][5:7] == (
        "below 0.05 (population: the text)",
        "yes",
    )


def test_without_an_expected_share_only_what_it_would_take_is_told():
    result = claim_low_share(4, 107, expected=None)
    assert verdict(result) == "cannot be told"
    assert result.tests == ()
    assert result.conclusion == (
        "Whether 4 of 107 is low cannot be told: no expected share is stated. It would "
        "be low if more than 9.295% were expected."
    )
    assert result.tables[0].rows[0][5:] == (
        "below what is expected",
        "open",
        "cannot be told",
        "nothing is stated to compare it with",
    )


def test_a_group_s_share_prints_its_caution_and_no_other_does():
    group = claim_low_share(
        4, 107, expected=expected(basis="religious or ethnic group")
    )
    assert group.conclusion.endswith(CAUTION)
    assert CAUTION in [one.statement for one in group.assumptions]
    for basis in ("population", "recorded persons"):
        result = claim_low_share(4, 107, expected=expected(basis=basis))
        assert CAUTION not in result.conclusion
        assert CAUTION not in [one.statement for one in result.assumptions]


@settings(deadline=None)
@given(
    count=st.integers(0, 30),
    others=st.integers(1, 30),
    share=st.floats(0.01, 0.99),
    level=st.sampled_from([0.8, 0.95]),
)
def test_the_verdict_is_that_of_the_exact_test(count, others, share, level):
    total = count + others
    result = claim_low_share(count, total, expected=expected(share), level=level)
    lower, upper = binom.cdf(count, total, share), binom.sf(count - 1, total, share)
    p_value = result.tests[0].p_value
    assert p_value == pytest.approx(min(1, 2 * min(lower, upper)), rel=1e-9)
    low = 2 * lower < 1 - level
    assert (verdict(result) == "supported") == low
    tipping = result.probabilities[0].value
    assert 2 * binom.cdf(count, total, tipping) == pytest.approx(1 - level, rel=1e-6)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: expected(share=1.0),
            "an expected share must be a share between 0 and 1, got 1.0",
        ),
        (
            lambda: expected(basis="faith"),
            "ExpectedShare: basis must be one of 'population', 'recorded persons', "
            "'religious or ethnic group', got 'faith'",
        ),
        (
            lambda: expected(source=" "),
            "an expected share needs a source that names it",
        ),
        (
            lambda: claim_low_share(4, 107, expected=0.2),
            "expected must be one ExpectedShare, or None where no share is stated, got "
            "0.2",
        ),
        (
            lambda: claim_low_share(4, 107, expected=()),
            "expected must be one ExpectedShare, or None where no share is stated, got "
            "()",
        ),
        (
            lambda: claim_low_share(4, 3, expected=None),
            "count must be total or fewer, got 4 of 3",
        ),
        (
            lambda: claim_majority(1, 2, 3, threshold=1),
            "threshold must be a share between 0 and 1, got 1",
        ),
        (
            lambda: claim_majority(3, 2, 3, threshold=0.5),
            "0 <= successes <= known <= total and a total above 0 are needed, got 3, 2 "
            "and 3",
        ),
    ],
)
def test_what_cannot_be_is_refused(make, message):
    with pytest.raises(InvalidDataError) as error:
        make()
    assert str(error.value) == message


def test_nothing_known_has_no_majority():
    with pytest.raises(NotEstimableError) as error:
        claim_majority(0, 0, 3, threshold=0.5)
    assert str(error.value) == (
        "of 3 units none is known: the share may be anything from 0 to 1"
    )


def test_a_majority_of_the_known_is_none_of_all_while_many_are_missing():
    missing = claim_majority(61, 94, 135, threshold=0.5)
    assert verdict(missing) == "cannot be told"
    # Wilson's lower limit passes one half from 79 of 135 on: 79 to 102 of 61 to 102.
    assert missing.tables[0].rows[0][-1] == "24 of 42 readings support it"
    assert missing.estimate("share").interval.kind == "bounds"
    assert missing.conclusion == (
        "61 of 135 are so, and of 41 it is not known. That more than 50% of all are "
        "so cannot be told."
    )
    known = claim_majority(61, 94, 94, threshold=0.5)
    assert verdict(known) == "supported"
    assert [one.estimand for one in known.estimates] == ["share"]
    assert (
        known.conclusion
        == "61 of 94 are so. That more than 50% of all are so is supported."
    )


def test_13_of_18_are_no_clear_majority():
    # Wilson's lower limit is 49.1%.
    clear = claim_majority(13, 18, 18, threshold=0.5)
    assert verdict(clear) == "not supported by these numbers"
    assert round(clear.estimate("share").interval.low, 3) == 0.491
    assert clear.tables[0].rows[0][6] == "yes"


def test_a_share_above_what_was_expected_is_told_as_that():
    expected = ExpectedShare(share=0.12, basis="population", source="one")
    result = claim_low_share(30, 124, expected=expected)
    assert result.conclusion == (
        "That 30 of 124 is low against 12% (population: one) is not supported by these "
        "numbers (p = 0.0002509, on the other side: it is higher than expected); it is "
        "low against any share above 32.7%."
    )
