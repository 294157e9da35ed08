"""Commands as a person types them: what is printed, where, and with which exit code."""

import json
import os
import subprocess
import sys

import pytest

import bemodels
from bemodels.cli import main

ESTIMATE_KEYS = {
    "estimand",
    "estimate",
    "unit",
    "interval_low",
    "interval_high",
    "interval_level",
    "interval_kind",
    "interval_method",
    "identified",
}


def run(capsys, *words):
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def strict(text):
    def refuse(constant):
        raise AssertionError(f"{constant} is not strict JSON")

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (
            ("rates", "-1/12", "1/95"),
            2,
            "bemodels: GROUP -1/12: attacks must lie in 0..12, the incidents, got -1",
        ),
        (
            ("rates", "3/0", "1/95"),
            2,
            "bemodels: GROUP 3/0: incidents must be 1 or more, got 0",
        ),
        (
            ("rates", "3/12", "1:95"),
            2,
            "bemodels: REFERENCE '1:95': expected attacks/incidents, two whole numbers "
            "such as 3/12",
        ),
        (
            ("rates", "3/12"),
            2,
            "bemodels: missing REFERENCE: attacks/incidents, such as 1/95 (see "
            "bemodels rates --help)",
        ),
        (
            ("rates", "3/12", "1/95", "--exact"),
            2,
            "bemodels: unrecognized arguments: --exact (see bemodels --help)",
        ),
        (
            ("rates", "3/12", "1/95", "--level", "95"),
            2,
            "bemodels: argument --level: expected a number between 0 and 1, got '95' "
            "(see bemodels rates --help)",
        ),
        (
            ("rates", "3/12", "1/10000001"),
            2,
            "bemodels: REFERENCE 1/10000001: incidents must be 10000000 or fewer, got "
            "10000001",
        ),
        (
            ("counts",),
            2,
            "bemodels: missing --belgium: the counts of the report on Belgium, which "
            "come with the package (see bemodels counts --help)",
        ),
        (
            ("counts", "--belgium", "--places-at-risk", "20"),
            2,
            "bemodels: places_at_risk must be at least the 21 listed places, and at "
            "least 1, got 20",
        ),
        (
            ("counts", "--belgium", "--draws", "10"),
            2,
            "bemodels: draws must be 100 or more, got 10",
        ),
        (
            ("undercount", "--belgium", "--surfacing", "1.5"),
            2,
            "bemodels: surfacing must lie in (0, 1], got 1.5",
        ),
        (
            ("undercount", "--belgium", "--surfacing", ".2", "--prior", "beta:2,8"),
            2,
            "bemodels: argument --prior: not allowed with argument --surfacing (see "
            "bemodels undercount --help)",
        ),
        (
            ("undercount", "--belgium", "--prior", "normal:0,1"),
            2,
            "bemodels: argument --prior: expected beta:A,B with two numbers, got "
            "'normal:0,1' (see bemodels undercount --help)",
        ),
        (
            ("undercount", "--belgium", "--prior", "beta:0.1,0.5"),
            3,
            "bemodels: the 0.975 quantile of the hidden actors lies above 2**53: the "
            "prior leaves their number open",
        ),
        (
            ("appendix", "--formats", "html,odt"),
            2,
            "bemodels: argument --formats: expected some of html,pdf,docx,md, got "
            "'odt' (see bemodels appendix --help)",
        ),
        (
            ("rate", "3/12", "1/95"),
            2,
            "bemodels: argument COMMAND: invalid choice: 'rate' (choose from 'rates', "
            "'counts', 'undercount', 'appendix', 'verify') (see bemodels --help)",
        ),
        ((), 2, "bemodels: missing COMMAND (see bemodels --help)"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(capsys, words, code, message):
    assert run(capsys, *words) == (code, "", f"{message}\n")


def test_rates_prints_every_number_with_its_interval(capsys):
    code, out, err = run(capsys, "rates", "3/12", "1/95")

    assert (code, err) == (0, "")
    for text in ("29.13", "2.105 to 1661 (95% confidence)", "0.008292", "0.9993"):
        assert text in out


def test_rates_as_json_is_the_result(capsys):
    code, out, _ = run(capsys, "rates", "3/12", "0/95", "--json")
    found = strict(out)
    odds = next(one for one in found["estimates"] if one["estimand"] == "odds_ratio")

    assert code == 0
    assert set(found) == {
        "title",
        "method",
        "estimates",
        "probabilities",
        "tests",
        "assumptions",
        "checks",
        "tables",
        "provenance",
    }
    assert all(set(one) == ESTIMATE_KEYS for one in found["estimates"])
    assert odds["estimate"] == odds["interval_high"] == "Infinity"


def test_undercount_calls_what_a_prior_gives_a_scenario(capsys):
    _, out, _ = run(capsys, "undercount", "--belgium", "--surfacing", "0.2")
    _, text, _ = run(capsys, "undercount", "--belgium", "--prior", "beta:2,8", "--json")
    by_name = {one["estimand"]: one for one in strict(text)["estimates"]}

    assert "prior (scenario)" in out
    assert "34 to 94 (95% credible)" in out
    assert by_name["population"]["identified"] == "prior"
    assert by_name["population"]["estimate"] == 65
    assert by_name["fate_odds_ratio"]["identified"] == "data"


@pytest.mark.sampling
def test_counts_shows_pooled_and_exact_rates(capsys):
    code, out, err = run(
        capsys, "counts", "--belgium", "--draws", "500", "--seed", "3", "--json"
    )
    found = strict(out)
    by_name = {one["estimand"]: one for one in found["estimates"]}

    assert code == 0
    assert "drawing from" in err
    assert by_name["annual_rate_exact[Brussels]"]["interval_low"] == pytest.approx(
        13.9128, abs=5e-4
    )
    assert by_name["annual_rate[Brussels]"]["identified"] == "both"
    names = [table["name"] for table in found["tables"]]
    assert "Sensitivity to the number of places at risk" in names


def test_version_and_help_are_printed(capsys):
    for words, expected in (
        (["--version"], bemodels.__version__),
        (["--help"], "commands:"),
        (["rates", "--help"], "GROUP"),
    ):
        with pytest.raises(SystemExit) as exit_:
            main(words)
        assert exit_.value.code == 0
        assert expected in capsys.readouterr().out


def test_an_unexpected_error_is_one_line_and_debug_shows_more(capsys, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("the unexpected")

    monkeypatch.setattr("bemodels.cli.commands.compare_attack_rates", fail)
    line = "bemodels: unexpected RuntimeError: the unexpected (--debug shows where)\n"

    assert run(capsys, "rates", "3/12", "1/95") == (1, "", line)
    code, _, err = run(capsys, "rates", "3/12", "1/95", "--debug")
    assert code == 1
    assert err.startswith("Traceback")
    assert err.endswith(line)


def test_what_has_not_converged_exits_with_four(capsys, monkeypatch):
    def fail(*_, **__):
        raise bemodels.NotConvergedError("phi has not converged: r_hat 1.3")

    monkeypatch.setattr("bemodels.cli.commands.compare_attack_rates", fail)

    assert run(capsys, "rates", "3/12", "1/95") == (
        4,
        "",
        "bemodels: phi has not converged: r_hat 1.3\n",
    )


def test_an_interrupt_exits_with_130(capsys, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("bemodels.cli.commands.compare_attack_rates", interrupt)

    assert run(capsys, "rates", "3/12", "1/95") == (130, "", "bemodels: interrupted\n")


def test_a_reader_that_leaves_is_no_error():
    """As in ``bemodels rates 3/12 1/95 | head -n 0``."""
    with subprocess.Popen(
        [sys.executable, "-m", "bemodels", "rates", "3/12", "1/95"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_the_command_line_needs_no_heavy_library_for_its_help():
    code = (
        "import sys; from bemodels.cli.parser import build_parser; build_parser(); "
        "print([n for n in ('numpy', 'scipy', 'rich', 'pymc') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.sampling
@pytest.mark.xdist_group("appendix")
def test_ctrl_c_while_drawing_exits_with_130(tmp_path):
    """The library's own handler would return a padded trace and go on."""
    code = (
        "import os, signal, threading, sys\n"
        "from bemodels.cli import main\n"
        "import nutpie\n"
        "plain = nutpie.sample\n"
        "def sample(*a, **k):\n"
        "    k['draws'] = 2_000_000\n"
        "    threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "    return plain(*a, **k)\n"
        "nutpie.sample = sample\n"
        f"sys.exit(main(['appendix', '--out', {str(tmp_path / 'out')!r}]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
        timeout=300,
    )
    assert done.returncode == 130
    assert done.stderr.endswith("bemodels: interrupted\n")
    assert not (tmp_path / "out").exists()
