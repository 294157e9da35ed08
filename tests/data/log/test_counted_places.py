"""Which places a table of counts lists, and under which names."""

from datetime import date

import pytest

from bemodels.data.log.reading import read_incidents
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError

WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
HEADER = "incident_id,date,date_precision,city,municipality,kind,link,persons_arrested"


def log_of(tmp_path, *rows):
    (tmp_path / "log.csv").write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    return read_incidents(tmp_path / "log.csv", window=WINDOW, missing=("",))


def test_cities_of_one_name_in_two_countries_are_told(tmp_path):
    (tmp_path / "log.csv").write_text(
        "incident_id,date,country,city,kind\n"
        "a,2015-01-01,Belgium,Mons,attack\nb,2015-01-02,France,Mons,attack\n"
    )
    log = read_incidents(tmp_path / "log.csv", window=WINDOW)
    told = (
        "cities of one name in several countries, counted as one (count by country "
        "too): 'Mons'"
    )
    assert told in log.count_incidents(("city",)).notices
    by_country = log.count_incidents(("country", "city"))
    assert by_country.counts == (1, 1)
    assert told not in by_country.notices


def test_a_place_whose_incidents_are_dated_coarsely_is_listed(tmp_path):
    log = log_of(
        tmp_path,
        "a,2015,year,Bree,,attack,linked,",
        "b,2015-02-03,day,Mons,,attack,linked,",
    )
    table = log.count_incidents(("city", "year_month"))
    of_city = table.frame.groupby("city")["count"].sum().to_dict()
    assert of_city == {"Bree": 0, "Mons": 1}


@pytest.mark.parametrize(
    ("places", "message"),
    [
        (
            ("Ghent", "GHENT"),
            "places: got 'GHENT'; a reader would take the name for 'Ghent' (write it "
            "in one way)",
        ),
        (
            ("Ghent|Mons",),
            "places: got 'Ghent|Mons'; one name is needed: | separates places in a log",
        ),
        (("Ghent", "Ghent"), "places: 'Ghent' is given twice"),
    ],
)
def test_places_are_held_to_the_rules_of_names(tmp_path, places, message):
    log = log_of(tmp_path, "a,2015-01-01,day,Mons,,attack,linked,")
    with pytest.raises(InvalidDataError) as caught:
        log.count_incidents(("city",), places=places)
    assert str(caught.value) == message


def test_an_incident_without_a_link_is_one_of_unknown_link(tmp_path):
    log = log_of(
        tmp_path,
        "a,2015-01-01,day,Mons,,attack,,",
        "b,2015-02-03,day,Mons,,attack,unknown,",
    )
    counts = log.count_incidents(("link",)).frame.set_index("link")["count"]
    assert counts.to_dict() == {"linked": 0, "inspired": 0, "unknown": 2}
