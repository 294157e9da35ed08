"""What is wrong is said in one line: what was found, and what is expected."""

import os
import subprocess
import sys

import pytest

from bemodels.cli import main

EVERY_COMMAND = (
    "rates, counts, undercount, capture, audit, appendix, verify, check or template"
)
WRONG = [
    # rates
    (
        "rates -1/12 1/95",
        "GROUP -1/12: attacks must lie in 0..12, the incidents, got -1",
    ),
    (
        "rates -- -1/12 1/95",
        "GROUP -1/12: attacks must lie in 0..12, the incidents, got -1",
    ),
    ("rates 3/0 1/95", "GROUP 3/0: incidents must be 1 or more, got 0"),
    (
        "rates 3/12 1:95",
        "REFERENCE '1:95': expected attacks/incidents, two whole numbers such as "
        "3/12, of at most 15 digits each",
    ),
    (
        "rates 3/12",
        "missing REFERENCE: attacks/incidents, such as 1/95 (see bemodels rates "
        "--help)",
    ),
    (
        "rates 3/12 1/95 2/95",
        "unexpected '2/95': expected GROUP and REFERENCE alone (see bemodels rates "
        "--help)",
    ),
    (
        "rates 3/12 1/95 --level 95",
        "--level: expected a number between 0 and 1, got '95' (see bemodels rates "
        "--help)",
    ),
    (
        "rates 3/12 1/95 --level nan",
        "--level: expected a number between 0 and 1, got 'nan' (see bemodels rates "
        "--help)",
    ),
    (
        "rates 3/12 1/95 --level",
        "--level: expected one argument (see bemodels rates --help)",
    ),
    (
        "rates 3/12 1/95 --json=yes",
        "--json: takes no value, got 'yes' (see bemodels rates --help)",
    ),
    # options and commands that there are not
    (
        "rates 3/12 1/95 --exact",
        "unknown option --exact: none is like it (see bemodels rates --help)",
    ),
    (
        "rates 3/12 1/95 --levle=0.9",
        "unknown option --levle: did you mean --level? (see bemodels rates --help)",
    ),
    (
        "rates 3/12 1/95 --lev 0.9",
        "unknown option --lev: did you mean --level? (see bemodels rates --help)",
    ),
    (
        "counts --belgum",
        "unknown option --belgum: did you mean --belgium? (see bemodels counts --help)",
    ),
    (
        "--debgu rates 3/12 1/95",
        "unknown option --debgu: did you mean --debug? (see bemodels --help)",
    ),
    (
        "rate 3/12 1/95",
        "unknown command 'rate': did you mean rates? (see bemodels --help)",
    ),
    (
        "regress",
        f"unknown command 'regress': expected {EVERY_COMMAND} (see bemodels --help)",
    ),
    ("", f"missing COMMAND: expected {EVERY_COMMAND} (see bemodels --help)"),
    # counts
    (
        "counts",
        "expected either FILE, data of your own, or --belgium, the counts that come "
        "with the package (see bemodels counts --help)",
    ),
    (
        "counts --belgium Ghent",
        "expected either FILE, data of your own, or --belgium, the counts that come "
        "with the package (see bemodels counts --help)",
    ),
    (
        "counts --belgium --seed x",
        "--seed: expected a whole number from 0 to 999999999999999, got 'x' (see "
        "bemodels counts --help)",
    ),
    (
        "counts --belgium --seed -5",
        "--seed: expected a whole number from 0 to 999999999999999, got '-5' (see "
        "bemodels counts --help)",
    ),
    (
        "counts --belgium --places-at-risk 20",
        "places_at_risk must lie between the 21 listed places and 10000, got 20",
    ),
    (
        "counts --belgium --draws 10",
        "draws must be a whole number of 100 or more, got 10",
    ),
    # undercount
    (
        "undercount --belgium --surfacing 1.5",
        "surfacing must lie in (0, 1], got 1.5",
    ),
    (
        "undercount --belgium --surfacing .2 --prior beta:2,8",
        "--prior: not allowed with argument --surfacing (see bemodels undercount "
        "--help)",
    ),
    (
        "undercount --belgium --prior normal:0,1",
        "--prior: expected beta:A,B with two numbers above 0, got 'normal:0,1' (see "
        "bemodels undercount --help)",
    ),
    # appendix and verify
    (
        "appendix --formats pdf,xyz",
        "--formats: expected some of html,pdf,docx,md, got 'xyz' (see bemodels "
        "appendix --help)",
    ),
    (
        "appendix --seed x",
        "--seed: expected a whole number from 0 to 999999999999999, got 'x' (see "
        "bemodels appendix --help)",
    ),
    (
        "verify",
        "missing DIR: folder with a manifest.json (see bemodels verify --help)",
    ),
    ("verify no-such-folder", "no-such-folder: not a folder"),
]


