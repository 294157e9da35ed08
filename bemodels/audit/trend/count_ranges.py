"""The vectors themselves: one a row, and the range of each year over them."""

from __future__ import annotations

from bemodels.audit.trend.over_vectors import ONE_IS_TRUE, bounds_over
from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.audit.years.readings import ONLY_POSSIBLE
from bemodels.audit.years.words import in_words, range_in_words
from bemodels.result import Provenance, Result, Table, check_type

VECTORS_TABLE = "Vectors of counts by year"


def counts_over_vectors(
    possible: PossibleCounts, *, provenance: tuple[Provenance, ...] = ()
) -> Result:
    """Return the range of each year's count, and every vector.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors of yearly counts, one of which is true.
    provenance : tuple of Provenance
        The files that the constraints on the vectors were read from.

    Returns
    -------
    Result
        ``count[year]``, the bounds over vectors; a table with a row a vector, from
        which `bemodels.report.pictures_of` draws them all.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.

    Examples
    --------
    >>> possible = PossibleCounts(
    ...     vectors=[[12, 35, 48, 12], [21, 41, 36, 9]],
    ...     years=(2014, 2015, 2016, 2017),
    ...     months=(7, 12, 12, 10),
    ... )
    >>> print(counts_over_vectors(possible).conclusion)
    2 vectors are possible: 12 to 21 in 2014, 35 to 41 in 2015, 36 to 48 in 2016, \
9 to 12 in 2017. The ends of several years are not reached together.
    """
    check_type("possible", possible, PossibleCounts)
    counts = {year: possible.of(year).tolist() for year in possible.years}
    return Result(
        title=f"Counts by year over {in_words(len(possible))}",
        method="range over vectors; no probability over them",
        conclusion=_conclusion(counts, len(possible)),
        estimates=tuple(
            bounds_over(f"count[{year}]", of, unit="incidents", vectors=len(possible))
            for year, of in counts.items()
        ),
        assumptions=(ONE_IS_TRUE, ONLY_POSSIBLE),
        tables=(
            Table(
                name=VECTORS_TABLE,
                columns=tuple(map(str, possible.years)),
                rows=tuple(zip(*counts.values(), strict=True)),
            ),
        ),
        provenance=provenance,
    )


def _conclusion(counts: dict[int, list[int]], vectors: int) -> str:
    ranges = ", ".join(
        f"{range_in_words(min(of), max(of))} in {year}" for year, of in counts.items()
    )
    if vectors == 1:
        return f"One vector is possible: {ranges}."
    return (
        f"{in_words(vectors)} are possible: {ranges}. The ends of several years are "
        "not reached together."
    )
