import csv
import json

import pytest

from bemodels.data.log.columns import COLUMNS
from bemodels.data.log.reading import read_incidents
from bemodels.data.log.written_codebook import codebook, codebook_table, template
from bemodels.errors import InvalidDataError

FILLED = {
    "incident_id": "s1",
    "date": "2016-03",
    "date_precision": "month",
    "city": "Ghent|Mons",
    "municipality": "Ledeberg|",
    "kind": "attack",
}


def test_the_template_is_an_empty_log(tmp_path):
    place = tmp_path / "synthetic.csv"
    place.write_text(template(), encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        read_incidents(place)
    assert str(caught.value) == (
        "synthetic.csv: no incidents: nothing follows the header"
    )


def test_a_filled_template_is_a_log(tmp_path):
    (names,) = csv.reader([template()])
    row = ",".join(FILLED.get(name, "?") for name in names)
    place = tmp_path / "synthetic.csv"
    place.write_text(f"{template()}{row}\n", encoding="utf-8")
    frame = read_incidents(place, missing=("?",)).frame
    assert [*frame.columns] == names
    assert {name: frame.at[0, name] for name in FILLED} == FILLED
    rest = frame.drop(columns=[*FILLED])
    assert (rest.isna() | (rest.astype("str") == "")).all(axis=None)


def test_the_codebook_holds_every_column_and_survives_json():
    book = codebook()
    assert json.loads(json.dumps(book)) == book
    assert [*book["columns"]] == [column.name for column in COLUMNS]
    for column in COLUMNS:
        assert book["columns"][column.name]["values"] == [*column.values]
        assert book["columns"][column.name]["meaning"] == column.meaning
    required = {name: one["required"] for name, one in book["columns"].items()}
    assert {name for name, one in required.items() if one == "yes"} == {
        "incident_id",
        "city",
        "kind",
    }
    assert required["year_month"] == "one of date, year_month, year"
    several = {n for n, one in book["columns"].items() if one["several"] == "yes"}
    assert several == {"city", "municipality", "connection", "networks", "sources"}


def test_the_table_of_the_codebook_has_a_row_a_column():
    table = codebook_table()
    assert table.columns == ("column", "required", "holds", "values", "meaning")
    assert len(table.rows) == len(COLUMNS)
    assert (
        "kind",
        "yes",
        "one of a closed list",
        "attack, arrest action, plot",
        "what happened; a plot is never an incident",
    ) in table.rows
    assert all(rule in table.note for rule in codebook()["rules"].values())
