"""Two levels of a factor compared: the difference of their rates."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from bemodels.counts.estimands.estimand_result import answer, interval_assumptions
from bemodels.counts.estimands.peak_levels import named_before
from bemodels.counts.estimands.posterior.contrasts import posterior_rate_difference
from bemodels.counts.estimands.rate_contrasts import check_contrast
from bemodels.counts.estimands.reference_grid import check_factor
from bemodels.counts.estimands.rows_at import correlation_of_rates
from bemodels.counts.estimands.standardised_rates import standardised_rate, zero_cells
from bemodels.counts.fits.count_fit import CountFit
from bemodels.result import Estimate, Interval, Posterior, check_level, check_type

if TYPE_CHECKING:
    from bemodels.result import Result


def rate_difference(
    fit: CountFit | Posterior,
    factor: str,
    value: object,
    reference: object,
    *,
    level: float = 0.95,
) -> Result:
    """Estimate by how many a year the rate at one value exceeds that at another.

    Parameters
    ----------
    fit : CountFit or Posterior
        Any fit by a formula, or one by `fit_hierarchical`.
    factor : str
        A factor of its formula, or a key of its table.
    value, reference : object
        Two of its levels.
    level : float, default 0.95
        Nominal coverage, or posterior mass, of the interval, in (0, 1).

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
        If the likelihood leaves a rate open. Of a posterior, if its model has no
        effects of the factor.
    NotConvergedError
        If the chains of a posterior do not agree on the difference.

    Notes
    -----
    The interval of a fit by a formula is put together from those of the two rates and
    their correlation [1]_, so that it never allows for a negative rate, and takes rates
    of 0 with their exact limits.

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
    check_type("fit", fit, CountFit, Posterior)
    check_level(level)
    if isinstance(fit, Posterior):
        return posterior_rate_difference(fit, factor, value, reference, level=level)
    check_factor(fit.design, factor, argument="factor")
    check_contrast(fit, factor, value, reference)
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
            *named_before(fit.design, factor, value, reference),
        ),
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
