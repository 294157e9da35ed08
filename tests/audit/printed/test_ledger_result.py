"""An audit as a result: shares with intervals, and tables that hold every statement."""

import pytest
from made_up_ledgers import ledger_of

from bemodels import belgium
from bemodels.audit import audit_ledger

AUDIT = audit_ledger(belgium().ledger).worst_first()
RESULT = AUDIT.result()


def test_every_recomputed_share_is_an_estimate_with_its_interval():
    names = [one.estimand for one in RESULT.estimates]
    assert len(names) == 26
    assert names[:3] == ["share[S31]", "share[S11]", "share[S28]"]
    share = RESULT.estimate("share[S15, figure 2]")
    assert (share.value, share.unit, share.identified) == (25.0, "percent", "data")
    assert share.interval.method == "Wilson score"
    assert share.interval.level == 0.95
    assert share.interval.low == pytest.approx(11.186, abs=1e-3)


def test_the_conclusion_counts_what_follows_and_names_the_rest():
    assert RESULT.conclusion == (
        "25 of 47 statements follow as they are stated. Impossible: statement S31. "
        "Mixed numerator and denominator: statements S11, S28. Follows for another "
        "denominator: statements S02, S03, S05, S15, S37. Not checkable from the text: "
        "statements S13, S17, S38, S39, S40. Not tested: statements S14, S29. "
        "External: statements S23, S43, S45, S46. Definition: statements S19, S42, S47."
    )


def test_a_ledger_in_which_all_follows_names_nothing_else():
    audit = audit_ledger(ledger_of({"printed": "4 of 5", "denominator": 5}))
    assert audit.result().conclusion == "1 of 1 statement follows as it is stated."


def test_the_label_of_the_interval_is_an_assumption():
    assert [one.statement for one in RESULT.assumptions][-1] == (
        "An interval is the range for a process that could have produced other "
        "incidents, independent of one another; the dataset is complete in itself, so "
        "for the recorded ones a recomputed figure has no error."
    )
    assert RESULT.provenance == AUDIT.provenance


@pytest.mark.parametrize(
    ("kind", "numerator", "intervals"),
    [
        ("share", 4, "Wilson's 95% interval"),
        (
            "change",
            9,
            "95% intervals: Wilson's of a share, the exact conditional one of a change",
        ),
        ("change", "", "Wilson's 95% interval"),
    ],
)
def test_the_method_names_the_intervals_that_stand_there(kind, numerator, intervals):
    row = {"printed": "80%", "numerator": numerator, "denominator": 5, "kind": kind}
    assert audit_ledger(ledger_of(row)).result().method == (
        "Exact fractions, rounded half up, on every denominator that the report "
        f"offers; {intervals}"
    )


def test_a_numerator_that_was_found_and_not_read_is_an_assumption():
    assert RESULT.assumptions[1].statement == (
        "The numerator of statements S15, S12, S20, S21 is not printed. It is the only "
        "whole number that fits the figure, so the figure cannot contradict it: that "
        "some number fits is all that is shown."
    )
    printed = audit_ledger(ledger_of({"printed": "4 of 5", "denominator": 5}))
    assert len(printed.result().assumptions) == 2


def test_the_tables_hold_every_statement_pair_verdict_and_rule():
    figures, pairs, verdicts, words = RESULT.tables
    assert len(figures.rows) == 48
    assert figures.rows[0][:6] == (
        *("S31", "41%", "62 of 135 persons", "none", "45.93 (37.75 to 54.33)"),
        "impossible",
    )
    assert figures.columns[6:] == ("statement", "reason")
    assert figures.rows[0][6] == "In 41% of cases at least two of the three are known."
    assert pairs.rows[2] == ("S04", "71% needs 107", "S05", "57% needs 108")
    assert pairs.rows[3][3] == "45% needs 20 / 25% needs 20"
    assert [row[:2] for row in verdicts.rows] == [
        ("impossible", 1),
        ("mixed numerator and denominator", 2),
        ("truncated", 0),
        ("follows for another denominator", 5),
        ("not checkable from the text", 5),
        ("not tested", 2),
        ("external", 4),
        ("definition", 3),
        ("follows", 25),
    ]
    assert verdicts.note.startswith(
        "Tried in this order, of which the first that fits stands: definition, not "
        "tested, external, not checkable from the text, follows, follows for another "
        "denominator, truncated, mixed numerator and denominator, impossible. A "
        "numerator is solved where printed totals leave one number for it. It is "
        "determined where exactly one whole number gives the figure on the stated "
    )
    assert dict(row[::2] for row in verdicts.rows)["not checkable from the text"] == (
        "the numerator is neither printed nor solved nor determined, or no denominator "
        "or total is printed"
    )
    assert ("almost x", "x - 2 to x, both included") in words.rows


def test_a_table_a_verdict_holds_each_figure_once():
    tables = AUDIT.tables_by_verdict()
    assert [one.name for one in tables] == [
        "Impossible",
        "Mixed numerator and denominator",
        "Follows for another denominator",
        "Not checkable from the text",
        "Not tested",
        "External",
        "Definition",
        "Follows",
    ]
    assert sum(len(one.rows) for one in tables) == 48
    assert tables[0].columns == (
        *("id", "printed", "statement", "recomputed (95%), what fits", "reason"),
    )
    assert tables[0].rows == (
        (
            "S31",
            "41%",
            "In 41% of cases at least two of the three are known.",
            "45.93 (37.75 to 54.33); none",
            "62 of 135 is 45.93%, 62 of 116 is 53.45%, none of which is 41% by "
            "rounding.",
        ),
    )
    assert tables[2].rows[2][3] == (
        "57.41 (47.99 to 66.32); 108 by rounding; 107 by truncation"
    )
    assert tables[3].columns == ("id", "printed", "statement", "reason")
    assert tables[7].rows[0][3] == "107 by addition"
    assert tables[4].rows[0] == (
        "S14",
        "significant drop",
        "The fall in incidents from 2016 to 2017 is called significant.",
    )


def test_figures_of_a_row_with_other_verdicts_stand_under_their_own():
    row = {"printed": "50% / 49%", "numerator": 1, "denominator": 2}
    audit = audit_ledger(ledger_of(row))
    assert audit.statements[0].verdict == "follows / impossible"
    assert repr(audit) == "LedgerAudit: 1 statements, 1 impossible"
    assert [one.name for one in audit.tables_by_verdict()] == ["Impossible", "Follows"]
    assert audit.result().conclusion == (
        "0 of 1 statement follows as it is stated. Impossible: statement A1."
    )


def test_a_ledger_without_pairs_has_no_table_of_them():
    audit = audit_ledger(ledger_of({"printed": "4 of 5", "denominator": 5}))
    assert [one.name for one in audit.result().tables] == [
        "The printed figures",
        "The verdicts, worst first",
        "The rules of words",
    ]


def test_a_notebook_shows_verdicts_before_everything_else():
    shown = audit_ledger(belgium().ledger)._repr_html_()
    places = [
        shown.index(text)
        for text in (
            *("25 of 47 statements follow", "<b>The printed figures</b>"),
            *("<td>S31</td>", "<td>impossible</td>", "<td>S11</td>", "<td>S04</td>"),
            *("<b>Figures on one stated", "<b>The verdicts, worst first</b>"),
            "<ul><li>Assumes",
        )
    ]
    assert places == sorted(places)
    assert "share[" not in shown
    assert "108 by rounding; 107 by truncation" in shown
