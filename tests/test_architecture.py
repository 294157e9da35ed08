"""The house, held to its own rules: who imports whom, what loads."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import bemodels

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "bemodels"
FILES = sorted(PACKAGE.rglob("*.py"))

BELOW = {
    "errors": set(),
    "result": {"errors"},
    "intervals": {"errors", "result"},
    "data": {"errors", "result", "intervals"},
    "audit": {"errors", "result", "intervals", "data"},
    "rates": {"errors", "result", "intervals", "data"},
    "bayes": {"errors", "result", "data"},
    "counts": {"errors", "result", "intervals", "data", "bayes"},
    "undercount": {"errors", "result", "intervals", "data", "bayes"},
    "report": {"errors", "result"},
}
TOP = {"cli", "__init__", "__main__"}
PUBLIC = (
    *("audit", "bayes", "counts", "data", "intervals"),
    *("rates", "report", "result", "undercount"),
)
HEAVY = ("pymc", "arviz", "matplotlib", "statsmodels", "scipy", "pandas")
FILE_SYSTEM = {"pathlib", "os", "shutil", "tempfile", "io"}


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


SAMPLED = (
    "counts/hierarchical/model.py",
    "counts/many_cells/marginal_model.py",
    "counts/pooled/model.py",
    "counts/sampled_density.py",
    "undercount/mislabelled/label_model.py",
    "undercount/reporting/reporting_model.py",
)


def imported(path):
    """Yield every dotted name that a file imports, with where it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_below_it(path):
    room = room_of(path)
    if room in TOP:
        return
    rooms = {
        name.split(".")[1] for name in imported(path) if name.startswith("bemodels.")
    }
    assert rooms - {"__version__"} <= BELOW[room] | {room}


def test_every_room_has_a_place():
    rooms = {room_of(path) for path in FILES}
    assert rooms == set(BELOW) | TOP


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_heavy_libraries_stay_in_their_rooms(path):
    tops = {name.split(".")[0] for name in imported(path)}
    where = str(path.relative_to(PACKAGE))
    if tops & {"pymc", "nutpie", "pytensor"}:
        assert where.startswith("bayes/") or where in SAMPLED
    if tops & {"matplotlib", "arviz_plots"}:
        assert where.startswith("report/figures")
    if tops & FILE_SYSTEM:
        assert room_of(path) in ("data", "report", "cli") or where in (
            "bayes/store.py",
            "bayes/cache.py",
        )


WRITTEN = sorted(
    path
    for folder in ("bemodels", "tests", "analyses", "benchmarks", "docs")
    for path in (ROOT / folder).rglob("*.py")
    if not {"_build", "generated"} & set(path.parts)
)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_is_a_drawer(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert path.stem not in {"utils", "base", "helpers", "models"}


def test_importing_the_package_loads_nothing_heavy():
    code = (
        "import sys, bemodels; "
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_rates_and_undercount_load_no_sampler():
    code = (
        "import sys, bemodels; bemodels.rates.Group; bemodels.undercount.Fates; "
        "bemodels.counts.exact_annual_rates; "
        "print([n for n in ('pymc', 'arviz', 'pytensor') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_lazy_names_type_checking_and_all_agree():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    (block,) = (
        node
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    typed = {
        alias.name
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert typed == set(bemodels.__all__)
    assert set(bemodels._HOME) | set(bemodels._ROOMS) == typed
    for name in bemodels.__all__:
        assert getattr(bemodels, name) is not None


def test_no_module_bears_the_name_of_a_public_function():
    for room in PUBLIC:
        module = importlib.import_module(f"bemodels.{room}")
        files = {path.stem for path in (PACKAGE / room).glob("*.py")}
        assert not files & set(module.__all__)
    assert not {path.stem for path in PACKAGE.glob("*.py")} & set(bemodels.__all__)
