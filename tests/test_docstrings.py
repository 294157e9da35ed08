"""Docstrings say what the code does: every argument and field, none that is not there.

Functions and classes are read from the syntax trees, docstrings by numpydoc, as the
reference pages are.
"""

import ast
import re
from inspect import cleandoc
from pathlib import Path

import pytest
from numpydoc.docscrape import NumpyDocString
from of_a_paper import OF_A_PAPER

PACKAGE = Path(__file__).parents[1] / "bemodels"
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def parsed(node):
    """Return a docstring by its sections, empty where there is none."""
    return NumpyDocString(cleandoc(ast.get_docstring(node) or ""))


def names(section):
    """Return the names that a section describes; two may share an entry."""
    return [name for entry in section for name in entry.name.split(", ") if name]


def own_nodes(node):
    """Yield what a function does itself, not what functions within it do."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, FUNCTIONS | ast.Lambda):
            yield child
            yield from own_nodes(child)


def raises(node):
    return any(isinstance(one, ast.Raise) for one in own_nodes(node))


def arguments(function):
    given = function.args
    plain = [*given.posonlyargs, *given.args]
    starred = [f"*{given.vararg.arg}"] if given.vararg else []
    starred += [f"**{given.kwarg.arg}"] if given.kwarg else []
    found = [one.arg for one in plain] + starred + [one.arg for one in given.kwonlyargs]
    return [name for name in found if name not in ("self", "cls")]


def is_property(function):
    return {"property", "cached_property"} & set(
        map(ast.unparse, function.decorator_list)
    )


def fields(node, beside):
    """Return the fields of a dataclass or named tuple; of another class, nothing.

    Those of a base that stands in the same file come first.
    """
    kind = " ".join(map(ast.unparse, [*node.decorator_list, *node.bases]))
    if "dataclass" not in kind and "NamedTuple" not in kind:
        return []
    bases = [beside[name] for name in map(ast.unparse, node.bases) if name in beside]
    own = [
        one.target.id
        for one in node.body
        if isinstance(one, ast.AnnAssign)
        and not ast.unparse(one.annotation).startswith("ClassVar")
    ]
    return [name for base in bases for name in fields(base, beside)] + own


def check_summary(doc):
    summary = " ".join(doc["Summary"])
    if not summary:
        yield "no summary"
    elif len(summary) >= 200:
        yield f"summary of {len(summary)} characters"


def check_function(function):
    """Yield what is wrong with a function's docstring."""
    doc = parsed(function)
    yield from check_summary(doc)
    if raises(function) and not doc["Raises"]:
        yield "raises, with no Raises"
    if is_property(function):
        return
    # Documented in their order, which positions follow.
    if names(doc["Parameters"]) != arguments(function):
        yield f"Parameters {names(doc['Parameters'])} for {arguments(function)}"
    yields = any(
        isinstance(one, ast.Yield | ast.YieldFrom) for one in own_nodes(function)
    )
    returns = ast.unparse(function.returns) if function.returns else "None"
    gives = returns not in ("None", "NoReturn") and not yields
    if bool(doc["Returns"]) != gives:
        yield f"returns {returns}, with {'no ' if gives else ''}Returns"
    if bool(doc["Yields"]) != yields:
        yield f"yields {returns}, with {'no ' if yields else ''}Yields"


def check_class(node, beside):
    """Yield what is wrong with the docstring of a class."""
    doc = parsed(node)
    yield from check_summary(doc)
    held = fields(node, beside)
    if names(doc["Attributes"]) != held:
        yield f"Attributes {names(doc['Attributes'])} for {held}"
    for one in node.body:
        made = isinstance(one, FUNCTIONS) and one.name == "__post_init__"
        if made and raises(one) and not doc["Raises"]:
            yield "raises, with no Raises"


def cited(doc):
    """Return the numbers that a docstring cites and those that it gives."""
    text = str(doc).partition("References")[0]
    given = re.findall(r"^\.\. \[(\d+)\]", "\n".join(doc["References"]), re.MULTILINE)
    return set(re.findall(r"\[(\d+)\]_", text)), given


