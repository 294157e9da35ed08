"""The decline over every vector, if incidents come in clusters and not one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bemodels.audit.trend.over_vectors import (
    COMPLETE,
    NAMED_BEFORE,
    ONE_IS_TRUE,
    bounds_over,
    hull_over,
)
from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.audit.trend.shown_changes import ShownChanges, shown_by_declines
from bemodels.audit.trend.two_years import TwoYears
from bemodels.audit.years.words import in_words
from bemodels.errors import NotEstimableError
from bemodels.intervals.declines import as_decline
from bemodels.intervals.variance_factors import FACTORS, check_factors, factor_words
from bemodels.result import (
    Assumption,
    Interval,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.display import format_level, format_number

FACTORS_TABLE = "Ends of the interval by variance factor"
TIPPING_TABLE = "Variance factor from which neither a fall nor a rise is shown"
CLUSTERED = Assumption(
    statement="The variance of a year's count is the same multiple c of its mean in "
    "both years, as if incidents came in independent clusters of c: waves of arrests "
    "after an attack, or one shared network. c is stated, and is not the phi of a "
    "negative binomial.",
    support="not checkable from these data",
)


def decline_by_variance_factor(
    possible: PossibleCounts,
    *,
    before: int,
    after: int,
    factors: Iterable[float] = FACTORS,
    level: float = 0.95,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    r"""Return the decline over every vector under several variance factors.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors of yearly counts, one of which is true.
    before, after : int
        The reference year and the later one.
    factors : iterable of float, default (2, 3)
        Variance over mean, each 1 or more; 1 is always shown.
    level : float, default 0.95
        Nominal coverage of every sampling interval, in (0, 1).
    provenance : tuple of Provenance
        The files that the constraints on the vectors were read from.

    Returns
    -------
    Result
        ``decline[variance factor c]`` in percent, from the lowest to the highest limit
        over vectors; ``tipping_variance_factor``, the bounds over vectors of the factor
        from which neither a fall nor a rise is shown at a vector; a table of both ends
        by factor with the vectors at which a fall is still shown, and one of the
        tipping factor by counts.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.
    NotEstimableError
        If a vector has no incident in one of the two years: the interval then has no
        width on the log scale.

    Notes
    -----
    The interval is :math:`\log \hat\rho \pm z \sqrt{c / n_b + c / n_a}` [1]_, so the
    tipping factor is :math:`(\log \hat\rho)^2 / (z^2 (1 / n_b + 1 / n_a))`, exactly.

    References
    ----------
    .. [1] McCullagh P, Nelder JA (1989). Generalized Linear Models, 2nd edition,
       section 6.2.3. Chapman and Hall.

    Examples
    --------
    >>> possible = PossibleCounts(
    ...     vectors=[[21, 41, 36, 9]],
    ...     years=(2014, 2015, 2016, 2017),
    ...     months=(7, 12, 12, 10),
    ... )
    >>> result = decline_by_variance_factor(possible, before=2016, after=2017)
    >>> for one in result.estimates[:3]:
    ...     print(f"{one.estimand}: {one.interval.low:.0f}%")
    decline[variance factor 1]: 38%
    decline[variance factor 2]: 16%
    decline[variance factor 3]: -6%
    >>> round(result.estimate("tipping_variance_factor").value, 2)
    2.72
    """
    check_level(level)
    check_type("possible", possible, PossibleCounts)
    scaled = factors_from_1(factors)
    pairs = quasi_pairs(possible, before, after)
    values = [pair.decline for pair in pairs]
    found = {
        factor: [as_decline(pair.quasi(factor, level=level)) for pair in pairs]
        for factor in scaled
    }
    tipping = [pair.tipping_factor(level=level) for pair in pairs]
    ends = bounds_over(
        "tipping_variance_factor",
        tipping,
        unit="variance over mean",
        vectors=len(possible),
    )
    return Result(
        title=f"Decline of the annual rate from {before} to {after} under larger "
        f"variances, over {in_words(len(possible))}",
        method="Quasi-Poisson interval of the log rate ratio at every vector",
        conclusion=_conclusion(
            shown_by_declines(pairs.values(), found[scaled[0]]), ends.interval
        ),
        estimates=(
            *(
                hull_over(
                    f"decline[{factor_words(factor)}]",
                    values,
                    intervals,
                    unit="%",
                    vectors=len(possible),
                )
                for factor, intervals in found.items()
            ),
            ends,
        ),
        assumptions=(ONE_IS_TRUE, CLUSTERED, COMPLETE, NAMED_BEFORE),
        tables=(
            _factors_table(pairs, found, level),
            _tipping_table(pairs, tipping, before, after),
        ),
        provenance=provenance,
    )


def factors_from_1(factors: Iterable[float]) -> tuple[float, ...]:
    """Return variance factors with 1 before them, each once.

    Parameters
    ----------
    factors : iterable of float
        Each 1 or more and finite.

    Returns
    -------
    tuple of float
        1 first.

    Examples
    --------
    >>> factors_from_1([2, 3])
    (1.0, 2.0, 3.0)
    """
    return tuple(dict.fromkeys((1.0, *check_factors(factors))))


def quasi_pairs(
    possible: PossibleCounts, before: int, after: int
) -> dict[TwoYears, int]:
    """Return the pairs of counts of two years, all of which have a quasi interval.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors of yearly counts.
    before, after : int
        The reference year and the later one.

    Returns
    -------
    dict of TwoYears to int
        As from `PossibleCounts.declines`.

    Raises
    ------
    InvalidDataError
        If a year is none of the vectors'.
    NotEstimableError
        If a vector has no incident in one of the two years.
    """
    pairs = possible.declines(before, after)
    if any(not pair.after for pair in pairs):
        raise NotEstimableError(
            "a quasi-Poisson interval is not estimable: a vector has no incident in "
            f"{after}"
        )
    return pairs


def _conclusion(shown: ShownChanges, tipping: Interval) -> str:
    """Say what is shown of independent incidents, and up to which variance."""
    low, high = format_number(tipping.low), format_number(tipping.high)
    told = f"{str(shown).capitalize()} by the quasi-Poisson interval"
    if shown.neither == shown.vectors:
        return f"{told}, even if incidents are independent."
    unknown = "nothing printed tells how large it is"
    if shown.vectors not in (shown.falls, shown.rises):
        return (
            f"If incidents are independent, {shown} (quasi-Poisson interval). From a "
            f"variance of {high} times the mean on, neither is shown at any; {unknown}."
        )
    none = "" if shown.vectors == 1 else f", and at none from {high} times on"
    return (
        f"{told} as long as the variance is less than {low} times the mean{none}; "
        f"{unknown}."
    )


def _factors_table(
    pairs: Mapping[TwoYears, int],
    found: Mapping[float, list[Interval]],
    level: float,
) -> Table:
    return Table(
        name=FACTORS_TABLE,
        columns=(
            *("variance factor", "low end, lowest (%)", "low end, highest (%)"),
            *("high end, lowest (%)", "high end, highest (%)"),
            *("vectors at which a fall is shown", "vectors"),
        ),
        rows=tuple(
            (
                factor,
                *(min(one.low for one in ends), max(one.low for one in ends)),
                *(min(one.high for one in ends), max(one.high for one in ends)),
                shown_by_declines(pairs.values(), ends).falls,
                sum(pairs.values()),
            )
            for factor, ends in found.items()
        ),
        note=f"{format_level(level)} quasi-Poisson intervals of the decline. A fall is "
        "shown where the low end lies above 0.",
    )


def _tipping_table(
    pairs: Mapping[TwoYears, int], tipping: list[float], before: int, after: int
) -> Table:
    return Table(
        name=TIPPING_TABLE,
        columns=(f"{before}", f"{after}", "vectors", "tipping variance factor"),
        rows=tuple(
            (pair.before, pair.after, times, factor)
            for (pair, times), factor in zip(pairs.items(), tipping, strict=True)
        ),
        note="Below 1: neither is shown even if incidents are independent.",
    )
