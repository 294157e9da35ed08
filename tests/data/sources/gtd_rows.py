"""Synthetic rows under the real header of GTD, and what is read of them."""

from datetime import date

import pytest
from source_files import write

from bemodels import InvalidDataError, ObservationWindow
from bemodels.data.sources.gtd import GTD_COLUMNS, SCOPE, read_gtd

ROW = {
    "eventid": "201603220001",
    "iyear": "2016",
    "imonth": "3",
    "iday": "22",
    "country_txt": "Belgium",
    "city": "Ghent",
    "nkill": "5",
    "nkillter": "2",
    "nwound": "7",
    "nwoundte": "0",
    "multiple": "0",
    "crit3": "1",
    "doubtterr": "0",
    "weaptype1_txt": "Explosives",
    "targtype1_txt": "Unknown",
}
NAMES = ("Ghent", "GHENT", "Ghent")
YEARS = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))


def event(number, **cells):
    id_and_city = {"eventid": f"2016032200{number:02d}", "city": f"Town {number}"}
    return {**ROW, **id_and_city, **cells}


def read(folder, *rows, header=GTD_COLUMNS, **options):
    return read_gtd(write(folder, header, rows), **options)


def told(*notices):
    return tuple(f"synthetic.csv: {one}" for one in (SCOPE, *notices))


def refusal(folder, *rows, header=GTD_COLUMNS, **options):
    with pytest.raises(InvalidDataError) as caught:
        read(folder, *rows, header=header, **options)
    return str(caught.value)
