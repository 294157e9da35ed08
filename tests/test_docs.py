"""The documentation is held to the code; building it is left to `make docs`."""

import argparse
import ast
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import bemodels
from bemodels.cli.parser import build_parser
from bemodels.report.facts import FACTS

ROOT = Path(__file__).parents[1]
DOCS, PACKAGE = ROOT / "docs", ROOT / "bemodels"
BUILT = {"_build", "jupyter_execute", "generated"}
PAGES = sorted(
    path for path in DOCS.rglob("*.md") if not BUILT & set(path.relative_to(DOCS).parts)
)
ROOMS = ("bayes", "counts", "data", "intervals", "rates", "result", "undercount")
BESIDE = {"__init__", "__main__"}
LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
ROLE = re.compile(r"\{(?:class|func|meth)\}`~?([\w.]+)`")


def page(name):
    return (DOCS / name).read_text(encoding="utf-8")


def table_under(text, heading):
    """Return the first table below a heading, a tuple of cells a row."""
    lines = iter(text.partition(f"\n## {heading}\n")[2].splitlines())
    rows = []
    for line in lines:
        if line.startswith("|"):
            cells = line.strip("|").split("|")
            rows.append(tuple(cell.strip() for cell in cells))
        elif rows:
            break
    assert len(rows) > 2, f"no table under {heading!r}"
    return rows[2:]


