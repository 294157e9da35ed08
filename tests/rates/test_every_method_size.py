"""How many incidents every method takes: ten thousand, or a stated number of tables."""

from time import process_time

import pytest
from methods_and_tables import (
    INVERTING,
    MAY_LEAVE_OUT_THE_SAMPLE,
    QUICK,
    UNCONDITIONAL,
    groups_of,
    interval_of,
    named,
    sample_of,
)

from bemodels.errors import NotEstimableError
from bemodels.rates.group import Group
from bemodels.rates.unconditional.exact_p_values import sizes_of

LARGE = (
    (4100, 10_000, 3900, 9990),
    (5, 10_000, 40, 10_000),
    (9999, 10_000, 9900, 10_000),
    (9000, 10_000, 1, 3),
)


@pytest.mark.parametrize("table", LARGE)
@pytest.mark.parametrize("method", QUICK, ids=named)
def test_ten_thousand_incidents_are_taken_in_a_second(method, table):
    begun = process_time()
    interval = interval_of(method, table)
    assert process_time() - begun < 1

    assert interval.low < interval.high
    if method.name not in MAY_LEAVE_OUT_THE_SAMPLE:
        assert interval.low <= sample_of(method, table) <= interval.high
    if method in INVERTING and method.continuous:
        for limit in (interval.low, interval.high):
            p_value = method.p_value(*groups_of(method, table), limit)
            assert p_value == pytest.approx(0.05, rel=1e-6)


@pytest.mark.parametrize("method", UNCONDITIONAL, ids=named)
def test_more_tables_than_are_visited_are_refused_with_the_reason(method):
    with pytest.raises(NotEstimableError) as refused:
        method.interval(*groups_of(method, (1, 1000, 1, 251)))
    assert str(refused.value) == (
        "an exact unconditional method visits every table: it takes incidents whose "
        "product is 250000 or less, got 1000 x 251"
    )


def test_as_many_tables_as_are_visited_are_not_refused():
    pair = Group(attacks=1, incidents=500), Group(attacks=1, incidents=500)

    assert sizes_of(*pair) == (500, 500)
