"""Under --suppress no command prints a number from which a small count follows."""

import json
import re
from itertools import groupby
from pathlib import Path

import pytest
from attacker import alternatives, bounds_of, with_totals
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bemodels.cli import main

HIDDEN = "(hidden)"
FEW_OR_MANY = re.compile(r"fewer than 5|5 or more")
LINKS = ("inspired", "linked", "unknown")
WINDOW = ("--window", "2014-06-01:2017-10-31")


def write_log(path, counts, plots=0, killed=()):
    """Write a log with these incidents by link and kind."""
    kinds = ("arrest action", "attack")
    pairs = [
        (link, kind)
        for link, row in zip(LINKS, counts, strict=False)
        for kind, count in zip(kinds, row, strict=True)
        for _ in range(count)
    ]
    pairs += [("linked", "plot")] * plots
    lines = [
        f"i{number},201{4 + number % 3}-07-{1 + number % 28:02},City {number % 4},"
        f"{kind},{link},{killed[number] if number < len(killed) else 0}\n"
        for number, (link, kind) in enumerate(pairs)
    ]
    header = "incident_id,date,city,kind,link,killed\n"
    path.write_text("".join([header, *lines]), encoding="utf-8")
    return str(path)


def add_rows(log, *lines):
    with Path(log).open("a", encoding="utf-8") as file:
        file.writelines(lines)


def run(capsys, *words):
    code = main([*words, "--suppress", "5"])
    return code, *capsys.readouterr()


def tables_of(out):
    return {one["name"]: one for one in json.loads(out)["tables"]}


grids = st.lists(
    st.tuples(*[st.sampled_from([0, 0, 1, 2, 4, 5, 6, 9])] * 2), min_size=3, max_size=3
)
any_log = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@any_log
@given(counts=grids, plots=st.sampled_from([0, 2, 7]))
def test_no_count_of_the_groups_follows_from_rates(capsys, tmp_path, counts, plots):
    if not sum(map(sum, counts)):
        return
    log = write_log(tmp_path / "log.csv", counts, plots)
    code, out, err = run(capsys, "rates", log, "--json")
    if not out:
        assert code == 2
        assert re.fullmatch(
            r"bemodels: (the table holds fewer than 5|a count below 5).*\n", err
        )
        return
    result = json.loads(out)
    assert result["provenance"] == []
    told = [text for (text,) in tables_of(out).get("Notices", {"rows": []})["rows"]]
    assert not re.search("[0-9]", FEW_OR_MANY.sub("", " ".join(told)))
    rows = counts if sum(counts[2]) else counts[:2]
    true = with_totals(rows)
    printed = [row[1:] for row in tables_of(out)["Counts by link and kind"]["rows"]]
    shown = [[None if one == HIDDEN else one for one in row] for row in printed]
    small = [one for row in true for one in row if 0 < one < 5]
    assert all(low < high for low, high in bounds_of(shown, true).values())
    if small:
        assert (code, result["estimates"], result["checks"]) == (3, [], [])
        assert not re.search("[0-9]", result["title"] + result["method"])
        assert [*tables_of(out)] == [
            "Counts by link and kind",
            *(["Notices"] if told else []),
            "Stated inputs",
        ]
    else:
        assert shown == true


@any_log
@given(
    counts=grids,
    plots=st.sampled_from([0, 2, 7]),
    killed=st.lists(st.sampled_from([0, 0, 1, 30]), max_size=30),
)
def test_no_count_of_a_column_follows_from_table_one(
    capsys, tmp_path, counts, plots, killed
):
    if sum(map(sum, counts)) < 5:
        return
    log = write_log(tmp_path / "log.csv", counts, plots, killed)
    main(["check", log, "--json", "--table"])
    (whole,) = tables_with(capsys.readouterr().out, "Recorded incidents")
    code, out, err = run(capsys, "check", log, "--json")
    assert (code, err) == (0, "")
    (leaving,) = tables_with(out, "Recorded incidents")
    true = {tuple(row[:3]): row[3] for row in whole["rows"]}
    for _, block in groupby(leaving["rows"], key=lambda row: row[:2]):
        rows = [row for row in block if row[2] != HIDDEN and row[4] != ""]
        values = [true[tuple(row[:3])] for row in rows]
        hidden = [n for n, row in zip(values, rows, strict=True) if row[3] == HIDDEN]
        assert not any(0 < row[3] < 5 for row in rows if row[3] != HIDDEN)
        assert all(len(one) > 1 for one in alternatives(hidden, 5))
    persons = {row[2]: row[3] for row in leaving["rows"] if row[0] == "persons"}
    some = true["incidents", "killed", "1 or more"]
    assert persons["range an incident"] == HIDDEN
    assert (persons["total"] == HIDDEN) >= (0 < some < 5)
    plotted = [row[3] for row in leaving["rows"] if row[0] == "plots"]
    assert plotted == [HIDDEN if 0 < plots < 5 else plots]


