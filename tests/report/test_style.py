"""The style sheet: each rule parses, and on paper nothing hides in a scroll box."""

import re
from importlib.resources import files

import pytest

_PART = re.compile(r"/\*.*?\*/|\"[^\"]*\"|[{};]|[^{};\"/]+|/", re.DOTALL)
_SELECTOR = re.compile(r"""[\w\s.:#*+~>,()\[\]="-]+""")
_DECLARATION = re.compile(r"-{0,2}[a-z][a-z-]*:\s*\S.*", re.DOTALL)


def rules(sheet):
    """Yield (at-rules around it, selector, declarations); fail at what is neither."""
    around, parts, declarations, opened = [], [], [], False
    for part in _PART.findall(sheet):
        text = "".join(parts).strip()
        if part.startswith("/*"):
            continue
        if part == "{":
            assert not opened or not declarations, f"a block within a rule: {text}"
            assert text, "a block without a selector"
            around.append(text)
            parts, opened = [], True
        elif part in ";}":
            if text:
                assert _DECLARATION.fullmatch(text), text
                assert part == ";", f"no semicolon behind {text}"
                declarations.append(text)
            parts = []
            if part == "}":
                assert around, "a brace too many"
                name = around.pop()
                if opened:
                    yield tuple(around), name, tuple(declarations)
                declarations, opened = [], False
        else:
            parts.append(part)
    assert not around, f"never closed: {around}"
    assert not "".join(parts).strip()


@pytest.fixture(scope="module")
def sheet():
    style = (files("bemodels.report") / "style.css").read_text(encoding="utf-8")
    return tuple(rules(style))


def test_every_rule_is_a_selector_with_declarations(sheet):
    assert len(sheet) > 60
    for around, selector, declarations in sheet:
        assert declarations, selector
        assert all(one.startswith("@media ") for one in around)
        if not selector.startswith("@page"):
            assert _SELECTOR.fullmatch(selector), selector


def selectors(sheet, around, declares):
    return {
        one.strip()
        for where, selector, declarations in sheet
        if where == around and any(map(declares, declarations))
        for one in selector.split(",")
    }


def test_nothing_that_scrolls_on_a_screen_is_cut_on_paper(sheet):
    scrolling = selectors(
        sheet, (), lambda one: re.match(r"overflow(-[xy])?: auto", one)
    )
    on_paper = selectors(
        sheet,
        ("@media print",),
        lambda one: one in {"overflow: visible", "white-space: pre-wrap"},
    )
    assert {".scroll", 'math[display="block"]', "pre"} == scrolling
    assert scrolling <= on_paper


def test_only_formulas_have_the_face_of_formulas(sheet):
    faces = {
        selector
        for _, selector, declarations in sheet
        if "font-family: var(--math)" in declarations
    }
    assert faces == {"math"}


@pytest.mark.parametrize(
    "damaged",
    [
        "a { b: c; ",
        "a { b: c; } }",
        "a b: c; }",
        "a { b }",
        "a { b: c d: e }",
        "{ b: c; }",
    ],
)
def test_damage_is_found(damaged):
    with pytest.raises(AssertionError):
        list(rules(damaged))