def names_in(cell):
    return set(re.findall(r"`([^`]+)`", cell))


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports():
    """Yield (room, module, whether for types only) for every import of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for_types = {
            id(node)
            for block in ast.walk(tree)
            if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
            for node in ast.walk(block)
        }
        for node in ast.walk(tree):
            only_types = id(node) in for_types
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield room_of(path), alias.name, only_types
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    yield room_of(path), f"{node.module}.{alias.name}", only_types


def rooms_imported(*, only_types):
    """Return the rooms that each room imports, itself left out."""
    loaded, all_of_them = {}, {}
    for room, module, types in imports():
        loaded.setdefault(room, set())
        all_of_them.setdefault(room, set())
        parts = module.split(".")
        if parts[0] != "bemodels" or parts[1] in (room, "__version__"):
            continue
        all_of_them[room].add(parts[1])
        if not types:
            loaded[room].add(parts[1])
    if only_types:
        return {room: all_of_them[room] - loaded[room] for room in loaded}
    return loaded


def real_rooms():
    return {room_of(path) for path in PACKAGE.rglob("*.py")} - BESIDE


def test_the_rooms_of_the_architecture_are_the_folders_of_the_package():
    listed = [names_in(row[0]).pop() for row in table_under(architecture(), "Rooms")]
    assert len(listed) == len(set(listed))
    assert set(listed) == real_rooms()


def architecture():
    return page("architecture.md")


@pytest.mark.parametrize(("column", "only_types"), [(1, False), (2, True)])
def test_the_imports_of_the_architecture_are_those_of_the_syntax_trees(
    column, only_types
):
    rows = table_under(architecture(), "Who imports whom")
    written = {names_in(row[0]).pop(): names_in(row[column]) for row in rows}
    found = rooms_imported(only_types=only_types)
    assert written == {room: found.get(room, set()) for room in real_rooms()}


def test_a_room_imports_only_rooms_before_it_in_the_table():
    rows = table_under(architecture(), "Who imports whom")
    order = [names_in(row[0]).pop() for row in rows]
    for row in rows:
        here = order.index(names_in(row[0]).pop())
        assert names_in(row[1]) | names_in(row[2]) <= set(order[:here])


def test_the_libraries_of_the_architecture_are_where_it_says():
    rows = table_under(architecture(), "Which library where")
    written = {names_in(row[0]).pop(): names_in(row[1]) for row in rows}
    found = {name: set() for name in written}
    for room, module, _ in imports():
        if (top := module.split(".")[0]) in found:
            found[top].add(room)
    assert written == found


def test_importing_the_package_loads_none_of_these_libraries():
    rows = table_under(architecture(), "Which library where")
    libraries = [names_in(row[0]).pop() for row in rows]
    code = f"import sys, bemodels; print(set({libraries}) & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_the_changelog_begins_with_this_version():
    headings = re.findall(r"^## \[([^\]]+)\] - (\S+)$", page("changelog.md"), re.M)
    assert headings[0][0] == bemodels.__version__
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) for _, date in headings)


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_of_a_room_is_in_the_reference(room):
    text = page(f"reference/{room}.md")
    for name in importlib.import_module(f"bemodels.{room}").__all__:
        summarised = re.search(rf"^   {name}$", text, re.MULTILINE)
        assert summarised or f"`bemodels.{room}.{name}`" in text, name


def test_the_priors_of_the_reference_have_their_numbers():
    text = page("reference/counts.md")
    for name in bemodels.counts.__all__:
        priors = getattr(bemodels.counts, name)
        if not isinstance(priors, bemodels.counts.PooledPriors):
            continue
        line = re.search(rf"^\* `bemodels.counts.{name}`: (.*)$", text, re.MULTILINE)[1]
        location, scale = priors.log_mean_location, priors.log_mean_scale
        assert f"Normal({location:g}, {scale:g})" in line
        assert f"HalfNormal({priors.heterogeneity_scale:g})" in line


def test_every_name_of_the_top_level_is_in_the_reference():
    text = page("reference/bemodels.md")
    for name in bemodels.__all__:
        assert f"`bemodels.{name}`" in text, name


def test_names_in_the_reference_exist():
    listed = re.compile(r"^   (\w+)$", re.MULTILINE)
    for room in (*ROOMS, "errors"):
        module = importlib.import_module(f"bemodels.{room}")
        for name in listed.findall(page(f"reference/{room}.md")):
            assert hasattr(module, name), f"bemodels.{room}.{name}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(DOCS)))
def test_links_and_names_of_a_page_lead_somewhere(path):
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    for target in LINK.findall(text):
        if not target.startswith("https://"):
            assert (path.parent / target.partition("#")[0]).is_file(), target
    for name in ROLE.findall(text):
        assert resolve(name) is not None


def resolve(name):
    parts = name.split(".")
    thing = importlib.import_module(".".join(parts[:2]))
    for part in parts[2:]:
        thing = getattr(thing, part)
    return thing


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(DOCS)))
def test_every_page_is_in_a_table_of_contents(path):
    if path == DOCS / "index.md":
        return
    name = path.relative_to(DOCS).with_suffix("").as_posix()
    assert name in listed_pages()


def listed_pages():
    found = set()
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for block in re.findall(r"```\{toctree\}\n(.*?)```", text, re.DOTALL):
            for line in block.splitlines():
                if not line or line.startswith(":"):
                    continue
                entry = re.sub(r".*<(.*)>", r"\1", line)
                found |= {
                    one.relative_to(DOCS).with_suffix("").as_posix()
                    for one in path.parent.glob(f"{entry}.md")
                }
    return found


def commands():
    parser = build_parser()
    (choice,) = (
        action
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return choice.choices


@pytest.mark.parametrize("command", commands())
def test_every_option_of_a_command_is_in_the_reference_with_its_default(command):
    text = page("reference/command-line.md")
    section = re.search(
        rf"^## `bemodels {command}\b[^\n]*\n(.*?)(?=^## )",
        text,
        re.MULTILINE | re.DOTALL,
    )[0]
    options = {
        action.option_strings[-1]: action
        for action in commands()[command]._actions
        if action.option_strings and action.dest not in ("help", "debug")
    }
    rows = dict(re.findall(r"^\| `(--[a-z-]+)[^`]*` \| ([^|]*) \|", section, re.M))
    assert set(rows) == set(options)
    for name, action in options.items():
        default = action.default
        if action.required:
            expected = "required"
        elif default is False:
            expected = "off"
        elif default is None:
            expected = "none"
        elif isinstance(default, tuple):
            expected = f"`{','.join(default)}`"
        else:
            expected = f"`{default}`" if isinstance(default, str) else str(default)
        assert rows[name].strip() == expected, name


def test_the_exit_codes_of_the_reference_are_those_of_the_code():
    from bemodels import cli

    rows = table_under(page("reference/command-line.md"), "Exit codes")
    written = {int(row[0]) for row in rows}
    stated = {cli.WRONG_INPUT, cli.NOT_ESTIMABLE, cli.NOT_CONVERGED, cli.INTERRUPTED}
    assert written == stated | {0, 1}


def test_the_manifest_of_the_reference_has_every_entry():
    text = page("reference/manifest.md")
    rows = table_under(text, "`run`")
    assert {name for row in rows for name in names_in(row[0])} == set(FACTS)


def test_the_citation_and_the_wheel_bear_the_version():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {bemodels.__version__}\n" in citation
    assert f"Version {bemodels.__version__}." in page("how-to/cite.md")


def test_examples_need_only_what_the_lock_installs():
    """A notebook that imports a library of no dependency fails on a fresh machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        re.split(r"[^\w-]", name)[0] for name in project["project"]["dependencies"]
    }
    allowed = wanted | {"bemodels", "IPython"} | sys.stdlib_module_names
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for cell in re.findall(r"```\{code-cell\}\n(.*?)```", text, re.DOTALL):
            code = re.sub(r"\A(---\n.*?---\n|(:.*\n)+)", "", cell, flags=re.DOTALL)
            for node in ast.walk(ast.parse(code)):
                names = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module]
                assert {name.split(".")[0] for name in names} <= allowed, path.name


def test_no_page_names_a_machine():
    places = re.compile(r"(/(home|root|tmp|work)/|C:\\)")
    for path in (*PAGES, *(ROOT / "analyses").rglob("*.md")):
        assert not places.search(path.read_text(encoding="utf-8")), path
