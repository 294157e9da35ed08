"""Attacks among the recorded incidents of a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
from bemodels.intervals import TwoByTwo
from bemodels.result.rules import is_whole, shown

if TYPE_CHECKING:
    from bemodels.data import BelgiumReport

# What two groups are called where nobody names them.
NAMES = ("group", "reference")
# What the inspired and the linked incidents are called.
BY_LINK = ("inspired group", "linked group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Attacks among the recorded incidents of one group.

    Attributes
    ----------
    attacks : int
        Incidents that were attacks, 0 or more; readable as successes.
    incidents : int
        All recorded incidents, at least 1 and `attacks`, at most 10,000,000, to which
        the arithmetic is measured to be right; readable as trials.

    Raises
    ------
    InvalidDataError
        If a count is no whole number or lies outside its range.

    Examples
    --------
    >>> Group(attacks=3, incidents=12).attack_rate
    0.25
    """

    attacks: int
    incidents: int

    def __post_init__(self) -> None:
        """Refuse counts that no group can have."""
        for name, count in (("attacks", self.attacks), ("incidents", self.incidents)):
            if not is_whole(count):
                raise InvalidDataError(
                    f"{name} must be a whole number, got {shown(count)}"
                )
        if self.incidents < 1:
            raise InvalidDataError(
                f"incidents must be 1 or more, got {shown(self.incidents)}"
            )
        if self.incidents > TwoByTwo.LARGEST:
            raise InvalidDataError(
                f"incidents must be {TwoByTwo.LARGEST} or fewer, got "
                f"{shown(self.incidents)}"
            )
        if not 0 <= self.attacks <= self.incidents:
            raise InvalidDataError(
                f"attacks must lie in 0..{self.incidents}, the incidents, "
                f"got {shown(self.attacks)}"
            )

    @property
    def attack_rate(self) -> float:
        """Attacks as a proportion of recorded incidents."""
        return self.attacks / self.incidents

    def against(self, reference: Group) -> TwoByTwo:
        """Return the 2 x 2 table of this group and its reference.

        Parameters
        ----------
        reference : Group
            The other group.

        Returns
        -------
        TwoByTwo
            Attacks as successes, incidents as trials.
        """
        return TwoByTwo(
            successes=self.attacks,
            trials=self.incidents,
            reference_successes=reference.attacks,
            reference_trials=reference.incidents,
        )

    def __str__(self) -> str:
        return f"{self.attacks}/{self.incidents}"


def check_names(names: tuple[str, str]) -> None:
    """Refuse what cannot tell two groups apart in a sentence.

    Parameters
    ----------
    names : (str, str)
        Of the group and of its reference.

    Raises
    ------
    InvalidDataError
        If they are not two different names.
    """
    is_pair = isinstance(names, tuple) and len(names) == len(NAMES)
    if (
        not is_pair
        or not all(isinstance(one, str) and one.strip() for one in names)
        or len(set(names)) < len(NAMES)
    ):
        raise InvalidDataError(
            f"names must be two different names in a tuple, got {shown(names)}"
        )


def groups_of_report(report: BelgiumReport) -> tuple[Group, Group]:
    """Return the inspired and the linked incidents of the report.

    Parameters
    ----------
    report : BelgiumReport
        As ``bemodels.belgium()`` returns it.

    Returns
    -------
    inspired, linked : Group
        3 attacks of 12 incidents, and 1 of 95.

    Examples
    --------
    >>> import bemodels
    >>> inspired, linked = groups_of_report(bemodels.belgium())
    >>> str(inspired), str(linked)
    ('3/12', '1/95')
    """
    inspired, linked = (
        Group(attacks=report.attacks(link), incidents=report.incidents(link))
        for link in ("inspired", "linked")
    )
    return inspired, linked
