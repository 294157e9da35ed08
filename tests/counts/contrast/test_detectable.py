"""Detectable rate ratios beside enumeration in fractions and the tests themselves."""

from fractions import Fraction
from math import comb, inf

import pytest

from bemodels.counts import minimum_detectable_rate_ratio
from bemodels.counts.contrast.detectable import NONE
from bemodels.counts.contrast.table_contrasts import contrasts_of
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates import Exposed, poisson_exact, poisson_midp

TOTALS = (5, 6, 7, 13, 40)
ABOVE_MIDP, BELOW_MIDP, ABOVE_EXACT, BELOW_EXACT = range(4, 8)


def two_years(total, years=1.0, reference_years=7 / 12):
    rows = ((2015, total, reference_years), (2016, 0, years))
    return CountTable(keys=("year",), rows=rows)


def cells(total, power=0.8, **years):
    result = minimum_detectable_rate_ratio(two_years(total, **years), power=power)
    return result.tables[0].rows[0], result.tables[1].rows[0]


def chance(counts, total, share):
    return sum(comb(total, y) * share**y * (1 - share) ** (total - y) for y in counts)


def rejected(total, test):
    """Return the counts that are too many, and too few, by the package's own tests."""
    too_many, too_few = [], []
    for y in range(total + 1):
        group = Exposed(events=y, years=1.0)
        reference = Exposed(events=total - y, years=7 / 12)
        if test(group, reference).p_value <= 0.05:
            expected = total / (1 + 7 / 12)
            (too_many if y > expected else too_few).append(y)
    return too_many, too_few


@pytest.mark.parametrize("total", TOTALS)
@pytest.mark.parametrize(
    ("test", "above", "size"),
    [(poisson_midp, ABOVE_MIDP, 1), (poisson_exact, ABOVE_EXACT, 2)],
)
def test_ratio_and_size_are_those_of_the_test_by_enumeration(total, test, above, size):
    ratios, sizes = cells(total)
    too_many, too_few = rejected(total, test)

    for ratio, counts in ((ratios[above], too_many), (ratios[above + 1], too_few)):
        if not counts:
            assert ratio == NONE
            continue
        share = ratio / (ratio + 7 / 12)
        assert chance(counts, total, share) == pytest.approx(0.8, rel=1e-10)
    equal = chance([*too_many, *too_few], total, Fraction(12, 19))
    assert sizes[size] == pytest.approx(float(equal), rel=1e-10, abs=0)


def test_ten_incidents_of_equal_years_need_nine_on_one_side():
    # Two-sided, exact: 2 (10 + 1) / 1024 = .0215 for nine or more, .109 for eight.
    (_, _, _, _, _, _, above, below), (_, _, size) = cells(10, reference_years=1.0)
    share = above / (1 + above)

    assert size == pytest.approx(22 / 1024, rel=1e-12)
    assert 10 * share**9 - 9 * share**10 == pytest.approx(0.8, rel=1e-12)
    assert below == pytest.approx(1 / above, rel=1e-12)


def test_group_and_reference_may_change_places():
    one, _ = cells(40, years=1.0, reference_years=0.4)
    other, _ = cells(40, years=0.4, reference_years=1.0)

    for above, below in ((ABOVE_MIDP, BELOW_MIDP), (ABOVE_EXACT, BELOW_EXACT)):
        assert other[below] == pytest.approx(1 / one[above], rel=1e-12)
        assert other[above] == pytest.approx(1 / one[below], rel=1e-12)


def test_more_power_or_fewer_incidents_need_a_larger_ratio():
    by_power = [cells(40, power=power)[0][ABOVE_EXACT] for power in (0.5, 0.8, 0.99)]
    by_total = [cells(total)[0][ABOVE_EXACT] for total in (10_000_000, 1000, 40)]

    assert by_power == sorted(by_power)
    assert by_total == sorted(by_total)
    assert 1 < by_total[0] < 1.002
    # Two years of no or few incidents show nothing.
    assert cells(0)[0][4:] == (NONE,) * 4
    assert cells(0)[1][1:] == (0, 0)


def test_the_guarantee_is_that_of_the_exact_test_only():
    sizes = [cells(total)[1][1:] for total in range(60)]

    assert max(exact for _, exact in sizes) <= 0.05
    assert max(midp for midp, _ in sizes) > 0.05


def test_periods_follow_one_another_and_places_stand_against_all_others():
    table = CountTable(
        keys=("city", "year"),
        rows=(
            ("Ghent", 2014, 1, 0.5),
            ("Ghent", 2015, 2, 1.0),
            ("Aalst", 2014, 4, 0.5),
            ("Aalst", 2015, 8, 1.0),
            ("Ostend", 2015, 16, 0.25),
        ),
    )
    rows = minimum_detectable_rate_ratio(table, power=0.8).tables[0].rows

    assert [row[:4] for row in rows] == [
        ("city Aalst v all others", 31, 1.5, 1.75),
        ("city Ghent v all others", 31, 1.5, 1.75),
        ("city Ostend v all others", 31, 0.25, 3.0),
        ("year 2015 v year 2014", 31, 2.25, 1.0),
    ]


def test_months_follow_one_another_too_and_a_single_label_is_no_contrast():
    table = CountTable(
        keys=("country", "year_month"),
        rows=(("Belgium", "2014-12", 3, 0.1), ("Belgium", "2015-01", 2, 0.2)),
    )
    (contrast,) = contrasts_of(table)

    assert contrast.name == "year_month 2015-01 v year_month 2014-12"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"table": 3}, "table must be a CountTable, got 3"),
        ({"power": 0.05}, "power must be a number between 0.05 and 1, got 0.05"),
        ({"power": 1}, "power must be a number between 0.05 and 1, got 1"),
        ({"level": inf}, "level must lie between 0 and 1, got inf"),
    ],
)
def test_arguments_out_of_range_are_refused(change, message):
    arguments = {"table": two_years(9), "power": 0.8, **change}
    with pytest.raises(InvalidDataError) as caught:
        minimum_detectable_rate_ratio(arguments.pop("table"), **arguments)

    assert str(caught.value) == message


def test_a_table_of_one_row_has_no_contrast():
    table = CountTable(keys=("city", "year"), rows=(("Ghent", 2014, 3, 1.0),))
    with pytest.raises(NotEstimableError) as caught:
        minimum_detectable_rate_ratio(table, power=0.8)

    assert str(caught.value) == (
        "no rate ratio is estimable: city, year has one label only"
    )
