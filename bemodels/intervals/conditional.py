"""The odds ratio of a 2 x 2 table, conditional on both of its margins.

Estimate and limits are read off the distribution of one cell given the margins, whose
only parameter is the odds ratio [1]_; so are the p-values of `fisher_tests`.

References
----------
.. [1] Cornfield J (1956). A statistical problem arising from retrospective studies.
   Proceedings of the Third Berkeley Symposium 4, 135-148.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, inf, log, sqrt

from bemodels.errors import NotEstimableError
from bemodels.intervals.roots import solve_increasing
from bemodels.intervals.two_by_two import TwoByTwo
from bemodels.result import Interval, check_level


def conditional_odds_ratio(table: TwoByTwo) -> float:
    """Return the conditional maximum likelihood estimate of the odds ratio.

    Parameters
    ----------
    table : TwoByTwo
        The counts.

    Returns
    -------
    float
        The odds ratio, 0 or infinite where the count is at an end of its support.

    Raises
    ------
    NotEstimableError
        If the margins allow one table only.

    Examples
    --------
    >>> table = TwoByTwo(
    ...     successes=3, trials=12, reference_successes=1, reference_trials=95
    ... )
    >>> round(conditional_odds_ratio(table), 4)
    29.1285
    """
    support = table.support
    if len(support) == 1:
        raise NotEstimableError(
            "the odds ratio is not estimable: its margins allow this table only "
            f"({table.successes}/{table.trials} against "
            f"{table.reference_successes}/{table.reference_trials})"
        )
    if table.successes == support[0]:
        return 0.0
    if table.successes == support[-1]:
        return inf
    return _odds_ratio_where(
        table, lambda x: table.chances(x).mean_excess(table.successes)
    )


def exact_odds_ratio_interval(table: TwoByTwo, *, level: float = 0.95) -> Interval:
    """Return the central exact conditional interval of the odds ratio.

    Parameters
    ----------
    table : TwoByTwo
        The counts.
    level : float, default 0.95
        Coverage that is guaranteed, in (0, 1).

    Returns
    -------
    Interval
        The odds ratios that neither one-sided test rejects at (1 - level) / 2; the
        side on which the count is at an end of its support is open.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1).

    References
    ----------
    .. [1] Cornfield J (1956). A statistical problem arising from retrospective
       studies. Proceedings of the Third Berkeley Symposium 4, 135-148.

    Examples
    --------
    >>> table = TwoByTwo(
    ...     successes=3, trials=12, reference_successes=1, reference_trials=95
    ... )
    >>> interval = exact_odds_ratio_interval(table)
    >>> round(interval.low, 4), round(interval.high, 1)
    (2.1055, 1660.7)
    """
    check_level(level)
    tail, support = (1 - level) / 2, table.support
    low, high = 0.0, inf
    if table.successes > support[0]:
        low = _odds_ratio_where(table, lambda x: table.at_least(x) - tail)
    if table.successes < support[-1]:
        high = _odds_ratio_where(table, lambda x: tail - table.at_most(x))
    return Interval(
        low=low,
        high=high,
        level=level,
        kind="confidence",
        method="exact conditional, central (Cornfield)",
    )


def _odds_ratio_where(table: TwoByTwo, increasing: Callable[[float], float]) -> float:
    """Solve for the odds ratio, from the sample's own and by steps of its error."""
    cells = [
        count + 0.5
        for count in (
            table.successes,
            table.trials - table.successes,
            table.reference_successes,
            table.reference_trials - table.reference_successes,
        )
    ]
    start = log(cells[0]) - log(cells[1]) - log(cells[2]) + log(cells[3])
    step = sqrt(sum(1 / cell for cell in cells))
    return exp(solve_increasing(increasing, start=start, step=step))
