"""Attack rates of all incidents, if the shares that were recorded were known."""

from __future__ import annotations

from math import exp, hypot, log

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals.normal import log_normal_interval
from bemodels.rates.group import Group
from bemodels.result import (
    Assumption,
    Estimate,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.rules import is_number, shown

Shares = tuple[float, float]
_PAIR = 2


def selection_bias(
    group: Group,
    reference: Group,
    *,
    group_recorded: Shares,
    reference_recorded: Shares,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the contrast of two groups if the recorded shares were known.

    Parameters
    ----------
    group, reference : Group
        Recorded attacks and incidents.
    group_recorded, reference_recorded : (float, float)
        Stated shares that were recorded of a group's attacks and of its other
        incidents, in (0, 1].
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``odds_ratio`` and ``risk_ratio`` of all incidents, recorded or not, scenarios
        both; a table of the counts that the shares imply.

    Raises
    ------
    InvalidDataError
        If an argument is of another type, or a share or `level` out of its range.
    NotEstimableError
        If a group has no recorded attack, or nothing else.

    Notes
    -----
    Each count divided by its share is what there was [1]_. The intervals are Wald's on
    the log scale, by the delta method at the stated shares: they hold the uncertainty
    of the counts and none of the shares.

    References
    ----------
    .. [1] Lash TL, Fox MP, Fink AK (2009). Applying Quantitative Bias Analysis to
       Epidemiologic Data, chapter 4. Springer.

    Examples
    --------
    >>> result = selection_bias(
    ...     Group(attacks=136, incidents=433),
    ...     Group(attacks=107, incidents=272),
    ...     group_recorded=(0.94, 0.64),
    ...     reference_recorded=(0.85, 0.25),
    ... )
    >>> [f"{one.value:.6f}" for one in result.estimates]
    ['1.634608', '1.483780']
    """
    check_level(level)
    cells = tuple(
        _implied(name, one, shares)
        for name, one, shares in (
            ("group", group, group_recorded),
            ("reference", reference, reference_recorded),
        )
    )
    stated = (
        f"recorded were shares of {group_recorded[0]:g} and {group_recorded[1]:g} of "
        f"the group's attacks and other incidents, {reference_recorded[0]:g} and "
        f"{reference_recorded[1]:g} of the reference's"
    )
    return Result(
        title="Two attack rates, if the recorded shares were known",
        method="Counts divided by their stated shares",
        estimates=_ratios((group, reference), cells, level, stated),
        assumptions=(
            Assumption(
                statement=f"As stated, {stated}. No data here support it.",
                support="not checkable from these data",
            ),
        ),
        tables=(_table(cells),),
        provenance=provenance,
    )


def _implied(name: str, group: Group, shares: Shares) -> tuple[float, float]:
    """Return the attacks and the other incidents that there were."""
    check_type(name, group, Group)
    if not (
        isinstance(shares, tuple)
        and len(shares) == _PAIR
        and all(is_number(one) and 0 < one <= 1 for one in shares)
    ):
        raise InvalidDataError(
            f"{name}_recorded must be two shares in (0, 1], got {shown(shares)}"
        )
    others = group.incidents - group.attacks
    if not (group.attacks and others):
        raise NotEstimableError(
            "a ratio at stated shares needs attacks and other incidents in both "
            f"groups, got {group.attacks} attacks and {others} others in the {name}"
        )
    return group.attacks / shares[0], others / shares[1]


def _ratios(
    groups: tuple[Group, Group],
    cells: tuple[tuple[float, float], ...],
    level: float,
    stated: str,
) -> tuple[Estimate, ...]:
    rates = [attacks / (attacks + others) for attacks, others in cells]
    errors = [
        (1 / one.attacks + 1 / (one.incidents - one.attacks)) ** 0.5 for one in groups
    ]
    odds = [log(attacks) - log(others) for attacks, others in cells]
    # By how much a log rate moves with its logit: the share of the others.
    slopes = [1 - rate for rate in rates]
    return (
        _estimate("odds_ratio", odds[0] - odds[1], hypot(*errors), level, stated),
        _estimate(
            "risk_ratio",
            log(rates[0]) - log(rates[1]),
            hypot(slopes[0] * errors[0], slopes[1] * errors[1]),
            level,
            stated,
        ),
    )


def _estimate(
    name: str, log_ratio: float, error: float, level: float, stated: str
) -> Estimate:
    return Estimate(
        estimand=name,
        value=exp(log_ratio),
        unit="ratio",
        interval=log_normal_interval(
            log_ratio,
            error,
            level=level,
            method=f"scenario: {stated}; Wald on the log scale, delta method",
        ),
        identified="prior",
    )


def _table(cells: tuple[tuple[float, float], ...]) -> Table:
    return Table(
        name="Incidents that there were, if the recorded shares were known",
        columns=("group", "attacks", "other incidents"),
        rows=tuple(
            (name, *pair)
            for name, pair in zip(("group", "reference"), cells, strict=True)
        ),
        note="Recorded counts divided by their stated shares.",
    )
