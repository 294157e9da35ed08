"""Fit models of counts by maximum likelihood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.families import (
    NEGATIVE_BINOMIAL,
    NEGATIVE_BINOMIAL_LINEAR,
    POISSON,
)
from bemodels.counts.fits.maximum import Maximum, first_guess, problem_of
from bemodels.data.designs.count_design import read_design
from bemodels.errors import NotEstimableError
from bemodels.intervals import garwood_interval

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.counts.fits.families import Family
    from bemodels.data import CountTable
    from bemodels.data.designs.count_design import CountDesign


def fit_poisson(
    formula: str, data: pd.DataFrame | CountTable, *, exposure: str | None = None
) -> CountFit:
    """Fit a Poisson model of counts, with a logarithmic link.

    Parameters
    ----------
    formula : str
        Such as ``"incidents ~ C(city) + C(year)"``; the left side is one column.
    data : pandas.DataFrame or CountTable
        A row a count. The columns of a table are its keys, ``count`` and ``years``.
    exposure : str, optional
        The column of exposures in years, whose logarithm is an offset. Without it a
        frame has 1 a row and a table its years.

    Returns
    -------
    CountFit
        At the maximum; terms that it sends to infinity are named.

    Raises
    ------
    InvalidDataError
        If the formula or a cell breaks a rule; the message names row and value.
    NotEstimableError
        If a term is 0 on every row or a combination of those before it.

    References
    ----------
    .. [1] McCullagh P, Nelder JA (1989). Generalized Linear Models, 2nd edition,
       chapter 6. Chapman and Hall.

    Examples
    --------
    >>> import pandas as pd
    >>> data = pd.DataFrame({"n": [3, 5, 0, 0], "city": list("AABB"), "t": 0.5})
    >>> fit = fit_poisson("n ~ city", data, exposure="t")
    >>> fit.params.round(4).to_dict()
    {'Intercept': 2.0794, 'city[T.B]': -inf}
    >>> fit.separated_terms
    ('city[T.B]',)
    """
    return fit_design(read_design(formula, data, exposure), POISSON)


def fit_negative_binomial(
    formula: str, data: pd.DataFrame | CountTable, *, exposure: str | None = None
) -> CountFit:
    """Fit a negative binomial model of counts with variance mu + mu^2 / phi (NB2).

    Parameters
    ----------
    formula : str
        Such as ``"incidents ~ C(city) + C(year)"``; the left side is one column.
    data : pandas.DataFrame or CountTable
        A row a count. The columns of a table are its keys, ``count`` and ``years``.
    exposure : str, optional
        The column of exposures in years, whose logarithm is an offset. Without it a
        frame has 1 a row and a table its years.

    Returns
    -------
    CountFit
        Alpha is 1 / phi; it is 0, and the fit Poisson, where the likelihood is largest
        there.

    Raises
    ------
    InvalidDataError
        If the formula or a cell breaks a rule; the message names row and value.
    NotEstimableError
        If a term is 0 on every row or a combination of those before it.

    References
    ----------
    .. [1] Lawless JF (1987). Negative binomial and mixed Poisson regression. Canadian
       Journal of Statistics 15, 209-225.

    Examples
    --------
    >>> import pandas as pd
    >>> fit = fit_negative_binomial("n ~ 1", pd.DataFrame({"n": [0, 0, 1, 7]}))
    >>> round(fit.alpha, 3), round(fit.phi, 3)
    (2.706, 0.37)
    """
    return fit_design(read_design(formula, data, exposure), NEGATIVE_BINOMIAL)


def fit_negative_binomial_linear(
    formula: str, data: pd.DataFrame | CountTable, *, exposure: str | None = None
) -> CountFit:
    """Fit a negative binomial model of counts with variance (1 + alpha) mu (NB1).

    Parameters
    ----------
    formula : str
        Such as ``"incidents ~ C(city) + C(year)"``; the left side is one column.
    data : pandas.DataFrame or CountTable
        A row a count. The columns of a table are its keys, ``count`` and ``years``.
    exposure : str, optional
        The column of exposures in years, whose logarithm is an offset. Without it a
        frame has 1 a row and a table its years.

    Returns
    -------
    CountFit
        Alpha is variance / mu - 1, which Stata calls delta; there is no phi.

    Raises
    ------
    InvalidDataError
        If the formula or a cell breaks a rule; the message names row and value.
    NotEstimableError
        If a term is 0 on every row or a combination of those before it.

    References
    ----------
    .. [1] Cameron AC, Trivedi PK (2013). Regression Analysis of Count Data, 2nd
       edition, chapter 3. Cambridge University Press.

    Examples
    --------
    >>> import pandas as pd
    >>> data = pd.DataFrame({"n": [0, 0, 1, 7]})
    >>> round(fit_negative_binomial_linear("n ~ 1", data).alpha, 3)
    5.411
    """
    return fit_design(read_design(formula, data, exposure), NEGATIVE_BINOMIAL_LINEAR)


def fit_design(design: CountDesign, family: Family) -> CountFit:
    """Fit a design that is read already.

    Parameters
    ----------
    design : CountDesign
        Counts, design matrix and exposures.
    family : Family
        The distribution.

    Returns
    -------
    CountFit
        At the maximum.

    Raises
    ------
    NotEstimableError
        If every count is 0 and nothing keeps the mean from 0.
    """
    separation = family.separate(design.coordinates.columns, design.counts)
    if separation.rows.all():
        raise NotEstimableError(_nothing_counted(design))
    problem = problem_of(design, family, separation)
    start = Maximum(first_guess(problem), 0.0, -np.inf)
    return CountFit(
        design=design,
        family=family,
        separation=separation,
        maximum=family.maximise(problem, start),
    )


def _nothing_counted(design: CountDesign) -> str:
    years = float(design.exposure.sum())
    most = garwood_interval(0, years).high
    return (
        f"all {len(design.counts)} counts are 0: no coefficient has an estimate; the "
        f"overall rate is 0 to {most:.3g} {design.rate_unit} (exact two-sided 95% "
        f"interval over {years:.4g} {'years' if design.exposure_column else 'rows'})"
    )


def refit(fit: CountFit, counts: np.ndarray) -> CountFit:
    """Fit the same model to other counts on the same rows, such as simulated ones.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    counts : ndarray of int, shape (n,)
        0 or more.

    Returns
    -------
    CountFit
        Of the same family.
    """
    return fit_design(fit.design.with_counts(counts), fit.family)
