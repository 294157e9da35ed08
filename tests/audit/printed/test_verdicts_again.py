"""Verdicts on made-up shares, computed again by brute force in whole numbers."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_ledgers import brute_verdict, figure_of, rounds

from bemodels.audit.printed.decimal_text import cut_off, percent_text, round_half_up
from bemodels.audit.printed.figure_rules import (
    clear_majorities,
    is_clear_majority,
    possible_percentages,
    range_of,
)
from bemodels.data.printed_figure import read_figure

COUNTS = st.integers(0, 30)
WHOLES = st.integers(1, 30)
MAYBE = st.none() | COUNTS
UNITS = st.sampled_from(["incidents", "persons"])


def text_of(printed, decimals):
    """Write an integer of 10^-decimals percent as it is printed."""
    whole, rest = divmod(printed, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}%" if decimals else f"{whole}%"


def cell(value):
    return "" if value is None else value


@st.composite
def shares(draw):
    """Rows of which many follow: the figure is mostly one that some counts give."""
    stated, candidates = draw(st.none() | WHOLES), draw(st.lists(WHOLES, max_size=3))
    decimals, count = draw(st.integers(0, 2)), draw(COUNTS)
    scale, wholes = 10**decimals, [one for one in (stated, *candidates) if one]
    whole = draw(st.sampled_from(wholes or [7]))
    printed = draw(
        st.sampled_from(
            [
                (200 * count * scale + whole) // (2 * whole),
                100 * count * scale // whole,
                draw(st.integers(0, 150)),
            ]
        )
    )
    return {
        "numerator": draw(st.sampled_from([count, None])),
        "stated": stated,
        "candidates": candidates,
        "known": draw(MAYBE),
        "printed": printed,
        "decimals": decimals,
        "unit": draw(UNITS),
    }


@settings(deadline=None, max_examples=600, derandomize=True)
@given(shares())
def test_a_verdict_is_that_of_trying_every_whole_number(share):
    figure = figure_of(
        printed=text_of(share["printed"], share["decimals"]),
        numerator=cell(share["numerator"]),
        numerator_unit=share["unit"],
        denominator=cell(share["stated"]),
        candidates=";".join(map(str, share["candidates"])),
        known=cell(share["known"]),
    )
    same = share.pop("unit") == "incidents"
    assert figure.verdict == brute_verdict(**share, same=same)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 2))
def test_what_is_shown_rounds_and_cuts_as_the_fraction_does(count, whole, decimals):
    value = Fraction(100 * count, whole)
    shown = Fraction(percent_text(value, decimals).removesuffix("%"))
    assert round_half_up(shown, decimals) == round_half_up(value, decimals)
    assert cut_off(shown, decimals) == cut_off(value, decimals)
    printed = int(round_half_up(value, decimals) * 10**decimals)
    assert rounds(count, whole, printed, decimals)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(
    st.sampled_from(
        ["57%", "0%", "33.3%", "almost 57%", "a little more than 57%", "almost 1%"]
    ),
    st.integers(1, 300),
    st.none() | st.integers(0, 300),
    st.sampled_from(["rounding", "truncation"]),
)
def test_counts_of_a_range_are_those_whose_percentage_it_holds(text, whole, most, how):
    held = range_of(read_figure(text), how)
    if held is None:
        assert text[0] == "a"
        return
    tried = range((4 * whole if most is None else most) + 1)
    found = [n for n in tried if held.holds(Fraction(100 * n, whole))]
    assert list(held.counts_of(whole, most)) == found


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.integers(1, 300), st.none() | st.integers(0, 300))
def test_clear_majorities_are_all_of_them(whole, most):
    last = whole if most is None else min(whole, most)
    found = [n for n in range(last + 1) if is_clear_majority(n, whole)]
    assert list(clear_majorities(whole, most)) == found


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.integers(1, 2500), st.data(), st.integers(0, 1))
def test_possible_percentages_are_those_that_some_count_gives(whole, data, decimals):
    most = data.draw(st.integers(0, whole))
    given_by_one = {
        round_half_up(Fraction(100 * count, whole), decimals)
        for count in range(most + 1)
    }
    assert possible_percentages(whole, most, decimals) == len(given_by_one)
