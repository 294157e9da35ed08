"""A period that was observed in part, as the count that it will have when complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.estimands.estimand_result import (
    ALPHA_HELD,
    LARGE_SAMPLE,
    POISSON_ZERO,
    answer,
)
from bemodels.counts.estimands.observed_parts import (
    AS_BEFORE,
    SHOCK_KEPT,
    parts_table,
)
from bemodels.counts.estimands.period_draws import Remainder, draw_parameters
from bemodels.counts.estimands.period_rows import remaining_exposure, rows_of_period
from bemodels.counts.estimands.posterior.periods import complete_by_draws
from bemodels.counts.estimands.zero_levels import draw_zero_levels, zero_levels
from bemodels.counts.fits.count_fit import CountFit
from bemodels.result import (
    Assumption,
    Estimate,
    Interval,
    Posterior,
    check_level,
    check_type,
)

if TYPE_CHECKING:
    from bemodels.counts.estimands.zero_levels import ZeroLevels
    from bemodels.result import Result

DRAWS = 20_000
BURSTS_APART = Assumption(
    statement="What raises a row's count beyond its mean comes in short bursts: the "
    "count so far foretells nothing of the remainder.",
    support="not checkable from these data",
)
ZERO_LEVELS = Assumption(
    statement="Levels with a fitted rate of 0 are expected to have no count in the "
    "rest of the period, which the lower limit takes as certain. The upper limit "
    "grants each the rates that its own exposure without a count leaves open.",
    support="not checkable from these data",
)


def complete_period(
    fit: CountFit | Posterior,
    period: object,
    *,
    full_exposure: float,
    level: float = 0.95,
    rng: np.random.Generator,
) -> Result:
    """Predict the count of a period that was observed in part.

    Parameters
    ----------
    fit : CountFit or Posterior
        Any fit by a formula, or one by `fit_hierarchical`.
    period : object
        A value that one column of the data holds, such as 2017: a factor of the
        formula or, where none has it, any other column. Of a hierarchical fit, a
        period of its table.
    full_exposure : float
        The exposure of each row of the period once it is complete, in years.
    level : float, default 0.95
        Probability of the prediction interval, in (0, 1).
    rng : numpy.random.Generator
        The source of 20,000 draws, or of one a draw of a posterior.

    Returns
    -------
    Result
        ``complete_period``, a count over all rows of the period: what was counted, and
        what is expected in the remaining exposure, of a posterior the median of that.
        Its prediction interval holds the uncertainty of rates and of an alpha above 0,
        and the model's own variation.

    Raises
    ------
    InvalidDataError
        If no column or several hold `period`, a row has more exposure than
        `full_exposure`, or `level` lies outside (0, 1).
    NotConvergedError
        If the chains of a posterior do not agree on the expected count.

    Notes
    -----
    This is a count, and is not comparable with an annual rate, whose interval holds no
    variation of counts. Coefficients and alpha of a formula are drawn from their joint
    normal distribution, an alpha below 0 standing for 0. An alpha that is estimated to
    be 0 is held there: nothing of its uncertainty enters, and the result says so. Under
    NB2, and in a hierarchical fit, a row keeps one gamma factor, of which its count so
    far tells; under NB1 the remainder is independent of it.

    A level without a count, such as a city or the whole period, has the fitted rate 0.
    It adds 0 to the value and to the lower limit. To the upper one it adds a count that
    is Poisson, in every family, with a rate drawn from the upper fiducial distribution
    of a count of 0 [1]_: gamma of shape 1 and mean 1 / exposure. Of one level alone
    this is the exact limit by the binomial distribution of past and future given their
    sum [2]_. Its years count by the rates that the model gives them beside one another.

    References
    ----------
    .. [1] Garwood F (1936). Fiducial limits for the Poisson distribution. Biometrika
       28, 437-442.
    .. [2] Nelson W (1970). Confidence intervals for the ratio of two Poisson means and
       Poisson predictor intervals. IEEE Transactions on Reliability 19, 42-49.

    Examples
    --------
    >>> import bemodels, numpy as np, pandas as pd
    >>> data = pd.DataFrame({"n": [21, 24, 10], "year": [2015, 2016, 2017]})
    >>> data["t"] = [1, 1, 10 / 12]
    >>> fit = bemodels.counts.fit_poisson("n ~ C(year)", data, exposure="t")
    >>> found = complete_period(
    ...     fit, 2017, full_exposure=1.0, rng=np.random.default_rng(1)
    ... ).estimate("complete_period")
    >>> round(found.value, 12), found.interval.low, found.interval.high
    (12.0, 10.0, 16.0)

    Seven months without a count, and five that are still to come:

    >>> data = pd.DataFrame({"n": [0, 9], "year": [2014, 2015], "t": [7 / 12, 1]})
    >>> fit = bemodels.counts.fit_poisson("n ~ C(year)", data, exposure="t")
    >>> found = complete_period(
    ...     fit, 2014, full_exposure=1.0, rng=np.random.default_rng(1)
    ... ).estimate("complete_period")
    >>> found.value, found.interval.low, found.interval.high
    (0.0, 0.0, 4.0)
    """
    check_type("fit", fit, CountFit, Posterior)
    check_level(level)
    check_type("rng", rng, np.random.Generator)
    if isinstance(fit, Posterior):
        return complete_by_draws(fit, period, full_exposure, level=level, rng=rng)
    rows = rows_of_period(fit.design, period)
    to_come = remaining_exposure(fit.design.exposure, rows, full_exposure)
    remainder = _remainder(fit, rows, to_come)
    counted = int(fit.design.counts[rows].sum())
    expected = float(remainder.expected().sum())
    low, high = _ends(remainder, zero_levels(fit, rows, to_come), level, rng=rng)
    return answer(
        fit,
        title=f"Complete count of {fit.design.unit}: {period}",
        method="What was counted, and the predictive distribution of the remainder",
        estimates=(
            Estimate(
                estimand="complete_period",
                value=counted + expected,
                unit=fit.design.unit,
                interval=Interval(
                    low=counted + low,
                    high=counted + high,
                    level=level,
                    kind="prediction",
                    method=f"{DRAWS} predictive draws",
                ),
            ),
        ),
        assumptions=(AS_BEFORE, *_told_by_family(fit), *_told_by_zeros(fit, rows)),
        tables=(
            parts_table(
                fit.design.unit,
                seen=fit.design.exposure[rows],
                to_come=to_come,
                counted=counted,
                expected=expected,
            ),
        ),
    )


def _remainder(fit: CountFit, rows: np.ndarray, to_come: np.ndarray) -> Remainder:
    above = ~fit.separation.rows[rows]
    kept = rows[above]
    return Remainder(
        fit=fit,
        columns=fit.design.coordinates.columns[kept] @ fit.separation.kept,
        counts=fit.design.counts[kept],
        seen=fit.design.exposure[kept],
        to_come=to_come[above],
    )


def _ends(
    remainder: Remainder, levels: ZeroLevels, level: float, *, rng: np.random.Generator
) -> tuple[float, float]:
    """Return the limits of the count to come.

    Levels without a count raise the upper one alone: a rate of 0 is among those that
    they leave open.
    """
    coefficients, alpha = draw_parameters(remainder.fit, DRAWS, rng=rng)
    least = remainder.draw(coefficients, alpha, rng=rng)
    most = least + draw_zero_levels(levels, coefficients, rng=rng)
    low, high = (
        float(np.quantile(counts, chance, method="inverted_cdf"))
        for counts, chance in ((least, (1 - level) / 2), (most, (1 + level) / 2))
    )
    return low, high


def _told_by_family(fit: CountFit) -> tuple[Assumption, ...]:
    if not fit.family.alpha_is_free:
        return (LARGE_SAMPLE,)
    if fit.alpha == 0:
        return (LARGE_SAMPLE, ALPHA_HELD)
    return (LARGE_SAMPLE, SHOCK_KEPT if fit.family.has_phi else BURSTS_APART)


def _told_by_zeros(fit: CountFit, rows: np.ndarray) -> tuple[Assumption, ...]:
    return (ZERO_LEVELS, POISSON_ZERO) if fit.separation.rows[rows].any() else ()
