"""Commands as a person types them: what is printed, where, and with which exit code."""

import json
import os
import subprocess
import sys

import pytest

import bemodels
from bemodels.cli import main


def run(capsys, *words):
    code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def test_rates_prints_every_number_with_its_interval(capsys):
    code, out, err = run(capsys, "rates", "3/12", "1/95")

    assert (code, err) == (0, "")
    for text in (
        "29.13     2.105 to 1661 (95% confidence)",
        "23.75     3.073 to 477.9 (95% confidence)",
        "\nH0: the two attack rates are equal; Fisher's exact test, central mid-P: "
        "p = 0.004242\n",
        "\nAmong recorded incidents the group's attack rate is at least 2 times ",
        "P(attack rate of the group > attack rate of the reference): 0.9993, given",
        "reference                       1/95",
    ):
        assert text in out
    assert out.index("\nAmong recorded incidents ") < out.index("\nEstimates\n")


def test_debug_before_the_command_changes_nothing(capsys):
    words = ("rates", "3/12", "1/95")
    assert run(capsys, "--debug", *words) == run(capsys, *words)


def test_undercount_calls_what_is_stated_a_scenario(capsys):
    code, out, _ = run(capsys, "undercount", "--belgium", "--surfacing", "0.2")

    assert code == 0
    assert "34 to 94 (95% credible)" in out
    assert "prior (scenario)" in out


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
        raise RuntimeError("the\nunexpected")

    monkeypatch.setattr("bemodels.cli.commands.compare_attack_rates", fail)
    line = "bemodels: unexpected RuntimeError: the unexpected (--debug shows where)\n"

    assert run(capsys, "rates", "3/12", "1/95") == (1, "", line)
    for words in (
        ("rates", "3/12", "1/95", "--debug"),
        ("--debug", "rates", "3/12", "1/95"),
    ):
        code, _, err = run(capsys, *words)
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
        # A shell that runs the tests in the background has it ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
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


def test_rates_with_all_prints_every_method(capsys):
    code, out, err = run(capsys, "rates", "3/12", "1/95", "--all", "--json")

    steps = "risk difference", "risk ratio", "odds ratio"
    assert code == 0
    assert err.splitlines() == [
        *(f"every interval of the {scale}" for scale in steps),
        "every test of equal attack rates",
    ]
    names = [table["name"] for table in json.loads(out)["tables"]]
    assert names[4:8] == [
        "Every interval of the risk difference, 95%",
        "Every interval of the risk ratio, 95%",
        "Every interval of the odds ratio, 95%",
        "Every test of equal attack rates",
    ]
