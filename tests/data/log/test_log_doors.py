"""A log and its counts refuse what is of another type, in one line."""

from dataclasses import replace

import pandas as pd
import pytest

from bemodels.data.log.incident_log import IncidentLog
from bemodels.data.log.reading import read_incidents
from bemodels.errors import InvalidDataError

LOG = """incident_id,date,city,kind
a1,2014-07-01,Ghent,attack
a2,2015-05-01,Brussels|Ghent,arrest action
"""
WHOLE = pd.DataFrame({name: ["x"] for name in ("incident_id", "city", "kind", "date")})


@pytest.fixture
def log(tmp_path):
    (tmp_path / "log.csv").write_text(LOG)
    return read_incidents(tmp_path / "log.csv")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"rows": 3}, "rows must be a DataFrame, got 3"),
        (
            {"rows": WHOLE, "window": "2014"},
            "window must be an ObservationWindow, got '2014'",
        ),
        ({"rows": WHOLE, "exposure": 2.5}, "exposure must be an Exposure, got 2.5"),
        ({"rows": WHOLE, "notices": "told"}, "notices must be a tuple, got 'told'"),
        (
            {"rows": WHOLE.drop(columns="city")},
            "rows have no column city: read_incidents makes a log",
        ),
        (
            {"rows": WHOLE.drop(columns="date")},
            "rows have no column of times: read_incidents makes a log",
        ),
    ],
)
def test_what_is_no_log_is_refused(wrong, message):
    with pytest.raises(InvalidDataError) as refused:
        IncidentLog(**wrong)
    assert str(refused.value) == message


def test_arguments_of_a_count_are_sequences_of_names(log):
    for by, places, message in (
        (
            "city",
            (),
            "by must be one or more keys in a sequence, each once, got 'city'",
        ),
        (3, (), "by must be one or more keys in a sequence, each once, got 3"),
        ((3,), (), "by must be one or more keys in a sequence, each once, got (3,)"),
        (("city",), "Ghent", "places must be a sequence of names, got 'Ghent'"),
        (("city",), (3,), "places must be a sequence of names, got (3,)"),
    ):
        with pytest.raises(InvalidDataError) as refused:
            log.count_incidents(by, places=places)
        assert str(refused.value) == message
    with pytest.raises(InvalidDataError) as refused:
        log.within("2014")
    assert str(refused.value) == "window must be an ObservationWindow, got '2014'"
    with pytest.raises(InvalidDataError) as refused:
        replace(log, provenance=None)
    assert str(refused.value) == "provenance must be a tuple, got None"
