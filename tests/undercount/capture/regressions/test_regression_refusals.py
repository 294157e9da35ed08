"""Regressions of times seen: what is refused, in whole messages."""

import numpy as np
import pandas as pd
import pytest

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount.capture import (
    zelterman_regression,
    zero_truncated_poisson_regression,
)

BOTH = pytest.mark.parametrize(
    "regression", [zero_truncated_poisson_regression, zelterman_regression]
)
DATA = pd.DataFrame(
    {"times": [1, 2, 3, 1, 2], "group": list("aaabb"), "units": [9, 4, 1, 5, 3]}
)
TIMES = (
    "times seen must be a whole number from 1 to 1000; units that were never seen are "
    "not in such data"
)
UNITS = (
    "a number of units must be a whole number from 1 to 1000000000; a row without a "
    "unit says nothing: drop it"
)


@BOTH
@pytest.mark.parametrize(
    ("column", "cells", "message"),
    [
        ("times", [0, 2, 3, 1, 2], f"data, row 1, column 'times': got 0; {TIMES}"),
        ("times", [1, 2, 3, 1, 1.5], f"data, row 5, column 'times': got 1.5; {TIMES}"),
        (
            "times",
            [1, 1001, 3, 1, 2],
            f"data, row 2, column 'times': got 1001; {TIMES}",
        ),
        ("times", list("12312"), f"data, row 1, column 'times': got '1'; {TIMES}"),
        ("units", [9, 0, 1, 5, 3], f"data, row 2, column 'units': got 0; {UNITS}"),
        (
            "group",
            ["a", None, "a", "b", "b"],
            "data, row 2, column 'group': got nan; missing, and no row is left out "
            "silently: fill it in or drop the row",
        ),
    ],
)
def test_a_cell_that_breaks_a_rule_is_named(regression, column, cells, message):
    with pytest.raises(InvalidDataError) as refused:
        regression("times ~ group", DATA.assign(**{column: cells}), units="units")
    assert str(refused.value).splitlines()[0] == message


@BOTH
@pytest.mark.parametrize(
    ("formula", "data", "message"),
    [
        (
            "times ~ group + offset(x)",
            DATA,
            "the formula 'times ~ group + offset(x)' has an offset: every unit is seen "
            "over the same window here, so a rate has none",
        ),
        (
            "times ~ city",
            DATA,
            "data, column 'city': there 0 times, needed once; the columns are 'times', "
            "'group', 'units'",
        ),
        ("times ~ group", [1, 2], "data must be a DataFrame, got [1, 2]"),
        ("times ~ group", DATA[:0], "data: no rows; a fit needs at least one"),
        (
            "times ~ np.log(x)",
            DATA.assign(x=[1, 2, 0, 4, 5]),
            "data, row 3, column 'np.log(x)': got -inf; a term must be a finite number "
            "on every row",
        ),
        (
            "times ~ group + log(times)",
            DATA,
            "the column 'times' holds the counts themselves, and so can be no term of "
            "'times ~ group + log(times)'",
        ),
    ],
)
def test_a_formula_or_data_that_are_none_are_refused(
    regression, formula, data, message
):
    with pytest.raises(InvalidDataError) as refused:
        regression(formula, data)
    assert str(refused.value) == message


@BOTH
@pytest.mark.parametrize(
    ("formula", "message"),
    [
        (
            "times ~ group + log(units)",
            "the column 'units' holds the counts themselves, and so can be no term of "
            "'times ~ group + log(units)'",
        ),
        (
            "units ~ group",
            "the column 'units' holds times seen, and so cannot hold numbers of units",
        ),
    ],
)
def test_numbers_of_units_are_nothing_else_besides(regression, formula, message):
    with pytest.raises(InvalidDataError) as refused:
        regression(formula, DATA, units="units")
    assert str(refused.value) == message


@BOTH
def test_a_level_outside_its_range_is_refused(regression):
    with pytest.raises(InvalidDataError):
        regression("times ~ group", DATA, level=1.0)


def test_units_seen_once_only_send_the_population_to_infinity():
    data = DATA.assign(times=[1, 2, 3, 1, 1])
    with pytest.raises(NotEstimableError) as refused:
        zero_truncated_poisson_regression("times ~ group", data)
    assert str(refused.value) == (
        "group = b: no unit was seen more than once, and the terms can tell these "
        "units from all others; their rate goes to 0 and the population to infinity. "
        "Leave out a term or join its levels"
    )
    joined = zero_truncated_poisson_regression("times ~ 1", data)
    assert joined.estimate("population").value < 20


@pytest.mark.parametrize("times", [1, 2])
def test_a_slope_that_parts_once_from_twice_is_found(times):
    # No level stands alone: x parts the units seen once from those seen twice.
    data = pd.DataFrame({"times": [1, 1, 2, 2], "x": [0.0, 1.0, 1.0, 2.0]})
    if times == 2:
        data = data.assign(times=[2, 2, 1, 1])
    with pytest.raises(NotEstimableError) as refused:
        zelterman_regression("times ~ x", data)
    assert str(refused.value) == (
        "x = 0.0; x = 2.0: of the units seen once or twice all were seen once, or all "
        "twice, and the terms can tell these units from all others; their rate goes to "
        "0 or to infinity. Leave out a term or join its levels"
    )
    mixed = pd.concat([data, data.assign(times=3 - data["times"])])
    assert zelterman_regression("times ~ x", mixed).estimate("population").value > 8


def test_many_patterns_without_a_maximum_are_named_in_part():
    data = pd.DataFrame(
        {"times": [1, 1, 1, 1, 1, 1, 1, 2], "x": [*map(str, range(7)), "7"]}
    )
    with pytest.raises(NotEstimableError) as refused:
        zero_truncated_poisson_regression("times ~ x", data)
    assert str(refused.value).startswith("x = 0; x = 1; x = 2; x = 3; and 3 more: no ")


def test_units_seen_often_alone_do_not_inform_zelterman():
    data = DATA.assign(times=[1, 2, 3, 3, 4])
    with pytest.raises(NotEstimableError) as refused:
        zelterman_regression("times ~ group", data)
    assert str(refused.value) == (
        "among units seen once or twice, 1 of 2 terms are not estimable, being 0 on "
        "every row or a combination of the terms before them: group[T.b]"
    )


@BOTH
def test_a_repeated_term_is_refused(regression):
    data = DATA.assign(same=np.where(DATA["group"] == "b", 2.0, 1.0))
    with pytest.raises(NotEstimableError, match="1 of 3 terms are not estimable"):
        regression("times ~ group + same", data)
