"""Rows that no report has to print: every verdict, and every edge of a rule."""

import pytest
from made_up_ledgers import audited, figure_of, ledger_of

from bemodels import InvalidDataError
from bemodels.audit import audit_ledger
from bemodels.audit.printed.ledger_result import PAIRS

KEEP = "not checkable from the text"
OTHER = "follows for another denominator"
MIXED = "mixed numerator and denominator"


def row(printed, numerator="", denominator="", **others):
    return {"printed": printed, "numerator": numerator, "denominator": denominator} | (
        others
    )


@pytest.mark.parametrize(
    ("cells", "verdict", "denominator"),
    [
        # Halves round up: 12.5 to 13, 0.5 to 1, 0.25 to 0.3.
        (row("13%", 1, 8), "follows", "8 by rounding"),
        (row("12%", 1, 8), "truncated", "8 by truncation"),
        (row("1%", 1, 200), "follows", "200 by rounding"),
        (row("0%", 1, 200), "truncated", "200 by truncation"),
        (row("0.3%", 1, 400), "follows", "400 by rounding"),
        (row("0.2%", 1, 400), "truncated", "400 by truncation"),
        (row("2%", 1, 40), "truncated", None),
        (row("1%", 1, 40), "impossible", "none"),
        # Decimals are those that are printed.
        (row("57.9%", 62, 107, decimals=1), "follows", "107 by rounding"),
        (row("57.94%", 62, 107, decimals=2), "follows", "107 by rounding"),
        (row("57.95%", 62, 107), "impossible", "none"),
        (row("50.0%", 1, 2, decimals=1), "follows", "2 by rounding"),
        (row("66.6%", 2, 3), "truncated", "3 by truncation"),
        (row("66.66%", 2, 3), "truncated", "3 by truncation"),
        # Another denominator, only by rounding; one by truncation is told.
        (
            row("57%", 62, 107, candidates=108),
            OTHER,
            "108 by rounding; 107 by truncation",
        ),
        (row("57%", 62, "", candidates=108), OTHER, "108 by rounding"),
        (row("57%", 62, 200, candidates=107), "impossible", "107 by truncation"),
        (row("57%", 62, 108, candidates="108;109"), "follows", None),
        (row("57%", 62, 107, candidates=107), "truncated", "107 by truncation"),
        # Units that differ.
        (row("57%", 62, 108, numerator_unit="persons"), MIXED, "108 by rounding"),
        (row("57%", 62, 107, numerator_unit="persons"), MIXED, "107 by truncation"),
        (row("57%", 62, 108, numerator_unit="Incidents"), "follows", None),
        (row("57%", 62, 108, numerator_unit=""), "follows", None),
        (row("57%", 62, 108, denominator_unit=""), "follows", None),
        (row("57%", 62, 108, numerator_unit="persons", candidates=109), OTHER, None),
        (row("57%", 62, 90, numerator_unit="persons"), "impossible", "none"),
        (row("57%", 62, 108, numerator_unit="persons", candidates=108), MIXED, None),
        # Ends and edges of the counts.
        (row("0%", 0, 107), "follows", "107 by rounding"),
        (row("100%", 107, 107), "follows", "107 by rounding"),
        (row("120%", 12, 10), "follows", "10 by rounding"),
        (row("121%", 12, 10), "impossible", "none"),
        (row("57%", 62), KEEP, ""),
        (row("57%"), KEEP, ""),
        (row("57%", "", 108, known=61), KEEP, ""),
        # Determined: one whole number, at most the known ones.
        (row("72%", "", 18, known=18), "follows", "18 by rounding"),
        (row("72%", "", 18, known=12), KEEP, ""),
        (row("72%", "", 18), "follows", "18 by rounding"),
        (row("33%", "", 14, known=14), KEEP, ""),
        (row("1%", "", 1000, known=1000), KEEP, ""),
        (row("1%", "", 1000, known=5), "follows", "1000 by rounding"),
        (row("1%", "", 1000, known=4), KEEP, ""),
        (row("45%", "", 107, candidates="20;62", known=20), OTHER, "20 by rounding"),
        (row("45%", "", "", candidates=20), OTHER, "20 by rounding"),
        (row("5%", "", 1000, candidates=20), OTHER, "20 by rounding"),
        # Candidates that differ determine none, in either order; those that agree do.
        (row("57%", candidates="90;74"), KEEP, ""),
        (row("57%", candidates="74;90"), KEEP, ""),
        (row("57%", candidates="74;90", known=50), OTHER, "74 by rounding"),
        (row("57%", candidates="90;89"), OTHER, "90 by rounding; 89 by rounding"),
        (row("57%", "", 90, candidates="74"), "follows", "90 by rounding"),
        # A part does not exceed its whole.
        (row("150%", "", 20), KEEP, ""),
        (row("100%", "", 20), "follows", "20 by rounding"),
        (row("100%", "", 100), "follows", "100 by rounding"),
        # A printed numerator above the known units is what the report prints.
        (row("57%", 62, 108, known=20), "follows", "108 by rounding"),
    ],
)
def test_a_share_has_the_first_verdict_that_fits(cells, verdict, denominator):
    figure = figure_of(**cells)
    assert figure.verdict == verdict
    if denominator is not None:
        assert figure.denominator == denominator


