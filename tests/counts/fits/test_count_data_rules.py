"""What a fit refuses, word for word."""

import numpy as np
import pandas as pd
import pytest

from bemodels.counts import fit_poisson
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError, NotEstimableError

GOOD = pd.DataFrame(
    {
        "y": [3, 0, 1, 2],
        "city": ["A", "A", "B", "B"],
        "x": [1.0, 2.0, 4.0, 3.0],
        "years": [0.5, 1.0, 1.0, 0.5],
    }
)
COUNT = "a count must be a whole number from 0 to 1000000000"
YEARS = "exposure must be a finite number of years above 0"
MISSING = "missing, and no row is left out silently: fill it in or drop the row"


def refusal(formula, data, exposure=None, error=InvalidDataError):
    with pytest.raises(error) as refused:
        fit_poisson(formula, data, exposure=exposure)
    return str(refused.value)


def with_cell(column, row, value):
    data = GOOD.astype({column: object})
    data.loc[row, column] = value
    return data


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("y", -1, f"got -1; {COUNT}"),
        ("y", 1.5, f"got 1.5; {COUNT}"),
        ("y", "3", f"got '3'; {COUNT}"),
        ("y", True, f"got True; {COUNT}"),
        ("y", np.inf, f"got inf; {COUNT}"),
        ("y", np.nan, f"got nan; {MISSING}"),
        ("years", 0.0, f"got 0.0; {YEARS}"),
        ("years", -0.5, f"got -0.5; {YEARS}"),
        ("years", np.inf, f"got inf; {YEARS}"),
        ("years", "1", f"got '1'; {YEARS}"),
        ("years", np.nan, f"got nan; {MISSING}"),
        ("x", np.nan, f"got nan; {MISSING}"),
        ("city", None, f"got None; {MISSING}"),
    ],
)
def test_a_bad_cell_is_named_with_row_and_value(column, value, expected):
    data = with_cell(column, 2, value)
    found = refusal("y ~ city + x", data, "years")
    assert found == f"data, row 3, column '{column}': {expected}"


def test_all_bad_cells_are_named_at_once():
    data = GOOD.assign(y=[3, -1, 1, 0.5], years=[0.5, 1.0, 0.0, 0.5])
    assert refusal("y ~ city", data, "years") == (
        f"data, row 2, column 'y': got -1.0; {COUNT}\n"
        f"data, row 4, column 'y': got 0.5; {COUNT}\n"
        f"data, row 3, column 'years': got 0.0; {YEARS}"
    )


def test_a_missing_cell_that_no_term_uses_is_let_in():
    fit = fit_poisson("y ~ city", with_cell("x", 2, np.nan), exposure="years")
    assert fit.n == 4


def test_rows_are_counted_from_one_whatever_the_index():
    data = with_cell("y", 2, -1).set_index(pd.Index([10, 20, 30, 40]))
    assert refusal("y ~ city", data) == f"data, row 3, column 'y': got -1; {COUNT}"


def test_whole_numbers_stored_as_floats_are_counts():
    floats = fit_poisson("y ~ city", GOOD.assign(y=GOOD["y"].astype(float)))
    assert floats.params.tolist() == fit_poisson("y ~ city", GOOD).params.tolist()
    assert floats.design.counts.dtype == np.int64


def test_an_unknown_column_is_named_among_those_there_are():
    columns = "the columns are 'y', 'city', 'x', 'years'"
    assert refusal("y ~ town", GOOD) == (
        f"data, column 'town': there 0 times, needed once; {columns}"
    )
    assert refusal("y ~ city", GOOD, "year") == (
        f"data, column 'year': there 0 times, needed once; {columns}"
    )
    assert refusal("n ~ city", GOOD) == (
        f"data, column 'n': there 0 times, needed once; {columns}"
    )


def test_a_column_that_is_there_twice_is_refused():
    twice = pd.concat([GOOD, GOOD[["x"]]], axis=1)
    assert refusal("y ~ x", twice) == (
        "data, column 'x': there 2 times, needed once; the columns are 'y', 'city', "
        "'x', 'years', 'x'"
    )


def test_no_rows_are_no_data():
    assert (
        refusal("y ~ city", GOOD.iloc[:0]) == "data: no rows; a fit needs at least one"
    )


@pytest.mark.parametrize("data", [{"y": [1, 2]}, [1, 2], None])
def test_data_of_another_type_are_refused(data):
    assert refusal("y ~ 1", data) == (
        f"data must be a DataFrame or a CountTable, got {data!r}"
    )


def test_an_offset_points_to_exposure():
    assert refusal("y ~ city + offset(np.log(years))", GOOD) == (
        "the formula 'y ~ city + offset(np.log(years))' has an offset: name the column "
        "of years as exposure instead, whose logarithm is taken for you"
    )


def test_a_column_called_offset_is_a_column():
    fit = fit_poisson("y ~ offset", GOOD.rename(columns={"x": "offset"}))
    assert fit.terms == ("Intercept", "offset")


