"""The two sections of the audit: what each shows, with the figures of the report."""

import pytest

from bemodels import belgium
from bemodels.audit import belgium_possible_counts
from bemodels.cli.belgium_audit import (
    fit_open_years,
    fit_printed,
)
from bemodels.cli.open_years_section import open_years_section
from bemodels.cli.printed_section import printed_section
from bemodels.report import Picture
from bemodels.report.analysis import Appendix
from bemodels.report.appendix import build_document, tables_of
from bemodels.report.appendix_tables import assumption_table
from bemodels.report.blocks import FigureBlock, Para, TableBlock
from bemodels.report.cells import cell_texts
from bemodels.report.columns import is_numeric
from bemodels.result import Table


@pytest.fixture(scope="module")
def printed():
    report = belgium()
    return printed_section(fit_printed(report, belgium_possible_counts()))


@pytest.fixture(scope="module")
def open_years():
    report = belgium()
    return open_years_section(fit_open_years(report, belgium_possible_counts()))


def named(items):
    return {one.name: one for one in items if isinstance(one, Table)}


def test_verdicts_stand_worst_first(printed):
    names = [
        one.removeprefix("Printed figures: ")
        for one in named(printed.posterior)
        if one.startswith("Printed figures: ")
    ]
    assert names == [
        "the verdicts, worst first",
        "impossible",
        "mixed numerator and denominator",
        "follows for another denominator",
        "not checkable from the text",
        "not tested",
        "external",
        "definition",
        "follows",
    ]
    tables = named(printed.posterior)
    (row,) = tables["Printed figures: impossible"].rows
    assert row[:4] == (
        *("S31", "41%", "In 41% of cases at least two of the three are known."),
        "45.93 (37.75 to 54.33); none",
    )
    assert sum(row[1] for row in tables[f"Printed figures: {names[0]}"].rows) == 47
    pairs = tables["Figures on one stated denominator that need different ones"]
    assert ("S04", "71% needs 107", "S05", "57% needs 108") in pairs.rows


def test_ids_of_statements_are_told_from_numbers_of_tables(printed):
    assert printed.paragraphs[1] == (
        "S01 to S47 are the ids of statements, each a row of the ledger "
        "belgium/statements.csv. A table of this appendix has the word before its "
        "number: Table S31."
    )


def test_the_two_verdicts_of_a_comparative_sentence_are_told_apart(printed):
    note = named(printed.posterior)["Comparative sentences: verdicts"].note
    assert note.endswith(
        " A statement that also stands among the printed figures has another verdict "
        "there, on another question: there, whether its figure follows from the text "
        '("not tested": the report itself gives no test of its words); here, whether '
        "its words hold of a process that could have produced other incidents."
    )


def test_overlaps_are_answered_and_their_regions_stand_under_sensitivity(printed):
    answers = dict(
        named(printed.posterior)[
            "Overlaps that printed totals determine or leave open"
        ].rows
    )
    known = answers["Persons by what is known of them"]
    assert known.endswith(
        "62 persons belong to two or more categories (0.5345 of those in at least one)."
    )
    regions = named(printed.sensitivities)
    assert set(answers) <= set(regions)
    connections = regions[
        "Connections, if every arrest action with detail has one of the two"
    ]
    assert ("local cell & deployed operative", 3, 3) in connections.rows


def test_missing_values_and_claims_are_laid_out_in_tables_that_fit_a_page(printed):
    tables = named(printed.posterior)
    worst = tables["Shares of which some values are missing: worst case"]
    known = tables["Shares of which some values are missing: among the known alone"]
    # 61 of 135, and 61 + 135 - 94 of 135.
    assert worst.rows[0][:3] == ("citizenship: Belgian", 61 / 135, 102 / 135)
    assert known.rows[0][:5] == ("citizenship: Belgian", 61, 94, 135, 61 / 94)
    verdicts = tables["Comparative sentences: verdicts"]
    assert {row[:2]: row[4] for row in verdicts.rows}["S21", "even higher share"] == (
        "not supported by these numbers"
    )
    compared = tables["Comparative sentences: what is compared"]
    assert compared.rows[0][3] == pytest.approx((7 / 7) / (27 / 35), rel=0.01)
    assert max(len(one.columns) for one in tables.values()) <= 7


def test_an_assumption_stands_with_the_questions_that_it_belongs_to(open_years):
    table = assumption_table(open_years)
    assert table.columns == ("assumption", "of", "support")
    (rate,) = (row for row in table.rows if row[0].startswith("One rate holds"))
    assert rate[1] == (
        "False declines from 2016 to 2017 by why the years were looked at"
    )
    by_question = {one.title: one.assumptions for one in open_years.parts}
    assert {one.statement for one in by_question[rate[1]]} == {
        row[0] for row in table.rows if rate[1] in row[1].split("; ") or row[1] == "all"
    }


