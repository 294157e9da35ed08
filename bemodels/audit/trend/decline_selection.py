"""How often an interval shows a decline from a picked peak where no rate changed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.special import bdtr

from bemodels.audit.trend.constant_rates import chances_of, outcomes
from bemodels.audit.trend.decline_factors import factors_from_1
from bemodels.audit.trend.possible_counts import PossibleCounts
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
        If there are more than five million outcomes, or a rule never holds.

    Notes
    -----
    Every outcome of the total is enumerated with its probability. An exact interval
    shows a decline where the later count's lower tail, given the sum of both counts and
    equal rates, is below half of what the level leaves. In an outcome that has no
    incident in both years there is nothing to show.

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
    0.039 incidents rise every year to 2016 and are fewer in 2017
    0.062 2016 has the highest annual rate of all years
    """
    check_level(level)
    check_type("possible", possible, PossibleCounts)
    scaled = factors_from_1(factors)
    possible.pairs(before, after)
    total = _total(possible)
    listed = outcomes(total, len(possible.years))
    shown = _decline_shown(listed, possible, before, after, level)
    rules = selections_of(possible.years, possible.months, before=before, after=after)
    rows = [
        _row(one, factor, listed, shown, chances)
        for factor in scaled
        for chances in (chances_of(listed, possible.months, factor),)
        for one in rules
    ]
    return Result(
        title=f"False declines from {before} to {after} by why the years were looked "
        "at",
        method=f"Enumeration of all {len(listed)} outcomes of {total} incidents under "
        "one constant rate",
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
    return int(totals[0])


def _decline_shown(
    listed: np.ndarray, possible: PossibleCounts, before: int, after: int, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Tell in which outcomes the exact and the mid-P interval lie below no change."""
    place, later = possible.years.index(before), possible.years.index(after)
    counts, both = listed[:, later].astype(float), listed[:, [place, later]].sum(axis=1)
    months = possible.months[place], possible.months[later]
    share, tail = months[1] / sum(months), (1 - level) / 2
    at_most = bdtr(counts, both, share)
    below = np.where(counts > 0, bdtr(np.maximum(counts - 1, 0), both, share), 0.0)
    return at_most < tail, (at_most + below) / 2 < tail


def _row(
    rule: Selection,
    factor: float,
    listed: np.ndarray,
    shown: tuple[np.ndarray, np.ndarray],
    chances: np.ndarray,
) -> Row:
    holds = rule.holds(listed)
    picked = 1.0 if holds.all() else float(chances[holds].sum())
    if not picked:
        raise NotEstimableError(
            f"a chance given a rule is not estimable: never {rule.words}"
        )
    exact, midp = (float(chances[holds & one].sum()) / picked for one in shown)
    return rule.words, factor, picked, exact, midp


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
