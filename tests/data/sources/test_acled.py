"""ACLED: every hazard of its rows, on synthetic rows under the real headers."""

from datetime import date

import pandas as pd
import pytest
from source_files import shuffled, write

from bemodels import InvalidDataError, ObservationWindow
from bemodels.data.sources.acled import ACLED_COLUMNS, SCOPE, read_acled

OLDER = """
    data_id iso event_id_cnty event_id_no_cnty event_date year time_precision event_type
    sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction
    region country admin1 admin2 admin3 location latitude longitude geo_precision source
    source_scale notes fatalities timestamp iso3
"""
OLDER_COLUMNS = tuple(OLDER.split())
ROW = {
    "event_id_cnty": "BEL1",
    "event_date": "22 March 2021",
    "year": "2021",
    "time_precision": "1",
    "event_type": "Violence against civilians",
    "sub_event_type": "Attack",
    "inter1": "Political militia",
    "country": "Belgium",
    "admin3": "Ghent district",
    "location": "Ghent",
    "geo_precision": "1",
    "fatalities": "2",
    "notes": "free text",
}
ARREST = {"event_type": "Strategic developments", "sub_event_type": "Arrests"}


def event(number, **cells):
    unique = {"event_id_cnty": f"BEL{number}", "location": f"Town {number}"}
    return {**ROW, **unique, **cells}


def read(folder, *rows, header=ACLED_COLUMNS, **options):
    return read_acled(write(folder, header, rows), **options)


def told(*notices):
    return tuple(f"synthetic.csv: {one}" for one in (SCOPE, *notices))


def refusal(folder, *rows, **options):
    with pytest.raises(InvalidDataError) as caught:
        read(folder, *rows, **options)
    return str(caught.value)


def test_the_headers_have_31_columns_each():
    assert len(ACLED_COLUMNS) == len(set(ACLED_COLUMNS)) == 31
    assert len(OLDER_COLUMNS) == len(set(OLDER_COLUMNS)) == 31


def test_a_sound_row_is_an_attack_without_names_and_notes(tmp_path):
    log = read(tmp_path, ROW)
    assert log.notices == told()
    assert log.frame.to_csv(index=False) == (
        "incident_id,date,date_precision,country,city,kind,link,killed\n"
        "BEL1,2021-03-22,day,Belgium,Ghent,attack,unknown,2\n"
    )


@pytest.mark.parametrize("day", ["22 March 2021", "22-03-2021", "2021-03-22"])
def test_both_generations_of_columns_are_the_same_log(tmp_path, day):
    older = ROW | {"event_date": day, "inter1": "3", "data_id": "7", "iso3": "BEL"}
    log = read(tmp_path, older, header=OLDER_COLUMNS)
    pd.testing.assert_frame_equal(log.frame, read(tmp_path, ROW).frame)


def test_arrests_are_arrest_actions_and_other_events_are_left_out(tmp_path):
    log = read(
        tmp_path,
        event(1, event_type="Battles", sub_event_type="Armed clash"),
        event(2, event_type="Explosions/Remote violence", sub_event_type="Grenade"),
        event(3, **ARREST),
        event(4, event_type="Strategic developments", sub_event_type="Other"),
        event(5, event_type="Protests", sub_event_type="Peaceful protest"),
        event(6, event_type="Riots", sub_event_type="Mob violence"),
    )
    assert log.frame["kind"].tolist() == ["attack", "attack", "arrest action"]
    assert log.notices == (
        "synthetic.csv: 3 of 6 rows are protests, riots or strategic developments "
        "other than arrests, and are left out",
        *told(),
    )


def test_a_file_of_protests_holds_no_incident(tmp_path):
    assert refusal(tmp_path, event(1, event_type="Protests")) == (
        "synthetic.csv: no row is an attack or an arrest"
    )


def test_an_unknown_type_of_event_is_refused_with_the_closest(tmp_path):
    assert refusal(tmp_path, event(1, event_type="Battle", sub_event_type="x")) == (
        "synthetic.csv, line 2, column 'event_type, sub_event_type': got 'Battle, x'; "
        "one of Battles, Explosions/Remote violence, Violence against civilians, "
        "Protests, Riots, Strategic developments is needed (do you mean 'Battles'?)"
    )


def test_weeks_and_months_are_dated_to_the_month(tmp_path):
    rows = (event(int(code), time_precision=f"{code}.0") for code in "123")
    log = read(tmp_path, *rows)
    assert log.frame["date"].tolist() == ["2021-03", "2021-03", "2021-03-22"]
    assert log.frame["date_precision"].tolist() == ["month", "month", "day"]
    assert log.notices == told(
        "2 of 3 rows are dated to the month, their day being unknown"
    )


def test_a_week_of_two_months_is_dated_to_the_year(tmp_path):
    days = ("2021-03-03", "2021-03-04", "2021-03-28", "2021-03-29")
    rows = (
        event(number, event_date=day, time_precision="2")
        for number, day in enumerate(days, start=1)
    )
    log = read(tmp_path, *rows)
    assert sorted(log.frame["date"]) == ["2021", "2021", "2021-03", "2021-03"]


