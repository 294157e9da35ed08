"""Fisher's family against exact fractions and symmetry."""

from fractions import Fraction
from math import comb

import pytest
from conditional_groups import EDGES, INSPIRED, LINKED, groups, pair, relabelled
from hypothesis import given

from bemodels.errors import InvalidDataError
from bemodels.rates.conditional import (
    fisher,
    fisher_blaker,
    fisher_central,
    fisher_greater,
    fisher_midp,
    fisher_midp_minlike,
)

TWO_SIDED = [fisher, fisher_blaker, fisher_central, fisher_midp, fisher_midp_minlike]


def test_a_small_p_value_keeps_its_digits():
    # brentp/fishers_exact_test #47: an earlier version gave 1.4e-6
    exact = exact_forms(50, 51, 257, 632)["minlike"]

    assert float(f"{fisher(*pair(50, 51, 257, 632)).p_value:.1e}") == 1.2e-17
    assert fisher(*pair(50, 51, 257, 632)).p_value == pytest.approx(exact, rel=1e-10)


def exact_forms(attacks, incidents, reference_attacks, reference_incidents):
    """Every form from its definition, in fractions."""
    total = attacks + reference_attacks
    support = range(max(0, total - reference_incidents), min(incidents, total) + 1)
    tables = {
        k: comb(incidents, k) * comb(reference_incidents, total - k) for k in support
    }
    every = sum(tables.values())

    def chance(kept):
        return Fraction(sum(n for k, n in tables.items() if kept(k)), every)

    here = tables[attacks]
    tails = {
        k: min(chance(lambda j, k=k: j <= k), chance(lambda j, k=k: j >= k))
        for k in support
    }
    less = chance(lambda k: tables[k] < here)
    tied = chance(lambda k: tables[k] == here)
    own = Fraction(here, every)
    return {
        "greater": float(chance(lambda k: k >= attacks)),
        "minlike": float(less + tied),
        "minlike_midp": float(less + tied / 2),
        "central": float(min(1, 2 * tails[attacks])),
        "midp": float(
            2 * min(chance(lambda k: k < attacks), chance(lambda k: k > attacks)) + own
        ),
        "blaker": float(chance(lambda k: tails[k] <= tails[attacks])),
    }


@given(groups(), groups())
def test_every_form_is_its_definition_in_fractions(group, reference):
    counts = group.attacks, group.incidents, reference.attacks, reference.incidents
    exact = exact_forms(*counts)
    if exact["greater"] == 1 and group.attacks + reference.attacks in (
        0,
        group.incidents + reference.incidents,
    ):
        exact["minlike_midp"] = 1.0  # nothing is tested

    for name, test in {
        "greater": fisher_greater,
        "minlike": fisher,
        "minlike_midp": fisher_midp_minlike,
        "central": fisher_central,
        "midp": fisher_midp,
        "blaker": fisher_blaker,
    }.items():
        p_value = test(group, reference).p_value
        assert p_value == pytest.approx(exact[name], rel=1e-9), name


def test_this_table():
    found = {test.__name__: test(INSPIRED, LINKED).p_value for test in TWO_SIDED}

    # scipy.stats.fisher_exact for the first; the others by exact arithmetic
    assert found == pytest.approx(
        {
            "fisher": 0.004146,
            "fisher_blaker": 0.004146,
            "fisher_central": 0.008292,
            "fisher_midp": 0.004242,
            "fisher_midp_minlike": 0.002121,
        },
        abs=5e-7,
    )


@pytest.mark.parametrize("test", TWO_SIDED)
@pytest.mark.parametrize("counts", EDGES)
def test_edges_have_a_p_value(test, counts):
    group, reference = pair(*counts)
    p_value = test(group, reference).p_value

    assert 0 < p_value <= 1
    assert test(reference, group).p_value == pytest.approx(p_value, rel=1e-12)
    if len(group.against(reference).support) == 1:
        assert p_value == 1


@pytest.mark.parametrize("test", TWO_SIDED)
@given(group=groups(), reference=groups())
def test_swapping_and_relabelling_leave_a_two_sided_p_value(test, group, reference):
    p_value = test(group, reference).p_value

    assert test(reference, group).p_value == pytest.approx(p_value, rel=1e-9)
    other = test(relabelled(group), relabelled(reference)).p_value
    assert other == pytest.approx(p_value, rel=1e-9)


def test_equal_groups_differ_by_nothing():
    for test in (fisher, fisher_blaker, fisher_central, fisher_midp):
        assert test(*pair(500, 1000, 500, 1000)).p_value == 1


@pytest.mark.parametrize("test", [*TWO_SIDED, fisher_greater])
def test_another_type_is_refused(test):
    with pytest.raises(InvalidDataError, match=r"^group must be a Group, got 3$"):
        test(3, LINKED)
    with pytest.raises(InvalidDataError, match=r"^reference must be a Group, got 4$"):
        test(INSPIRED, 4)
