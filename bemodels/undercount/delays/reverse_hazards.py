r"""What a reporting triangle says of delays: chances backwards in time.

With :math:`n_{td}` incidents of month t recorded after d months, for t + d up to the
last month, and

.. math::
    n_{td} \sim \operatorname{Poisson}(\lambda_t p_d), \quad
    g_d = P(\text{delay} = d \mid \text{delay} \le d), \quad
    F_d = \prod_{j > d} (1 - g_j),

the chance that an incident recorded within d months was recorded after exactly d is a
plain proportion: the months that were watched for d months or longer hold
:math:`\sum_t n_{td}` with a delay of d and :math:`\sum_t \sum_{j < d} n_{tj}` with a
shorter one [1]_ [2]_. Given a Dirichlet prior of the :math:`p_d` the :math:`g_d` are
independent beta variables before and after the data. The largest likelihood has
:math:`1/(1 - g_d)` as the chain ladder's development factors [3]_.

References
----------
.. [1] Lagakos SW, Barraj LM, De Gruttola V (1988). Nonparametric analysis of truncated
   survival data, with application to AIDS. Biometrika 75, 515-523.
.. [2] Kalbfleisch JD, Lawless JF (1989). Inference based on retrospective
   ascertainment: an analysis of the data on transfusion-related AIDS. Journal of the
   American Statistical Association 84, 360-372.
.. [3] Mack T (1993). Distribution-free calculation of the standard error of chain
   ladder reserve estimates. ASTIN Bulletin 23, 213-225.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta
from bemodels.result import Prior
from bemodels.result.reasons import check_reason
from bemodels.result.rules import check_fields, check_number
from bemodels.undercount.delays.beta_products import BetaProduct


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayPrior:
    """A symmetric Dirichlet prior on the shares of incidents at each delay.

    Attributes
    ----------
    weight : float
        Of each delay, above 0: what the prior weighs there, in incidents. 0.5 is
        Jeffreys' prior of shares; 1 is uniform over all distributions of delays.
    reason : str
        Why this prior, in a sentence; not empty.

    Raises
    ------
    InvalidDataError
        If the weight is not above 0 and finite, or no reason is given.
    """

    weight: float
    reason: str

    def __post_init__(self) -> None:
        """Refuse a prior that is none, or for which nobody answers."""
        check_fields(self)
        check_number("weight", self.weight, low=0, high=inf)
        check_reason("a prior on delays", self.reason)

    def of_delay(self, delay: int) -> Beta:
        """Return the prior of one less the reverse hazard of a delay.

        Parameters
        ----------
        delay : int
            1 or more.

        Returns
        -------
        Beta
            Of the share recorded earlier, among incidents recorded by then.
        """
        return Beta(a=self.weight * delay, b=self.weight)

    def statement(self, longest: int) -> Prior:
        """Return the prior as a report prints it.

        Parameters
        ----------
        longest : int
            The longest delay.

        Returns
        -------
        Prior
            With its density and reason.
        """
        return Prior(
            parameter="recorded_share",
            density=rf"(p_0, \ldots, p_{{{longest}}}) \sim "
            rf"\operatorname{{Dirichlet}}({self.weight:g}, \ldots, {self.weight:g})",
            reason=self.reason,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayCounts:
    """How many incidents speak of each step back in time, delays 1 to D.

    Attributes
    ----------
    at : tuple of int, length D
        Incidents recorded after exactly d months.
    before : tuple of int, length D
        Incidents recorded earlier, of the months that were watched for d months.
    """

    at: tuple[int, ...]
    before: tuple[int, ...]

    @property
    def longest(self) -> int:
        """The longest delay."""
        return len(self.at)

    @property
    def unseen(self) -> tuple[int, ...]:
        """Delays of which no incident speaks."""
        pairs = zip(self.at, self.before, strict=True)
        return tuple(d for d, pair in enumerate(pairs, start=1) if not any(pair))

    def share_recorded(self, prior: DelayPrior, delay: int) -> BetaProduct:
        """Return the posterior of the share recorded within a delay.

        Parameters
        ----------
        prior : DelayPrior
            The prior in force.
        delay : int
            0 to D - 1.

        Returns
        -------
        BetaProduct
            Of the share among incidents recorded within D months.
        """
        return BetaProduct(
            factors=tuple(
                Beta(
                    a=prior.of_delay(later).a + self.before[later - 1],
                    b=prior.of_delay(later).b + self.at[later - 1],
                )
                for later in range(delay + 1, self.longest + 1)
            )
        )

    def chain_ladder(self) -> tuple[float, ...]:
        """Return the shares recorded within each delay, by largest likelihood.

        Returns
        -------
        tuple of float, length D + 1
            At delays 0 to D; the last is 1.

        Raises
        ------
        NotEstimableError
            If no incident speaks of a step, or none was recorded before it.
        """
        shares = [1.0]
        for at, before in zip(reversed(self.at), reversed(self.before), strict=True):
            if not before:
                raise NotEstimableError(
                    "the chain ladder has no factor where no incident of the months "
                    "that were watched long enough was recorded earlier"
                )
            shares.append(shares[-1] * before / (at + before))
        return tuple(reversed(shares))


def delay_counts(matrix: np.ndarray, longest: int) -> DelayCounts:
    """Count what speaks of each step back in time.

    Parameters
    ----------
    matrix : numpy.ndarray of int, shape (T, T)
        Months by delays, zeros where nothing can be seen yet.
    longest : int
        The longest delay, 1 to T - 1.

    Returns
    -------
    DelayCounts
        For delays 1 to `longest`.

    References
    ----------
    .. [1] Lagakos SW, Barraj LM, De Gruttola V (1988). Nonparametric analysis of
       truncated survival data, with application to AIDS. Biometrika 75, 515-523.
    """
    number = len(matrix)
    steps = range(1, longest + 1)
    return DelayCounts(
        at=tuple(int(matrix[: number - d, d].sum()) for d in steps),
        before=tuple(int(matrix[: number - d, :d].sum()) for d in steps),
    )
