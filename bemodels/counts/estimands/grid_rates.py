"""Annual rates of the levels of a factor, all else at a stated reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.estimands.estimand_result import answer_by_level
from bemodels.counts.estimands.log_rates import contrast_interval, exact_limits
from bemodels.counts.estimands.posterior.rates import posterior_annual_rates
from bemodels.counts.estimands.reference_grid import check_factor, grid_rows
from bemodels.counts.fits.count_fit import CountFit
from bemodels.errors import NotEstimableError
from bemodels.result import Interval, Posterior, check_level, check_type

if TYPE_CHECKING:
    from bemodels.result import Result


def annual_rates(fit: CountFit | Posterior, by: str, *, level: float = 0.95) -> Result:
    """Estimate the annual rate of every level of a factor.

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
        ``annual_rate[LEVEL]`` for every level, per year of exposure. The other factors
        of the formula have equal weights on the log scale, so that it is a geometric
        mean over their levels; numeric variables are at their means over the rows. A
        level without a count has the rate 0 and an exact upper limit; in a
        hierarchical fit it has a posterior rate as any other.

    Raises
    ------
    InvalidDataError
        If `by` is no factor of the formula, or `level` lies outside (0, 1).
    NotEstimableError
        If a rate is a geometric mean of which one part is 0, or the likelihood leaves
        it open.
    NotConvergedError
        If the chains of a posterior do not agree on a rate.

    See Also
    --------
    standardised_annual_rates : weighted by exposure, and so never such a mean.

    References
    ----------
    .. [1] Searle SR, Speed FM, Milliken GA (1980). Population marginal means in the
       linear model: an alternative to least squares means. American Statistician 34,
       216-221.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [3, 5, 0, 0], "city": list("AABB"), "t": 0.5})
    >>> fit = bemodels.counts.fit_poisson("n ~ city", data, exposure="t")
    >>> for rate in annual_rates(fit, "city").estimates:
    ...     print(rate.estimand, round(rate.value, 2), round(rate.interval.high, 2))
    annual_rate[A] 8.0 16.0
    annual_rate[B] 0.0 3.69
    """
    check_type("fit", fit, CountFit, Posterior)
    check_level(level)
    if isinstance(fit, Posterior):
        return posterior_annual_rates(fit, by, level=level)
    levels = check_factor(fit.design, by, argument="by")
    return answer_by_level(
        fit,
        {value: _rate(fit, by, value, level) for value in levels},
        title=f"Annual rates of {fit.design.unit} by {by}",
        method="Means of log rates over the reference grid, other factors at equal "
        "weights and numeric variables at their means",
        estimand="annual_rate",
    )


def _rate(
    fit: CountFit, by: str, value: object, level: float
) -> tuple[float, Interval]:
    nothing = exact_limits(fit, (fit.design.frame[by] == value).to_numpy(), level=level)
    if nothing is not None:
        return 0.0, nothing
    weights = grid_rows(fit.design, {by: value}).mean(axis=0)
    if fit.separation.sign_of(fit.design.coordinates.of_contrast(weights)):
        raise NotEstimableError(
            f"annual_rate[{value}] is not estimable: {by} {value} has counts, but its "
            "geometric mean over the other factors takes in cells whose rate is 0 or "
            "unknown; standardised_annual_rates weights rates by exposure instead"
        )
    return contrast_interval(fit, weights, level=level)
