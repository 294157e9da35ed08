"""What is read although it looks odd, and the notice that stays with the data."""

import gzip
import unicodedata

import pytest
from bad_files import HEADER, ROW, cell, log

from bemodels.data.log.reading import read_incidents
from bemodels.errors import InvalidDataError


def read(tmp_path, content, name="log.csv", **options):
    (tmp_path / name).write_bytes(content)
    return read_incidents(tmp_path / name, **options)


def test_a_sound_file_gives_no_notice(tmp_path):
    found = read(tmp_path, log(ROW))
    assert found.notices == ()
    assert found.frame.to_dict("records") == [
        {
            "incident_id": "a1",
            "date": "2016-03-22",
            "date_precision": "day",
            "city": "Brussels",
            "kind": "attack",
            "killed": 32,
        }
    ]


def test_a_byte_order_mark_is_removed_and_told(tmp_path):
    found = read(tmp_path, b"\xef\xbb\xbf" + log(ROW))
    assert found.notices == ("log.csv: a byte order mark at its start was removed",)
    assert "incident_id" in found.frame


def test_a_stated_encoding_is_read(tmp_path):
    content = log("a1,2016-03-22,Malmö,attack,0").decode()
    for encoding in ("latin-1", "utf-16"):
        found = read(tmp_path, content.encode(encoding), encoding=encoding)
        assert found.frame["city"].tolist() == ["Malmö"]


def test_text_encoded_twice_is_suspected_and_kept(tmp_path):
    found = read(tmp_path, cell(city="MalmÃ¶"))
    assert found.notices == (
        "log.csv, line 3, column 'city': 'MalmÃ¶' may be 'Malmö', encoded twice; it is "
        "kept",
    )
    assert found.frame["city"].tolist() == ["Brussels", "MalmÃ¶"]


def test_blank_lines_are_left_out_and_told(tmp_path):
    found = read(tmp_path, log(ROW, "", ROW.replace("a1", "b1"), "", ""))
    assert found.notices[0] == "log.csv: blank lines were left out: 3, 5, 6"
    assert len(found) == 2


def test_rows_of_empty_cells_are_left_out_and_told(tmp_path):
    found = read(tmp_path, log(ROW, ",,,,", " ,, ,,", ROW.replace("a1", "b1")))
    assert found.notices[0] == "log.csv: blank rows were left out: 3, 4"
    assert found.frame["incident_id"].tolist() == ["a1", "b1"]


@pytest.mark.parametrize(
    "city", ["Ghent / Mons", "Ghent;Mons", "Ghent & Mons", "Ghent and Mons"]
)
def test_a_name_that_looks_like_several_places_is_kept_and_told(tmp_path, city):
    found = read(tmp_path, cell(city=city))
    assert found.notices == (
        f"log.csv, line 3, column 'city': {city!r} looks like several places; if so, "
        "separate them by |",
    )
    assert found.frame["city"].tolist() == ["Brussels", city]


def test_names_that_look_like_several_places_are_one_notice(tmp_path):
    rows = (
        f'a{i},2016-03-2{i},"{city}",attack,0'
        for i, city in enumerate(("Ghent, Mons", "Andover", "A/B", "A|B", "A/B"))
    )
    assert read(tmp_path, log(*rows)).notices == (
        "log.csv, lines 2, 4, 6, column 'city': 'Ghent, Mons' and 1 more look like "
        "several places; if so, separate them by |",
    )


def test_lines_that_end_in_a_carriage_return_alone_are_read_and_told(tmp_path):
    found = read(tmp_path, log(ROW).replace(b"\n", b"\r"))
    assert found.notices == ("log.csv: its lines end in a carriage return alone",)
    assert len(found) == 1


@pytest.mark.parametrize("name", ["NA", "nan", "Null", "None"])
def test_a_city_of_that_name_stays_a_city(tmp_path, name):
    found = read(tmp_path, cell(city=name), missing=("", "NA", "nan", "Null", "None"))
    assert found.frame["city"].tolist() == ["Brussels", name]


def test_spaces_around_a_value_are_removed_and_told(tmp_path):
    found = read(tmp_path, cell(killed=" 3 "))
    assert found.notices == (
        "log.csv, line 3, column 'killed': spaces around the value were removed",
    )
    assert found.frame["killed"].tolist() == [32, 3]


def test_identifiers_are_text(tmp_path):
    ids = ["007", "7", "1e5", "100000", "9007199254740993", "9007199254740992"]
    rows = [ROW.replace("a1", one).replace("32", str(i)) for i, one in enumerate(ids)]
    found = read(tmp_path, log(*rows))
    assert found.frame["incident_id"].tolist() == sorted(ids)


