"""Bayes factors of a 2 x 2 table under the four ways in which it can be sampled.

Every cell has a gamma prior of one shape; what was fixed by design is conditioned on
[1]_. If the rows have one rate, row and column shares have the beta priors that the
joint prior implies under independence, of shape 2a - 1 [2]_.

References
----------
.. [1] Gunel E, Dickey J (1974). Bayes factors for independence in contingency tables.
   Biometrika 61, 545-557.
.. [2] Jamil T, Ly A, Morey RD, Love J, Marsman M, Wagenmakers EJ (2017). Default
   "Gunel and Dickey" Bayes factors for contingency tables. Behavior Research Methods
   49, 638-652.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log

import numpy as np
from scipy.special import gammaln, logsumexp

from bemodels.rates.group import Group
from bemodels.result.reasons import check_reason
from bemodels.result.rules import check_fields, check_number

Counts = np.ndarray
_LEAST = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class GunelDickeyPrior:
    """A gamma prior of one shape on each cell of the table.

    Attributes
    ----------
    concentration : float
        Shape a of each cell, above 1/2; 1 is uniform.
    reason : str
        Why this shape, in a sentence; not empty.

    Raises
    ------
    InvalidDataError
        If the shape is 1/2 or less, which leaves independence without a prior, or no
        reason is given.
    """

    concentration: float
    reason: str

    def __post_init__(self) -> None:
        """Refuse a shape without a prior under independence."""
        check_fields(self)
        check_number("concentration", self.concentration, low=_LEAST, high=inf)
        check_reason("a Gunel-Dickey prior", self.reason)

    def __str__(self) -> str:
        return f"Gunel-Dickey, a = {self.concentration:g}"


def gunel_dickey_log_factors(
    group: Group, reference: Group, prior: GunelDickeyPrior
) -> tuple[tuple[str, float], ...]:
    """Return the log Bayes factor of two rates against one for each sampling plan.

    Parameters
    ----------
    group, reference : Group
        The rows of the table: attacks and other incidents.
    prior : GunelDickeyPrior
        Of each cell.

    Returns
    -------
    tuple of (str, float)
        What was fixed, and the natural logarithm of BF10: nothing (Poisson), all
        incidents (joint multinomial), the groups' incidents (rows), attacks and other
        incidents (columns), both (hypergeometric).

    Examples
    --------
    >>> from math import exp
    >>> factors = gunel_dickey_log_factors(
    ...     Group(attacks=27, incidents=50),
    ...     Group(attacks=31, incidents=50),
    ...     GunelDickeyPrior(concentration=1.5, reason="as published"),
    ... )
    >>> [round(exp(one), 7) for _, one in factors]
    [0.5231188, 0.4400841, 0.3554525, 0.3640696, 0.2696481]
    """
    table = np.array(
        [(one.attacks, one.incidents - one.attacks) for one in (group, reference)],
        dtype=float,
    )
    a = prior.concentration
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    joint = _dirichlet(table, a) - _shares(rows, a) - _shares(columns, a)
    return (
        ("nothing fixed (Poisson)", joint + _poisson(table.sum(), a)),
        ("all incidents fixed (joint multinomial)", joint),
        ("the groups' incidents fixed (rows)", _given(table, a)),
        ("attacks and other incidents fixed (columns)", _given(table.T, a)),
        ("both fixed (hypergeometric)", _hypergeometric(group, reference, a)),
    )


def _dirichlet(counts: Counts, a: float) -> float:
    """Return log D(counts + a) - log D(a), the evidence of a Dirichlet prior."""
    cells = counts.size
    return float(
        gammaln(counts + a).sum()
        - gammaln(counts.sum() + cells * a)
        - cells * gammaln(a)
        + gammaln(cells * a)
    )


def _shares(margin: Counts, a: float) -> float:
    """Return the log evidence of a margin's shares under independence."""
    return _dirichlet(margin, 2 * a - 1)


def _given(table: Counts, a: float) -> float:
    """Return the log factor if the row totals are fixed."""
    return sum(_dirichlet(row, a) for row in table) - _shares(table.sum(axis=0), a)


def _poisson(total: float, a: float) -> float:
    """Return what the unknown total adds: its prior has one shape less if independent.

    The rate of the gamma priors is that at which they expect the total that there was.
    """
    shape = 4 * a
    log_rate = log(shape / total)
    log_both = float(np.logaddexp(0, log_rate))
    return float(
        gammaln(total + shape)
        - gammaln(shape)
        - gammaln(total + shape - 1)
        + gammaln(shape - 1)
        + log_rate
        - log_both
    )


def _hypergeometric(group: Group, reference: Group, a: float) -> float:
    """Return the log factor if both margins are fixed: only one cell is free.

    With a difference, tables of these margins weigh as the joint prior makes them;
    without one, as their number.
    """
    two_by_two = group.against(reference)
    x = np.arange(two_by_two.support.start, two_by_two.support.stop)
    cells = (
        x,
        group.incidents - x,
        two_by_two.total - x,
        reference.incidents - two_by_two.total + x,
    )
    log_number = -sum(gammaln(one + 1) for one in cells)
    log_weight = sum(gammaln(one + a) for one in cells) + log_number
    here = group.attacks - two_by_two.support.start
    return float(
        (log_weight[here] - logsumexp(log_weight))
        - (log_number[here] - logsumexp(log_number))
    )