def check_references(node):
    """Yield the citations that lead nowhere, and references out of their order."""
    citations, given = cited(parsed(node))
    if missing := sorted(citations - set(given)):
        yield f"cites {missing}, with no such References"
    if given != [str(number) for number in range(1, len(given) + 1)]:
        yield f"References {given}"


def public(tree):
    """Yield every public class, function and method of a file, with its name."""
    for node in tree.body:
        if not isinstance(node, FUNCTIONS | ast.ClassDef) or node.name.startswith("_"):
            continue
        yield node.name, node
        for one in node.body:
            inner = isinstance(node, ast.ClassDef) and isinstance(one, FUNCTIONS)
            if inner and not one.name.startswith("_"):
                yield f"{node.name}.{one.name}", one


def complaints(source):
    """Return what is wrong with the docstrings of a file, a line each."""
    tree = ast.parse(source)
    found = [f"module: {text}" for text in check_references(tree)]
    beside = {one.name: one for one in tree.body if isinstance(one, ast.ClassDef)}
    for name, node in public(tree):
        found += [
            f"{name}: {text}"
            for text in (
                check_class(node, beside)
                if isinstance(node, ast.ClassDef)
                else check_function(node)
            )
        ]
        found += [f"{name}: {text}" for text in check_references(node)]
    return found


@pytest.mark.parametrize(
    "path",
    sorted(PACKAGE.rglob("*.py")),
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_docstrings_say_what_the_code_does(path):
    assert complaints(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("place", OF_A_PAPER)
def test_arithmetic_of_a_paper_names_the_paper(place):
    path, _, only = place.partition("::")
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    functions = {
        name: node
        for name, node in public(tree)
        if isinstance(node, FUNCTIONS) and only in ("", name)
    }
    assert functions
    for name, node in functions.items():
        named = only == "" and parsed(tree)["References"]
        assert named or parsed(node)["References"], name


GOOD = '''
def rate(count, *, years):
    """Return a rate [1]_.

    Parameters
    ----------
    count, years : float
        What happened, and in how long.

    Returns
    -------
    float
        Events a year.

    Raises
    ------
    ValueError
        If there are no years.

    References
    ----------
    .. [1] A paper.
    """
    if not years:
        raise ValueError
    return count / years
'''.replace("(count, *, years)", "(count: int, *, years: int) -> float")
BAD = [
    ("count, years :", "count :", "Parameters ['count'] for ['count', 'years']"),
    (
        "count, years :",
        "count, years, months :",
        "Parameters ['count', 'years', 'months'] for ['count', 'years']",
    ),
    (
        "count, years :",
        "years, count :",
        "Parameters ['years', 'count'] for ['count', 'years']",
    ),
    ("Parameters\n", "Attributes\n", "Parameters [] for ['count', 'years']"),
    ("Returns\n    -------", "Notes\n    -----", "returns float, with no Returns"),
    ("-> float", "-> None", "returns None, with Returns"),
    ("return count", "yield count", "yields float, with no Yields"),
    ("Raises\n    ------", "Notes\n    -----", "raises, with no Raises"),
    ("    .. [1]", "    .. [2]", "cites ['1'], with no such References"),
    ("    .. [1]", "    .. [2]", "References ['2']"),
    ('"""Return a rate [1]_.', f'"""{"Return it " * 20}', "summary of 200 characters"),
    ('"""Return a rate [1]_.', '"""', "no summary"),
]


HEIR = '''
@dataclass
class Base:
    """Any.

    Attributes
    ----------
    one : int
        The first.
    """

    one: int


@dataclass
class Heir(Base):
    """One.

    Attributes
    ----------
    one, two : int
        Both.
    """

    two: int
'''


def test_an_heir_describes_what_it_inherits_too():
    assert complaints(HEIR) == []
    found = complaints(HEIR.replace("one, two : int", "two : int"))
    assert found == ["Heir: Attributes ['two'] for ['one', 'two']"]


def test_a_good_docstring_passes():
    assert complaints(GOOD) == []


@pytest.mark.parametrize(("old", "new", "complaint"), BAD)
def test_a_docstring_that_says_something_else_is_found(old, new, complaint):
    assert GOOD.count(old) == 1
    assert f"rate: {complaint}" in complaints(GOOD.replace(old, new))
