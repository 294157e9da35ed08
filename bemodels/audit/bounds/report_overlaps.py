"""What the report on Belgium leaves open of the categories that overlap in it."""

from __future__ import annotations

from dataclasses import replace

from bemodels.audit.bounds.overlap_result import overlap_bounds
from bemodels.data import BelgiumReport
from bemodels.result import Result, check_type


def belgium_overlaps(report: BelgiumReport) -> tuple[Result, ...]:
    """Return the overlaps that the report's totals determine, or leave open.

    Parameters
    ----------
    report : BelgiumReport
        The data.

    Returns
    -------
    tuple of Result
        As `overlap_bounds`: persons by what is known of them, with and without the
        printed number of those of whom all three are known; arrest actions by their
        connection, if each of the 70 has one of the two and if some have neither; and
        arrest actions by network, with the notes on shared ones.

    Raises
    ------
    InvalidDataError
        If `report` is no `BelgiumReport`.

    Examples
    --------
    >>> from bemodels import belgium
    >>> known, *_ = belgium_overlaps(belgium())
    >>> round(known.estimate("share_at_least[2]").value, 3)
    0.534
    """
    check_type("report", report, BelgiumReport)
    return (*_known_of_persons(report), *_connections(report), _networks(report))


def _known_of_persons(report: BelgiumReport) -> tuple[Result, Result]:
    table = report.persons
    names = ("citizenship", "ethnic heritage", "place of birth")
    totals = {
        name: table.integer("count", attribute=name, category="known") for name in names
    }
    union = table.integer("count", attribute="any of the three", category="known")
    complete = table.integer("count", attribute="all three", category="known")
    return (
        overlap_bounds(
            totals,
            union=union,
            intersections={names: complete},
            unit="persons",
            title="Persons by what is known of them",
            provenance=(table.provenance,),
        ),
        overlap_bounds(
            totals,
            union=union,
            unit="persons",
            title="Persons by what is known of them, without the printed number of "
            "complete ones",
            provenance=(table.provenance,),
        ),
    )


def _connections(report: BelgiumReport) -> tuple[Result, Result]:
    table = report.connections
    local, operative = "local cell", "deployed operative"
    known = table.integer("arrest_actions", connection="known")
    totals = {
        name: table.integer("arrest_actions", connection=name)
        for name in (local, operative)
    }
    some_neither = overlap_bounds(
        {"with detail": known, **totals},
        union=known,
        intersections={("with detail", name): count for name, count in totals.items()},
        unit="arrest actions",
        title="Connections, if some arrest actions with detail have neither",
        provenance=(table.provenance,),
    )
    both = some_neither.estimate(f"exactly[with detail & {local} & {operative}]")
    return (
        overlap_bounds(
            totals,
            union=known,
            unit="arrest actions",
            title="Connections, if every arrest action with detail has one of the two",
            provenance=(table.provenance,),
        ),
        replace(
            some_neither,
            conclusion=f"Of {known} arrest actions with detail {both.interval.low:g} "
            f"to {both.interval.high:g} have both connections.",
        ),
    )


def _networks(report: BelgiumReport) -> Result:
    table, notes = report.networks, report.network_overlaps
    totals = zip(table.texts("network"), table.integers("arrest_actions"), strict=True)
    pairs = zip(notes.texts("network"), notes.texts("other_network"), strict=True)
    shared = zip(pairs, notes.integers("arrest_actions"), strict=True)
    return overlap_bounds(
        dict(totals),
        union=report.connections.integer("arrest_actions", connection="named network"),
        intersections=dict(shared),
        unit="arrest actions",
        title="Arrest actions by network",
        provenance=(
            table.provenance,
            report.connections.provenance,
            notes.provenance,
        ),
    )
