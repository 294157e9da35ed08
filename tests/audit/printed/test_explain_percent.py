"""Which denominators give a printed percentage: the report's, and the edges."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_ledgers import cuts, rounds

from bemodels import InvalidDataError
from bemodels.audit import explain_percent

WANTED = (
    "printed must be a percentage such as 57%, or words such as almost 80%, more than "
    "half or clear majority"
)


def fits(*arguments, **options):
    """Return by denominator whether it fits by rounding and by truncation."""
    (table,) = explain_percent(*arguments, **options).tables
    return {row[0]: (row[2], row[3]) for row in table.rows}


def test_57_percent_is_62_of_108_placements_or_a_cut_off_share_of_107_incidents():
    result = explain_percent("57%", 62, [107, 108])
    (table,) = result.tables
    assert table.columns == (
        *("denominator", "recomputed", "by rounding", "by truncation"),
    )
    assert table.rows == (
        (107, "57.94%", "no", "yes"),
        (108, "57.41%", "yes", "yes"),
    )
    assert result.conclusion == (
        "57% is 62 of 108 by rounding, and 62 of 107 by truncation alone."
    )
    share = result.estimate("share[62 of 108]")
    assert share.value == pytest.approx(57.407407, rel=1e-7)
    # statsmodels 0.15: proportion_confint(62, 108, method="wilson"), in percent.
    assert (share.interval.low, share.interval.high) == pytest.approx(
        (47.98519, 66.32078), abs=1e-5
    )
    assert (share.unit, share.interval.method) == ("percent", "Wilson score")
    assert result.assumptions[0].statement.startswith(
        "An interval is the range for a process that could have produced other "
    )


@pytest.mark.parametrize(
    ("arguments", "conclusion"),
    [
        (("71%", 76, [107, 108]), "71% is 76 of 107 by rounding."),
        (
            ("41%", 62, [135, 116]),
            "41% is not 62 of 135 or 116, by rounding or by truncation.",
        ),
        (("57%", 62, [107]), "57% is 62 of 107 by truncation alone."),
        (("1%", 1, [95, 100, 199]), "1% is 1 of 95, 100 or 199 by rounding."),
    ],
)
def test_the_conclusion_names_the_denominators_that_fit(arguments, conclusion):
    assert explain_percent(*arguments).conclusion == conclusion


@pytest.mark.parametrize(
    "printed", ["57%", "57", " 57 percent", 57, 57.0, np.int64(57)]
)
def test_a_figure_may_be_text_or_a_number(printed):
    result = explain_percent(printed, 62, (107, 108))
    assert [row[2:] for row in result.tables[0].rows] == [("no", "yes"), ("yes", "yes")]
    assert result.conclusion.endswith(
        " is 62 of 108 by rounding, and 62 of 107 by truncation alone."
    )


@pytest.mark.parametrize(
    "printed", ["85.7%", 85.7, np.float64(85.7), Fraction(857, 10)]
)
def test_decimals_are_kept_exactly(printed):
    result = explain_percent(printed, 60, [70, 94], decimals=1)
    assert result.conclusion == "85.7% is 60 of 70 by rounding."
    assert result.tables[0].rows[0] == (70, "85.714%", "yes", "yes")


def test_a_number_may_have_fewer_decimals_than_were_printed():
    assert fits(50, 1, [2, 3], decimals=1) == {2: ("yes", "yes"), 3: ("no", "no")}
    assert explain_percent(50, 1, [2], decimals=1).title == (
        "Which denominators give 50.0% of 1"
    )
    assert fits(100, 3, [3]) == {3: ("yes", "yes")}
    assert fits(0, 0, [3]) == {3: ("yes", "yes")}


@pytest.mark.parametrize("decimals", [0, 1])
def test_text_shows_its_own_decimals(decimals):
    result = explain_percent("38.0%", 70, [184, 185], decimals=decimals)
    assert result.conclusion == "38.0% is 70 of 184 by rounding."
    assert [row[1] for row in result.tables[0].rows] == ["38.043%", "37.838%"]


@pytest.mark.parametrize(
    ("printed", "count", "wholes", "fitting", "conclusion"),
    [
        # Of 100 units a count is its percentage.
        ("almost 80%", 78, (97, 98, 100, 101), (98, 100), "98 or 100 by its words."),
        ("a little more than 18%", 19, (100, 101, 106, 99), (100, 101), ""),
        ("more than half", 51, (101, 102), (101,), "101 by its words."),
        ("clear majority", 61, (94, 116, 60), (94,), "94 by its words."),
        ("A clear  majority", 61, (94,), (94,), "94 by its words."),
        ("almost 80.5%", 79, (98, 99, 100, 101), (99, 100), ""),
    ],
)
def test_words_of_a_ledger_have_their_one_rule(
    printed, count, wholes, fitting, conclusion
):
    result = explain_percent(printed, count, wholes)
    (table,) = result.tables
    assert table.columns == ("denominator", "recomputed", "by its words")
    assert tuple(row[0] for row in table.rows if row[2] == "yes") == fitting
    assert result.conclusion.endswith(conclusion)
    assert result.conclusion.startswith(f'"{printed}" is {count} of ')


def test_words_are_told_with_their_rule_in_quotation_marks():
    result = explain_percent("almost 80%", 50, [58])
    assert result.title == 'Which denominators give "almost 80%" of 50'
    assert result.method == (
        "Exact fractions, held to the words' rule; Wilson's 95% interval"
    )
    assert result.conclusion == '"almost 80%" is not 50 of 58, by its words.'
    assert result.tables[0].note == "In percent, almost x: x - 2 to x, both included."


def test_halves_round_up():
    assert fits("13%", 1, [8]) == {8: ("yes", "no")}
    assert fits("12%", 1, [8]) == {8: ("no", "yes")}
    assert fits("1%", 1, [200]) == {200: ("yes", "no")}


def test_what_exceeds_its_whole_has_a_row_and_no_share():
    result = explain_percent("120%", 12, [10, 20])
    assert result.tables[0].rows[0] == (10, "120.00%", "yes", "yes")
    assert [one.estimand for one in result.estimates] == ["share[12 of 20]"]


@settings(deadline=None, max_examples=200, derandomize=True)
@given(
    st.integers(0, 12000),
    st.integers(0, 60),
    st.integers(1, 60),
    st.integers(0, 2),
)
def test_both_rules_are_those_of_whole_numbers(printed, count, whole, decimals):
    text = str(Fraction(printed, 10**decimals).__format__(f".{decimals}f"))
    expected = tuple(
        "yes" if rule(count, whole, printed, decimals) else "no"
        for rule in (rounds, cuts)
    )
    assert fits(text, count, [whole], decimals=decimals) == {whole: expected}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: explain_percent("85.7%", 60, [70], decimals=2),
            "printed has 1 decimal and decimals=2, got '85.7%'",
        ),
        (
            lambda: explain_percent(85.7, 60, [70]),
            "printed has 1 decimal and decimals=0, got 85.7",
        ),
        (
            lambda: explain_percent("57%", 62, [107], decimals=1),
            "printed has 0 decimals and decimals=1, got '57%'",
        ),
        (
            lambda: explain_percent("57%", 62, [107], decimals=16),
            "decimals must be 15 or fewer, got 16",
        ),
        (
            lambda: explain_percent("57%", 62, [107], decimals=-1),
            "decimals must be a whole number of 0 or more, got -1",
        ),
        (lambda: explain_percent("-5%", 62, [107]), f"{WANTED}, got '-5%'"),
        (
            lambda: explain_percent("more than half", 62, [107], decimals=1),
            "printed has 0 decimals and decimals=1, got 'more than half'",
        ),
        (
            lambda: explain_percent("4 of 5", 4, [5]),
            f"{WANTED}, got '4 of 5'",
        ),
        (lambda: explain_percent(-5, 62, [107]), f"{WANTED}, got -5"),
        (lambda: explain_percent(float("nan"), 62, [107]), f"{WANTED}, got nan"),
        (lambda: explain_percent(float("inf"), 62, [107]), f"{WANTED}, got inf"),
        (lambda: explain_percent(np.True_, 62, [107]), f"{WANTED}, got True"),
        (lambda: explain_percent(None, 62, [107]), f"{WANTED}, got None"),
        (
            lambda: explain_percent("a half", 62, [107]),
            "a figure is needed such as 57%, 85.7%, almost 80%, a little more than "
            "18%, more than half, clear majority or 4 of 5, got 'a half'",
        ),
        (
            lambda: explain_percent("57%", 62.5, [107]),
            "numerator must be a whole number of 0 or more, got 62.5",
        ),
        (
            lambda: explain_percent("57%", -1, [107]),
            "numerator must be a whole number of 0 or more, got -1",
        ),
        (
            lambda: explain_percent("57%", 62, [0]),
            "a denominator must be a whole number of 1 or more, got 0",
        ),
        (
            lambda: explain_percent("57%", 62, 107),
            "denominators must be whole numbers in a list, got 107",
        ),
        (
            lambda: explain_percent("57%", 62, "107"),
            "denominators must be whole numbers in a list, got '107'",
        ),
        (
            lambda: explain_percent("57%", 62, []),
            "denominators must be one or more, each once: there is none",
        ),
        (
            lambda: explain_percent("57%", 62, [107, 108, 107]),
            "denominators must be one or more, each once: 107 stands twice",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(call, message):
    with pytest.raises(InvalidDataError) as caught:
        call()
    assert str(caught.value) == message
