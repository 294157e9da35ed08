"""The page on the architecture is held to the package's syntax trees."""

import ast
import subprocess
import sys

import pytest
from pages import PACKAGE, names_in, page, table_under

BESIDE = {"__init__", "__main__"}


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
