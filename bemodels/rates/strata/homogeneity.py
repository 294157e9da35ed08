"""Whether strata can share one odds ratio."""

from __future__ import annotations

import numpy as np
from scipy.special import chdtrc

from bemodels.errors import NotEstimableError
from bemodels.intervals.conditional_p_values import as_p_value
from bemodels.intervals.margins import count_at_odds_ratio
from bemodels.rates.strata.checked_strata import Pairs, Strata, checked_strata
from bemodels.rates.strata.common_sums import common_odds_ratio, reason_at_an_end
from bemodels.result import HypothesisTest

_FEWEST = 2


def breslow_day(pairs: Pairs) -> HypothesisTest:
    """Test whether the odds ratio is the same in every stratum.

    Parameters
    ----------
    pairs : sequence of pairs of Group
        The group and its reference, one pair a stratum.

    Returns
    -------
    HypothesisTest
        With Tarone's term; its method names the statistic, and beside it the plain one
        of Breslow and Day with its p-value.

    Raises
    ------
    InvalidDataError
        If there is no stratum, or one is no pair of `Group`.
    NotEstimableError
        If fewer than two strata have both attacks and other incidents, or the common
        odds ratio is 0 or infinite.

    Notes
    -----
    Each stratum's attacks are held against those that the odds ratio of Mantel and
    Haenszel would give it [1]_. That estimate is not the most efficient one, for which
    Tarone's term makes up [2]_; without it the statistic is too large. Both are
    approximate, and say little of sparse strata.

    References
    ----------
    .. [1] Breslow NE, Day NE (1980). Statistical methods in cancer research I: the
       analysis of case-control studies. Lyon: IARC, 142-146.
    .. [2] Tarone RE (1985). On heterogeneity tests based on efficient scores.
       Biometrika 72, 91-95.

    Examples
    --------
    >>> from bemodels.rates import Group
    >>> def pair(x, n, y, m):
    ...     return Group(attacks=x, incidents=n), Group(attacks=y, incidents=m)
    >>> test = breslow_day([pair(647, 1269, 2, 29), pair(41, 69, 19, 51)])
    >>> round(test.p_value, 5)
    0.02292
    """
    strata = checked_strata(pairs)
    telling = Strata(tables=strata.telling)
    freedom = len(telling.tables) - 1
    if freedom + 1 < _FEWEST:
        raise NotEstimableError(
            "whether the odds ratio is the same is not estimable: one stratum alone "
            "has both attacks and other incidents"
        )
    if reason := reason_at_an_end(telling):
        raise NotEstimableError(
            f"whether the odds ratio is the same is not estimable: {reason}"
        )
    plain, corrected = breslow_day_statistics(telling)
    return HypothesisTest(
        null="The odds ratio is the same in every stratum.",
        method=f"Breslow-Day with Tarone's term, chi-square {corrected:.6g} on "
        f"{freedom} df (without the term {plain:.6g}, "
        f"p = {chdtrc(freedom, plain):.4g})",
        p_value=as_p_value(float(chdtrc(freedom, corrected))),
    )


def breslow_day_statistics(strata: Strata) -> tuple[float, float]:
    """Return the statistic without and with Tarone's term.

    Parameters
    ----------
    strata : Strata
        Those that say something of the odds ratio.

    Returns
    -------
    plain, corrected : float
        0 or more.
    """
    odds_ratio = common_odds_ratio(strata).value
    a, b, c, d = strata.cells
    fitted = count_at_odds_ratio(odds_ratio, a + b, c + d, a + c)
    cells = np.array((fitted, a + b - fitted, a + c - fitted, d - a + fitted))
    variance = 1 / (1 / cells).sum(axis=0)
    excess = a - fitted
    plain = float(np.sum(excess**2 / variance))
    return plain, max(0.0, plain - float(excess.sum() ** 2 / variance.sum()))
