"""Rates of two groups if outcomes or groups were told with known errors.

The matrix method: the shares that were told are averages of true and false ones, and
are solved for the true ones [1]_. Limits are Wald's on the log scale, with sensitivity
and specificity taken as known [2]_; a check says where they cannot be relied on.

References
----------
.. [1] Barron BA (1977). The effects of misclassification on the estimation of relative
   risk. Biometrics 33, 414-418.
.. [2] Greenland S (1988). Variance estimation for epidemiologic effect estimates under
   misclassification. Statistics in Medicine 7, 745-757.
"""

from __future__ import annotations

from bemodels.rates.group import Group
from bemodels.rates.sensitivity.solved_ratios import solved_result
from bemodels.rates.sensitivity.told_shares import (
    Both,
    Share,
    error_pairs,
    solved_share,
)
from bemodels.result import Result, check_level, check_type


def misclassified_outcome(
    group: Group,
    reference: Group,
    *,
    sensitivity: Both,
    specificity: Both,
    level: float = 0.95,
) -> Result:
    """Return the contrasts if attacks were told with known errors.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    sensitivity : float or (float, float)
        Share of attacks that were told as such, in (0, 1]; of two, the group's comes
        first.
    specificity : float or (float, float)
        Share of other incidents that were told as such, in (0, 1]; likewise.
    level : float, default 0.95
        Nominal coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``risk_ratio`` and ``odds_ratio``; a table of counts as told and as solved. A
        check fails where a solved count is below 5 or not above 0 by its standard
        errors: the limits then mean little, and
        `misclassified_outcome_posterior` answers.

    Raises
    ------
    InvalidDataError
        If a share lies outside (0, 1], or the two of a group sum to 1 or less, which is
        no better than guessing.
    NotEstimableError
        If a solved count is not above 0: these counts cannot have come from such
        errors.

    Examples
    --------
    >>> result = misclassified_outcome(
    ...     Group(attacks=4558, incidents=50863),
    ...     Group(attacks=3428, incidents=49513),
    ...     sensitivity=0.53,
    ...     specificity=0.99,
    ... )
    >>> [round(one.value, 4) for one in result.estimates]
    [1.344, 1.4062]
    """
    _check(group, reference, level)
    first, second = (
        solved_share(one.attacks, one.incidents, *errors, what=what)
        for one, what, errors in zip(
            (group, reference),
            ("attacks of the group", "attacks of the reference"),
            error_pairs(sensitivity, specificity),
            strict=True,
        )
    )
    one, other = first.variance / first.true**2, second.variance / second.true**2
    odds = one / (1 - first.true) ** 2 + other / (1 - second.true) ** 2
    return solved_result(
        group,
        reference,
        what="attacks",
        question="misclassified_outcome",
        shares=(first, second),
        cells=(*first.counts, *second.counts),
        variances=(one + other, odds),
        level=level,
    )


def misclassified_group(
    group: Group,
    reference: Group,
    *,
    sensitivity: Both,
    specificity: Both,
    level: float = 0.95,
) -> Result:
    """Return the contrasts if the group of an incident was told with known errors.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    sensitivity : float or (float, float)
        Share of the group's incidents that were told as its, in (0, 1]; of two, that
        among attacks comes first, that among other incidents second.
    specificity : float or (float, float)
        Share of the reference's incidents that were told as its, in (0, 1]; likewise.
    level : float, default 0.95
        Nominal coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``risk_ratio`` and ``odds_ratio``; a table of counts as told and as solved. A
        check fails where a solved count is below 5 or not above 0 by its standard
        errors: the limits then mean little; `misclassified_group_posterior` answers.

    Raises
    ------
    InvalidDataError
        If a share lies outside (0, 1], or two that belong together sum to 1 or less,
        which is no better than guessing.
    NotEstimableError
        If there is no attack, or nothing else, or a solved count is not above 0: these
        counts cannot have come from such errors.

    Examples
    --------
    >>> result = misclassified_group(
    ...     Group(attacks=215, incidents=883),
    ...     Group(attacks=1449, incidents=5745),
    ...     sensitivity=(0.13, 0.78),
    ...     specificity=(0.91, 1),
    ... )
    >>> [round(one.value, 4) for one in result.estimates]
    [82.2725, 237.0529]
    """
    _check(group, reference, level)
    others = [one.incidents - one.attacks for one in (group, reference)]
    attacks, rest = (
        solved_share(mine, mine + theirs, *errors, what=f"the group's {what}")
        for mine, theirs, what, errors in zip(
            (group.attacks, others[0]),
            (reference.attacks, others[1]),
            ("attacks", "other incidents"),
            error_pairs(sensitivity, specificity),
            strict=True,
        )
    )
    cells = (
        attacks.true * attacks.of,
        rest.true * rest.of,
        (1 - attacks.true) * attacks.of,
        (1 - rest.true) * rest.of,
    )
    return solved_result(
        group,
        reference,
        what="groups",
        question="misclassified_group",
        shares=(attacks, rest),
        cells=cells,
        variances=_group_variances(attacks, rest, cells),
        level=level,
    )


def _group_variances(
    attacks: Share, rest: Share, cells: tuple[float, float, float, float]
) -> tuple[float, float]:
    """Return the variances of log risk ratio and log odds ratio by their slopes.

    The shares among attacks and among other incidents vary, and so does the share of
    attacks among all, of which the risk ratio depends too.
    """
    a, b, c, d = cells
    every = attacks.of + rest.of
    apart = (attacks.true - rest.true) * every * (1 / (a + b) + 1 / (c + d))
    risk = (
        attacks.of * (1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)),
        rest.of * (1 / (a + b) + 1 / (c + d)),
    )
    odds = attacks.of * (1 / a + 1 / c), rest.of * (1 / b + 1 / d)
    return (
        risk[0] ** 2 * attacks.variance
        + risk[1] ** 2 * rest.variance
        + apart**2 * attacks.of * rest.of / every**3,
        odds[0] ** 2 * attacks.variance + odds[1] ** 2 * rest.variance,
    )


def _check(group: Group, reference: Group, level: float) -> None:
    check_level(level)
    check_type("group", group, Group)
    check_type("reference", reference, Group)
