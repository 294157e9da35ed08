"""How often an interval shows a decline from a picked peak where no rate changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np
from scipy.special import bdtr

from bemodels.audit.trend.constant_rates import count_weights
from bemodels.audit.trend.decline_factors import factors_from_1
from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.audit.trend.selected_pairs import pair_weights
from bemodels.audit.trend.selections import Selection, selections_of
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals.variance_factors import FACTORS
from bemodels.result import (
    Assumption,
    Cell,
    Probability,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.display import format_level

SELECTION_TABLE = "P(the interval shows a decline), rates being constant"
# Every pair of counts is a cell, and the time grows with the third power.
MOST_INCIDENTS = 2_000
# Nothing that a float cannot hold adds as much as the last digit of this.
_SMALLEST = 1e-250
_CONSTANT = Assumption(
    statement="One rate holds all through: every decline that is shown is false.",
    support="by design",
)
_GIVEN_TOTAL = Assumption(
    statement="Counts are taken given their total. At a variance factor c they are "
    "negative binomial with variance c times the mean before that, hence "
    "Dirichlet-multinomial; the interval stays that of independent incidents.",
    support="by design",
)


def decline_by_selection(
    possible: PossibleCounts,
    *,
    before: int,
    after: int,
    factors: Iterable[float] = FACTORS,
    level: float = 0.95,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    """Return how often a decline is shown under constant rates, by why one looked.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors, all of one total; of them only total, years and months are used.
    before, after : int
        The reference year and the later one.
    factors : iterable of float, default (2, 3)
        Variance over mean of a year's count, each 1 or more; 1 is always shown.
    level : float, default 0.95
        Nominal coverage of the interval, in (0, 1); it shows a false decline in at most
        half of what the level leaves, if the two years were named beforehand and
        incidents are independent.
    provenance : tuple of Provenance
        The files that the total was read from.

    Returns
    -------
    Result
        For each rule by which the two years may have been picked, the probability that
        the exact interval shows a decline given that the rule holds; a table with the
        same under each factor, for the mid-P interval, and the probability of the rule.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be, or vectors differ in their total.
    NotEstimableError
        If there are more than 2,000 incidents, or a rule never holds or hardly ever.

    Notes
    -----
    Outcomes are summed with their probabilities, the other years by convolution for
    each pair of counts of the two, so that the number of years hardly matters. An exact
    interval shows a decline where the later count's lower tail, given the sum of both
    counts and equal rates, is below half of what the level leaves. In an outcome that
    has no incident in either year there is nothing to show.

    Examples
    --------
    >>> possible = PossibleCounts(
    ...     vectors=[[12, 35, 48, 12]],
    ...     years=(2014, 2015, 2016, 2017),
    ...     months=(7, 12, 12, 10),
    ... )
    >>> result = decline_by_selection(possible, before=2016, after=2017, factors=[])
    >>> for one in result.probabilities:
    ...     print(f"{one.value:.3f} {one.given.partition('; ')[0]}")
    0.018 named beforehand: no selection
    0.034 2016 has more incidents than 2015
    0.034 2016 has more incidents than each of 2014 and 2015
    0.039 2016 has the most incidents of all years
    0.039 incidents rise over 2014, 2015 and 2016, and 2017 has fewer than 2016
    0.062 2016 has the highest annual rate of all years
    """
    check_level(level)
    check_type("possible", possible, PossibleCounts)
    scaled = factors_from_1(factors)
    possible.pairs(before, after)
    total = _total(possible)
    shown = _decline_shown(total, possible, before, after, level)
    rules = selections_of(possible.years, possible.months, before=before, after=after)
    rows = [
        row
        for factor in scaled
        for row in _rows(rules, factor, possible, shown, years=(before, after))
    ]
    return Result(
        title=f"False declines from {before} to {after} by why the years were looked "
        "at",
        method=f"Exact sums over every outcome of {total:,} incidents in "
        f"{len(possible.years)} years under one constant rate",
        estimates=(),
        conclusion=_conclusion(rows, level),
        probabilities=tuple(
            Probability(
                statement=f"P(the exact interval shows a decline from {before} to "
                f"{after})",
                value=float(exact),
                given=f"{words}; constant rates, {total} independent incidents",
            )
            for words, factor, _, exact, _ in rows
            if factor == 1
        ),
        assumptions=(_CONSTANT, _GIVEN_TOTAL),
        tables=(_table(rows, level),),
        provenance=provenance,
    )


Row = tuple[str, float, float, float, float]


def _total(possible: PossibleCounts) -> int:
    totals = sorted(set(possible.vectors.sum(axis=1).tolist()))
    if len(totals) > 1:
        raise InvalidDataError(
            f"the vectors must have one total, got {totals[0]} to {totals[-1]}"
        )
    total = int(totals[0])
    if total > MOST_INCIDENTS:
        raise NotEstimableError(
            f"chances under constant rates are computed for at most {MOST_INCIDENTS:,} "
            f"incidents, got {total:,}; claimed_drop takes any number, and of three "
            "years or more allows for a picked peak"
        )
    return total


def _decline_shown(
    total: int, possible: PossibleCounts, before: int, after: int, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Tell for which pairs of counts the exact and the mid-P interval show a decline.

    Both arrays have a row for each count of the reference year, and a column for each
    of the later one.
    """
    months = possible.months_of(before), possible.months_of(after)
    share, tail = months[1] / sum(months), (1 - level) / 2
    counts = np.arange(total + 1)
    exact, midp = (
        counts < np.array(_first_not_shown(total, partial(lower, share), tail))[:, None]
        for lower in (_exact_tail, _midp_tail)
    )
    return exact, midp


