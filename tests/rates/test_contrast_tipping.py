"""The table of tipping points, against a look at every count in whole numbers."""

from fractions import Fraction
from math import comb
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.intervals import fisher_p_value, ratio_quantile
from bemodels.rates import JEFFREYS, Group, compare_attack_rates, odds_ratio_exact
from bemodels.rates.sensitivity.contrast_tipping import contrast_tipping_table

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
FISHER, MIDP, EXACT, JEFFREYS_AT, EQUAL = 1, 3, 5, 7, 8
ALREADY = "already as recorded"
CLUSTERS = "incidents without attack of the reference that count as one"
# Attacks and incidents of the group, then of the reference, after k steps.
SUPPOSED = {
    "unseen non-attacks of the group": lambda a, n, b, m, k: (a, n + k, b, m),
    "unseen attacks of the reference": lambda a, n, b, m, k: (a, n, b + k, m + k),
    "attacks of the group that were the reference's": lambda a, n, b, m, k: (
        *(a - k, n - k),
        *(b + k, m + k),
    ),
    "attacks of the group that were none": lambda a, n, b, m, k: (a - k, n, b, m),
    CLUSTERS: lambda a, n, b, m, k: (a, n, b, b + round((m - b) / k)),
}


def rows_of(group, reference, level=0.95):
    table = contrast_tipping_table(group, reference, level=level)
    return {row[0]: row for row in table.rows}


def weights_of(a, n, b, m):
    total = a + b
    return {x: comb(n, x) * comb(m, total - x) for x in range(total + 1)}


def p_values_of(a, n, b, m):
    """Minimum likelihood, mid-P and central, each from whole-number weights.

    The last two are twice the upper tail, the one that speaks for a larger rate.
    """
    weights = weights_of(a, n, b, m)
    whole, here = sum(weights.values()), weights[a]
    upper = sum(w for x, w in weights.items() if x >= a)
    less = sum(w for w in weights.values() if w <= here)
    tails = (less, 2 * upper - here, 2 * upper)
    return [Fraction(tail, whole) for tail in tails]


def every_count(counted, group, reference, *, alpha, start):
    """Walk along a supposition: where each ceases, and where minlike comes back."""
    found, last = [None] * 4, start
    again = None
    limit = start + 10 * (group.incidents + reference.incidents)
    for k in range(start, limit + 1):
        a, n, b, m = counted(
            *(group.attacks, group.incidents),
            *(reference.attacks, reference.incidents, k),
        )
        if a < 0 or n < 1 or m < 1:
            break
        last, equal = k, a * m <= b * n
        p_values = p_values_of(a, n, b, m)
        ceased = [equal or p > alpha for p in p_values] + [equal]
        found = [
            k if f is None and c else f for f, c in zip(found, ceased, strict=True)
        ]
        if again is None and found[0] is not None and not ceased[0]:
            again = k
        if equal:
            break
    return found, again, last


def as_cell(found, start, last):
    if found is None:
        return f"none up to {last}" if last > start else "none possible"
    return ALREADY if found == start else found


def test_the_report_tips_where_it_was_counted_to():
    rows = rows_of(INSPIRED, LINKED)

    counts = {name: row[1::2] + row[EQUAL:] for name, row in rows.items()}
    assert counts == {
        "unseen non-attacks of the group": (21, 20, 12, 27, 273),
        "unseen attacks of the reference": (5, 5, 3, 6, 31),
        "attacks of the group that were the reference's": (1, 1, 1, 2, 3),
        "attacks of the group that were none": (2, 2, 1, 2, 3),
        CLUSTERS: (3, 3, 3, 4, 27),
    }


@pytest.mark.parametrize(
    ("supposed", "p_values"),
    [
        ("unseen attacks of the reference", (0.055, 0.0625)),
        ("attacks of the group that were the reference's", (0.0517, 0.0549)),
        (CLUSTERS, (0.0555, 0.0592)),
    ],
)
def test_p_values_at_tipping_points_are_as_printed(supposed, p_values):
    row = rows_of(INSPIRED, LINKED)[supposed]

    assert (row[FISHER + 1], row[MIDP + 1]) == pytest.approx(p_values, abs=1.1e-4)


def test_the_exact_interval_holds_one_from_its_tipping_point_on():
    for unseen, holds in ((11, False), (12, True)):
        group = Group(attacks=3, incidents=12 + unseen)
        interval = odds_ratio_exact(group, LINKED)
        assert (interval.low <= 1) == holds


def test_the_jeffreys_interval_holds_one_from_its_tipping_point_on():
    for unseen, holds in ((26, False), (27, True)):
        group = Group(attacks=3, incidents=12 + unseen)
        low = ratio_quantile(JEFFREYS.after(group), JEFFREYS.after(LINKED), 0.025)
        assert (low <= 1) == holds


groups = st.integers(1, 25).flatmap(
    lambda n: st.builds(Group, attacks=st.integers(0, n), incidents=st.just(n))
)


