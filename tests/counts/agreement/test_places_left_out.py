"""Each place left out in turn: the fits of the smaller table, and what is said."""

from dataclasses import replace
from math import inf

import pytest
from count_tables import COUNTS, city_years

from bemodels.counts.agreement.label_contrast import LabelContrast
from bemodels.counts.agreement.left_out import (
    LeftOut,
    leave_one_out,
    most_influential,
    tables_without,
)
from bemodels.counts.agreement.likelihood_models import (
    NB2_MODEL,
    POISSON_MODEL,
    model_ratios,
)
from bemodels.counts.agreement.model_ratio import ModelRatio
from bemodels.counts.agreement.sentences import agreement_checks, conclusion_of
from bemodels.counts.agreement.shown_ratios import left_out_table
from bemodels.data import CountTable
from bemodels.result import Estimate, Interval

CONTRAST = LabelContrast(key="year", value=2017, reference=2015)
QUICK = (POISSON_MODEL, NB2_MODEL)


def fit_all(table):
    return model_ratios(table, CONTRAST, QUICK, level=0.95)


@pytest.fixture(scope="module")
def left_out():
    return leave_one_out(city_years(), CONTRAST, fit_all)


@pytest.fixture(scope="module")
def whole():
    return fit_all(city_years())


def test_every_city_is_left_out_once_with_its_count(left_out):
    found = [(one.label, one.incidents) for one in left_out]
    assert found == [(city, sum(row)) for city, row in COUNTS.items()]


def test_ratios_are_those_of_the_table_without_the_city(left_out):
    for one in left_out:
        others = {city: row for city, row in COUNTS.items() if city != one.label}
        assert one.ratios == fit_all(city_years(others))
        # Complete tables: the years' totals alone decide.
        later, earlier = (sum(row[at] for row in others.values()) for at in (3, 1))
        expected = later / (10 / 12) / earlier
        assert one.ratio_by("poisson").estimates[0].value == pytest.approx(expected)


def test_cities_that_are_compared_stay_in():
    contrast = LabelContrast(key="city", value="A", reference="E")
    assert [label for label, _ in tables_without(city_years(), contrast)] == list("BCD")


def test_a_single_place_cannot_be_left_out():
    assert list(tables_without(city_years({"A": COUNTS["A"]}), CONTRAST)) == []


def test_a_year_that_one_city_alone_saw_goes_with_it():
    rows = (*city_years().rows, ("A", 2018, 3, 1.0))
    table = CountTable(keys=("city", "year"), rows=rows)
    contrast = LabelContrast(key="year", value=2018, reference=2015)
    first, *_ = leave_one_out(
        table, contrast, lambda rest: model_ratios(rest, contrast, QUICK, level=0.95)
    )
    assert {one.reason for one in first.ratios} == {"no row of year 2018"}
    assert first.ratio_by("nb2").says == "no estimate"


def ratio(value, low=0.1, high=2.0, name="nb2"):
    interval = Interval(
        low=low, high=high, level=0.95, kind="confidence", method="profile likelihood"
    )
    estimate = Estimate(
        estimand=f"rate_ratio_{name}", value=value, unit="ratio", interval=interval
    )
    return ModelRatio(name=name, model=name.upper(), variance="", estimates=(estimate,))


def without(label, *ratios):
    return LeftOut(label=label, incidents=1, ratios=ratios)


def test_the_place_that_moves_a_ratio_most_is_found_on_the_log_scale():
    whole = ratio(0.5)
    some = [
        without("A", ratio(0.9)),
        without("B", ratio(0.2)),
        without("C", ratio(0.5)),
    ]
    assert [one.label for one in most_influential(some, whole)] == ["B"]
    infinite = [
        *some,
        without("D", ratio(inf, high=inf)),
        without("E", ratio(0.0, low=0)),
    ]
    assert [one.label for one in most_influential(infinite, whole)] == ["D"]


def test_nothing_moves_what_has_no_estimate():
    silent = ModelRatio(name="nb2", model="NB2", variance="", reason="none")
    assert most_influential([without("A", ratio(0.9))], silent) == ()
    assert most_influential([without("A", silent)], ratio(0.9)) == ()


def test_a_table_tells_the_places_without_which_1_lies_elsewhere(left_out, whole):
    table = left_out_table(whole[1], left_out, key="city", unit="incidents", level=0.95)
    assert table.name == "Rate ratio without each city, negative binomial (NB2)"
    assert [row[1] for row in table.rows] == [
        "A (19)",
        "B (6)",
        "C (0)",
        "D (15)",
        "E (13)",
    ]
    changed = [replace(whole[1], estimates=ratio(0.5).estimates), *left_out[1].ratios]
    turned = LeftOut(
        label="A", incidents=19, ratios=(left_out[0].ratios[0], changed[0])
    )
    table = left_out_table(
        whole[1], (turned, *left_out[1:]), key="city", unit="incidents", level=0.95
    )
    assert [row[2] for row in table.rows] == ["warning", *["comparison"] * 4]


BELOW, AROUND = ratio(0.5, high=0.9), ratio(0.5, high=1.1, name="nb1")


def test_models_that_agree_are_said_to():
    also = replace(BELOW, name="poisson", model="Poisson")
    said = conclusion_of(CONTRAST, (BELOW, also), also, ())
    assert said == (
        "The 2 intervals of the rate ratio of year 2017 to 2015, one a model, all lie "
        "below 1. The recommended one, Poisson, is 0.5 (0.1 to 0.9)."
    )
    checks = agreement_checks((BELOW, also), BELOW, ())
    assert [one.passed for one in checks] == [True, True, True]


def test_models_that_differ_and_places_that_matter_are_named():
    places = (without("Ghent", ratio(0.8)), without("Aalst", ratio(0.4, high=0.7)))
    said = conclusion_of(CONTRAST, (BELOW, AROUND), BELOW, places)
    assert said == (
        "The models do not agree on the rate ratio of year 2017 to 2015: its interval "
        "lies below 1 by NB2; holds 1 by NB1. The recommended one, NB2, is 0.5 (0.1 to "
        "0.9). Without Ghent it moves most, to 0.8 (0.1 to 2). Its interval says "
        "otherwise of 1 without Ghent."
    )
    checks = agreement_checks((BELOW, AROUND), BELOW, places)
    assert [one.passed for one in checks] == [True, False, False]
    assert checks[2].detail == "NB2, 2 places; another without Ghent"


def test_what_no_place_changes_is_said():
    places = (without("Aalst", ratio(0.4, high=0.7)),)
    said = conclusion_of(CONTRAST, (BELOW,), BELOW, places)
    assert said.endswith("Whichever one is left out, its interval says the same of 1.")


def test_a_ratio_that_no_place_moves_is_said_to_stay():
    places = (without("Ghent", BELOW), without("Aalst", BELOW))
    said = conclusion_of(CONTRAST, (BELOW,), BELOW, places)
    assert said.endswith("(0.1 to 0.9). Without any one place it stays the same.")


def test_without_any_estimate_that_is_what_is_said():
    silent = ModelRatio(name="nb2", model="NB2", variance="", reason="no count")
    said = conclusion_of(CONTRAST, (silent,), silent, ())
    assert said == "No model gives an estimate of the rate ratio of year 2017 to 2015."
    checks = agreement_checks((silent,), silent, ())
    assert [one.passed for one in checks] == [False, False, True]
    assert checks[0].detail == "NB2: no count"