@pytest.mark.parametrize(
    ("printed", "count", "verdict"),
    [
        ("almost 80%", 78, "follows"),
        ("almost 80%", 80, "follows"),
        ("almost 80%", 77, "impossible"),
        ("almost 80%", 81, "impossible"),
        ("Almost  80 %", 79, "follows"),
        ("a little more than 18%", 18, "follows"),
        ("a little more than 18 percent", 19, "follows"),
        ("a little more than 18%", 17, "impossible"),
        ("a little more than 18%", 20, "impossible"),
        ("more than half", 51, "follows"),
        ("more than half", 50, "impossible"),
        # Wilson: 59 of 100 begins at 49.2, 60 of 100 at 50.2 (statsmodels 0.15).
        ("clear majority", 60, "follows"),
        ("a clear majority", 59, "impossible"),
        ("clear majority", 101, "impossible"),
        ("51 of 100", 51, "follows"),
        ("51 of 100", 52, "impossible"),
        ("51 of 101", 51, "impossible"),
    ],
)
def test_words_have_their_rule_in_the_place_of_rounding(printed, count, verdict):
    assert figure_of(**row(printed, count, 100)).verdict == verdict


@pytest.mark.parametrize(
    ("cells", "verdict", "counts"),
    [
        (row("4 of 5", "", 5), "follows", "4 of 5 incidents"),
        (row("4 of 5"), "follows", "4 of 5 incidents"),
        (row("4 of 5", 3), "impossible", "3 of 5 incidents"),
        (row("4 of 5", "", 6, candidates=5), OTHER, "4 of 6 incidents"),
        (row("4 of 5", 4, 5, numerator_unit="plots"), MIXED, "4 plots of 5 incidents"),
        (row("more than half", "", 2), "follows", "2 (determined) of 2 incidents"),
        (row("more than half", "", 9), KEEP, "not printed of 9 incidents"),
        (row("clear majority", "", 4), "follows", "4 (determined) of 4 incidents"),
        (row("clear majority", "", 3), KEEP, "not printed of 3 incidents"),
        (row("clear majority", "", 6), "follows", "6 (determined) of 6 incidents"),
        (row("clear majority", "", 8), KEEP, "not printed of 8 incidents"),
        (row("clear majority", "", 6, known=5), KEEP, "not printed of 6 incidents"),
        (row("almost 80%", "", 14), "follows", "11 (determined) of 14 incidents"),
    ],
)
def test_a_numerator_behind_words_is_printed_or_determined(cells, verdict, counts):
    figure = figure_of(**cells)
    assert (figure.verdict, figure.counts) == (verdict, counts)


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        ({"numerator": "4 / 103", "denominator": 107}, "follows"),
        ({"numerator": "4 / 102", "denominator": 107}, "impossible"),
        ({"numerator": "4 / 104", "denominator": 107, "candidates": "90;108"}, OTHER),
        ({"numerator": "4 / 104", "candidates": "108"}, OTHER),
        ({"numerator": "4 / 103"}, KEEP),
        ({"numerator": "4 /", "denominator": 4}, KEEP),
        ({"denominator": 4}, KEEP),
        ({"numerator": "0 / 0", "denominator": 0}, "follows"),
        ({"numerator": "7", "denominator": 7, "numerator_unit": "plots"}, "follows"),
    ],
)
def test_a_count_follows_when_its_parts_add_up(cells, verdict):
    assert figure_of(printed="x", kind="count", **cells).verdict == verdict


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [("definition", "definition"), ("claim", "not tested"), ("context", "external")],
)
def test_three_kinds_decide_the_verdict_whatever_the_numbers_are(kind, verdict):
    cells = row("57%", 62, 108, kind=kind)
    assert audited(**cells).verdict == verdict


