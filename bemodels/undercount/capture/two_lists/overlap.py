"""How many units there are, from two independent lists and their overlap."""

from __future__ import annotations

from math import sqrt

from bemodels.errors import NotEstimableError
from bemodels.intervals.normal import normal_limits
from bemodels.result import Provenance, Result, Table, check_level
from bemodels.result.display import format_count
from bemodels.undercount.capture.sizes import (
    check_limits,
    lognormal_limits,
    size_estimates,
)
from bemodels.undercount.capture.two_lists.independent_lists import (
    ASSUMPTIONS,
    TwoLists,
    hidden_error,
    share_limits,
)
from bemodels.undercount.capture.two_lists.overlap_words import (
    interval_table,
    overlap_in_words,
)


def petersen(
    marked: int,
    caught: int,
    recaptured: int,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate a population from two independent lists (Lincoln and Petersen).

    Parameters
    ----------
    marked : int
        Units on the first list.
    caught : int
        Units on the second list.
    recaptured : int
        Units on both, 1 or more.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population``, which is marked x caught / recaptured, and ``hidden``, both in
        units with the multinomial profile likelihood interval; a table with two other
        intervals of the population.

    Raises
    ------
    InvalidDataError
        If a count is no whole number from 0 to 10**15, `recaptured` exceeds another, or
        `level` lies outside (0, 1).
    NotEstimableError
        If no unit is on both lists.

    Notes
    -----
    This is the loglinear model of two independent lists (Mt). The table also holds the
    log-normal interval, whose standard error is that of the loglinear model, and the
    normal interval of the share recaptured with its correction for continuity [1]_.

    References
    ----------
    .. [1] Seber GAF (1982). The Estimation of Animal Abundance, 2nd edition, section
       3.1. Griffin.

    Examples
    --------
    >>> population = petersen(948, 421, 167).estimate("population")
    >>> limits = population.interval
    >>> f"{population.value:.1f} ({limits.low:.1f} to {limits.high:.1f})"
    '2389.9 (2156.0 to 2670.3)'
    """
    check_level(level)
    lists = TwoLists(marked, caught, recaptured)
    return petersen_from(lists, provenance=provenance, level=level)


def petersen_from(
    lists: TwoLists, *, provenance: tuple[Provenance, ...], level: float
) -> Result:
    """Return what `petersen` does, from counts that were checked.

    Parameters
    ----------
    lists : TwoLists
        The counts.
    provenance, level
        As for `petersen`.

    Returns
    -------
    Result
        That of `petersen`.

    Raises
    ------
    NotEstimableError
        If no unit is on both lists.

    References
    ----------
    .. [1] Seber GAF (1982). The Estimation of Animal Abundance, 2nd edition, section
       3.1. Griffin.
    """
    if lists.recaptured == 0:
        raise NotEstimableError(
            "a population needs a unit on both lists: with none it may be as large as "
            f"one likes, got {lists.marked} and "
            f"{format_count(lists.caught, 'unit', 'units')}"
        )
    both, seen = lists.recaptured, lists.seen
    value = lists.marked * lists.caught / both
    hidden = (lists.marked - both) * (lists.caught - both) / both
    profile = lists.profile(start=hidden, level=level)
    limits = profile.low, profile.high
    inside = check_limits(value, limits, seen)
    rows = (
        ("multinomial profile likelihood", *limits),
        ("log-normal", *lognormal_limits(seen, hidden, hidden_error(lists), level)),
        ("normal share, continuity corrected", *share_limits(lists, level)),
    )
    return Result(
        title=lists.title,
        method="Lincoln-Petersen estimator of two independent lists",
        estimates=size_estimates(
            value,
            limits,
            seen=seen,
            level=level,
            method="multinomial profile likelihood, if the lists are independent",
        ),
        conclusion=overlap_in_words(hidden, limits, lists, level, inside),
        assumptions=ASSUMPTIONS,
        checks=(inside,),
        tables=(interval_table(rows),),
        provenance=provenance,
    )


def chapman(
    marked: int,
    caught: int,
    recaptured: int,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    r"""Estimate a population from two independent lists, less biased (Chapman).

    Parameters
    ----------
    marked : int
        Units on the first list, 1 or more.
    caught : int
        Units on the second list, 1 or more.
    recaptured : int
        Units on both, 0 or more.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` in units, with normal intervals of Seber's
        variance; a table with the standard error, one with other intervals; a check of
        the limits, which fails where the normal interval cannot be meant.

    Raises
    ------
    InvalidDataError
        If a count is no whole number from 0 to 10**15, `recaptured` exceeds another, or
        `level` lies outside (0, 1).
    NotEstimableError
        If a list is empty.

    Notes
    -----
    With :math:`M` units marked, :math:`n` caught and :math:`m` recaptured [1]_ [2]_

    .. math::
        \hat N = \frac{(M + 1)(n + 1)}{m + 1} - 1, \qquad
        v = \frac{(M + 1)(n + 1)(M - m)(n - m)}{(m + 1)^2 (m + 2)}

    It is unbiased if :math:`M + n \ge N`, and too small on average if not.

    References
    ----------
    .. [1] Chapman DG (1951). Some properties of the hypergeometric distribution with
       applications to zoological sample censuses. University of California
       Publications in Statistics 1, 131-160.
    .. [2] Seber GAF (1970). The effects of trap response on tag recapture estimates.
       Biometrics 26, 13-22.

    Examples
    --------
    >>> population = chapman(421, 332, 88).estimate("population")
    >>> limits = population.interval
    >>> f"{population.value:.0f} ({limits.low:.0f} to {limits.high:.0f})"
    '1578 (1330 to 1826)'
    """
    check_level(level)
    lists = TwoLists(marked, caught, recaptured)
    return chapman_from(lists, provenance=provenance, level=level)


def chapman_from(
    lists: TwoLists, *, provenance: tuple[Provenance, ...], level: float
) -> Result:
    """Return what `chapman` does, from counts that were checked.

    Parameters
    ----------
    lists : TwoLists
        The counts.
    provenance, level
        As for `chapman`.

    Returns
    -------
    Result
        That of `chapman`.

    Raises
    ------
    NotEstimableError
        If a list holds no unit.

    References
    ----------
    .. [1] Chapman DG (1951). Some properties of the hypergeometric distribution with
       applications to zoological sample censuses. University of California
       Publications in Statistics 1, 131-160.
    .. [2] Seber GAF (1970). The effects of trap response on tag recapture estimates.
       Biometrics 26, 13-22.
    """
    if not (lists.marked and lists.caught):
        raise NotEstimableError(
            f"a population needs units on both lists, got {lists.marked} and "
            f"{lists.caught}"
        )
    first, second, both = lists.marked, lists.caught, lists.recaptured
    product = (first + 1) * (second + 1)
    value = (product - both - 1) / (both + 1)
    left = (first - both) * (second - both)
    error = sqrt(product * left / ((both + 1) ** 2 * (both + 2)))
    hidden = left / (both + 1)
    limits = normal_limits(value, error, level=level)
    inside = check_limits(value, limits, lists.seen)
    profile = lists.profile(start=hidden, level=level)
    rows = (
        ("normal, Seber's variance", *limits),
        ("log-normal", *lognormal_limits(lists.seen, hidden, error, level)),
        ("multinomial profile likelihood", profile.low, profile.high),
    )
    return Result(
        title=lists.title,
        method="Chapman's estimator of two independent lists",
        estimates=size_estimates(
            value,
            limits,
            seen=lists.seen,
            level=level,
            method="normal, Seber's variance, if the lists are independent",
        ),
        conclusion=overlap_in_words(hidden, limits, lists, level, inside),
        assumptions=ASSUMPTIONS,
        checks=(inside,),
        tables=(
            interval_table(rows),
            Table(
                name="Standard error of the population",
                columns=("estimator", "units"),
                rows=(("Chapman, Seber's variance", error),),
            ),
        ),
        provenance=provenance,
    )
