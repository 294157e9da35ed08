"""What must not be read, each with the whole message that it gives."""

import json
from datetime import date
from pathlib import Path

import pytest
from bad_files import REFUSED

from bemodels.data.log.reading import read_incidents
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError

MESSAGES = json.loads(
    Path(__file__).with_name("messages.json").read_text(encoding="utf-8")
)
WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))


def options_of(case):
    content, options = REFUSED[case]
    return content, {**options, "window": WINDOW if "window" in options else None}


def test_every_refused_file_has_its_message():
    assert list(MESSAGES) == list(REFUSED)


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_is_refused_with_file_line_column_value_rule_and_hint(case, tmp_path):
    content, options = options_of(case)
    (tmp_path / "log.csv").write_bytes(content)
    with pytest.raises(InvalidDataError) as refused:
        read_incidents(tmp_path / "log.csv", **options)
    assert str(refused.value).split("\n") == MESSAGES[case]
    assert [str(one) for one in refused.value.problems] == MESSAGES[case]
    assert [one.name for one in tmp_path.iterdir()] == ["log.csv"]


def test_problems_of_several_columns_come_in_the_order_of_the_lines(tmp_path):
    text = "incident_id,date,city,kind\na,x,Ghent,attack\nb,2016-01-01,,attack\n"
    (tmp_path / "log.csv").write_text(text)
    with pytest.raises(InvalidDataError) as refused:
        read_incidents(tmp_path / "log.csv")
    assert [(one.line, one.column) for one in refused.value.problems] == [
        (2, "date"),
        (3, "city"),
    ]
