"""Tests of two event rates, given how many events there were in all.

The forms differ as those of Fisher's test do.
"""

from __future__ import annotations

from bemodels.intervals.conditional_p_values import (
    central_p_value,
    midp_p_value,
    minlike_p_value,
)
from bemodels.rates.event_rates.conditional_events import conditional_events
from bemodels.rates.exposed import Exposed
from bemodels.result import HypothesisTest

_EQUAL = "The two event rates are equal."


def poisson_exact(group: Exposed, reference: Exposed) -> HypothesisTest:
    """Test by twice the smaller one-sided p-value.

    Parameters
    ----------
    group, reference : Exposed
        Events and years of each.

    Returns
    -------
    HypothesisTest
        Its p-value lies in (0, 1]; 1 where there was no event.

    Raises
    ------
    InvalidDataError
        If either is no `Exposed`.

    Notes
    -----
    Exact. Its interval is `rate_ratio_exact`.

    References
    ----------
    .. [1] Fay MP (2010). Two-sided exact tests and matching confidence intervals for
       discrete data. R Journal 2(1), 53-58.

    Examples
    --------
    >>> group, reference = Exposed(events=3, years=12), Exposed(events=1, years=95)
    >>> round(poisson_exact(group, reference).p_value, 6)
    0.010335
    """
    count = conditional_events(group, reference)
    return HypothesisTest(
        null=_EQUAL,
        method="Conditional Poisson test, central",
        p_value=central_p_value(count, 0.0),
    )


def poisson_exact_minlike(group: Exposed, reference: Exposed) -> HypothesisTest:
    """Test by all divisions of the events that are no more probable.

    Parameters
    ----------
    group, reference : Exposed
        Events and years of each.

    Returns
    -------
    HypothesisTest
        Its p-value lies in (0, 1]; 1 where there was no event.

    Raises
    ------
    InvalidDataError
        If either is no `Exposed`.

    Notes
    -----
    Exact. Its p-value differs from that of `poisson_exact`, and so would its interval.

    References
    ----------
    .. [1] Przyborowski J, Wilenski H (1940). Homogeneity of results in testing samples
       from Poisson series. Biometrika 31, 313-323.

    Examples
    --------
    >>> group, reference = Exposed(events=3, years=12), Exposed(events=1, years=95)
    >>> round(poisson_exact_minlike(group, reference).p_value, 6)
    0.005168
    """
    count = conditional_events(group, reference)
    return HypothesisTest(
        null=_EQUAL,
        method="Conditional Poisson test, minimum likelihood",
        p_value=minlike_p_value(count, 0.0),
    )


def poisson_midp(group: Exposed, reference: Exposed) -> HypothesisTest:
    """Test by twice the smaller tail, what was observed counted half.

    Parameters
    ----------
    group, reference : Exposed
        Events and years of each.

    Returns
    -------
    HypothesisTest
        Its p-value lies in (0, 1]; 1 where there was no event.

    Raises
    ------
    InvalidDataError
        If either is no `Exposed`.

    Notes
    -----
    Not exact: its size is near the nominal one. Its interval is `rate_ratio_midp`.

    References
    ----------
    .. [1] Lancaster HO (1961). Significance tests in discrete distributions. Journal
       of the American Statistical Association 56, 223-234.

    Examples
    --------
    >>> group, reference = Exposed(events=3, years=12), Exposed(events=1, years=95)
    >>> round(poisson_midp(group, reference).p_value, 6)
    0.005326
    """
    count = conditional_events(group, reference)
    return HypothesisTest(
        null=_EQUAL,
        method="Conditional Poisson test, central mid-P",
        p_value=midp_p_value(count, 0.0),
    )
