"""The wordings of a printed figure, and what is none."""

from fractions import Fraction

import pytest

from bemodels import InvalidDataError
from bemodels.data.printed_figure import FIGURE_RULE, read_figure, wrong_in_figure


@pytest.mark.parametrize(
    ("text", "wording", "sign", "value", "decimals"),
    [
        ("57%", "percentage", "", 57, 0),
        ("57", "percentage", "", 57, 0),
        (" 57 % ", "percentage", "", 57, 0),
        ("57 per cent", "percentage", "", 57, 0),
        ("57 Percent", "percentage", "", 57, 0),
        ("85.7%", "percentage", "", Fraction(857, 10), 1),
        ("85.70%", "percentage", "", Fraction(857, 10), 2),
        ("+70%", "percentage", "+", 70, 0),
        ("-70%", "percentage", "-", 70, 0),
        ("\N{MINUS SIGN}70%", "percentage", "-", 70, 0),
        ("\N{EN DASH}70%", "percentage", "-", 70, 0),
        ("Almost 80%", "almost", "", 80, 0),
        ("almost  79.5 %", "almost", "", Fraction(159, 2), 1),
        ("a little more than 18%", "a little more than", "", 18, 0),
        ("More than half", "more than half", "", 0, 0),
        ("a clear majority", "clear majority", "", 0, 0),
        ("clear majority", "clear majority", "", 0, 0),
    ],
)
def test_a_figure_has_a_wording_a_sign_and_an_exact_number(
    text, wording, sign, value, decimals
):
    figure = read_figure(text)
    assert (figure.wording, figure.sign) == (wording, sign)
    assert (figure.value, figure.decimals, figure.counts) == (value, decimals, ())
    assert figure.text == text.strip()


def test_counts_are_kept_as_they_are_printed():
    figure = read_figure("4 of 5")
    assert (figure.wording, figure.counts) == ("counts", (4, 5))


@pytest.mark.parametrize(
    "text",
    [
        *("", "most", "57,4%", "about 57%", "57%%", "57.%", ".5%", "1e2", "half"),
        *("\N{EM DASH}70%", "57\N{EN DASH}60%", "\N{EN DASH}\N{EN DASH}7%"),
        *("4 / 5", "4 of", "50% of 14", "almost", "almost -3%", "more than 50%"),
        *("\N{ARABIC-INDIC DIGIT THREE}%", "1234567890123456%", "at least 2"),
    ],
)
def test_what_is_in_no_wording_is_refused(text):
    with pytest.raises(InvalidDataError) as caught:
        read_figure(text)
    assert str(caught.value) == f"{FIGURE_RULE}, got {text!r}"


@pytest.mark.parametrize("sign", ["-", "\N{EN DASH}", "\N{MINUS SIGN}"])
def test_a_stored_fraction_is_told_with_a_hyphen(sign):
    assert wrong_in_figure(f"{sign}0.57", "change", "") == (
        "printed",
        "a spreadsheet stores -57% as -0.57: write the percentage with its sign, as "
        'text, "-57%", or "-0.57%" if that is printed',
    )
