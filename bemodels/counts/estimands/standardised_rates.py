"""Annual rates of the levels of a factor, standardised to the exposure of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.estimands.estimand_result import answer_by_level
from bemodels.counts.estimands.log_rates import (
    LogRate,
    exact_limits,
    wald_interval,
)
from bemodels.counts.estimands.posterior.rates import posterior_standardised_rates
from bemodels.counts.estimands.reference_grid import check_factor
from bemodels.counts.estimands.rows_at import (
    standardised_log_rate,
    standardised_log_rates,
)
from bemodels.counts.fits.count_fit import CountFit
from bemodels.errors import NotEstimableError
from bemodels.result import Assumption, Interval, Posterior, check_level, check_type

if TYPE_CHECKING:
    from bemodels.result import Result

ZERO_CELLS = Assumption(
    statement="Rows with a fitted rate of 0 add nothing to a mean, nor to its "
    "interval, which is therefore short.",
    support="not checkable from these data",
)


def standardised_annual_rates(
    fit: CountFit | Posterior, by: str, *, level: float = 0.95
) -> Result:
    """Estimate the annual rate of every level, weighted by exposure.

    Parameters
    ----------
    fit : CountFit or Posterior
        Any fit by a formula, or one by `fit_hierarchical`.
    by : str
        A factor of its formula, or a key of its table.
    level : float, default 0.95
        Nominal coverage, or posterior mass, of every interval, in (0, 1).

    Returns
    -------
    Result
        ``standardised_annual_rate[LEVEL]`` for every level: what the annual rate over
        all rows would be if every row had this level, each row weighted by its
        exposure. The delta method is on the log scale. A level without a count has the
        rate 0 and an exact upper limit; in a hierarchical fit it has a posterior rate
        as any other.

    Raises
    ------
    InvalidDataError
        If `by` is no factor of the formula, or `level` lies outside (0, 1).
    NotEstimableError
        If a mean takes in a combination whose rate the likelihood leaves open.
    NotConvergedError
        If the chains of a posterior do not agree on a rate.

    References
    ----------
    .. [1] Lane PW, Nelder JA (1982). Analysis of covariance and standardization as
       instances of prediction. Biometrics 38, 613-621.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame(
    ...     {"n": [3, 9, 4, 2], "city": list("AABB"), "half": [1, 2, 1, 2], "t": 0.5}
    ... )
    >>> fit = bemodels.counts.fit_poisson("n ~ city + C(half)", data, exposure="t")
    >>> for rate in standardised_annual_rates(fit, "city").estimates:
    ...     print(rate.estimand, round(rate.value, 2))
    standardised_annual_rate[A] 12.0
    standardised_annual_rate[B] 6.0
    """
    check_type("fit", fit, CountFit, Posterior)
    check_level(level)
    if isinstance(fit, Posterior):
        return posterior_standardised_rates(fit, by, level=level)
    levels = check_factor(fit.design, by, argument="by")
    return answer_by_level(
        fit,
        {
            value: _answer(fit, by, value, found, level=level)
            for value, found in zip(
                levels, standardised_log_rates(fit, by, levels), strict=True
            )
        },
        title=f"Standardised annual rates of {fit.design.unit} by {by}",
        method="Means of rates over all rows, weighted by exposure; delta method on "
        "the log scale",
        estimand="standardised_annual_rate",
        assumptions=zero_cells(fit),
    )


def standardised_rate(
    fit: CountFit, variable: str, value: object, *, level: float
) -> tuple[float, Interval]:
    """Return the mean rate over all rows with one variable set to a value.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    variable : str
        A variable of its formula.
    value : object
        What it is set to.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    tuple of float and Interval
        Exact limits where the rate is 0.

    Raises
    ------
    NotEstimableError
        If the likelihood leaves a rate open, or it is 0 where there is no row.
    """
    found = standardised_log_rate(fit, variable, value)
    return _answer(fit, variable, value, found, level=level)


def _answer(
    fit: CountFit, variable: str, value: object, found: LogRate, *, level: float
) -> tuple[float, Interval]:
    if found.rate:
        return found.rate, wald_interval(found.value, found.standard_error, level=level)
    rows = (fit.design.frame[variable] == value).to_numpy()
    nothing = exact_limits(fit, rows, level=level) if rows.any() else None
    if nothing is None:
        raise NotEstimableError(
            f"the mean rate at {variable} {value} is 0 by extrapolation alone, which "
            "has no exact limits"
        )
    return 0.0, nothing


def zero_cells(fit: CountFit) -> tuple[Assumption, ...]:
    """Return what an interval leaves out where rows have a fitted mean of 0.

    Parameters
    ----------
    fit : CountFit
        Any fit.

    Returns
    -------
    tuple of Assumption
        One, or none.
    """
    return (ZERO_CELLS,) if fit.separation.rows.any() else ()
