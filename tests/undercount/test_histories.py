"""Capture histories: one digit a source, incidents alone."""

import pytest

from bemodels.data import read_incidents
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount.capture import histories_of

HEADER = "incident_id,date,city,kind,sources"


def log_of(tmp_path, *sources, header=HEADER, kind="attack"):
    rows = [f"i{n},2016-01-01,Ghent,{kind},{one}" for n, one in enumerate(sources)]
    (tmp_path / "log.csv").write_text("\n".join((header, *rows, "")))
    return read_incidents(tmp_path / "log.csv")


def test_each_digit_is_a_source(tmp_path):
    log = log_of(tmp_path, "press|court", "police", "press|police", "police|press")
    assert histories_of(log) == {"010": 1, "011": 2, "101": 1}
    assert histories_of(log, sources=("press", "police", "court")) == {
        "010": 1,
        "101": 1,
        "110": 2,
    }


def test_an_incident_without_a_known_source_is_refused(tmp_path):
    with pytest.raises(InvalidDataError) as refused:
        histories_of(log_of(tmp_path, "press", ""))
    assert str(refused.value) == (
        "incident 'i1' has no source; a history needs one of press"
    )


def test_incidents_of_other_sources_alone_are_left_out_and_told(tmp_path):
    log = log_of(tmp_path, "press|court", "police", "un", "press", "un")
    table = histories_of(log, sources=("press", "police"))
    assert dict(table) == {"10": 2, "01": 1}
    assert table.notices == (
        *log.notices,
        "incidents that stand on none of press, police were left out: 2 ('i2', 'i4'); "
        "the hidden of these lists cannot be fewer",
    )
    every = ("court", "police", "press", "un")
    assert histories_of(log, sources=every) == histories_of(log)
    assert histories_of(log).notices == log.notices


def test_a_source_that_no_incident_has_is_refused_with_the_nearest(tmp_path):
    log = log_of(tmp_path, "press|court", "police")
    with pytest.raises(InvalidDataError) as refused:
        histories_of(log, sources=("press", "polise", "x"))
    assert str(refused.value) == (
        "no incident has the source 'polise' (is it police?)\n"
        "no incident has the source 'x'"
    )


def test_every_incident_without_a_source_is_named_up_to_fifty(tmp_path):
    log = log_of(tmp_path, *[""] * 60, "press")
    with pytest.raises(InvalidDataError) as refused:
        histories_of(log)
    *lines, last = str(refused.value).split("\n")
    assert lines == [
        f"incident {one!r} has no source; a history needs one of press"
        for one in sorted(f"i{n}" for n in range(60))[:50]
    ]
    assert last == "60 problems in all, the first 50 shown"
    with pytest.raises(InvalidDataError) as refused:
        histories_of(log, sources="press")
    assert str(refused.value) == "sources must be a sequence of names, got 'press'"


def test_a_log_without_sources_has_no_histories(tmp_path):
    log = log_of(tmp_path, "x", header=HEADER.replace("sources", "weapon"))
    with pytest.raises(NotEstimableError) as refused:
        histories_of(log)
    assert str(refused.value) == (
        "the log has no column sources, so it has no histories"
    )
