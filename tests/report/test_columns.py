"""Widths of columns, from what stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_documents import PRIORS

from bemodels.report.blocks import TableBlock
from bemodels.report.columns import (
    column_widths,
    is_numeric,
    is_stacked,
    line_count,
    narrowest,
    screen_width,
)
from bemodels.result import Table


def block(*rows):
    columns = tuple(f"c{number}" for number in range(len(rows[0])))
    return TableBlock(number="1", table=Table(name="n", columns=columns, rows=rows))


def test_a_table_that_fits_gets_what_it_asks_for():
    assert column_widths(block(("Brussels", 1)), available=100) == (10, 4)


def test_what_is_left_goes_to_the_longest_text():
    short, middle, long = column_widths(
        block(("Brussels", "two words " * 5, "sentence " * 40)), available=100
    )
    assert short < middle < long
    assert short + middle + long == pytest.approx(100)


def test_labels_do_not_wrap_beside_sentences_that_do():
    rows = (("36 to 83", "103 by rounding", "sentence " * 40),)
    assert column_widths(block(*rows), available=60) == (10, 17, 33)
    # Of 14 characters that words leave, labels would take more than half.
    assert column_widths(block(*rows), available=40)[1] < 17


def test_a_table_with_a_sentence_that_needs_room_is_stacked():
    assert is_stacked(block((1, "x" * 61)))
    assert not is_stacked(block((1, "x" * 60)))


def test_a_table_of_texts_alone_is_stacked_if_it_holds_a_sentence():
    assert is_stacked(block(("S02", "x" * 25)))
    assert not is_stacked(block(("S02", "x" * 24)))


def test_on_a_narrow_screen_texts_of_the_first_column_wrap_and_others_do_not():
    assert screen_width(block(("Brussels", 1234))) == 2 + 8 + 2 + 4
    assert screen_width(block(("two words " * 5, "two words"))) == 2 + 26 + 2 + 9
    # A heading wraps, so that its longest word is what it asks for.
    head = Table(name="n", columns=("a heading", "of"), rows=(("b", "c"),))
    assert screen_width(TableBlock(number="1", table=head)) == 2 + 7 + 2 + 2


cells = st.text(alphabet="ab ", max_size=60)


@given(
    rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=5),
    available=st.integers(10, 120),
)
def test_widths_never_exceed_the_page(rows, available):
    table = block(*rows)

    widths = column_widths(table, available=available)
    assert sum(widths) <= available * (1 + 1e-12)
    if sum(narrowest(table)) <= available:
        assert all(
            width >= low * (1 - 1e-12)
            for width, low in zip(widths, narrowest(table), strict=True)
        )


@pytest.mark.parametrize(
    ("cells", "numeric"),
    [
        ((1, 2.5), True),
        ((1, ""), True),
        ((1, "\u2013"), True),
        (("", ""), False),
        ((1, "n/a"), False),
        (("1", "2"), False),
    ],
)
def test_a_column_of_numbers_may_have_gaps(cells, numeric):
    assert is_numeric(block(*((cell,) for cell in cells)), 0) is numeric


def test_a_formula_is_measured_as_printed_and_not_broken():
    tex = TableBlock(number="1", table=PRIORS, tex_columns=("symbol", "density"))
    text = TableBlock(number="1", table=PRIORS)

    assert (
        column_widths(tex, available=1000)[1] < column_widths(text, available=1000)[1]
    )
    assert narrowest(tex)[1] == column_widths(tex, available=1000)[1]


def test_lines_are_counted_row_by_row():
    table = block(("x" * 8, "y"), ("x" * 28, "y"))

    assert line_count(table, widths=(10, 4)) == 1 + 1 + 3


def test_the_words_of_a_formula_are_measured_and_its_commands_are_not():
    tex = Table(name="n", columns=("a",), rows=((r"p_{\text{group}}",),))
    text = Table(name="n", columns=("a",), rows=(("pgroup",),))
    wide, narrow = (
        narrowest(TableBlock(number="1", table=table, tex_columns=names))[0]
        for table, names in ((tex, ("a",)), (text, ()))
    )
    assert narrow < wide < 2 * narrow
