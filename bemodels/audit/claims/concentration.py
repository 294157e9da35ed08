"""How concentrated units are in few places."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, sqrt

from scipy.special import expit, logit

from bemodels.errors import NotEstimableError
from bemodels.intervals.normal import normal_quantile
from bemodels.result import Estimate, Interval

FEWEST = 4


def unbiased_index(counts: Iterable[int]) -> float:
    """Return the Herfindahl index of the shares behind counts, without bias.

    Parameters
    ----------
    counts : iterable of int
        Units by place, two or more in all.

    Returns
    -------
    float
        The chance that two different units are of one place.

    Notes
    -----
    The sum of squared sample shares is too large by (1 - index)/n on average, since
    every unit shares its place with itself; pairs of different units have no bias [1]_.

    References
    ----------
    .. [1] Simpson EH (1949). Measurement of diversity. Nature 163, 688.

    Examples
    --------
    >>> unbiased_index([2, 1, 1])
    0.16666666666666666
    """
    counts = list(counts)
    total = sum(counts)
    return sum(one * (one - 1) for one in counts) / (total * (total - 1))


def sample_index(counts: Iterable[int]) -> float:
    """Return the sum of squared sample shares.

    Parameters
    ----------
    counts : iterable of int
        Units by place, one or more in all.

    Returns
    -------
    float
        In (0, 1].
    """
    counts = list(counts)
    return sum(one * one for one in counts) / sum(counts) ** 2


def index_variance(counts: Iterable[int]) -> float:
    """Return an unbiased estimate of the variance of `unbiased_index`.

    Parameters
    ----------
    counts : iterable of int
        Units by place, four or more in all.

    Returns
    -------
    float
        Below 0 at times, where all units are spread evenly.

    Notes
    -----
    The square of the index less an unbiased estimate of the squared true index, made
    from pairs of disjoint pairs of units, of which those that share units are taken
    away [1]_. It is exact for any counts, as enumeration shows.

    References
    ----------
    .. [1] Hoeffding W (1948). A class of statistics with asymptotically normal
       distribution. Annals of Mathematical Statistics 19, 293-325.
    """
    counts = list(counts)
    n = sum(counts)
    pairs = sum(one * (one - 1) for one in counts)
    triples = sum(one * (one - 1) * (one - 2) for one in counts)
    # Ordered pairs of pairs share no unit, one unit (a triple, four ways) or both.
    disjoint = pairs**2 - 4 * triples - 2 * pairs
    squared = disjoint / (n * (n - 1) * (n - 2) * (n - 3))
    return float(unbiased_index(counts) ** 2 - squared)


def index_estimate(counts: Iterable[int], name: str, level: float) -> Estimate:
    """Return the Herfindahl index with an interval on the logit scale.

    Parameters
    ----------
    counts : iterable of int
        Units by place.
    name : str
        Of the estimand.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Estimate
        The unbiased index. Where no place has two units, the interval reaches down to
        0; its upper limit is then that of no pair alike among n/2 independent pairs.

    Raises
    ------
    NotEstimableError
        If there are fewer than four units.
    """
    counts = list(counts)
    n = sum(counts)
    if n < FEWEST:
        raise NotEstimableError(
            f"an index of concentration needs {FEWEST} units or more, got {n}"
        )
    value = unbiased_index(counts)
    if value in (0.0, 1.0):
        low, high = _at_the_edge(value, n, level)
        method = "exact binomial of disjoint pairs"
    else:
        error = sqrt(max(index_variance(counts), 0.0)) / (value * (1 - value))
        reach = normal_quantile(level) * error
        low, high = (float(expit(logit(value) + x)) for x in (-reach, reach))
        method = "unbiased (Simpson), logit scale, unbiased variance"
    return Estimate(
        estimand=name,
        value=value,
        unit="index",
        interval=Interval(
            low=low, high=high, level=level, kind="confidence", method=method
        ),
    )


def places_estimate(index: Estimate, name: str) -> Estimate:
    """Return how many places of one size would have this index.

    Parameters
    ----------
    index : Estimate
        By `index_estimate`.
    name : str
        Of the estimand.

    Returns
    -------
    Estimate
        Infinite where no two units are of one place.
    """
    limits = index.interval
    return Estimate(
        estimand=name,
        value=_inverse(index.value),
        unit="places",
        interval=Interval(
            low=_inverse(limits.high),
            high=_inverse(limits.low),
            level=limits.level,
            kind=limits.kind,
            method=f"inverse of the index; {limits.method}",
        ),
    )


def _inverse(value: float) -> float:
    return 1 / value if value else inf


def _at_the_edge(value: float, n: int, level: float) -> tuple[float, float]:
    """Return exact limits where no pair of units is alike, or every one is.

    The pairs of a partition into disjoint pairs are independent.
    """
    tail = ((1 - level) / 2) ** (1 / (n // 2))
    return (0.0, 1 - tail) if value == 0 else (tail, 1.0)
