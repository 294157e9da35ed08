"""Two levels of a factor compared: the ratio and the difference of their rates."""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.estimands.estimand_result import (
    LARGE_SAMPLE,
    answer,
    interval_assumptions,
)
from bemodels.counts.estimands.log_rates import contrast_interval
from bemodels.counts.estimands.peak_levels import named_before
from bemodels.counts.estimands.reference_grid import (
    check_factor,
    check_value,
    grid_rows,
)
from bemodels.counts.estimands.rows_at import correlation_of_rates
from bemodels.counts.estimands.standardised_rates import standardised_rate, zero_cells
from bemodels.counts.fits.count_fit import CountFit
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Estimate, Interval, check_level, check_type
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from bemodels.result import Result


def rate_ratio(
    fit: CountFit,
    factor: str,
    value: object,
    reference: object,
    *,
    level: float = 0.95,
) -> Result:
    """Estimate how many times the rate at one value is that at another.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    factor : str
        A variable of its formula.
    value, reference : object
        Two levels of the factor, or two numbers where it is numeric.
    level : float, default 0.95
        Nominal coverage of the interval, in (0, 1).

    Returns
    -------
    Result
        ``rate_ratio``, all else being equal. Where the factor interacts with others it
        is a geometric mean over the reference grid, as in `annual_rates`. If one of
        the rates is 0, the ratio is 0 or infinite, and its interval one-sided.

    Raises
    ------
    InvalidDataError
        If the factor, or a level, is not in the fit, or the two values are the same.
    NotEstimableError
        If both rates are 0, the likelihood leaves the ratio open, or it is a geometric
        mean of ratios of which only some are 0 or infinite.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [3, 5, 0, 2], "city": list("AABB"), "t": 0.5})
    >>> fit = bemodels.counts.fit_poisson("n ~ city", data, exposure="t")
    >>> ratio = rate_ratio(fit, "city", "B", "A").estimate("rate_ratio")
    >>> f"{ratio.value:.2f} ({ratio.interval.low:.2f} to {ratio.interval.high:.2f})"
    '0.25 (0.05 to 1.18)'
    """
    check_level(level)
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


def rate_difference(
    fit: CountFit,
    factor: str,
    value: object,
    reference: object,
    *,
    level: float = 0.95,
) -> Result:
    """Estimate by how many a year the rate at one value exceeds that at another.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    factor : str
        A factor of its formula.
    value, reference : object
        Two of its levels.
    level : float, default 0.95
        Nominal coverage of the interval, in (0, 1).

    Returns
    -------
    Result
        ``rate_difference``, that of the two standardised rates: every row of the data
        is set to one value, then to the other, and weighted by its exposure.

    Raises
    ------
    InvalidDataError
        If `factor` is no factor of the formula, or the two are not distinct levels.
    NotEstimableError
        If the likelihood leaves a rate open.

    Notes
    -----
    The interval is put together from those of the two rates and their correlation [1]_,
    so that it never allows for a negative rate, and takes rates of 0 with their exact
    limits.

    References
    ----------
    .. [1] Zou GY, Donner A (2008). Construction of confidence limits about effect
       measures: a general approach. Statistics in Medicine 27, 1693-1702.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [3, 5, 0, 2], "city": list("AABB"), "t": 0.5})
    >>> fit = bemodels.counts.fit_poisson("n ~ city", data, exposure="t")
    >>> found = rate_difference(fit, "city", "B", "A").estimate("rate_difference")
    >>> round(found.value, 12)
    -6.0
    """
    check_type("fit", fit, CountFit)
    check_factor(fit.design, factor, argument="factor")
    check_level(level)
    _check(fit, factor, value, reference)
    first = standardised_rate(fit, factor, value, level=level)
    second = standardised_rate(fit, factor, reference, level=level)
    together = correlation_of_rates(fit, factor, value, reference)
    return answer(
        fit,
        title=f"Rate difference of {fit.design.unit}: {factor} {value} less "
        f"{reference}",
        method="Difference of means of rates over all rows, weighted by exposure",
        estimates=(
            Estimate(
                estimand="rate_difference",
                value=first[0] - second[0],
                unit=fit.design.rate_unit,
                interval=_recovered(first, second, together),
            ),
        ),
        assumptions=(
            *interval_assumptions((first[0], second[0])),
            *zero_cells(fit),
            *named_before(fit, factor, value, reference),
        ),
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
    _check(fit, factor, value, reference)
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


def _check(fit: CountFit, factor: str, value: object, reference: object) -> None:
    check_type("fit", fit, CountFit)
    check_value(fit.design, factor, value, argument="value")
    check_value(fit.design, factor, reference, argument="reference")
    if value == reference:
        raise InvalidDataError(
            f"value and reference must differ, got {shown(value)} for both"
        )


def _recovered(
    first: tuple[float, Interval], second: tuple[float, Interval], together: float
) -> Interval:
    """Put the limits of a difference together from those of its two parts."""
    (a, of_a), (b, of_b) = first, second
    below = _reach(a - of_a.low, of_b.high - b, together)
    above = _reach(of_a.high - a, b - of_b.low, together)
    return Interval(
        low=a - b - below,
        high=a - b + above,
        level=of_a.level,
        kind="confidence",
        method="MOVER of the limits of both rates",
    )


def _reach(one: float, other: float, together: float) -> float:
    squared = one**2 + other**2 - 2 * together * one * other
    return sqrt(max(squared, 0.0))
