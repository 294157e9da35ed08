"""What the comparison would say had incidents been missed, mislabelled or repeated.

Each question supposes one more such incident at a time, counts the two groups anew,
and evaluates every method at every count.
"""

from __future__ import annotations

from functools import partial

from bemodels.rates.group import NAMES, Group
from bemodels.rates.sensitivity.path import walk
from bemodels.rates.sensitivity.path_curves import checks_of, curves_of
from bemodels.rates.sensitivity.supposed import (
    CLUSTERED_ARRESTS,
    FALSE_ATTACKS,
    MOVED_LABELS,
    UNSEEN_ATTACKS,
    UNSEEN_NON_ATTACKS,
    Supposition,
)
from bemodels.rates.sensitivity.tipping import (
    tipping_points,
    tipping_probabilities,
    tipping_table,
)
from bemodels.result import Assumption, Result

AS_RECORDED = Assumption(
    statement="Every incident that is not supposed to be otherwise is as recorded.",
    support="not checkable from these data",
)


def unseen_non_attacks(group: Group, reference: Group, *, up_to: int) -> Result:
    """Suppose that incidents of the group without an attack were never recorded.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    up_to : int
        How many at most, 1 or more.

    Returns
    -------
    Result
        A curve a method, and tipping points as exact counts.

    Raises
    ------
    InvalidDataError
        If a value is of another type, or `up_to` below 1.

    Examples
    --------
    >>> result = unseen_non_attacks(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95), up_to=30
    ... )
    >>> [int(one.value) for one in result.probabilities[:4]]
    [21, 12, 20, 12]
    """
    return _result(UNSEEN_NON_ATTACKS, group, reference, up_to)


def unseen_attacks(group: Group, reference: Group, *, up_to: int) -> Result:
    """Suppose that attacks of the reference were never recorded as such.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    up_to : int
        How many at most, 1 or more.

    Returns
    -------
    Result
        A curve a method, and tipping points as exact counts.

    Raises
    ------
    InvalidDataError
        If a value is of another type, or `up_to` below 1.

    Examples
    --------
    >>> result = unseen_attacks(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95), up_to=10
    ... )
    >>> [int(one.value) for one in result.probabilities[:4]]
    [5, 3, 5, 3]
    """
    return _result(UNSEEN_ATTACKS, group, reference, up_to)


def moved_labels(group: Group, reference: Group, *, up_to: int) -> Result:
    """Suppose that attacks of the group were the reference's.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    up_to : int
        How many at most, 1 or more; no more than the group has are moved, and one of
        its incidents stays.

    Returns
    -------
    Result
        A curve a method, and tipping points as exact counts.

    Raises
    ------
    InvalidDataError
        If a value is of another type, or `up_to` below 1.

    Examples
    --------
    >>> result = moved_labels(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95), up_to=3
    ... )
    >>> round(result.curves[0].y[1], 4), round(result.curves[2].y[1], 4)
    (0.0517, 0.0549)
    """
    return _result(MOVED_LABELS, group, reference, up_to)


def false_attacks(group: Group, reference: Group, *, up_to: int) -> Result:
    """Suppose that attacks of the group were incidents without an attack.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    up_to : int
        How many at most, 1 or more; no more than the group has.

    Returns
    -------
    Result
        A curve a method, and tipping points as exact counts.

    Raises
    ------
    InvalidDataError
        If a value is of another type, or `up_to` below 1.

    Examples
    --------
    >>> result = false_attacks(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95), up_to=3
    ... )
    >>> [round(p, 4) for p in result.curves[0].y]
    [0.0041, 0.0327, 0.2127, 1.0]
    """
    return _result(FALSE_ATTACKS, group, reference, up_to)


def clustered_arrests(group: Group, reference: Group, *, up_to: int) -> Result:
    """Suppose that the reference's incidents without attack come several at a time.

    Parameters
    ----------
    group, reference : Group
        As recorded.
    up_to : int
        The largest size d of a cluster, 1 or more.

    Returns
    -------
    Result
        A curve a method, and tipping points as exact counts. The non-attacks of the
        reference count as their number over d, to the nearest whole number.

    Raises
    ------
    InvalidDataError
        If a value is of another type, or `up_to` below 1.

    Notes
    -----
    A design effect of d, as if each wave of arrests told one thing once.

    Examples
    --------
    >>> result = clustered_arrests(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95), up_to=3
    ... )
    >>> [round(p, 3) for p in result.curves[0].y]
    [0.004, 0.023, 0.056]
    """
    return _result(CLUSTERED_ARRESTS, group, reference, up_to)


def _result(
    supposition: Supposition, group: Group, reference: Group, up_to: int
) -> Result:
    path = walk(
        group,
        reference,
        partial(supposition.counted, group, reference),
        supposed=supposition.of(NAMES),
        start=supposition.start,
        up_to=up_to,
    )
    curves = curves_of(path)
    tippings = tipping_points(path, curves)
    start = path.steps[0]
    return Result(
        title=f"Sensitivity of {start.group} against {start.reference}: "
        f"{path.supposed}",
        method="Every method at every count",
        estimates=(),
        probabilities=tipping_probabilities(path, tippings),
        assumptions=(AS_RECORDED,),
        checks=checks_of(path),
        curves=curves,
        tables=(tipping_table(path, tippings),),
    )
