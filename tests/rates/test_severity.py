"""Deaths per attack, each event left out in turn."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bemodels.data import IncidentLog
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.severity import deaths_per_attack, deaths_per_attack_of


@given(st.lists(st.integers(0, 500), min_size=2, max_size=12))
def test_bounds_are_the_means_without_one_event(deaths):
    if len(set(deaths)) == 1:
        with pytest.raises(NotEstimableError, match="leaving one out"):
            deaths_per_attack(deaths)
        return
    one = deaths_per_attack(deaths).estimate("deaths_per_attack")

    means = [Fraction(sum(deaths) - death, len(deaths) - 1) for death in deaths]
    assert one.value == pytest.approx(float(Fraction(sum(deaths), len(deaths))))
    assert one.interval.low == pytest.approx(float(min(means)))
    assert one.interval.high == pytest.approx(float(max(means)))
    assert one.interval.low < one.value < one.interval.high
    assert one.interval.kind == "bounds"


def test_the_largest_event_stands_first_with_its_share():
    result = deaths_per_attack((0, 32, 4))

    assert result.tables[0].rows == (
        (1, 32, 32 / 36, 2),
        (2, 4, 4 / 36, 16),
        (3, 0, 0, 18),
    )
    assert not result.checks[0].passed
    assert deaths_per_attack((3, 3, 2)).checks[0].passed


@pytest.mark.parametrize("deaths", [(), (32,), (0, 0), (4, 4, 4)])
def test_no_mean_of_one_event_or_of_none(deaths):
    with pytest.raises(NotEstimableError):
        deaths_per_attack(deaths)


@pytest.mark.parametrize("deaths", [3, (1, -1), (1, 2.5), (1, True)])
def test_counts_that_are_none_are_refused(deaths):
    with pytest.raises(InvalidDataError, match="deaths"):
        deaths_per_attack(deaths)


def log_of(**columns):
    rows = {
        "incident_id": ["a", "b", "c", "d"],
        "city": ["x"] * 4,
        "date": ["2016-03-22"] * 4,
        "kind": ["attack", "attack", "attack", "arrest action"],
    }
    return IncidentLog(rows=pd.DataFrame(rows | columns))


def test_a_log_gives_its_attacks_and_tells_those_without_a_count():
    killed = pd.array([32, 4, None, 9], dtype="Int64")
    result = deaths_per_attack_of(log_of(killed=killed))

    assert result.estimate("deaths_per_attack").value == 18
    assert not result.checks[1].passed
    assert result.checks[1].detail == "2 of 3 attacks; the others are in no mean"


def test_a_log_without_deaths_is_told():
    with pytest.raises(NotEstimableError, match="no column killed"):
        deaths_per_attack_of(log_of())
