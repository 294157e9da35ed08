"""The rate ratio of a fit, if rows vary more than its model lets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bemodels.counts.agreement.widened_intervals import tipping_factor
from bemodels.counts.estimands import rate_ratio
from bemodels.counts.estimands.log_rates import profile_ratio_interval
from bemodels.counts.estimands.rate_contrasts import ratio_weights
from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.partial_years.dependence import (
    CLUSTERED,
    NAMED_BEFORE,
    by_factor,
    tipping_point,
)
from bemodels.intervals.variance_factors import FACTORS, check_factors
from bemodels.result import Interval, Result


def fit_variance_factors(
    fit: CountFit,
    factor: str,
    value: object,
    reference: object,
    *,
    factors: Iterable[float] = FACTORS,
    level: float = 0.95,
) -> Result:
    """Return the rate ratio of a fit beside the same under larger variances.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    factor : str
        A variable of its formula, such as ``year``.
    value, reference : object
        Two levels of it, or two numbers where it is numeric.
    factors : iterable of float, default (2, 3)
        By which variances exceed those of the model, each 1 or more.
    level : float, default 0.95
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        ``rate_ratio`` as `rate_ratio` gives it, by profile likelihood;
        ``rate_ratio[variance factor c]``; and the variance factor from which equal
        rates are no longer excluded.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.
    NotEstimableError
        If the ratio has no estimate.

    Notes
    -----
    Quasi-likelihood: every variance is c times what the family says, and the factor is
    stated, not estimated [1]_, so the loss of log likelihood is divided by c. For a
    negative binomial fit it comes on top of alpha.

    References
    ----------
    .. [1] McCullagh P, Nelder JA (1989). Generalized Linear Models, 2nd edition,
       sections 4.5 and 9.2. Chapman and Hall.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [36, 9], "year": [2016, 2017], "t": [1, 10 / 12]})
    >>> fit = bemodels.counts.fit_poisson("n ~ C(year)", data, exposure="t")
    >>> result = fit_variance_factors(fit, "year", 2017, 2016)
    >>> interval = result.estimate("rate_ratio[variance factor 3]").interval
    >>> f"{interval.low:.3f} to {interval.high:.3f}"
    '0.068 to 0.944'
    """
    scaled = check_factors(factors)
    plain = rate_ratio(fit, factor, value, reference, level=level)
    weights = ratio_weights(fit, factor, value, reference)
    ratio = plain.estimate("rate_ratio")

    method = ratio.interval.method

    def interval_at(multiple: float) -> Interval:
        limits = profile_ratio_interval(
            fit, weights, level=level, variance_factor=multiple
        )
        return replace(limits, method=method)

    tips = tipping_factor(fit, weights, level=level)
    point = tipping_point(tips, "equal rates", method)
    return replace(
        plain,
        title=f"{plain.title}, under larger variances",
        estimates=by_factor("rate_ratio", ratio.value, ratio.unit, interval_at, scaled),
        probabilities=(point,) if tips > 1 else (),
        assumptions=(*plain.assumptions, CLUSTERED, NAMED_BEFORE),
    )
