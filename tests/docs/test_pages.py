"""Links, contents, versions and examples of every page; building is `make docs`."""

import ast
import importlib
import re
import sys
import tomllib

import pytest
from pages import DOCS, PAGES, ROOT, page

import bemodels

LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
ROLE = re.compile(r"\{(?:class|func|meth)\}`~?([\w.]+)`")


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


def test_the_changelog_begins_with_this_version():
    headings = re.findall(r"^## \[([^\]]+)\] - (\S+)$", page("changelog.md"), re.M)
    assert headings[0][0] == bemodels.__version__
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) for _, date in headings)


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