@pytest.mark.parametrize(
    "formula", ["~ city", "y", "log(y) ~ city", "y + x ~ city", "1 ~ city", "C(y) ~ x"]
)
def test_the_left_side_is_one_column(formula):
    assert refusal(formula, GOOD) == (
        f"the left side of a formula must be one column of counts, got {formula!r}"
    )


@pytest.mark.parametrize(
    "formula",
    ["y ~ y", "y ~ city + log(y + 1)", "y ~ city:y", "y ~ C(y)", "y ~ {y ** 2}"],
)
def test_counts_do_not_explain_themselves(formula):
    assert refusal(formula, GOOD) == (
        "the column 'y' holds the counts themselves, and so can be no term of "
        f"{formula!r}"
    )


def test_a_name_of_two_words_does_not_hide_the_counts():
    spaced = GOOD.rename(columns={"y": "my y"})
    assert refusal("`my y` ~ log(`my y` + 1)", spaced) == (
        "the column 'my y' holds the counts themselves, and so can be no term of "
        "'`my y` ~ log(`my y` + 1)'"
    )


def test_counts_are_not_their_own_exposure():
    with pytest.raises(InvalidDataError) as error:
        fit_poisson("y ~ city", GOOD, exposure="y")
    assert str(error.value) == (
        "the column 'y' holds the counts themselves, and so cannot be their exposure"
    )


@pytest.mark.parametrize("formula", ["y ~ x | city", "y ~ 0"])
def test_the_right_side_is_one_sum(formula):
    assert refusal(formula, GOOD) == (
        f"the right side of a formula must be one sum of terms, got {formula!r}"
    )


def test_a_formula_that_cannot_be_read_says_where():
    assert refusal("y ~ (x", GOOD).startswith(
        "the formula 'y ~ (x' cannot be read: Could not find matching context marker"
    )
    assert refusal("y ~ x + nothing(x)", GOOD) == (
        "data, column 'nothing': there 0 times, needed once; the columns are 'y', "
        "'city', 'x', 'years'"
    )
    assert refusal("y ~ f('os').x()", GOOD) == (
        "the formula \"y ~ f('os').x()\" cannot be read: invalid syntax (<unknown>, "
        "line 1)"
    )
    assert refusal("y ~ np.nothing(x)", GOOD).startswith(
        "the formula 'y ~ np.nothing(x)' cannot be read: Unable to evaluate factor"
    )
    assert refusal(3, GOOD) == "formula must be a str, got 3"


def test_the_formula_sees_no_name_of_the_caller():
    secret = np.ones(4)
    assert secret.sum() == 4
    assert "column 'secret': there 0 times" in refusal("y ~ secret", GOOD)


def test_a_term_that_is_not_finite_names_its_row():
    rule = "a term must be a finite number on every row"
    data = GOOD.assign(x=[1.0, 0.0, 4.0, 3.0])
    assert refusal("y ~ np.log(x)", data) == (
        f"data, row 2, column 'np.log(x)': got -inf; {rule}"
    )


@pytest.mark.parametrize(
    ("formula", "terms", "named"),
    [
        ("y ~ x + double", 3, "double"),
        ("y ~ city + C(town)", 3, "C(town)[T.b]"),
        ("y ~ x + nought", 3, "nought"),
        ("y ~ one + x", 3, "one"),
    ],
)
def test_a_singular_design_names_its_terms(formula, terms, named):
    data = GOOD.assign(double=GOOD["x"] * 2 + 1, town=list("aabb"), nought=0, one=1)
    assert refusal(formula, data, error=NotEstimableError) == (
        f"1 of {terms} terms are not estimable, being 0 on every row or a combination "
        f"of the terms before them: {named}"
    )


def test_more_terms_than_rows_name_those_too_many():
    data = GOOD.assign(town=list("abcd"))
    assert refusal("y ~ C(town) + x", data, error=NotEstimableError) == (
        "1 of 5 terms are not estimable, being 0 on every row or a combination of the "
        "terms before them: x"
    )


def test_years_far_from_zero_are_no_singular_design():
    data = GOOD.assign(year=[2014, 2015, 2016, 2017])
    fit = fit_poisson("y ~ year + np.power(year, 2)", data)
    shifted = fit_poisson("y ~ u + np.power(u, 2)", data.assign(u=data["year"] - 2015))
    assert fit.fitted == pytest.approx(shifted.fitted, rel=1e-8)


def test_an_exposure_that_is_given_is_logged():
    one = fit_poisson("y ~ 1", GOOD, exposure="years")
    assert np.exp(one.params["Intercept"]) == pytest.approx(6 / 3, rel=1e-13)
    assert one.design.exposure.tolist() == [0.5, 1, 1, 0.5]
    assert fit_poisson("y ~ 1", GOOD).design.exposure.tolist() == [1, 1, 1, 1]


def test_a_table_names_its_file():
    table = CountTable(keys=("city",), rows=(("A", 1, 1.0), ("B", 2, 1.0)))
    assert refusal("count ~ town", table) == (
        "table, column 'town': there 0 times, needed once; the columns are 'city', "
        "'count', 'years'"
    )
