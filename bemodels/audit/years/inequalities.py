"""What a rule asks of counts by year, as linear inequalities in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_whole

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Inequality:
    """A weighted sum of counts that must not fall below a number.

    Attributes
    ----------
    weights : tuple of (int, int)
        Years, each once, with the whole number that its count is multiplied by.
    least : int
        What the sum must reach.
    """

    weights: tuple[tuple[int, int], ...]
    least: int


class NamesYears(Protocol):
    """Whatever names years."""

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it names."""


def check_years(rule: NamesYears) -> None:
    """Refuse years of a rule that are no whole numbers, or not different ones.

    Parameters
    ----------
    rule : NamesYears
        The rule, whose class the message names.

    Raises
    ------
    InvalidDataError
        If a year is no whole number of 1 or more, or both are the same.
    """
    name = type(rule).__name__
    for year in rule.years:
        check_whole(f"{name}: a year", year, least=1)
    if len(set(rule.years)) < len(rule.years):
        raise InvalidDataError(
            f"{name}: two different years are needed, got {rule.years[0]} twice"
        )
