"""A table of counts where a log is needed, and what is nearly one, in one line."""

import pytest

from bemodels.cli import main

TABLE = (
    "f.csv: a table of counts, as its column count says, where an incident log is "
    "needed (`bemodels counts FILE{}` takes it, and in Python read_counts)"
)
NEARLY = (
    "f.csv, line 1: an incident log has the columns incident_id and kind, a table of "
    "counts a column count, and the file none of these (if {} holds counts, name it "
    "count)"
)
UNKNOWN = "map it, or name it in the mapping's ignore or keep"


def run(capsys, tmp_path, header, *words):
    path = tmp_path / "f.csv"
    path.write_text(f"{header}\n{','.join('1' for _ in header.split(','))}\n")
    code = main([*words, str(path)])
    return code, *capsys.readouterr()


@pytest.mark.parametrize("command", [("check",), ("appendix", "--data"), ("rates",)])
@pytest.mark.parametrize(
    ("header", "keys"),
    [
        ("city,year,count,years", " --keys city,year"),
        ("year,town,count", " --keys year,town"),
        ("city,count,years", ""),
        ("city,month,count,years", ""),
    ],
)
def test_a_table_of_counts_is_no_log(capsys, tmp_path, command, header, keys):
    found = run(capsys, tmp_path, header, *command)
    assert found == (2, "", f"bemodels: {TABLE.format(keys)}\n")


@pytest.mark.parametrize("command", ["check", "counts"])
@pytest.mark.parametrize(
    ("header", "name"),
    [("city,year,cuont", "cuont"), ("City,Year,Count", "Count"), ("city,year,n", "n")],
)
def test_what_is_neither_is_told_of_both(capsys, tmp_path, command, header, name):
    found = run(capsys, tmp_path, header, command)
    assert found == (2, "", f"bemodels: {NEARLY.format(name)}\n")


def test_a_log_with_a_column_of_counts_stays_a_log(capsys, tmp_path):
    header = "incident_id,date,city,kind,count"
    code, out, err = run(capsys, tmp_path, header, "check")
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == (
        "bemodels: f.csv, line 1: got 'count'; the codebook has no such column (do you "
        f"mean country? otherwise {UNKNOWN})"
    )
