"""Exact arithmetic of a 2 x 2 table, conditional on both of its margins.

Given the margins, the count in one cell follows Fisher's noncentral hypergeometric
distribution, whose only parameter is the odds ratio [1]_. The estimate and the limits
here are read off that distribution; so are the p-values of `fisher_tests`.

References
----------
.. [1] Cornfield J (1956). A statistical problem arising from retrospective studies.
   Proceedings of the Third Berkeley Symposium 4, 135-148.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp, inf

import numpy as np
from scipy.special import gammaln, logsumexp

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals.roots import solve_increasing
from bemodels.result import Interval, check_level


@dataclass(frozen=True, kw_only=True)
class TwoByTwo:
    """Successes of trials in a group and in its reference.

    Attributes
    ----------
    successes, trials : int
        The group; 0 <= successes <= trials.
    reference_successes, reference_trials : int
        The reference; likewise.

    Raises
    ------
    InvalidDataError
        If a count is impossible.
    """

    successes: int
    trials: int
    reference_successes: int
    reference_trials: int

    def __post_init__(self) -> None:
        """Refuse counts that no table holds."""
        for successes, trials in (
            (self.successes, self.trials),
            (self.reference_successes, self.reference_trials),
        ):
            if not 0 <= successes <= trials or trials < 1:
                raise InvalidDataError(
                    f"successes must lie in 0..trials, got {successes} of {trials}"
                )

    @cached_property
    def support(self) -> np.ndarray:
        """Counts that the group's successes can take, given the margins."""
        total = self.successes + self.reference_successes
        lowest = max(0, total - self.reference_trials)
        return np.arange(lowest, min(self.trials, total) + 1)

    @cached_property
    def log_weights(self) -> np.ndarray:
        """Log of the number of tables for each count of the support."""
        k = self.support
        others = self.successes + self.reference_successes - k
        return np.asarray(
            _log_comb(self.trials, k) + _log_comb(self.reference_trials, others)
        )

    def probabilities(self, log_odds_ratio: float) -> np.ndarray:
        """Return the probability of each count of the support.

        Parameters
        ----------
        log_odds_ratio : float
            Natural logarithm of the odds ratio.

        Returns
        -------
        numpy.ndarray
            Probabilities in the order of `support`; they sum to 1.
        """
        weights = self.log_weights + log_odds_ratio * (self.support - self.support[0])
        return np.asarray(np.exp(weights - logsumexp(weights)))

    def at_most(self, log_odds_ratio: float) -> float:
        """Return the probability of at most the group's successes.

        Parameters
        ----------
        log_odds_ratio : float
            Natural logarithm of the odds ratio.

        Returns
        -------
        float
            In (0, 1].
        """
        kept = self.support <= self.successes
        return float(self.probabilities(log_odds_ratio)[kept].sum())

    def at_least(self, log_odds_ratio: float) -> float:
        """Return the probability of at least the group's successes.

        Parameters
        ----------
        log_odds_ratio : float
            Natural logarithm of the odds ratio.

        Returns
        -------
        float
            In (0, 1].
        """
        kept = self.support >= self.successes
        return float(self.probabilities(log_odds_ratio)[kept].sum())

    @property
    def observed_probability(self) -> float:
        """Probability of the table itself if the odds ratio is 1."""
        return float(self.probabilities(0.0)[self.successes - self.support[0]])


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
    return exp(
        solve_increasing(
            lambda x: float(table.probabilities(x) @ support) - table.successes
        )
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
    low = high = None
    if table.successes > support[0]:
        low = exp(solve_increasing(lambda x: table.at_least(x) - tail))
    if table.successes < support[-1]:
        high = exp(solve_increasing(lambda x: tail - table.at_most(x)))
    return Interval(
        low=0.0 if low is None else low,
        high=inf if high is None else high,
        level=level,
        kind="confidence",
        method="exact conditional, central (Cornfield)",
    )


def _log_comb(n: int, k: np.ndarray) -> np.ndarray:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))
