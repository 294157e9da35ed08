"""Vectors from rules, months being stated once for the rules and for the exposure."""

import pytest
from possible_vectors import MONTHS, VECTORS, YEARS

from bemodels.audit import (
    AtLeast,
    Below,
    CloseRates,
    PossibleCounts,
    RoundedChange,
    Total,
    TruncatedChange,
    belgium_year_constraints,
    decline_over_vectors,
    year_vectors,
)
from bemodels.errors import InvalidDataError

FALL = RoundedChange(2016, 2017, -60, months_before=12, months_after=9)
RULES = (Total(83), AtLeast(2014, 1), Below(2014, 2015), Below(2015, 2016), FALL)


@pytest.mark.parametrize(
    "months", [MONTHS, list(MONTHS), dict(zip(YEARS, MONTHS, strict=True))]
)
def test_the_report_leaves_its_vectors_with_its_months(months):
    found = PossibleCounts.from_rules(belgium_year_constraints(), months=months)
    assert sorted(map(tuple, found.vectors.tolist())) == sorted(VECTORS)
    assert (found.years, found.months) == (YEARS, MONTHS)


def test_months_stated_by_year_stand_in_the_order_of_the_years():
    stated = {2017: 9, 2016: 12, 2015: 12, 2014: 8}
    found = PossibleCounts.from_rules(iter(RULES), months=stated)
    assert found.months == (8, 12, 12, 9)
    assert found.vectors.tolist() == year_vectors(RULES).tolist()
    # The printed decrease is that of every vector.
    decline = decline_over_vectors(found, before=2016, after=2017).estimates[0]
    assert decline.interval.low >= 59.5
    assert decline.interval.high < 60.5


def test_a_change_that_was_not_made_annual_fits_any_months():
    plain = (*RULES[:-1], RoundedChange(2016, 2017, -60))
    assert plain[-1].annual_months == {}
    found = PossibleCounts.from_rules(plain, months=(8, 12, 12, 9))
    # Of counts as they stand, and hence of annual rates less of a fall.
    assert found.vectors.tolist() == year_vectors(plain).tolist()
    assert found.months == (8, 12, 12, 9)


@pytest.mark.parametrize("kind", [RoundedChange, TruncatedChange])
def test_any_equal_months_of_a_change_say_that_it_was_not_made_annual(kind):
    stated = {2014: 8, 2015: 12, 2016: 12, 2017: 9}
    none, nine, both = (
        PossibleCounts.from_rules((*RULES[:-1], change), months=stated)
        for change in (
            kind(2016, 2017, -60),
            kind(2016, 2017, -60, months_before=9, months_after=9),
            kind(2016, 2017, -60, months_before=12, months_after=9),
        )
    )
    assert nine.vectors.tolist() == none.vectors.tolist()
    assert both.vectors.tolist() != none.vectors.tolist()
    assert nine.months == (8, 12, 12, 9)


def test_a_rule_of_none_or_more_names_a_year_of_which_nothing_is_printed():
    rules = (Total(9), Below(2014, 2016), AtLeast(2015, 0))
    found = PossibleCounts.from_rules(rules, months={2014: 8, 2015: 12, 2016: 12})
    assert found.years == (2014, 2015, 2016)
    assert found.of(2015).min() == 0


MADE_ANNUAL = "'2016 (12 months) to 2017 (9 months): -60%, rounded half up'"


@pytest.mark.parametrize(
    ("rules", "months", "message"),
    [
        (
            RULES,
            (8, 12, 12, 12),
            f"months of 2017 are stated as 12, and the rule {MADE_ANNUAL} made it "
            "annual from 9",
        ),
        (
            RULES,
            {2014: 8, 2015: 12, 2016: 10, 2017: 9},
            f"months of 2016 are stated as 10, and the rule {MADE_ANNUAL} made it "
            "annual from 12",
        ),
        (
            (*RULES[:-1], TruncatedChange(2016, 2017, -60, months_after=9)),
            (8, 12, 12, 10),
            "months of 2017 are stated as 10, and the rule '2016 (12 months) to 2017 "
            "(9 months): -60%, cut off' made it annual from 9",
        ),
        (
            (Total(83), CloseRates(2017, 2014, 5, months=12, other_months=12)),
            (8, 12),
            "months of 2014 are stated as 8, and the rule '2017 (12 months) within 5 "
            "incidents a year of 2014 (12 months)' made it annual from 12",
        ),
        (RULES, (8, 12, 12, 13), "months of 2017 must be 12 or fewer, got 13"),
        (
            RULES,
            (8, 12, 12, 0),
            "each of months must be a whole number of 1 or more, got 0",
        ),
        (
            RULES,
            {2014: 8, 2015: 12, 2016: 12, 2017: 8.5},
            "each of months must be a whole number of 1 or more, got 8.5",
        ),
        (
            RULES,
            (8, 12, 12),
            "months must be stated by year, or be a list of one number a year (2014, "
            "2015, 2016, 2017), got (8, 12, 12)",
        ),
        (
            RULES,
            12,
            "months must be stated by year, or be a list of one number a year (2014, "
            "2015, 2016, 2017), got 12",
        ),
        (
            RULES,
            {2016: 12, 2017: 9},
            "months lack 2014 and 2015: they must be those of 2014, 2015, 2016, 2017, "
            "got {2016: 12, 2017: 9}",
        ),
        (
            (Total(9), Below(2014, 2016), Below(2016, 2017)),
            {2014: 8, 2015: 12, 2016: 12, 2017: 9},
            "no rule names 2015, of which months are stated; AtLeast(2015, 0) would",
        ),
        (
            (Total(9), Below(2014, 2016)),
            {2017: 9, 2014: 8, 2015: 12, 2016: 12},
            "no rule names 2015 or 2017, of which months are stated; AtLeast(2015, 0) "
            "and AtLeast(2017, 0) would",
        ),
        (
            (Total(9), Below(2014, 2016)),
            {2014: 8, 2017: 12},
            "months lack 2016: they must be those of 2014, 2016, got {2014: 8, 2017: "
            "12}",
        ),
        (
            (Total(9), Below(2014, 2016)),
            {2014: 8, "2016": 12},
            "each year of months must be a whole number of 1 or more, got '2016'",
        ),
        (
            (Total(10), AtLeast(2016, 1)),
            {2016: 12},
            "the rules name one year (2016), two or more are needed",
        ),
        (
            (*RULES, Below(2016, 2014)),
            (8, 12, 12, 9),
            "no vector: the rules contradict one another",
        ),
        (7, (12, 12), "constraints must be a sequence of rules, got 7"),
        ((Total(83),), (), "the constraints name no year"),
    ],
)
def test_what_does_not_fit_together_is_refused_in_one_line(rules, months, message):
    with pytest.raises(InvalidDataError) as error:
        PossibleCounts.from_rules(rules, months=months)
    assert str(error.value) == message
