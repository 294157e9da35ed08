"""What is said of every question over vectors, in words for a paper."""

import re

import pytest
from possible_vectors import one_vector

from bemodels.audit import (
    changes_over_vectors,
    claimed_drop,
    decline_by_selection,
    decline_by_variance_factor,
    decline_mixture,
    decline_over_vectors,
    equal_weights,
    late_incidents_over_vectors,
)
from bemodels.audit.trend.over_vectors import NAMED_BEFORE

POSSIBLE = one_vector(12, 35, 48, 12)
YEARS = {"before": 2016, "after": 2017}


@pytest.mark.parametrize(
    "result",
    [
        changes_over_vectors(POSSIBLE, [(2016, 2017)]),
        claimed_drop(POSSIBLE, **YEARS),
        decline_by_selection(POSSIBLE, **YEARS),
        decline_by_variance_factor(POSSIBLE, **YEARS),
        decline_mixture(POSSIBLE, equal_weights(POSSIBLE, reason="one"), **YEARS),
        decline_over_vectors(POSSIBLE, **YEARS),
        late_incidents_over_vectors(POSSIBLE, **YEARS),
    ],
    ids=lambda result: result.title,
)
def test_no_assumption_names_a_function(result):
    for one in (*result.assumptions, *result.checks):
        assert not re.search(r"[a-z]_[a-z]|\(\)", str(one))


def test_years_that_were_picked_have_too_short_an_interval():
    assert NAMED_BEFORE.statement == (
        "The two years were named before the counts were seen; if one was picked for "
        "its high count, the interval is too short and shows a change where there is "
        "none more often than its level says."
    )
