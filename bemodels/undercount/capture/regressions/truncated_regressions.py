"""A population whose units are seen at Poisson rates that covariates explain.

The zero-truncated Poisson regression takes the rates from all sightings [1]_,
Zelterman's from the units seen once and twice, by a logistic regression of twice
against once whose odds are half the rate [2]_.

References
----------
.. [1] van der Heijden PGM, Bustami R, Cruyff MJLF, Engbersen G, van Houwelingen HC
   (2003). Point and interval estimation of the population size using the truncated
   Poisson regression model. Statistical Modelling 3, 305-322.
.. [2] Boehning D, van der Heijden PGM (2009). A covariate adjustment for zero-truncated
   approaches to estimating the size of hidden and elusive populations. Annals of
   Applied Statistics 3, 595-610.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

from bemodels.result import Provenance, Result, check_level
from bemodels.undercount.capture.frequencies.times_seen import TimesSeen
from bemodels.undercount.capture.regressions.leftover import leftover_test
from bemodels.undercount.capture.regressions.rate_existence import (
    rates_above_zero,
    rates_once_or_twice,
)
from bemodels.undercount.capture.regressions.rate_fit import fit_rates
from bemodels.undercount.capture.regressions.rate_likelihoods import (
    ABOVE_ZERO,
    ONCE_OR_TWICE,
)
from bemodels.undercount.capture.regressions.regression_result import (
    ONCE_AND_TWICE,
    ONCE_AND_TWICE_ONLY,
    ONLY_OBSERVED,
    SAME_COVARIATES,
    regression_result,
)
from bemodels.undercount.capture.regressions.seen_units import read_seen_units

if TYPE_CHECKING:
    import pandas as pd


def zero_truncated_poisson_regression(
    formula: str,
    data: pd.DataFrame,
    *,
    units: str | None = None,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate a population whose units are seen at rates that covariates explain.

    Parameters
    ----------
    formula : str
        Such as ``"times ~ C(city) + age"``; the left side is the column of times seen,
        whole numbers from 1 on.
    data : pandas.DataFrame
        A row a unit that was seen.
    units : str, optional
        The column of numbers of units, where rows of the same values are one.
    provenance : tuple of Provenance
        The files that the data were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` in units, with normal intervals; tables with
        coefficients, rates by pattern of covariates, standard errors, the log-normal
        interval and expected units; a test of differences that covariates leave.

    Raises
    ------
    InvalidDataError
        If the formula or a cell breaks a rule, or `level` lies outside (0, 1).
    NotEstimableError
        If a term is not estimable, or the rate of some units goes to 0.

    See Also
    --------
    zero_truncated_poisson : the same without covariates.

    References
    ----------
    .. [1] van der Heijden PGM, Bustami R, Cruyff MJLF, Engbersen G, van Houwelingen HC
       (2003). Point and interval estimation of the population size using the truncated
       Poisson regression model. Statistical Modelling 3, 305-322.

    Examples
    --------
    >>> import pandas as pd
    >>> seen = pd.DataFrame({
    ...     "times": [1, 2, 3, 1, 2, 3],
    ...     "group": ["a", "a", "a", "b", "b", "b"],
    ...     "units": [60, 12, 2, 40, 24, 9],
    ... })
    >>> found = zero_truncated_poisson_regression("times ~ group", seen, units="units")
    >>> population = found.estimate("population")
    >>> limits = population.interval
    >>> f"{population.value:.0f} ({limits.low:.0f} to {limits.high:.0f})"
    '338 (240 to 437)'
    """
    check_level(level)
    seen = read_seen_units(formula, data, units)
    basis = rates_above_zero(seen)
    fit = fit_rates(
        ABOVE_ZERO,
        basis,
        units=seen.units,
        again=seen.sightings - seen.units,
        rows=basis.columns,
    )
    tests = leftover_test(seen, fit)
    return regression_result(
        seen,
        replace(fit, log_likelihood=fit.log_likelihood - _log_factorials(seen.times)),
        "Zero-truncated Poisson regression",
        replace(ONLY_OBSERVED, support="checked") if tests else ONLY_OBSERVED,
        condition=SAME_COVARIATES,
        tests=tests,
        provenance=provenance,
        level=level,
    )


def zelterman_regression(
    formula: str,
    data: pd.DataFrame,
    *,
    units: str | None = None,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate a population by rates of the units seen once and twice (Zelterman).

    Parameters
    ----------
    formula : str
        Such as ``"times ~ C(city) + age"``; the left side is the column of times seen,
        whole numbers from 1 on.
    data : pandas.DataFrame
        A row a unit that was seen, however often.
    units : str, optional
        The column of numbers of units, where rows of the same values are one.
    provenance : tuple of Provenance
        The files that the data were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        As that of `zero_truncated_poisson_regression`, without the test.

    Raises
    ------
    InvalidDataError
        If the formula or a cell breaks a rule, or `level` lies outside (0, 1).
    NotEstimableError
        If a term is not estimable from the units seen once and twice, or the rate of
        some units goes to 0 or to infinity.

    See Also
    --------
    zelterman : the same without covariates.

    References
    ----------
    .. [1] Boehning D, van der Heijden PGM (2009). A covariate adjustment for
       zero-truncated approaches to estimating the size of hidden and elusive
       populations. Annals of Applied Statistics 3, 595-610.

    Examples
    --------
    >>> import pandas as pd
    >>> seen = pd.DataFrame({
    ...     "times": [1, 2, 3, 1, 2, 3],
    ...     "group": ["a", "a", "a", "b", "b", "b"],
    ...     "units": [60, 12, 2, 40, 24, 9],
    ... })
    >>> found = zelterman_regression("times ~ group", seen, units="units")
    >>> population = found.estimate("population")
    >>> limits = population.interval
    >>> f"{population.value:.0f} ({limits.low:.0f} to {limits.high:.0f})"
    '329 (205 to 453)'
    """
    check_level(level)
    seen = read_seen_units(formula, data, units)
    basis = rates_once_or_twice(seen)
    used = seen.once + seen.twice > 0
    fit = fit_rates(
        ONCE_OR_TWICE,
        basis,
        units=(seen.once + seen.twice)[used],
        again=seen.twice[used],
        rows=seen.matrix @ basis.to_terms,
    )
    halves = float(seen.twice.sum()) * float(np.log(2))
    return regression_result(
        seen,
        replace(fit, log_likelihood=fit.log_likelihood - halves),
        "Zelterman's estimator by logistic regression",
        ONCE_AND_TWICE_ONLY,
        condition=ONCE_AND_TWICE,
        tests=(),
        provenance=provenance,
        level=level,
    )


def _log_factorials(times: TimesSeen) -> float:
    units = np.asarray(times.units, dtype=np.float64)
    return float(units @ gammaln(np.arange(2, len(units) + 2)))
