"""The report's counts, held to its printed numbers and to one another."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from hashlib import sha256
from importlib.resources import files

import pytest

from bemodels.data import BelgiumReport, ObservationWindow, belgium
from bemodels.errors import InvalidDataError


def changed(name, column, value, line=2):
    """The report with one cell of one table replaced."""
    table = getattr(belgium(), name)
    rows = [list(row) for row in table.rows]
    rows[line - 2][table.columns.index(column)] = value
    return replace(
        belgium(), **{name: replace(table, rows=tuple(tuple(row) for row in rows))}
    )


def refusal(*change, line=2):
    with pytest.raises(InvalidDataError) as caught:
        changed(*change, line=line)
    return str(caught.value)


def test_printed_totals():
    report = belgium()
    assert report.total_incidents == 4 + 103
    assert (report.arrest_actions("linked"), report.attacks("linked")) == (94, 1)
    assert (report.arrest_actions("inspired"), report.attacks("inspired")) == (9, 3)
    assert (report.incidents("linked"), report.incidents("inspired")) == (95, 12)
    assert report.groups.integers("persons_arrested") == (135 - 14, 14)


def test_the_window_is_that_of_the_report():
    assert belgium().window == ObservationWindow(
        start=date(2014, 6, 1), end=date(2017, 10, 31)
    )


def test_the_report_is_read_once_and_frozen():
    assert belgium() is belgium()
    with pytest.raises(FrozenInstanceError):
        belgium().groups = belgium().cities


def test_every_table_says_which_bytes_it_came_from():
    folder = files("bemodels") / "_data"
    assert len(belgium().provenance) == len(fields(BelgiumReport)) - 1
    for table in belgium().tables:
        content = folder.joinpath(*table.source.split("/")).read_bytes()
        assert table.provenance.sha256 == sha256(content).hexdigest()
        assert table.provenance.rows == len(table.rows)


def test_places_with_zaventem_s_five_as_arrest_actions():
    table = belgium().place_counts()
    counts = {row[0]: row[1] for row in table.rows}
    named = {place: n for place, n in counts.items() if not place.startswith("other")}

    assert named == {
        "Brussels": 62,
        "Charleroi": 14,
        "Zaventem": 5,
        "Verviers": 4,
        "Antwerp": 4,
        "Ostend": 2,
        "Liège": 2,
    }
    assert [counts[f"other place {number:02d}"] for number in range(1, 15)] == [1] * 14
    assert (len(counts), table.total) == (7 + 14, 107)
    assert set(table.years) == {41 / 12}
    assert [one.source for one in table.provenance] == [
        "belgium/cities.csv",
        "belgium/other_places.csv",
        "belgium/double_placements.csv",
        "belgium/totals.csv",
        "belgium/window.csv",
    ]


def test_places_with_zaventem_s_five_holding_the_attack():
    table = belgium().place_counts_attack_in_zaventem()
    first = {row[0]: row[1] for row in belgium().place_counts().rows}
    second = {row[0]: row[1] for row in table.rows}

    assert second == first | {"Zaventem": 4, "other place 15": 1}
    assert table.total == 107


@pytest.mark.parametrize(
    ("arrests_in_zaventem", "counts"),
    [
        (5, belgium().place_counts()),
        (4, belgium().place_counts_attack_in_zaventem()),
    ],
)
def test_both_readings_have_103_arrest_actions_and_108_placements(
    arrests_in_zaventem, counts
):
    others = sum(row[0].startswith("other place") for row in counts.rows)
    arrests = 59 + 13 + arrests_in_zaventem + 4 + 4 + 2 + 2 + others
    attacks_with_both_places = 3 + 1 + 1

    assert arrests == 103
    assert arrests + attacks_with_both_places == 108


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (
            ("groups", "attacks", 2),
            2,
            "belgium/groups.csv, sum of 'attacks': got 5, but belgium/totals.csv gives "
            "4",
        ),
        (
            ("plots", "arrest_actions", 107),
            2,
            "belgium/plots.csv, column 'arrest_actions': got 107, but "
            "belgium/totals.csv gives 103",
        ),
        (
            ("cities", "placements", 5),
            4,
            "belgium/cities.csv, line 4, column 'placements': got 5, but the line's "
            "sum gives 6",
        ),
        (
            ("double_placements", "incidents", 0),
            2,
            "belgium/cities.csv, attacks less 0 coded twice: got 5, but "
            "belgium/totals.csv gives 4",
        ),
        (
            ("municipalities", "brussels_incidents", 107),
            3,
            "belgium/municipalities.csv, line 3, column 'brussels_incidents': got 107, "
            "but belgium/cities.csv gives 62",
        ),
        (
            ("network_overlaps", "arrest_actions", 2),
            2,
            "belgium/networks.csv, ties less 3 of shared arrest actions: got 55, but "
            "belgium/connections.csv gives 56",
        ),
        (
            ("connections", "denominator", 95),
            2,
            "belgium/connections.csv, denominator of 'known': got 95, but "
            "belgium/groups.csv gives 94",
        ),
        (
            ("persons", "denominator", 138),
            2,
            "belgium/persons.csv, line 2, column 'denominator': got 138, but "
            "belgium/totals.csv gives 135",
        ),
        (
            ("persons", "count", 28),
            9,
            "belgium/persons.csv, birthplaces of Belgian citizens: got 62, but the "
            "count of these citizens gives 61",
        ),
        (
            ("persons", "count", 39),
            14,
            "belgium/persons.csv, line 14, column 'count': got 39; it must not exceed "
            "'denominator', which is 38",
        ),
        (
            ("ledger", "id", "S48"),
            2,
            "belgium/statements.csv: the ids must run from S01 to S47",
        ),
        (
            ("ledger", "kind", "guess"),
            2,
            "belgium/statements.csv, line 2, column 'kind': got 'guess'; it must be "
            "one of share, change, count, claim, context, definition",
        ),
        (
            ("window_source", "end", date(2014, 5, 31)),
            2,
            "a window must not end before it starts, got 2014-06-01 to 2014-05-31",
        ),
    ],
)
def test_tables_that_contradict_one_another_are_refused(change, line, message):
    assert refusal(*change, line=line) == message


def test_more_arrest_actions_in_cities_than_in_all_are_refused():
    table = belgium().cities
    rows = ((*table.rows[0][:1], 160, 3, 163, ""), *table.rows[1:])
    places = replace(
        belgium().municipalities,
        rows=(("Molenbeek", 45, 20, 163), ("Schaerbeek", 25, 20, 163)),
    )
    with pytest.raises(InvalidDataError) as caught:
        replace(belgium(), cities=replace(table, rows=rows), municipalities=places)
    assert str(caught.value) == (
        "belgium/cities.csv, sum of 'arrest_actions': got 190 of 103"
    )


def test_all_contradictions_come_at_once():
    assert refusal("totals", "attacks", 5).splitlines() == [
        "belgium/groups.csv, sum of 'attacks': got 4, but belgium/totals.csv gives 5",
        "belgium/cities.csv, attacks less 1 coded twice: got 4, but "
        "belgium/totals.csv gives 5",
    ]


def test_the_report_is_shown_by_its_files():
    lines = repr(belgium()).splitlines()
    assert lines[0] == "BelgiumReport: 107 incidents in"
    assert lines[2] == "    2 rows  belgium/groups.csv"
