"""What a report shows of its own design: all of it, or why it does not."""

from __future__ import annotations

from bemodels.rates.design.comparison_design import design_of
from bemodels.rates.extent import MOST_IN_REPORT, MOST_TABLES
from bemodels.rates.group import Group
from bemodels.result import Table


def design_table(group: Group, reference: Group, *, level: float) -> Table:
    """Return size, power and coverage of a design, or say that it is too large.

    Parameters
    ----------
    group, reference : Group
        The counts.
    level : float
        Of the tests and intervals whose design it is, in (0, 1).

    Returns
    -------
    Table
        As `design_of` makes it, for at most 2,500 tables; of a larger design a
        sentence: who enumerates it, if anyone.

    Examples
    --------
    >>> large = Group(attacks=40, incidents=400)
    >>> design_table(large, Group(attacks=25, incidents=800), level=0.95).columns
    ('not enumerated',)
    """
    tables = (group.incidents + 1) * (reference.incidents + 1)
    if tables <= MOST_IN_REPORT:
        return design_of(group, reference, level=level).tables[0]
    return Table(
        name="Size, power and coverage",
        columns=("not enumerated",),
        rows=((f"{_possible(tables)}; {_elsewhere(tables)}",),),
    )


def _possible(tables: int) -> str:
    return (
        f"groups of these sizes can have {tables:,} tables, and a report enumerates "
        f"at most {MOST_IN_REPORT:,}"
    )


def _elsewhere(tables: int) -> str:
    if tables <= MOST_TABLES:
        return "bemodels.rates.design_of enumerates them in some ten seconds or less"
    return f"nor does bemodels.rates.design_of, which stops at {MOST_TABLES:,}"
