"""What is said beside numbers holds for other counts than those of the report."""

import pytest

from bemodels.report.count_pictures import pictures_of
from bemodels.undercount import (
    Fates,
    attack_influence,
    fate_trade_off,
    hidden_given_discovery_routes,
    hidden_given_propensity,
    hidden_over_surfacing_range,
    more_inspired_over_propensity,
    more_inspired_over_surfacing,
    propensity_scenarios,
)

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
OTHERS = Fates(arrests=19, attacks=4), Fates(arrests=28, attacks=9)
NO_ATTACK = Fates(arrests=94, attacks=0)
NO_LINKED_ATTACK = (
    "No linked attack is recorded: how small the linked attack share may be, and so "
    "how large the population, rests on the Jeffreys prior alone."
)


def given(inspired, linked):
    return hidden_given_propensity(
        inspired, linked, relative_propensity=1, log_sd=0, linked_surfacing=1
    )


def captions(result):
    return " ".join(one.caption for one in pictures_of(result))


def turning_note(*fates):
    return more_inspired_over_propensity(*fates, log_sd=0).tables[0].note


def test_how_far_a_turning_propensity_moves_is_computed():
    """From 2.69 to 2.75 for the report; .4622 to .5915, a factor of 1.28, for these."""
    above = "Above it fewer inspired than linked actors are likelier."
    factor = " Over the shares at which it exists the largest is {} times the smallest."
    none = " None: no relative propensity turns it over."

    assert turning_note(INSPIRED, LINKED) == above + factor.format("1.023")
    assert turning_note(*OTHERS) == above + factor.format("1.28")
    few = Fates(arrests=1, attacks=2), Fates(arrests=3, attacks=0)
    assert turning_note(*few) == above + none + factor.format("4.758")


def test_a_linked_share_without_an_attack_is_no_estimate():
    result = given(INSPIRED, NO_ATTACK)

    (row,) = result.tables[0].rows
    assert row[-2] > 0.4
    assert row[-1] == "scenario"
    assert result.tables[0].note.endswith(NO_LINKED_ATTACK)
    assert NO_LINKED_ATTACK in [one.statement for one in result.assumptions]
    (share,) = (one for one in result.card.parameters if one.symbol == "q_L")
    assert share.identified == "prior"
    assert result.conclusion.partition(", then")[0] == (
        "If relative propensity to attack is 1 and linked surfacing 1, and the linked "
        "attack share is as its Jeffreys prior leaves it without a linked attack"
    )


def test_scenarios_and_grid_without_a_linked_attack_say_so_too():
    for one in (
        more_inspired_over_propensity(INSPIRED, NO_ATTACK, log_sd=0),
        propensity_scenarios(INSPIRED, NO_ATTACK, log_sd=0, linked_surfacing=1),
    ):
        assert NO_LINKED_ATTACK in [line.statement for line in one.assumptions]
        (share,) = (line for line in one.card.parameters if line.symbol == "q_L")
        assert share.identified == "prior"


def test_with_a_linked_attack_nothing_of_the_kind_is_said():
    result = given(INSPIRED, LINKED)

    assert result.tables[0].rows[0][-1] == "estimate"
    assert NO_LINKED_ATTACK not in [one.statement for one in result.assumptions]
    (share,) = (one for one in result.card.parameters if one.symbol == "q_L")
    assert share.identified == "data"


def test_the_plug_in_is_what_does_not_exist_without_a_linked_attack():
    note = attack_influence(INSPIRED, LINKED).tables[0].note

    assert note.endswith(
        "none: without a linked attack the plug-in does not exist, and the number "
        "under a stated propensity rests on the Jeffreys prior alone."
    )


def test_no_prior_is_named_that_the_rung_does_not_have():
    table, plug_in = given(INSPIRED, LINKED).tables

    assert "1/N" not in table.note
    assert table.note.endswith(
        "Population and hidden under a stated relative propensity follow from it and "
        "have no prior of their own, and so no contraction: they are scenarios."
    )
    assert "and by the linked share seen" in plug_in.note


@pytest.mark.parametrize(
    ("fates", "stated", "end"),
    [
        ((INSPIRED, LINKED), (1, 100), "left"),
        (OTHERS, (0.01, 1), "right"),
        ((Fates(arrests=1, attacks=99), LINKED), (1, 10_000), "left"),
    ],
)
def test_both_lines_of_the_trade_off_lie_on_its_axes(fates, stated, end):
    result = fate_trade_off(*fates)
    (curve,) = result.curves
    pairs, lines = result.tables

    assert (pairs.rows[0][0], pairs.rows[-1][0]) == pytest.approx(stated)
    assert curve.x[0] <= lines.rows[1][1] <= curve.x[-1]
    assert curve.y[0] <= lines.rows[0][1] <= curve.y[-1]
    assert lines.note.startswith(f"At the {end} end inspired actors attack as readily")


def test_a_caption_names_no_group_that_its_result_may_not_be_of():
    caption = captions(hidden_over_surfacing_range(LINKED, 0.1, 0.5))

    assert caption.startswith("Hidden actors over a stated range of surfacing")


def test_a_caption_says_how_hidden_actors_enter_its_figure():
    summed = "Every hidden actor is summed."

    assert summed in captions(more_inspired_over_surfacing(INSPIRED, LINKED))
    by_propensity = captions(more_inspired_over_propensity(INSPIRED, LINKED, log_sd=0))
    assert "summed" not in by_propensity
    assert "their expected number, by quadrature over all numbers" in by_propensity


def test_a_spread_of_the_propensity_is_in_caption_and_card():
    grid = more_inspired_over_propensity(INSPIRED, LINKED, log_sd=0.5)
    line = propensity_scenarios(INSPIRED, LINKED, log_sd=0.5, linked_surfacing=0.8)
    sharp = propensity_scenarios(INSPIRED, LINKED, log_sd=0, linked_surfacing=0.8)
    spread = "A relative propensity is the median of a lognormal distribution, log sd "

    for one in (grid, line):
        assert f"{spread}0.5." in captions(one)
    assert spread not in captions(sharp)
    normal = r"\log r \sim \operatorname{Normal}(\log r_0, 0.5^2), \; "
    densities = [[prior.density for prior in one.card.priors] for one in (grid, line)]
    assert densities[0][1:] == [rf"{normal}r_0 \in [0.5, 37.5]", r"s \in [0.1, 1]"]
    assert densities[1][1:] == [rf"{normal}r_0 \in [0.5, 20]", "s = 0.8"]
    assert sharp.card.priors[1].density == r"r \in [0.5, 20]"


def test_more_coded_arrests_than_there_may_be_are_a_supposition():
    result = hidden_given_discovery_routes(
        INSPIRED,
        independent_only=1,
        connection_only=1,
        both=1,
        dependence=1,
        transfer=1,
    )

    (table,) = (one for one in result.tables if "coded by their route" in one.name)
    assert "if there were so many linked arrests to code;" in table.note
