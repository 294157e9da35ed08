r"""The number of actors behind recorded ones: quantities shared by every scenario.

With :math:`n` recorded actors of :math:`N`, each surfacing (attack or arrest) with
probability :math:`\pi`, and the scale prior :math:`p(N) \propto 1/N`:

.. math::
    n \sim \operatorname{Binomial}(N, \pi), \qquad
    N - n \mid n, \pi \sim \operatorname{NegBin}(n, \pi)

counting failures before the n-th success. The likelihood of :math:`\pi`, summed over N,
is 1/n whatever :math:`\pi`: the posterior of :math:`\pi` is its prior, and every number
here is a scenario.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial

import numpy as np
from scipy.special import betainc, gammaln

from bemodels.errors import NotEstimableError
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import Assumption, Estimate, Parameter, Prior, Table, check_type
from bemodels.result.display import format_level
from bemodels.result.exhibits import Cell
from bemodels.undercount.fates import Fates

_ROUNDING = 1e-12
_TAIL = 1e-12
_MOST_TERMS = 20_000_000
LARGEST_POPULATION = 2**53
SCALE_PRIOR = Prior(
    parameter="population",
    density=r"p(N) \propto 1/N",
    reason="Invariant to the unit in which actors are counted; under it the data say "
    "nothing of the surfacing probability.",
)
SCALE_PRIOR_ASSUMED = Assumption(
    statement="The number of actors N has the scale prior, p(N) proportional to 1/N: "
    "before the data, each doubling of N is as probable as the next.",
    support="not checkable from these data",
)
PARAMETERS = (
    Parameter(
        name="population",
        symbol="N",
        meaning="actors active in the window, recorded or not",
        unit="actors",
        identified="prior",
    ),
    Parameter(
        name="hidden",
        symbol="N - n",
        meaning="actors that were not recorded",
        unit="actors",
        identified="prior",
    ),
    Parameter(
        name="surfacing",
        symbol=r"\pi",
        meaning="probability that an actor was recorded, by attack or arrest",
        unit="probability",
        identified="prior",
    ),
)
EQUATIONS = (
    r"n \mid N, \pi \sim \operatorname{Binomial}(N, \pi)",
    r"N \mid n, \pi = n + \operatorname{NegBin}(n, \pi)",
)


def smallest_reaching(at_most: Callable[[float], float], probability: float) -> int:
    """Return the smallest count whose cumulative probability reaches a level.

    Parameters
    ----------
    at_most : callable
        P(count <= k) for a whole number k.
    probability : float
        The level, in (0, 1); reached within 1e-12, so that a distribution function
        that equals it exactly is not missed by rounding.

    Returns
    -------
    int
        0 or more.

    Raises
    ------
    NotEstimableError
        If the count lies above 2**53.

    Examples
    --------
    >>> smallest_reaching(lambda k: 1 - 0.5 ** (k + 1), 0.5)
    0
    """
    probability -= _ROUNDING
    high = 1
    while at_most(high) < probability:
        high *= 2
        if high > LARGEST_POPULATION:
            raise NotEstimableError(
                f"the {probability:g} quantile of the hidden actors lies above 2**53, "
                "beyond which a whole number is not held exactly: state a larger "
                "probability, or a prior with less of it near 0"
            )
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        if at_most(middle) < probability:
            low = middle
        else:
            high = middle
    return high


def population_estimates(
    n: int, at_most: Callable[[float], float], *, stated: str, level: float
) -> tuple[Estimate, ...]:
    """Return population and hidden actors from a distribution of the hidden ones.

    Parameters
    ----------
    n : int
        Recorded actors.
    at_most : callable
        P(hidden <= k) for a whole number k.
    stated : str
        What is stated, such as ``"surfacing stated as 0.2"``; it stands beside each
        number.
    level : float
        Probability of the equal-tailed intervals, in (0, 1).

    Returns
    -------
    tuple of Estimate, length 2
        ``population`` and ``hidden``, in actors.

    Raises
    ------
    NotEstimableError
        If a quantile lies above 2**53.
    """
    quantile = cache(partial(smallest_reaching, cache(at_most)))
    return tuple(
        median_estimate(
            estimand,
            partial(_shifted, quantile, shift),
            unit="actors",
            level=level,
            method=f"scenario: {stated}; posterior median, equal tails, exact",
            identified="prior",
        )
        for estimand, shift in (("population", n), ("hidden", 0))
    )


def _shifted(quantile: Callable[[float], int], shift: int, probability: float) -> float:
    return float(quantile(probability) + shift)


def prior_sensitivity(
    hidden: Estimate,
    at_most: Callable[[float], float],
    *,
    stated: str,
    note: str,
) -> Table:
    """Return the hidden actors under the scale prior, and under Jeffreys' priors.

    Parameters
    ----------
    hidden : Estimate
        Under the scale prior.
    at_most : callable
        P(hidden <= k) under Jeffreys' priors of the expected fates: for n recorded
        actors, failures before n + 1 successes.
    stated : str
        What is stated, to name the table by; empty if nothing has to be told apart.
    note : str
        Of the table.

    Returns
    -------
    Table
        A row a prior.
    """
    level = hidden.interval.level
    limits = format_level(level)
    other: tuple[Cell, ...] = ("not estimable",) * 3
    with suppress(NotEstimableError):
        (one,) = population_estimates(
            0, at_most, stated="a row of a table", level=level
        )[1:]
        other = _three(one)
    return Table(
        name=f"Sensitivity of the hidden to the prior of the population{stated}",
        columns=("prior", "hidden (actors)", f"{limits} low", f"{limits} high"),
        rows=(
            ("1/N on the population", *_three(hidden)),
            ("Jeffreys on each expected fate", *other),
        ),
        note=note,
    )


def _three(one: Estimate) -> tuple[float, float, float]:
    return one.value, one.interval.low, one.interval.high


def recorded_actors(fates: Fates, name: str = "fates") -> int:
    """Return the recorded actors, or refuse to estimate from none.

    Parameters
    ----------
    fates : Fates
        Recorded fates of one group.
    name : str, default "fates"
        What the message calls them.

    Returns
    -------
    int
        1 or more.

    Raises
    ------
    InvalidDataError
        If `fates` is no `Fates`.
    NotEstimableError
        If none is recorded.
    """
    check_type(name, fates, Fates)
    if not fates.recorded:
        raise NotEstimableError(
            f"with no recorded actor any number of hidden ones fits, got {fates}"
        )
    return fates.recorded


def hidden_masses(n: int, surfacing: float) -> tuple[np.ndarray, np.ndarray]:
    """Return numbers of hidden actors that are not negligible, with probabilities.

    Parameters
    ----------
    n : int
        Recorded actors, 1 or more.
    surfacing : float
        Stated probability that an actor was recorded, in (0, 1].

    Returns
    -------
    hidden : numpy.ndarray, shape (K,)
        From 0 until less than 1e-12 is left.
    masses : numpy.ndarray, shape (K,)
        Proportional to their probabilities, the largest 1.

    Raises
    ------
    NotEstimableError
        If more than 20,000,000 numbers would have to be summed.
    """
    if surfacing == 1:
        return np.zeros(1, dtype=int), np.ones(1)

    def at_most(hidden: float) -> float:
        return float(betainc(n, hidden + 1, surfacing))

    high = smallest_reaching(at_most, 1 - _TAIL)
    if high > _MOST_TERMS:
        raise NotEstimableError(
            f"{high} numbers of linked actors would have to be summed, at most "
            f"{_MOST_TERMS} are: state a larger surfacing probability"
        )
    hidden = np.arange(high + 1)
    log_mass = gammaln(n + hidden) - gammaln(hidden + 1) + hidden * np.log1p(-surfacing)
    return hidden, np.exp(log_mass - log_mass.max())
