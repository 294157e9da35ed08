"""The number of incidents per attack more: one part or two, never a false interval."""

from fractions import Fraction
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError
from bemodels.rates.extra_attacks import NumberPerExtraAttack, number_per_extra_attack
from bemodels.rates.group import Group
from bemodels.rates.score import risk_difference_scas


@st.composite
def groups(draw):
    incidents = draw(st.integers(1, 60))
    return Group(attacks=draw(st.integers(0, incidents)), incidents=incidents)


@given(group=groups(), reference=groups())
@settings(deadline=None, max_examples=100)
def test_the_set_is_that_of_the_difference(group, reference):
    number = number_per_extra_attack(group, reference)
    difference = risk_difference_scas(group, reference)

    assert number.value in number
    assert len(number.parts) == 1 + (difference.low < 0 < difference.high)
    for step in range(1, 400):
        other = Fraction(step - 200, 200)
        if other and min(
            abs(other - Fraction(limit)) for limit in (difference.low, difference.high)
        ) > Fraction(1, 10**6):
            within = difference.low <= other <= difference.high
            assert (float(1 / other) in number) == within


@given(group=groups(), reference=groups())
@settings(deadline=None, max_examples=40)
def test_swapping_negates_the_set(group, reference):
    here = number_per_extra_attack(group, reference)
    there = number_per_extra_attack(reference, group)
    negated = [(-high, -low) for low, high in reversed(here.parts)]

    for part, mirrored in zip(there.parts, negated, strict=True):
        assert part == pytest.approx(mirrored, rel=1e-6)


def test_one_part_where_the_difference_has_one_sign():
    number = number_per_extra_attack(
        Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    )

    assert number.value == pytest.approx(1 / (3 / 12 - 1 / 95))
    (part,) = number.parts
    assert 0 < part[0] < number.value < part[1] < inf


def test_equal_groups_allow_everything_beyond_two_numbers():
    number = number_per_extra_attack(
        Group(attacks=2, incidents=9), Group(attacks=2, incidents=9)
    )

    below, above = number.parts
    assert number.value == inf
    assert below == (-inf, pytest.approx(-above[0]))
    assert above[1] == inf
    assert 0 not in number
    assert " or " in str(number)


def test_fields_of_another_type_are_refused():
    with pytest.raises(InvalidDataError, match="parts must be a tuple"):
        NumberPerExtraAttack(value=2.0, parts=[(1.0, 3.0)], level=0.95, method="m")
