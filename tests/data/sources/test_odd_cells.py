"""One odd cell in a sound file: the row is read, or refused with its line."""

import pytest
from source_files import write

from bemodels import InvalidDataError
from bemodels.data.sources.acled import ACLED_COLUMNS, read_acled
from bemodels.data.sources.gtd import GTD_COLUMNS, read_gtd
from bemodels.data.sources.ucdp_ged import UCDP_GED_COLUMNS, read_ucdp_ged

ODD = (
    *("", " ", "0", "-1", "-9", "NA", "nan", "inf", "many", "Unknown", "|", "a|b"),
    *(
        "0.5",
        ".5",
        "1.",
        "1e5",
        "0x1",
        "1,0",
        "9" * 30,
        "²",
        "٣",
        "0001",
        "W01",
        "a\nb",
    ),
    *("2016-02-30", "0000-00-00", "2016-W01-1", "22-03-16", "³1-01-2020", "x" * 300),
)
GTD_ROW = {
    **{"eventid": "201603220001", "iyear": "2016", "imonth": "3", "iday": "22"},
    **{"country_txt": "Belgium", "city": "Ghent", "nkill": "5", "nkillter": "2"},
    **{"nwound": "1", "nwoundte": "0", "multiple": "0", "crit3": "1", "related": ""},
    **{"doubtterr": "0", "weaptype1_txt": "Explosives", "targtype1_txt": "Police"},
}
ACLED_ROW = {
    **{"event_id_cnty": "BEL1", "event_date": "2021-03-22", "year": "2021"},
    **{"time_precision": "1", "event_type": "Battles", "sub_event_type": "Armed clash"},
    **{"country": "Belgium", "location": "Ghent", "geo_precision": "1"},
    **{"fatalities": "2"},
}
GED_ROW = {
    **{"id": "1", "number_of_sources": "3", "where_prec": "1", "country": "Belgium"},
    **{"where_coordinates": "Ghent", "date_prec": "1", "date_start": "2016-03-22"},
    **{"date_end": "2016-03-22", "best": "4", "high": "4"},
}
SOURCES = {
    "GTD": (read_gtd, GTD_COLUMNS, GTD_ROW),
    "ACLED": (read_acled, ACLED_COLUMNS, ACLED_ROW),
    "UCDP GED": (read_ucdp_ged, UCDP_GED_COLUMNS, GED_ROW),
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("cell", ODD)
def test_an_odd_cell_is_read_or_refused_with_its_line(tmp_path, name, cell):
    read, header, row = SOURCES[name]
    for column in row:
        path = write(tmp_path, header, [{**row, column: cell}])
        try:
            assert len(read(path)) == 1
        except InvalidDataError as error:
            assert str(error).startswith("synthetic.csv, line 2, column ")
