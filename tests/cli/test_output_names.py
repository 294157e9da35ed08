"""Where the appendix of a log is written, and where it is not (bad inputs 58 to 62)."""

import pytest

from bemodels.cli import main
from bemodels.cli.appendix import RENDERERS
from bemodels.data.files import opening

LOG = """incident_id,date,city,kind
a1,2016-03-22,Ghent,attack
a2,2016-05-01,Ghent,arrest action
"""
SIGN = "holds a sign that does not print; choose another name"


@pytest.fixture
def log(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def refusal(capsys, log, out, *words):
    """Return the one line of a refusal that has left every folder as it was."""
    before = listing(log.parent)
    fixed = ("--formats", "md", "--quiet", "--window", "2016-01-01:2016-12-31")
    assert main(["appendix", "--data", str(log), f"--out={out}", *fixed, *words]) == 2
    printed, message = capsys.readouterr()
    assert printed == ""
    assert listing(log.parent) == before
    return message


def listing(folder):
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("CON", "'CON': Windows keeps this name for a device; choose another name"),
        ("nul.txt", "'nul.txt': Windows keeps this name for a device; choose another"),
        ("-rf", "'-rf': begins with a hyphen, as options do; choose another name"),
        ("x" * 300, f"'{'x' * 76}...: is longer than 240 bytes; choose another name"),
        ("a\nb", r"\nb': " + SIGN),
        ("a\0b", r"\x00b': " + SIGN),
        ("a\u202eb", r"\u202eb': " + SIGN),
        ("a\x1b[2Jb", r"\x1b[2Jb': " + SIGN),
    ],
    ids=["CON", "nul.txt", "-rf", "long", "newline", "NUL", "bidi", "escape"],
)
def test_59_a_folder_whose_name_is_a_trap(capsys, log, name, message):
    for out in (name, f"./{name}"):
        told = refusal(capsys, log, out)
        assert told.startswith("bemodels: '")
        assert told.count("\n") == 1
        assert message in told


def test_58_the_folder_itself_is_the_user_s_choice(capsys, log, tmp_path, monkeypatch):
    """What is refused is a file outside it, which no caller of ours can name."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    words = ("--formats", "md", "--quiet", "--window", "2016-01-01:2016-12-31")
    assert main(["appendix", "--data", str(log), "--out", "../beside", *words]) == 0
    assert capsys.readouterr().out == "../beside\n"
    assert {one.name for one in tmp_path.iterdir()} == {"here", "beside", "log.csv"}
    assert not [*(tmp_path / "here").iterdir()]


def test_60_a_folder_that_is_a_link_or_holds_one(capsys, log, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert refusal(capsys, log, tmp_path / "link") == (
        f"bemodels: {tmp_path / 'link'}: is a symbolic link; name a folder of its own\n"
    )
    (tmp_path / "real" / "appendix.md").symlink_to(log)
    assert refusal(capsys, log, tmp_path / "real") == (
        f"bemodels: {tmp_path / 'real'}: left alone, because it holds appendix.md, "
        "which is no plain file\n"
    )


@pytest.mark.parametrize("option", ["", "--mapping", "--exposure", "--places"])
def test_61_an_input_inside_the_folder(capsys, log, tmp_path, option):
    (tmp_path / "out").mkdir()
    inner = tmp_path / "out" / "input.csv"
    inner.write_text(LOG)
    message = (
        "bemodels: input.csv lies in the folder that is to be written: choose another "
        "--out\n"
    )
    if option:
        words = (option, str(inner))
        assert refusal(capsys, log, tmp_path / "out", *words) == message
    else:
        assert refusal(capsys, inner, tmp_path / "out") == message
        assert refusal(capsys, inner, inner) == message


def test_62_an_input_that_changes_while_it_is_read(capsys, log, tmp_path, monkeypatch):
    read = opening.Path.read_bytes

    def change(place):
        content = read(place)
        place.write_bytes(content + b"\n")
        return content

    monkeypatch.setattr(opening.Path, "read_bytes", change)
    words = ("--out", str(tmp_path / "out"), "--quiet")
    assert main(["appendix", "--data", str(log), *words]) == 2
    assert capsys.readouterr() == (
        "",
        "bemodels: log.csv: the file changed while it was read\n",
    )
    assert [one.name for one in tmp_path.iterdir()] == ["log.csv"]


def test_62_an_input_that_changes_while_the_command_runs(
    capsys, log, tmp_path, monkeypatch
):
    render = RENDERERS["md"]

    def change(document):
        log.write_text(log.read_text() + "\n")
        return render(document)

    monkeypatch.setitem(RENDERERS, "md", change)
    words = ("--formats", "md", "--out", str(tmp_path / "out"), "--quiet")
    window = ("--window", "2016-01-01:2016-12-31")
    assert main(["appendix", "--data", str(log), *window, *words]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "bemodels: log.csv: the file changed while the command ran"
    )
    assert [one.name for one in tmp_path.iterdir()] == ["log.csv"]
