from datetime import date

import pytest

from bemodels.data.log.reading import read_incidents
from bemodels.data.log.suppressed_table_one import suppress_incident_table
from bemodels.data.log.suppression import HIDDEN
from bemodels.data.log.table_one import incident_table
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError
from bemodels.result import Table

WINDOW = ObservationWindow(start=date(2015, 1, 1), end=date(2016, 12, 31))
LOG = """# synthetic: for a test
incident_id,date,city,municipality,kind,link,networks,killed
s1,2015-03-01,Ghent,,attack,linked,North|South,0
s2,2015-04-01,Mons|Ghent,Jemappes|,arrest action,linked,North,0
s3,2015-05-01,Mons,,arrest action,inspired,,?
s4,2016-06-01,Liège,,attack,unknown,,3
s5,2016-07-01,Mons,,plot,?,,0
"""


def read(tmp_path, text=LOG):
    place = tmp_path / "synthetic.csv"
    place.write_text(text, encoding="utf-8")
    return read_incidents(place, window=WINDOW, missing=("?",))


def test_every_column_with_its_denominator_and_its_missing_count(tmp_path):
    table = incident_table(read(tmp_path))
    assert table.name == "Recorded incidents (n = 4), 2015-01-01 to 2016-12-31"
    assert table.columns == ("unit", "column", "value", "count", "of", "percent")
    assert table.rows == (
        ("incidents", "kind", "attack", 2, 4, "50.0"),
        ("incidents", "kind", "arrest action", 2, 4, "50.0"),
        ("incidents", "year", "2015", 3, 4, "75.0"),
        ("incidents", "year", "2016", 1, 4, "25.0"),
        ("incidents", "date_precision", "day", 4, 4, "100.0"),
        ("incidents", "date_precision", "month", 0, 4, "0.0"),
        ("incidents", "date_precision", "year", 0, 4, "0.0"),
        ("placements", "city", "Ghent", 2, 5, "40.0"),
        ("placements", "city", "Mons", 2, 5, "40.0"),
        ("placements", "city", "Liège", 1, 5, "20.0"),
        ("placements", "municipality", "Jemappes", 1, 5, "20.0"),
        ("placements", "municipality", "(missing)", 4, 5, "80.0"),
        ("incidents", "link", "linked", 2, 4, "50.0"),
        ("incidents", "link", "inspired", 1, 4, "25.0"),
        ("incidents", "link", "unknown", 1, 4, "25.0"),
        ("incidents", "link", "(missing)", 0, 4, "0.0"),
        ("incidents", "networks", "North", 2, 4, "50.0"),
        ("incidents", "networks", "South", 1, 4, "25.0"),
        ("incidents", "networks", "(missing)", 2, 4, "50.0"),
        ("incidents", "killed", "none", 2, 4, "50.0"),
        ("incidents", "killed", "1 or more", 1, 4, "25.0"),
        ("incidents", "killed", "(missing)", 1, 4, "25.0"),
        ("persons", "killed", "total", 3, "", ""),
        ("persons", "killed", "median an incident", 0.0, "", ""),
        ("persons", "killed", "range an incident", "0 to 3", "", ""),
        ("plots", "kind", "plot", 1, "", ""),
    )


def test_the_order_of_rows_shows_nowhere(tmp_path):
    first, header, *rows = LOG.splitlines()
    turned = "\n".join([first, header, *reversed(rows), ""])
    assert incident_table(read(tmp_path, turned)) == incident_table(read(tmp_path))


def test_a_log_of_plots_alone_is_refused(tmp_path):
    first, header, *rows = LOG.splitlines()
    with pytest.raises(InvalidDataError) as caught:
        incident_table(read(tmp_path, "\n".join([first, header, rows[-1], ""])))
    assert str(caught.value) == "the log holds no incident to describe, only plots"


def test_small_counts_are_hidden_with_what_they_follow_from(tmp_path):
    printed = suppress_incident_table(incident_table(read(tmp_path)), below=2)
    counts = {row[:3]: row[3:] for row in printed.rows}
    gone = (HIDDEN, 4, HIDDEN)
    assert counts["incidents", "year", "2016"] == gone
    assert counts["incidents", "year", "2015"] == gone
    assert counts["incidents", "kind", "attack"] == (2, 4, "50.0")
    # Five placements of four incidents: one incident is in two places.
    for column in ("city", "municipality"):
        assert counts["placements", column, HIDDEN] == (HIDDEN, HIDDEN, HIDDEN)
    assert counts["incidents", "networks", HIDDEN] == gone
    # Were it known that neither of the others is zero, each would have to be 1.
    assert counts["incidents", "link", "linked"] == gone
    assert counts["incidents", "link", "(missing)"] == (0, 4, "0.0")
    assert counts["incidents", "link", "inspired"] == gone
    assert counts["incidents", "link", "unknown"] == gone
    assert counts["incidents", "killed", "1 or more"] == gone
    assert counts["persons", "killed", "total"] == (HIDDEN, "", "")
    assert counts["plots", "kind", "plot"] == (HIDDEN, "", "")
    hidden = sum(HIDDEN in row for row in printed.rows)
    assert printed.note.endswith(
        f" {hidden} cells are hidden: counts of 1, and others without which they would "
        "follow from the totals. The range of a number of persons is that of single "
        "incidents and always hidden; totals and medians are where they rest on fewer "
        "than 2 incidents."
    )


