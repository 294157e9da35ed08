"""The likelihood of two attack rates with Firth's penalty, profiled over their level.

Firth's penalty is Jeffreys' prior: half the logarithm of the determinant of Fisher's
information [1]_. For two groups, whose information is that of two binomials, it adds
half an attack and half another incident to each group; what is counted is then never
0, and no estimate or limit is infinite [2]_. At a given odds ratio the best level of
both rates solves a quadratic.

References
----------
.. [1] Firth D (1993). Bias reduction of maximum likelihood estimates. Biometrika 80,
   27-38.
.. [2] Heinze G, Schemper M (2002). A solution to the problem of separation in logistic
   regression. Statistics in Medicine 21, 2409-2419.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log, sqrt

import numpy as np
from scipy.special import chdtrc

from bemodels.errors import InvalidDataError
from bemodels.intervals.conditional_p_values import as_p_value
from bemodels.intervals.margins import count_at_odds_ratio
from bemodels.intervals.normal import normal_quantile
from bemodels.intervals.roots import solve_increasing
from bemodels.rates.group import Group
from bemodels.result import check_type
from bemodels.result.rules import is_number, shown

_ADDED = 0.5
# Of the four cells: their sign in the log odds ratio, what stands beside each in its
# group, and what across from it in the other one.
_SIGNS = np.array((1.0, -1.0, -1.0, 1.0))
_BESIDE = np.array((1, 0, 3, 2))
_ACROSS = np.array((2, 3, 0, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalised:
    """Attacks and other incidents of two groups, half of one added to each.

    Attributes
    ----------
    attacks, others, reference_attacks, reference_others : float
        At least one half.
    """

    attacks: float
    others: float
    reference_attacks: float
    reference_others: float

    @property
    def cells(self) -> np.ndarray:
        """The four counts, the group's first."""
        return np.array(
            (self.attacks, self.others, self.reference_attacks, self.reference_others)
        )

    @property
    def log_odds_ratio(self) -> float:
        """The logarithm of the odds ratio at which the penalised likelihood is most."""
        return float(np.log(self.cells) @ _SIGNS)

    @property
    def error(self) -> float:
        """The rough error of the logarithm."""
        return sqrt(float((1 / self.cells).sum()))

    def statistic(self, log_odds_ratio: float) -> float:
        """Return twice what the penalised log-likelihood loses at an odds ratio.

        Parameters
        ----------
        log_odds_ratio : float
            Finite.

        Returns
        -------
        float
            0 or more; chi-square with one degree of freedom where it is the truth.
        """
        cells, fitted = self.cells, self._fitted(log_odds_ratio)
        # The changes of the cells sum to 0; with them no term is negative.
        change = fitted / cells
        return float(2 * (cells @ (change - 1 - np.log(change))))

    def root(self, log_odds_ratio: float) -> float:
        """Return the signed root of the statistic, which grows with the odds ratio.

        Parameters
        ----------
        log_odds_ratio : float
            Finite.

        Returns
        -------
        float
            Below 0 for odds ratios under the estimate.
        """
        sign = 1 if log_odds_ratio > self.log_odds_ratio else -1
        return sign * sqrt(max(0.0, self.statistic(log_odds_ratio)))

    def p_value(self, null: float) -> float:
        """Return the p-value of an odds ratio by the penalised likelihood ratio.

        Parameters
        ----------
        null : float
            Above 0 and finite.

        Returns
        -------
        float
            In (0, 1].

        Raises
        ------
        InvalidDataError
            If `null` is no odds ratio.
        """
        if not is_number(null) or not 0 < null < inf:
            raise InvalidDataError(
                f"an odds ratio must be above 0 and finite, got {shown(null)}"
            )
        return as_p_value(float(chdtrc(1, max(0.0, self.statistic(log(null))))))

    def limits(self, level: float) -> tuple[float, float]:
        """Return where the signed root meets the quantiles of the normal.

        Parameters
        ----------
        level : float
            In (0, 1).

        Returns
        -------
        low, high : float
            Odds ratios, always above 0 and finite.
        """
        z = normal_quantile(level)
        return self._where(-z), self._where(z)

    def _where(self, aim: float) -> float:
        start = self.log_odds_ratio + aim * self.error
        return exp(
            solve_increasing(lambda x: self.root(x) - aim, start=start, step=self.error)
        )

    def _fitted(self, log_odds_ratio: float) -> np.ndarray:
        """Return the cells that have an odds ratio at the margins of these.

        Each solves its own quadratic, so that none is the rounding of a difference.
        """
        own = self.cells
        row = own + own[_BESIDE]
        return count_at_odds_ratio(
            np.exp(_SIGNS * log_odds_ratio), row, row[_ACROSS], own + own[_ACROSS]
        )


def penalised(group: Group, reference: Group) -> Penalised:
    """Return the counts of two groups with Firth's penalty.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    Penalised
        Each count with one half more.

    Raises
    ------
    InvalidDataError
        If either is no `Group`.
    """
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    return Penalised(
        attacks=group.attacks + _ADDED,
        others=group.incidents - group.attacks + _ADDED,
        reference_attacks=reference.attacks + _ADDED,
        reference_others=reference.incidents - reference.attacks + _ADDED,
    )
