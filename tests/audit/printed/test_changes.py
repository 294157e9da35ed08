"""Printed changes: in size without a sign, in direction with one, exact intervals."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_ledgers import figure_of
from scipy.stats import binom

from bemodels.audit.printed.figures import ShareFigure
from bemodels.data.printed_figure import read_figure

KEEP = "not checkable from the text"


def change(printed, after="", before="", **others):
    return figure_of(
        printed=printed, numerator=after, denominator=before, kind="change", **others
    )


@pytest.mark.parametrize(
    ("printed", "after", "before", "verdict"),
    [
        ("70%", 30, 100, "follows"),
        ("70%", 170, 100, "follows"),
        ("-70%", 30, 100, "follows"),
        ("\N{MINUS SIGN}70%", 30, 100, "follows"),
        ("+70%", 30, 100, "impossible"),
        ("+70%", 170, 100, "follows"),
        ("-70%", 170, 100, "impossible"),
        ("0%", 100, 100, "follows"),
        ("+0%", 100, 100, "follows"),
        ("-0%", 100, 100, "follows"),
        # A fall of 12.5% rounds to 13, away from 0, as a rise does.
        ("13%", 7, 8, "follows"),
        ("-13%", 7, 8, "follows"),
        ("12%", 7, 8, "truncated"),
        ("150%", 5, 2, "follows"),
        ("100%", 0, 5, "follows"),
        ("70%", 1, 0, "impossible"),
        ("more than half", 40, 100, "follows"),
        ("almost 70%", 31, 100, "follows"),
    ],
)
def test_a_change_is_of_what_was_there_before(printed, after, before, verdict):
    assert change(printed, after, before).verdict == verdict


@pytest.mark.parametrize(
    ("printed", "others", "counts"),
    [
        ("-70%", {}, "3 (determined) after 10 incidents"),
        ("+70%", {}, "17 (determined) after 10 incidents"),
        # Without a sign both would do, unless the known units leave one.
        ("70%", {}, "not printed after 10 incidents"),
        ("70%", {"known": 10}, "3 (determined) after 10 incidents"),
        ("-70%", {"known": 2}, "not printed after 10 incidents"),
        ("+70%", {"known": 16}, "not printed after 10 incidents"),
        ("120%", {}, "22 (determined) after 10 incidents"),
        ("0%", {}, "10 (determined) after 10 incidents"),
        ("75%", {}, "not printed after 10 incidents"),
    ],
)
def test_the_count_after_a_change_may_be_determined(printed, others, counts):
    figure = change(printed, "", 10, **others)
    assert figure.counts == counts
    assert figure.verdict == ("follows" if "determined" in counts else KEEP)


def test_the_interval_is_that_of_the_exact_conditional_rate_ratio():
    figure = change("-75%", 12, 48)
    low, high = (
        1 + limit / 100 for limit in (figure.interval.low, figure.interval.high)
    )
    # At each limit of the ratio the count's own tail has 2.5%.
    assert binom.sf(11, 60, low / (1 + low)) == pytest.approx(0.025, rel=1e-9)
    assert binom.cdf(12, 60, high / (1 + high)) == pytest.approx(0.025, rel=1e-9)
    assert figure.recomputed == -75.0
    assert figure.interval.method == "exact conditional rate ratio (Clopper-Pearson)"


def test_a_fall_to_nothing_has_an_interval_that_begins_there():
    figure = change("100%", 0, 5)
    assert (figure.recomputed, figure.interval.low) == (-100.0, -100.0)
    high = 1 + figure.interval.high / 100
    assert binom.cdf(0, 5, high / (1 + high)) == pytest.approx(0.025, rel=1e-9)


@pytest.mark.parametrize(
    ("printed", "after", "reason"),
    [
        ("75%", 12, "a decrease of 75.00%, which rounds to 75%."),
        ("75%", 84, "an increase of 75.00%, which rounds to 75%."),
        ("-75%", 12, "a change of -75.00%, which rounds to -75%."),
        ("+75%", 84, "a change of 75.00%, which rounds to +75%."),
        (
            "+75%",
            12,
            "a change of -75.00%, which is not +75% by rounding; counts are taken as "
            "they stand, not made annual.",
        ),
        ("0%", 48, "a change of 0.00%, which rounds to 0%."),
    ],
)
def test_a_change_is_told_in_size_or_with_its_sign_as_it_is_printed(
    printed, after, reason
):
    assert change(printed, after, 48).reason == f"From 48 to {after} is {reason}"


def test_a_fall_in_part_of_a_year_is_not_made_annual():
    # 22 in eight months are 33 a year, 45% below 60; as they stand they are 63% below.
    assert change("-45%", 22, 60).reason == (
        "From 60 to 22 is a change of -63.33%, which is not -45% by rounding; counts "
        "are taken as they stand, not made annual."
    )


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        ("", "Neither a numerator nor a denominator is printed; its"),
        (30, "No denominator is printed; its"),
    ],
)
def test_counts_of_years_that_are_not_printed_can_be_enumerated(after, reason):
    assert change("70%", after).reason == (
        f"{reason} years' counts can be enumerated from what the text says of them, as "
        "year vectors."
    )


def test_a_change_is_told_with_both_counts():
    assert change("13%", 7, 8).reason == (
        "From 8 to 7 is a decrease of 12.50%, which rounds to 13%."
    )
    assert change("70%", "", 10).reason == (
        "No numerator is printed, and none is determined: 70% of 10 would need 3 or 17."
    )


@settings(deadline=None, max_examples=300, derandomize=True)
@given(
    st.sampled_from(["", "+", "-"]),
    st.integers(0, 150),
    st.integers(1, 60),
    st.none() | st.integers(0, 120),
)
def test_the_counts_that_give_a_change_are_all_of_them(sign, percent, before, known):
    figure = ShareFigure(
        printed=read_figure(f"{sign}{percent}%"),
        kind="change",
        numerator=None,
        numerator_unit="",
        stated=before,
        denominator_unit="",
        candidates=(),
        known=known,
    )
    found = {
        after
        for after in range((3 * before if known is None else known) + 1)
        if (2 * abs(Fraction(100 * (after - before), before)) + 1) // 2 == percent
        and (after >= before or sign != "+")
        and (after <= before or sign != "-")
    }
    assert {n for one in figure.numerators_of(before) for n in one} == found
