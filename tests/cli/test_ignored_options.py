"""An option that a command would ignore is refused in one line."""

import pandas as pd
import pytest

from bemodels.cli import main

ROW = {"incident_id": "a1", "date": "2016-03-22", "city": "Ghent", "kind": "attack"}


@pytest.fixture
def folder(tmp_path):
    pd.DataFrame([ROW]).to_csv(tmp_path / "log.csv", index=False)
    pd.DataFrame([ROW]).to_parquet(tmp_path / "log.parquet")
    (tmp_path / "counts.csv").write_text("city,count,years\nGhent,3,2\n")
    (tmp_path / "exposure.csv").write_text("city;years\nGhent;2\n")
    return tmp_path


def run(capsys, folder, words):
    files = {one.name: str(one) for one in folder.iterdir()}
    code = main([files.get(word, word) for word in words.split()])
    return code, *capsys.readouterr()


OWN = "is for a log of your own, and the columns of gtd are known"
TABLE = (
    "is for an incident log, and the file has a column count: it is a table of counts"
)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("check log.csv --source gtd --mapping map.toml", f"--mapping {OWN}"),
        ("check log.csv --source gtd --missing NA", f"--missing {OWN}"),
        ("check log.csv --source gtd --date-format %d/%m/%Y", f"--date-format {OWN}"),
        (
            "rates log.parquet --delimiter ;",
            "--delimiter is for a text file; log.parquet is none",
        ),
        (
            "counts log.parquet --encoding latin-1",
            "--encoding is for a text file; log.parquet is none",
        ),
        (
            "check log.csv --sheet log",
            "--sheet is for an Excel workbook (.xlsx); log.csv is none",
        ),
        (
            "counts counts.csv --by year",
            "counts.csv: the table has no key 'year'; its keys are city",
        ),
        (
            "counts --belgium --by city",
            "--by is for a file of your own, and --belgium is the report's",
        ),
        ("counts counts.csv --date-format %d.%m.%Y", f"--date-format {TABLE}"),
        (
            "counts --belgium --window 2014-01-01:2014-12-31",
            "--window is for a file of your own, and --belgium is the report's",
        ),
        (
            "rates 3/12 1/95 --encoding latin-1",
            "--encoding is for a file of your own, and both groups were typed",
        ),
        (
            "appendix --places log.csv",
            "--places is for a file of your own, and without --data there is none",
        ),
        (
            "appendix --places-at-risk 30",
            "--places-at-risk is for --data: the report's are 100, with others beside "
            "them",
        ),
        *(
            (
                f"check log.csv --max-bytes {wrong}",
                f"--max-bytes: expected a whole number of bytes above 0, got '{wrong}' "
                "(see bemodels check --help)",
            )
            for wrong in ("-3", "0", "many")
        ),
    ],
)
def test_what_would_be_ignored_is_refused(capsys, folder, words, message):
    assert run(capsys, folder, words) == (2, "", f"bemodels: {message}\n")


def test_a_delimiter_is_for_the_exposure_of_a_file_without_one(capsys, folder):
    words = "counts log.parquet --window 2014-01-01:2017-12-31 --delimiter ;"
    code, _, err = run(capsys, folder, f"{words} --exposure exposure.csv --json")
    assert (code, err) == (0, "")