def test_every_assumption_is_stated_once(printed, open_years):
    for section in (printed, open_years):
        statements = [one.statement for one in section.result.assumptions]
        assert len(statements) == len(set(statements)) > 3


def test_readings_tables_and_pictures_stand_before_the_trend(open_years):
    tables = named(open_years.posterior)
    readings = tables["Counts by year under each reading"]
    assert [row[:2] for row in readings.rows] == [
        ("base", 240),
        ("truncated", 342),
        ("not annualised", 295),
        ("total 108", 250),
        ("non-strict", 256),
        ("own wording", 237),
        ("back to 2014 by count", 60),
        ("back to 2014 by annual rate", 53),
    ]
    counted = tables["Tables of places and years with the sums of one vector"]
    rows = {row[:4]: row[4:] for row in counted.rows}
    assert rows[12, 35, 48, 12] == (1_084_660_405_284, 665_507_128_218)
    assert [vector[2] for vector in rows] == [36, 48, 83]
    vectors, envelope = (
        one for one in open_years.posterior if isinstance(one, Picture)
    )
    assert vectors.alt.startswith("240 lines over 4 years.")
    assert "exact low end, 36.53 to 51.19%; exact high end, 82.14 to 87.29%" in (
        envelope.alt
    )
    kinds = [type(one) for one in open_years.posterior]
    assert kinds[:5] == [Table, Table, Picture, Picture, Table]


def test_the_trend_is_asked_in_every_way(open_years):
    result = open_years.result
    limits = {
        one.estimand: (round(one.interval.low, 1), round(one.interval.high, 1))
        for one in result.estimates
    }
    assert limits["decline_with_sampling"] == (36.5, 87.3)
    assert limits["decline[variance factor 3]"] == (-6.3, 91.5)
    assert limits["late_incidents[50% left]"] == (6, 14)
    assert limits["late_incidents[25% left]"] == (14, 31)
    assert limits["late_incidents[0% left]"] == (21, 49)
    assert limits["decline_picked_peak"] == (27.0, 89.6)
    assert limits["count[2016]"] == (36, 83)
    assert any(
        one.given.startswith("2016 has the highest") for one in result.probabilities
    )
    assert "Vectors of counts by year" not in named(result.tables)
    assert {
        "2017 back to the level of 2014",
        "Incidents still to be recorded, by the counts of the two years",
    } <= set(named(open_years.sensitivities))
    # What the drop that is called significant has in common with the rest is told once.
    assert result.conclusion.count("lies above 0") == 0
    assert {one.source for one in result.provenance} >= {"belgium/statements.csv"}


def test_both_sections_go_into_one_document(printed, open_years):
    document = build_document(
        Appendix(
            title="t",
            subtitle="s",
            opening="o",
            data=(),
            provenance=(),
            analyses=(printed, open_years),
            versions=Table(name="v", columns=("a",), rows=()),
            command="c",
        )
    )
    said = [one.text for one in document.blocks if isinstance(one, Para)]
    at = said.index(printed.paragraphs[0])
    told = (*printed.paragraphs, *open_years.paragraphs)
    assert tuple(said[at : at + len(told)]) == told
    assert len(open_years.paragraphs) > 4
    assert " ".join(open_years.paragraphs) == open_years.result.conclusion
    names = [table.name for _, table in tables_of(document)]
    assert len(names) == len(set(names)) > 35
    assert printed.without_draws in said
    assert open_years.without_draws in said
    assert not any("quadrature" in text for text in said)
    assert sum(isinstance(one, FigureBlock) for one in document.blocks) == 2
    for _, table in tables_of(document):
        texts = (one for row in table.rows for one in row if isinstance(one, str))
        assert "value" not in table.columns or not any(texts), table.name


def test_numbers_of_vectors_and_of_tables_are_numbers_and_stand_to_the_right(
    open_years,
):
    tables = named((*open_years.posterior, *open_years.sensitivities))
    counted = tables["Tables of places and years with the sums of one vector"]
    rules = tables["What each rule of the first reading rules out"]
    for table, columns in ((counted, range(6)), (rules, [1])):
        block = TableBlock(number="1", table=table)
        assert all(is_numeric(block, column) for column in columns)
    texts = dict(cell_texts(rules))
    assert texts["13 or more in 2016"] == "0"
    assert texts["all years add up to 107"] == "-"
    assert max(texts.values(), key=len) == "22,961"
    assert cell_texts(counted)[1][4:] == ("1,084,660,405,284", "665,507,128,218")
