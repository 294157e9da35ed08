"""The ledger of the report on Belgium: 47 verdicts, and the numbers behind them."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from bemodels import InvalidDataError, belgium
from bemodels.audit import audit_ledger

AUDIT = audit_ledger(belgium().ledger)
FRAME = AUDIT.to_frame().set_index("id")
# Read from the report by hand, sentence by sentence.
VERDICTS = {
    "impossible": "S31",
    "mixed numerator and denominator": "S11 S28",
    "follows for another denominator": "S02 S03 S05 S15 S37",
    "not checkable from the text": "S13 S17 S38 S39 S40",
    "not tested": "S14 S29",
    "external": "S23 S43 S45 S46",
    "definition": "S19 S42 S47",
    "follows": "S01 S04 S06 S07 S08 S09 S10 S12 S16 S18 S20 S21 S22 S24 S25 S26 S27 "
    "S30 S32 S33 S34 S35 S36 S41 S44",
}
# statsmodels 0.15: proportion_confint(x, n, method="wilson"), in percent.
WILSON = {
    "S02": (61, 94, 54.83321, 73.78452),
    "S05": (62, 108, 47.98519, 66.32078),
    "S10": (1, 95, 0.18606, 5.72387),
    "S24": (60, 70, 75.66158, 92.05106),
}


def test_every_statement_has_the_verdict_that_its_sentence_has():
    expected = {
        identifier: verdict
        for verdict, listed in VERDICTS.items()
        for identifier in listed.split()
    }
    assert len(expected) == 47
    assert FRAME["verdict"].to_dict() == expected


def test_the_columns_are_those_of_an_audit():
    assert list(AUDIT.to_frame()) == [
        *("id", "printed", "counts", "denominator", "recomputed"),
        *("interval_low", "interval_high", "verdict", "reason"),
    ]
    assert list(FRAME.index) == list(belgium().ledger.texts("id"))
    assert list(FRAME["printed"]) == list(belgium().ledger.texts("printed"))


@pytest.mark.parametrize(
    ("identifier", "denominator"),
    [
        ("S02", "94 by rounding"),
        ("S03", "116 by rounding"),
        ("S04", "107 by rounding"),
        ("S05", "108 by rounding; 107 by truncation"),
        ("S11", "103 by rounding"),
        ("S15", "20 by rounding / 20 by rounding"),
        ("S18", "5 as printed"),
        ("S25", "70 by its words"),
        ("S28", "56 by its words"),
        ("S31", "none"),
        ("S37", "94 by its words"),
        ("S01", "107 by addition"),
        ("S13", ""),
        ("S14", ""),
    ],
)
def test_the_denominators_that_fit_are_told_with_how(identifier, denominator):
    assert FRAME.loc[identifier, "denominator"] == denominator


@pytest.mark.parametrize("identifier", WILSON)
def test_a_recomputed_share_has_wilsons_interval_in_percent(identifier):
    count, whole, low, high = WILSON[identifier]
    row = FRAME.loc[identifier]
    assert row["recomputed"] == pytest.approx(100 * count / whole, rel=1e-12)
    assert (row["interval_low"], row["interval_high"]) == pytest.approx(
        (low, high), abs=1e-5
    )


def test_two_figures_of_a_row_stand_side_by_side_in_every_column():
    row = FRAME.loc["S15"]
    assert row["counts"] == (
        "9 (determined) of 107 incidents / 5 (determined) of 107 incidents"
    )
    assert row["recomputed"] == "45 / 25"
    assert row["interval_low"] == "25.82 / 11.19"
    assert row["interval_high"] == "65.79 / 46.87"
    assert row["reason"] == (
        "9 is the only whole number, at most the 20 known, that gives 45% of 20 (21 of "
        "101 percentages are possible); 45% of 107 would need 48, above the 20 known; "
        "9 of 20 is 45.00%, which rounds to 45%. / 5 is the only whole number, at most "
        "the 20 known, that gives 25% of 20 (21 of 101 percentages are possible); 25% "
        "of 107 would need 27, above the 20 known; 5 of 20 is 25.00%, which rounds to "
        "25%."
    )


@pytest.mark.parametrize(
    ("identifier", "counts"),
    [
        ("S05", "62 of 107 incidents"),
        ("S11", "18 plots of 103 arrest actions"),
        ("S12", "13 (determined) of 18 plots"),
        ("S13", "neither is printed"),
        ("S16", "13 + 1 of 14 incidents"),
        ("S17", "5 + 4 + 4 + 2 + 2 without a total"),
        ("S20", "7 (determined) of 14 incidents"),
        ("S21", "27 (determined) of 62 incidents"),
        ("S38", "3 + not printed without a total"),
        ("S29", ""),
    ],
)
def test_the_counts_are_those_that_the_sentence_has(identifier, counts):
    assert FRAME.loc[identifier, "counts"] == counts


@pytest.mark.parametrize(
    ("identifier", "reason"),
    [
        (
            "S01",
            "4 + 103 = 107, the total of the row; 135 is neither a part nor the total, "
            "and is not checked.",
        ),
        (
            "S07",
            "94 + 9 = 103, the total of the row; 14 is neither a part nor the total, "
            "and is not checked.",
        ),
        (
            "S30",
            "54 + 43 + 19 = 116, the total of the row; 94, 55 and 48 are neither parts "
            "nor the total, and are not checked.",
        ),
        (
            "S05",
            "As stated, 62 of 107 is 57.94%; 62 of 108 is 57.41%, which rounds to 57%.",
        ),
        (
            "S11",
            "18 of 103 is 17.48%, which rounds to 17%, but the figure counts plots, "
            "the whole arrest actions: another unit.",
        ),
        (
            "S13",
            "Neither a numerator nor a denominator is printed; its years' counts can "
            "be enumerated from what the text says of them, as year vectors.",
        ),
        ("S14", "The report gives no test of these words."),
        ("S17", "No total is printed that the parts could add up to."),
        ("S18", "4 of 5 is 80.00%, as printed."),
        ("S24", "60 of 70 is 85.714%, which rounds to 85.7%."),
        ("S25", "13 of 70 is 18.57%, which lies within 18 to 19%."),
        ("S26", "56 of 94 is 59.57%, which is above 50%."),
        (
            "S28",
            "44 of 56 is 78.57%, which lies within 78 to 80%, but the "
            "figure counts network ties, the whole arrest actions: another unit.",
        ),
        (
            "S31",
            "62 of 135 is 45.93%, 62 of 116 is 53.45%, none of which is 41% by "
            "rounding.",
        ),
        (
            "S37",
            "As stated, 61 of 135 is 45.19%, whose 95% interval is 37.0 to 53.6%; 61 "
            "of 94 is 64.89%, whose 95% interval is 54.8 to 73.8%, above 50%.",
        ),
        ("S39", "A part is not printed as a number."),
        ("S42", "A rule of the source; there is nothing to recompute."),
        (
            "S43",
            "Another source's figure, without counts from which to recompute it.",
        ),
    ],
)
def test_the_reason_is_one_sentence_of_the_numbers(identifier, reason):
    assert FRAME.loc[identifier, "reason"] == reason


def test_sums_have_no_interval_and_what_is_not_recomputed_is_empty():
    row = FRAME.loc["S27"]
    assert (row["recomputed"], row["interval_low"], row["interval_high"]) == (
        *(58, "", ""),
    )
    for identifier in ("S13", "S14", "S23", "S42"):
        row = FRAME.loc[identifier]
        assert [row["recomputed"], row["interval_low"]] == ["", ""]


def test_figures_that_need_different_denominators_are_pairs():
    assert AUDIT.pairs == (
        ("S02", "S03"),
        ("S03", "S37"),
        ("S04", "S05"),
        ("S04", "S15"),
        ("S05", "S15"),
    )


def test_worst_first_keeps_every_statement_and_the_order_within_a_verdict():
    ordered = AUDIT.worst_first()
    assert [one.id for one in ordered.statements][:8] == [
        *("S31", "S11", "S28", "S02", "S03", "S05", "S15", "S37"),
    ]
    assert [one.id for one in ordered.statements][-1] == "S44"
    assert sorted(one.id for one in ordered.statements) == list(FRAME.index)
    assert ordered.pairs == AUDIT.pairs


def test_an_audit_is_frozen_and_names_its_file():
    with pytest.raises(FrozenInstanceError):
        AUDIT.pairs = ()
    assert AUDIT.provenance == (belgium().ledger.provenance,)
    assert audit_ledger(belgium().ledger) == AUDIT


def test_a_statement_is_found_by_its_id():
    assert AUDIT.statement("S31").verdict == "impossible"
    with pytest.raises(KeyError, match="no statement 'S48' in this audit"):
        AUDIT.statement("S48")


def test_what_is_no_ledger_is_refused():
    with pytest.raises(InvalidDataError) as caught:
        audit_ledger(47)
    assert str(caught.value) == "ledger must be a SourceTable, got 47"


@pytest.mark.parametrize("path", ["statements.csv", Path("statements.csv")])
def test_a_file_is_to_be_read_first(path):
    with pytest.raises(InvalidDataError) as caught:
        audit_ledger(path)
    assert str(caught.value) == (
        "ledger must be a SourceTable, got 'statements.csv': read the file first, "
        "audit_ledger(read_ledger('statements.csv'))"
    )
