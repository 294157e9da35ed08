"""A list of places: one reader, and the rules of a log's own names."""

import pytest

from bemodels.data.places_file import read_places
from bemodels.errors import InvalidDataError


@pytest.fixture
def read(tmp_path):
    def reader(text, **options):
        (tmp_path / "places.txt").write_bytes(text.encode("utf-8"))
        return read_places(tmp_path / "places.txt", **options)

    return reader


def message_of(read, text):
    with pytest.raises(InvalidDataError) as refused:
        read(text)
    return str(refused.value).split("\n")


def test_names_stand_one_a_line(read):
    listed = read("Ghent\r\nWashington, D.C.\r\n")
    assert listed.names == ("Ghent", "Washington, D.C.")
    assert (listed.provenance.source, listed.provenance.rows) == ("places.txt", 2)
    assert listed.notices == ()


def test_a_header_is_read_only_if_it_names_the_key(read):
    listed = read("\ncity\nGhent\n")
    assert listed.names == ("Ghent",)
    assert listed.notices == (
        "places.txt: blank lines were left out: 1",
        "places.txt: line 2, 'city', was read as a header",
    )
    assert read("city\nGhent\n", key="municipality").names == ("city", "Ghent")
    assert read("City\nGhent\n").names == ("City", "Ghent")
    assert message_of(read, "city\n") == ["places.txt: no name follows the header"]


def test_what_was_accepted_is_told(read):
    listed = read("\ufeff Ghent\nLie\u0300ge\n")
    assert listed.names == ("Ghent", "Li\u00e8ge")
    assert listed.notices == (
        "places.txt: a byte order mark at its start was removed",
        "places.txt, line 1: spaces around the name were removed",
        "places.txt, line 2: letters and their accents were joined (NFC)",
    )


def test_every_wrong_name_is_a_line(read):
    names = ("Ghent", "\u041eslo", "Mons\u200b", "Ghent", "GHENT", "Mons|Aalst")
    assert message_of(read, "\n".join(names)) == [
        "places.txt, line 2: got '\u041eslo'; letters of Cyrillic and Latin in one "
        "word: '\\u041eslo' (one of them only looks like the other's; type the name "
        "anew)",
        "places.txt, line 3: got 'Mons\\u200b'; a name holds no unseen characters "
        "(U+200B)",
        "places.txt, line 4: got 'Ghent'; the name stands on line 1 already",
        "places.txt, line 5: got 'GHENT'; a reader would take the name for 'Ghent' "
        "(write it in one way)",
        "places.txt, line 6: got 'Mons|Aalst'; one name is needed: | separates places "
        "in a log",
    ]


def test_a_file_that_is_no_text_is_refused(read, tmp_path):
    assert message_of(read, " \n") == [
        "places.txt: the file is empty (a header and rows are needed)"
    ]
    (tmp_path / "places.xlsx").write_bytes(b"PK")
    with pytest.raises(InvalidDataError) as refused:
        read_places(tmp_path / "places.xlsx")
    assert str(refused.value) == (
        "places.xlsx: a text file is needed, with one name a line"
    )
