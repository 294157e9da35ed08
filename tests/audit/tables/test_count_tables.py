"""How many tables there are, against print, formulas and lists of all of them."""

from math import comb, factorial

import pytest
from every_table import every_table
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.audit import count_tables
from bemodels.errors import InvalidDataError, NotEstimableError

PLACES = (62, 14, 14, 5, 4, 4, 2, 2)
YEARS = (12, 35, 48, 12)


def test_the_places_and_years_of_the_report_have_as_many_tables_as_counted_apart():
    assert count_tables(PLACES, YEARS) == 1_084_660_405_284
    assert count_tables(YEARS, PLACES) == 1_084_660_405_284


def test_a_table_in_print_is_counted_as_in_print():
    # Diaconis and Efron (1985), Annals of Statistics 13, 845-874: 5 by 3, 140 counts.
    assert count_tables((10, 62, 13, 11, 39), (65, 25, 45)) == 239_382_173


def test_squares_with_sums_of_two_are_those_of_the_encyclopedia():
    # A000681 of the On-Line Encyclopedia of Integer Sequences.
    found = [count_tables((2,) * n, (2,) * n) for n in range(1, 8)]
    assert found == [1, 3, 21, 282, 6210, 202410, 9135630]


@pytest.mark.parametrize("total", [0, 1, 2, 7, 30])
def test_three_by_three_squares_follow_macmahons_formula(total):
    formula = sum(comb(total + k, 4) for k in (2, 3, 4))
    assert count_tables((total,) * 3, (total,) * 3) == formula


def test_the_count_is_exact_beyond_what_a_machine_number_holds():
    # Permutation matrices: the counting table of 12 by 12 has 2^11 states a row.
    assert count_tables((1,) * 12, (1,) * 12) == factorial(12)
    # Two rows, one column of which is free: as many as the smaller column sums allow.
    large = count_tables((400, 400), (10**2,) * 8)
    assert large == two_rows(400, (100,) * 8)
    assert large > 10**13


def two_rows(first, columns):
    """Count splits of the first row by convolution of what each column can give."""
    ways = [1]
    for total in columns:
        longer = [0] * (len(ways) + total)
        for place, number in enumerate(ways):
            for given_up in range(total + 1):
                longer[place + given_up] += number
        ways = longer
    return ways[first]


@st.composite
def margins(draw, largest=3):
    """Return row and column sums of some small table, and a least count or two."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    cells = draw(
        st.lists(
            st.lists(st.integers(0, largest), min_size=columns, max_size=columns),
            min_size=rows,
            max_size=rows,
        )
    )
    places = st.tuples(st.integers(0, rows - 1), st.integers(0, columns - 1))
    known = draw(st.lists(places, max_size=2, unique=True))
    lower = tuple((*place, draw(st.integers(0, 4))) for place in known)
    return tuple(map(sum, cells)), tuple(map(sum, zip(*cells, strict=True))), lower


@settings(derandomize=True, max_examples=150, deadline=None)
@given(margins())
def test_the_count_is_that_of_a_list_of_all_tables(given_margins):
    rows, columns, lower = given_margins

    assert count_tables(rows, columns, lower=lower) == len(
        every_table(rows, columns, lower)
    )


@settings(derandomize=True, max_examples=60, deadline=None)
@given(margins(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_and_their_exchange_do_not_matter(given_, random):
    rows, columns, lower = given_
    order = random.sample(range(len(rows)), len(rows))
    across = random.sample(range(len(columns)), len(columns))
    moved = tuple((order.index(r), across.index(c), n) for r, c, n in lower)

    count = count_tables(rows, columns, lower=lower)

    assert count == count_tables(
        [rows[place] for place in order],
        [columns[place] for place in across],
        lower=moved,
    )
    turned = tuple((column, row, least) for row, column, least in lower)
    assert count == count_tables(columns, rows, lower=turned)


def test_least_counts_are_those_of_the_sums_less_them():
    dated = ((0, 2, 1), (4, 1, 1))

    count = count_tables(PLACES, YEARS, lower=dated)

    less = count_tables((61, 14, 14, 5, 3, 4, 2, 2), (12, 34, 47, 12))
    assert count == less == 665_507_128_218
    assert count_tables((2, 1), (2, 1), lower=((1, 1, 2),)) == 0
    assert count_tables((3,), (1, 2), lower=((0, 0, 2),)) == 0
    assert count_tables((3,), (1, 2), lower=((0, 0, 1), (0, 1, 0))) == 1


def test_too_large_a_counting_table_is_refused_with_its_size():
    # Hair and eye colour of 592 students: in print, 1,225,914,276,768,514 tables.
    with pytest.raises(NotEstimableError) as error:
        count_tables((220, 215, 93, 64), (108, 286, 71, 127))
    assert str(error.value) == (
        "the counting table of 4 by 4 sums would have 757426176 states, at most "
        "10000000 are taken"
    )


@pytest.mark.parametrize(
    ("rows", "columns", "lower", "message"),
    [
        (5, (1, 4), (), "row_sums must be a sequence, got 5"),
        ((), (0,), (), "row_sums must hold one sum or more, got none"),
        (
            (1, -1),
            (0,),
            (),
            "row_sums[1] must be a whole number of 0 or more, got -1",
        ),
        (
            (1,),
            (0.5, 0.5),
            (),
            "column_sums[0] must be a whole number of 0 or more, got 0.5",
        ),
        ((1, 2), (1, 1), (), "row sums add up to 3, column sums to 2"),
        ((1,), (1,), 3, "lower must be a tuple of cells, got 3"),
        (
            *((1,), (1,), ((0, 0),)),
            "lower[0] must be (row, column, least count), rows and columns counted "
            "from 0, got (0, 0)",
        ),
        (
            *((1,), (1,), (0, 0, 1)),
            "lower[0] must be (row, column, least count), rows and columns counted "
            "from 0, got 0",
        ),
        ((1, 0), (1,), ((2, 0, 1),), "lower[0]: row must be 0 to 1, got 2"),
        ((1, 0), (1,), ((0, -1, 1),), "lower[0]: column must be 0 to 0, got -1"),
        (
            (1, 0),
            (1,),
            ((0, 0, -1),),
            "lower[0]: least must be a whole number of 0 or more, got -1",
        ),
        (
            (2, 0),
            (2,),
            ((0, 0, 1), (0, 0, 2)),
            "lower[1]: row 0, column 0 has a least count already",
        ),
    ],
)
def test_what_are_no_margins_is_refused(rows, columns, lower, message):
    with pytest.raises(InvalidDataError) as error:
        count_tables(rows, columns, lower=lower)
    assert str(error.value) == message
