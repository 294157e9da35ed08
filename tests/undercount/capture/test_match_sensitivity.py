"""Matching errors: the rule against its enumeration, and what populations become."""

from collections import Counter
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Result
from bemodels.undercount.capture import (
    SCALE,
    chapman_of,
    decomposable_graphs,
    loglinear_lists,
    matching_errors,
    petersen_of,
)
from bemodels.undercount.capture.capture_table import checked_histories, patterns_of
from bemodels.undercount.capture.split_records import (
    in_whole_units,
    with_false_parted,
    with_missed_joined,
)

TWO = {"10": 400, "01": 300, "11": 100}
# of the same, so that halves of thirds and quarters are whole
TWELVES = st.lists(st.integers(1, 40), min_size=15, max_size=15)


def split_once(units, share):
    """Go through the units: a share of those on several lists is split."""
    recorded = Counter()
    for pattern, count in units.items():
        lists = [place for place, digit in enumerate(pattern) if digit == "1"]
        if len(lists) == 1:
            recorded[pattern] += count
            continue
        recorded[pattern] += count * (1 - share)
        for one in lists:
            each = count * share / len(lists)
            recorded["".join(str(int(p == one)) for p in range(len(pattern)))] += each
            recorded[pattern[:one] + "0" + pattern[one + 1 :]] += each
    return {pattern: round(count) for pattern, count in recorded.items()}


def totals(histories, lists):
    return [
        sum(n for pattern, n in histories.items() if pattern[place] == "1")
        for place in range(lists)
    ]


@given(TWELVES)
@settings(deadline=None)
def test_joining_undoes_a_split_and_parting_makes_it(counts):
    units = dict(zip(patterns_of(4), (24 * n for n in counts), strict=True))
    recorded = split_once(units, 0.5)
    assert with_missed_joined(checked_histories(recorded), 0.5) == units
    assert with_false_parted(checked_histories(units), 0.5) == recorded


@given(
    st.lists(st.integers(0, 40), min_size=7, max_size=7).filter(any),
    st.floats(0, 0.9),
)
@settings(deadline=None)
def test_every_list_keeps_its_total(counts, share):
    table = checked_histories(dict(zip(patterns_of(3), counts, strict=True)))
    assert with_missed_joined(table, 0) == table
    assert with_false_parted(table, 0) == table
    same = pytest.approx(totals(table, 3), abs=1e-6)
    assert totals(with_false_parted(table, share), 3) == same
    try:
        joined = with_missed_joined(table, share)
    except NotEstimableError:
        return
    assert totals(joined, 3) == same
    assert joined.recorded <= table.recorded + 1e-6
    try:
        whole = in_whole_units(joined, table)
    except NotEstimableError:
        return
    assert totals(whole, 3) == totals(table, 3)
    assert all(isinstance(n, int) for n in whole.counts)


def rows_of(result):
    return {
        row[:2]: row[2:] for row in result.table("Population by matching errors").rows
    }


def test_two_lists_as_ding_and_fienberg():
    """The population is (1 - m) times, or 1 / (1 - f) times, that of the matches."""
    result = matching_errors(TWO, petersen_of, missed=(0.2, 0.5), false=(0.2, 0.5))
    rows = rows_of(result)
    assert result.estimate("population") == petersen_of(TWO).estimate("population")
    assert rows["none", "0%"][:3] == (100, 800, 2000)
    assert rows["missed", "20%"][:3] == (125, 775, 1600)
    assert rows["missed", "50%"][:3] == (200, 700, 1000)
    assert rows["false", "20%"][:3] == (80, 820, 2500)
    assert rows["false", "50%"][:3] == (50, 850, 4000)
    limits = petersen_of({"10": 375, "01": 275, "11": 125}).estimate("population")
    assert rows["missed", "20%"][3:5] == (limits.interval.low, limits.interval.high)