def test_a_listed_city_is_known_to_have_a_placement(tmp_path):
    """Ghent is not hidden beside Liège for nothing."""
    printed = suppress_incident_table(
        incident_table(read(tmp_path, LOG.replace("Mons|Ghent,Jemappes|", "Ghent,"))),
        below=2,
    )
    cities = [row[2:5] for row in printed.rows if row[1] == "city"]
    assert cities == [("Ghent", HIDDEN, 4), ("Liège", HIDDEN, 4), ("Mons", HIDDEN, 4)]


RELATED = """incident_id,date,city,country,kind,plot_disrupted,link,connection
"""


@pytest.mark.parametrize(
    ("attacks", "inspired", "hidden"),
    [
        (0, 0, set()),
        (1, 0, {"kind", "plot_disrupted"}),
        (0, 1, {"link", "connection"}),
        (6, 6, set()),
    ],
)
def test_a_column_that_bounds_another_is_hidden_with_it(
    tmp_path, attacks, inspired, hidden
):
    """All of 19 arrest actions disrupted a plot, so that one of 20 was an attack."""
    rows = []
    for number in range(20):
        kind = "attack,?" if number < attacks else "arrest action,yes"
        link = "inspired,?" if number < inspired else "linked,remote"
        rows.append(f"s{number},2015-03-01,Ghent,Belgium,{kind},{link}\n")
    table = incident_table(read(tmp_path, "".join([RELATED, *rows])))
    printed = suppress_incident_table(table, below=5)
    assert {row[1] for row in printed.rows if HIDDEN in row} == hidden
    whole = {row[1] for row in printed.rows if row[2] == HIDDEN}
    assert whole == hidden & {"plot_disrupted", "connection"}


@pytest.mark.parametrize(("mons", "whole"), [(5, False), (2, True)])
def test_what_lies_in_cities_is_hidden_with_them(tmp_path, mons, whole):
    header = "incident_id,date,country,city,municipality,kind\n"
    rows = [
        f"s{i},2015-03-01,Belgium,{'Mons' if i < mons else 'Ghent'},,attack\n"
        for i in range(20)
    ]
    table = incident_table(read(tmp_path, "".join([header, *rows])))
    printed = suppress_incident_table(table, below=5)
    hidden = {row[1] for row in printed.rows if row[2] == HIDDEN}
    assert hidden == ({"country", "municipality"} if whole else set())


def test_the_persons_of_few_incidents_are_hidden(tmp_path):
    printed = suppress_incident_table(incident_table(read(tmp_path)), below=4)
    persons = [row for row in printed.rows if row[0] == "persons"]
    assert [row[3] for row in persons] == [HIDDEN] * 3


@pytest.mark.parametrize(
    ("killed", "printed"),
    [
        ([1, 1, 1, 1, 40, 2], [46, 1.0, HIDDEN]),
        ([0, 1, 1, 1, 40, 0], [HIDDEN, HIDDEN, HIDDEN]),
        ([0, 0, 0, 0, 0, 0], [0, 0.0, HIDDEN]),
    ],
)
def test_persons_leave_as_totals_of_enough_incidents(tmp_path, killed, printed):
    rows = [f"s{i},2015-0{i + 1}-01,Ghent,attack,{n}\n" for i, n in enumerate(killed)]
    text = "".join(["incident_id,date,city,kind,killed\n", *rows])
    table = suppress_incident_table(incident_table(read(tmp_path, text)), below=5)
    assert [row[3] for row in table.rows if row[0] == "persons"] == printed


def test_what_is_hidden_already_is_refused(tmp_path):
    table = suppress_incident_table(incident_table(read(tmp_path)), below=3)
    with pytest.raises(InvalidDataError) as caught:
        suppress_incident_table(table, below=3)
    assert str(caught.value) == (
        "the counts of 'Recorded incidents (n = 4), 2015-01-01 to 2016-12-31' are "
        "hidden already"
    )


def test_a_list_as_long_as_its_units_is_hidden_whole(tmp_path):
    header = "incident_id,date,city,kind\n"
    rows = [f"s{i},2015-0{i}-01,City {i},attack\n" for i in range(1, 7)]
    table = incident_table(read(tmp_path, "".join([header, *rows])))
    printed = suppress_incident_table(table, below=5)
    assert [row for row in printed.rows if row[1] == "city"] == [
        ("placements", "city", HIDDEN, HIDDEN, 6, HIDDEN)
    ]


def test_what_may_not_leave_is_refused(tmp_path):
    with pytest.raises(InvalidDataError) as caught:
        suppress_incident_table(incident_table(read(tmp_path)), below=5)
    assert str(caught.value) == (
        "the log holds fewer than 5 incidents: no table of it may leave"
    )
    with pytest.raises(InvalidDataError) as caught:
        suppress_incident_table(Table(name="t", columns=("a",), rows=()), below=5)
    assert str(caught.value) == "the table of a log's columns is needed, got 't'"


def test_a_list_that_tells_how_few_lack_a_value_is_hidden_whole(tmp_path):
    rows = "".join(f"{i},2015-01-{i:02d},Mons,attack,p|q\n" for i in range(1, 12))
    (tmp_path / "log.csv").write_text(
        f"incident_id,date,city,kind,sources\n{rows}12,2015-02-01,Mons,attack,q\n"
    )
    table = incident_table(read_incidents(tmp_path / "log.csv"))
    leaving = suppress_incident_table(table, below=5)
    assert [row for row in leaving.rows if row[1] == "sources"] == [
        ("incidents", "sources", "(hidden)", "(hidden)", 12, "(hidden)")
    ]
