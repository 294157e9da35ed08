"""What two lists hold together, and how likely a population makes it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.intervals.normal import normal_quantile
from bemodels.result import Assumption
from bemodels.result.display import format_count
from bemodels.result.rules import check_whole, shown
from bemodels.undercount.capture.multinomial import (
    ProfiledPopulation,
    half_deviance,
    profile_population,
)

LARGEST = 10**15
ASSUMPTIONS = (
    Assumption(
        statement="The lists are independent: a unit of one is as likely to stand on "
        "the other as any unit is. Positive dependence makes the population too small.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="On at least one of the two lists every unit has the same chance of "
        "standing. Where the chances of both vary together, the population comes out "
        "too small.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="The population is closed: nobody enters or leaves "
        "between the two lists.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="Units are matched without error; a missed match makes the "
        "population too large.",
        support="not checkable from these data",
    ),
)


@dataclass(frozen=True, slots=True)
class TwoLists:
    """Units on a first list, on a second, and on both.

    Attributes
    ----------
    marked : int
        On the first list, from 0 to 10**15.
    caught : int
        On the second list, from 0 to 10**15.
    recaptured : int
        On both.

    Raises
    ------
    InvalidDataError
        If one is no whole number of that range, or more are on both than on either.
    """

    marked: int
    caught: int
    recaptured: int

    def __post_init__(self) -> None:
        """Refuse more matches than units."""
        for name in ("marked", "caught", "recaptured"):
            value = check_whole(name, getattr(self, name), least=0)
            if value > LARGEST:
                raise InvalidDataError(
                    f"{name} must be {LARGEST:,} or less, got {shown(value)}"
                )
            object.__setattr__(self, name, value)
        if self.recaptured > min(self.marked, self.caught):
            raise InvalidDataError(
                "recaptured must not exceed marked or caught, got "
                f"{self.recaptured} of {self.marked} and {self.caught}"
            )

    @property
    def seen(self) -> int:
        """Units on at least one list."""
        return self.marked + self.caught - self.recaptured

    @property
    def title(self) -> str:
        """The counts in words."""
        caught = format_count(self.caught, "unit", "units")
        return f"Two lists of {self.marked} and {caught}, {self.recaptured} on both"

    def half_deviance(self, hidden: float) -> float:
        """Return half the deviance of the four cells from independence.

        Parameters
        ----------
        hidden : float
            Units on neither list, above 0.

        Returns
        -------
        float
            0 if the cells are those of independent lists.
        """
        both, total = self.recaptured, self.seen + hidden
        first, second = self.marked - both, self.caught - both
        off_first, off_second = second + hidden, first + hidden
        cells = np.array([both, first, second, hidden], dtype=float)
        means = np.array(
            [
                self.marked / total * self.caught,
                self.marked / total * off_second,
                self.caught / total * off_first,
                off_first / total * off_second,
            ]
        )
        return half_deviance(cells, means)

    def profile(self, *, start: float, level: float) -> ProfiledPopulation:
        """Return the population's profile likelihood limits.

        Parameters
        ----------
        start : float
            A guess of the units on neither list.
        level : float
            Coverage, in (0, 1).

        Returns
        -------
        ProfiledPopulation
            Its upper limit is infinite if no unit is on both lists.
        """
        return profile_population(
            self.seen, self.half_deviance, start=start, level=level
        )


class FractionalLists(TwoLists):
    """Two lists of a table that the package made: counts need not be whole."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Take the counts as they are."""


def hidden_error(lists: TwoLists) -> float:
    """Return the standard error of the hidden under Poisson cells.

    Parameters
    ----------
    lists : TwoLists
        With units on both.

    Returns
    -------
    float
        0 if a list holds all.
    """
    both = lists.recaptured
    first, second = lists.marked - both, lists.caught - both
    hidden = first * second / both
    if hidden == 0:
        return 0.0
    return hidden * sqrt(1 / hidden + 1 / both + 1 / first + 1 / second)


def share_limits(lists: TwoLists, level: float) -> tuple[float, float]:
    """Return the normal limits of the share recaptured, turned into a population.

    Parameters
    ----------
    lists : TwoLists
        With units on both.
    level : float
        Coverage, in (0, 1).

    Returns
    -------
    tuple of float, length 2
        Low and high; infinity if the share may be 0.
    """
    trials = lists.caught
    share, sampled = lists.recaptured / trials, lists.recaptured / lists.marked
    width = 1 / (2 * trials)
    if 0 < share < 1:
        spread = sqrt((1 - sampled) * share * (1 - share) / (trials - 1))
        width += normal_quantile(level) * spread
    high = lists.marked / (share - width) if share > width else inf
    return lists.marked / (share + width), high
