"""Histories at the door, symmetries of the models, edges, and the spread."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published_lists import KOSOVO, KREBS, UK

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Provenance
from bemodels.undercount.capture import (
    CHAO,
    DARROCH,
    compare_methods,
    loglinear_behaviour,
    loglinear_equal,
    loglinear_lists,
)
from bemodels.undercount.capture.capture_table import checked_histories, patterns_of
from bemodels.undercount.capture.loglinear.population_fit import population_model

LISTS = loglinear_lists


def numbers(estimate):
    interval = estimate.interval
    return interval.low, estimate.value, interval.high


def population(result):
    return result.estimate("population")


def frame_of(histories):
    rows = [[int(one) for one in key] for key, n in histories.items() for _ in range(n)]
    return pd.DataFrame(rows, columns=["press", "police"])


def test_a_frame_is_read_as_its_patterns():
    mapped, framed = LISTS(KREBS), LISTS(frame_of(KREBS))
    assert framed.estimates == mapped.estimates
    assert "a = press, b = police" in framed.table("Coefficients").note
    assert LISTS(frame_of(KREBS).astype(bool)).estimates == mapped.estimates


@given(
    counts=st.lists(st.integers(1, 200), min_size=7, max_size=7),
    order=st.permutations(range(3)),
)
@settings(deadline=None, max_examples=15)
def test_lists_and_patterns_may_stand_in_any_order(counts, order):
    histories = dict(zip(patterns_of(3), counts, strict=True))
    moved = {
        "".join(pattern[place] for place in order): count
        for pattern, count in reversed(histories.items())
    }
    name = dict(zip("abc", (order.index(place) for place in range(3)), strict=True))
    pair = "".join("abc"[name[one]] for one in "ab")
    for here, there in (
        (LISTS(histories), LISTS(moved)),
        (LISTS(histories, interactions=("ab",)), LISTS(moved, interactions=(pair,))),
        (loglinear_equal(histories), loglinear_equal(moved)),
    ):
        one, other = population(here), population(there)
        assert one.value == pytest.approx(other.value, rel=1e-8)
        assert one.interval.low == pytest.approx(other.interval.low, rel=1e-6)
        assert one.interval.high == pytest.approx(other.interval.high, rel=1e-6)


@given(
    first=st.integers(1, 10**6),
    second=st.integers(1, 10**6),
    both=st.integers(1, 10**6),
)
@settings(deadline=None, max_examples=30)
def test_two_lists_are_lincoln_and_petersen(first, second, both):
    found = population(LISTS({"10": first, "01": second, "11": both}))
    # A million beside 1 leaves sums an error of 1e-10 of that 1: measured 2.4e-9.
    assert found.value == pytest.approx(
        (first + both) * (second + both) / both, rel=1e-8
    )
    assert first + second + both <= found.interval.low < found.value
    assert found.value < found.interval.high


def test_huge_counts_keep_their_digits():
    found = population(LISTS({"10": 10**9, "01": 10**9, "11": 10**9}))
    assert found.value == pytest.approx(4e9, rel=1e-12)
    # the standard error is sqrt(n0 + n0^2 (3 / n0)) = 2 sqrt(1e9)
    half = 1.959964 * 2 * np.sqrt(1e9)
    assert found.interval.high - found.value == pytest.approx(half, rel=1e-3)
    assert found.value - found.interval.low == pytest.approx(half, rel=1e-3)


def test_fitted_sums_are_the_observed_ones():
    rows = LISTS(UK, interactions=("ab",)).table("Patterns, observed and fitted").rows
    for place in range(5):
        seen = [row for row in rows if row[0][place] == "1"]
        assert sum(row[2] for row in seen) == pytest.approx(sum(row[1] for row in seen))


def test_chao_leaves_negative_terms_out_and_says_so():
    result = LISTS(KOSOVO, heterogeneity=CHAO)
    assert "Left out, as negative: eta4." in result.tables[1].note
    assert "at least 4,191 incidents were seen by no list" in result.conclusion
    # nobody in all three lists: the term is minus infinity, so it goes
    none = {"100": 40, "010": 30, "001": 20, "110": 6, "101": 5, "011": 4}
    here = LISTS(none, heterogeneity=CHAO)
    bound, plain = population(here), population(LISTS(none))
    assert numbers(bound) == numbers(plain)
    named = "multinomial profile likelihood, model"
    assert bound.interval.method == f"{named} Mth Chao (lower bound)"
    assert plain.interval.method == f"{named} Mt"
    assert here.method == (
        "Log-linear Poisson model Mth Chao (lower bound) of capture histories"
    )
    assert here.tables[0].note.startswith("Under model Mth Chao (lower bound); ")
    two = loglinear_equal(KREBS, heterogeneity=CHAO)
    assert numbers(population(two)) == numbers(population(loglinear_equal(KREBS)))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: LISTS({"10": 3, "01": 4}),
            "Mt: the maximum likelihood estimate does not exist; the observed sums "
            "force the fitted counts of 11 to 0",
        ),
        (
            lambda: loglinear_equal({"1000": 3, "0001": 4}),
            "M0: the maximum likelihood estimate does not exist; the observed sums "
            "force the fitted counts of 0011, 0101, 0110, 0111 and 7 more to 0",
        ),
        (
            lambda: LISTS(KREBS, heterogeneity=DARROCH),
            "Mth Darroch: the population is not identifiable; 3 cells determine 3 of 4 "
            "parameters",
        ),
        (
            lambda: LISTS(
                dict.fromkeys(patterns_of(3), 9),
                interactions=("ab", "ac", "bc"),
                heterogeneity=CHAO,
            ),
            "Mth Chao (lower bound) with ab, ac, bc: the population is not "
            "identifiable; 7 cells determine 7 of 8 parameters",
        ),
        (
            lambda: LISTS({"10": 0, "01": 0}),
            "the histories hold no incident, so they say nothing of those not seen",
        ),
        (
            lambda: compare_methods({"10": 3, "01": 4}),
            "no method has an estimate for 7 incidents in 2 lists: M0: the maximum "
            "likelihood estimate does not exist; the observed sums force the fitted "
            "counts of 11 to 0",
        ),
    ],
)
def test_what_has_no_estimate_is_refused(call, message):
    with pytest.raises(NotEstimableError) as refused:
        call()
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("histories", "message"),
    [
        (
            {"00": 0, "11": 1},
            "a history needs a list that saw the incident, got '00'",
        ),
        ({"12": 1}, "a history must be text of 0 and 1, got '12'"),
        ({11: 1}, "a history must be text of 0 and 1, got 11"),
        (
            {"11": 1, "101": 2},
            "histories must have one digit a list, got [2, 3] digits",
        ),
        (
            {"11": -1},
            "the count of history 11 must be a whole number from 0 to 1000000000, got "
            "-1",
        ),
        (
            {"11": 2.5},
            "the count of history 11 must be a whole number from 0 to 1000000000, got "
            "2.5",
        ),
        ({"1": 4}, "histories must have 2 to 10 lists, got 1"),
        ({}, "histories must have 2 to 10 lists, got 0"),
        (
            [1, 2],
            "histories must map patterns to counts or be a frame of 0 and 1, got "
            "[1, 2]",
        ),
        (
            pd.DataFrame({"a": [1, 0], "b": [0, 0]}),
            "row 1: a history needs a list that saw the incident, got only 0",
        ),
        (
            pd.DataFrame({"a": [1, 2], "b": [0, 1]}),
            "row 1, list 'a': must be 0 or 1, got 2",
        ),
        (
            pd.DataFrame({"a": [1.0, np.nan], "b": [0, 1]}),
            "row 1, list 'a': must be 0 or 1, got nan",
        ),
        (
            pd.DataFrame([[1, 1]], columns=["a", "a"]),
            "lists must have different names, got 'a' twice",
        ),
    ],
)
def test_impossible_histories_are_refused(histories, message):
    for method in (LISTS, loglinear_equal, loglinear_behaviour, compare_methods):
        with pytest.raises(InvalidDataError) as refused:
            method(histories)
        assert str(refused.value) == message


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"interactions": "ab"},
            "interactions must be a sequence of letters, got 'ab'",
        ),
        (
            {"interactions": ("az",)},
            "an interaction must name two or more of the lists abcd, got 'az'",
        ),
        (
            {"interactions": ("a",)},
            "an interaction must name two or more of the lists abcd, got 'a'",
        ),
        (
            {"interactions": ("aab",)},
            "an interaction must name two or more of the lists abcd, got 'aab'",
        ),
        (
            {"interactions": ("dcba",)},
            "an interaction of all lists is not identifiable, got 'dcba'",
        ),
        (
            {"heterogeneity": "Chao"},
            "heterogeneity must be a Heterogeneity, got 'Chao'",
        ),
        ({"level": 1}, "level must lie between 0 and 1, got 1"),
    ],
)
def test_impossible_options_are_refused(options, message):
    with pytest.raises(InvalidDataError) as refused:
        LISTS(KOSOVO, **options)
    assert str(refused.value) == message


@pytest.mark.parametrize(("once", "twice", "thrice"), [(60, 21, 12), (300, 90, 33)])
def test_chao_with_equal_lists_has_a_closed_form(once, twice, thrice):
    # Rivest and Baillargeon 2007: (t - 1) f1^2 / (2 t f2) in t lists
    histories = {"100": once, "011": twice, "111": thrice}
    result = loglinear_equal(histories, heterogeneity=CHAO)
    hidden = 2 * once**2 / (6 * twice)
    assert result.estimate("hidden").value == pytest.approx(hidden, rel=1e-9)
    assert result.title.startswith("Mh Chao (lower bound): ")


def test_the_profile_of_chao_jumps_where_another_term_is_left_out():
    """As the notes of both functions say; elsewhere it moves little."""
    seen_once_to_five_times = ("10000", "01100", "00111", "11110", "11111")
    table = checked_histories(
        dict(zip(seen_once_to_five_times, (19, 28, 8, 19, 3), strict=True))
    )
    times = ("times seen",), table.seen.sum(axis=1)[:, None]
    model = population_model("Mh", table, times, CHAO)
    fits = [model.fit_with_hidden(hidden) for hidden in (22.83, 22.839, 22.841, 22.85)]
    kept = [one.terms[2:] for one, _ in fits]
    assert kept == [("eta4",), ("eta4",), ("eta3", "eta4"), ("eta3", "eta4")]
    steps = np.diff([fit.deviance / 2 for _, fit in fits])
    assert steps[1] < -0.25
    assert np.abs(steps[[0, 2]]).max() < 0.01


def test_files_are_named_in_every_result():
    source = (Provenance(source="lists.csv", sha256="0" * 64, rows=3),)
    for method in (LISTS, loglinear_equal, loglinear_behaviour, compare_methods):
        assert method({"10": 9, "01": 3, "11": 2}, provenance=source).provenance == (
            source
        )
