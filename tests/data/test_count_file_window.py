"""A table of counts without exposure has that of its window, year by year."""

from datetime import date

import pytest

import bemodels
from bemodels import InvalidDataError, ObservationWindow


def written(tmp_path, text):
    path = tmp_path / "counts.csv"
    path.write_text(text, encoding="utf-8")
    return path


def window(end):
    return ObservationWindow(start=date(2014, 6, 1), end=end)


@pytest.mark.parametrize(
    ("end", "years"),
    [
        # Whole months are twelfths; other windows count the days of each year.
        (date(2016, 10, 31), (7 / 12, 10 / 12)),
        (date(2016, 3, 1), (214 / 365, 61 / 366)),
    ],
)
def test_each_year_has_its_part_of_the_window(tmp_path, end, years):
    path = written(tmp_path, "city,year,count\nGhent,2014,2\nGhent,2016,0\n")
    table = bemodels.read_counts(path, window=window(end))
    assert table.years == pytest.approx(years)
    assert table.keys == ("city", "year")


def test_a_column_of_exposure_stands_above_a_window(tmp_path):
    path = written(tmp_path, "city,year,count,years\nGhent,2014,2,0.25\n")
    assert bemodels.read_counts(path, window=window(date(2016, 1, 1))).years == (0.25,)


def test_a_window_needs_a_year(tmp_path):
    path = written(tmp_path, "city,count\nGhent,2\n")
    with pytest.raises(InvalidDataError) as error:
        bemodels.read_counts(path, window=window(date(2016, 1, 1)))
    assert str(error.value) == "counts.csv, line 1: the column year is missing"
