"""Commands on a file of the user's: every problem at once, or what was understood."""

import json
from pathlib import Path

import pytest

import bemodels
from bemodels.cli import main

LOG = """incident_id,date,city,kind,link
a1,2016-03-22,Brussels|Zaventem,attack,linked
a2,2016-05-01,Ghent,arrest action,unknown
a3,2016-05-02,Ghent,arrest action,linked
a4,2017-05-03,Ghent,arrest action,linked
a5,2017-05-02,Brussels,attack,inspired
a6,2017-06-02,Ghent,arrest action,inspired
"""
WINDOW = ("--window", "2014-06-01:2017-10-31")


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return str(path)


def run(capsys, *words):
    code = main(list(words))
    return code, *capsys.readouterr()


def found(capsys, *words):
    code, out, err = run(capsys, *words, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def table(result, name):
    (rows,) = (one["rows"] for one in result["tables"] if one["name"] == name)
    return rows


def test_a_sound_log_is_told_as_it_was_understood(capsys, log):
    result = found(capsys, "check", log, *WINDOW)
    rows = dict(table(result, "Rows"))
    assert rows["rows of kind attack"] == 2
    assert rows["rows in several places"] == 1
    assert rows["window"] == "2014-06-01 to 2017-10-31"
    columns = {row[0]: row[1:] for row in table(result, "Columns")}
    assert columns["link"] == ["category", 3, 0, "inspired, linked, unknown"]
    assert result["provenance"][0]["rows"] == 6


def test_every_problem_is_a_line_and_nothing_is_written(capsys, log, tmp_path):
    code, out, err = run(capsys, "check", log, "--window", "2016-01-01:2016-12-31")
    rule = "the time lies outside the window, 2016-01-01 to 2016-12-31"
    assert (code, out) == (2, "")
    assert err == "".join(
        f"bemodels: log.csv, line {line}, column 'date': got '{day}'; {rule}\n"
        for line, day in ((5, "2017-05-03"), (6, "2017-05-02"), (7, "2017-06-02"))
    )
    assert [one.name for one in tmp_path.iterdir()] == ["log.csv"]


def test_problems_as_json_have_their_parts(capsys, log):
    code, out, err = run(
        capsys, "check", log, "--window", "2014-01-01:2017-05-31", "--json"
    )
    assert (code, err) == (2, "")
    assert json.loads(out) == {
        "problems": [
            {
                "file": "log.csv",
                "rule": "the time lies outside the window, 2014-01-01 to 2017-05-31",
                "line": 7,
                "column": "date",
                "value": "'2017-06-02'",
                "hint": "",
            }
        ],
        "shown": 1,
        "total": 1,
    }


def test_options_of_a_reader_reach_it(capsys, tmp_path):
    path = tmp_path / "log.txt"
    text = LOG.replace(",", ";").replace("2016-03-22", "22/03/2016")
    lines = [line for line in text.splitlines() if "/" in line or "incident_id" in line]
    path.write_bytes("\n".join([*lines, ""]).replace("linked", "?").encode("utf-16"))
    words = ("--encoding", "utf-16", "--delimiter", ";", "--date-format", "%d/%m/%Y")
    result = found(capsys, "check", str(path), *words, "--missing", "?")
    assert dict(table(result, "Rows"))["first and last time"] == (
        "2016-03-22 to 2016-03-22"
    )


def test_rates_of_a_log_show_the_extremes_of_unknown_links(capsys, log):
    result = found(capsys, "rates", log)
    assert result["title"] == (
        "Attack rates: inspired 1/2 against linked 1/3 recorded incidents"
    )
    rows = table(result, "Sensitivity of the contrast to incidents of unknown link")
    assert [row[:3] for row in rows] == [
        ["to neither group", "1/2", "1/3"],
        ["attacks inspired, arrest actions linked", "1/2", "1/4"],
        ["attacks linked, arrest actions inspired", "1/3", "1/3"],
    ]
    assert result["probabilities"][0]["statement"] == (
        "P(attack rate of the inspired group > attack rate of the linked group)"
    )
    moved = table(result, "Sensitivity of the contrast to one relabelled incident")
    assert moved[1][0] == "an attack, to the linked group"


@pytest.mark.parametrize("command", ["rates", "undercount"])
def test_what_is_in_neither_group_is_told(capsys, log, command):
    with Path(log).open("a", encoding="utf-8") as file:
        file.write("a7,2017-06-03,Ghent,plot,inspired\n")
    assert table(found(capsys, command, log), "Notices") == [
        ["rows of kind plot, which are no incidents: 1"],
        ["incidents of unknown link, in neither group: 1"],
    ]


def test_undercount_of_a_log(capsys, log):
    result = found(capsys, "undercount", log, "--surfacing", "0.5")
    assert result["title"] == (
        "Fates: inspired 1 arrest action and 1 attack; linked 2 arrest actions and 1 "
        "attack"
    )
    assert {"population", "hidden"} <= {one["estimand"] for one in result["estimates"]}


def test_counts_of_a_log_are_exact_rates_within_the_window(capsys, log):
    result = found(capsys, "counts", log, *WINDOW, "--by", "city")
    assert table(result, "Counts and exposure") == [
        ["Brussels", 2, 41 / 12],
        ["Ghent", 4, 41 / 12],
    ]
    assert table(result, "Notices") == [
        ["incidents in several places, counted in the main one: 1"],
        [
            "only places with an incident are listed, so the mean rate over them is "
            "biased upwards; name every place that could have had one with --places "
            "FILE"
        ],
    ]


def test_only_what_was_used_is_among_the_stated_inputs(capsys, log, tmp_path):
    stated = table(found(capsys, "counts", log, *WINDOW), "Stated inputs")
    assert [row[:2] for row in stated] == [
        ["level", 0.95],
        ["by", "city"],
        ["window", "2014-06-01 to 2017-10-31"],
    ]
    path = tmp_path / "counts.csv"
    path.write_text("city,count,years\nGhent,3,2.5\nMons,0,2.5\n")
    stated = table(found(capsys, "counts", str(path)), "Stated inputs")
    assert stated == [["level", 0.95, ""]]
    stated = table(found(capsys, "rates", log), "Stated inputs")
    assert [row[0] for row in stated] == ["level", "prior of attack_rate_posterior"]


def test_table_one_is_printed_if_it_is_asked_for(capsys, log):
    names = [one["name"] for one in found(capsys, "check", log)["tables"]]
    assert names == ["Rows", "Columns"]
    more = [one["name"] for one in found(capsys, "check", log, "--table")["tables"]]
    assert more == [*names, "Recorded incidents (n = 6)"]


def test_counts_need_the_window_of_a_log(capsys, log):
    assert run(capsys, "counts", log) == (
        2,
        "",
        "bemodels: counting needs the window in which the source was looking, and none "
        "is stated: log.within(window), or --window START:END\n",
    )


def test_places_and_exposure_come_from_files(capsys, log, tmp_path):
    (tmp_path / "places.txt").write_text("Brussels\nGhent\nMons\n")
    (tmp_path / "exposure.csv").write_text("city,years\nBrussels,2\nGhent,3\nMons,1\n")
    files = ("--places", str(tmp_path / "places.txt"))
    files += ("--exposure", str(tmp_path / "exposure.csv"))
    result = found(capsys, "counts", log, *WINDOW, *files)
    assert table(result, "Counts and exposure") == [
        ["Brussels", 2, 2.0],
        ["Ghent", 4, 3.0],
        ["Mons", 0, 1.0],
    ]
    sources = [one["source"] for one in result["provenance"]]
    assert sources == ["log.csv", "exposure.csv", "places.txt"]


@pytest.mark.parametrize("command", ["check", "rates", "undercount", "counts"])
def test_every_command_holds_the_exposure_to_the_log(capsys, log, tmp_path, command):
    path = tmp_path / "exposure.csv"
    path.write_text("city,years\nBrussel,2\nGhent,9\n")
    code, out, err = run(capsys, command, log, *WINDOW, "--exposure", str(path))
    assert (code, out) == (2, "")
    assert err == (
        "bemodels: exposure.csv: no exposure of Brussels is given (do you mean "
        "'Brussel'?)\n"
        "bemodels: exposure.csv, line 3, column 'years': exposure of Ghent: got 9 "
        "years, more than the 3.417 of the window, 2014-06-01 to 2017-10-31\n"
    )


def test_without_a_window_a_check_says_what_was_compared(capsys, log, tmp_path):
    path = tmp_path / "exposure.csv"
    path.write_text(
        "city,start,end\nBrussels,2016-01-01,2016-12-31\nGhent,2016-01-01,2017-12-31\n"
    )
    result = found(capsys, "check", log, "--exposure", str(path))
    (notices,) = (t["rows"] for t in result["tables"] if t["name"] == "Notices")
    assert notices == [
        [
            "exposure.csv: held to the incidents by city and period alone; no window "
            "is stated to hold its length to"
        ],
        ["exposure.csv: incidents outside the periods of their place: 1"],
    ]


def test_a_file_of_counts_needs_no_window(capsys, tmp_path):
    path = tmp_path / "counts.csv"
    path.write_text("city,count,years\nGhent,3,2.5\nMons,0,2.5\n")
    result = found(capsys, "counts", str(path))
    assert table(result, "Counts and exposure") == [["Ghent", 3, 2.5], ["Mons", 0, 2.5]]
    path.write_text("city,count,years\nGhent,2.5,0\n")
    assert run(capsys, "counts", str(path))[2] == (
        "bemodels: counts.csv, line 2, column 'count': got '2.5'; a whole number from "
        "0 to 1000000000 in plain digits is needed (a fraction; counts are whole)\n"
        "bemodels: counts.csv, line 2, column 'years': got '0'; a number of years "
        "above 0 in plain digits is needed\n"
    )


def test_suppressed_counts_leave_without_their_rates(capsys, log):
    result = found(capsys, "counts", log, *WINDOW, "--suppress", "5")
    assert result["estimates"] == []
    assert table(result, "Counts by city") == [
        ["Brussels", "(hidden)"],
        ["Ghent", "(hidden)"],
        ["total", 6],
    ]
    told = json.dumps(found(capsys, "check", log, "--suppress", "5"))
    assert "(hidden)" in told
    assert "rows of kind attack" not in told


def test_a_template_is_a_header_that_the_reader_knows(capsys, tmp_path):
    code, out, err = run(capsys, "template")
    assert (code, err) == (0, "")
    (tmp_path / "log.csv").write_text(out)
    with pytest.raises(bemodels.InvalidDataError) as refused:
        bemodels.read_incidents(tmp_path / "log.csv")
    assert str(refused.value) == "log.csv: no incidents: nothing follows the header"
    book = json.loads(run(capsys, "template", "--codebook")[1])
    assert set(out.strip().split(",")) <= set(book["columns"])


@pytest.mark.sampling
def test_pooled_rates_of_a_log_need_the_places_at_risk(capsys, tmp_path):
    path = tmp_path / "counts.csv"
    rows = "".join(
        f"place {i},{count},3\n" for i, count in enumerate([9, 4, 3, 2, 1, 1])
    )
    path.write_text(f"city,count,years\n{rows}")
    words = ("--places-at-risk", "20", "--draws", "3000", "--json", "--quiet")
    code, out, _ = run(capsys, "counts", str(path), *words)
    assert code == 0
    result = json.loads(out)
    assert "annual_rate[place 0]" in {one["estimand"] for one in result["estimates"]}
    grid = table(
        result, "Sensitivity to the number of places at risk: mean and heterogeneity"
    )
    assert [row[0] for row in grid] == [6, 20, 40, 100]
