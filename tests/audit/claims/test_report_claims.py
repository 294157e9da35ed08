"""Overlapping categories in one unit, and every sentence of the report."""

import re
from pathlib import Path

import pytest

from bemodels import belgium
from bemodels.audit import (
    ExpectedShare,
    PossibleCounts,
    belgium_claims,
    claim_most_overlap,
    claim_share_of_categories,
    claimed_drop,
    verdict,
)
from bemodels.audit.claims.verdicts import verdict_of
from bemodels.errors import InvalidDataError

ABC = {"a": 5, "b": 4, "c": 2}


def share_of(totals=None, chosen=("a", "b"), union=10, figure=(0.88, 0.9), **options):
    return claim_share_of_categories(
        ABC if totals is None else totals,
        chosen,
        union=union,
        figure=figure,
        **options,
    )


def test_shares_are_counted_in_one_unit():
    # 11 ties of 10 units: one is shared, by a and b or not by these two alone.
    result = share_of()
    values = {one.estimand: one.value for one in result.estimates}
    assert values == {
        "share_of_ties": 9 / 11,
        "share_of_units_least": 0.8,
        "share_of_units_most": 0.9,
    }
    assert result.table("Ways to count").rows == (
        ("ties over ties", 9, 11, 9 / 11),
        ("units over units, fewest", 8, 10, 0.8),
        ("units over units, most", 9, 10, 0.9),
        ("mixed: ties over units", 9, 10, 0.9),
    )
    assert verdict(result) == "cannot be told"
    assert result.conclusion == (
        "The chosen categories have 9 of 11 ties and 8 to 9 of 10 units: a share of 88 "
        "to 90% cannot be told. 9 ties over 10 units would be 90%."
    )
    assert verdict(share_of(figure=(0.8, 0.9))) == "supported"
    apart = share_of(intersections={("a", "b"): 1})
    assert verdict(apart) == "not supported by these numbers"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            claimed_drop(
                PossibleCounts(vectors=[[48, 12]], years=(1, 2), months=(12, 10)),
                before=1,
                after=2,
            ),
            "result must be that of one claim and hold a verdict, got 'A drop from 1 "
            "to 2 that is called significant, over one vector'",
        ),
        ("supported", "result must be a Result, got 'supported'"),
    ],
)
def test_what_holds_no_verdict_is_refused(given, message):
    with pytest.raises(InvalidDataError) as caught:
        verdict(given)
    assert str(caught.value) == message


def test_most_is_more_than_half_whatever_the_overlap():
    assert verdict(claim_most_overlap(ABC, union=10)) == "supported"
    assert verdict(claim_most_overlap(ABC)) == "cannot be told"
    half = claim_most_overlap({**ABC, "d": 1}, union=11, intersections={("a", "b"): 1})
    assert verdict(half) == "not supported by these numbers"
    assert half.conclusion == (
        "2 of 4 categories share a unit with another: that most do is not supported by "
        "these numbers."
    )
    two = claim_most_overlap({"a": 5, "b": 4})
    assert two.table("Verdict").rows[0][-1] == "1 of 2 readings support it"
    assert two.conclusion == (
        "0 or 2 of 2 categories share a unit with another: that most do cannot be told."
    )
    free = claim_most_overlap(ABC).estimate("share_overlapping")
    assert (free.interval.low, free.value, free.interval.high) == (0, 0.5, 1)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"chosen": ["a"]},
            "chosen must be a tuple of one category or more, got ['a']",
        ),
        ({"chosen": ()}, "chosen must be a tuple of one category or more, got ()"),
        (
            {"chosen": ("a", "z")},
            "chosen names 'z', which has no total; there are a, b, c",
        ),
        ({"figure": 0.8}, "figure must be two shares, got 0.8"),
        (
            {"figure": (78, 80)},
            "an end of figure must be a share between 0 and 1, got 78",
        ),
        (
            {"figure": (0.8, 0.78)},
            "figure must run from the lower share to the higher, got (0.8, 0.78)",
        ),
        ({"union": None}, "union must be a whole number of 1 or more, got None"),
        (
            {"union": 12},
            "no units fit these counts together: a 5, b 4, c 2, 12 in at least one; "
            "without any one of them the others could be true",
        ),
    ],
)
def test_what_cannot_be_is_refused(changed, message):
    with pytest.raises(InvalidDataError) as error:
        share_of(**changed)
    assert str(error.value) == message


