"""Laud's score test that two rates are equal, one p-value on every scale."""

from __future__ import annotations

from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group
from bemodels.rates.score import event_rates, risk_differences
from bemodels.result import HypothesisTest


def scas_test(group: Group, reference: Group) -> HypothesisTest:
    """Test that two attack rates are equal, by Laud's skewness-corrected score.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    HypothesisTest
        Two-sided; it agrees with the SCAS intervals of difference, ratio and odds
        ratio.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> test = scas_test(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    ... )
    >>> round(test.p_value, 6)
    0.005123
    """
    return HypothesisTest(
        null="The two attack rates are equal.",
        method="SCAS score test (Laud)",
        p_value=risk_differences.SCAS.p_value(group, reference, 0.0),
    )


def poisson_scas_test(group: Exposed, reference: Exposed) -> HypothesisTest:
    """Test that two event rates are equal, by Laud's skewness-corrected score.

    Parameters
    ----------
    group, reference : Exposed
        The two groups.

    Returns
    -------
    HypothesisTest
        Two-sided; it agrees with the SCAS intervals of rate ratio and difference.

    Raises
    ------
    InvalidDataError
        If a group is no `Exposed`.

    References
    ----------
    .. [1] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> test = poisson_scas_test(
    ...     Exposed(events=60, years=51477.5), Exposed(events=30, years=54308.7)
    ... )
    >>> test.p_value < 0.001
    True
    """
    return HypothesisTest(
        null="The two event rates are equal.",
        method="Poisson SCAS score test (Laud)",
        p_value=event_rates.DIFFERENCE_SCAS.p_value(group, reference, 0.0),
    )
