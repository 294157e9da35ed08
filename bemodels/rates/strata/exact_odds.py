"""One odds ratio for several strata, exactly."""

from __future__ import annotations

from bemodels.intervals.conditional_count import ConditionalCount
from bemodels.intervals.conditional_limits import CENTRAL, MIDP
from bemodels.intervals.conditional_p_values import (
    central_p_value,
    midp_p_value,
    minlike_midp_p_value,
    minlike_p_value,
)
from bemodels.rates.strata.checked_strata import Pairs, checked_strata
from bemodels.rates.strata.stratified_count import stratified_count
from bemodels.result import Estimate, HypothesisTest, Result

_METHOD = (
    "Conditional on the margins of every stratum, by convolution. Report central mid-P "
    "with the interval of odds_ratio_midp, or, where the level must be guaranteed, "
    "central with that of odds_ratio; the minimum likelihood forms have no interval "
    "here"
)
_NULL = "The two attack rates are equal within every stratum."


def stratified_exact(pairs: Pairs, *, level: float = 0.95) -> Result:
    """Estimate and test an odds ratio that strata share, given the margins of each.

    Parameters
    ----------
    pairs : sequence of pairs of Group
        The group and its reference, one pair a stratum; the reference is the
        denominator.
    level : float, default 0.95
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        ``odds_ratio`` with the exact central interval and ``odds_ratio_midp`` with the
        mid-P one, both of the conditional maximum likelihood estimate, which is 0 or
        infinite at an end of what the margins allow; four forms of the exact test, of
        which its method says which to report; the strata, with those that say nothing.

    Raises
    ------
    InvalidDataError
        If there is no stratum, one is no pair of `Group`, or `level` lies outside
        (0, 1).
    NotEstimableError
        If no stratum has both attacks and other incidents.

    Notes
    -----
    The group's attacks in all strata have the convolution of the strata's noncentral
    hypergeometric distributions [1]_ [2]_. It is exact however sparse they are, where
    the sums of Mantel and Haenszel are approximate.

    Report one p-value, with the interval that inverts it: central mid-P, near its
    level, with ``odds_ratio_midp``; or, where the level must be guaranteed, central,
    with ``odds_ratio``. The minimum-likelihood forms are what R prints; they have no
    interval here, and can disagree with both.

    References
    ----------
    .. [1] Gart JJ (1970). Point and interval estimation of the common odds ratio in the
       combination of 2 x 2 tables with fixed marginals. Biometrika 57, 471-475.
    .. [2] Mehta CR, Patel NR, Gray R (1985). Computing an exact confidence interval for
       the common odds ratio in several 2 x 2 contingency tables. Journal of the
       American Statistical Association 80, 969-973.

    Examples
    --------
    >>> from bemodels.rates import Group
    >>> def pair(x, n, y, m):
    ...     return Group(attacks=x, incidents=n), Group(attacks=y, incidents=m)
    >>> strata = [pair(3, 6, 0, 6), pair(6, 6, 2, 6), pair(5, 6, 6, 6)]
    >>> result = stratified_exact(strata)
    >>> odds = result.estimate("odds_ratio")
    >>> f"{odds.value:.4f} ({odds.interval.low:.4f} to {odds.interval.high:.3f})"
    '10.3610 (1.0774 to 531.513)'
    """
    strata = checked_strata(pairs)
    count = stratified_count(strata)
    return Result(
        title=f"Attack rates of two groups in {len(strata.tables)} strata, exactly",
        method=_METHOD,
        estimates=tuple(
            Estimate(
                estimand=name,
                value=count.estimate,
                unit="ratio",
                interval=method.interval(count, level=level),
            )
            for name, method in (("odds_ratio", CENTRAL), ("odds_ratio_midp", MIDP))
        ),
        tests=_tests(count),
        assumptions=strata.assumptions("The odds ratio is the same"),
        tables=(strata.listed(),),
    )


def _tests(count: ConditionalCount) -> tuple[HypothesisTest, ...]:
    return tuple(
        HypothesisTest(
            null=_NULL,
            method=f"Exact stratified test, {form}",
            p_value=p_value(count, 0.0),
        )
        for form, p_value in (
            ("central", central_p_value),
            ("minimum likelihood", minlike_p_value),
            ("central mid-P", midp_p_value),
            ("minimum likelihood mid-P", minlike_midp_p_value),
        )
    )
