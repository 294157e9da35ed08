"""The reference pages are held to the code that they speak of."""

import argparse
import importlib
import re

import pytest
from pages import DOCS, names_in, page, table_under

import bemodels
from bemodels.cli.parser import build_parser
from bemodels.report.facts import FACTS

ROOMS = (
    "audit",
    "bayes",
    "counts",
    "data",
    "intervals",
    "rates",
    "report",
    "result",
    "undercount",
)


def reference(room):
    """Return the pages of a room as one: a large room has one for each of its parts."""
    names = sorted((DOCS / "reference").glob(f"{room}*.md"))
    return "\n".join(page(f"reference/{path.name}") for path in names)


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_of_a_room_is_in_the_reference(room):
    text = reference(room)
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


def test_the_priors_of_cities_and_years_have_their_numbers():
    text = page("reference/counts-hierarchical.md")
    for name in bemodels.counts.__all__:
        priors = getattr(bemodels.counts, name)
        if isinstance(priors, bemodels.counts.CityYearPriors):
            assert f"* `bemodels.counts.{name}`: {priors.label}\n" in text


def test_every_name_of_the_top_level_is_in_the_reference():
    text = page("reference/bemodels.md")
    for name in bemodels.__all__:
        assert f"`bemodels.{name}`" in text, name


def test_names_in_the_reference_exist():
    listed = re.compile(r"^\.\. currentmodule:: (\S+)$|^   (\w+)$", re.MULTILINE)
    for room in (*ROOMS, "errors"):
        module = importlib.import_module(f"bemodels.{room}")
        for current, name in listed.findall(reference(room)):
            if current:
                module = importlib.import_module(current)
            else:
                assert hasattr(module, name), f"{module.__name__}.{name}"


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
    listed = re.compile(r"^\| `(--[a-z-]+)[^`]*` \| ([^|]*) \|", re.M)
    rows = dict(listed.findall(section))
    if "--window" in options:
        # The options of a reader stand once, for every command that reads a file.
        reading = text.partition("\n## Reading a file\n")[2].partition("\n## ")[0]
        rows |= listed.findall(reading)
    assert set(rows) == set(options)
    for name, action in options.items():
        default = action.default
        if action.required:
            expected = "required"
        elif default is False:
            expected = "off"
        elif default in (None, []):
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
