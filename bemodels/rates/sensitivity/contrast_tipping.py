"""How many wrong incidents a contrast of two attack rates can bear, by each method."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial

from bemodels.intervals import (
    TwoByTwo,
    fisher_central_p_value,
    fisher_midp_p_value,
    fisher_p_value,
    probability_greater,
)
from bemodels.rates.bayes.beta_prior import JEFFREYS
from bemodels.rates.group import NAMES, Group
from bemodels.rates.sensitivity.path import Counted, Step, allows, step_at
from bemodels.rates.sensitivity.supposed import SUPPOSITIONS, Supposition
from bemodels.rates.sensitivity.turning import (
    MinimumLikelihood,
    first_for_good,
    first_where,
)
from bemodels.result import Cell, Table
from bemodels.result.display import format_level

# How far is looked, in the number of recorded incidents.
LOOKED = 10
# A p-value that equals one minus the level does not exceed it, however it is rounded.
EQUAL_TO_ROUNDING = 1 + 1e-12
AS_RECORDED = "already as recorded"
NOT_TOLD_APART = "the two attack rates are not told apart as recorded"
NONE_POSSIBLE = "none possible"
NO_NUMBER = "-"
COLUMNS = (
    *("supposed", "Fisher", "p (Fisher)", "central mid-P", "p (central mid-P)"),
    *("exact central", "p (exact central)", "Jeffreys", "equal rates"),
)
METHODS = tuple(
    COLUMNS.index(name)
    for name in ("Fisher", "central mid-P", "exact central", "Jeffreys")
)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """The counts along a supposition that are looked at.

    Attributes
    ----------
    counted : callable
        Number of steps to counts; every step speaks against the group's larger rate.
    start, last : int
        The number of steps that is as recorded, and the last one that the counts and
        the limit allow.
    """

    counted: Counted
    start: int
    last: int

    @cached_property
    def step_at(self) -> Callable[[int], Step]:
        """The groups after a number of steps, each counted once."""
        return cache(partial(step_at, self.counted))

    @cached_property
    def table_at(self) -> Callable[[int], TwoByTwo]:
        """The table after a number of steps, each built once."""
        return cache(lambda count: self.step_at(count).table)

    @cached_property
    def equal(self) -> int | None:
        """The first count at which the sample rates are equal or reversed, if any."""
        return first_for_good(self._is_not_larger, self.start, self.last)

    @property
    def end(self) -> int:
        """The last count at which something is still to be found."""
        return self.last if self.equal is None else self.equal - 1

    def first(self, ceased: Callable[[int], bool]) -> int | None:
        """Return the first count at which a conclusion has ceased for good.

        Parameters
        ----------
        ceased : callable
            Number of steps to whether it has; never false again once it is true.

        Returns
        -------
        int or None
            No later than the sample rates are equal, if they ever are.
        """
        found = first_for_good(ceased, self.start, self.end)
        return self.equal if found is None else found

    def _is_not_larger(self, count: int) -> bool:
        step = self.step_at(count)
        return (
            step.group.attacks * step.reference.incidents
            <= step.reference.attacks * step.group.incidents
        )


def contrast_tipping_table(
    group: Group,
    reference: Group,
    *,
    names: tuple[str, str] = NAMES,
    level: float,
) -> Table:
    """Return at how many wrong incidents the larger attack rate no longer is.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    names : (str, str)
        What the two are called after "the".
    level : float
        Of the intervals, in (0, 1); p-values are held against one minus it.

    Returns
    -------
    Table
        A row a supposition against the group whose sample rate is the larger one, a
        column a method: the first count at which the method no longer tells the rates
        apart, and its p-value there. Its name says so where no method does as recorded.

    Examples
    --------
    >>> table = contrast_tipping_table(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95), level=0.95
    ... )
    >>> table.rows[0][1::2], table.rows[0][8]
    ((21, 20, 12, 27), 273)
    """
    larger, smaller = group, reference
    if group.attack_rate < reference.attack_rate:
        larger, smaller, names = reference, group, (names[1], names[0])
    rows = tuple(
        (one.of(names), *_cells(_looked(one, larger, smaller), level))
        for one in SUPPOSITIONS
    )
    # Every supposition begins with the counts as recorded.
    told_apart = not all(
        str(rows[0][column]).startswith(AS_RECORDED) for column in METHODS
    )
    tipping = (
        f"at how many wrong incidents the {names[0]}'s attack rate is no longer told "
        "to be the larger one"
    )
    return Table(
        name=f"Tipping points: {tipping if told_apart else NOT_TOLD_APART}",
        columns=COLUMNS,
        rows=rows,
        note=_note(level) if told_apart else _note_of_nothing_to_tip(level),
    )


def _note(level: float) -> str:
    return (
        "The fewest such incidents, all others as recorded, at which a method no "
        f"longer tells the rates apart: {_ceasing(level)} Equal rates: the sample "
        "rates are equal or reversed; nothing is looked for beyond. Already as "
        "recorded: not told apart as they stand. None up to N: no count is left out to "
        f"N, which is {LOOKED} times the recorded incidents or what the counts allow. "
        "It stays so at every later count, but for Fisher's where one is named."
    )


def _note_of_nothing_to_tip(level: float) -> str:
    return (
        f"No method tells the rates apart as they stand: {_ceasing(level)} So nothing "
        "is left that wrong incidents could undo; how many changed outcomes would make "
        "a difference appear is counted by bemodels.rates.fragility. Equal rates: how "
        "many such incidents would make the sample rates equal or reverse them."
    )


def _ceasing(level: float) -> str:
    return (
        f"p, printed beside, exceeds {1 - level:g}, or the Jeffreys "
        f"{format_level(level)} interval of the risk ratio holds 1. Fisher: by minimum "
        "likelihood. Exact central: then the exact interval of the odds ratio holds 1, "
        "too."
    )


def _looked(supposition: Supposition, group: Group, reference: Group) -> Looked:
    counted = partial(supposition.counted, group, reference)
    start = supposition.start
    limit = start + LOOKED * (group.incidents + reference.incidents)
    refused = first_for_good(lambda count: not allows(counted, count), start, limit)
    last = limit if refused is None else refused - 1
    return Looked(counted=counted, start=start, last=last)


def _cells(looked: Looked, level: float) -> Iterator[Cell]:
    alpha = (1 - level) * EQUAL_TO_ROUNDING
    yield from _minimum_likelihood(looked, alpha)
    for tail, p_value in (
        (_halved_tail, fisher_midp_p_value),
        (_whole_tail, fisher_central_p_value),
    ):
        found = looked.first(partial(_exceeds, looked, tail, alpha / 2))
        yield _count(looked, found)
        yield _exceeding(looked, found, p_value, alpha)
    yield _count(looked, looked.first(partial(_holds_one, looked, alpha)))
    yield _count(looked, looked.equal)


def _minimum_likelihood(looked: Looked, alpha: float) -> tuple[Cell, Cell]:
    """Return the first count, and the next at which the conclusion holds again."""
    p_values = MinimumLikelihood(table_at=looked.table_at, alpha=alpha)
    found = first_where(p_values.may_exceed, looked.start, looked.end)
    again = None
    if found is None:
        found = looked.equal
    else:
        again = first_where(p_values.may_not_exceed, found + 1, looked.end)
    cell = _count(looked, found)
    if again is not None:
        cell = f"{cell}, not at {again}"
    return cell, _exceeding(looked, found, fisher_p_value, alpha)


def _exceeds(
    looked: Looked, tail: Callable[[TwoByTwo], float], bound: float, count: int
) -> bool:
    return tail(looked.table_at(count)) > bound


def _whole_tail(table: TwoByTwo) -> float:
    return table.null_chances.at_least(table.successes)


def _halved_tail(table: TwoByTwo) -> float:
    """Return the chance of more attacks of the group, and half that of as many."""
    chances, here = table.null_chances, table.successes
    return chances.at_least(here + 1) + chances.of(here) / 2


def _holds_one(looked: Looked, alpha: float, count: int) -> bool:
    """Tell whether the Jeffreys interval of the risk ratio reaches down to 1."""
    step = looked.step_at(count)
    greater = probability_greater(
        JEFFREYS.after(step.group), JEFFREYS.after(step.reference)
    )
    return greater <= 1 - alpha / 2


def _count(looked: Looked, found: int | None) -> Cell:
    if found is None and looked.last == looked.start:
        return NONE_POSSIBLE
    if found is None:
        return f"none up to {looked.last}"
    return AS_RECORDED if found == looked.start else found


def _exceeding(
    looked: Looked,
    found: int | None,
    p_value: Callable[[TwoByTwo], float],
    alpha: float,
) -> Cell:
    """Return the p-value at a count, unless the order of the rates is what changed."""
    if found is None:
        return NO_NUMBER
    there = p_value(looked.table_at(found))
    return there if there > alpha else NO_NUMBER
