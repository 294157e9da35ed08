"""How many changed outcomes it takes for Fisher's p-value to cross .05."""

from __future__ import annotations

from collections.abc import Iterator

from bemodels.errors import NotEstimableError
from bemodels.intervals import fisher_p_value
from bemodels.rates.group import Group
from bemodels.rates.sensitivity.tipping import ALPHA
from bemodels.result import Cell, Probability, Result, Table, check_type

# What changes, how the group's attacks change with each, and the reference's.
CHANGES = (
    ("attacks added to the group", 1, 0),
    ("attacks removed from the group", -1, 0),
    ("attacks added to the reference", 0, 1),
    ("attacks removed from the reference", 0, -1),
)


def fragility(group: Group, reference: Group) -> Result:
    """Count the changed outcomes that move Fisher's p-value across .05.

    Parameters
    ----------
    group, reference : Group
        The counts. Incidents stay; one that was no attack becomes one, or the other
        way round.

    Returns
    -------
    Result
        Two numbers, ``fragility index`` as published [1]_ and the fewest changes of
        any kind, where there are any; a table of the four kinds of change with the
        p-value on either side.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`.
    NotEstimableError
        If no change of one kind moves the p-value across .05.

    Notes
    -----
    The published index adds events to the arm that has fewer of them until the
    minimum-likelihood p-value, below .05 at first, no longer is [1]_. If it is not
    below .05 at first, the table counts how many changes bring it there.

    References
    ----------
    .. [1] Walsh M, Srinathan SK, McAuley DF, et al. (2014). The statistical
       significance of randomized controlled trial results is frequently fragile: a
       case for a Fragility Index. Journal of Clinical Epidemiology 67, 622-628.

    Examples
    --------
    >>> result = fragility(
    ...     Group(attacks=15, incidents=40), Group(attacks=6, incidents=40)
    ... )
    >>> int(result.probabilities[0].value)
    1
    >>> [round(p, 8) for p in result.tables[0].rows[2][2:]]
    [0.04060921, 0.07836101]
    """
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    crossings = [_crossing(group, reference, *change) for change in CHANGES]
    found = [int(one[1]) for one in crossings if isinstance(one[1], int)]
    if not found:
        raise NotEstimableError(
            f"no change of one kind moves Fisher's p-value of {group} against "
            f"{reference} across {ALPHA:g}"
        )
    fewest = Probability(
        statement=f"fewest changed outcomes at which p crosses {ALPHA:g}",
        value=min(found),
        given="changes of one kind in one group, incidents as recorded",
    )
    return Result(
        title=f"Fragility of {group} against {reference}",
        method="Fisher's exact test, minimum likelihood, after every change",
        estimates=(),
        probabilities=(*_index(group, reference, crossings), fewest),
        tables=(_table(crossings),),
    )


def _table(crossings: list[tuple[Cell, ...]]) -> Table:
    return Table(
        name="Changed outcomes until Fisher's p crosses .05",
        columns=("changed", "how many", "p as recorded", "p then"),
        rows=tuple(crossings),
        note="Every count was tried in turn, since exact p-values do not move in one "
        "direction.",
    )


def _crossing(
    group: Group, reference: Group, what: str, step: int, other: int
) -> tuple[Cell, ...]:
    """Return the first change that puts the p-value on the other side of .05."""
    before = fisher_p_value(group.against(reference))
    for count, (one, two) in enumerate(_changed(group, reference, step, other), 1):
        after = fisher_p_value(one.against(two))
        if (after < ALPHA) != (before < ALPHA):
            return what, count, before, after
    return what, "never", before, "-"


def _changed(
    group: Group, reference: Group, step: int, other: int
) -> Iterator[tuple[Group, Group]]:
    """Yield the groups after one change more each time, while the counts allow it."""
    first, second = group.attacks + step, reference.attacks + other
    while 0 <= first <= group.incidents and 0 <= second <= reference.incidents:
        yield (
            Group(attacks=first, incidents=group.incidents),
            Group(attacks=second, incidents=reference.incidents),
        )
        first, second = first + step, second + other


def _index(
    group: Group, reference: Group, crossings: list[tuple[Cell, ...]]
) -> tuple[Probability, ...]:
    """Return the published index, which is one of significant results only."""
    fewer = crossings[0] if group.attacks < reference.attacks else crossings[2]
    _, count, before, _ = fewer
    if not isinstance(count, int) or not isinstance(before, float) or before >= ALPHA:
        return ()
    return (
        Probability(
            statement="fragility index",
            value=count,
            given=f"{fewer[0]}, which has the fewer attacks, until p is {ALPHA:g}",
        ),
    )
