"""A notice that leaves says what was done, and no number from which one follows."""

import pytest

from bemodels.data.log.masked_notices import mask_notices
from bemodels.errors import InvalidDataError


@pytest.mark.parametrize(
    ("notice", "masked"),
    [
        (
            "rows outside the window, 2014-06-01 to 2017-10-31, left out: 3 of 207",
            "rows outside the window, 2014-06-01 to 2017-10-31, left out: fewer than 5",
        ),
        ("rows of kind plot: 5", "rows of kind plot: 5 or more"),
        ("4 of 19 rows repeat another", "fewer than 5 rows repeat another"),
        (
            "log2.csv, lines 3, 9 and 12 more, column 'city': spaces were removed",
            "log2.csv, some lines, column 'city': spaces were removed",
        ),
        (
            "log.csv, line 3, column 'city': 'MalmÃ¶' may be 'Malmö', encoded twice",
            "log.csv, some lines, column 'city': (a value) may be (a value), encoded "
            "twice",
        ),
        (
            "2 of 9 rows repeat another and are left out: e7 (line 4 as 2)",
            "fewer than 5 rows repeat another and are left out",
        ),
        (
            "not looking before 2020-01-01, and the rows begin on 2016-03-22",
            "not looking before 2020-01-01, and the rows begin before that",
        ),
        ("GTD lost its records of 1993, so exposure in 1993 is zero",) * 2,
        ("rows left out: 4 of 1999", "rows left out: fewer than 5"),
        ("2024.csv: a byte order mark was removed",) * 2,
    ],
)
def test_numbers_lines_and_values_are_masked(notice, masked):
    assert mask_notices((notice,), below=5) == (masked,)


def test_one_is_not_told_from_many_where_only_one_is_small():
    notices = ("plots: 1", "plots: 2", "plots: 70")
    assert mask_notices(notices, below=2) == ("plots: 1 or more",)


def test_a_value_with_an_apostrophe_is_masked_like_others():
    notice = f"log.csv, line 7: {"L'Ecluse"!r} may be {'Ecluse'!r}; it is kept"
    assert mask_notices((notice,), below=5) == (
        "log.csv, some lines: (a value) may be (a value); it is kept",
    )


def test_a_wrong_bound_is_refused():
    with pytest.raises(InvalidDataError) as caught:
        mask_notices((), below="5")
    assert str(caught.value) == "below must be a whole number from 2, got '5'"
