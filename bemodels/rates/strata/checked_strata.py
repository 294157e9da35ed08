"""Pairs of groups, one a stratum: tables that say something, and silent ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import TwoByTwo
from bemodels.rates.group import Group
from bemodels.result import Assumption, Table, check_type
from bemodels.result.rules import shown

Pairs = Sequence[tuple[Group, Group]]
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Strata:
    """Two groups compared within each of several strata.

    Attributes
    ----------
    tables : tuple of TwoByTwo
        One a stratum, in their order.

    Raises
    ------
    NotEstimableError
        If no stratum has both attacks and other incidents.
    """

    tables: tuple[TwoByTwo, ...]

    def __post_init__(self) -> None:
        """Refuse strata of which none says anything of the odds ratio."""
        if not self.telling:
            raise NotEstimableError(
                "a common odds ratio is not estimable: in every stratum either no "
                "incident is an attack or every one is"
            )

    @property
    def telling(self) -> tuple[TwoByTwo, ...]:
        """The tables whose margins allow others, so that the odds ratio matters."""
        return tuple(one for one in self.tables if len(one.support) > 1)

    @property
    def cells(self) -> np.ndarray:
        """Attacks and others of the group, then of the reference: shape (4, strata)."""
        rows = [
            (
                one.successes,
                one.trials - one.successes,
                one.reference_successes,
                one.reference_trials - one.reference_successes,
            )
            for one in self.tables
        ]
        return np.array(rows, dtype=float).T

    def assumptions(self, common: str) -> tuple[Assumption, ...]:
        """Return what a common contrast rests on, silent strata among it.

        Parameters
        ----------
        common : str
            The contrasts that are taken to be the same in all strata.

        Returns
        -------
        tuple of Assumption
            The last one only where there are silent strata.
        """
        held = (
            Assumption(
                statement=f"{common} in every stratum.",
                support="not checkable from these data",
            ),
            Assumption(
                statement="Incidents are independent within and between strata.",
                support="not checkable from these data",
            ),
        )
        silent = len(self.tables) - len(self.telling)
        if not silent:
            return held
        told = Assumption(
            statement=f"{silent} of {len(self.tables)} strata, in which no incident is "
            "an attack or every one is, say nothing of the odds ratio; the others "
            "alone decide it.",
            support="by design",
        )
        return (*held, told)

    def listed(self) -> Table:
        """Return the strata as a table.

        Returns
        -------
        Table
            One row a stratum, with whether it says anything of the odds ratio.
        """
        return Table(
            name="Strata",
            columns=("stratum", "group", "reference", "tells of the odds ratio"),
            rows=tuple(
                (
                    number,
                    f"{one.successes}/{one.trials}",
                    f"{one.reference_successes}/{one.reference_trials}",
                    "yes" if len(one.support) > 1 else "no",
                )
                for number, one in enumerate(self.tables, start=1)
            ),
            note="Attacks over recorded incidents.",
        )


def checked_strata(pairs: Pairs) -> Strata:
    """Return the tables of pairs of groups.

    Parameters
    ----------
    pairs : sequence of pairs of Group
        The group and its reference, one pair a stratum.

    Returns
    -------
    Strata
        A table for each.

    Raises
    ------
    InvalidDataError
        If there is no stratum, or one is no pair of `Group`.
    NotEstimableError
        If no stratum has both attacks and other incidents.
    """
    if not isinstance(pairs, Sequence) or isinstance(pairs, str) or not pairs:
        raise InvalidDataError(
            f"strata must be a sequence of pairs of groups, got {shown(pairs)}"
        )
    return Strata(tables=tuple(_table(n, pair) for n, pair in enumerate(pairs, 1)))


def _table(number: int, pair: tuple[Group, Group]) -> TwoByTwo:
    if not isinstance(pair, tuple | list) or len(pair) != _PAIR:
        raise InvalidDataError(
            f"stratum {number} must be a pair of groups, got {shown(pair)}"
        )
    group, reference = pair
    check_type(f"group of stratum {number}", group, Group)
    check_type(f"reference of stratum {number}", reference, Group)
    return group.against(reference)
