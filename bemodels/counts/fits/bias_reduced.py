"""Fit a Poisson model whose estimates are finite and nearly free of bias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.fits.families import BIAS_REDUCED_POISSON
from bemodels.counts.fits.fitting import fit_design
from bemodels.data.designs.count_design import read_design

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.data import CountTable


def fit_bias_reduced_poisson(
    formula: str, data: pd.DataFrame | CountTable, *, exposure: str | None = None
) -> CountFit:
    """Fit a Poisson model with the bias of first order removed (Firth).

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
        Every coefficient is finite, those of all-zero cities too. It is the posterior
        mode under Jeffreys' prior, so where nothing was counted the prior decides.

    Raises
    ------
    InvalidDataError
        If the formula or a cell breaks a rule; the message names row and value.
    NotEstimableError
        If a term is 0 on every row or a combination of those before it.

    References
    ----------
    .. [1] Firth D (1993). Bias reduction of maximum likelihood estimates. Biometrika
       80, 27-38.

    Examples
    --------
    >>> import pandas as pd
    >>> data = pd.DataFrame({"n": [3, 5, 0, 0], "city": list("AABB")})
    >>> fit = fit_bias_reduced_poisson("n ~ city", data)
    >>> fit.params.round(4).to_dict()
    {'Intercept': 1.4469, 'city[T.B]': -2.8332}
    """
    return fit_design(read_design(formula, data, exposure), BIAS_REDUCED_POISSON)
