"""Why two years may have been looked at: rules on counts, each in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

Rule = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A reason to look at two years, as a rule on the counts of all.

    Attributes
    ----------
    words : str
        The rule, as it is printed.
    holds : callable
        From outcomes, one a row, to whether the rule holds for each.
    """

    words: str
    holds: Rule


def selections_of(
    years: Sequence[int], months: Sequence[int], *, before: int, after: int
) -> tuple[Selection, ...]:
    """Return the reasons to look at two years, from none to the strictest.

    Parameters
    ----------
    years, months : sequence of int
        Labels and months observed.
    before, after : int
        The two years, among the labels.

    Returns
    -------
    tuple of Selection
        Those on earlier years only where there are earlier years. Ties are no peak.

    Examples
    --------
    >>> found = selections_of([2015, 2016, 2017], [12, 12, 10], before=2016, after=2017)
    >>> [one.words for one in found][1:3]
    ['2016 has more incidents than 2015', '2016 has the most incidents of all years']
    """
    here, later = years.index(before), years.index(after)
    earlier = [
        place for place, year in enumerate(years) if year < before and year != after
    ]
    others = [place for place in range(len(years)) if place != here]
    # Rates are compared as whole numbers: each count times the months of the others.
    scale = np.lcm.reduce(np.array(months)) // np.array(months)
    found = [Selection(words="named beforehand: no selection", holds=_always)]
    if earlier:
        nearest = [max(earlier, key=lambda place: years[place])]
        found.append(
            Selection(
                words=f"{before} has more incidents than {years[nearest[0]]}",
                holds=lambda counts: _above(counts, here, nearest),
            )
        )
    if len(earlier) > 1:
        listed = " and ".join(str(years[place]) for place in earlier)
        found.append(
            Selection(
                words=f"{before} has more incidents than each of {listed}",
                holds=lambda counts: _above(counts, here, earlier),
            )
        )
    found.append(
        Selection(
            words=f"{before} has the most incidents of all years",
            holds=lambda counts: _above(counts, here, others),
        )
    )
    if len(earlier) > 1:
        found.append(
            Selection(
                words=f"incidents rise every year to {before} and are fewer in {after}",
                holds=lambda counts: _rising(counts, [*earlier, here], later),
            )
        )
    found.append(
        Selection(
            words=f"{before} has the highest annual rate of all years",
            holds=lambda counts: _above(counts * scale, here, others),
        )
    )
    return tuple(found)


def _always(counts: np.ndarray) -> np.ndarray:
    return np.ones(len(counts), dtype=bool)


def _above(counts: np.ndarray, here: int, others: Sequence[int]) -> np.ndarray:
    return np.asarray((counts[:, [here]] > counts[:, others]).all(axis=1))


def _rising(counts: np.ndarray, places: Sequence[int], later: int) -> np.ndarray:
    rises = (np.diff(counts[:, places], axis=1) > 0).all(axis=1)
    return np.asarray(rises & (counts[:, later] < counts[:, places[-1]]))
