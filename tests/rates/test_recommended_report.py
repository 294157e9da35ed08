"""What the recommended report says beside its numbers: in words, checks and design."""

import pytest

from bemodels.errors import InvalidDataError
from bemodels.rates import (
    JEFFREYS,
    Group,
    beta_posterior,
    compare_attack_rates,
    design_of,
)

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)


@pytest.fixture(scope="module")
def result():
    return compare_attack_rates(INSPIRED, LINKED)


def test_a_test_and_an_interval_that_disagree_are_a_failed_check():
    # SCAS leaves out equality where mid-P keeps it: of two families, near the edge.
    disagreeing = compare_attack_rates(
        Group(attacks=2, incidents=12), Group(attacks=2, incidents=96)
    )
    agreeing = compare_attack_rates(INSPIRED, LINKED)

    assert all(check.passed for check in agreeing.checks)
    for check, test, name in zip(
        disagreeing.checks,
        disagreeing.tests,
        ("risk_difference", "risk_difference_melded"),
        strict=True,
    ):
        interval = disagreeing.estimate(name).interval
        leaves_out = not interval.low <= 0 <= interval.high
        assert check.passed == (leaves_out == (test.p_value < 0.05))


@pytest.mark.parametrize(
    ("counts", "conclusion"),
    [
        (
            (3, 12, 1, 95),
            "Among recorded incidents the group's attack rate is at least 2 times "
            "(guaranteed interval) or about 3.1 times (SCAS) the reference's; the data "
            "cannot say whether 3.1 times or 478 times; it rests on 1 attack of the "
            "reference: one attack of the group counted in the reference instead "
            "gives mid-P p = 0.05487.",
        ),
        (
            (1, 95, 3, 12),
            "Among recorded incidents the reference's attack rate is at least 2 times "
            "(guaranteed interval) or about 3.1 times (SCAS) the group's; the data "
            "cannot say whether 3.1 times or 478 times; it rests on 1 attack of the "
            "group: one attack of the reference counted in the group instead "
            "gives mid-P p = 0.05487.",
        ),
        (
            (40, 400, 25, 800),
            "Among recorded incidents the group's attack rate is at least 1.9 times "
            "(guaranteed interval) or about 2 times (SCAS) the reference's; the data "
            "cannot say whether 2 times or 5.3 times.",
        ),
        (
            (5, 20, 0, 20),
            "Among recorded incidents the group's attack rate is at least 1.021 times "
            "(guaranteed interval) or about 1.5 times (SCAS) the reference's; the data "
            "cannot say whether 1.5 times or any larger number; it rests on the "
            "reference having no attack: one attack of the group counted in the "
            "reference instead gives mid-P p = 0.159.",
        ),
        (
            (0, 60, 1, 1),
            "Among recorded incidents the reference's attack rate is at least 1.5 "
            "times (guaranteed interval) or about 7.7 times (SCAS) the group's; the "
            "data cannot say whether 7.7 times or any larger number; it rests on the "
            "one incident of the reference.",
        ),
        (
            (0, 12, 1, 95),
            "Among recorded incidents the data cannot say which attack rate is the "
            "larger: the group's is 0 to 286 times the reference's (guaranteed "
            "interval).",
        ),
        (
            (0, 12, 0, 95),
            "Among recorded incidents there is no attack, and the data say nothing of "
            "a ratio.",
        ),
    ],
)
def test_the_conclusion_is_made_from_the_numbers(counts, conclusion):
    result = compare_attack_rates(
        Group(attacks=counts[0], incidents=counts[1]),
        Group(attacks=counts[2], incidents=counts[3]),
    )
    assert result.conclusion == conclusion


def test_a_group_as_large_as_there_may_be_takes_no_further_incident():
    largest = 10_000_000
    result = compare_attack_rates(
        Group(attacks=1_000_000, incidents=largest),
        Group(attacks=100_000, incidents=largest),
    )
    assert result.conclusion == (
        "Among recorded incidents the group's attack rate is 9.936 to 10.06 times "
        "(guaranteed interval) or 9.936 to 10.06 times (SCAS) the reference's."
    )


def test_the_design_has_the_level_of_the_intervals():
    result = compare_attack_rates(
        Group(attacks=2, incidents=5), Group(attacks=1, incidents=9), level=0.8
    )
    (design,) = design_of(
        Group(attacks=2, incidents=5), Group(attacks=1, incidents=9), level=0.8
    ).tables
    assert result.tables[-1] == design
    assert design.name == "Size, power and coverage, 80% level"


def test_a_posterior_interval_tells_that_it_leaves_out_the_sample(result):
    medians = "Jeffreys posterior median, equal tails, quadrature"
    groups = Group(attacks=3, incidents=12), Group(attacks=0, incidents=95)
    found = compare_attack_rates(*groups)
    alone = beta_posterior(*groups, prior=JEFFREYS)

    for name in ("risk_ratio_posterior", "odds_ratio_posterior"):
        told = f"{medians}; the sample lies above it, at inf"
        assert result.estimate(name).interval.method == medians
        assert found.estimate(name).interval.method == told
        assert alone.estimate(name).interval.method == told
    assert found.estimate("risk_difference_posterior").interval.method == medians