def run(capsys, *words):
    code = main(list(words))
    return code, *capsys.readouterr()


@pytest.mark.parametrize(("words", "message"), WRONG)
def test_wrong_input_exits_with_two(capsys, words, message):
    assert run(capsys, *words.split()) == (2, "", f"bemodels: {message}\n")


@pytest.fixture
def nothing_is_computed(monkeypatch):
    def compute(**_):
        raise AssertionError("computed before the folder was refused")

    monkeypatch.setattr("bemodels.cli.belgium_fits.run_analyses", compute)


@pytest.mark.usefixtures("nothing_is_computed")
class TestAnUnusableFolderIsRefusedBeforeAnythingIsComputed:
    def refusal(self, capsys, out):
        code, printed, message = run(capsys, "appendix", "--out", str(out))
        assert (code, printed) == (2, "")
        return message

    def test_a_file(self, capsys, tmp_path):
        out = tmp_path / "file"
        out.write_text("mine", encoding="utf-8")

        assert self.refusal(capsys, out) == (
            f"bemodels: {out}: is a file; name a folder of its own\n"
        )
        assert out.read_text(encoding="utf-8") == "mine"

    def test_a_folder_of_somebody_else(self, capsys, tmp_path):
        out = tmp_path / "folder"
        out.mkdir()
        (out / "notes.txt").write_text("mine", encoding="utf-8")

        assert self.refusal(capsys, out) == (
            f"bemodels: {out}: left alone, because it holds no manifest.json by "
            "bemodels\n"
        )
        assert [path.name for path in tmp_path.rglob("*")] == ["folder", "notes.txt"]

    def test_a_folder_below_a_file(self, capsys, tmp_path):
        (tmp_path / "file").touch()
        out = tmp_path / "file" / "out"

        assert self.refusal(capsys, out) == (
            f"bemodels: {out}: cannot be made, because {tmp_path / 'file'} is a file\n"
        )

    def test_a_place_where_nothing_can_be_written(self, capsys, tmp_path, monkeypatch):
        """Such as a full or a read-only disk, whatever the folder's mode says."""

        def refuse(*_):
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr("bemodels.report.lock.os.open", refuse)

        assert self.refusal(capsys, tmp_path / "out") == (
            f"bemodels: {tmp_path / '.out.bemodels-lock'}: cannot be locked: "
            "Read-only file system\n"
        )


def test_rates_without_an_odds_ratio_print_the_rest_and_exit_with_three(capsys):
    code, out, err = run(capsys, "rates", "0/12", "0/95")

    assert code == 3
    assert "attack_rate_posterior" in out
    assert "data and prior" in out
    assert err.startswith("bemodels: risk ratio not estimable: no incident is an")
    assert err.count("\n") == 1


def test_no_probability_of_a_table_is_certain_by_rounding(capsys):
    code, out, _ = run(capsys, "rates", "4/13", "0/94")

    assert code == 0
    assert out.count("> 0.9999") == 1 + 6


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_sign_that_the_output_lacks_stops_nothing(encoding):
    words = [sys.executable, "-m", "bemodels", "rates", "4/13", "0/94"]
    environment = dict(os.environ) | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(words, capture_output=True, env=environment, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"5.668 to ?" in done.stdout


def test_too_few_draws_are_refused_before_anything_is_done(capsys, tmp_path):
    words = ("appendix", "--draws", "5", "--out", str(tmp_path / "out"), "--quiet")
    assert run(capsys, *words) == (
        2,
        "",
        "bemodels: draws must be a whole number of 100 or more, got 5\n",
    )
