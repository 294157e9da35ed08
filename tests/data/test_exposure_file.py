"""Exposure by place and year: read strictly, and found for every cell or refused."""

from datetime import date

import pytest

from bemodels.data.exposure import Exposure, years_of_cells
from bemodels.data.exposure_file import read_exposure
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError

WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))


def read(tmp_path, text):
    (tmp_path / "exposure.csv").write_text(text)
    return read_exposure(tmp_path / "exposure.csv")


def test_years_are_read_by_place(tmp_path):
    exposure = read(tmp_path, "city,years\nGhent,2\nMons,3.4\n")
    assert exposure.years == {("Ghent",): 2.0, ("Mons",): 3.4}
    assert years_of_cells(WINDOW, exposure, ("city",), [("Mons",)]) == [3.4]


def test_periods_of_a_place_add_up(tmp_path):
    text = "city,start,end\nGhent,2015-01-01,2015-12-31\nGhent,2017-01-01,2017-06-30\n"
    assert read(tmp_path, text).years == {("Ghent",): 1.5}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "city,years\nGhent,0\nMons,-1\nMons,nan\n",
            "exposure.csv, line 2, column 'years': got '0'; a number of years above 0 "
            "in plain digits is needed\n"
            "exposure.csv, line 3, column 'years': got '-1'; a number of years above 0 "
            "in plain digits is needed\n"
            "exposure.csv, line 4, column 'years': got 'nan'; a number of years above "
            "0 in plain digits is needed\n"
            "exposure.csv, line 4, column 'years': got 'nan'; the same place and year "
            "stand on line 3 already",
        ),
        (
            "city,start,end\nGhent,2015-01-01,2015-12-31\nGhent,2015-06-01,2016-01-01\n",
            "exposure.csv, line 3, column 'start': got '2015-06-01 to 2016-01-01'; the "
            "period overlaps that of line 2",
        ),
        (
            "city,start,end\nGhent,2015-01-02,2015-01-01\n",
            "exposure.csv, line 2, column 'end': got '2015-01-01'; the period ends "
            "before it starts, 2015-01-02: no exposure",
        ),
        (
            "city,population\nGhent,260000\n",
            "exposure.csv, line 1: exposure files have city, country, end, "
            "municipality, start, year, years, not 'population'\n"
            "exposure.csv, line 1: either years, or start and end, are needed",
        ),
        (
            "city,year,start,end\nGhent,2015,2015-01-01,2015-12-31\n",
            "exposure.csv, line 1: year stands beside years; start and end say it "
            "themselves",
        ),
        (
            "city,year,years\nGhent,15,1\n",
            "exposure.csv, line 2, column 'year': got '15'; a year from 1900 to 2100 "
            "is needed",
        ),
    ],
)
def test_a_wrong_exposure_is_refused(tmp_path, text, message):
    with pytest.raises(InvalidDataError) as refused:
        read(tmp_path, text)
    assert str(refused.value) == message


def test_a_place_without_exposure_is_refused():
    exposure = Exposure(keys=("city",), years={("Ghent",): 1.0})
    with pytest.raises(InvalidDataError) as refused:
        years_of_cells(WINDOW, exposure, ("city",), [("Ghent",), ("Mons",)])
    assert str(refused.value) == (
        "exposure: no exposure of Mons is given (add its row: a count without exposure "
        "has no rate)"
    )


def test_exposure_on_another_key_is_refused():
    exposure = Exposure(keys=("city", "year"), years={("Ghent", 2015): 1.0})
    with pytest.raises(InvalidDataError) as refused:
        years_of_cells(WINDOW, exposure, ("city",), [("Ghent",)])
    assert str(refused.value) == (
        "exposure goes by city, year, the count by city: count by the same places and "
        "years"
    )


def test_more_exposure_than_the_window_holds_is_refused():
    exposure = Exposure(keys=("city",), years={("Ghent",): 50.0})
    with pytest.raises(InvalidDataError) as refused:
        years_of_cells(WINDOW, exposure, ("city",), [("Ghent",)])
    assert str(refused.value) == (
        "exposure: exposure of Ghent: got 50 years, more than the 3.417 of the window, "
        "2014-06-01 to 2017-10-31"
    )


def test_an_exposure_knows_its_lines_and_what_was_told(tmp_path):
    exposure = read(tmp_path, "city,year,years\nGhent,2014,0.5\nMons ,2015,1\n")
    assert exposure.lines == {("Ghent", 2014): (2,), ("Mons", 2015): (3,)}
    assert exposure.notices == (
        "exposure.csv, line 3, column 'city': spaces around the name were removed",
    )


def test_names_keep_the_rules_of_a_log(tmp_path):
    text = (
        "city,years\n\u041eslo,1\nGhent\u200b,1\nMons|Liège,1\nGHENT,1\nGhent,1\n,1\n"
    )
    (tmp_path / "exposure.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDataError) as refused:
        read_exposure(tmp_path / "exposure.csv")
    lines = [
        "line 2, column 'city': got '\u041eslo'; letters of Cyrillic and Latin in one "
        "word: '\\u041eslo' (one of them only looks like the other's; type the name "
        "anew)",
        "line 3, column 'city': got 'Ghent\\u200b'; a name holds no unseen characters "
        "(U+200B)",
        "line 4, column 'city': got 'Mons|Liège'; one name is needed: | separates "
        "places in a log",
        "line 6, column 'city': got 'Ghent'; a reader would take the name for 'GHENT' "
        "(write it in one way)",
        "line 7, column 'city': got ''; a name is needed",
    ]
    assert str(refused.value).split("\n") == [f"exposure.csv, {one}" for one in lines]


def test_wrong_types_are_refused_in_one_line():
    for wrong, message in (
        ({"keys": "city", "years": {}}, "exposure: keys must be a tuple, got 'city'"),
        ({"keys": ("city",), "years": 3}, "exposure: years must be a Mapping, got 3"),
        (
            {"keys": ("city",), "years": {("Ghent",): "2"}},
            "exposure of Ghent: got '2'; it must be a finite number of years above 0",
        ),
    ):
        with pytest.raises(InvalidDataError) as refused:
            Exposure(**wrong)
        assert str(refused.value) == message
