r"""A lower bound of a population from the units seen once and twice.

With :math:`f_1` units seen once, :math:`f_2` twice and :math:`S` in all, Chao's bound
[1]_ and its form of less bias [2]_ are

.. math::
    S + \frac{f_1^2}{2 f_2}, \qquad S + \frac{f_1 (f_1 - 1)}{2 (f_2 + 1)}

References
----------
.. [1] Chao A (1984). Nonparametric estimation of the number of classes in a population.
   Scandinavian Journal of Statistics 11, 265-270.
.. [2] Colwell RK (2013). EstimateS: Statistical estimation of species richness and
   shared species from samples, version 9, user's guide, appendix B.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bemodels.result import Provenance, Result, Table, check_level
from bemodels.result.display import format_count
from bemodels.undercount.capture.frequencies.once_and_twice import (
    corrected_bound,
    limits_without_singles,
    plain_bound,
)
from bemodels.undercount.capture.frequencies.times_seen import (
    BOUND,
    CLOSED,
    MATCHED,
    UNCHANGED,
    TimesSeen,
    read_counts,
    read_frequencies,
)
from bemodels.undercount.capture.sizes import (
    NEVER_SEEN,
    check_limits,
    hidden_in_words,
    lognormal_limits,
    size_estimates,
)


def chao_lower_bound(
    frequencies: Mapping[int, int],
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Bound a population from below by the units seen once and twice (Chao).

    Parameters
    ----------
    frequencies : mapping of int to int
        Times seen to the number of units.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` in units, both lower bounds, with the log-normal
        interval of the bound; a table with the standard error.

    Raises
    ------
    InvalidDataError
        If `frequencies` break a rule, or `level` lies outside (0, 1).
    NotEstimableError
        If no unit was seen, or some were seen once and none twice.

    Notes
    -----
    Without a unit seen once the bound is the number seen; its interval is then that of
    Poisson sightings, which is narrow and may leave the bound out: a check says so.

    References
    ----------
    .. [1] Chao A (1987). Estimating the population size for capture-recapture data
       with unequal catchability. Biometrics 43, 783-791.

    Examples
    --------
    Illegal immigrants in the Netherlands by how often the police apprehended them.

    >>> found = chao_lower_bound({1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1})
    >>> bound = found.estimate("population")
    >>> limits = bound.interval
    >>> f"{bound.value:.1f} ({limits.low:.1f} to {limits.high:.1f})"
    '9273.5 (8084.7 to 10690.1)'
    """
    check_level(level)
    times = read_frequencies(frequencies)
    return _bound(
        times,
        plain_bound(times),
        "Chao's lower bound",
        provenance=provenance,
        level=level,
    )


def chao1(
    counts: Iterable[int],
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Bound a population from below, given how often each unit was seen (Chao1).

    Parameters
    ----------
    counts : iterable of int
        How often each unit was seen; those with 0 are left out.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        As that of `chao_lower_bound`.

    Raises
    ------
    InvalidDataError
        If a count is no whole number of 0 or more, or `level` lies outside (0, 1).
    NotEstimableError
        If no unit was seen, or some were seen once and none twice.

    References
    ----------
    .. [1] Chao A (1984). Nonparametric estimation of the number of classes in a
       population. Scandinavian Journal of Statistics 11, 265-270.

    Examples
    --------
    >>> chao1([0, 1, 1, 4, 2, 5, 2, 4, 1, 2]).estimate("population").value
    10.5
    """
    check_level(level)
    times = read_counts(counts)
    return _bound(
        times,
        plain_bound(times),
        "Chao1 lower bound",
        provenance=provenance,
        level=level,
    )


def chao1_bias_corrected(
    counts: Iterable[int],
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Bound a population from below with less bias, also if no unit was seen twice.

    Parameters
    ----------
    counts : iterable of int
        How often each unit was seen; those with 0 are left out.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        As that of `chao_lower_bound`.

    Raises
    ------
    InvalidDataError
        If a count is no whole number of 0 or more, or `level` lies outside (0, 1).
    NotEstimableError
        If no unit was seen.

    Notes
    -----
    With one unit seen once the bound is the number seen and its interval has no width:
    a check says that the formula breaks down there.

    References
    ----------
    .. [1] Colwell RK (2013). EstimateS: Statistical estimation of species richness and
       shared species from samples, version 9, user's guide, appendix B.

    Examples
    --------
    >>> found = chao1_bias_corrected([0, 1, 1, 4, 2, 5, 2, 4, 1, 2])
    >>> found.estimate("population").value
    9.75
    """
    check_level(level)
    times = read_counts(counts)
    name = "Chao1 lower bound, bias-corrected"
    return _bound(
        times, corrected_bound(times), name, provenance=provenance, level=level
    )


def _bound(
    times: TimesSeen,
    hidden_and_error: tuple[float, float],
    method: str,
    *,
    provenance: tuple[Provenance, ...],
    level: float,
) -> Result:
    hidden, error = hidden_and_error
    seen, value = times.seen, times.seen + hidden
    if times.once:
        limits = lognormal_limits(seen, hidden, error, level)
        interval = "log-normal, of the lower bound"
    else:
        limits = limits_without_singles(times, level)
        interval = "Poisson sightings, no unit seen once; of the lower bound"
    checks = (check_limits(value, limits, seen),)
    return Result(
        title=f"Lower bound of a population: {times.title}",
        method=f"{method} from {format_count(times.once, 'unit', 'units')} seen once "
        f"and {times.twice} twice",
        estimates=size_estimates(
            value, limits, seen=seen, level=level, method=interval
        ),
        conclusion=hidden_in_words(
            "Each unit is seen a Poisson number of times, whatever its rate.",
            hidden,
            (limits[0] - seen, limits[1] - seen),
            level=level,
            unseen=NEVER_SEEN,
            amount="at least ",
            checks=checks,
        ),
        assumptions=(BOUND, UNCHANGED, CLOSED, MATCHED),
        checks=checks,
        tables=(
            Table(
                name="Standard error of the lower bound",
                columns=("estimator", "units"),
                rows=((method, error),),
            ),
        ),
        provenance=provenance,
    )
