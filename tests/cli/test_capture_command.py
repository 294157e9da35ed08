"""Several lists from a shell: the histories, every method, what is stated, refusals."""

import json
import math

import pytest

from bemodels.cli import defaults, main
from bemodels.undercount.capture import (
    SCALE,
    decomposable_graphs,
    loglinear_lists,
    petersen_of,
)
from bemodels.undercount.capture.capture_table import FEWEST_LISTS, MOST_LISTS

# Spina bifida in upstate New York: birth, death and medical records.
RECORDS = {
    **{"100": 60, "010": 49, "110": 4, "001": 247, "101": 112, "011": 142},
    "111": 12,
}
KREBS = {"10": 781, "01": 254, "11": 167}
LOG = "incident_id,date,city,kind,sources\n"


def run(capsys, *words):
    code = main(["capture", *map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def counted(folder, histories, *, lists):
    lines = [",".join((*lists, "n"))]
    lines += [",".join((*one, str(n))) for one, n in histories.items()]
    path = folder / "lists.csv"
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    return path


@pytest.fixture
def records(tmp_path):
    return counted(tmp_path, RECORDS, lists=("birth", "death", "medical"))


def test_every_method_stands_in_the_json(capsys, records):
    words = (records, "--lists", "birth,death,medical", "--count", "n", "--json")
    code, out, err = run(capsys, *words, "--interactions", "ab", "--level", "0.9")
    assert (code, err) == (0, "")
    found = json.loads(out)
    populations = {one["estimand"]: one for one in found["estimates"]}
    graphs = decomposable_graphs(RECORDS, delta=1, log_prior=SCALE, level=0.9)
    joined = loglinear_lists(RECORDS, interactions=("ab",), level=0.9)
    for name, result in (
        ("decomposable graphs, delta 1", graphs),
        ("Mt with ab", joined),
    ):
        own, printed = result.estimate("population"), populations[f"population[{name}]"]
        assert printed["estimate"] == own.value
        assert printed["interval_low"] == own.interval.low
        assert printed["interval_level"] == 0.9
    assert {one["unit"] for one in found["estimates"]} == {"incidents"}
    names = [one["name"] for one in found["tables"]]
    assert names == [
        *("Lists", "Histories", "Population by method"),
        "Population by the interaction of the highest order",
        "Pairs of lists that depend directly",
        "Population by matching errors, Mt with ab",
        "Stated inputs",
    ]
    stated = {row[0]: row[1] for row in found["tables"][-1]["rows"]}
    assert stated["lists"] == "birth, death, medical"
    assert "seed" not in stated
    assert stated["prior of population"] == "p(N) ∝ 1/N, N ≥ n"


def test_three_deltas_are_stated_side_by_side(capsys, records):
    words = (records, "--lists", "birth,death,medical", "--count", "n")
    code, out, _ = run(capsys, *words)
    assert code == 0
    for delta in ("0.125", "0.5", "1"):
        assert f"population[decomposable graphs, delta {delta}]" in out
        assert f"HyperDirichlet({delta}, G)" in out
    assert "Under Mt, if 20% of the true matches were missed, and matching had" in (
        " ".join(out.split())
    )
    assert "a    " in out
    assert "which is none" not in out
    assert (
        "The interaction of the highest order multiplies the hidden by the xi that "
        "stands beside the number; 1 is none."
    ) in " ".join(out.split())
    assert "medical  513" in out


def test_two_lists_have_petersen_and_chapman(capsys, tmp_path):
    path = counted(tmp_path, KREBS, lists=("police", "press"))
    code, out, _ = run(
        capsys, path, "--lists", "police,press", "--count", "n", "--json"
    )
    assert code == 0
    found = {one["estimand"]: one for one in json.loads(out)["estimates"]}
    own = petersen_of(KREBS).estimate("population")
    assert found["population[Petersen]"]["estimate"] == own.value
    assert round(found["population[Chapman]"]["estimate"], 3) == 2382.798
    assert json.loads(out)["checks"][0]["name"] == "Petersen: limits of the population"


def test_a_row_an_incident_and_what_no_list_saw(capsys, tmp_path):
    path = tmp_path / "incidents.csv"
    rows = ["id,police,press"]
    rows += [f"{n},yes,no" for n in range(6)] + [f"{n},1,1" for n in range(6, 10)]
    rows += ["10,0,TRUE", "11,0,0", "12,no,no"]
    path.write_text("\n".join((*rows, "")), encoding="utf-8")
    code, out, err = run(capsys, path, "--lists", "police,press")
    assert (code, err) == (0, "")
    assert "police  10         6" in out
    assert (
        "incidents.csv: incidents that stand on none of police, press were left out: 2 "
        "(lines 13, 14); the hidden of these lists cannot be fewer"
    ) in out


def test_the_sources_of_a_log_are_lists(capsys, tmp_path):
    path = tmp_path / "log.csv"
    sources = ["press|court"] * 4 + ["press"] * 5 + ["court"] * 3
    rows = [f"i{n},2016-01-01,Ghent,attack,{one}" for n, one in enumerate(sources)]
    path.write_text(LOG + "\n".join((*rows, "")), encoding="utf-8")
    code, out, err = run(capsys, path, "--lists", "press,court", "--json")
    assert (code, err) == (0, "")
    rows = {row[1]: row[2] for row in json.loads(out)["tables"][0]["rows"]}
    assert rows == {"press": 9, "court": 7}
    code, out, err = run(capsys, path, "--lists", "press,cuort")
    assert (code, out, err) == (
        2,
        "",
        "bemodels: no incident has the source 'cuort' (is it court?)\n",
    )


def test_some_sources_of_a_log_may_be_chosen(capsys, tmp_path):
    path = tmp_path / "log.csv"
    sources = ["press|court"] * 4 + ["press"] * 5 + ["court|un"] * 3 + ["un"] * 2
    rows = [f"i{n},2016-01-01,Ghent,attack,{one}" for n, one in enumerate(sources)]
    path.write_text(LOG + "\n".join((*rows, "")), encoding="utf-8")
    code, out, err = run(capsys, path, "--lists", "press,court")
    assert (code, err) == (0, "")
    assert "of the same 12 recorded incidents" in " ".join(out.split())
    assert (
        "incidents that stand on none of press, court were left out: 2 ('i12', 'i13'); "
        "the hidden of these lists cannot be fewer"
    ) in " ".join(out.split())


def test_every_problem_of_a_file_is_a_line(capsys, tmp_path):
    path = tmp_path / "lists.csv"
    path.write_text("a,b\n1,maybe\n2,0\n", encoding="utf-8")
    code, out, err = run(capsys, path, "--lists", "a,b")
    rule = "0 or 1 (or 0.0 or 1.0) is needed, or no or yes, or false or true"
    assert (code, out) == (2, "")
    assert err == (
        f"bemodels: lists.csv, line 2, column 'b': got 'maybe'; {rule}\n"
        f"bemodels: lists.csv, line 3, column 'a': got '2'; {rule}\n"
    )


def test_without_an_estimate_the_histories_are_printed(capsys, tmp_path):
    path = counted(tmp_path, {"10": 3, "01": 0}, lists=("a", "b"))
    code, out, err = run(capsys, path, "--lists", "a,b", "--count", "n")
    assert code == 3
    assert out.startswith("Histories: 3 incidents in 2 lists")
    assert err.startswith(
        "bemodels: no method has an estimate for 3 incidents in 2 lists: M0: "
    )


def test_what_one_method_lacks_is_said_beside_the_others(capsys, tmp_path):
    histories = {"100": 40, "010": 30, "001": 20, "110": 6}
    path = counted(tmp_path, histories, lists=("x", "y", "z"))
    code, out, _ = run(capsys, path, "--lists", "x,y,z", "--count", "n")
    assert code == 0
    assert (
        "no highest-order interaction: the maximum likelihood estimate needs every "
        "pattern to be seen, got none of 011 and of 2 more"
    ) in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--lists", "a,b", "--seed", "1"),
            "--seed is for --classes: nothing else is drawn",
        ),
        (
            ("--lists", "a,b", "--draws", "200"),
            "--draws is for --classes: nothing else is drawn",
        ),
        (
            ("--lists", "a,b", "--date-format", "%d/%m/%Y"),
            "--date-format is for an incident log, and the lists are columns of the "
            "file",
        ),
        (
            ("--lists", "a,b", "--exposure", "e.csv"),
            "--exposure is for rates, and a population has none",
        ),
        (
            ("--lists", "a"),
            "--lists: expected 2 to 10 names with commas between them, such as "
            "police,press,court, got 'a' (see bemodels capture --help)",
        ),
        (
            ("--lists", "a,b", "--interactions", "ax"),
            "an interaction must name two or more of the lists ab, got 'ax'",
        ),
        (
            ("--lists", "a,b", "--source", "gtd", "--count", "n"),
            "--count is for a file with a column a list, not for a log",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_a_line(capsys, tmp_path, words, message):
    (tmp_path / "e.csv").write_text("city,years\nGhent,1\n", encoding="utf-8")
    path = counted(tmp_path, KREBS, lists=("a", "b"))
    words = [str(tmp_path / one) if one == "e.csv" else one for one in words]
    count = () if "gtd" in words else ("--count", "n")
    assert run(capsys, path, *words, *count) == (2, "", f"bemodels: {message}\n")


def test_lists_must_be_named(capsys, records):
    code, _, err = run(capsys, records)
    assert code == 2
    assert err == (
        "bemodels: missing --lists: 2 to 10 lists: names of columns, or of sources, "
        "with commas between them (see bemodels capture --help)\n"
    )


def test_a_file_must_be_named(capsys):
    code, _, err = run(capsys, "--lists", "a,b")
    assert code == 2
    assert err == (
        "bemodels: missing FILE: a row an incident, and a column of 0 and 1 a list; or "
        "a log with a column sources (see bemodels capture --help)\n"
    )


def test_blanks_around_the_names_of_lists_are_no_part_of_them(capsys, tmp_path):
    path = counted(tmp_path, KREBS, lists=("a", "b"))
    words = (path, "--count", "n", "--json", "--lists")
    assert run(capsys, *words, " a , b") == run(capsys, *words, "a,b")


def test_the_command_line_takes_as_many_lists_as_the_histories():
    assert (defaults.FEWEST_LISTS, defaults.MOST_LISTS) == (FEWEST_LISTS, MOST_LISTS)


@pytest.mark.sampling
def test_chains_that_do_not_agree_leave_the_other_methods(capsys, tmp_path):
    path = counted(tmp_path, {"10": 30, "01": 20, "11": 10}, lists=("a", "b"))
    words = (path, "--lists", "a,b", "--count", "n", "--json", "--classes", "2")
    code, out, err = run(capsys, *words, "--draws", "100")
    assert code == 4
    found = json.loads(out)
    names = {one["estimand"] for one in found["estimates"]}
    assert {"population[Mt]", "population[Chapman]"} <= names
    assert not any("latent" in name for name in names)
    (failed,) = [one for one in found["checks"] if not one["passed"]]
    assert failed["name"] == "latent classes"
    # 400 draws in all cannot hold the 1,000 effective ones that a limit needs
    assert "(at least 1000)" in failed["detail"]
    assert err == f"bemodels: {failed['detail']}\n"


@pytest.mark.sampling
def test_latent_classes_are_drawn_if_they_are_asked_for(capsys, tmp_path):
    path = counted(tmp_path, {"10": 30, "01": 20, "11": 10}, lists=("a", "b"))
    words = (path, "--lists", "a,b", "--count", "n", "--json")
    code, out, _ = run(capsys, *words, "--classes", "2", "--seed", "1")
    assert code == 0
    found = json.loads(out)
    populations = {one["estimand"]: one for one in found["estimates"]}
    classes = populations["population[latent classes, up to 2]"]
    assert 60 <= classes["interval_low"] < classes["estimate"] < math.inf
    stated = {row[0]: row[1] for row in found["tables"][-1]["rows"]}
    assert (stated["seed"], stated["draws"], stated["classes"]) == (1, 8000, 2)
    assert stated["prior of concentration"].endswith("Gamma(0.25, 0.25) (shape, rate)")
