"""The comparison of any two groups: lopsided, of one incident, of none or all."""

from math import inf

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bemodels.rates import Group, compare_attack_rates


@st.composite
def groups(draw):
    """One group, of one incident to 5,000; none and all attacks are drawn often."""
    incidents = draw(st.integers(1, draw(st.sampled_from([1, 20, 300, 5000]))))
    ends = st.sampled_from([0, 1, incidents - 1, incidents])
    attacks = draw(st.one_of(ends, st.integers(0, incidents)))
    return Group(attacks=attacks, incidents=incidents)


def numbers_of(estimate):
    return estimate.value, estimate.interval.low, estimate.interval.high


def turned(name, estimate):
    """The numbers of an estimate as the swapped groups should have them."""
    value, low, high = numbers_of(estimate)
    if "difference" in name:
        return -value, -high, -low
    if "ratio" in name:
        return tuple(1 / one if one else inf for one in (value, high, low))
    return value, low, high


NAMES = {
    "attack_rate": "reference_attack_rate",
    "attack_rate_posterior": "reference_attack_rate_posterior",
}
SWAPPED = NAMES | {other: one for one, other in NAMES.items()}


@given(group=groups(), reference=groups())
@example(Group(attacks=0, incidents=1), Group(attacks=5000, incidents=5000))
@example(Group(attacks=1, incidents=1), Group(attacks=0, incidents=5000))
@example(Group(attacks=0, incidents=12), Group(attacks=0, incidents=95))
@example(Group(attacks=9, incidents=9), Group(attacks=1, incidents=1))
@settings(deadline=None, max_examples=8)
def test_swapping_turns_every_estimate_round(group, reference):
    here = compare_attack_rates(group, reference)
    there = compare_attack_rates(reference, group)

    assert len(here.estimates) == len(there.estimates)
    for one in here.estimates:
        name = SWAPPED.get(one.estimand, one.estimand)
        expected = turned(name, there.estimate(name))
        assert numbers_of(one) == pytest.approx(expected, rel=1e-7, abs=1e-9)
        assert one.interval.low < one.interval.high
        assert one.interval.low <= one.value <= one.interval.high
    assert [test.p_value for test in here.tests] == pytest.approx(
        [test.p_value for test in there.tests], rel=1e-9
    )


@given(group=groups(), reference=groups(), unseen=st.integers(1, 20))
@example(Group(attacks=1, incidents=1), Group(attacks=0, incidents=1), 1)
@example(Group(attacks=0, incidents=1), Group(attacks=2, incidents=2), 1)
@settings(deadline=None, max_examples=8)
def test_unseen_non_attacks_never_raise_the_odds(group, reference, unseen):
    fuller = Group(attacks=group.attacks, incidents=group.incidents + unseen)
    before = compare_attack_rates(group, reference)
    after = compare_attack_rates(fuller, reference)
    names = {one.estimand for one in before.estimates}

    for name in names & {"odds_ratio", "risk_ratio"}:
        was, is_now = before.estimate(name).value, after.estimate(name).value
        assert is_now <= was
        assert is_now < was or was in {0, inf}
    for name in ("odds_ratio_posterior", "risk_ratio_posterior", "attack_rate"):
        was, is_now = before.estimate(name), after.estimate(name)
        assert is_now.value < was.value or group.attacks == 0
        assert is_now.interval.high < was.interval.high
