"""What happened to the actors of a group: arrested, attacked, or never seen.

The unit is the actor behind one incident, a lone person or a cell, active at any time
in the window. It is not a person: nine inspired arrest actions are 14 people.
"""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.data import BelgiumReport
from bemodels.errors import InvalidDataError
from bemodels.intervals import TwoByTwo
from bemodels.result import Assumption, check_type
from bemodels.result.rules import is_whole, shown

# The two together stay within what the exact arithmetic was measured for.
LARGEST = TwoByTwo.LARGEST // 2
WHAT_HIDDEN_MEANS = Assumption(
    statement="Hidden is population minus recorded: it mixes actors still in the "
    "pipeline, actors who never surface and actors who surfaced unrecorded, and these "
    "data cannot tell the three apart.",
    support="not checkable from these data",
)
INDEPENDENT_FATES = Assumption(
    statement="Numbers of actors are Poisson and each meets its fate independently of "
    "the others; one incident is one actor.",
    support="not checkable from these data",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """Recorded fates of the actors of one group.

    Attributes
    ----------
    arrests : int
        Actors stopped by an arrest action, from 0 to 5,000,000.
    attacks : int
        Actors who attacked, from 0 to 5,000,000.

    Raises
    ------
    InvalidDataError
        If a count is no whole number or outside its range.

    Examples
    --------
    >>> Fates(arrests=9, attacks=3).recorded
    12
    """

    arrests: int
    attacks: int

    def __post_init__(self) -> None:
        """Refuse counts that no group can have."""
        for name, count in (("arrests", self.arrests), ("attacks", self.attacks)):
            if not is_whole(count) or not 0 <= count <= LARGEST:
                raise InvalidDataError(
                    f"{name} must be a whole number from 0 to {LARGEST}, got "
                    f"{shown(count)}"
                )

    @property
    def recorded(self) -> int:
        """Actors recorded: arrests and attacks."""
        return self.arrests + self.attacks

    def __str__(self) -> str:
        arrests = "arrest action" if self.arrests == 1 else "arrest actions"
        attacks = "attack" if self.attacks == 1 else "attacks"
        return f"{self.arrests} {arrests} and {self.attacks} {attacks}"


def fates_of_report(report: BelgiumReport) -> tuple[Fates, Fates]:
    """Return the fates of inspired and of linked actors in the report.

    Parameters
    ----------
    report : BelgiumReport
        As ``bemodels.belgium()`` returns it.

    Returns
    -------
    inspired, linked : Fates
        9 arrest actions and 3 attacks; 94 and 1.

    Raises
    ------
    InvalidDataError
        If `report` is of another type.

    Examples
    --------
    >>> import bemodels
    >>> inspired, linked = fates_of_report(bemodels.belgium())
    >>> inspired.recorded, linked.recorded
    (12, 95)
    """
    check_type("report", report, BelgiumReport)
    inspired, linked = (
        Fates(arrests=report.arrest_actions(link), attacks=report.attacks(link))
        for link in ("inspired", "linked")
    )
    return inspired, linked
