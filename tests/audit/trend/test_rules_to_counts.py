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
            "months must be 4, those of 2014, 2015, 2016, 2017, got (8, 12, 12)",
        ),
        (
            RULES,
            12,
            "months must be 4, those of 2014, 2015, 2016, 2017, got 12",
        ),
        (
            RULES,
            {2016: 12, 2017: 9},
            "months must be those of 2014, 2015, 2016, 2017, got {2016: 12, 2017: 9}",
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
