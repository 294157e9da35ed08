"""Incidents by place, in either reading of the sentence on Zaventem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.count_table import CountTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bemodels.data.belgium_report import BelgiumReport


def incidents_of_named_places(report: BelgiumReport) -> dict[str, int]:
    """Return the incidents of each named place, an incident in two places counted once.

    Parameters
    ----------
    report : BelgiumReport
        The report.

    Returns
    -------
    dict of str to int
        Place to incidents: its placements, less those of incidents whose main place is
        another.
    """
    cities, doubles = report.cities, report.double_placements
    incidents = dict(
        zip(cities.texts("place"), cities.integers("placements"), strict=True)
    )
    return _less(incidents, doubles.texts("other_place"), doubles.integers("incidents"))


def incidents_if_figures_hold_attacks(report: BelgiumReport) -> dict[str, int]:
    """Return the same if a printed figure holds the attack that is coded twice.

    Parameters
    ----------
    report : BelgiumReport
        The report.

    Returns
    -------
    dict of str to int
        Place to incidents. The second place of an incident coded twice has one arrest
        action fewer than its printed figure, which then stands for placements.
    """
    doubles = report.double_placements
    return _less(
        incidents_of_named_places(report),
        doubles.texts("other_place"),
        doubles.integers("incidents"),
    )


def fill_other_places(report: BelgiumReport, named: Mapping[str, int]) -> CountTable:
    """Add the places that the report does not name, one incident each.

    Their number is what the total leaves: a place that is not named has one arrest
    action at most and no attack, and is in the data because it has one.

    Parameters
    ----------
    report : BelgiumReport
        The report.
    named : mapping of str to int
        Incidents of the named places.

    Returns
    -------
    CountTable
        Incidents by ``place``, with the exposure of the whole window, in months.
    """
    others = report.total_incidents - sum(named.values())
    counts = {
        **named,
        **{f"other place {number:02d}": 1 for number in range(1, others + 1)},
    }
    sources = (
        report.cities,
        report.other_places,
        report.double_placements,
        report.totals,
        report.window_source,
    )
    years = report.window.years_by_month
    return CountTable(
        keys=("place",),
        rows=tuple((place, count, years) for place, count in counts.items()),
        provenance=tuple(table.provenance for table in sources),
    )


def _less(
    incidents: dict[str, int], places: tuple[str, ...], numbers: tuple[int, ...]
) -> dict[str, int]:
    fewer = dict(zip(places, numbers, strict=True))
    return {place: count - fewer.get(place, 0) for place, count in incidents.items()}
