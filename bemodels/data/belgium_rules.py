"""Where the tables of the Belgium report must agree with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.ledger_rules import check_ledger
from bemodels.data.problems import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.data.belgium_report import BelgiumReport

STATEMENTS = 47
PARTS_AND_WHOLES = (
    ("persons", "count", "denominator"),
    ("connections", "arrest_actions", "denominator"),
    ("municipalities", "incidents_with_municipality", "brussels_incidents"),
)


def check_report(report: BelgiumReport) -> None:
    """Check the tables of the report against one another.

    Parameters
    ----------
    report : BelgiumReport
        The report; its totals are the numbers that the other tables must add up to.

    Raises
    ------
    InvalidDataError
        If two tables contradict each other, or the ledger breaks a rule. Every
        contradiction is a line of the message.
    """
    refuse(
        [
            *_wrong_totals(report),
            *_wrong_cities(report),
            *_wrong_municipalities(report),
            *_wrong_networks(report),
            *_wrong_persons(report),
            *_parts_above_wholes(report),
        ]
    )
    check_ledger(report.ledger)
    ids = tuple(f"S{number:02d}" for number in range(1, STATEMENTS + 1))
    if report.ledger.texts("id") != ids:
        refuse([f"{report.ledger.source}: the ids must run from S01 to {ids[-1]}"])


def _differ(what: str, found: int, expected: int, source: str) -> Iterator[str]:
    if found != expected:
        yield f"{what}: got {found}, but {source} gives {expected}"


def _wrong_totals(report: BelgiumReport) -> Iterator[str]:
    totals = report.totals
    for name in totals.columns:
        what = f"{report.groups.source}, sum of {name!r}"
        found = sum(report.groups.integers(name))
        yield from _differ(what, found, totals.integer(name), totals.source)
    what = f"{report.plots.source}, column 'arrest_actions'"
    found = report.plots.integer("arrest_actions")
    yield from _differ(what, found, totals.integer("arrest_actions"), totals.source)


def _wrong_cities(report: BelgiumReport) -> Iterator[str]:
    cities, totals = report.cities, report.totals
    names = ("arrest_actions", "attacks", "placements")
    numbers = zip(*map(cities.integers, names), strict=True)
    for line, (arrests, attacks, placements) in enumerate(numbers, start=2):
        what = f"{cities.source}, line {line}, column 'placements'"
        yield from _differ(what, placements, arrests + attacks, "the line's sum")
    twice = sum(report.double_placements.integers("incidents"))
    what = f"{cities.source}, attacks less {twice} coded twice"
    found = sum(cities.integers("attacks")) - twice
    yield from _differ(what, found, totals.integer("attacks"), totals.source)
    named, most = sum(cities.integers("arrest_actions")), totals.integer(names[0])
    if named > most:
        yield f"{cities.source}, sum of 'arrest_actions': got {named} of {most}"


def _wrong_municipalities(report: BelgiumReport) -> Iterator[str]:
    table, cities = report.municipalities, report.cities
    brussels = cities.integer("placements", place="Brussels")
    for line, found in enumerate(table.integers("brussels_incidents"), start=2):
        what = f"{table.source}, line {line}, column 'brussels_incidents'"
        yield from _differ(what, found, brussels, cities.source)


def _wrong_networks(report: BelgiumReport) -> Iterator[str]:
    known = report.connections
    shared = sum(report.network_overlaps.integers("arrest_actions"))
    what = f"{report.networks.source}, ties less {shared} of shared arrest actions"
    found = sum(report.networks.integers("arrest_actions")) - shared
    tied = known.integer("arrest_actions", connection="named network")
    yield from _differ(what, found, tied, known.source)
    linked = report.arrest_actions("linked")
    for connection in ("known", "named network"):
        what = f"{known.source}, denominator of {connection!r}"
        found = known.integer("denominator", connection=connection)
        yield from _differ(what, found, linked, report.groups.source)


def _wrong_persons(report: BelgiumReport) -> Iterator[str]:
    persons, totals = report.persons, report.totals
    names = ("attribute", "among", "count", "denominator")
    rows = zip(*map(persons.column, names), strict=True)
    births = 0
    for line, (attribute, among, count, denominator) in enumerate(rows, start=2):
        what = f"{persons.source}, line {line}, column 'denominator'"
        if among == "persons arrested":
            expected = totals.integer("persons_arrested")
            yield from _differ(what, denominator, expected, totals.source)
        if (attribute, among) == ("place of birth", "Belgian citizens"):
            births += count
    citizens = persons.integer("count", attribute="citizenship", category="Belgian")
    what = f"{persons.source}, birthplaces of Belgian citizens"
    yield from _differ(what, births, citizens, "the count of these citizens")


def _parts_above_wholes(report: BelgiumReport) -> Iterator[str]:
    for table_name, part, whole in PARTS_AND_WHOLES:
        table = getattr(report, table_name)
        numbers = zip(table.integers(part), table.integers(whole), strict=True)
        for line, (count, most) in enumerate(numbers, start=2):
            if count > most:
                yield (
                    f"{table.source}, line {line}, column {part!r}: got {count}; "
                    f"it must not exceed {whole!r}, which is {most}"
                )
