"""The odds ratio of a 2 x 2 table, conditional on both of its margins.

Estimate and limits are read off the distribution of one cell given the margins, whose
only parameter is the odds ratio [1]_; so are the p-values of `fisher_tests`.

References
----------
.. [1] Cornfield J (1956). A statistical problem arising from retrospective studies.
   Proceedings of the Third Berkeley Symposium 4, 135-148.
"""

from __future__ import annotations

from bemodels.errors import NotEstimableError
from bemodels.intervals.conditional_limits import CENTRAL
from bemodels.intervals.two_by_two import TwoByTwo
from bemodels.result import Interval


def conditional_odds_ratio(table: TwoByTwo) -> float:
    """Return the conditional maximum likelihood estimate of the odds ratio.

    Parameters
    ----------
    table : TwoByTwo
        The counts.

    Returns
    -------
    float
        The odds ratio, 0 or infinite where the count is at an end of its support, and
        exactly 1 where both shares are the same.

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
    if len(table.support) == 1:
        raise NotEstimableError(
            "the odds ratio is not estimable: its margins allow this table only "
            f"({table.successes}/{table.trials} against "
            f"{table.reference_successes}/{table.reference_trials})"
        )
    if (
        table.successes * table.reference_trials
        == table.reference_successes * table.trials
    ):
        return 1.0  # its mean at an odds ratio of 1 is the count itself
    return table.conditional.estimate


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
    return CENTRAL.interval(table.conditional, level=level)
