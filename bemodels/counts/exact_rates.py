"""Annual incident rates place by place: exact intervals, no model between places."""

from __future__ import annotations

from bemodels.data import CountTable, notice_tables
from bemodels.intervals import garwood_interval
from bemodels.result import Assumption, Estimate, Result, check_level, check_type

POISSON_WITHIN = Assumption(
    statement="Incidents of one count are independent of one another; waves after an "
    "attack or shared networks make the true uncertainty wider.",
    support="not checkable from these data",
)
LISTED_BECAUSE_COUNTED = Assumption(
    statement="No listed place is without an incident: if places are listed because "
    "something happened there, the mean over listed places overstates the mean over "
    "places at risk.",
    support="not checkable from these data",
)


def exact_annual_rates(table: CountTable, *, level: float = 0.95) -> Result:
    """Estimate the annual rate of every row of a table on its own.

    Parameters
    ----------
    table : CountTable
        Counts with exposure in years.
    level : float, default 0.95
        Coverage that each interval guarantees, in (0, 1).

    Returns
    -------
    Result
        One estimate a row, ``annual_rate_exact[labels]`` (incidents per year), with the
        exact Poisson interval [1]_; a row without incidents has the lower limit 0.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1), or `table` is no `CountTable`.

    References
    ----------
    .. [1] Garwood F (1936). Fiducial limits for the Poisson distribution. Biometrika
       28, 437-442.

    Examples
    --------
    >>> import bemodels
    >>> result = exact_annual_rates(bemodels.belgium().place_counts())
    >>> rate = result.estimate("annual_rate_exact[Brussels]")
    >>> f"{rate.value:.2f} ({rate.interval.low:.2f} to {rate.interval.high:.2f})"
    '18.15 (13.91 to 23.26)'
    """
    check_level(level)
    check_type("table", table, CountTable)
    return Result(
        title=f"Annual incident rates: {table.total} {table.unit} in {len(table)} "
        f"rows by {', '.join(table.keys)}",
        method="One Poisson count a row over its exposure",
        estimates=tuple(
            Estimate(
                estimand=f"annual_rate_exact[{label}]",
                value=count / years,
                unit=f"{table.unit} per year",
                interval=garwood_interval(count, years, level=level),
            )
            for label, count, years in zip(
                labels_of(table), table.counts, table.years, strict=True
            )
        ),
        assumptions=(POISSON_WITHIN, *listing_of(table)),
        tables=notice_tables(table.notices),
        provenance=table.provenance,
    )


def listing_of(table: CountTable) -> tuple[Assumption, ...]:
    """Return what follows where no row is without an incident, or nothing.

    Parameters
    ----------
    table : CountTable
        Any table.

    Returns
    -------
    tuple of Assumption
        One, or none where a count is 0: then places were not listed for an incident.
    """
    places = set(table.keys) - {"year", "year_month", "kind", "link"}
    return (LISTED_BECAUSE_COUNTED,) if places and min(table.counts) > 0 else ()


def labels_of(table: CountTable) -> tuple[str, ...]:
    """Return one label a row, its keys joined by commas.

    Parameters
    ----------
    table : CountTable
        Any table.

    Returns
    -------
    tuple of str
        In the order of the rows.

    Examples
    --------
    >>> labels_of(CountTable(keys=("city", "year"), rows=(("Ghent", 2016, 1, 1.0),)))
    ('Ghent, 2016',)
    """
    return tuple(", ".join(map(str, row[:-2])) for row in table.rows)
