"""Two groups as they would have been counted, one more step at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bemodels.intervals import TwoByTwo
from bemodels.rates.group import Group
from bemodels.result import check_type
from bemodels.result.rules import check_whole

# A number of steps to attacks and incidents of the group and of the reference.
Counted = Callable[[int], tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The two groups after a number of steps.

    Attributes
    ----------
    count : int
        How many steps.
    group, reference : Group
        As counted then.
    """

    count: int
    group: Group
    reference: Group

    @property
    def table(self) -> TwoByTwo:
        """The 2 x 2 table."""
        return self.group.against(self.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """What is supposed, and the counts after each step that they allow.

    Attributes
    ----------
    supposed : str
        What a step is, in the plural.
    wanted : int
        Up to how many steps were asked for.
    steps : tuple of Step
        From none, or from one where one is as recorded.
    """

    supposed: str
    wanted: int
    steps: tuple[Step, ...]


def walk(
    group: Group,
    reference: Group,
    counted: Counted,
    *,
    supposed: str,
    start: int = 0,
    up_to: int,
) -> Path:
    """Return the steps that the counts allow.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    counted : callable
        What the counts would be after a number of steps.
    supposed : str
        What a step is, in the plural.
    start : int, default 0
        The number of steps that is as recorded.
    up_to : int
        The last number of steps, at least 1.

    Returns
    -------
    Path
        It ends before the first step that no group allows.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `up_to` no whole number of 1 or more.
    """
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    last = check_whole("up_to", up_to, least=1)
    return Path(
        supposed=supposed, wanted=last, steps=tuple(_steps(counted, start, last))
    )


def allows(counted: Counted, count: int) -> bool:
    """Tell whether both groups can be counted so after a number of steps.

    Parameters
    ----------
    counted : callable
        What the counts would be.
    count : int
        The number of steps.

    Returns
    -------
    bool
        False at every later count, too, once it is.
    """
    attacks, incidents, others, reference = counted(count)
    return _is_group(attacks, incidents) and _is_group(others, reference)


def step_at(counted: Counted, count: int) -> Step:
    """Return the two groups after a number of steps that the counts allow.

    Parameters
    ----------
    counted : callable
        What the counts would be.
    count : int
        The number of steps.

    Returns
    -------
    Step
        As counted then.
    """
    attacks, incidents, others, reference = counted(count)
    return Step(
        count=count,
        group=Group(attacks=attacks, incidents=incidents),
        reference=Group(attacks=others, incidents=reference),
    )


def _steps(counted: Counted, start: int, last: int) -> Iterator[Step]:
    for count in range(start, last + 1):
        if not allows(counted, count):
            return
        yield step_at(counted, count)


def _is_group(attacks: int, incidents: int) -> bool:
    return 1 <= incidents <= TwoByTwo.LARGEST and 0 <= attacks <= incidents
