"""The sentence beside a verdict says what the numbers are, and what they contradict."""

import pytest
from made_up_ledgers import figure_of


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            {"printed": "12%", "numerator": 1, "denominator": 8},
            "1 of 8 is 12.50%, which is 12% with its further decimals cut off.",
        ),
        (
            {"printed": "12%", "numerator": 4999, "denominator": 40000},
            "4999 of 40000 is 12.498%, which rounds to 12%.",
        ),
        (
            {"printed": "57%", "numerator": 62, "candidates": 108},
            "No denominator is stated; 62 of 108 is 57.41%, which rounds to 57%.",
        ),
        (
            {"printed": "57%", "numerator": 62, "denominator": 200, "candidates": 107},
            "62 of 200 is 31.00%, 62 of 107 is 57.94%, none of which is 57% by "
            "rounding; 107 gives it by truncation alone, and is not the stated "
            "denominator.",
        ),
        (
            {"printed": "57%", "numerator": 62, "denominator": 200},
            "62 of 200 is 31.00%, which is not 57% by rounding.",
        ),
        (
            {"printed": "almost 57%", "numerator": 62, "denominator": 200},
            "62 of 200 is 31.00%, which is not almost 57% by its rule.",
        ),
        (
            {"printed": "4 of 5", "numerator": 3, "denominator": 6, "candidates": 5},
            "4 of 5 is printed, and the counts are 3 of 6 or 5.",
        ),
        (
            {"printed": "57%", "numerator": 62, "denominator": 108, "known": 20},
            "62 of 108 is 57.41%, which rounds to 57%; 62 exceeds the 20 units that "
            "are known.",
        ),
        (
            {"printed": "120%", "numerator": 12, "denominator": 10},
            "12 of 10 is 120.00%, which rounds to 120%; 12 exceeds every denominator, "
            "so it is no share of one.",
        ),
        (
            {"printed": "57%", "numerator": 62},
            "No denominator is printed.",
        ),
        (
            {"printed": "33%", "denominator": 14, "known": 14},
            "No numerator is printed, and none is determined: no whole number gives "
            "33% of 14.",
        ),
        (
            {"printed": "1%", "denominator": 1000, "candidates": 3},
            "No numerator is printed, and none is determined: 1% of 1000 would need 5 "
            "to 14, no whole number gives 1% of 3.",
        ),
        (
            {"printed": "72%", "denominator": 18, "known": 12},
            "No numerator is printed, and none is determined: 72% of 18 would need 13, "
            "above the 12 known.",
        ),
        (
            {"printed": "72%", "denominator": 18},
            "13 is the only whole number that gives 72% of 18 (19 of 101 percentages "
            "are possible); 13 of 18 is 72.22%, which rounds to 72%.",
        ),
        (
            {"printed": "5%", "denominator": 1000, "candidates": 20},
            "1 is the only whole number that gives 5% of 20 (21 of 101 percentages are "
            "possible); 5% of 1000 would need 45 to 54; 1 of 20 is 5.00%, which rounds "
            "to 5%.",
        ),
        (
            {"printed": "85.7%", "denominator": 70, "known": 64},
            "60 is the only whole number, at most the 64 known, that gives 85.7% of 70 "
            "(65 of 1,001 percentages are possible); 60 of 70 is 85.714%, which rounds "
            "to 85.7%.",
        ),
        (
            {"printed": "more than half", "denominator": 2, "known": 2},
            "2 is the only whole number, at most the 2 known, that gives more than "
            "half of 2; 2 of 2 is 100.00%, which is above 50%.",
        ),
        (
            {"printed": "150%", "denominator": 20},
            "No numerator is printed, and none is determined: 150% of 20 would need "
            "more than all of it.",
        ),
        (
            {"printed": "57%", "denominator": 8, "candidates": "90;74"},
            "No numerator is printed, and the candidates would determine different "
            "ones: no whole number gives 57% of 8, 57% of 90 would need 51, 57% of 74 "
            "would need 42.",
        ),
        (
            {
                "printed": "57%",
                "numerator": 62,
                "denominator": 108,
                "numerator_unit": "persons",
                "candidates": 109,
            },
            "As stated, 62 of 108 is 57.41%, in another unit than the numerator; 62 of "
            "109 is 56.88%, which rounds to 57%.",
        ),
    ],
)
def test_the_reason_of_a_share(cells, reason):
    assert figure_of(**cells).reason == reason


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"numerator": "4 / 103", "denominator": 108}, "4 + 103 = 107, and not 108."),
        (
            {"numerator": "4 / 103", "denominator": 108, "candidates": "107"},
            "4 + 103 = 107, which the report offers beside 108.",
        ),
        (
            {"numerator": "4 / 103", "candidates": "107"},
            "4 + 103 = 107, which the report offers.",
        ),
        (
            {"numerator": "4 / 103", "candidates": "108"},
            "4 + 103 = 107, which the report offers nowhere.",
        ),
        (
            {"numerator": "95", "denominator": 146},
            "The only part is 95, and not 146.",
        ),
        (
            {"numerator": "95", "denominator": 95},
            "The only part is 95, the total of the row.",
        ),
    ],
)
def test_the_reason_of_a_count(cells, reason):
    assert figure_of(printed="x", kind="count", **cells).reason == reason


def test_what_is_no_share_has_a_value_and_no_interval():
    figure = figure_of(printed="120%", numerator=12, denominator=10)
    assert (figure.recomputed, figure.interval) == (120.0, None)


def test_nothing_is_recomputed_of_a_denominator_of_0():
    figure = figure_of(printed="50%", numerator=1, denominator=0, kind="change")
    assert (figure.recomputed, figure.interval) == (None, None)
    assert figure.reason == "From 0 to 1 there is no change in percent."


def test_the_known_units_are_named_where_they_would_give_the_figure():
    row = {"printed": "35%", "numerator": 14, "denominator": 60, "known": 40}
    assert figure_of(**row).verdict == "impossible"
    assert figure_of(**row).reason == (
        "14 of 60 is 23.33%, which is not 35% by rounding; 14 of 40 is 35.00%, which "
        "rounds to 35%: where the text offers the 40 known, they are a candidate."
    )
    offered = figure_of(**row, candidates=40)
    assert offered.verdict == "follows for another denominator"


def test_a_found_numerator_of_a_whole_of_a_hundred_tests_nothing():
    assert figure_of(printed="51%", denominator=100).reason == (
        "51 is the only whole number that gives 51% of 100 (all 101 percentages are "
        "possible, so that it tests nothing); 51 of 100 is 51.00%, which rounds to 51%."
    )


def test_more_than_all_is_not_more_than_half():
    figure = figure_of(
        printed="more than half", numerator=62, denominator=135, candidates=50
    )
    assert figure.verdict == "impossible"


@pytest.mark.parametrize(
    ("printed", "needed"),
    [("45%", "33 or 87"), ("more than half", "0 to 29 or 91 to 120")],
)
def test_both_ways_that_a_change_can_go_are_told(printed, needed):
    figure = figure_of(printed=printed, denominator=60, kind="change")
    assert figure.reason.endswith(f"{printed} of 60 would need {needed}.")


def test_a_total_without_parts_is_not_called_a_part():
    figure = figure_of(printed="60", denominator=60, kind="count")
    assert figure.reason == "No parts are printed that could add up to it."
