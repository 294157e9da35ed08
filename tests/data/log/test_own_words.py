"""A problem names columns and values as the user wrote them, and what he may mean."""

from datetime import date

import pytest
from bad_files import HEADER, cell, log

from bemodels.data.log.reading import read_incidents
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError

WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
COUNT = "a whole number from 0 to 1000000000 in plain digits is needed"


def lines_of(tmp_path, content, **options):
    (tmp_path / "log.csv").write_bytes(content)
    with pytest.raises(InvalidDataError) as refused:
        read_incidents(tmp_path / "log.csv", **options)
    return str(refused.value).split("\n")


MAPPING = {
    "columns": {"Nr": "incident_id", "Datum": "date", "Art": "kind", "Ort": "city"},
    "values": {"kind": {"Anschlag": "attack"}},
}


def test_a_mapped_column_and_value_are_those_of_the_file(tmp_path):
    mapping = {**MAPPING, "values": {"city": {"Gand": "Gent/\u200b"}}}
    content = log("1,22.03.2016,Anschlag,Gand", header="Nr,Datum,Art,Ort")
    assert lines_of(tmp_path, content, mapping=mapping) == [
        "log.csv, line 2, column 'Datum (date)': got '22.03.2016'; a day written "
        "YYYY-MM-DD is needed (which is the month? state the order with --date-format, "
        "such as %d/%m/%Y)",
        "log.csv, line 2, column 'Art (kind)': got 'Anschlag'; one of attack, arrest "
        "action, plot is needed (a mapping file can bring your codes onto these)",
        "log.csv, line 2, column 'Ort (city)': got 'Gand'; a name holds no unseen "
        "characters (U+200B)",
    ]


def test_rules_of_rows_show_cells_as_they_stand_in_the_file(tmp_path):
    rows = ("1,01/02/2020,Anschlag,Ghent", "1,01/02/2016,Anschlag,Ghent")
    assert lines_of(
        tmp_path,
        log(*rows, header="Nr,Datum,Art,Ort"),
        mapping=MAPPING,
        date_format="%d/%m/%Y",
        window=WINDOW,
    ) == [
        "log.csv, line 2, column 'Datum (date)': got '01/02/2020'; the time lies "
        "outside the window, 2014-06-01 to 2017-10-31",
        "log.csv, line 3, column 'Nr (incident_id)': got '1'; the identifier stands on "
        "line 2 already (an incident in several places is one row: cities separated by "
        "|)",
    ]


def test_a_notice_names_a_mapped_column_as_the_file_does(tmp_path):
    content = log("1,2016-03-22,Anschlag,Ghent", header="Nr,Datum,Art,Ort")
    (tmp_path / "log.csv").write_bytes(content)
    assert read_incidents(tmp_path / "log.csv", mapping=MAPPING).notices == (
        "log.csv, line 2, column 'Art (kind)': 'Anschlag' was read as 'attack', as the "
        "mapping says",
    )


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        *((one, one) for one in ("onbekend", "Unbekannt", "unknown", "NA", "n/a", "-")),
        (".", "."),
        ("?", "'?'"),
        ("", "''"),
    ],
)
def test_a_word_for_nothing_is_told_how_it_is_declared(tmp_path, word, quoted):
    hint = f"(if it stands for a missing value, declare it with --missing {quoted})"
    assert lines_of(tmp_path, cell(killed=word)) == [
        f"log.csv, line 3, column 'killed': got {word!r}; {COUNT} {hint}"
    ]
    content = log(f"a1,2016-01-01,Ghent,attack,{word}", header=HEADER[:-6] + "link")
    if word != "unknown":
        assert lines_of(tmp_path, content) == [
            f"log.csv, line 2, column 'link': got {word!r}; one of linked, inspired, "
            f"unknown is needed {hint}"
        ]
    (tmp_path / "log.csv").write_bytes(cell(killed=word))
    assert len(read_incidents(tmp_path / "log.csv", missing=(word,))) == 2


def test_no_word_is_declared_for_a_column_that_an_incident_needs(tmp_path):
    assert lines_of(tmp_path, cell(kind="unknown", date="unknown")) == [
        "log.csv, line 3, column 'date': got 'unknown'; a day written YYYY-MM-DD is "
        "needed (if the day is not known, write its month or year, and say so in a "
        "column date_precision)",
        "log.csv, line 3, column 'kind': got 'unknown'; one of attack, arrest action, "
        "plot is needed (a mapping file can bring your codes onto these)",
    ]


@pytest.mark.parametrize("name", ["CITY", "City", "c_ity", "ci ty"])
def test_a_name_that_differs_by_case_or_spaces_is_asked_for_and_checked(tmp_path, name):
    content = log("a1,2016-03-22,,attack,32", header=HEADER.replace("city", name))
    assert lines_of(tmp_path, content) == [
        f"log.csv, line 1: got {name!r}; the codebook has no such column (do you mean "
        "city? otherwise map it, or name it in the mapping's ignore or keep)",
        f"log.csv, line 2, column '{name} (city)': got ''; a name is needed",
    ]


def test_it_is_asked_what_a_name_means(tmp_path):
    header = "Incident ID,Date,CITY,kind,killed"
    rest = "otherwise map it, or name it in the mapping's ignore or keep)"
    assert lines_of(tmp_path, log("a1,2016-03-22,Ghent,attack,0", header=header)) == [
        f"log.csv, line 1: got {name!r}; the codebook has no such column (do you mean "
        f"{ours}? {rest}"
        for name, ours in (
            ("Incident ID", "incident_id"),
            ("Date", "date"),
            ("CITY", "city"),
        )
    ]


@pytest.mark.parametrize("letter", ["\u3164", "\uffa0", "\u115f", "\u2800", "\ufe0f"])
def test_a_letter_that_nobody_sees_is_refused_and_shown(tmp_path, letter):
    code = f"{ord(letter):04x}"
    assert lines_of(tmp_path, cell(city=f"Oslo{letter}")) == [
        f"log.csv, line 3, column 'city': got 'Oslo\\u{code}'; a name holds no unseen "
        f"characters (U+{code.upper()})"
    ]


def test_a_column_that_an_incident_needs_cannot_be_ignored(tmp_path):
    ignore = {"ignore": ["city", "date"]}
    assert lines_of(tmp_path, cell(), mapping=ignore) == [
        "log.csv, line 1: the column city is missing (the mapping ignores it)",
        "log.csv, line 1: one of date, year_month, year is needed (map the column of "
        "the time)",
    ]


def test_a_column_is_ignored_for_one_that_is_mapped_onto_its_name(tmp_path):
    content = log("a1,2016-03-22,Gent,Ghent,attack", header="nr,date,city,ville,kind")
    mapping = {"columns": {"nr": "incident_id", "ville": "city"}}
    assert lines_of(tmp_path, content, mapping=mapping) == [
        "log.csv, line 1: got 'ville'; two columns are city: 'city' and this one (name "
        "one of them in the mapping's ignore)"
    ]
    found = read_incidents(
        tmp_path / "log.csv", mapping={**mapping, "ignore": ["city"]}
    )
    assert found.frame["city"].tolist() == ["Ghent"]
