"""What the results on claims have in common."""

from __future__ import annotations

from bemodels.errors import InvalidDataError
from bemodels.intervals import wilson_interval
from bemodels.result import Assumption, Estimate
from bemodels.result.rules import check_whole, is_number, shown

PROCESS = Assumption(
    statement="Intervals are for a process that could have produced other units, "
    "independently of one another; those counted are all that the source has.",
    support="not checkable from these data",
)
CHOSEN = Assumption(
    statement="The comparison was not chosen because the numbers differ; the intervals "
    "make no allowance for a sentence written after seeing them.",
    support="not checkable from these data",
)


def check_part(part: object, whole: object, *, names: tuple[str, str]) -> None:
    """Refuse a part and a whole that cannot be.

    Parameters
    ----------
    part, whole : int
        0 <= part <= whole, the whole at least 1.
    names : (str, str)
        What the message calls them.

    Raises
    ------
    InvalidDataError
        If one is no whole number, or they are not in order.
    """
    number = check_whole(names[0], part, least=0)
    total = check_whole(names[1], whole, least=1)
    if number > total:
        raise InvalidDataError(
            f"{names[0]} must be {names[1]} or fewer, got {number} of {total}"
        )


def check_share(name: str, value: object) -> None:
    """Refuse what is no share strictly between 0 and 1.

    Parameters
    ----------
    name : str
        What the message calls it.
    value : float
        The share.

    Raises
    ------
    InvalidDataError
        If it is none.
    """
    if not is_number(value) or not 0 < value < 1:
        raise InvalidDataError(
            f"{name} must be a share between 0 and 1, got {shown(value)}"
        )


def share_estimate(name: str, part: int, whole: int, level: float) -> Estimate:
    """Return a share with Wilson's interval.

    Parameters
    ----------
    name : str
        Of the estimand.
    part, whole : int
        The counts.
    level : float
        Nominal coverage.

    Returns
    -------
    Estimate
        A proportion.
    """
    return Estimate(
        estimand=name,
        value=part / whole,
        unit="proportion",
        interval=wilson_interval(part, whole, level=level),
    )