def tables_with(out, name):
    return [one for one in json.loads(out)["tables"] if one["name"].startswith(name)]


def test_estimates_follow_a_table_of_which_nothing_is_hidden(capsys, tmp_path):
    log = write_log(tmp_path / "log.csv", [(9, 6), (20, 7), (0, 0)], plots=1)
    for command, estimand in (
        ("rates", "odds_ratio"),
        ("undercount", "fate_odds_ratio"),
    ):
        code, out, err = run(capsys, command, log, "--json")
        assert (code, err) == (0, "")
        assert estimand in {one["estimand"] for one in json.loads(out)["estimates"]}
        assert tables_of(out)["Counts by link and kind"]["rows"] == [
            ["inspired", 9, 6, 15],
            ["linked", 20, 7, 27],
            ["total", 29, 13, 42],
        ]
        assert tables_of(out)["Notices"]["rows"] == [
            ["rows of kind plot, which are no incidents: fewer than 5"]
        ]


@pytest.mark.parametrize(
    ("command", "what"),
    [
        ("rates", "attack rates, ratios and tests"),
        ("undercount", "odds of fates and scenarios"),
    ],
)
def test_what_is_withheld_is_said_in_one_line(capsys, tmp_path, command, what):
    log = write_log(tmp_path / "log.csv", [(9, 1), (20, 7), (6, 0)])
    code, out, err = run(capsys, command, log)
    assert (code, err) == (
        3,
        f"bemodels: {what} are withheld: each follows from counts that --suppress 5 "
        "hides\n",
    )
    assert "level" not in out
    assert "9" not in out


def test_groups_without_an_estimate_are_printed_even_so(capsys, tmp_path):
    log = write_log(tmp_path / "log.csv", [(9, 6), (0, 0), (0, 0)])
    code, out, err = run(capsys, "rates", log, "--json")
    assert (code, err) == (3, "bemodels: the log holds no linked incident to compare\n")
    assert tables_of(out)["Counts by link and kind"]["rows"][1] == ["linked", 0, 0, 0]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (
            ("rates", "3/12", "1/95"),
            "--suppress is for a file: counts of typed groups stand in the command",
        ),
        (
            ("undercount", "--belgium"),
            "--suppress is for a file: the report's counts are printed",
        ),
        (("appendix",), "--suppress is for --data: the report's counts are printed"),
        (
            ("counts", "--belgium", "--places-at-risk", "60"),
            "--places-at-risk is for rates, and --suppress prints counts alone",
        ),
    ],
)
def test_where_nothing_can_be_hidden_it_is_refused(capsys, words, reason):
    assert run(capsys, *words) == (2, "", f"bemodels: {reason}\n")


@pytest.mark.parametrize("number", ["0", "1", "-5", "few"])
def test_a_bound_that_hides_nothing_is_refused(capsys, number):
    assert main(["rates", "log.csv", f"--suppress={number}"]) == 2
    rule = "0 to 999999999999999" if number in ("-5", "few") else "2"
    assert capsys.readouterr().err == (
        f"bemodels: --suppress: expected a whole number from {rule}, got '{number}' "
        "(see bemodels rates --help)\n"
    )


