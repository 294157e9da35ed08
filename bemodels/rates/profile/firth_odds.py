"""The odds ratio by Firth's penalised likelihood: finite whatever the counts."""

from __future__ import annotations

from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.rates.profile.penalised import penalised
from bemodels.rates.sample import counts_of, sample_odds_ratio, telling_what_is_left_out
from bemodels.result import HypothesisTest, Interval, check_level


def firth_test(group: Group, reference: Group) -> HypothesisTest:
    """Test whether two attack rates are equal by the penalised likelihood ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups.

    Returns
    -------
    HypothesisTest
        Its p-value lies in (0, 1].

    Raises
    ------
    InvalidDataError
        If either is no `Group`.

    Notes
    -----
    Not exact: its statistic is taken as chi-square with one degree of freedom, and half
    an attack weighs much where there are few. Its interval is `odds_ratio_firth`.

    References
    ----------
    .. [1] Firth D (1993). Bias reduction of maximum likelihood estimates. Biometrika
       80, 27-38.
    .. [2] Heinze G, Schemper M (2002). A solution to the problem of separation in
       logistic regression. Statistics in Medicine 21, 2409-2419.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> round(firth_test(inspired, linked).p_value, 7)
    0.0015754
    """
    return HypothesisTest(
        null="The two attack rates are equal.",
        method="Firth's penalised likelihood ratio",
        p_value=penalised(group, reference).p_value(1.0),
    )


def odds_ratio_firth(
    group: Group, reference: Group, *, level: float = 0.95
) -> Interval:
    """Return the profile interval of the odds ratio under Firth's penalty.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is the denominator.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Finite on both sides for any counts: where no attack was seen, that is the
        penalty's doing.

    Raises
    ------
    InvalidDataError
        If either is no `Group`, or `level` lies outside (0, 1).

    Notes
    -----
    The odds ratios that the penalised likelihood ratio does not reject [2]_, as R's
    logistf has them. The penalised estimate, half an attack and half another incident
    added to each group, always lies within. The sample's own need not, and never does
    where it is 0 or infinite: `method` says so.

    References
    ----------
    .. [1] Firth D (1993). Bias reduction of maximum likelihood estimates. Biometrika
       80, 27-38.
    .. [2] Heinze G, Schemper M (2002). A solution to the problem of separation in
       logistic regression. Statistics in Medicine 21, 2409-2419.

    Examples
    --------
    >>> inspired = Group(attacks=3, incidents=12)
    >>> linked = Group(attacks=1, incidents=95)
    >>> interval = odds_ratio_firth(inspired, linked)
    >>> round(interval.low, 4), round(interval.high, 2)
    (3.4135, 258.91)
    """
    check_level(level)
    low, high = penalised(group, reference).limits(level)
    interval = Interval(
        low=low,
        high=high,
        level=level,
        kind="confidence",
        method="profile of Firth's penalised likelihood",
    )
    return telling_what_is_left_out(
        interval, sample_odds_ratio(*counts_of(group, reference))
    )


def odds_ratio_firth_p_value(group: Group, reference: Group, null: float) -> float:
    """Return the penalised likelihood ratio's p-value of an odds ratio.

    Parameters
    ----------
    group, reference : Group
        The two groups.
    null : float
        The odds ratio, above 0 and finite.

    Returns
    -------
    float
        In (0, 1].

    Raises
    ------
    InvalidDataError
        If either is no `Group`, or `null` is no odds ratio.
    """
    return penalised(group, reference).p_value(null)


METHODS = (
    Method(
        name="odds_ratio_firth",
        scale="odds ratio",
        family="profile",
        interval=odds_ratio_firth,
        p_value=odds_ratio_firth_p_value,
    ),
)
