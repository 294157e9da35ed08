"""The data behind the appendix: as transcribed, and as the models take them."""

from __future__ import annotations

from dataclasses import replace

from bemodels.data import BelgiumReport, SourceTable
from bemodels.result import Table


def data_tables(report: BelgiumReport) -> tuple[Table, ...]:
    """Return the tables that the analyses of counts rest on.

    Parameters
    ----------
    report : BelgiumReport
        As ``bemodels.belgium()`` returns it.

    Returns
    -------
    tuple of Table
        The files as transcribed, every column explained; then counts and exposure as
        the model of annual rates takes them.
    """
    sources = (
        report.groups,
        report.cities,
        report.other_places,
        report.double_placements,
        report.window_source,
    )
    return (*map(_explained, sources), _counts_and_exposure(report))


def _explained(source: SourceTable) -> Table:
    table = source.to_table()
    meanings = (
        f"{column} ({meaning.partition(' (unit: ')[0]})"
        for column, meaning in zip(table.columns, source.meanings, strict=True)
    )
    return replace(table, note=f"{table.note} Columns: {'; '.join(meanings)}.")


def _counts_and_exposure(report: BelgiumReport) -> Table:
    return Table(
        name="Incidents and exposure by place, as the model of annual rates takes them",
        columns=("place", "incidents", "exposure (years)"),
        rows=report.place_counts().rows,
        note="Incidents: arrest actions and attacks. Exposure: the window of "
        f"{report.window.months} months, the same for every place. An incident coded "
        "in two places is counted in one. Zaventem's figure is read as arrest actions; "
        "the other reading is among the sensitivities. Each other place is one that "
        "the report counts and does not name. The model adds places without an "
        "incident up to the stated number of places at risk.",
    )
