"""What overlaps can be, as a result."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from bemodels.audit.bounds.integer_programmes import Overlaps
from bemodels.audit.bounds.overlap_shares import share_range
from bemodels.audit.bounds.printed_counts import (
    PrintedCounts,
    Region,
    read_counts_of_categories,
)
from bemodels.result import (
    Assumption,
    Estimate,
    Interval,
    Provenance,
    Result,
    Table,
    check_type,
)
from bemodels.result.display import format_number

METHOD = "integer programme"
REGIONS = "Units in exactly these categories"


def overlap_bounds(
    totals: Mapping[str, int],
    *,
    union: int | None = None,
    intersections: Mapping[tuple[str, ...] | Region, int] | None = None,
    unit: str = "units",
    title: str = "What the overlaps of categories can be",
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    """Return what printed totals leave open of categories that overlap.

    Parameters
    ----------
    totals : mapping of str to int
        Each category, two to ten of them, with the units that belong to it.
    union : int, optional
        Units that belong to at least one category; without it any number is allowed
        that the totals allow.
    intersections : mapping of tuple or frozenset to int, optional
        Two or more categories with the units that belong to all of them, whatever else
        they belong to.
    unit : str, default "units"
        What is counted.
    title : str
        Of the result.
    provenance : tuple of Provenance
        The files that the counts were read from.

    Returns
    -------
    Result
        ``at_least[k]``, units in k or more categories; ``share_at_least[k]``, the same
        as a share of those in at least one; ``overlapping_categories``, those with a
        unit that belongs to another one too; ``exactly[a & b]``, the units in these
        categories and no other, for every region that can hold one; the same in a
        table, with the number of regions that can hold none. Intervals are bounds: the
        least and the most. The value is their middle, which is the number itself where
        the counts determine it.

    Raises
    ------
    InvalidDataError
        If a count or a category is not as it must be, or the counts contradict one
        another; the message names the ones that do.
    NotEstimableError
        If the solver does not prove its answer.

    Notes
    -----
    The units of each of the 2**K - 1 regions are unknown whole numbers of 0 or more,
    and every printed count is a sum of them (inclusion and exclusion). Each end of a
    range is an integer programme solved by HiGHS; the sums of its solution are checked
    in whole numbers. A region lies in at least one total, so no range is open above.
    Both ends of a range are possible; a number between them need not be.

    Examples
    --------
    How many of 70 arrest actions, each of which has one connection or both, have both?

    >>> result = overlap_bounds({"local cell": 60, "operative": 13}, union=70)
    >>> result.estimate("exactly[local cell & operative]").value
    3.0
    >>> result = overlap_bounds({"local cell": 60, "operative": 13})
    >>> both = result.estimate("exactly[local cell & operative]").interval
    >>> both.low, both.high
    (0.0, 13.0)
    """
    for name, text in (("unit", unit), ("title", title)):
        check_type(name, text, str)
    printed = read_counts_of_categories(totals, union, intersections)
    overlaps = Overlaps(printed)
    alone = np.eye(len(printed.regions), dtype=np.int64)
    regions = [
        (printed.name(one), *overlaps.range_of(weights))
        for one, weights in zip(printed.regions, alone, strict=True)
    ]
    layers = _layers(overlaps, unit)
    return Result(
        title=title,
        method="Integer programmes over the regions of overlapping categories",
        estimates=(
            *layers,
            _bounds(
                "overlapping_categories",
                *overlaps.overlapping_categories(),
                "categories",
            ),
            *(
                _bounds(f"exactly[{name}]", low, high, unit)
                for name, low, high in regions
                if high
            ),
        ),
        conclusion=_conclusion(printed, layers),
        assumptions=(_EXACT,),
        tables=(
            Table(
                name=REGIONS,
                columns=("categories", "least", "most"),
                rows=tuple(one for one in regions if one[-1]),
                note="In all of these categories and in no other. Printed: "
                + "; ".join(one.label for one in printed.counts)
                + f". Regions that can hold none: {sum(not r[-1] for r in regions)}.",
            ),
        ),
        provenance=provenance,
    )


_EXACT = Assumption(
    statement="The printed counts are right, and all of them count the same units.",
    support="not checkable from these data",
)


def _layers(overlaps: Overlaps, unit: str) -> tuple[Estimate, ...]:
    """Return the units in k or more categories, and their share of all."""
    whole = overlaps.indicator(bool)
    estimates = []
    for k in range(1, len(overlaps.printed.categories) + 1):
        part = overlaps.indicator(partial(_holds_in, k))
        low, high = overlaps.range_of(part)
        estimates.append(_bounds(f"at_least[{k}]", low, high, unit))
        if k > 1 and any(one.count for one in overlaps.printed.counts):
            least, most = share_range(overlaps, part, whole)
            name = f"share_at_least[{k}]"
            estimates.append(_bounds(name, float(least), float(most), "proportion"))
    return tuple(estimates)


def _holds_in(least: int, region: Region) -> bool:
    return len(region) >= least


def _bounds(name: str, low: float, high: float, unit: str) -> Estimate:
    return Estimate(
        estimand=name,
        value=float(low) if low == high else (low + high) / 2,
        unit=unit,
        interval=Interval(
            low=float(low),
            high=float(high),
            level=1,
            kind="bounds",
            method=f"{METHOD}; value: the middle" if low < high else METHOD,
        ),
    )


def _conclusion(printed: PrintedCounts, layers: tuple[Estimate, ...]) -> str:
    """Say what the counts leave of the units in two or more categories."""
    two = next(one for one in layers if one.estimand == "at_least[2]")
    share = "".join(
        f" ({_range_words(one)} of those in at least one)"
        for one in layers
        if one.estimand == "share_at_least[2]"
    )
    return (
        f"Given {', '.join(one.label for one in printed.counts)}, "
        f"{_range_words(two)} {two.unit} belong to two or more categories{share}."
    )


def _range_words(estimate: Estimate) -> str:
    low, high = (
        format_number(one) for one in (estimate.interval.low, estimate.interval.high)
    )
    return low if low == high else f"{low} to {high}"
