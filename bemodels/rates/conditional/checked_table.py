"""What a conditional method is given, checked at the door."""

from __future__ import annotations

from bemodels.intervals import TwoByTwo
from bemodels.rates.group import Group
from bemodels.result import check_type


def checked_table(group: Group, reference: Group) -> TwoByTwo:
    """Return the 2 x 2 table of two groups.

    Parameters
    ----------
    group, reference : Group
        What a caller gave.

    Returns
    -------
    TwoByTwo
        Attacks as successes, incidents as trials.

    Raises
    ------
    InvalidDataError
        If either is no `Group`.
    """
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    return group.against(reference)