def test_figures_of_one_row_have_verdicts_of_their_own():
    statement = audited(
        **row("57% / 57%", 62, "108 / 107", candidates="9 / 108;109", known="/ 100")
    )
    assert statement.verdict == f"follows / {OTHER}"
    assert [one.denominator for one in statement.figures] == [
        "108 by rounding",
        "108 by rounding; 109 by rounding; 107 by truncation",
    ]


def test_a_pair_needs_one_stated_whole_and_no_common_denominator():
    rows = (
        row("71%", 76, 107, candidates=108),
        row("57%", 62, 107, candidates=108),
        row("58%", 62, 107, candidates=108),
        row("57%", 62, 107, candidates=108, denominator_unit="persons"),
        row("57%", 62, 109, candidates=108),
        row("99%", 62, 107, candidates=108),
        # 107 and 108 both give 1%, so the row is at one with each of the others.
        row("1%", 1, 107, candidates=108),
    )
    assert audit_ledger(ledger_of(*rows)).pairs == (("A1", "A2"), ("A2", "A3"))


def test_a_pair_is_told_once_though_several_figures_make_it():
    rows = (row("71%", 76, 107), row("57% / 57%", 62, 107, candidates=108))
    assert audit_ledger(ledger_of(*rows)).pairs == (("A1", "A2"),)


def test_two_figures_of_one_row_that_are_a_pair_are_told_apart():
    one = row("71% / 57% / 58%", "76 / 62 / 62", 107, candidates=108)
    audit = audit_ledger(ledger_of(one))
    first, second, third = (f"A1, figure {place}" for place in (1, 2, 3))
    assert audit.pairs == ((first, second), (second, third))
    assert audit.result().table(PAIRS).rows == (
        (first, "71% needs 107", second, "57% needs 108"),
        (second, "57% needs 108", third, "58% needs 107"),
    )


@pytest.mark.parametrize(
    ("cells", "column", "got", "rule"),
    [
        (
            row("about 57%", 62, 108),
            "printed",
            "'about 57%'",
            "a figure is needed such as 57%, 85.7%, almost 80%, a little more than "
            "18%, more than half, clear majority or 4 of 5",
        ),
        (row("-57%", 62, 108), "printed", "'-57%'", "a share has no sign"),
        (
            row("57% / +4%", 62, 108),
            "printed",
            "'57% / +4%'",
            "'+4%': a share has no sign",
        ),
        (
            row("clear majority", 62, 108, kind="change"),
            "printed",
            "'clear majority'",
            "a change is a percentage",
        ),
        (
            row("4 of 5", 4, 5, kind="change"),
            "printed",
            "'4 of 5'",
            "a change is a percentage",
        ),
        (row("57%", 62, 108, decimals=1), "decimals", "'1'", "57% is printed with 0"),
        (
            row("0%", 0, 0),
            "denominator",
            "'0'",
            "the denominator of a share is 1 or more",
        ),
        (
            row("57% / 4%", 62, "108 / 0"),
            "denominator",
            "'108 / 0'",
            "the denominator of a share is 1 or more",
        ),
        (
            row("57%", 62, 108, candidates="109;0"),
            "candidates",
            "'109;0'",
            "the denominator of a share is 1 or more",
        ),
        *(
            (
                row(text, 62, 108, kind=kind),
                "printed",
                f"'{text}'",
                f"a spreadsheet stores {percent}% as {number}: write the percentage "
                f'with its sign, as text, "{percent}%", or "{number}%" if that is '
                "printed",
            )
            for text, kind, percent, number in (
                ("0.57", "share", "57", "0.57"),
                ("0.65", "change", "65", "0.65"),
                ("-0.45", "change", "-45", "-0.45"),
                ("+0.450", "change", "+45", "+0.450"),
                ("almost 0.795", "share", "79.5", "0.795"),
            )
        ),
        (
            row("57% / 4.2%", 62, 108, decimals=0),
            "decimals",
            "'0'",
            "4.2% is printed with 1",
        ),
        (row("", 62, 108), "printed", "''", "text is needed"),
        (row("57%", 62, 108, statement=""), "statement", "''", "text is needed"),
    ],
)
def test_a_row_that_cannot_be_audited_is_refused(cells, column, got, rule):
    with pytest.raises(InvalidDataError) as caught:
        audited(**cells)
    assert str(caught.value) == (
        f"own.csv, line 2, column {column!r}: got {got}; {rule}"
    )