def test_names_stand_wherever_the_groups_are_spoken_of():
    names = ("inspired group", "linked group")
    named = compare_attack_rates(INSPIRED, LINKED, names=names)
    moved, tipping, priors = named.tables[:3]

    assert named.conclusion == (
        "Among recorded incidents the inspired group's attack rate is at least 2 times "
        "(guaranteed interval) or about 3.1 times (SCAS) the linked group's; the data "
        "cannot say whether 3.1 times or 478 times; it rests on 1 attack of the linked "
        "group: one attack of the inspired group counted in the linked group instead "
        "gives mid-P p = 0.05487."
    )
    assert named.probabilities[0].statement == (
        "P(attack rate of the inspired group > attack rate of the linked group)"
    )
    assert moved.columns[:3] == ("moved", *names)
    assert [row[0] for row in moved.rows] == [
        "nothing, as recorded",
        "an attack, to the linked group",
        "an attack, to the inspired group",
        "an incident without attack, to the linked group",
        "an incident without attack, to the inspired group",
    ]
    assert tipping.name.endswith(
        "the inspired group's attack rate is no longer told to be the larger one"
    )
    assert [row[0] for row in tipping.rows][:3] == [
        "unseen non-attacks of the inspired group",
        "unseen attacks of the linked group",
        "attacks of the inspired group that were the linked group's",
    ]
    assert priors.columns[-1] == "P(inspired group > linked group)"
    assert [one.meaning for one in named.card.parameters[:4]] == [
        "share of attacks among recorded incidents of the inspired group",
        "the same of the linked group, the reference of every contrast",
        "the inspired group's share, from its posterior",
        "the linked group's share, from its posterior",
    ]


@pytest.mark.parametrize(
    ("counts", "known"),
    [
        ((3, 12, 1, 95), ("data", "data", "data", "data")),
        ((0, 15, 3, 40), ("data", "data", "both", "both")),
        ((1, 1, 0, 1), ("data", "data", "both", "both")),
        ((12, 12, 1, 95), ("data", "data", "data", "both")),
        ((0, 12, 0, 95), ("both", "both", "prior", "prior")),
        ((12, 12, 95, 95), ("both", "both", "both", "prior")),
    ],
)
def test_posteriors_say_what_they_are_known_from(counts, known):
    found = compare_attack_rates(
        Group(attacks=counts[0], incidents=counts[1]),
        Group(attacks=counts[2], incidents=counts[3]),
    )
    names = ("attack_rate", "risk_difference", "risk_ratio", "odds_ratio")

    assert tuple(found.estimate(f"{x}_posterior").identified for x in names) == known
    listed = {one.name: one.identified for one in found.card.parameters}
    assert listed == {one.estimand: one.identified for one in found.estimates}


def test_a_probability_of_the_prior_alone_says_so():
    found = compare_attack_rates(
        Group(attacks=0, incidents=12), Group(attacks=0, incidents=95)
    )

    assert found.probabilities[0].given == (
        "the prior and the sizes of the groups alone, independent Jeffreys, "
        "Beta(1/2, 1/2): no incident is an attack, and the data do not tell which rate "
        "is the larger"
    )
    assert found.tables[2].note == (
        "The conditional odds ratio, its intervals and the tests use no prior. Since "
        "no incident is an attack, ratios and probabilities here come from the prior "
        "and the sizes of the groups alone: that they differ between priors is all "
        "that they show."
    )


@pytest.mark.parametrize("names", [("a", "a"), ("a", " "), "ab", ("a",), ("a", 3)])
def test_names_that_tell_nothing_apart_are_refused(names):
    with pytest.raises(InvalidDataError) as refused:
        compare_attack_rates(INSPIRED, LINKED, names=names)
    said = str(refused.value)
    assert said.startswith("names must be two different names in a tuple, got ")


def test_a_level_near_one_keeps_its_digits():
    found = compare_attack_rates(INSPIRED, LINKED, level=0.9999999)

    assert "level 99.99999%; they are of different families" in found.checks[0].detail
    (headings,) = (
        table.columns[4:6] for table in found.tables if table.columns[0] == "moved"
    )
    assert headings == ("odds ratio 99.99999% low", "odds ratio 99.99999% high")


def test_a_notebook_and_print_show_every_row(result):
    for shown in (repr(result), result._repr_html_()):
        assert "odds_ratio_posterior" in shown
        assert "Wald" in shown
        assert "more in" not in shown
        assert " more\n" not in shown


def test_the_design_stands_beside_the_result(result):
    rows = {
        row[0]: row for row in result.table("Size, power and coverage, 95% level").rows
    }

    # Size and power of Fisher's minimum-likelihood test for 12 against 95.
    fisher = rows["Fisher, minimum likelihood"]
    assert (fisher[3], fisher[5]) == pytest.approx((0.0274, 0.780), abs=5e-4)


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        (
            ((3, 95), (1, 95)),
            "groups of these sizes can have 9,216 tables, and a report enumerates at "
            "most 2,500; bemodels.rates.design_of enumerates them in some ten seconds "
            "or less",
        ),
        (
            ((40, 400), (25, 800)),
            "groups of these sizes can have 321,201 tables, and a report enumerates at "
            "most 2,500; nor does bemodels.rates.design_of, which stops at 20,000",
        ),
    ],
)
def test_a_large_design_says_who_enumerates_it(groups, sentence):
    group, reference = (Group(attacks=x, incidents=n) for x, n in groups)
    result = compare_attack_rates(group, reference)

    assert result.table("Size, power and coverage").rows == ((sentence,),)


def test_what_takes_too_long_is_no_fault_of_the_data():
    result = compare_attack_rates(
        Group(attacks=40, incidents=400), Group(attacks=25, incidents=800)
    )
    (failed,) = (check for check in result.checks if not check.passed)

    assert failed.name == "Every part of the report could be computed"
    assert failed.detail == (
        "Boschloo's test is left out for the time that it takes: an exact "
        "unconditional method visits every table: it takes incidents whose product is "
        "250000 or less, got 400 x 800"
    )
