"""How likely a comparison finds a stated contrast, and how many incidents it needs.

Power is summed over all tables, so that it is exact; it is a saw-tooth in the sizes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from itertools import count, takewhile

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.rates.design.boschloo_power import (
    boschloo_power,
    check_power,
    check_rates,
    checked_sizes,
)
from bemodels.rates.design.power_bound import greatest_power_by_tails
from bemodels.rates.extent import LARGEST_PRODUCT
from bemodels.rates.unconditional.orderings import Sizes
from bemodels.result import Probability, check_level
from bemodels.result.rules import check_number

# More for each incident of the group would be too many tables for one incident.
_MOST_REFERENCES = LARGEST_PRODUCT + 0.5
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
        Sizes of the group and of the reference, 1 or more; their product is 250,000 or
        less.
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
        If the sizes have more tables than are visited; the message names the largest
        design of their proportions.

    References
    ----------
    .. [1] Suissa S, Shuster JJ (1985). Exact unconditional sample sizes for the 2 x 2
       binomial trial. Journal of the Royal Statistical Society A 148, 317-327.

    Examples
    --------
    >>> round(exact_power(12, 95, rate=0.25, reference_rate=0.0105).value, 3)
    0.78
    """
    sizes = checked_sizes(incidents, reference_incidents)
    check_level(level)
    check_rates(rate=rate, reference_rate=reference_rate)
    return Probability(
        statement=f"Boschloo's test at {1 - level:.3g} rejects equal attack rates",
        value=boschloo_power(sizes, rate, reference_rate, level),
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
        If no design is large enough whose sizes multiply to 250,000 or less.

    Notes
    -----
    A design of 500 against 500 takes ten to fifteen seconds, one of 150 against 150
    one; a search looks at several.

    Examples
    --------
    >>> exact_sample_size(
    ...     rate=0.25, reference_rate=0.0105, power=0.8, references_per_incident=8
    ... )
    (13, 104)
    """
    check_rates(rate=rate, reference_rate=reference_rate)
    check_power(power, level)
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
    found = _first_in_a_row(
        lambda place: (
            boschloo_power(designs[place], rate, reference_rate, level) >= power
        ),
        range(bisect_left(designs, power, key=bound), len(designs)),
    )
    if found is not None:
        return designs[found]
    last, most = designs[-1], bound(designs[-1])
    if most < power:
        reached_there = f"at most {most:.3g}"
    else:
        reached_there = f"{boschloo_power(last, rate, reference_rate, level):.3g}"
    raise NotEstimableError(
        f"no design whose sizes multiply to {LARGEST_PRODUCT} or less has power "
        f"{power:g} with {references_per_incident:g} references per incident: with "
        f"{last[0]} against {last[1]} incidents it is {reached_there}"
    )


def _first_in_a_row(enough: Callable[[int], bool], places: range) -> int | None:
    """Return the first of three places in a row that are all enough.

    Looked at from the third, so that one that is not enough rules out those before it.
    """
    first = places.start
    while first + _IN_A_ROW <= places.stop:
        three = range(first, first + _IN_A_ROW)
        lacking = next((one for one in reversed(three) if not enough(one)), None)
        if lacking is None:
            return first
        first = lacking + 1
    return None


def _designs(references_per_incident: float) -> tuple[Sizes, ...]:
    """Return the sizes that are enumerated, in their order."""
    every = ((n, max(1, round(n * references_per_incident))) for n in count(1))
    return tuple(takewhile(lambda sizes: sizes[0] * sizes[1] <= LARGEST_PRODUCT, every))
