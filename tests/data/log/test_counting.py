"""From a log to tables of counts: every cell of the grid, with its exposure."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.data.exposure_file import read_exposure
from bemodels.data.log.reading import read_incidents
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError

WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
HEADER = "incident_id,date,date_precision,city,municipality,kind,link,persons_arrested"


def log_of(tmp_path, *rows, window=WINDOW):
    (tmp_path / "log.csv").write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    return read_incidents(tmp_path / "log.csv", window=window, missing=("",))


@pytest.fixture
def report(tmp_path):
    """A log with the margins of the report on Belgium; its days are invented."""
    rows = []
    places = {
        "Brussels": 59,
        "Charleroi": 13,
        "Zaventem": 5,
        "Verviers": 4,
        "Ghent": 22,
    }
    for city, arrests in places.items():
        for number in range(arrests):
            day = date(2015 + number % 2, 1 + number % 12, 1 + number % 28)
            rows.append(f"{city}-{number},{day},day,{city},,arrest action,linked,2")
    rows += [
        "attack-1,2016-03-22,day,Brussels|Zaventem,,attack,linked,0",
        "attack-2,2017-06-20,day,Brussels,,attack,inspired,0",
        "attack-3,2017-08-25,day,Brussels,,attack,inspired,1",
        "attack-4,2016-08-06,day,Charleroi,,attack,inspired,0",
        "plot-1,2016-06,month,Ghent,,plot,linked,",
    ]
    return log_of(tmp_path, *rows)


def test_an_incident_in_two_places_is_one_incident_and_two_placements(report):
    incidents = report.count_incidents(("city",))
    placements = report.count_placements(("city",))
    assert (incidents.total, placements.total) == (107, 108)
    of_city = dict(zip(placements.frame["city"], placements.counts, strict=True))
    assert (of_city["Brussels"], of_city["Zaventem"]) == (62, 6)
    assert dict(incidents.rows[i][:2] for i in range(5))["Zaventem"] == 5
    assert (
        "incidents in several places, counted in the main one: 1" in incidents.notices
    )


def test_a_plot_is_never_an_incident(report):
    assert report.count_plots(("year",)).total == 1
    assert report.count_incidents(("year",)).total == 107


def test_persons_are_summed_and_missing_numbers_told(tmp_path):
    log = log_of(
        tmp_path,
        "a,2015-01-01,day,Ghent,,arrest action,linked,3",
        "b,2015-01-02,day,Ghent,,arrest action,linked,",
    )
    table = log.count_persons(("city",), places=("Ghent",))
    assert table.rows == (("Ghent", 3, 41 / 12),)
    assert table.notices == (
        "incidents without a number of persons arrested, which add none: 1",
    )


def test_every_place_and_year_is_there_with_its_zero_and_exposure(tmp_path):
    log = log_of(tmp_path, "a,2015-01-01,day,Ghent,,attack,linked,0")
    table = log.count_incidents(("city", "year"), places=("Ghent", "Mons"))
    years = {2014: 7 / 12, 2015: 1, 2016: 1, 2017: 10 / 12}
    assert table.rows == tuple(
        (city, year, int((city, year) == ("Ghent", 2015)), exposure)
        for city in ("Ghent", "Mons")
        for year, exposure in years.items()
    )
    assert table.notices == ()


def test_without_places_a_notice_says_what_is_biased(tmp_path):
    log = log_of(tmp_path, "a,2015-01-01,day,Ghent,,attack,linked,0")
    assert log.count_incidents(("city",)).notices == (
        "only places with an incident are listed, so the mean rate over them is biased "
        "upwards; name every place that could have had one with places",
    )


def test_a_window_of_days_gives_exposure_by_day(tmp_path):
    window = ObservationWindow(start=date(2016, 1, 11), end=date(2016, 12, 31))
    log = log_of(tmp_path, "a,2016-02-01,day,Ghent,,attack,linked,0", window=window)
    assert log.count_incidents(("year",)).rows == ((2016, 1, 356 / 366),)
    months = log.count_incidents(("year_month",))
    assert months.rows[0] == ("2016-01", 0, 21 / 31 / 12)
    assert len(months) == 12


def test_a_time_that_is_too_coarse_is_allocated_nowhere_and_told(tmp_path):
    log = log_of(
        tmp_path,
        "a,2015,year,Ghent,,attack,linked,0",
        "b,2015-03,month,Ghent,,attack,linked,0",
    )
    assert log.count_incidents(("year",)).total == 2
    table = log.count_incidents(("year_month",))
    assert table.total == 1
    assert table.notices == (
        "incidents dated no finer than the year, in no year_month: 1",
    )


def test_a_year_of_which_the_window_holds_a_part_is_told(tmp_path):
    log = log_of(tmp_path, "a,2014,year,Ghent,,attack,linked,0")
    assert log.notices == (
        "rows dated to a month or year of which the window holds a part, taken to lie "
        "within it: 1",
    )


@pytest.mark.parametrize(
    ("by", "places", "message"),
    [
        (
            "city",
            (),
            "by must be one or more keys in a sequence, each once, got 'city'",
        ),
        (
            ("town",),
            (),
            "'town' is no key to count by; there are city, municipality, country, "
            "year, year_month, kind, link",
        ),
        (("country",), (), "the log has no column country to count by"),
        (
            ("year",),
            ("Ghent",),
            "places are for a count by one of city, municipality, country, got by year",
        ),
        (
            ("city",),
            ("Mons",),
            "an incident stands outside the grid of city: 'Ghent'; places must hold "
            "every place that has one (1 cells in all)",
        ),
    ],
)
def test_a_count_that_cannot_be_made_is_refused(tmp_path, by, places, message):
    log = log_of(tmp_path, "a,2015-01-01,day,Ghent,,attack,linked,0")
    with pytest.raises(InvalidDataError) as refused:
        log.count_incidents(by, places=places)
    assert str(refused.value) == message


def test_counting_needs_a_window(tmp_path):
    log = log_of(tmp_path, "a,2015-01-01,day,Ghent,,attack,linked,0", window=None)
    with pytest.raises(InvalidDataError) as refused:
        log.count_incidents(("city",))
    assert str(refused.value) == (
        "counting needs the window in which the source was looking, and none is "
        "stated: log.within(window), or --window START:END"
    )
    assert log.within(WINDOW).count_incidents(("city",)).total == 1


def test_several_places_without_a_main_one_are_no_place_of_an_incident(tmp_path):
    log = log_of(tmp_path, "a,2015-01-01,day,|Ghent|Mons,,attack,linked,0")
    with pytest.raises(InvalidDataError) as refused:
        log.count_incidents(("city",))
    assert str(refused.value) == (
        "1 rows have several places and no main one ('a'): name the main one first, or "
        "count placements"
    )
    assert log.count_placements(("city",)).counts == (1, 1)
    assert log.count_incidents(("year",)).total == 1


def test_municipalities_go_in_step_with_cities(tmp_path):
    log = log_of(tmp_path, "a,2015-01-01,day,Brussels|Zaventem,Molenbeek|,attack,,0")
    table = log.count_placements(("city", "municipality"))
    assert [row[:3] for row in table.rows] == [("Brussels", "Molenbeek", 1)]
    with pytest.raises(InvalidDataError) as refused:
        log_of(tmp_path, "a,2015-01-01,day,Brussels,Molenbeek|Ixelles,attack,,0")
    assert str(refused.value) == (
        "log.csv, line 2, column 'municipality': got 'Molenbeek|Ixelles'; 2 "
        "municipalities for 1 city (one a city, in their order; leave one empty "
        "where it is not known)"
    )


def test_what_lies_outside_a_later_window_is_left_out_and_told(tmp_path):
    log = log_of(
        tmp_path,
        "a,2015-01-01,day,Ghent,,attack,linked,0",
        "b,2016-01-01,day,Ghent,,attack,linked,0",
    )
    year = ObservationWindow(start=date(2015, 1, 1), end=date(2015, 12, 31))
    within = log.within(year)
    assert len(within) == 1
    assert within.notices == (
        "rows outside the window, 2015-01-01 to 2015-12-31, left out: 1 of 2",
    )
    nothing = ObservationWindow(start=date(2017, 1, 1), end=date(2017, 10, 31))
    with pytest.raises(InvalidDataError) as refused:
        log.within(nothing)
    assert str(refused.value) == "no incident lies within 2017-01-01 to 2017-10-31"
    wider = ObservationWindow(start=date(2014, 5, 31), end=date(2017, 10, 31))
    with pytest.raises(InvalidDataError) as refused:
        log.within(wider)
    assert str(refused.value) == (
        "the source was looking from 2014-06-01 to 2017-10-31; a wider window, "
        "2014-05-31 to 2017-10-31, would count days on which nobody looked"
    )


ROWS = st.lists(
    st.tuples(
        st.dates(date(2014, 6, 1), date(2017, 10, 31)),
        st.sampled_from(("Ghent", "Mons", "Ghent|Mons", "Liège")),
        st.sampled_from(("attack", "arrest action", "plot")),
    ),
    min_size=1,
    max_size=30,
)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(rows=ROWS, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_shows_nowhere(tmp_path_factory, rows, order):
    folder = tmp_path_factory.mktemp("order")
    lines = [
        f"i{n},{day},day,{city},,{kind},linked,1"
        for n, (day, city, kind) in enumerate(rows)
    ]
    first = log_of(folder, *lines)
    order.shuffle(lines)
    second = log_of(folder, *lines)
    assert first.frame.equals(second.frame)
    by = ("city", "year")
    if (first.frame["kind"] != "plot").any():
        assert first.count_placements(by).rows == second.count_placements(by).rows
        incidents = first.count_incidents(by).total
        assert incidents == sum(kind != "plot" for _, _, kind in rows)


def test_a_copy_of_the_frame_changes_no_log(report):
    frame = report.frame
    frame["city"] = "x"
    frame.loc[0, "kind"] = "plot"
    assert report.count_incidents(("city",)).total == 107


def test_places_watched_at_their_own_times_have_their_own_exposure(tmp_path):
    (tmp_path / "exposure.csv").write_text(
        "city,start,end\nGhent,2015-01-01,2015-12-31\nGhent,2017-01-01,2017-06-30\n"
        "Mons,2016-01-01,2017-10-31\n"
    )
    log = log_of(
        tmp_path,
        "a,2015-05-01,day,Ghent,,attack,linked,0",
        "b,2016-05-01,day,Ghent,,attack,linked,0",
        "c,2017-09-01,day,Ghent,,attack,linked,0",
        "d,2017,year,Mons,,attack,linked,0",
    )
    watched = replace(log, exposure=read_exposure(tmp_path / "exposure.csv"))
    table = watched.count_incidents(("city", "year"), places=("Ghent", "Mons"))
    assert table.rows == (
        ("Ghent", 2015, 1, 1.0),
        ("Ghent", 2017, 0, 0.5),
        ("Mons", 2016, 0, 1.0),
        ("Mons", 2017, 1, 10 / 12),
    )
    left = "incidents while their place was not watched, in no cell: 2"
    assert left in table.notices
    lacking = replace(
        log,
        exposure=replace(
            watched.exposure,
            years={("Mons",): 1.0},
            windows={("Mons",): watched.exposure.windows[("Mons",)]},
        ),
    )
    with pytest.raises(InvalidDataError) as refused:
        lacking.count_incidents(("city",))
    assert str(refused.value) == (
        "exposure.csv: no exposure of Ghent is given (add its row: a count without "
        "exposure has no rate)"
    )
    by_city = watched.count_incidents(("city",), places=("Ghent", "Mons"))
    assert [row[1:] for row in by_city.rows] == [(1, 1.5), (1, 22 / 12)]
