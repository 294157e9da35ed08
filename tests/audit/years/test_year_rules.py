"""What is let in as a rule, and how each is told in words."""

from math import inf

import pytest

from bemodels.audit.years import (
    AtLeast,
    AtMost,
    Below,
    BelowBy,
    CloseCounts,
    CloseRates,
    NotAbove,
    RoundedChange,
    Total,
    TruncatedChange,
    year_vectors,
)
from bemodels.errors import InvalidDataError

REFUSED = [
    (lambda: Total(-1), "Total: number must be a whole number of 0 or more, got -1"),
    (
        lambda: AtLeast("2016", 13),
        "AtLeast: a year must be a whole number of 1 or more, got '2016'",
    ),
    (
        lambda: AtLeast(2016, -1),
        "AtLeast: minimum must be a whole number of 0 or more, got -1",
    ),
    (
        lambda: AtMost(0, 13),
        "AtMost: a year must be a whole number of 1 or more, got 0",
    ),
    (
        lambda: AtMost(2016, 1.5),
        "AtMost: maximum must be a whole number of 0 or more, got 1.5",
    ),
    (
        lambda: Below(2014, 2014),
        "Below: two different years are needed, got 2014 twice",
    ),
    (
        lambda: NotAbove(2014, 2014),
        "NotAbove: two different years are needed, got 2014 twice",
    ),
    (
        lambda: BelowBy(2014, 2014, 2),
        "BelowBy: two different years are needed, got 2014 twice",
    ),
    (
        lambda: BelowBy(2014, 2015, 0),
        "BelowBy: least must be a whole number of 1 or more, got 0",
    ),
    (
        lambda: CloseCounts(2014, 2014, 2),
        "CloseCounts: two different years are needed, got 2014 twice",
    ),
    (
        lambda: CloseCounts(2014, 2015, -1),
        "CloseCounts: within must be a whole number of 0 or more, got -1",
    ),
    (
        lambda: CloseRates(2014, 2014, 2, 7, 7),
        "CloseRates: two different years are needed, got 2014 twice",
    ),
    (
        lambda: CloseRates(2014, 2015, -0.5, 7, 12),
        "CloseRates: within must be 0 or more, got -0.5",
    ),
    (
        lambda: CloseRates(2014, 2015, inf, 7, 12),
        "CloseRates: within must be a finite number, got inf",
    ),
    (
        lambda: CloseRates(2014, 2015, 1, 0, 12),
        "CloseRates: months must be a whole number of 1 or more, got 0",
    ),
    (
        lambda: CloseRates(2014, 2015, 1, 7, 0),
        "CloseRates: other_months must be a whole number of 1 or more, got 0",
    ),
    (
        lambda: RoundedChange(2016, 2016, -70, 12, 10),
        "RoundedChange: two different years are needed, got 2016 twice",
    ),
    (
        lambda: RoundedChange(2016, 2017, "-70%", 12, 10),
        "RoundedChange: percent must be a finite number, got '-70%'",
    ),
    (
        lambda: RoundedChange(2016, 2017, -70, 0, 10),
        "RoundedChange: months_before must be a whole number of 1 or more, got 0",
    ),
    (
        lambda: TruncatedChange(2016, 2017, -70, 12, 9.5),
        "TruncatedChange: months_after must be a whole number of 1 or more, got 9.5",
    ),
    (
        lambda: TruncatedChange(2016, 2017, -70, 12, 10, -1),
        "TruncatedChange: decimals must be a whole number of 0 or more, got -1",
    ),
    (
        lambda: TruncatedChange(2016, 2017, -69.55, 12, 10, 1),
        "TruncatedChange: percent is printed with 1 decimals, got -69.55",
    ),
    *(
        (
            lambda rule=rule: rule(2016, 2017, -101, 12, 10),
            f"{rule.__name__}: percent must be -100 or more, as nothing falls by more "
            "than all of it, got -101",
        )
        for rule in (RoundedChange, TruncatedChange)
    ),
]


@pytest.mark.parametrize(("make", "message"), REFUSED)
def test_what_is_no_rule_is_refused_in_one_line(make, message):
    with pytest.raises(InvalidDataError) as error:
        make()
    assert str(error.value) == message


def test_rules_are_told_in_words():
    rules = [
        Total(107),
        AtLeast(2016, 13),
        AtMost(2014, 30),
        Below(2014, 2015),
        NotAbove(2014, 2015),
        BelowBy(2015, 2016, 2),
        CloseCounts(2017, 2014, 5),
        CloseRates(2017, 2014, 2.5, months=10, other_months=7),
        RoundedChange(2016, 2017, -69.5, 12, 10, decimals=1),
        TruncatedChange(2016, 2017, 70, 12, 12),
    ]

    assert [str(rule) for rule in rules] == [
        "all years add up to 107",
        "13 or more in 2016",
        "30 or fewer in 2014",
        "2014 below 2015",
        "2014 not above 2015",
        "2015 below 2016 by 2 or more",
        "2017 within 5 incidents of 2014",
        "2017 (10 months) within 2.5 incidents a year of 2014 (7 months)",
        "2016 (12 months) to 2017 (10 months): -69.5%, rounded half up",
        "2016 (12 months) to 2017 (12 months): +70%, cut off",
    ]


@pytest.mark.parametrize("rule", [RoundedChange, TruncatedChange])
def test_a_change_without_months_compares_counts_as_they_stand(rule):
    assert rule(2016, 2017, -45) == rule(2016, 2017, -45, 12, 12)
    assert rule(2016, 2017, -45, months_after=10) == rule(2016, 2017, -45, 12, 10)
    assert rule(2016, 2017, -45).annual_months == {}
    assert rule(2016, 2017, -45, 10, 10).annual_months == {}
    assert rule(2016, 2017, -45, 12, 10).annual_months == {2016: 12, 2017: 10}
    # 60 to 33 is a fall of 45%; of annual rates, ten months of 33, one of 34%.
    found = year_vectors(
        [AtMost(2016, 60), AtLeast(2016, 60), rule(2016, 2017, -45), AtMost(2017, 99)]
    )
    assert [60, 33] in found.tolist()


def test_rules_of_equal_fields_that_ask_different_things_are_not_equal():
    change = (2016, 2017, -70, 12, 10)
    assert RoundedChange(*change) != TruncatedChange(*change)
    assert Below(2014, 2015) != NotAbove(2014, 2015)
    assert len({Below(2014, 2015), NotAbove(2014, 2015), Below(2014, 2015)}) == 2
    assert repr(Below(2014, 2015)) == "Below(smaller=2014, larger=2015)"
