"""Rungs side by side, never averaged; sampling and ignorance apart."""

import pytest

from bemodels.errors import InvalidDataError
from bemodels.result import Provenance
from bemodels.undercount import (
    Beta,
    Fates,
    SurfacingPrior,
    assumption_ladder,
    fate_odds,
    hidden_given_discovery_routes,
    hidden_given_prior,
    hidden_given_propensity,
    hidden_given_surfacing,
    hidden_over_surfacing_range,
)

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
SOURCE = Provenance(source="fates.csv", sha256="0" * 64, rows=4)


def rungs():
    return {
        "the data alone": fate_odds(INSPIRED, LINKED, provenance=(SOURCE,)),
        "one in five surfaced": hidden_given_surfacing(
            INSPIRED, 0.2, provenance=(SOURCE,)
        ),
        "they attack as readily": hidden_given_propensity(
            INSPIRED, LINKED, relative_propensity=1, log_sd=0, linked_surfacing=1
        ),
    }


def test_each_row_is_what_its_rung_returned_and_none_is_an_average():
    results = rungs()
    ladder = assumption_ladder(results)
    for name, quantity, value, low, high, _, _ in ladder.tables[0].rows:
        one = results[name].estimate(quantity)
        assert (value, low, high) == (one.value, one.interval.low, one.interval.high)
    assert ladder.estimates == ()
    assert [row[:2] for row in ladder.tables[0].rows] == [
        ("the data alone", "fate_odds_ratio"),
        ("one in five surfaced", "population"),
        ("one in five surfaced", "hidden"),
        ("they attack as readily", "population"),
        ("they attack as readily", "hidden"),
    ]


def test_each_rung_says_its_hidden_number_beside_its_assumption():
    prior = SurfacingPrior(beta=Beta(a=2, b=8), reason="an example")
    routes = {"independent_only": 5, "connection_only": 8, "both": 4}
    said = [
        hidden_given_surfacing(INSPIRED, 0.2, level=0.9).conclusion,
        hidden_given_prior(INSPIRED, prior).conclusion,
        hidden_given_propensity(
            INSPIRED, LINKED, relative_propensity=1, log_sd=0.5, linked_surfacing=1
        ).conclusion.partition(", then")[0],
        hidden_given_discovery_routes(
            INSPIRED, **routes, dependence=1, transfer=1
        ).conclusion,
    ]
    assert said == [
        "If surfacing is 0.2, then 59 (90% credible interval 37 to 88) actors stood "
        "behind the 12 recorded ones, 47 of them hidden (25 to 76).",
        "If surfacing is Beta(2, 8), then 65 (95% credible interval 22 to 439) actors "
        "stood behind the 12 recorded ones, 53 of them hidden (10 to 427).",
        "If relative propensity to attack is 1 (log sd 0.5) and linked surfacing 1",
        "If transfer of detection is 1 and dependence of routes 1, then 29 (95% "
        "credible interval 15 to 83) actors stood behind the 12 recorded ones, 17 of "
        "them hidden (3 to 71).",
    ]


def test_the_odds_say_what_the_counts_do_not_identify():
    assert fate_odds(INSPIRED, LINKED).conclusion == (
        "Arrest:attack odds of inspired actors are 0.03555 (95% credible interval "
        "0.002577 to 0.2717) times those of linked ones. The counts identify this "
        "ratio and nothing else of actors never seen: not whether inspired actors "
        "attack more readily or are found less often, and not how many were never seen."
    )


def test_no_level_is_rounded_to_certainty():
    one = {name: hidden_given_surfacing(INSPIRED, 0.2, level=0.999) for name in "ab"}

    rows = assumption_ladder(one).tables[0].rows
    assert {row[5] for row in rows} == {"99.9% credible"}


def test_only_what_the_counts_hold_is_called_an_estimate():
    called = {row[0]: row[-1] for row in assumption_ladder(rungs()).tables[0].rows}
    assert called == {
        "the data alone": "estimate",
        "one in five surfaced": "scenario",
        "they attack as readily": "scenario",
    }


def test_tipping_points_stand_with_their_rung_and_sources_once():
    ladder = assumption_ladder(rungs())
    tipping = [row for row in ladder.tables[1].rows if "as likely as not" in row[1]]
    assert [(row[0], round(row[2], 3)) for row in tipping] == [
        ("they attack as readily", 2.753)
    ]
    assert ladder.provenance == (SOURCE,)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "rungs must be two or more, got 0"),
        (
            {"one": 1, "two": 2},
            "rungs must name each Result by its assumption, got 'one': 'int'",
        ),
        ([1, 2], "rungs must be a Mapping, got [1, 2]"),
    ],
)
def test_what_is_no_ladder_is_refused(given, message):
    with pytest.raises(InvalidDataError) as error:
        assumption_ladder(given)
    assert str(error.value) == message


def test_sampling_and_ignorance_are_what_each_end_says():
    (table,) = hidden_over_surfacing_range(INSPIRED, 0.1, 0.5).tables
    rows = {(row[0], row[1]): row[2:] for row in table.rows}

    # 65/117/193 and 16/23/35 in all, of which 12 recorded
    assert rows["sampling, 95%", "0.1"] == (53, 181)
    assert rows["sampling, 95%", "0.5"] == (4, 23)
    assert rows["ignorance, medians", "0.1 to 0.5"] == (11, 105)
    assert rows["both, 95% at each end", "0.1 to 0.5"] == (4, 181)


def test_more_data_narrow_sampling_and_not_ignorance():
    def widths(times):
        fates = Fates(arrests=9 * times, attacks=3 * times)
        rows = hidden_over_surfacing_range(fates, 0.1, 0.5).tables[0].rows
        sampling, ignorance = rows[0], rows[3]
        return sampling[3] / sampling[2], ignorance[3] / ignorance[2]

    few, many = widths(1), widths(400)
    assert many[0] < 1.1 < few[0]
    assert many[1] == pytest.approx(9, rel=0.01)


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        (0.5, 0.1, "low must lie below high, got 0.5 and 0.1"),
        (0.5, 0.5, "low must lie below high, got 0.5 and 0.5"),
        (0, 0.5, "low must lie in (0, 1], got 0"),
        (0.5, 1.1, "high must lie in (0, 1], got 1.1"),
    ],
)
def test_what_is_no_range_is_refused(low, high, message):
    with pytest.raises(InvalidDataError) as error:
        hidden_over_surfacing_range(INSPIRED, low, high)
    assert str(error.value) == message
