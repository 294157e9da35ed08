"""Two levels of a factor compared: the ratio of their rates."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.estimands.estimand_result import answer
from bemodels.counts.estimands.log_rates import (
    WALD,
    contrast_interval,
    profile_ratio_interval,
)
from bemodels.counts.estimands.peak_levels import named_before
from bemodels.counts.estimands.posterior.contrasts import posterior_rate_ratio
from bemodels.counts.estimands.reference_grid import check_value, grid_rows
from bemodels.counts.fits.count_fit import CountFit
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import (
    Assumption,
    Estimate,
    Posterior,
    check_level,
    check_type,
)
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.result import Result

LARGE_ENOUGH = Assumption(
    statement="The likelihood ratio at the true rate ratio varies as chi-square, and "
    "the logarithm of the estimate normally, which a handful of counts makes doubtful.",
    support="not checkable from these data",
)


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
        ``rate_ratio``, all else being equal, with the interval of the profile
        likelihood, of a bias-reduced fit of the penalised one; ``rate_ratio_wald``, the
        same with Wald's interval on the log scale, as emmeans has it. Where the factor
        interacts with others the ratio is a geometric mean over the reference grid, as
        in `annual_rates`. If one of the rates is 0, the ratio is 0 or infinite:
        ``rate_ratio`` is then one-sided, and stands alone, as Wald's interval does not
        exist. Of a posterior there is ``rate_ratio`` alone, which is never 0.

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

    Notes
    -----
    The profile likelihood [1]_ is as lopsided as the counts make it, and goes on to
    ratios of 0 and infinity; Wald's interval is symmetric on the log scale. Neither is
    exact. Of two periods alone, ``compare_event_rates`` of `bemodels.rates` has
    intervals that are.

    References
    ----------
    .. [1] Venzon DJ, Moolgavkar SH (1988). A method for computing
       profile-likelihood-based confidence intervals. Applied Statistics 37, 87-94.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [3, 5, 0, 2], "city": list("AABB"), "t": 0.5})
    >>> fit = bemodels.counts.fit_poisson("n ~ city", data, exposure="t")
    >>> for ratio in rate_ratio(fit, "city", "B", "A").estimates:
    ...     low, high = ratio.interval.low, ratio.interval.high
    ...     print(f"{ratio.estimand} {ratio.value:.2f} ({low:.2f} to {high:.2f})")
    rate_ratio 0.25 (0.04 to 1.00)
    rate_ratio_wald 0.25 (0.05 to 1.18)
    """
    check_type("fit", fit, CountFit, Posterior)
    check_level(level)
    if isinstance(fit, Posterior):
        return posterior_rate_ratio(fit, factor, value, reference, level=level)
    weights = ratio_weights(fit, factor, value, reference)
    return answer(
        fit,
        title=f"Rate ratio of {fit.design.unit}: {factor} {value} to {reference}",
        method="Difference of mean log rates over the reference grid",
        estimates=tuple(_ratios(fit, weights, level)),
        assumptions=(LARGE_ENOUGH, *named_before(fit.design, factor, value, reference)),
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


def _ratios(fit: CountFit, weights: np.ndarray, level: float) -> Iterator[Estimate]:
    """Yield the ratio by its profile, and again by Wald where his interval exists."""
    ratio, limits = contrast_interval(fit, weights, level=level)
    named = {"rate_ratio": limits}
    if limits.method == WALD:
        profile = profile_ratio_interval(fit, weights, level=level)
        named = {"rate_ratio": profile, "rate_ratio_wald": limits}
    for name, interval in named.items():
        yield Estimate(estimand=name, value=ratio, unit="ratio", interval=interval)
