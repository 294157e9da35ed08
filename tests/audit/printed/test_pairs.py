"""Pairs: two figures of one stated whole, judged on what both rows offer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_ledgers import brute_numerator, ledger_of, rounds

from bemodels import belgium
from bemodels.audit import audit_ledger

PAIRS = "Figures on one stated denominator that need different ones"


def audit_of(*rows, **shared):
    return audit_ledger(ledger_of(*({**shared, **row} for row in rows)))


def pair_rows(audit):
    return audit.result().table(PAIRS).rows


def test_the_reports_five_pairs():
    assert audit_ledger(belgium().ledger).pairs == (
        ("S02", "S03"),
        ("S03", "S37"),
        ("S04", "S05"),
        ("S04", "S15"),
        ("S05", "S15"),
    )


def test_a_denominator_that_one_row_offers_may_join_both():
    rows = (
        {"printed": "more than half", "numerator": 118},
        {"printed": "91%", "numerator": 155, "candidates": 170},
    )
    audit = audit_of(*rows, denominator=212)
    # 118 of 170 are more than half, and 155 of 170 are 91%.
    assert audit.pairs == ()
    assert [one.verdict for one in audit.statements] == [
        "follows",
        "follows for another denominator",
    ]
    # 169 gives 155 of 169 as 92%, so it joins nothing, and neither does 212.
    apart = audit_of(rows[0], {**rows[1], "candidates": 169}, denominator=212)
    assert apart.pairs == ()
    assert apart.statements[1].verdict == "impossible"


def test_a_pair_tells_what_each_needs_of_all_that_is_offered():
    audit = audit_of(
        {"printed": "71%", "numerator": 76},
        {"printed": "57%", "numerator": 62, "candidates": "108;109"},
        {"printed": "58%", "numerator": 62, "candidates": 108},
        # Of what its own row offers nothing gives it; of the next ones 110 does.
        {"printed": "69%", "numerator": 76},
        {"printed": "56%", "numerator": 62, "candidates": 110},
        {"printed": "55%", "numerator": 62, "candidates": "110;112"},
        denominator=107,
    )
    rows = pair_rows(audit)
    assert rows[0] == ("A1", "71% needs 107", "A2", "57% needs 108 or 109")
    assert ("A4", "69% needs 110", "A6", "55% needs 112") in rows
    assert not {("A1", "A3"), ("A1", "A4"), ("A4", "A5")} & set(audit.pairs)


def test_what_a_share_cannot_be_of_joins_no_pair():
    # 118 of 50 would be more than half of it, and is no share.
    audit = audit_of(
        {"printed": "more than half", "numerator": 118},
        {"printed": "80%", "numerator": 40, "candidates": 50},
        denominator=212,
    )
    assert pair_rows(audit) == (
        ("A1", "more than half needs 212", "A2", "80% needs 50"),
    )


def test_only_the_figures_that_are_apart_are_told():
    audit = audit_of(
        {"printed": "50%", "numerator": 50},
        {"printed": "40% / 45%", "numerator": "40 / 9", "candidates": " / 20"},
        denominator=100,
    )
    assert audit.pairs == (("A1", "A2"), ("A2, figure 1", "A2, figure 2"))
    assert pair_rows(audit) == (
        ("A1", "50% needs 100", "A2", "45% needs 20"),
        ("A2, figure 1", "40% needs 100", "A2, figure 2", "45% needs 20"),
    )


@pytest.mark.parametrize(
    "other", [{"denominator": 108}, {"denominator_unit": "persons"}]
)
def test_another_stated_whole_makes_no_pair(other):
    row = {"printed": "57%", "numerator": 62, "denominator": 107, "candidates": 108}
    first = {"printed": "71%", "numerator": 76, "denominator": 107}
    assert audit_of(first, row).pairs == (("A1", "A2"),)
    assert audit_of(first, {**row, **other}).pairs == ()


@pytest.mark.parametrize("unit", ["INCIDENTS", ""])
def test_a_unit_in_another_case_or_left_empty_is_no_other_whole(unit):
    row = {"printed": "57%", "numerator": 62, "denominator": 107, "candidates": 108}
    first = {"printed": "71%", "numerator": 76, "denominator": 107}
    assert audit_of(first, {**row, "denominator_unit": unit}).pairs == (("A1", "A2"),)


SMALL = st.integers(1, 12)
FIGURE = st.tuples(
    st.none() | st.integers(0, 12),
    st.integers(0, 100),
    st.lists(SMALL, max_size=3, unique=True),
)


@settings(deadline=None, max_examples=400, derandomize=True)
@given(FIGURE, FIGURE, SMALL, st.none() | st.tuples(SMALL, SMALL))
def test_a_pair_is_one_by_brute_force(first, second, stated, exact):
    figures = [first, second]
    if exact:  # figures that some pair of denominators gives
        figures = [
            (count, (200 * count + whole) // (2 * whole), [*others, whole])
            for (count, _, others), whole in zip(figures, exact, strict=True)
            if count is not None and count <= whole
        ]
    rows, needs = [], []
    pooled = {stated}.union(*(others for _, _, others in figures))
    for count, printed, others in figures:
        candidates = list(dict.fromkeys(others))
        rows.append(
            {
                "printed": f"{printed}%",
                "numerator": "" if count is None else count,
                "candidates": ";".join(map(str, candidates)),
            }
        )
        found = count
        if found is None:
            found = brute_numerator(stated, candidates, None, printed, 0)
        needs.append(
            set()
            if found is None
            else {n for n in pooled if found <= n and rounds(found, n, printed, 0)}
        )
    apart = len(needs) == 2 and all(needs) and not needs[0] & needs[1]
    found = audit_of(*rows, denominator=stated).pairs if rows else ()
    assert found == ((("A1", "A2"),) if apart else ())