def test_the_turning_points_are_where_the_estimate_leaves_its_interval():
    many = {one: 100 * n for one, n in TWO.items()}
    result = matching_errors(many, petersen_of)
    limits = result.estimate("population").interval
    first, second = result.probabilities
    # (1 - m) N = low and N / (1 - f) = high; a row's span has 1,024 steps
    assert first.value == pytest.approx(1 - limits.low / 2000e2, abs=0.03 / 1024)
    assert second.value == pytest.approx(1 - 2000e2 / limits.high, abs=0.03 / 1024)
    assert first.statement == (
        "the least share of true matches missed that puts the estimate outside the "
        "interval which takes every match as right"
    )


def test_it_is_said_in_words():
    result = matching_errors(TWO, petersen_of, missed=(0.01, 0.2), false=(0.01,))
    low, high = (
        f"{one:,.0f}"
        for one in (
            result.estimate("population").interval.low,
            result.estimate("population").interval.high,
        )
    )
    turning = f"{100 * result.probabilities[0].value:.3g}%"
    rows = rows_of(result)
    limits = [" to ".join(f"{one:,.0f}" for one in row[3:5]) for row in rows.values()]
    assert result.conclusion == (
        "If 20% of the true matches were missed, and matching had no other error, the "
        f"population is 1,600 (95% {limits[2]}) instead of 2,000; about {turning} put "
        f"it outside the interval, {low} to {high}, which takes every match as right. "
        "If 1% of the recorded matches were false, and matching had no other error, "
        f"the population is 2,020 (95% {limits[3]}) instead of 2,000; no share in the "
        f"table puts it outside the interval, {low} to {high}, which takes every match "
        "as right."
    )


@pytest.mark.parametrize(
    "estimator",
    [
        *(chapman_of, loglinear_lists),
        partial(loglinear_lists, level=0.5),
        partial(decomposable_graphs, delta=1, log_prior=SCALE),
    ],
)
def test_any_estimator_will_do(estimator):
    three = {"100": 60, "010": 49, "110": 4, "001": 247, "101": 112, "011": 142}
    histories = TWO if estimator is chapman_of else {**three, "111": 12}
    result = matching_errors(histories, estimator, missed=(0.1,), false=(0.1,))
    base, missed, false = (row[2:5] for row in rows_of(result).values())
    interval = estimator(histories).estimate("population").interval
    assert base[1:] == (interval.low, interval.high)
    assert missed[0] < base[0] < false[0]
    assert result.table("Population by matching errors").columns[5] == (
        f"{100 * interval.level:.0f}% low"
    )


def test_more_errors_than_there_can_be_have_a_reason():
    few = {"10": 10, "01": 100, "11": 90}
    rows = rows_of(matching_errors(few, petersen_of, missed=(0.05, 0.2), false=()))
    assert rows["missed", "5%"][-1] == ""
    assert rows["missed", "20%"] == (
        *("-", "-", "-", "-", "-"),
        "so many errors cannot be: only 10 were recorded with the history 10",
    )


def nothing(_histories):
    return Result(title="empty", method="", estimates=())


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (({"1": 3}, petersen_of), {}, "histories must have 2 to 10 lists, got 1"),
        ((TWO, 3), {}, "estimator must be a function, got 3"),
        ((TWO, len), {}, "what estimator returns must be a Result, got 3"),
        (
            (TWO, nothing),
            {},
            "what estimator returns must hold an estimate of population, got 'empty'",
        ),
        (
            (TWO, petersen_of),
            {"missed": 0.1},
            "missed must be a list or a tuple, got 0.1",
        ),
        (
            (TWO, petersen_of),
            {"false": (0.1, 1)},
            "a share false must be a number from 0 to 0.9, got 1",
        ),
        (
            (TWO, petersen_of),
            {"missed": (0.2, 0.1)},
            "shares missed must ascend, got (0.2, 0.1)",
        ),
    ],
)
def test_bad_input_is_refused_in_a_line(arguments, options, message):
    with pytest.raises(InvalidDataError) as refused:
        matching_errors(*arguments, **options)
    assert str(refused.value) == message


def test_without_an_estimate_there_is_none_with_errors():
    with pytest.raises(NotEstimableError) as refused:
        matching_errors({"10": 4, "01": 3}, petersen_of)
    assert str(refused.value) == (
        "a population needs a unit on both lists: with none it may be as large as one "
        "likes, got 4 and 3 units"
    )
