"""What is counted nowhere is told, whoever counts."""

from datetime import date

import pandas as pd

from bemodels.data.log.reading import read_incidents
from bemodels.data.log.stream import count_parquet
from bemodels.data.window import ObservationWindow

WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
COLUMNS = ("incident_id", "date", "city", "kind", "persons_arrested")
ROWS = (
    ("a", "2015-01-01", "Ghent", "arrest action", "3"),
    ("b", "2015-01-02", "Ghent", "plot", "0"),
    ("c", "2015-01-03", "Ghent", "plot", "0"),
)
TOLD = ("rows of kind plot, which are no incidents: 2",)


def test_plots_are_told_of_every_count_of_incidents(tmp_path):
    lines = (",".join(row) for row in (COLUMNS, *ROWS))
    (tmp_path / "log.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    log = read_incidents(tmp_path / "log.csv", window=WINDOW)
    for count in (log.count_incidents, log.count_placements, log.count_persons):
        assert count(("city",), places=("Ghent",)).notices == TOLD
    assert log.count_plots(("city",), places=("Ghent",)).notices == ()


def test_plots_are_told_of_a_stream(tmp_path):
    path = tmp_path / "log.parquet"
    pd.DataFrame(ROWS, columns=list(COLUMNS)).to_parquet(path)
    table = count_parquet(path, ("city",), window=WINDOW, places=("Ghent",))
    assert table.rows == (("Ghent", 1, 41 / 12),)
    assert table.notices == TOLD
