"""Two levels of a factor compared: the ratio of their rates."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.estimands.estimand_result import LARGE_SAMPLE, answer
from bemodels.counts.estimands.log_rates import contrast_interval
from bemodels.counts.estimands.peak_levels import named_before
from bemodels.counts.estimands.posterior.contrasts import posterior_rate_ratio
from bemodels.counts.estimands.reference_grid import check_value, grid_rows
from bemodels.counts.fits.count_fit import CountFit
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Estimate, Posterior, check_level, check_type
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from bemodels.result import Result


def rate_ratio(
    fit: CountFit | Posterior,
    factor: str,
    value: object,
    reference: object,
    *,
    level: float = 0.95,
) -> Result:
    """Estimate how many times the rate at one value is that at another.

    Parameters
    ----------
    fit : CountFit or Posterior
        Any fit by a formula, or one by `fit_hierarchical`.
    factor : str
        A variable of its formula, or a key of its table.
    value, reference : object
        Two levels of the factor, or two numbers where it is numeric.
    level : float, default 0.95
        Nominal coverage, or posterior mass, of the interval, in (0, 1).

    Returns
    -------
    Result
        ``rate_ratio``, all else being equal. Where the factor interacts with others it
        is a geometric mean over the reference grid, as in `annual_rates`. If one of
        the rates is 0, the ratio is 0 or infinite, and its interval one-sided; no rate
        of a hierarchical fit is 0.

    Raises
    ------
    InvalidDataError
        If the factor, or a level, is not in the fit, or the two values are the same.
    NotEstimableError
        If both rates are 0, the likelihood leaves the ratio open, or it is a geometric
        mean of ratios of which only some are 0 or infinite. Of a posterior, if its
        model has no effects of the factor.
    NotConvergedError
        If the chains of a posterior do not agree on the ratio.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [3, 5, 0, 2], "city": list("AABB"), "t": 0.5})
    >>> fit = bemodels.counts.fit_poisson("n ~ city", data, exposure="t")
    >>> ratio = rate_ratio(fit, "city", "B", "A").estimate("rate_ratio")
    >>> f"{ratio.value:.2f} ({ratio.interval.low:.2f} to {ratio.interval.high:.2f})"
    '0.25 (0.05 to 1.18)'
    """
    check_type("fit", fit, CountFit, Posterior)
    check_level(level)
    if isinstance(fit, Posterior):
        return posterior_rate_ratio(fit, factor, value, reference, level=level)
    weights = ratio_weights(fit, factor, value, reference)
    ratio, interval = contrast_interval(fit, weights, level=level)
    return answer(
        fit,
        title=f"Rate ratio of {fit.design.unit}: {factor} {value} to {reference}",
        method="Difference of mean log rates over the reference grid",
        estimates=(
            Estimate(
                estimand="rate_ratio", value=ratio, unit="ratio", interval=interval
            ),
        ),
        assumptions=(LARGE_SAMPLE, *named_before(fit, factor, value, reference)),
    )


def ratio_weights(
    fit: CountFit, factor: str, value: object, reference: object
) -> np.ndarray:
    """Return the contrast of mean log rates, every part of which has one answer.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    factor : str
        A variable of its formula.
    value, reference : object
        Two levels of the factor, or two numbers where it is numeric.

    Returns
    -------
    ndarray, shape (p,)
        Weights on the terms of the fit, in design order.

    Raises
    ------
    InvalidDataError
        If the factor, or a level, is not in the fit, or the two values are the same.
    NotEstimableError
        If both rates are 0, or only some parts of the ratio are 0 or infinite.
    """
    check_contrast(fit, factor, value, reference)
    one, other = (grid_rows(fit.design, {factor: held}) for held in (value, reference))
    cells = np.unique(one - other, axis=0)
    coordinates = fit.design.coordinates
    signs = {fit.separation.sign_of(coordinates.of_contrast(cell)) for cell in cells}
    asked = f"the rate ratio of {factor} {shown(value)} to {shown(reference)}"
    if inf in signs:
        raise NotEstimableError(
            f"{asked} is not estimable: it compares rates that are both 0 or unknown"
        )
    if len(signs) > 1:
        raise NotEstimableError(
            f"{asked} is not estimable: it is a geometric mean of ratios of which only "
            "some are 0 or infinite"
        )
    weights: np.ndarray = (one - other).mean(axis=0)
    return weights


def check_contrast(
    fit: CountFit, factor: str, value: object, reference: object
) -> None:
    """Refuse what is no contrast of two values of a variable.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    factor : str
        A variable of its formula.
    value, reference : object
        What is compared.

    Raises
    ------
    InvalidDataError
        If the factor, or a level, is not in the fit, or the two values are the same.
    """
    check_type("fit", fit, CountFit)
    check_value(fit.design, factor, value, argument="value")
    check_value(fit.design, factor, reference, argument="reference")
    if value == reference:
        raise InvalidDataError(
            f"value and reference must differ, got {shown(value)} for both"
        )
