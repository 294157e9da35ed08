"""Exposure is held to the log that it belongs to, wherever both are given."""

from datetime import date

import pytest

from bemodels.data.exposure_file import read_exposure
from bemodels.data.log.reading import read_incidents
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError

LOG = """incident_id,date,city,kind
a1,2014-07-01,Ghent,attack
a2,2015-05-01,Brussels|Zaventem,arrest action
a3,2017-05-02,|Mons|Ghent,arrest action
a4,2016-05-02,Namur,plot
"""
WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))


@pytest.fixture
def log(tmp_path):
    (tmp_path / "log.csv").write_text(LOG)
    return read_incidents(tmp_path / "log.csv")


@pytest.fixture
def exposure(tmp_path):
    def read(text):
        (tmp_path / "exposure.csv").write_text(text)
        return read_exposure(tmp_path / "exposure.csv")

    return read


def message_of(log, exposure):
    with pytest.raises(InvalidDataError) as refused:
        log.with_exposure(exposure)
    return str(refused.value).split("\n")


def test_main_places_with_incidents_need_exposure(log, exposure):
    held = log.with_exposure(exposure("city,years\nGhent,3\nBrussels,2\n"))
    assert held.notices == (
        "exposure.csv: held to the incidents by city alone; no window is stated to "
        "hold its length to",
    )
    assert [one.source for one in held.provenance] == ["log.csv", "exposure.csv"]
    assert message_of(log, exposure("city,years\nGHENT,3\nBrusels,2\n")) == [
        "exposure.csv: no exposure of Ghent is given (do you mean 'GHENT'?)",
        "exposure.csv: no exposure of Brussels is given (do you mean 'Brusels'?)",
    ]
    assert message_of(log, exposure("city,years\nMons,3\nGhent,2\n")) == [
        "exposure.csv: no exposure of Brussels is given (add its row: a count without "
        "exposure has no rate)",
    ]


def test_a_window_bounds_the_years_of_every_place(log, exposure):
    text = "city,years\nGhent,3\nBrussels,4\nAalst,50\n"
    more = "more than the 3.417 of the window, 2014-06-01 to 2017-10-31"
    assert message_of(log.within(WINDOW), exposure(text)) == [
        "exposure.csv, line 3, column 'years': exposure of Brussels: got 4 years, "
        + more,
        "exposure.csv, line 4, column 'years': exposure of Aalst: got 50 years, "
        + more,
    ]
    held = log.with_exposure(exposure(text)).within(WINDOW)
    assert held.notices == ()
    with pytest.raises(InvalidDataError) as refused:
        held.count_placements(("city",))
    assert str(refused.value).split("\n") == [
        *(
            f"exposure.csv: no exposure of {city} is given (add its row: a count "
            "without exposure has no rate)"
            for city in ("Mons", "Zaventem")
        ),
        "exposure.csv, line 4, column 'years': exposure of Aalst: got 50 years, "
        + more,
        "exposure.csv, line 3, column 'years': exposure of Brussels: got 4 years, "
        + more,
    ]


def test_a_place_that_was_watched_is_counted_with_its_zero(log, exposure):
    watched = exposure("city,years\nGhent,3\nBrussels,3\nAalst,2\nMons,3\nZaventem,3\n")
    table = log.within(WINDOW).with_exposure(watched).count_placements(("city",))
    assert table.rows[0] == ("Aalst", 0, 2.0)
    assert table.notices[-1] == (
        "only places with exposure are listed; if others were watched, the mean rate "
        "over those listed is biased: name every place that could have had an incident "
        "with places"
    )


def test_years_are_those_of_the_window_or_of_the_incidents(log, exposure):
    whole = "".join(
        f"{city},{year},{0.5 if year == 2014 else 0.8}\n"
        for city in ("Ghent", "Brussels")
        for year in range(2013, 2018)
    )
    held = log.within(WINDOW).with_exposure(exposure(f"city,year,years\n{whole}"))
    assert held.notices == (
        "exposure.csv: rows of a year outside the window, not used: 2",
    )
    lacking = exposure("city,year,years\nGhent,2015,1\nBrussels,2015,1\n")
    assert message_of(log, lacking) == [
        "exposure.csv, line 2: no exposure of Ghent, 2014 is given (it has 2015)"
    ]
    assert message_of(log.within(WINDOW), lacking) == [
        f"exposure.csv, line {line}: no exposure of {city}, {year} is given (it has "
        "2015)"
        for city, line in (("Ghent", 2), ("Brussels", 3))
        for year in (2014, 2016, 2017)
    ]


def test_periods_are_compared_with_times_and_the_window(log, exposure):
    periods = exposure(
        "city,start,end\nGhent,2014-08-01,2015-01-31\nBrussels,2015-01-01,2016-12-31\n"
        "Aalst,2001-01-01,2001-12-31\n"
    )
    left = "exposure.csv: incidents outside the periods of their place: 1"
    beyond = (
        "exposure.csv: periods that reach beyond the window, 2014-06-01 to 2017-10-31, "
        "used within it alone: 1"
    )
    assert log.within(WINDOW).with_exposure(periods).notices == (beyond, left)
    assert log.with_exposure(periods).notices[1:] == (left,)
    early = exposure(
        "city,start,end\nGhent,2001-01-01,2001-12-31\nBrussels,2015-01-01,2016-12-31\n"
    )
    assert message_of(log.within(WINDOW), early) == [
        "exposure.csv, line 2: got 2001-01-01 to 2001-12-31; no day on which Ghent was "
        "watched lies within the window, 2014-06-01 to 2017-10-31"
    ]


def test_exposure_by_year_alone_and_a_log_without_incidents(log, exposure, tmp_path):
    by_year = exposure("year,years\n2014,0.5\n2015,1\n2016,1\n2017,0.8\n")
    held = log.within(WINDOW).with_exposure(by_year)
    assert held.count_incidents(("year",)).years == (0.5, 1.0, 1.0, 0.8)
    assert message_of(log, exposure("year,years\n2014,0.5\n2015,1\n")) == [
        "exposure.csv: no exposure of 2017 is given (add its row: a count without "
        "exposure has no rate)"
    ]
    (tmp_path / "plots.csv").write_text(
        "incident_id,date,city,kind\na1,2014-07-01,Ghent,plot\n"
    )
    plots = read_incidents(tmp_path / "plots.csv")
    assert plots.with_exposure(exposure("city,years\nMons,2\n")).exposure is not None


def test_many_places_without_exposure_are_told_with_their_number(tmp_path, exposure):
    rows = "".join(f"a{n},2014-07-01,Place {n:03d},attack\n" for n in range(200))
    (tmp_path / "log.csv").write_text(f"incident_id,date,city,kind\n{rows}")
    log = read_incidents(tmp_path / "log.csv")
    lines = message_of(log, exposure("city,years\nMons,2\n"))
    assert lines[0] == (
        "exposure.csv: no exposure of Place 000 is given (add its row: a count without "
        "exposure has no rate)"
    )
    assert lines[50:] == ["200 problems in all, the first 50 shown"]


def test_a_key_that_the_log_lacks_is_refused(log, exposure):
    assert message_of(log, exposure("country,years\nBelgium,3\n")) == [
        "exposure.csv, line 1, column 'country': the log has no such column, so its "
        "incidents have no exposure"
    ]
    with pytest.raises(InvalidDataError) as refused:
        log.with_exposure("exposure.csv")
    assert str(refused.value) == "exposure must be an Exposure, got 'exposure.csv'"
