"""What the report on Belgium counts, as values that nothing can change."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from bemodels.data.belgium_places import (
    fill_other_places,
    incidents_if_figures_hold_attacks,
    incidents_of_named_places,
)
from bemodels.data.belgium_rules import check_report
from bemodels.data.source_table import SourceTable
from bemodels.data.table_file import read_table_file
from bemodels.data.window import ObservationWindow

if TYPE_CHECKING:
    from bemodels.data.count_table import CountTable
    from bemodels.result import Provenance

Link = Literal["linked", "inspired"]

FILE_OF_FIELD = {"window_source": "window", "ledger": "statements"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BelgiumReport:
    """The counts that the report prints, with what it leaves open.

    An incident is an arrest action or an attack. Nothing here was counted by year: the
    yearly bars of the report are not in its text.

    Attributes
    ----------
    totals : SourceTable
        One row: arrest actions, attacks and persons arrested in all.
    groups : SourceTable
        The same by link: linked and inspired.
    cities : SourceTable
        Arrest actions, attacks and placements of the seven places named with a count.
    other_places : SourceTable
        What holds for every place without a count of its own.
    double_placements : SourceTable
        Incidents coded in two places, with the main one.
    municipalities : SourceTable
        Printed percentages of two Brussels municipalities.
    expected_shares : SourceTable
        Shares of other records that the text sets beside a place's incidents.
    networks, network_overlaps : SourceTable
        Arrest actions by network, and those that two networks share.
    connections : SourceTable
        How linked arrest actions were connected, as far as it is known.
    persons : SourceTable
        Citizenship, heritage and birthplace, each count with its own denominator.
    plots : SourceTable
        Plots, and the two shares printed on them.
    ledger : SourceTable
        The 47 quantitative statements, S01 to S47, without verdicts.
    window_source : SourceTable
        The file of the window.
    window : ObservationWindow
        June 2014 to October 2017, first and last day included.

    Raises
    ------
    InvalidDataError
        If two tables contradict each other; the message lists every contradiction.

    References
    ----------
    .. [1] Van Vlierden G, Lewis J, Rassler D (2018). Beyond the Caliphate: Islamic
       State Activity Outside the Group's Defined Wilayat. Belgium. Combating Terrorism
       Center at West Point.

    Examples
    --------
    >>> from bemodels.data import belgium
    >>> report = belgium()
    >>> report.attacks("inspired"), report.incidents("inspired")
    (3, 12)
    >>> report.total_incidents
    107
    """

    totals: SourceTable
    groups: SourceTable
    cities: SourceTable
    other_places: SourceTable
    double_placements: SourceTable
    municipalities: SourceTable
    expected_shares: SourceTable
    networks: SourceTable
    network_overlaps: SourceTable
    connections: SourceTable
    persons: SourceTable
    plots: SourceTable
    ledger: SourceTable
    window_source: SourceTable
    window: ObservationWindow = field(init=False)

    def __post_init__(self) -> None:
        """Refuse tables that contradict one another, and set the window."""
        check_report(self)
        window = ObservationWindow(
            start=self.window_source.day("start"), end=self.window_source.day("end")
        )
        object.__setattr__(self, "window", window)

    @property
    def tables(self) -> tuple[SourceTable, ...]:
        """Every table, in the order of the attributes."""
        return tuple(getattr(self, name) for name in _table_names())

    @property
    def provenance(self) -> tuple[Provenance, ...]:
        """The file of every table, in the same order."""
        return tuple(table.provenance for table in self.tables)

    @property
    def total_incidents(self) -> int:
        """Arrest actions and attacks, linked and inspired."""
        return self.totals.integer("arrest_actions") + self.totals.integer("attacks")

    def arrest_actions(self, link: Link) -> int:
        """Return the arrest actions of one group.

        Parameters
        ----------
        link : {"linked", "inspired"}
            The group.

        Returns
        -------
        int
            Arrest actions.

        Raises
        ------
        InvalidDataError
            If there is no such group.
        """
        return self.groups.integer("arrest_actions", link=link)

    def attacks(self, link: Link) -> int:
        """Return the attacks of one group.

        Parameters
        ----------
        link : {"linked", "inspired"}
            The group.

        Returns
        -------
        int
            Attacks.

        Raises
        ------
        InvalidDataError
            If there is no such group.
        """
        return self.groups.integer("attacks", link=link)

    def incidents(self, link: Link) -> int:
        """Return the incidents of one group.

        Parameters
        ----------
        link : {"linked", "inspired"}
            The group.

        Returns
        -------
        int
            Arrest actions and attacks.

        Raises
        ------
        InvalidDataError
            If there is no such group.
        """
        return self.arrest_actions(link) + self.attacks(link)

    def place_counts(self) -> CountTable:
        """Return the incidents by place, Zaventem's 5 read as arrest actions.

        Returns
        -------
        CountTable
            Key ``place``: seven named places, and the others as ``other place 01`` and
            so on with one incident each. The attack coded in two places is counted in
            Brussels. The exposure of each is the window's, 41/12 years.

        Examples
        --------
        >>> from bemodels.data import belgium
        >>> belgium().place_counts()
        CountTable: 107 in 21 rows by place, 71.75 years of exposure
        """
        return fill_other_places(self, incidents_of_named_places(self))

    def place_counts_attack_in_zaventem(self) -> CountTable:
        """Return the incidents by place, Zaventem's 5 read as holding the attack.

        Returns
        -------
        CountTable
            As `place_counts`, with one arrest action fewer in Zaventem (the attack is
            counted in Brussels) and one other place more.

        Examples
        --------
        >>> from bemodels.data import belgium
        >>> belgium().place_counts_attack_in_zaventem()
        CountTable: 107 in 22 rows by place, 75.17 years of exposure
        """
        return fill_other_places(self, incidents_if_figures_hold_attacks(self))

    def __repr__(self) -> str:
        lines = [
            f"  {len(one):>3} {'row ' if len(one) == 1 else 'rows'}  {one.source}"
            for one in self.tables
        ]
        return "\n".join(
            (f"BelgiumReport: {self.total_incidents} incidents in", *lines)
        )


def _table_names() -> tuple[str, ...]:
    return tuple(one.name for one in fields(BelgiumReport) if one.init)


@cache
def belgium() -> BelgiumReport:
    """Return the counts of the report on Belgium, read and checked once a process.

    Returns
    -------
    BelgiumReport
        The tables transcribed from the report, each with its provenance.

    Raises
    ------
    InvalidDataError
        If a bundled file is not as its sidecar declares, or contradicts another.

    Examples
    --------
    >>> from bemodels.data import belgium
    >>> belgium().window.months
    41
    """
    folder = files("bemodels") / "_data" / "belgium"
    return BelgiumReport(
        **{
            name: read_table_file(folder, FILE_OF_FIELD.get(name, name))
            for name in _table_names()
        }
    )
