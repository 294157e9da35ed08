"""The annual rate of every row of a table, if incidents are not independent."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from bemodels.counts.exact_rates import POISSON_WITHIN, labels_of, listing_of
from bemodels.counts.partial_years.dependence import (
    CLUSTERED,
    by_factor,
)
from bemodels.counts.partial_years.scaled_limits import scaled_garwood
from bemodels.data import CountTable, notice_tables
from bemodels.intervals.variance_factors import FACTORS, check_factors
from bemodels.result import Result, check_level, check_type


def annual_rates_by_variance_factor(
    table: CountTable,
    *,
    factors: Iterable[float] = FACTORS,
    level: float = 0.95,
) -> Result:
    """Return the annual rate of every row beside the same under larger variances.

    Parameters
    ----------
    table : CountTable
        Counts with exposure in years.
    factors : iterable of float, default (2, 3)
        Variance over mean, each 1 or more.
    level : float, default 0.95
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        ``annual_rate_exact[labels]`` as `exact_annual_rates` gives it, then the same
        with ``[variance factor c]``.

    Raises
    ------
    InvalidDataError
        If `table` is no `CountTable`, or a factor or `level` is not what it must be.

    See Also
    --------
    rate_variance_factors : one rate, with the factor at which a conclusion tips.

    References
    ----------
    .. [1] Fay MP, Feuer EJ (1997). Confidence intervals for directly standardized
       rates: a method based on the gamma distribution. Statistics in Medicine 16,
       791-801.

    Examples
    --------
    >>> table = CountTable(keys=("year",), rows=((2014, 5, 7 / 12), (2015, 12, 1.0)))
    >>> for rate in annual_rates_by_variance_factor(table, factors=[3]).estimates:
    ...     print(f"{rate.interval.low:5.2f} to {rate.interval.high:5.2f}")
     2.78 to 20.00
     0.76 to 34.40
     6.20 to 20.96
     3.27 to 30.72
    """
    check_level(level)
    check_type("table", table, CountTable)
    scaled = check_factors(factors)
    rows = zip(labels_of(table), table.counts, table.years, strict=True)
    return Result(
        title=f"Annual rates under larger variances: {table.total} {table.unit} in "
        f"{len(table)} rows by {', '.join(table.keys)}",
        method="Exact Poisson intervals, count and exposure divided by the variance "
        "factor",
        estimates=tuple(
            estimate
            for label, count, years in rows
            for estimate in by_factor(
                f"annual_rate_exact[{label}]",
                count / years,
                f"{table.unit} per year",
                partial(scaled_garwood, count, years, level=level),
                scaled,
            )
        ),
        assumptions=(POISSON_WITHIN, CLUSTERED, *listing_of(table)),
        tables=notice_tables(table.notices),
        provenance=table.provenance,
    )
