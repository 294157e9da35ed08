"""A log of incidents that every rule holds for, with the window of its source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from bemodels.data.exposure import Exposure
from bemodels.data.log.columns import REQUIRED, TIMES
from bemodels.data.log.counted import incidents_of, persons_of, placements_of, plots_of
from bemodels.data.log.held_exposure import hold_exposure, windowless
from bemodels.data.log.links import outcomes_of
from bemodels.data.log.straddling import rows_astride, told_astride
from bemodels.data.log.tabulation import tabulate
from bemodels.data.log.times import is_outside
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from bemodels.data.count_table import CountTable
    from bemodels.data.log.links import Outcomes
    from bemodels.result import Provenance


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class IncidentLog:
    """One row an incident, as ``read_incidents`` returns it; compared by identity.

    Attributes
    ----------
    rows : pandas.DataFrame
        What every method reads, and nobody is to write to: `frame` is a copy. The
        columns of the codebook that the file holds, in its order, then those the
        user kept; rows by time and identifier. Times are text in ISO 8601, as fine as
        they are known (``2016-03-22``, ``2016-03``, ``2016``), so that no day is
        invented; ``date_precision`` says how fine. Counts are Int64, closed lists are
        categories, all else is text.
    window : ObservationWindow or None
        The days on which the source was looking; None until it is stated.
    exposure : Exposure or None
        Exposure by place or year, where it is not the whole window's.
    unwatched : tuple of ObservationWindow
        When the source is known not to have looked: no window over which incidents
        are counted may hold a day of it.
    provenance : tuple of Provenance
        The file.
    notices : tuple of str
        What was accepted on reading and must be told.

    Raises
    ------
    InvalidDataError
        If a value is of another type, or the rows lack a column that each log has.
    """

    rows: pd.DataFrame
    window: ObservationWindow | None = None
    exposure: Exposure | None = None
    unwatched: tuple[ObservationWindow, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is no log."""
        import pandas as pd

        check_type("rows", self.rows, pd.DataFrame)
        for name, kind in (("window", ObservationWindow), ("exposure", Exposure)):
            if getattr(self, name) is not None:
                check_type(name, getattr(self, name), kind)
        for name in ("unwatched", "provenance", "notices"):
            check_type(name, getattr(self, name), tuple)
        lacking = [one for one in REQUIRED if one not in self.rows]
        if lacking or not set(TIMES) & set(self.rows.columns):
            raise InvalidDataError(
                f"rows have no column {lacking[0] if lacking else 'of times'}: "
                "read_incidents makes a log"
            )

    @property
    def frame(self) -> pd.DataFrame:
        """A copy of the rows, which costs nothing until it is written to."""
        return self.rows.copy(deep=False)

    def within(self, window: ObservationWindow) -> IncidentLog:
        """State the window, and leave out what lies outside it.

        Parameters
        ----------
        window : ObservationWindow
            The days on which the source was looking.

        Returns
        -------
        IncidentLog
            The incidents that may lie within; a notice tells how many were left out,
            and how many are dated so coarsely that they may lie outside.

        Raises
        ------
        InvalidDataError
            If no incident is left, or the window is wider than the log's own.
        """
        check_type("window", window, ObservationWindow)
        old = self.window
        if old is not None and (window.start < old.start or window.end > old.end):
            raise InvalidDataError(
                f"the source was looking from {old}; a wider window, {window}, would "
                "count days on which nobody looked"
            )
        times = self.rows[self.time_column]
        distinct = times.unique().tolist()
        outside = {one for one in distinct if is_outside(one, window)}
        kept = self.rows[~times.isin(outside)].reset_index(drop=True)
        if kept.empty:
            raise InvalidDataError(f"no incident lies within {window}")
        stale = windowless(self.exposure) if self.exposure else ""
        notices = [one for one in self.notices if one != stale]
        if left := len(self.rows) - len(kept):
            notices.append(
                f"rows outside the window, {window}, left out: {left} of "
                f"{len(self.rows)}"
            )
        notices += told_astride(rows_astride(kept[self.time_column], window))
        return replace(self, rows=kept, window=window, notices=tuple(notices))

    def with_exposure(self, exposure: Exposure) -> IncidentLog:
        """State the exposure of places, after holding it to the incidents.

        Parameters
        ----------
        exposure : Exposure
            As ``read_exposure`` returns it.

        Returns
        -------
        IncidentLog
            The same incidents; notices tell what could not be compared.

        Raises
        ------
        InvalidDataError
            If a place with an incident has no exposure, or any has more than the
            window holds; every problem is a line.
        """
        check_type("exposure", exposure, Exposure)
        told = (*exposure.notices, *hold_exposure(self, exposure))
        return replace(
            self,
            exposure=exposure,
            provenance=(*self.provenance, *exposure.provenance),
            notices=(*self.notices, *told),
        )

    @property
    def time_column(self) -> str:
        """The column that says when: ``date``, ``year_month`` or ``year``."""
        return next(name for name in TIMES if name in self.rows)

    def count_incidents(
        self, by: Sequence[str], *, places: Sequence[str] = ()
    ) -> CountTable:
        """Count attacks and arrest actions, each in its main place.

        Parameters
        ----------
        by : sequence of str
            Some of ``city``, ``municipality``, ``country``, ``year``, ``year_month``,
            ``kind`` and ``link``.
        places : sequence of str
            Every place that could have had an incident; each is in the table, with
            its zeros. Without it only places with an incident are.

        Returns
        -------
        CountTable
            Counts with exposure in years.

        Raises
        ------
        InvalidDataError
            If no window is stated, a key is not known, or an incident has several
            places and none of `places`.
        """
        return tabulate(self, incidents_of(self.rows), by, places=places)

    def count_placements(
        self, by: Sequence[str], *, places: Sequence[str] = ()
    ) -> CountTable:
        """Count attacks and arrest actions in every place that they touched.

        Parameters
        ----------
        by : sequence of str
            As for `count_incidents`; without a place, placements of all places.
        places : sequence of str
            As for `count_incidents`.

        Returns
        -------
        CountTable
            Placements: an incident in two places counts in both.

        Raises
        ------
        InvalidDataError
            As for `count_incidents`.
        """
        return tabulate(self, placements_of(self.rows), by, places=places)

    def count_persons(
        self, by: Sequence[str], *, places: Sequence[str] = ()
    ) -> CountTable:
        """Count the persons arrested.

        Parameters
        ----------
        by : sequence of str
            As for `count_incidents`.
        places : sequence of str
            As for `count_incidents`.

        Returns
        -------
        CountTable
            Persons, in the main place of the incident; a notice tells of incidents
            whose number is missing, which add none.

        Raises
        ------
        InvalidDataError
            As for `count_incidents`, or if the log has no ``persons_arrested``.
        """
        return tabulate(self, persons_of(self.rows), by, places=places)

    def count_plots(
        self, by: Sequence[str], *, places: Sequence[str] = ()
    ) -> CountTable:
        """Count plots: rows of kind plot, and arrest actions that disrupted one.

        Parameters
        ----------
        by : sequence of str
            As for `count_incidents`.
        places : sequence of str
            As for `count_incidents`.

        Returns
        -------
        CountTable
            Plots. A plot stands in one row: its own, or that of the arrest action.

        Raises
        ------
        InvalidDataError
            As for `count_incidents`.
        """
        return tabulate(self, plots_of(self.rows), by, places=places)

    def outcomes_by_link(self) -> Mapping[str, Outcomes]:
        """Count attacks and arrest actions of linked, inspired and unknown actors.

        Returns
        -------
        mapping of str to Outcomes
            Keys linked, inspired and unknown; a missing link counts as unknown.

        Raises
        ------
        NotEstimableError
            If the log has no column ``link``.
        """
        return outcomes_of(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        kinds = self.rows["kind"].value_counts(sort=False)
        counted = ", ".join(f"{n} {kind}" for kind, n in kinds.items() if n)
        span = self.window or "none yet"
        lines = [f"IncidentLog: {len(self)} rows ({counted}); window: {span}"]
        return "\n".join([*lines, *(f"  notice: {one}" for one in self.notices)])

    def _repr_html_(self) -> str:
        first, *notices = repr(self).split("\n")
        told = "".join(f"<li>{escape(one.strip())}</li>" for one in notices)
        return (
            f"<div><p>{escape(first)}</p>{self.rows.head(8)._repr_html_()}"
            f"<ul>{told}</ul></div>"
        )
