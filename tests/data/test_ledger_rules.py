"""The rules of a ledger, and the report's ledger against its own tables."""

from dataclasses import replace

import pytest

from bemodels.audit import audit_ledger
from bemodels.data import LEDGER_COLUMNS, LEDGER_KINDS, belgium
from bemodels.data.ledger_figures import split_figures
from bemodels.data.ledger_rules import check_ledger
from bemodels.errors import InvalidDataError

LEDGER = belgium().ledger
ROWS = {row[0]: dict(zip(LEDGER_COLUMNS, row, strict=True)) for row in LEDGER.rows}


def refusal(identifier, **cells):
    rows = tuple(
        tuple((ROWS[row[0]] | cells).values()) if row[0] == identifier else row
        for row in LEDGER.rows
    )
    with pytest.raises(InvalidDataError) as caught:
        check_ledger(replace(LEDGER, rows=rows))
    return str(caught.value)


def number(identifier, column="numerator"):
    return int(ROWS[identifier][column])


def parts(identifier, column="numerator"):
    return [int(entry) for entry in split_figures(ROWS[identifier][column])]


def rounded(numerator, denominator):
    """Percentage, rounded half up, in whole numbers."""
    return (200 * numerator + denominator) // (2 * denominator)


@pytest.mark.parametrize(
    ("identifier", "column", "value", "rule"),
    [
        ("S02", "kind", "guess", f"it must be one of {', '.join(LEDGER_KINDS)}"),
        *(
            (
                *("S02", "line", text),
                "lines or pages such as 12, 12-14, p. 3 or pp. 3-4, separated by ;, "
                "are needed, or nothing",
            )
            for text in (
                *("fn5", "12,13", "12;", "page 3", "3-", "4-3", "3-3", "p.", "-3"),
                *("4\N{EN DASH}3", "3\N{EN DASH}", "3\N{EM DASH}4"),
                *("12; fn5", "1-2-3", "p. iv"),
            )
        ),
        (
            "S02",
            "numerator",
            "61.0",
            "whole numbers or nothing, separated by /, are needed",
        ),
        *(
            ("S02", name, cell, "a whole number begins with no 0: write 61")
            for name, cell in (("numerator", "061"), ("known", "061"))
        ),
        ("S07", "numerator", "94 / 00", "a whole number begins with no 0: write 0"),
        ("S02", "denominator", "9" * 16, "a whole number has at most 15 digits"),
        *(
            (
                *("S02", "denominator", cell),
                "whole numbers or nothing, separated by /, are needed; if "
                f"{cell} is one number, write 1234",
            )
            for cell in ("1,234", "1 234")
        ),
        (
            "S02",
            "candidates",
            "94 or 116",
            "whole numbers separated by ; are needed, or nothing",
        ),
        (
            "S15",
            "known",
            "20 / 20 / 20",
            "the row prints 2 figures, and this cell holds 3 entries, separated by /: "
            "give it one for all, or 2",
        ),
        (
            "S02",
            "numerator",
            "137 / 9",
            "the row prints one figure, and this cell holds 2 entries, separated by /: "
            "give it one",
        ),
        (
            "S33",
            "numerator_unit",
            "persons / cases",
            "numerator has 4 parts, and this cell holds 2 entries, separated by /: "
            "give it one for all, or 4",
        ),
        (
            "S16",
            "printed",
            "15 incidents in all",
            "the total in the column denominator is 14",
        ),
        (
            "S16",
            "printed",
            "14%",
            "a count is no percentage: give that a row of kind share",
        ),
        *(
            (
                *("S16", "printed", text),
                "a count is no percentage: give that a row of kind share",
            )
            for text in ("14 p.c.", "14 p. c. of them", "14 pct", "14 pct.")
        ),
        *(
            (
                *("S16", "printed", text),
                f"a count is whole, and {number} has a decimal point{more}",
            )
            for text, number, more in (
                ("14.5 incidents", "14.5", ""),
                ("14, or 13.0", "13.0", ""),
                ("14 (1.5 a year)", "1.5", ""),
                (
                    *("0.57", "0.57"),
                    ": a spreadsheet stores 57% as 0.57; give that a row of kind share",
                ),
                ("1.234 incidents", "1.234", ": if it parts thousands, write 1,234"),
                ("1.234.567", "1.234.567", ": if it parts thousands, write 1,234,567"),
            )
        ),
        ("S33", "denominator", "61 / 61", "the parts of a count have one total"),
        ("S02", "id", "S01", "line 2 has this id, and it may stand once"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(identifier, column, value, rule):
    line = int(identifier[1:]) + 1
    assert refusal(identifier, **{column: value}) == (
        f"belgium/statements.csv, line {line}, column {column!r}: got {value!r}; {rule}"
    )


@pytest.mark.parametrize(
    "line",
    [
        *("", "12", "12-14", "p. 3", "p.3", "pp. 3-4", "12;40"),
        *("12-14; p. 3;pp. 5-6; 40", "12\N{EN DASH}14", "pp. 3\N{MINUS SIGN}4"),
    ],
)
def test_a_line_is_a_line_a_page_a_range_or_nothing(line):
    rows = tuple(tuple((ROWS[row[0]] | {"line": line}).values()) for row in LEDGER.rows)
    changed = replace(LEDGER, rows=rows)
    check_ledger(changed)
    assert audit_ledger(changed).statements == audit_ledger(LEDGER).statements


def test_other_columns_are_refused():
    renamed = ("ID", *LEDGER_COLUMNS[1:])
    with pytest.raises(InvalidDataError) as caught:
        check_ledger(replace(LEDGER, columns=renamed))
    assert str(caught.value) == (
        f"belgium/statements.csv: the columns must be {', '.join(LEDGER_COLUMNS)}"
    )


def test_the_ledger_holds_47_statements_in_order():
    assert list(ROWS) == [f"S{number:02d}" for number in range(1, 48)]


def test_totals_of_the_ledger_are_those_of_the_tables():
    report = belgium()
    assert number("S04", "denominator") == report.total_incidents
    assert number("S05") == report.cities.integer("placements", place="Brussels")
    assert number("S04") == sum(
        report.cities.integer("placements", place=place)
        for place in ("Brussels", "Charleroi")
    )
    for identifier, link in (("S09", "inspired"), ("S10", "linked")):
        assert number(identifier) == report.attacks(link)
        assert number(identifier, "denominator") == report.incidents(link)
    assert number("S11") == report.plots.integer("plots")


def test_network_ties_of_the_ledger_are_those_of_the_table():
    networks = belgium().networks
    assert tuple(parts("S27")) == networks.integers("arrest_actions")
    circle = zip(
        networks.texts("part_of_one_circle"),
        networks.integers("arrest_actions"),
        strict=True,
    )
    assert number("S28") == sum(ties for part, ties in circle if part == "yes")


def test_persons_by_number_of_known_attributes_solve_the_printed_totals():
    persons = belgium().persons
    known = {
        attribute: persons.integer("count", attribute=attribute, category="known")
        for attribute in persons.texts("attribute")[:5]
    }
    one, two, three = parts("S30")
    assert one + two + three == known["any of the three"]
    assert one + 2 * two + 3 * three == (
        known["citizenship"] + known["ethnic heritage"] + known["place of birth"]
    )
    assert three == known["all three"]
    assert number("S31") == two + three


@pytest.mark.parametrize(
    "identifier",
    [i for i, row in ROWS.items() if row["kind"] == "count" and row["denominator"]],
)
def test_the_parts_of_a_count_add_up(identifier):
    assert sum(parts(identifier)) == number(identifier, "denominator")


@pytest.mark.parametrize(
    ("identifier", "denominator", "printed"),
    [
        ("S02", 94, 65),
        ("S03", 116, 33),
        ("S04", 107, 71),
        ("S05", 108, 57),
        ("S06", 103, 91),
        ("S08", 4, 75),
        ("S09", 12, 25),
        ("S10", 95, 1),
        ("S11", 103, 17),
        ("S32", 61, 44),
        ("S44", 138, 8),
    ],
)
def test_a_printed_share_fits_a_denominator_of_its_row(
    identifier, denominator, printed
):
    row = ROWS[identifier]
    offered = [row["denominator"], *row["candidates"].split(";")]
    assert str(denominator) in offered
    assert f"{printed}%" == row["printed"]
    assert rounded(number(identifier), denominator) == printed


@pytest.mark.parametrize(
    ("identifier", "denominator", "printed", "count"),
    [("S12", 18, 72, 13), ("S15", 20, 45, 9), ("S15", 20, 25, 5), ("S21", 62, 44, 27)],
)
def test_a_numerator_left_empty_is_the_only_one_that_fits(
    identifier, denominator, printed, count
):
    assert ROWS[identifier]["numerator"] == ""
    known = number(identifier, "known")
    fits = [k for k in range(known + 1) if rounded(k, denominator) == printed]
    assert fits == [count]


def test_no_denominator_of_the_row_gives_41_percent():
    row = ROWS["S31"]
    offered = [row["denominator"], *row["candidates"].split(";")]
    assert 41 not in [rounded(number("S31"), int(one)) for one in offered]