def test_the_rules_of_verdicts():
    assert verdict_of([True]) == verdict_of([True, True]) == "supported"
    assert verdict_of([False, False]) == "not supported by these numbers"
    assert verdict_of([False, True]) == verdict_of([]) == "cannot be told"


def test_every_sentence_of_the_report_has_its_verdict():
    result = belgium_claims(belgium(), incidents_2016=(36, 83))
    rows = [(row[0], row[1], row[8], row[9]) for row in result.tables[0].rows]
    no = "not supported by these numbers"
    assert rows == [
        ("S21", "even higher share", "yes", no),
        ("S22", "surprisingly low", "yes", "supported"),
        ("S04", "most in two cities", "yes", "supported"),
        ("S12", "overwhelming majority of plots in 2016", "yes", no),
        (
            "S12",
            "plots more often in 2016 than other incidents",
            "open",
            "cannot be told",
        ),
        ("S37", "clear majority of citizens", "open", "cannot be told"),
        ("line 235", "overwhelming majority linked", "yes", "supported"),
        ("S28", "five networks have almost 80%", "no", no),
        ("S29", "most networks overlap", "no", no),
        ("S14", "significant drop", "", "left to the trend"),
    ]
    assert [one.name for one in result.tables] == [
        "Comparative sentences of the report",
        "Herfindahl index: most in two cities",
        "Ways to count: five networks have almost 80%",
    ]
    # 44 ties, of which two are second ties of the five networks' own actions.
    assert [row[1:3] for row in result.tables[2].rows] == [
        (44, 58),
        (42, 56),
        (42, 56),
        (44, 56),
    ]
    assert result.tables[0].note.endswith(
        "'Clear' stands for more than one half, 'overwhelming' for more than two "
        "thirds, 'almost x%' for x - 2 to x."
    )
    share = result.estimate("share[even higher share]")
    assert share.value == 7 / 14
    assert result.estimate("leading_share[most in two cities]").value == 76 / 107
    linked = result.estimate("share[overwhelming majority linked]")
    assert linked.value == 95 / 107
    assert "S37" not in result.conclusion
    assert (
        len({one.source for one in result.provenance}) == len(result.provenance) == 11
    )


def test_antwerp_cannot_be_told_without_a_basis():
    result = belgium_claims(belgium(), incidents_2016=(36, 83), antwerp=())
    (row,) = (one for one in result.tables[0].rows if one[0] == "S22")
    assert row[1] == "surprisingly low"
    assert row[8:] == (
        *("open", "cannot be told"),
        "nothing is stated to compare it with",
    )


def test_stated_bases_stand_side_by_side():
    bases = (
        ExpectedShare(share=0.2, basis="recorded persons", source="one"),
        ExpectedShare(share=0.046, basis="population", source="other"),
    )
    result = belgium_claims(belgium(), incidents_2016=(40, 40), antwerp=bases)
    rows = {row[1]: row[9] for row in result.tables[0].rows}
    assert rows["surprisingly low: recorded persons, one"] == "supported"
    assert rows["surprisingly low: population, other"] == (
        "not supported by these numbers"
    )
    assert rows["plots more often in 2016 than other incidents"] == "supported"


def test_the_example_of_the_reference_page_runs_and_gives_what_the_page_says():
    page = Path(__file__).parents[3] / "docs" / "reference" / "audit-claims.md"
    text = page.read_text(encoding="utf-8")
    (block,) = re.findall(r"^```{code-block} python\n(.*?)^```$", text, re.M | re.S)
    names = {}
    exec(block, names)  # noqa: S102  # the page's own lines
    assert names["higher"] == "not supported by these numbers"
    assert 'The first verdict is "not supported by these numbers"' in text
    rows = {row[0]: row[9] for row in names["claims"].tables[0].rows}
    assert rows["S22"] == "supported"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"report": 1}, "report must be a BelgiumReport, got 1"),
        *(
            (
                {"antwerp": given},
                "antwerp must be a tuple of ExpectedShare values, of one as (share,), "
                f"got {found}",
            )
            for given, found in ((0.2, "0.2"), ((0.2,), "(0.2,)"), ([], "[]"))
        ),
        ({"level": 2}, "level must lie between 0 and 1, got 2"),
    ],
)
def test_arguments_of_another_kind_are_refused(changed, message):
    options = {"report": belgium(), "incidents_2016": (36, 83), **changed}
    with pytest.raises(InvalidDataError) as error:
        belgium_claims(options.pop("report"), **options)
    assert str(error.value) == message
