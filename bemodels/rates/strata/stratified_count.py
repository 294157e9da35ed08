"""The group's attacks in all strata, given the margins of each.

With one odds ratio for all, the distribution of the sum is the convolution of those of
the strata [1]_, of the same exponential form as each. Sums of positive products cancel
nothing, so that far tails keep their digits. One convolution also serves odds ratios
near its own, by tilting.

References
----------
.. [1] Gart JJ (1970). Point and interval estimation of the common odds ratio in the
   combination of 2 x 2 tables with fixed marginals. Biometrika 57, 471-475.
"""

from __future__ import annotations

from functools import cache
from math import log, sqrt

import numpy as np

from bemodels.intervals.chances import Chances
from bemodels.intervals.conditional_count import ConditionalCount
from bemodels.rates.strata.checked_strata import Strata

# Smaller chances at the ends are left out; below, floats lose digits.
_SMALLEST = 1e-290
# Standard errors between two convolutions: within half of it, tilting moves chances by
# e^75 at most where they are smallest, and none comes near to what is printed.
_APART = 4.0


def stratified_count(strata: Strata) -> ConditionalCount:
    """Return the group's attacks in all strata, of which one odds ratio decides.

    Parameters
    ----------
    strata : Strata
        A table for each.

    Returns
    -------
    ConditionalCount
        Its parameter is the common odds ratio.
    """
    start, step = _guess(strata)

    @cache
    def convolved(anchor: int) -> Chances:
        return _convolution(strata, anchor * _APART * step)

    def chances(log_odds_ratio: float) -> Chances:
        anchor = round(log_odds_ratio / (_APART * step))
        return _tilted(convolved(anchor), log_odds_ratio - anchor * _APART * step)

    return ConditionalCount(
        observed=sum(one.successes for one in strata.tables),
        support=range(
            sum(one.support[0] for one in strata.tables),
            sum(one.support[-1] for one in strata.tables) + 1,
        ),
        chances=chances,
        start=start,
        step=step,
    )


def _convolution(strata: Strata, log_odds_ratio: float) -> Chances:
    """Return the distribution of the sum over the strata."""
    total, first = np.ones(1), 0
    for table in strata.tables:
        one = table.chances(log_odds_ratio)
        total = np.convolve(total, one.probabilities)
        kept = np.flatnonzero(total > _SMALLEST)
        first += int(one.counts[0]) + int(kept[0])
        total = total[kept[0] : kept[-1] + 1]
    return Chances(
        counts=np.arange(first, first + len(total)),
        log_weights=np.log(total / total.max()),
        probabilities=total / total.sum(),
    )


def _tilted(chances: Chances, by: float) -> Chances:
    """Return the distribution at another log odds ratio, this much larger."""
    if by == 0:
        return chances
    log_weights = chances.log_weights + by * (chances.counts - chances.counts[0])
    log_weights = log_weights - log_weights.max()
    weights = np.exp(log_weights)
    return Chances(
        counts=chances.counts.copy(),
        log_weights=log_weights,
        probabilities=weights / weights.sum(),
    )


def _guess(strata: Strata) -> tuple[float, float]:
    """Return a rough common log odds ratio and its error, finite for any counts."""
    telling = Strata(tables=strata.telling)
    attacks, others, reference_attacks, reference_others = telling.cells + 0.5
    total = telling.cells.sum(axis=0)
    more = float(np.sum(attacks * reference_others / total))
    fewer = float(np.sum(others * reference_attacks / total))
    information = 1 / (1 / (telling.cells + 0.5)).sum(axis=0)
    return log(more / fewer), 1 / sqrt(float(information.sum()))
