"""Sentences on categories that overlap, counted in one unit throughout."""

from __future__ import annotations

from collections.abc import Mapping

from bemodels.audit.bounds.integer_programmes import Overlaps
from bemodels.audit.bounds.printed_counts import Region, read_counts_of_categories
from bemodels.audit.claims.claim_parts import PROCESS, check_share, share_estimate
from bemodels.audit.claims.verdicts import Reading, judge_above, judge_figure
from bemodels.errors import InvalidDataError
from bemodels.result import (
    Assumption,
    Estimate,
    Interval,
    Provenance,
    Result,
    Table,
    check_level,
)
from bemodels.result.display import format_number
from bemodels.result.rules import check_whole, shown

WAYS = "Ways to count"
_TWO = 2
SHARED = Assumption(
    statement="Two categories overlap if they share a unit that is counted in both; "
    "ties between them in another sense, such as a common leader, are not counted.",
    support="by design",
)
ALL_PRINTED = Assumption(
    statement="The categories with a total are all that the sentence is about, and "
    "every shared unit that is not printed can be there, as far as the totals allow.",
    support="not checkable from these data",
)


def claim_share_of_categories(
    totals: Mapping[str, int],
    chosen: tuple[str, ...],
    *,
    union: int,
    figure: tuple[float, float],
    intersections: Mapping[tuple[str, ...] | Region, int] | None = None,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Ask whether some categories have the share that a sentence gives them.

    A unit of several categories is one unit and several ties. A share whose numerator
    counts ties and whose denominator counts units is neither.

    Parameters
    ----------
    totals : mapping of str to int
        Each category with its units.
    chosen : tuple of str
        The categories of the sentence.
    union : int
        Units in at least one category.
    figure : (float, float)
        Shares that the words stand for, both ends included, such as 0.78 and 0.80 for
        "almost 80%".
    intersections : mapping, optional
        As in `overlap_bounds`.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``share_of_ties``; ``share_of_units_least`` and ``share_of_units_most``, by the
        fewest and the most units that the chosen categories can have together; each
        with Wilson's interval; a table of the ways to count, the mixed one among them.

    Raises
    ------
    InvalidDataError
        If the counts cannot be, or a chosen category has no total.

    Examples
    --------
    >>> from bemodels.audit import verdict
    >>> result = claim_share_of_categories(
    ...     {"a": 5, "b": 4, "c": 2},
    ...     ("a", "b"),
    ...     union=10,
    ...     figure=(0.88, 0.90),
    ... )
    >>> verdict(result)
    'cannot be told'
    """
    check_level(level)
    _check_figure(figure)
    check_whole("union", union, least=1)
    overlaps = _overlaps(totals, union, intersections)
    together = frozenset(_chosen(chosen, totals))
    fewest, most = overlaps.range_of(
        overlaps.indicator(lambda region: bool(region & together))
    )
    ties, all_ties = sum(totals[name] for name in together), sum(totals.values())
    estimates = (
        share_estimate("share_of_ties", ties, all_ties, level),
        share_estimate("share_of_units_least", fewest, union, level),
        share_estimate("share_of_units_most", most, union, level),
    )
    judged = judge_figure(
        [Reading(value=one.value, interval=one.interval) for one in estimates],
        *figure,
        what="share of the chosen categories, of ties and of units",
        claimed=f"{format_number(figure[0])} to {format_number(figure[1])}",
    )
    mixed = ties / union
    units = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    return Result(
        title="Do some categories have the share that a sentence gives them?",
        method="Ties over ties and units over units; the range of units by integer "
        "programmes",
        estimates=estimates,
        conclusion=f"The chosen categories have {ties} of {all_ties} ties and {units} "
        f"of {union} units: a share of {format_number(100 * figure[0])} to "
        f"{format_number(100 * figure[1])}%{_is(str(judged.rows[0][-2]))}. {ties} "
        f"ties over {union} units would be {format_number(100 * mixed)}%.",
        assumptions=(PROCESS,),
        tables=(judged, _ways(ties, all_ties, (fewest, most), union)),
        provenance=provenance,
    )


def claim_most_overlap(
    totals: Mapping[str, int],
    *,
    union: int | None = None,
    intersections: Mapping[tuple[str, ...] | Region, int] | None = None,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    """Ask whether most categories share a unit with another.

    Parameters
    ----------
    totals : mapping of str to int
        Each category with its units.
    union : int, optional
        Units in at least one category.
    intersections : mapping, optional
        As in `overlap_bounds`.
    provenance : tuple of Provenance
        The files that the counts were read from.

    Returns
    -------
    Result
        ``share_overlapping``, of the categories, as bounds; the verdict is on whether
        it exceeds one half. Nothing is sampled: the categories are all there are.

    Raises
    ------
    InvalidDataError
        If the counts cannot be.

    Examples
    --------
    >>> from bemodels.audit import verdict
    >>> result = claim_most_overlap({"a": 5, "b": 4, "c": 2}, union=10)
    >>> verdict(result)
    'supported'
    """
    overlaps = _overlaps(totals, union, intersections)
    ends = overlaps.overlapping_categories()
    # A category that shares a unit shares it with another: never one alone.
    counts = [one for one in range(ends[0], ends[1] + 1) if one != 1]
    readings = [_exactly(one / len(totals)) for one in counts]
    judged = judge_above(
        readings, 0.5, what="share of the categories", claimed="above 0.5"
    )
    number = f" {'or' if len(counts) == _TWO else 'to'} ".join(
        str(one) for one in dict.fromkeys((counts[0], counts[-1]))
    )
    return Result(
        title="Do most categories share a unit with another?",
        method="Integer programmes over the regions of overlapping categories",
        estimates=(
            Estimate(
                estimand="share_overlapping",
                value=(readings[0].value + readings[-1].value) / 2,
                unit="proportion",
                interval=Interval(
                    low=readings[0].value,
                    high=readings[-1].value,
                    level=1,
                    kind="bounds",
                    method="integer programme; value: the middle",
                ),
            ),
        ),
        conclusion=f"{number} of {len(totals)} categories share a unit with another: "
        f"that most do{_is(str(judged.rows[0][-2]))}.",
        assumptions=(SHARED, ALL_PRINTED),
        tables=(judged,),
        provenance=provenance,
    )


def _overlaps(
    totals: Mapping[str, int],
    union: int | None,
    intersections: Mapping[tuple[str, ...] | Region, int] | None,
) -> Overlaps:
    return Overlaps(read_counts_of_categories(totals, union, intersections))


def _exactly(value: float) -> Reading:
    return Reading(
        value=value,
        interval=Interval(
            low=value, high=value, level=1, kind="bounds", method="count"
        ),
    )


def _chosen(chosen: tuple[str, ...], totals: Mapping[str, int]) -> tuple[str, ...]:
    if not isinstance(chosen, tuple) or not chosen:
        raise InvalidDataError(
            f"chosen must be a tuple of one category or more, got {shown(chosen)}"
        )
    for name in chosen:
        if name not in totals:
            raise InvalidDataError(
                f"chosen names {shown(name)}, which has no total; there are "
                f"{', '.join(totals)}"
            )
    return chosen


def _check_figure(figure: tuple[float, float]) -> None:
    if not isinstance(figure, tuple) or len(figure) != len(("low", "high")):
        raise InvalidDataError(f"figure must be two shares, got {shown(figure)}")
    for one in figure:
        check_share("an end of figure", one)
    if figure[0] > figure[1]:
        raise InvalidDataError(
            f"figure must run from the lower share to the higher, got {shown(figure)}"
        )


def _ways(ties: int, all_ties: int, units: tuple[int, int], union: int) -> Table:
    return Table(
        name=WAYS,
        columns=("counted", "numerator", "denominator", "share"),
        rows=(
            ("ties over ties", ties, all_ties, ties / all_ties),
            ("units over units, fewest", units[0], union, units[0] / union),
            ("units over units, most", units[1], union, units[1] / union),
            ("mixed: ties over units", ties, union, ties / union),
        ),
        note="A mixed share can exceed 1; no reading of a sentence counts so.",
    )


def _is(found: str) -> str:
    return f" {found}" if found.startswith("cannot") else f" is {found}"
