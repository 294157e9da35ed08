"""A researcher's ledger: read as text, checked to the last cell, refused in lines."""

from hashlib import sha256

import pandas as pd
import pytest

from bemodels import InvalidDataError, belgium
from bemodels.audit import audit_ledger
from bemodels.data import LEDGER_COLUMNS, read_ledger
from bemodels.data.ledger_rules import CANDIDATES_RULE
from bemodels.data.printed_figure import FIGURE_RULE
from bemodels.result.rules import shown

HEADER = ",".join(LEDGER_COLUMNS)
ROW = "A1,12,,A share.,57%,62,incidents,107,incidents,108,,0,share"


def write(tmp_path, *rows, header=HEADER, name="own.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(("\n".join((header, *rows)) + "\n").encode(encoding))
    return path


def refusal(path, **options):
    with pytest.raises(InvalidDataError) as caught:
        read_ledger(path, **options)
    return str(caught.value).split("\n")


def test_the_reports_own_ledger_is_read_as_it_is_bundled(tmp_path):
    rows = [",".join(f'"{cell}"' for cell in row) for row in belgium().ledger.rows]
    path = write(tmp_path, *rows)
    ledger = read_ledger(path)
    assert ledger.rows == belgium().ledger.rows
    assert ledger.columns == LEDGER_COLUMNS
    assert len(ledger.meanings) == len(LEDGER_COLUMNS)
    assert ledger.provenance.source == "own.csv"
    assert ledger.provenance.sha256 == sha256(path.read_bytes()).hexdigest()
    assert ledger.provenance.rows == 47
    found, bundled = audit_ledger(ledger), audit_ledger(belgium().ledger)
    assert found.statements == bundled.statements


def test_columns_may_stand_in_any_order_and_cells_between_spaces(tmp_path):
    names = HEADER.split(",")
    cells = dict(zip(names, ROW.split(","), strict=True))
    header = ",".join(reversed(names))
    row = ",".join(f" {cells[name]} " for name in reversed(names))
    (found,) = read_ledger(write(tmp_path, row, header=header)).rows
    assert dict(zip(LEDGER_COLUMNS, found, strict=True)) == cells


def test_what_was_accepted_is_told(tmp_path):
    path = write(tmp_path, ROW, "", "," * 12)
    assert read_ledger(path).notes == (
        "own.csv: blank lines were left out: 3",
        "own.csv: blank rows were left out: 4",
    )


@pytest.mark.parametrize(
    ("candidates", "rule"),
    [
        *((one, CANDIDATES_RULE) for one in ("108;", "-1", "108.0", "12,34", "1,2345")),
        ("0108", "a whole number begins with no 0: write 108"),
        ("108; 007", "a whole number begins with no 0: write 7"),
        ("108;000", "a whole number begins with no 0: write 0"),
        ("1" * 16, "a whole number has at most 15 digits"),
        ("0" + "1" * 16, "a whole number has at most 15 digits"),
        (
            "108,109",
            f"{CANDIDATES_RULE}; if 108,109 is one number, write 108109",
        ),
    ],
)
def test_a_candidate_keeps_the_rule_of_a_numerator(tmp_path, candidates, rule):
    row = ROW.replace(",108,", f',"{candidates}",')
    assert refusal(write(tmp_path, row)) == [
        f"own.csv, line 2, column 'candidates': got '{candidates}'; {rule}"
    ]


def test_candidates_may_have_spaces_between_them(tmp_path):
    row = ROW.replace(",108,", ",109; 108,")
    (found,) = audit_ledger(read_ledger(write(tmp_path, row))).statements
    assert found.figures[0].offered == (107, 109, 108)


def test_another_encoding_and_delimiter_are_stated(tmp_path):
    row = ROW.replace(",", ";").replace("A share.", "Liège.")
    path = write(tmp_path, row, header=HEADER.replace(",", ";"), encoding="latin-1")
    ledger = read_ledger(path, encoding="latin-1", delimiter=";")
    assert ledger.texts("statement") == ("Liège.",)


def test_every_problem_is_a_line_with_column_value_and_rule(tmp_path):
    path = write(
        tmp_path,
        "A1,12,,A share.,most,62.0,incidents,107,incidents,108,,0,share",
        "",
        "A1,fn. 3,,A share.,57%,62,incidents,107,incidents,108,,1,share",
        "A2,3,,,57%,62,incidents",
        "A3,3,,A share\u200b.,57%,62,incidents,107,incidents,107/108,,0,guess",
    )
    assert refusal(path) == [
        "own.csv, line 2, column 'numerator': got '62.0'; whole numbers or nothing, "
        "separated by /, are needed",
        f"own.csv, line 2, column 'printed': got 'most'; {FIGURE_RULE}",
        "own.csv, line 4, column 'line': got 'fn. 3'; lines or pages such as 12, "
        "12-14, p. 3 or pp. 3-4, separated by ;, are needed, or nothing",
        "own.csv, line 4, column 'decimals': got '1'; 57% is printed with 0",
        "own.csv, line 4, column 'id': got 'A1'; line 2 has this id, and it may stand "
        "once",
        "own.csv, line 5: 7 fields for the 13 columns of the header (a cell is "
        "missing)",
        "own.csv, line 6, column 'statement': got 'A share\\u200b.'; it holds "
        "characters that nobody sees (remove them)",
        "own.csv, line 6, column 'kind': got 'guess'; it must be one of share, change, "
        "count, claim, context, definition",
    ]


def test_missing_and_unknown_columns_are_named_together(tmp_path):
    header = HEADER.replace("known", "knwon").replace("line", "page")
    assert refusal(write(tmp_path, ROW, header=header)) == [
        "own.csv, line 1: the column line is missing",
        "own.csv, line 1: got 'page'; a ledger has no such column",
        "own.csv, line 1: got 'knwon'; a ledger has no such column (do you mean "
        "known?)",
    ]


def test_several_missing_columns_are_one_line(tmp_path):
    assert refusal(write(tmp_path, "a1,Ghent,attack", header="id,city,kind")) == [
        f"own.csv, line 1: the columns {', '.join(LEDGER_COLUMNS[1:-1])} are missing",
        "own.csv, line 1: got 'city'; a ledger has no such column",
    ]


def test_columns_may_be_in_another_case_which_is_told(tmp_path):
    header = HEADER.upper().replace("STATEMENT", "Statement").replace("KIND", "kind")
    ledger = read_ledger(write(tmp_path, ROW, header=header))
    assert ledger.columns == LEDGER_COLUMNS
    assert ledger.rows == read_ledger(write(tmp_path, ROW)).rows
    assert ledger.notes == (
        "own.csv: columns in another case were accepted: ID, LINE, SECTION, Statement, "
        "PRINTED, NUMERATOR, NUMERATOR_UNIT, DENOMINATOR, DENOMINATOR_UNIT, "
        "CANDIDATES, KNOWN, DECIMALS",
    )


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("id", "ID", "got 'ID'; two columns are id: 'id' and this one"),
        ("ID", "id", "got 'ID'; two columns are id: 'id' and this one"),
        ("Id", "ID", "got 'ID'; two columns are id: 'Id' and this one"),
    ],
)
def test_columns_that_differ_in_case_alone_are_refused(tmp_path, first, last, told):
    header = HEADER.replace("id,", f"{first},", 1) + f",{last}"
    path = write(tmp_path, f"{ROW},7", header=header)
    assert refusal(path) == [f"own.csv, line 1: {told} (keep one)"]