def _first_not_shown(
    total: int, lower: Callable[[int, int], float], tail: float
) -> list[int]:
    """Return, for each count of the reference year, the first later count not shown.

    The tail grows with the later count and falls with that of the reference.
    """
    found, later = [], 0
    for count in range(total + 1):
        while later + count <= total and lower(later, count) < tail:
            later += 1
        found.append(later)
    return found


def _exact_tail(share: float, later: int, before: int) -> float:
    """Return the chance of as many in the later year, or fewer, given the sum."""
    return float(bdtr(later, later + before, share))


def _midp_tail(share: float, later: int, before: int) -> float:
    fewer = float(bdtr(later - 1, later + before, share)) if later else 0.0
    return (_exact_tail(share, later, before) + fewer) / 2


def _rows(
    rules: tuple[Selection, ...],
    factor: float,
    possible: PossibleCounts,
    shown: tuple[np.ndarray, np.ndarray],
    *,
    years: tuple[int, int],
) -> Iterator[Row]:
    """Yield a row a rule, the first of which holds in every outcome."""
    here, later = map(possible.years.index, years)
    weights = count_weights(len(shown[0]) - 1, possible.months, factor)
    whole = pair_weights(weights, rules[0], here=here, later=later).sum()
    for rule in rules:
        pairs = pair_weights(weights, rule, here=here, later=later)
        if not (picked := float(pairs.sum() / whole)) > _SMALLEST:
            every = pair_weights(np.ones_like(weights), rule, here=here, later=later)
            seldom = f"hardly ever (P < {_SMALLEST:g})" if every.any() else "never"
            raise NotEstimableError(
                f"a chance given a rule is not estimable: {seldom} {rule.words}"
            )
        exact, midp = (float(pairs[one].sum() / pairs.sum()) for one in shown)
        yield rule.words, factor, picked, exact, midp


def _conclusion(rows: list[Row], level: float) -> str:
    plain = [exact for _, factor, _, exact, _ in rows if factor == 1]
    every = [exact for _, _, _, exact, _ in rows]
    return (
        f"Where no rate changed and incidents are independent, the exact "
        f"{format_level(level)} interval shows a decline in {100 * min(plain):.1f}% to "
        f"{100 * max(plain):.1f}% of data sets, by why the two years were looked at "
        f"({100 * (1 - level) / 2:.3g}% is nominal); at the largest variance factor "
        f"in up to {100 * max(every):.1f}%."
    )


def _table(rows: list[Row], level: float) -> Table:
    cells: list[tuple[Cell, ...]] = [tuple(row) for row in rows]
    return Table(
        name=SELECTION_TABLE,
        columns=(
            *("looked at because", "variance factor", "P(looked at)"),
            *("P(decline | exact)", "P(decline | mid-P)"),
        ),
        rows=tuple(cells),
        note=f"{format_level(level)} intervals; nominal {100 * (1 - level) / 2:.3g}%. "
        "Each row is given that its rule holds; a tie is no peak.",
    )