def test_a_row_that_repeats_another_is_kept_and_told(tmp_path):
    found = read(tmp_path, log(ROW, ROW.replace("a1", "b1"), ROW.replace("a1", "c1")))
    assert found.notices == (
        "log.csv: rows that repeat another under an identifier of their own, kept: 2, "
        "the first on line 3",
    )
    assert len(found) == 3


def test_codes_of_the_user_come_onto_ours_by_a_mapping_and_are_told(tmp_path):
    (tmp_path / "map.toml").write_text(
        'ignore = ["note"]\n[columns]\nnr = "incident_id"\n'
        '[values.kind]\nAttentat = "attack"\n',
    )
    content = log(
        "a1,2016-03-22,Brussels,Attentat,32,x", header=f"{HEADER},note"
    ).replace(b"incident_id", b"nr")
    found = read(tmp_path, content, mapping=tmp_path / "map.toml")
    assert found.notices == (
        "log.csv, line 2, column 'kind': 'Attentat' was read as 'attack', as the "
        "mapping says",
    )
    assert found.frame["kind"].tolist() == ["attack"]
    assert "note" not in found.frame


def test_letters_and_accents_are_joined_and_told(tmp_path):
    apart = unicodedata.normalize("NFD", "Liège")
    found = read(
        tmp_path,
        log(
            ROW.replace("Brussels", "Liège"),
            ROW.replace("Brussels", apart).replace("a1", "b1"),
        ),
    )
    assert found.frame["city"].tolist() == ["Liège", "Liège"]
    assert found.notices[0] == (
        "log.csv, line 3, column 'city': letters and their accents were joined (NFC)"
    )


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "<script>", "#read(x)"]
)
def test_markup_and_formulas_are_names_like_others(tmp_path, name):
    quoted = '"' + name.replace("|", "/") + '"'
    found = read(tmp_path, cell(city=quoted))
    assert found.frame["city"].tolist() == ["Brussels", name.replace("|", "/")]


def test_missing_values_are_those_declared_and_no_others(tmp_path):
    found = read(tmp_path, cell(killed=""), missing=("",))
    assert found.frame["killed"].isna().tolist() == [False, True]


def test_a_packed_file_is_the_same_file(tmp_path):
    plain = read(tmp_path, log(ROW))
    packed = read(tmp_path, gzip.compress(log(ROW)), name="log.csv.gz")
    assert packed.frame.equals(plain.frame)
    assert packed.provenance[0].sha256 != plain.provenance[0].sha256


def test_tabs_separate_a_tsv_file(tmp_path):
    assert len(read(tmp_path, log(ROW).replace(b",", b"\t"), name="log.tsv")) == 1


def test_a_date_format_is_stated_and_not_guessed(tmp_path):
    found = read(
        tmp_path,
        cell(date="01/02/2016").replace(b"2016-03-22", b"22/03/2016"),
        date_format="%d/%m/%Y",
    )
    assert found.frame["date"].tolist() == ["2016-02-01", "2016-03-22"]


def test_times_are_as_fine_as_they_are_known(tmp_path):
    rows = ("a,2016-03-22,day", "b,2016-03,month", "c,2016,year", "d,2016-03-01,month")
    text = "\n".join(
        (
            "incident_id,date,date_precision,city,kind",
            *(f"{row},Ghent,attack" for row in rows),
        )
    )
    found = read(tmp_path, text.encode())
    assert found.frame["date"].tolist() == ["2016", "2016-03", "2016-03", "2016-03-22"]
    assert found.frame["date_precision"].tolist() == ["year", "month", "month", "day"]


@pytest.mark.parametrize("date_format", ["%m/%Y", "%d/%m", "%d/%m/%Y %H", "%q", "x"])
def test_a_format_that_says_no_day_is_refused_once(tmp_path, date_format):
    with pytest.raises(InvalidDataError) as refused:
        read(tmp_path, log(ROW), date_format=date_format)
    assert str(refused.value) == (
        "date_format must say year (%Y), month (%m, %b or %B) and day (%d), each once "
        f"and no more, got {date_format!r}"
    )


def test_one_text_is_no_list_of_missing_words(tmp_path):
    with pytest.raises(InvalidDataError) as refused:
        read(tmp_path, log(ROW), missing="NA")
    assert str(refused.value) == "missing must be a sequence of words, got 'NA'"
