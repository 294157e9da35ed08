"""What is no argument of a reader is refused in one line, before the file is read."""

import pytest
from bad_files import ROW, log

from bemodels.data.log.reading import read_incidents
from bemodels.errors import InvalidDataError


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mapping": 3}, "mapping must be a TOML file or a dictionary, got 3"),
        ({"encoding": 3}, "encoding must be a str, got 3"),
        ({"date_format": 3}, "date_format must be text, got 3"),
        ({"delimiter": 3}, "the delimiter must be one character, got 3"),
        ({"delimiter": ";;"}, "the delimiter must be one character, got ';;'"),
        ({"sheet": 3}, "sheet must be a str, got 3"),
        (
            {"max_bytes": "1"},
            "max_bytes must be a whole number of 1 or more, got '1'",
        ),
        ({"max_bytes": -3}, "max_bytes must be a whole number of 1 or more, got -3"),
        (
            {"window": "2014-01-01:2015-01-01"},
            "window must be an ObservationWindow, got '2014-01-01:2015-01-01'",
        ),
        ({"missing": "NA"}, "missing must be a sequence of words, got 'NA'"),
        ({"missing": 3}, "missing must be a sequence of words, got 3"),
        ({"missing": ("NA", 3)}, "missing must be a sequence of words, got ('NA', 3)"),
    ],
)
def test_an_argument_of_another_type_is_refused(tmp_path, options, message):
    (tmp_path / "log.csv").write_bytes(log(ROW))
    with pytest.raises(InvalidDataError) as refused:
        read_incidents(tmp_path / "log.csv", **options)
    assert str(refused.value) == message


@pytest.mark.parametrize("path", [3, None, b"log.csv"])
def test_a_path_that_is_none_is_refused(path):
    with pytest.raises(InvalidDataError) as refused:
        read_incidents(path)
    assert str(refused.value) == f"path must be the path of a file, got {path!r}"


@pytest.mark.parametrize("delimiter", ["\t", r"\t", "tab"])
def test_a_tab_is_a_delimiter_however_a_shell_passes_it(tmp_path, delimiter):
    (tmp_path / "log.csv").write_bytes(log(ROW).replace(b",", b"\t"))
    assert len(read_incidents(tmp_path / "log.csv", delimiter=delimiter)) == 1