def test_another_table_is_told_in_one_line(tmp_path):
    assert refusal(write(tmp_path, "Ghent,3,2", header="city,count,years")) == [
        "own.csv: line 1 names no column of a ledger (its columns are "
        f"{', '.join(LEDGER_COLUMNS)})"
    ]


def test_a_tab_is_told_in_words_of_python(tmp_path):
    header = HEADER.replace(",", "\t")
    path = write(tmp_path, ROW.replace(",", "\t"), header=header)
    assert refusal(path) == [
        f"own.csv, line 1: got {shown(header)}; one column only, with '\\t' in its "
        "name (if that is the delimiter, give delimiter='\\t')"
    ]
    assert read_ledger(path, delimiter="\t").rows == (tuple(ROW.split(",")),)


def test_a_parquet_file_that_holds_a_header_alone_is_refused(tmp_path):
    path = tmp_path / "own.parquet"
    pd.DataFrame(columns=list(LEDGER_COLUMNS), dtype="str").to_parquet(path)
    assert refusal(path) == ["own.parquet: no statements: it has no rows"]


def test_a_ledger_without_a_header_is_told_what_it_needs(tmp_path):
    assert refusal(write(tmp_path, ROW, header=ROW)) == [
        "own.csv, line 1: got '12'; a value and not the name of a column stands on the "
        "first line (it must be a header with the columns of a ledger)"
    ]


def test_an_empty_ledger_and_one_that_is_not_there_are_refused(tmp_path):
    assert refusal(write(tmp_path)) == [
        "own.csv: no statements: nothing follows the header"
    ]
    assert refusal(write(tmp_path, "," * 12)) == [
        "own.csv: no statements: every row is blank"
    ]
    assert refusal(tmp_path / "none.csv") == ["none.csv: there is no such file"]
