"""Transcribed tables: what they hand out, and what they say when asked amiss."""

from datetime import date

import pytest

from bemodels.data import SourceTable, belgium
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance, Table

VISITS = SourceTable(
    content="Visits",
    unit="one visit",
    columns=("city", "visits", "first_day"),
    meanings=("City", "Visits", "First day"),
    rows=(
        ("Ghent", 3, date(2016, 1, 1)),
        ("Aalst", 2, date(2016, 2, 1)),
        ("Ghent", 5, date(2016, 3, 1)),
    ),
    notes=("Some are missing.",),
    provenance=Provenance(source="visits.csv", sha256="0" * 64, rows=3),
)


def test_rows_columns_and_cells():
    assert VISITS.column("visits") == VISITS.integers("visits") == (3, 2, 5)
    assert VISITS.texts("city") == ("Ghent", "Aalst", "Ghent")
    assert VISITS.integer("visits", city="Ghent", first_day=date(2016, 3, 1)) == 5
    assert VISITS.day("first_day", city="Aalst") == date(2016, 2, 1)
    assert VISITS.row(visits=2) == {
        "city": "Aalst",
        "visits": 2,
        "first_day": date(2016, 2, 1),
    }
    assert repr(VISITS) == "SourceTable visits.csv: Visits, 3 rows"


def test_a_frame_holds_every_row_and_belongs_to_the_caller():
    frame = VISITS.to_frame()
    assert list(frame.itertuples(index=False, name=None)) == list(VISITS.rows)
    frame.loc[0, "visits"] = 99
    assert VISITS.to_frame().loc[0, "visits"] == 3


def test_a_table_for_reports():
    assert VISITS.to_table() == Table(
        name="Visits",
        columns=("city", "visits", "first day"),
        rows=(
            ("Ghent", 3, "2016-01-01"),
            ("Aalst", 2, "2016-02-01"),
            ("Ghent", 5, "2016-03-01"),
        ),
        note="One row: one visit. Some are missing.",
    )


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: VISITS.column("town"),
            "visits.csv: no column 'town'; there are city, visits, first_day",
        ),
        (
            lambda: VISITS.texts("visits"),
            "visits.csv, column 'visits': got 3; a column of text is needed",
        ),
        (
            lambda: VISITS.integers("city"),
            "visits.csv, column 'city': got 'Ghent'; a "
            "column of whole numbers is needed",
        ),
        (
            lambda: VISITS.day("city", city="Aalst"),
            "visits.csv, column 'city': got 'Ghent'; a column of dates is needed",
        ),
        (
            lambda: VISITS.row(city="Ghent"),
            "visits.csv: one row is needed, 2 have city 'Ghent' (there are 'Ghent', "
            "'Aalst')",
        ),
        (
            lambda: belgium().attacks("remote"),
            "belgium/groups.csv: one row is needed, 0 have link 'remote' (there are "
            "'linked', 'inspired')",
        ),
    ],
)
def test_what_is_not_there_is_named(ask, message):
    with pytest.raises(InvalidDataError) as caught:
        ask()
    assert str(caught.value) == message


def test_ragged_rows_are_refused():
    with pytest.raises(InvalidDataError) as caught:
        SourceTable(
            content="Visits",
            unit="one visit",
            columns=("city", "visits"),
            meanings=("City", "Visits"),
            rows=(("Ghent",),),
            notes=(),
            provenance=VISITS.provenance,
        )
    assert str(caught.value) == "visits.csv, row 1: 1 cells for 2 columns"
