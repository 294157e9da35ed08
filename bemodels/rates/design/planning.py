"""How many incidents a comparison needs, and what it can see, by Boschloo's test.

Whoever plans data collection asks three questions: how likely is it to find a given
contrast with the incidents at hand, how many incidents are needed to find it, and how
large must a contrast be to be found. Power is summed over all tables, so that it is
exact; it is a saw-tooth in the sizes.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache, partial
from itertools import count, takewhile

import numpy as np

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.design.enumeration import power_of
from bemodels.rates.design.power_bound import greatest_power_by_tails
from bemodels.rates.extent import MOST_TABLES
from bemodels.rates.unconditional.exact_p_values import tables_rejected
from bemodels.rates.unconditional.likelihood_tests import BOSCHLOO
from bemodels.rates.unconditional.orderings import Sizes
from bemodels.result import Probability, check_level
from bemodels.result.rules import check_number, check_whole, is_number, shown

_HALVINGS = 40
# More for each incident of the group would be too many tables for one incident.
_MOST_REFERENCES = 9_999.5
# A size is enough if these many sizes from it on have the power.
_IN_A_ROW = 3


def exact_power(
    incidents: int,
    reference_incidents: int,
    *,
    rate: float,
    reference_rate: float,
    level: float = 0.95,
) -> Probability:
    """Return how likely Boschloo's test is to find a stated contrast.

    Parameters
    ----------
    incidents, reference_incidents : int
        Sizes of the group and of the reference, 1 or more; at most 20,000 tables.
    rate, reference_rate : float
        The attack rates that are supposed, in [0, 1].
    level : float, default 0.95
        One minus the level of the two-sided test, in (0, 1).

    Returns
    -------
    Probability
        Of a p-value of 1 - level or less.

    Raises
    ------
    InvalidDataError
        If an argument lies outside its range.
    NotEstimableError
        If there are more tables than are visited.

    References
    ----------
    .. [1] Suissa S, Shuster JJ (1985). Exact unconditional sample sizes for the 2 x 2
       binomial trial. Journal of the Royal Statistical Society A 148, 317-327.

    Examples
    --------
    >>> round(exact_power(12, 95, rate=0.25, reference_rate=0.0105).value, 3)
    0.78
    """
    sizes = (
        check_whole("incidents", incidents, least=1),
        check_whole("reference_incidents", reference_incidents, least=1),
    )
    check_level(level)
    _check_rates(rate=rate, reference_rate=reference_rate)
    return Probability(
        statement=f"Boschloo's test at {1 - level:.3g} rejects equal attack rates",
        value=_power(sizes, rate, reference_rate, level),
        given=f"{sizes[0]} incidents with attack rate {rate:g} against {sizes[1]} with "
        f"{reference_rate:g}",
    )


def exact_sample_size(
    *,
    rate: float,
    reference_rate: float,
    power: float,
    references_per_incident: float,
    level: float = 0.95,
) -> tuple[int, int]:
    """Return how many incidents Boschloo's test needs to find a stated contrast.

    Parameters
    ----------
    rate, reference_rate : float
        The attack rates that are supposed, in [0, 1]; not equal.
    power : float
        The probability of finding it that is asked for, in (0, 1).
    references_per_incident : float
        How many incidents of the reference there are for each of the group, above 0;
        rounded to whole incidents.
    level : float, default 0.95
        One minus the level of the two-sided test, in (0, 1).

    Returns
    -------
    tuple of int
        Incidents of the group and of the reference: the fewest from which on three
        sizes in a row have the power, which rises in saw-teeth.

    Raises
    ------
    InvalidDataError
        If an argument lies outside its range.
    NotEstimableError
        If no design of at most 20,000 tables is large enough.

    Examples
    --------
    >>> exact_sample_size(
    ...     rate=0.25, reference_rate=0.0105, power=0.8, references_per_incident=8
    ... )
    (13, 104)
    """
    _check_rates(rate=rate, reference_rate=reference_rate)
    _check_power(power, level)
    if rate == reference_rate:
        raise InvalidDataError(f"rates must differ to be told apart, both are {rate:g}")
    check_number(
        "references_per_incident",
        references_per_incident,
        low=0.0,
        high=_MOST_REFERENCES,
    )
    designs = _designs(references_per_incident)
    bound = partial(
        greatest_power_by_tails,
        rates=(rate, reference_rate),
        common=(rate + references_per_incident * reference_rate)
        / (1 + references_per_incident),
        level=level,
    )
    enough = 0
    for place in range(bisect_left(designs, power, key=bound), len(designs)):
        reached = _power(designs[place], rate, reference_rate, level) >= power
        enough = enough + 1 if reached else 0
        if enough == _IN_A_ROW:
            return designs[place - _IN_A_ROW + 1]
    last, most = designs[-1], bound(designs[-1])
    if most < power:
        reached_there = f"at most {most:.3g}"
    else:
        reached_there = f"{_power(last, rate, reference_rate, level):.3g}"
    raise NotEstimableError(
        f"no design of at most {MOST_TABLES} tables is large enough for power "
        f"{power:g} with {references_per_incident:g} references per incident: with "
        f"{last[0]} against {last[1]} incidents it is {reached_there}"
    )


def _designs(references_per_incident: float) -> tuple[Sizes, ...]:
    """Return the sizes that are enumerated, in their order."""
    every = ((n, max(1, round(n * references_per_incident))) for n in count(1))
    return tuple(
        takewhile(lambda sizes: (sizes[0] + 1) * (sizes[1] + 1) <= MOST_TABLES, every)
    )


def minimum_detectable_rate(
    incidents: int,
    reference_incidents: int,
    *,
    reference_rate: float,
    power: float,
    level: float = 0.95,
) -> float:
    """Return the lowest attack rate above the reference's that would be found.

    Parameters
    ----------
    incidents, reference_incidents : int
        Sizes of the group and of the reference, 1 or more; at most 20,000 tables.
    reference_rate : float
        The reference's attack rate that is supposed, in [0, 1).
    power : float
        The probability of finding it that is asked for, in (0, 1) and above that of
        telling equal rates apart.
    level : float, default 0.95
        One minus the level of Boschloo's two-sided test, in (0, 1).

    Returns
    -------
    float
        In (`reference_rate`, 1].

    Raises
    ------
    InvalidDataError
        If an argument lies outside its range.
    NotEstimableError
        If even a rate of 1 would not be found, or there are more tables than are
        visited.

    Examples
    --------
    >>> rate = minimum_detectable_rate(12, 95, reference_rate=0.0105, power=0.8)
    >>> round(rate, 4)
    0.2593
    """
    sizes = (
        check_whole("incidents", incidents, least=1),
        check_whole("reference_incidents", reference_incidents, least=1),
    )
    _check_rates(reference_rate=reference_rate)
    _check_power(power, level)
    low, high = float(reference_rate), 1.0
    found_equal = _power(sizes, low, reference_rate, level)
    if found_equal >= power:
        raise InvalidDataError(
            f"power must be above {found_equal:.3g}, the probability that attack rates "
            f"both of {reference_rate:g} are told apart, got {power:g}"
        )
    if _power(sizes, high, reference_rate, level) < power:
        raise NotEstimableError(
            f"no attack rate is found with power {power:g} by {sizes[0]} against "
            f"{sizes[1]} incidents"
        )
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _power(sizes, middle, reference_rate, level) < power:
            low = middle
        else:
            high = middle
    return high


def _power(sizes: Sizes, rate: float, reference_rate: float, level: float) -> float:
    return power_of(_rejected(sizes, level), rate, reference_rate)


@lru_cache(maxsize=32)
def _rejected(sizes: Sizes, level: float) -> np.ndarray:
    return tables_rejected(sizes, BOSCHLOO, level)


def _check_rates(**rates: float) -> None:
    for name, rate in rates.items():
        if not is_number(rate) or not 0 <= rate <= 1:
            raise InvalidDataError(f"{name} must lie in [0, 1], got {shown(rate)}")


def _check_power(power: float, level: float) -> None:
    check_number("power", power, low=0.0, high=1.0)
    check_level(level)
