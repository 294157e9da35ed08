"""Whether rules made years annual from the months that are stated of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bemodels.audit.years.closeness import CloseRates
from bemodels.audit.years.printed_changes import PrintedChange
from bemodels.audit.years.vectors import YearConstraint
from bemodels.errors import InvalidDataError


def check_months(
    constraints: Iterable[YearConstraint], months: Mapping[int, int]
) -> None:
    """Refuse rules that made a year annual from other months than are stated.

    Parameters
    ----------
    constraints : iterable of YearConstraint
        The rules; a printed change of equal months, whichever they are, was not made
        annual, and stands beside any stated ones.
    months : mapping of int to int
        Months that were observed, of every year that the rules name.

    Raises
    ------
    InvalidDataError
        If a rule has other months than are stated of a year.

    Examples
    --------
    >>> from bemodels.audit.years import RoundedChange
    >>> change = RoundedChange(2016, 2017, -60, months_after=8)
    >>> check_months([change], {2016: 12, 2017: 8})
    >>> check_months([change], {2016: 12, 2017: 9})
    Traceback (most recent call last):
        ...
    bemodels.errors.InvalidDataError: months of 2017 are stated as 9, and the rule \
'2016 (12 months) to 2017 (8 months): -60%, rounded half up' made it annual from 8
    """
    for rule in constraints:
        if not isinstance(rule, PrintedChange | CloseRates):
            continue
        for year, used in rule.annual_months.items():
            if used != months[year]:
                raise InvalidDataError(
                    f"months of {year} are stated as {months[year]}, and the rule "
                    f"'{rule}' made it annual from {used}"
                )
