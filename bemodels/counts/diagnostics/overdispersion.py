"""Tests of whether counts vary more than Poisson, and what they can find here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import chdtrc

from bemodels.counts.diagnostics.coverage_table import coverage_check, coverage_table
from bemodels.counts.diagnostics.dispersion_power import (
    BOOTSTRAP,
    TEST_NAMES,
    exceedance,
    simulate_tests,
)
from bemodels.counts.diagnostics.dispersion_scores import (
    SCORE_TESTS,
    Slopes,
    linear_regression,
    pearson_ratio,
    quadratic_regression,
)
from bemodels.counts.diagnostics.poisson_refits import refit_of
from bemodels.counts.diagnostics.power_tables import power_checks, power_tables
from bemodels.counts.fits.answer_of_fit import answer_of
from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.dispersion_limits import limits_of_alpha
from bemodels.counts.fits.families import (
    NEGATIVE_BINOMIAL,
    NEGATIVE_BINOMIAL_LINEAR,
    POISSON,
)
from bemodels.counts.fits.fitting import fit_design
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals.normal import normal_interval
from bemodels.result import (
    Assumption,
    Estimate,
    HypothesisTest,
    Table,
    check_level,
    check_type,
)
from bemodels.result.rules import check_whole

if TYPE_CHECKING:
    from bemodels.counts.diagnostics.dispersion_power import Simulation
    from bemodels.result import Result

SPREADS = (0.0, 0.25, 0.5, 1.0)
FEWEST_TABLES = 99
AT_THESE_MEANS = Assumption(
    statement="Size and power are those at the fitted means, as if they were the true "
    "ones.",
    support="by design",
)


def dispersion_tests(
    fit: CountFit,
    *,
    rng: np.random.Generator,
    tables: int = 999,
    level: float = 0.95,
) -> Result:
    """Test whether counts vary more than Poisson, with each test's power beside it.

    Parameters
    ----------
    fit : CountFit
        By `fit_poisson`.
    rng : numpy.random.Generator
        The source of the simulated tables.
    tables : int, default 999
        How many tables are simulated for the bootstrap, and for each size and power;
        99 or more.
    level : float, default 0.95
        Of the intervals, in (0, 1); the tests of the simulated tables have the nominal
        level 1 - level.

    Returns
    -------
    Result
        A test of each kind, one-sided towards overdispersion; the first, a parametric
        bootstrap of Pearson's sum over its degrees of freedom, keeps its level where
        counts are few. Estimates of alpha: by maximum likelihood, ``alpha_nb2`` and
        ``alpha_nb1``, and by the two auxiliary regressions, ``alpha_nb2_regression``
        and ``alpha_nb1_regression``, which may be below 0. A table holds the shares of
        simulated tables that each test rejects, with the same means and exposures:
        Poisson, and NB2 of 1 / sqrt(phi) = 0.25, 0.5 and 1. Another holds the shares
        whose interval of ``alpha_nb2`` holds the alpha that they were made with, or
        ends below it; a check fails where the interval is clearly too short.

    Raises
    ------
    InvalidDataError
        If the fit is not by `fit_poisson`, or a number lies outside its range.
    NotEstimableError
        If no degree of freedom is left, or residuals do not vary at all.

    Notes
    -----
    Rows with a fitted mean of 0 say nothing of dispersion and take no part, in the
    table as in the simulated ones. Dean's tests [1]_ are score tests; P'_B adds back
    what fitting the coefficients takes from the residuals. The auxiliary regressions
    [2]_ of ((y - mu)^2 - y) / mu are two: on mu for NB2, on a constant for NB1. The
    likelihood ratios are half a chi-square of 1 and half 0, alpha = 0 being on the
    boundary.

    References
    ----------
    .. [1] Dean CB (1992). Testing for overdispersion in Poisson and binomial regression
       models. Journal of the American Statistical Association 87, 451-457.
    .. [2] Cameron AC, Trivedi PK (1990). Regression-based tests for overdispersion in
       the Poisson model. Journal of Econometrics 46, 347-364.

    Examples
    --------
    >>> import bemodels, numpy as np, pandas as pd
    >>> data = pd.DataFrame({"n": [0, 3, 1, 9, 0, 2, 7, 1], "city": list("AABBCCDD")})
    >>> fit = bemodels.counts.fit_poisson("n ~ city", data)
    >>> found = dispersion_tests(fit, rng=np.random.default_rng(1), tables=99)
    >>> for test in found.tests[:3]:
    ...     print(f"{test.method}: {test.p_value:.3f}")
    Pearson's ratio, bootstrap, one-sided: 0.010
    Dean's P'_B, one-sided: 0.000
    Dean's P_B, one-sided: 0.006
    """
    check_type("fit", fit, CountFit)
    check_type("rng", rng, np.random.Generator)
    check_whole("tables", tables, least=FEWEST_TABLES)
    check_level(level)
    _check_poisson(fit)
    simulations = tuple(
        simulate_tests(fit, spread, tables=tables, level=level, rng=rng)
        for spread in SPREADS
    )
    broader = _broader_fits(fit)
    found = _found(fit, broader, simulations[0])
    return answer_of(
        fit,
        title=f"Do {fit.design.unit} vary more than Poisson?",
        method="Tests of Poisson against overdispersion",
        estimates=(*_likeliest(broader, level), *_regressed(fit, level)),
        tests=tuple(
            HypothesisTest(
                null="The counts are Poisson: their variance is their mean",
                method=f"{name}, one-sided",
                p_value=p_value,
            )
            for name, _, p_value in found
        ),
        assumptions=(AT_THESE_MEANS,),
        checks=(
            *power_checks(simulations, level=level),
            coverage_check(simulations, level=level),
        ),
        tables=(
            Table(
                name="Tests of dispersion",
                columns=("test", "statistic", "p-value"),
                rows=found,
                note="One-sided: a small p-value speaks for overdispersion.",
            ),
            *power_tables(simulations, level=level),
            coverage_table(simulations, level=level),
        ),
    )


def _check_poisson(fit: CountFit) -> None:
    if fit.family is not POISSON:
        raise InvalidDataError(
            f"dispersion_tests needs a fit by fit_poisson, got one of the "
            f"{fit.family.name} model"
        )
    rows, coefficients = fit.problem.columns.shape
    if rows == coefficients:
        raise NotEstimableError(
            f"dispersion cannot be tested: {rows} rows of a mean above 0 have "
            f"{coefficients} coefficients"
        )


def _broader_fits(fit: CountFit) -> tuple[CountFit, CountFit]:
    nb2, nb1 = (
        fit_design(fit.design, family)
        for family in (NEGATIVE_BINOMIAL, NEGATIVE_BINOMIAL_LINEAR)
    )
    return nb2, nb1


def _found(
    fit: CountFit, broader: tuple[CountFit, CountFit], poisson: Simulation
) -> tuple[tuple[str, float, float], ...]:
    """Return name, statistic and p-value of each test, in the order of `TEST_NAMES`."""
    refit = refit_of(fit)
    ratio = pearson_ratio(refit)
    found = [(BOOTSTRAP, ratio, exceedance(ratio, poisson.pearson))]
    for test in SCORE_TESTS:
        statistic = test.statistic(refit)
        found.append((test.name, statistic, test.p_value(statistic, refit)))
    rows = [(name, float(one[0]), float(p[0])) for name, one, p in found]
    for name, other in zip(TEST_NAMES[-2:], broader, strict=True):
        rows.append((name, *_likelihood_ratio(fit, other)))
    if np.isnan([numbers for _, *numbers in rows]).any():
        raise NotEstimableError(
            "dispersion cannot be tested: the residuals do not vary at all"
        )
    return tuple(rows)


def _likelihood_ratio(fit: CountFit, other: CountFit) -> tuple[float, float]:
    if other.alpha == 0:
        return 0.0, 1.0
    ratio = max(0.0, 2 * (other.loglik - fit.loglik))
    return ratio, float(chdtrc(1, ratio)) / 2


def _likeliest(
    broader: tuple[CountFit, CountFit], level: float
) -> tuple[Estimate, Estimate]:
    nb2, nb1 = (
        Estimate(
            estimand=name,
            value=other.alpha,
            unit="none",
            interval=limits_of_alpha(other, level=level),
        )
        for name, other in zip(("alpha_nb2", "alpha_nb1"), broader, strict=True)
    )
    return nb2, nb1


def _regressed(fit: CountFit, level: float) -> tuple[Estimate, Estimate]:
    refit = refit_of(fit)
    return (
        _slope("alpha_nb2_regression", quadratic_regression(refit), level),
        _slope("alpha_nb1_regression", linear_regression(refit), level),
    )


def _slope(name: str, slopes: Slopes, level: float) -> Estimate:
    value = float(slopes.value[0])
    error = float(slopes.standard_error[0])
    return Estimate(
        estimand=name,
        value=value,
        unit="none",
        interval=normal_interval(
            value, error, level=level, method="Wald, auxiliary regression"
        ),
    )
