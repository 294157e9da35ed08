"""The command on counts by city and year: keys, exposure, and what is printed."""

import json

import pytest

from bemodels.cli import main

WINDOW = ("--window", "2014-06-01:2017-10-31")
TABLE = "city,year,count\nAlken,2014,3\nAlken,2015,9\nAlken,2016,12\nAlken,2017,4\n"
LOG = """incident_id,date,city,kind
a1,2014-07-22,Alken,attack
a2,2015-05-01,Alken,arrest action
a3,2015-05-02,Alken,arrest action
"""
KEYS = ("--keys", "city,year")


@pytest.fixture
def files(tmp_path):
    whole = "\n".join(
        f"{line},{years}"
        for line, years in zip(
            TABLE.split(), ("years", "0.58", "1", "1", "0.83"), strict=True
        )
    )
    for name, text in {
        "counts.csv": TABLE,
        "years.csv": f"{whole}\n",
        "two.csv": TABLE + TABLE.partition("\n")[2].replace("Alken", "Bree"),
        "log.csv": LOG,
        "typed.csv": "City,yaer,count,years\nAlken,2015,3,1\n",
        "other.csv": "city,month,count,years\nAlken,May,3,1\n",
        "early.csv": TABLE.replace("2014", "2013").replace("2015", "a year"),
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(capsys, files, *words):
    paths = {one.name: str(one) for one in files.iterdir()}
    code = main(["counts", *(paths.get(word, word) for word in words)])
    return code, *capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("counts.csv", *KEYS),
            "counts.csv, line 1: the column years is missing (where there is a key "
            "year, --window START:END gives the exposure of calendar years)",
        ),
        (
            ("years.csv", *KEYS, *WINDOW),
            "--window is for a table of counts without a column years, and the file "
            "has one: it holds the exposure",
        ),
        (
            ("other.csv", *KEYS),
            "--keys city,year: the keys of the table are city, month",
        ),
        (
            ("typed.csv", *KEYS),
            "--keys city,year: the keys of the table are City, yaer (do you mean city? "
            "do you mean year?)",
        ),
        (
            ("counts.csv", "--keys", "city,month", *WINDOW),
            "--keys: expected one key, or a place and year such as city,year, got "
            "'city,month'",
        ),
        (
            ("log.csv", *KEYS, *WINDOW, "--places-at-risk", "30"),
            "--places-at-risk is for rates by place alone; --keys city,year pools over "
            "the places that are listed (--places lists those without an incident too)",
        ),
        (
            ("log.csv", *KEYS, "--by", "city", *WINDOW),
            "--by: not allowed with argument --keys (see bemodels counts --help)",
        ),
        (
            ("--belgium", *KEYS),
            "--keys is for a file of your own, and --belgium is the report's",
        ),
        (
            ("years.csv", *KEYS, "--draws", "9"),
            "draws must be a whole number of 100 or more, got 9",
        ),
        (
            ("log.csv", *KEYS),
            "counting needs the window in which the source was looking, and none is "
            "stated: log.within(window), or --window START:END",
        ),
    ],
)
def test_what_cannot_be_analysed_is_said_in_one_line(capsys, files, words, message):
    assert run(capsys, files, *words) == (2, "", f"bemodels: {message}\n")


def test_a_year_outside_the_window_has_no_exposure(capsys, files):
    code, out, err = run(capsys, files, "early.csv", *KEYS, *WINDOW)
    rule = "a calendar year of the window, 2014-06-01 to 2017-10-31, is needed"
    assert (code, out) == (2, "")
    assert err == "".join(
        f"bemodels: early.csv, line {line}, column 'year': got '{year}'; {rule}\n"
        for line, year in ((2, "2013"), (3, "a year"))
    )


def test_a_table_without_years_takes_them_from_the_window(capsys, files):
    words = ("counts.csv", *KEYS, *WINDOW, "--json", "--level", "0.9")
    code, out, err = run(capsys, files, *words)
    assert code == 0
    assert err.splitlines()[:2] == ["What was counted", "Fits"]
    result = json.loads(out)
    (years,) = (one["rows"] for one in result["tables"] if one["name"] == "Years")
    assert years == [
        [2014, 3, 7 / 12],
        [2015, 9, 1.0],
        [2016, 12, 1.0],
        [2017, 4, 10 / 12],
    ]
    left_out, stated = result["tables"][-2:]
    assert left_out["name"] == "Left out"
    assert left_out["rows"][0][0] == "Hierarchical model"
    typed = {row[0]: row[1] for row in stated["rows"]}
    assert (typed["keys"], typed["level"]) == ("city, year", 0.9)


@pytest.mark.sampling
def test_chains_that_do_not_agree_are_told_by_the_exit_code(capsys, files):
    words = ("two.csv", *KEYS, *WINDOW, "--json", "--draws", "100")
    code, out, err = run(capsys, files, *words)
    assert code == 4
    left_out = json.loads(out)["tables"][-2]
    ((_, reason),) = (row for row in left_out["rows"] if row[0] == "Hierarchical model")
    assert err.splitlines()[-1] == (
        f"bemodels: the hierarchical model is left out: {reason}"
    )
    assert "ess_tail" in reason


def test_no_line_is_longer_than_a_page_is_wide(capsys, files):
    code, out, _ = run(capsys, files, "years.csv", *KEYS, "--quiet")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 120
    headings = ("What was counted: ", "Annual rates by year. ", "Trend: ")
    assert all(f"\n{one}" in f"\n{out}" for one in headings)
    assert out.count("Assumes (not checkable from these data): Incidents of one") == 1


def test_counts_by_city_and_year_are_hidden_where_that_is_asked_for(capsys, files):
    words = ("years.csv", *KEYS, "--suppress", "5", "--json")
    code, out, err = run(capsys, files, *words)
    assert (code, err) == (0, "")
    result = json.loads(out)
    assert result["estimates"] == []
    assert "(hidden)" in out


@pytest.mark.parametrize("option", ["--by", "--keys"])
def test_one_key_of_a_table_is_summed_over_the_others(capsys, files, option):
    code, out, err = run(capsys, files, "two.csv", *WINDOW, option, "city", "--json")
    assert (code, err) == (0, "")
    table = json.loads(out)["tables"][-2]
    assert table["columns"] == ["city", "count", "years"]
    assert table["rows"] == [
        [city, 28, 7 / 12 + 2 + 10 / 12] for city in ("Alken", "Bree")
    ]


def test_every_row_of_a_table_stands_alone_unless_keys_are_named(capsys, files):
    code, out, _ = run(capsys, files, "two.csv", *WINDOW, "--json")
    assert code == 0
    assert len(json.loads(out)["tables"][-2]["rows"]) == 8


def test_one_key_is_what_a_log_is_counted_by(capsys, files):
    words = ("log.csv", *WINDOW, "--json")
    by, keys = (run(capsys, files, *words, name, "city") for name in ("--by", "--keys"))
    assert by == keys
    assert by[0] == 0
