"""Ranges of overlaps: against every table there is, and on the report's totals."""

from fractions import Fraction
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels import belgium
from bemodels.audit import belgium_overlaps, overlap_bounds
from bemodels.errors import InvalidDataError

NAMES = ("a", "b", "c")
REGIONS = [frozenset(c) for k in (1, 2, 3) for c in combinations(NAMES, k)]
# Every table whose regions hold 0 to 4 units: no total below exceeds 4.
TABLES = np.stack([one.ravel() for one in np.indices((5,) * 7)], axis=1)


@cache
def of_the_report():
    return belgium_overlaps(belgium())


def counted(tables, categories):
    """Units in all of these categories; of none, units in at least one."""
    return tables[:, [i for i, r in enumerate(REGIONS) if categories <= r]].sum(axis=1)


def limits(result, name):
    interval = result.estimate(name).interval
    assert (interval.kind, interval.level) == ("bounds", 1)
    return interval.low, interval.high


def fitting(totals, union, intersections):
    held = np.ones(len(TABLES), dtype=bool)
    for name, total in totals.items():
        held &= counted(TABLES, {name}) == total
    if union is not None:
        held &= counted(TABLES, set()) == union
    for categories, count in intersections.items():
        held &= counted(TABLES, set(categories)) == count
    return TABLES[held]


@settings(max_examples=25, deadline=None)
@given(
    table=st.tuples(*[st.integers(0, 1)] * 7),
    with_union=st.booleans(),
    printed=st.sets(st.sampled_from([("a", "b"), ("b", "c"), NAMES])),
)
def test_ranges_are_those_of_every_table_there_is(table, with_union, printed):
    one = np.array([table])
    totals = {name: int(counted(one, {name})[0]) for name in NAMES}
    union = int(counted(one, set())[0]) if with_union else None
    both = {key: int(counted(one, set(key))[0]) for key in printed}
    result = overlap_bounds(totals, union=union, intersections=both)
    tables = fitting(totals, union, both)

    rows = dict((name, ends) for name, *ends in result.tables[0].rows)
    sizes = np.array([len(region) for region in REGIONS])
    for place, region in enumerate(REGIONS):
        name, values = " & ".join(sorted(region)), tables[:, place]
        if values.max():
            assert rows[name] == [values.min(), values.max()]
            assert limits(result, f"exactly[{name}]") == (values.min(), values.max())
        else:
            assert name not in rows
    for k in (1, 2, 3):
        part = tables[:, sizes >= k].sum(axis=1)
        assert limits(result, f"at_least[{k}]") == (part.min(), part.max())
        if k > 1 and sum(totals.values()):
            shares = [
                Fraction(int(x), int(y))
                for x, y in zip(part, tables.sum(axis=1), strict=True)
            ]
            ends = float(min(shares)), float(max(shares))
            assert limits(result, f"share_at_least[{k}]") == ends
    shared = np.array(
        [[n in region and len(region) > 1 for region in REGIONS] for n in NAMES]
    )
    overlapping = (tables @ shared.T > 0).sum(axis=1)
    found = limits(result, "overlapping_categories")
    assert found == (overlapping.min(), overlapping.max())


def test_the_value_is_the_middle_of_its_range():
    result = overlap_bounds({"a": 5, "b": 2})
    assert result.estimate("exactly[a & b]").value == 1.0
    assert result.estimate("exactly[a]").value == 4.0
    assert result.estimate("exactly[a]").interval.method == (
        "integer programme; value: the middle"
    )
    assert result.estimate("share_at_least[2]").interval.high == 2 / 5
    alone = overlap_bounds({"a": 5, "b": 2}, union=6).estimate("exactly[a & b]")
    assert (alone.value, alone.interval.method) == (1.0, "integer programme")


def test_at_least_two_of_the_three_are_known_of_62_persons_and_of_no_other_number():
    # 116 with one or more, 197 known values, 19 complete: 43 have exactly two.
    complete, without, *_ = of_the_report()
    assert limits(complete, "at_least[2]") == (62, 62)
    assert limits(complete, "share_at_least[2]") == (62 / 116, 62 / 116)
    assert complete.conclusion == (
        "Given citizenship 94, ethnic heritage 55, place of birth 48, 116 in at least "
        "one, 19 in all of citizenship & ethnic heritage & place of birth, 62 persons "
        "belong to two or more categories (0.5345 of those in at least one)."
    )
    # Without the 19: 81 less the complete ones, of whom there are 0 to 40.
    assert limits(without, "at_least[2]") == (41, 81)
    assert limits(without, "at_least[3]") == (0, 40)
    assert limits(without, "share_at_least[2]") == (41 / 116, 81 / 116)