def test_wrong_days_are_refused_all_at_once(tmp_path):
    assert refusal(
        tmp_path,
        event(1, event_date="31 April 2021"),
        event(2, event_date="22 Marzo 2021"),
        event(3, time_precision="4"),
        event(4, year="2020"),
    ) == (
        "synthetic.csv, line 2, column 'event_date, time_precision, year': got '31 "
        "April 2021, 1, 2021'; a day such as 2016-03-22, 22-03-2016 or 22 March 2016 "
        "is needed\n"
        "synthetic.csv, line 3, column 'event_date, time_precision, year': got '22 "
        "Marzo 2021, 1, 2021'; a day such as 2016-03-22, 22-03-2016 or 22 March 2016 "
        "is needed\n"
        "synthetic.csv, line 4, column 'event_date, time_precision, year': got '22 "
        "March 2021, 4, 2021'; a time_precision of 1, 2 or 3 is needed\n"
        "synthetic.csv, line 5, column 'event_date, time_precision, year': got '22 "
        "March 2021, 1, 2020'; the year is not that of the day"
    )


def test_a_window_before_the_coverage_is_told(tmp_path):
    window = ObservationWindow(start=date(2017, 1, 1), end=date(2021, 12, 31))
    log = read(tmp_path, ROW, window=window, countries=["Belgium"])
    assert log.notices == told(
        "the source was not looking before 2020-01-01 in Belgium, and the window "
        "begins on 2017-01-01"
    )


def test_a_request_for_2014_to_2017_says_why_nothing_is_there(tmp_path):
    window = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
    assert refusal(tmp_path, ROW, window=window, countries=["Belgium"]) == (
        "synthetic.csv: no incident lies within 2014-06-01 to 2017-10-31 (the source "
        "was not looking before 2020-01-01 in Belgium, and the window begins on "
        "2014-06-01)"
    )


def test_countries_whose_first_year_is_not_known_are_named(tmp_path):
    log = read(tmp_path, event(1), event(2, country="Kenya"), event(3, country="Chad"))
    assert log.notices == told(
        "from which year on the source was looking must be looked up for Chad, Kenya"
    )


def test_a_capital_that_stands_for_its_region_is_no_city(tmp_path):
    log = read(
        tmp_path,
        event(1, geo_precision="3.0"),
        event(2, geo_precision="2"),
        municipality="admin3",
    )
    assert log.frame["city"].tolist() == ["", "Town 2"]
    assert log.frame["municipality"].fillna("").tolist() == ["", "Ghent district"]
    assert log.notices == told(
        "1 of 2 rows are located in a region alone (geo_precision = 3), its capital "
        "standing for it: their city is unknown"
    )


def test_a_municipality_is_one_of_the_units_and_there(tmp_path):
    assert refusal(tmp_path, ROW, municipality="adm_1") == (
        "municipality must be one of admin1, admin2, admin3, got 'adm_1'"
    )
    header = [name for name in ACLED_COLUMNS if name != "admin3"]
    assert refusal(tmp_path, ROW, municipality="admin3", header=header) == (
        "synthetic.csv: the column 'admin3' is missing"
    )


def test_notes_are_kept_when_they_are_asked_for(tmp_path):
    log = read(tmp_path, event(1, notes="two\nlines"), keep=["notes", "sub_event_type"])
    assert log.frame[["notes", "sub_event_type"]].to_numpy().tolist() == [
        ["two\nlines", "Attack"]
    ]


def test_fatalities_are_whole_numbers(tmp_path):
    assert refusal(tmp_path, event(1, fatalities="2.5")) == (
        "synthetic.csv, line 2, column 'fatalities': got '2.5'; a whole number from 0 "
        "to 1000000000 in plain digits is needed (a fraction; counts are whole)"
    )


def test_the_order_of_rows_and_columns_changes_nothing(tmp_path):
    rows = [event(i, location=f"city {i % 3}", fatalities=str(i)) for i in range(6)]
    rows.append(event(9, **ARREST))
    log = read(tmp_path, *rows, keep=["notes"])
    header, other = shuffled(ACLED_COLUMNS, rows)
    again = read(tmp_path, *other, header=header, keep=["notes"])
    pd.testing.assert_frame_equal(log.frame, again.frame)
    assert log.notices == again.notices


def test_a_later_window_cannot_begin_before_the_source_did(tmp_path):
    log = read_acled(write(tmp_path, ACLED_COLUMNS, [ROW]))
    early = ObservationWindow(start=date(2014, 1, 1), end=date(2021, 12, 31))
    with pytest.raises(InvalidDataError) as caught:
        log.within(early).count_incidents(("city",))
    assert str(caught.value) == (
        "the source was not looking from 1900-01-01 to 2019-12-31, of which the "
        "window, 2014-01-01 to 2021-12-31, holds a part: count within a window without "
        "it"
    )
