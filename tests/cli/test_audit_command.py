"""`bemodels audit`: verdicts worst first, a ledger of one's own, and refusals."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bemodels.cli import main
from bemodels.data import LEDGER_COLUMNS, ledger_template

HEADER = ",".join(LEDGER_COLUMNS)
ROWS = (
    "A1,12,,A share.,57%,62,incidents,108,incidents,,,0,share",
    "A2,13,,A cut share.,57%,62,incidents,107,incidents,,,0,share",
    "A3,14,,A claim.,a drop,,,,,,,,claim",
)


def run(capsys, *words):
    code = main(["audit", *words])
    return code, *capsys.readouterr()


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("\n".join((HEADER, *ROWS, "")), encoding="utf-8")
    return path


def test_the_reports_figures_are_printed_worst_first(capsys):
    code, out, err = run(capsys)
    assert (code, err) == (0, "")
    places = [
        out.index(f"\n{text}")
        for text in (
            *("Impossible\n", "S31  41%", "Mixed numerator and denominator\n"),
            *("S11  17%", "Follows for another denominator\n", "Not tested\n"),
            *("Follows\n", "Figures on one stated denominator that need different "),
            *("S04  71% needs 107  ", "The verdicts, worst first\n"),
            "The rules of words\n",
        )
    ]
    assert places == sorted(places)
    assert "In 41% of cases at least" in out
    assert "108 by rounding; 107 by" in out
    assert "45.93 (37.75 to 54.33)" in out
    assert out.endswith("Data: belgium/statements.csv\n")


def test_no_line_is_wider_than_a_hundred_characters(capsys):
    _, out, _ = run(capsys)
    assert max(map(len, map(str.rstrip, out.split("\n")))) <= 100


def test_json_holds_every_share_with_its_interval_and_every_table(capsys):
    code, out, _ = run(capsys, "--json")
    found = json.loads(out)
    assert code == 0
    assert len(found["estimates"]) == 26
    assert found["estimates"][0]["estimand"] == "share[S31]"
    assert len(found["tables"]) == 4


def test_a_ledger_of_ones_own_is_audited(capsys, ledger):
    code, out, err = run(capsys, "--ledger", str(ledger))
    assert (code, err) == (0, "")
    told = "1 of 3 statements follows as it is stated. Truncated: statement A2. Not "
    assert told in out
    assert "Figures on one stated denominator" not in out
    assert out.index("\nTruncated\n") < out.index("\nNot tested\n")
    assert out.endswith("Data: own.csv\n")


def test_what_was_accepted_on_reading_is_printed(capsys, ledger):
    ledger.write_text(f"{HEADER}\n\n{ROWS[0]}\n", encoding="utf-8")
    _, out, _ = run(capsys, "--ledger", str(ledger))
    assert "own.csv: blank lines were left out: 2" in out


def test_what_was_accepted_on_reading_is_in_the_json(capsys, ledger):
    ledger.write_text(f"\ufeff{HEADER}\n\n{ROWS[0]}\n", encoding="utf-8")
    _, out, _ = run(capsys, "--ledger", str(ledger), "--json")
    assert json.loads(out)["tables"][-1]["rows"] == [
        ["own.csv: a byte order mark at its start was removed"],
        ["own.csv: blank lines were left out: 2"],
    ]


def test_another_encoding_and_delimiter_are_read(capsys, ledger):
    text = "\n".join((HEADER, *ROWS, "")).replace(",", ";").replace("claim.", "clé.")
    ledger.write_bytes(text.encode("latin-1"))
    words = ("--ledger", str(ledger), "--delimiter", ";", "--encoding", "latin-1")
    code, out, _ = run(capsys, *words)
    assert code == 0
    assert "A clé." in out


def test_a_bad_ledger_is_refused_with_a_line_a_problem(capsys, ledger):
    bad = ROWS[0].replace("62", "many").replace("57%", "most")
    ledger.write_text("\n".join((HEADER, bad, ROWS[0], "")), encoding="utf-8")
    code, out, err = run(capsys, "--ledger", str(ledger))
    assert (code, out) == (2, "")
    assert err.split("\n") == [
        "bemodels: own.csv, line 2, column 'numerator': got 'many'; whole numbers or "
        "nothing, separated by /, are needed",
        "bemodels: own.csv, line 2, column 'printed': got 'most'; a figure is needed "
        "such as 57%, 85.7%, almost 80%, a little more than 18%, more than half, clear "
        "majority or 4 of 5",
        "bemodels: own.csv, line 3, column 'id': got 'A1'; line 2 has this id, and it "
        "may stand once",
        "",
    ]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("--encoding", "latin-1"), ("--delimiter", ";")),
        *(("--sheet", "ledger"), ("--max-bytes", "9")),
    ],
)
def test_options_of_a_ledger_are_refused_without_one(capsys, option, value):
    assert run(capsys, option, value) == (
        2,
        "",
        f"bemodels: {option} is for a file of your own, and the ledger is the "
        "report's\n",
    )


def test_options_of_another_format_are_refused(capsys, ledger):
    assert run(capsys, "--ledger", str(ledger), "--sheet", "ledger") == (
        2,
        "",
        "bemodels: --sheet is for an Excel workbook (.xlsx); own.csv is none\n",
    )


def test_a_ledger_that_is_too_large_is_told_which_option_raises_the_limit(
    capsys, ledger
):
    size = ledger.stat().st_size
    words = ("--ledger", str(ledger), "--max-bytes")
    assert run(capsys, *words, str(size - 1)) == (
        2,
        "",
        f"bemodels: own.csv: holds {size} bytes; at most {size - 1} are read "
        "(--max-bytes raises the limit)\n",
    )
    assert run(capsys, *words, str(size))[0] == 0


def test_the_template_is_audited_as_it_stands(capsys, tmp_path):
    assert main(["template", "--ledger"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == (ledger_template(), "")
    path = tmp_path / "own.csv"
    path.write_text(out, encoding="utf-8")
    code, told, err = run(capsys, "--ledger", str(path))
    assert (code, err) == (0, "")
    assert "\n4 of 8 statements follow as they are stated. Follows for another " in told
    places = [told.index(f"\n{one}\n") for one in ("Not tested", "External", "Follows")]
    assert places == sorted(places)


def test_the_help_names_the_template_and_the_page_that_shows_how(capsys):
    with pytest.raises(SystemExit):
        main(["audit", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "`bemodels template --ledger` writes a ledger to begin with" in told
    assert "docs/how-to/audit-a-report.md" in told
    page = Path(__file__).parents[2] / "docs/how-to/audit-a-report.md"
    assert page.is_file()


def test_an_argument_is_refused(capsys):
    code, _, err = run(capsys, "own.csv")
    assert (code, err) == (
        2,
        "bemodels: unexpected 'own.csv': expected options alone, such as --ledger FILE "
        "(see bemodels audit --help)\n",
    )


def test_the_command_loads_no_sampler():
    code = (
        "import sys; from bemodels.cli import main; main(['audit']); "
        "print([n for n in ('pymc', 'arviz', 'pytensor', 'numba') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("\n[]\n")