@pytest.mark.parametrize("level", [0.05, 0.5, 0.9, 0.99])
@given(group=groups, reference=groups)
@settings(deadline=None, max_examples=30)
def test_no_count_is_missed(level, group, reference):
    if group.attack_rate < reference.attack_rate:
        group, reference = reference, group
    rows = rows_of(group, reference, level)

    for name, counted in SUPPOSED.items():
        start = int(name == CLUSTERS)
        found, again, last = every_count(
            counted, group, reference, alpha=1 - Fraction(str(level)), start=start
        )
        cells = [as_cell(one, start, last) for one in found]
        if again is not None:
            cells[0] = f"{cells[0]}, not at {again}"
        assert [rows[name][at] for at in (FISHER, MIDP, EXACT, EQUAL)] == cells


def test_a_p_value_that_falls_back_is_told():
    group, reference = Group(attacks=30, incidents=57), Group(attacks=2, incidents=40)
    row = rows_of(group, reference)["unseen non-attacks of the group"]

    assert row[FISHER] == "104, not at 107"
    exceeding = [k for k in range(200) if p_values_of(30, 57 + k, 2, 40)[0] > 0.05]
    assert exceeding[:4] == [104, 105, 106, 111]


def test_the_larger_rate_is_the_one_that_is_doubted():
    here, there = rows_of(INSPIRED, LINKED), rows_of(LINKED, INSPIRED)

    assert [row[1:] for row in there.values()] == [row[1:] for row in here.values()]
    assert list(there) == [
        "unseen non-attacks of the reference",
        "unseen attacks of the group",
        "attacks of the reference that were the group's",
        "attacks of the reference that were none",
        "incidents without attack of the group that count as one",
    ]


@pytest.mark.parametrize("counts", [(0, 12, 0, 95), (1, 1, 1, 1), (12, 12, 95, 95)])
def test_equal_rates_are_not_told_apart_as_recorded(counts):
    a, n, b, m = counts
    for row in rows_of(
        Group(attacks=a, incidents=n), Group(attacks=b, incidents=m)
    ).values():
        assert row[1:] == (*(ALREADY, 1.0) * 3, ALREADY, ALREADY)


def test_rates_that_no_method_tells_apart_have_nothing_to_tip():
    groups = Group(attacks=2, incidents=40), Group(attacks=9, incidents=61)
    table = contrast_tipping_table(*groups, level=0.95)

    assert table.name == (
        "Tipping points: the two attack rates are not told apart as recorded"
    )
    assert table.note == (
        "No method tells the rates apart as they stand: p, printed beside, exceeds "
        "0.05, or the Jeffreys 95% interval of the risk ratio holds 1. Fisher: by "
        "minimum likelihood. Exact central: then the exact interval of the odds ratio "
        "holds 1, too. So nothing is left that wrong incidents could undo; how many "
        "changed outcomes would make a difference appear is counted by "
        "bemodels.rates.fragility. Equal rates: how many such incidents would make the "
        "sample rates equal or reverse them."
    )
    for row in table.rows:
        assert row[1:8:2] == (ALREADY,) * 4
        assert row[EQUAL] != ALREADY


def test_one_method_that_tells_apart_leaves_something_to_tip():
    # By minimum likelihood p is just below .05, by mid-P just above.
    groups = Group(attacks=4, incidents=20), Group(attacks=4, incidents=80)
    table = contrast_tipping_table(*groups, level=0.95)
    cells = table.rows[0][1:8:2]

    assert ALREADY in cells
    assert any(isinstance(cell, int) for cell in cells)
    assert table.name.startswith("Tipping points: at how many wrong incidents ")


def test_what_the_counts_do_not_allow_is_not_possible():
    one = Group(attacks=1, incidents=1)
    row = rows_of(one, Group(attacks=0, incidents=5))[
        "attacks of the group that were the reference's"
    ]
    assert row[JEFFREYS_AT:] == ("none possible", "none possible")


def test_a_reference_without_attacks_is_never_met():
    rows = rows_of(INSPIRED, Group(attacks=0, incidents=95))

    assert rows["unseen non-attacks of the group"][EQUAL] == "none up to 1070"


def test_the_table_stands_in_the_recommended_report():
    result = compare_attack_rates(INSPIRED, LINKED)
    table = result.table(
        "Tipping points: at how many wrong incidents the group's attack rate is no "
        "longer told to be the larger one"
    )
    assert table == contrast_tipping_table(INSPIRED, LINKED, level=0.95)


def test_millions_of_incidents_are_looked_through_and_none_left_out():
    group = Group(attacks=3_010_000, incidents=9_000_000)
    reference = Group(attacks=3_000_000, incidents=9_030_000)
    start = process_time()
    row = rows_of(group, reference)["unseen attacks of the reference"]

    # Under a second where nothing else runs.
    assert process_time() - start < 5
    count = row[FISHER]
    before, there = (
        fisher_p_value(
            group.against(Group(attacks=3_000_000 + k, incidents=9_030_000 + k))
        )
        for k in (count - 1, count)
    )
    assert before <= 0.05 < there == row[FISHER + 1]