def test_counts_leave_without_the_numbers_of_rows(capsys, tmp_path):
    log = write_log(tmp_path / "log.csv", [(9, 6), (20, 7), (0, 0)], plots=3)
    code, out, err = run(capsys, "counts", log, *WINDOW, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["provenance"] == []
    assert tables_of(out)["Notices"]["rows"] == [
        ["rows of kind plot, which are no incidents: fewer than 5"],
        [
            "only places with an incident are listed, so the mean rate over them is "
            "biased upwards; name every place that could have had one with --places "
            "FILE"
        ],
    ]
    assert tables_of(out)["Stated inputs"]["rows"] == [
        ["by", "city", ""],
        ["suppress", 5, ""],
        ["window", "2014-06-01 to 2017-10-31", ""],
    ]


def test_a_table_of_counts_leaves_without_its_digest(capsys, tmp_path):
    path = tmp_path / "counts.csv"
    path.write_text("city,count,years\nGhent,30,2.5\nLiège,2,2.5\nMons,60,2.5\n")
    code, out, err = run(capsys, "counts", str(path), "--json")
    assert (code, err) == (0, "")
    assert tables_of(out)["Counts by city"]["rows"] == [
        ["Ghent", HIDDEN],
        ["Liège", HIDDEN],
        ["Mons", 60],
        ["total", 92],
    ]
    assert "sha256" not in out


def appendix(log, out, *words):
    fixed = ("--formats", "md", "--quiet", *WINDOW, "--suppress", "5")
    assert main(["appendix", "--data", log, "--out", str(out), *fixed, *words]) == 0
    files = [one for one in out.rglob("*") if one.suffix in {".md", ".csv", ".json"}]
    text = "".join(one.read_text(encoding="utf-8") for one in files)
    # A minute of the clock may be the very number that must not stand there.
    return re.sub(r'"(started|finished)": "[^"]*"', "", text)


def test_an_appendix_gives_a_reason_for_what_it_withholds(tmp_path):
    log = write_log(tmp_path / "log.csv", [(19, 1), (37, 0), (0, 0)], plots=3)
    text = appendix(log, tmp_path / "out")
    tables = (tmp_path / "out" / "tables").iterdir()
    (told,) = (one for one in tables if one.read_text().startswith("question,reason"))
    hides = "withheld: they follow from counts that --suppress 5 hides"
    hardly = "withheld: hardly any such count is printed under --suppress 5"
    assert told.read_text().splitlines()[1:] == [
        f"attack rates and undercount,{hides}",
        f"counts by city and year,{hardly}",
    ]
    assert "Annual rates by place" in text
    assert '"inputs": []' in text
    assert "1/20" not in text
    for of_groups in ("Tipping points", "by method", "unseen", "Size, power"):
        assert of_groups not in text
    assert not [*(tmp_path / "out").glob("*.svg")]
    assert main(["verify", str(tmp_path / "out")]) == 0


def test_an_appendix_draws_nothing_from_hidden_counts(tmp_path):
    log = write_log(tmp_path / "log.csv", [(9, 6), (20, 7), (0, 0)])
    add_rows(log, "x1,2016-01-01,Mons,attack,linked,0\n")
    text = appendix(log, tmp_path / "out", "--places-at-risk", "40")
    assert "annual rates by place,withheld: they follow from counts" in text
    assert "annual rate" not in text.replace("annual rates by place", "")
    assert not (tmp_path / "out" / "draws.nc").exists()
    assert '"seed"' not in text
    assert "Tipping points" in text
    assert "Annual" not in text


def test_a_total_beside_another_gives_no_rest_away(tmp_path):
    """Three incidents happened while nobody watched their city: 40 against 43."""
    log = write_log(tmp_path / "log.csv", [(10, 10), (10, 10), (0, 0)])
    days = ("2014-06-01", "2014-06-02", "2014-06-03")
    add_rows(log, *(f"x{day},{day},City 1,attack,linked,0\n" for day in days))
    periods = "".join(f"City {i},2014-07-01,2017-10-31\n" for i in range(4))
    (tmp_path / "exposure.csv").write_text(f"city,start,end\n{periods}")
    words = ("--exposure", str(tmp_path / "exposure.csv"))
    text = appendix(log, tmp_path / "out", *words)
    why = "fewer than 5 incidents are in no city's count, and would follow from the "
    assert f"withheld: {why}total" in text
    assert not re.search(r"\b40\b", text)