def test_connections_overlap_in_three_arrest_actions_or_more():
    *_, each_one, some_none, _ = of_the_report()
    assert limits(each_one, "exactly[local cell & deployed operative]") == (3, 3)
    name = "exactly[with detail & local cell & deployed operative]"
    assert limits(some_none, name) == (3, 13)
    assert some_none.conclusion == (
        "Of 70 arrest actions with detail 3 to 13 have both connections."
    )
    assert some_none.tables[0].note.endswith("Regions that can hold none: 3.")


def test_three_networks_share_one_or_two_arrest_actions():
    *_, networks = of_the_report()
    assert limits(networks, "at_least[2]") == (1, 2)
    assert limits(networks, "overlapping_categories") == (3, 3)
    assert len(networks.tables[0].rows) == 13
    assert networks.tables[0].note.endswith("Regions that can hold none: 1010.")
    assert [one.source for one in networks.provenance] == [
        "belgium/networks.csv",
        "belgium/connections.csv",
        "belgium/network_overlaps.csv",
    ]


def test_the_totals_of_the_networks_alone_leave_two_to_four_of_them():
    table = belgium().networks
    totals = zip(table.texts("network"), table.integers("arrest_actions"), strict=True)
    alone = overlap_bounds(dict(totals), union=56)
    assert limits(alone, "overlapping_categories") == (2, 4)


def test_large_counts_stay_exact():
    result = overlap_bounds({"a": 9_999_999, "b": 9_999_998}, union=10_000_000)
    assert limits(result, "exactly[a & b]") == (9_999_997, 9_999_997)
    free = overlap_bounds({"a": 9_999_999, "b": 9_999_998})
    assert limits(free, "at_least[1]") == (9_999_999, 19_999_997)
    assert free.estimate("share_at_least[2]").interval.high == 9_999_998 / 9_999_999


def test_categories_without_a_unit_have_no_share():
    result = overlap_bounds({"a": 0, "b": 0})
    assert [one.estimand for one in result.estimates] == [
        "at_least[1]",
        "at_least[2]",
        "overlapping_categories",
    ]
    assert result.tables[0].rows == ()
    assert result.conclusion == (
        "Given a 0, b 0, 0 units belong to two or more categories."
    )


@pytest.mark.parametrize(
    ("given_", "named"),
    [
        ({"union": 90}, "a 94, 90 in at least one"),
        ({"union": 198}, "a 94, b 55, c 48, 198 in at least one"),
        (
            {"intersections": {("b", "c"): 19, ("a", "b", "c"): 20}},
            "19 in all of b & c, 20 in all of a & b & c",
        ),
        ({"intersections": {("a", "c"): 49}}, "c 48, 49 in all of a & c"),
        (
            # 94 + 55 - 32 = 117 are in one of two categories already.
            {"union": 116, "intersections": {("a", "b"): 32}},
            "a 94, b 55, 116 in at least one, 32 in all of a & b",
        ),
    ],
)
def test_counts_that_contradict_one_another_are_named(given_, named):
    with pytest.raises(InvalidDataError) as error:
        overlap_bounds({"a": 94, "b": 55, "c": 48}, **given_)
    assert str(error.value) == (
        f"no units fit these counts together: {named}; without any one of them the "
        "others could be true"
    )


def test_counts_that_only_fractions_fit_are_refused():
    # Two triangles: halves of units in each pair make 1.5 + 1.5, whole ones 2 + 2.
    apart = {(one, other): 0 for one in "abc" for other in "def"}
    none = {("a", "b", "c"): 0, ("d", "e", "f"): 0}
    totals = dict.fromkeys("abcdef", 1)
    assert limits(
        overlap_bounds(totals, intersections=apart | none), "at_least[1]"
    ) == (4, 6)
    with pytest.raises(InvalidDataError) as error:
        overlap_bounds(totals, union=3, intersections=apart | none)
    assert str(error.value).startswith(
        "no units fit these counts together: a 1, b 1, c 1, d 1, e 1, f 1, 3 in at "
        "least one, 0 in all of a & d, "
    )
