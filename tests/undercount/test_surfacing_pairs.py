"""More inspired than linked actors: printed tipping points and sums over both."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount import (
    Fates,
    more_inspired_by_surfacing,
    probability_more_inspired,
    tipping_surfacing,
)

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)


def more(inspired, linked, one, other):
    return probability_more_inspired(
        inspired, linked, inspired_surfacing=one, linked_surfacing=other
    )


def test_the_printed_ratios_of_the_tipping_point():
    """From .1230 where .3 of the linked surfaced down to .1224 where .99 did."""
    rows = more_inspired_by_surfacing(INSPIRED, LINKED).tables[1].rows
    assert [row[0] for row in rows] == [0.3, 0.5, 0.7, 0.9, 0.99]
    assert (round(rows[0][2], 4), round(rows[-1][2], 4)) == (0.1230, 0.1224)


@given(
    n=st.integers(1, 30),
    m=st.integers(1, 30),
    one=st.floats(0.1, 0.99),
    other=st.floats(0.1, 0.99),
)
@settings(deadline=None, max_examples=40)
def test_sums_against_every_pair_of_numbers(n, m, one, other):
    populations = np.arange(3000)
    inspired = nbinom(n, one).pmf(populations - n)
    linked = nbinom(m, other).pmf(populations - m)
    pairs = np.tril(np.outer(inspired, linked), k=-1).sum()

    found = more(Fates(arrests=n, attacks=0), Fates(arrests=0, attacks=m), one, other)
    assert found == pytest.approx(pairs, rel=1e-8, abs=1e-11)


@pytest.mark.parametrize(("one", "other"), [(0.3, 0.4), (0.05, 0.7), (1, 0.5), (1, 1)])
def test_more_fewer_and_equal_are_all_there_is(one, other):
    forward = more(INSPIRED, LINKED, one, other)
    backward = more(LINKED, INSPIRED, other, one)
    populations = np.arange(95, 4000)
    equal = (
        nbinom(12, one).pmf(populations - 12) @ nbinom(95, other).pmf(populations - 95)
        if one < 1
        else 0.0
    )
    assert forward + backward + equal == pytest.approx(1, abs=1e-11)


@pytest.mark.parametrize("share", [0.3, 0.9, 1])
def test_at_the_tipping_point_it_is_one_half(share):
    tip = tipping_surfacing(INSPIRED, LINKED, linked_surfacing=share)
    assert more(INSPIRED, LINKED, tip, share) == pytest.approx(0.5, abs=1e-10)


def test_a_group_that_is_the_larger_one_as_recorded_has_no_tipping_point():
    many = Fates(arrests=97, attacks=3)
    assert tipping_surfacing(many, LINKED, linked_surfacing=1) is None
    rows = more_inspired_by_surfacing(LINKED, INSPIRED).tables[1].rows
    assert rows[-1] == (0.99, "none", "none")


def test_the_smaller_the_share_seen_the_likelier_are_more():
    table = more_inspired_by_surfacing(INSPIRED, LINKED).tables[0]
    for column in list(zip(*table.rows, strict=True))[1:]:
        assert list(column) == sorted(column, reverse=True)


@pytest.mark.parametrize("share", [0, 1.2, True, None, float("nan")])
def test_impossible_shares_are_refused(share):
    with pytest.raises(InvalidDataError) as error:
        more(INSPIRED, LINKED, 0.5, share)
    assert str(error.value) == f"linked_surfacing must lie in (0, 1], got {share}"
    with pytest.raises(InvalidDataError) as error:
        more(INSPIRED, LINKED, share, 0.5)
    assert str(error.value) == f"inspired_surfacing must lie in (0, 1], got {share}"


def test_sums_too_long_are_refused():
    with pytest.raises(NotEstimableError) as error:
        more(INSPIRED, LINKED, 0.5, 1e-6)
    assert str(error.value).endswith(
        "numbers of linked actors would have to be summed, at most 20000000 are: state "
        "a larger surfacing probability"
    )


def test_nobody_recorded_is_refused_in_either_group():
    nobody = Fates(arrests=0, attacks=0)
    for pair in ((nobody, LINKED), (INSPIRED, nobody)):
        with pytest.raises(NotEstimableError) as error:
            more(*pair, 0.5, 0.5)
        assert str(error.value) == (
            "with no recorded actor any number of hidden ones fits, got 0 arrest "
            "actions and 0 attacks"
        )
