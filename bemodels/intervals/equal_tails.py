"""A distribution's median with equal tails, as an estimate."""

from __future__ import annotations

from collections.abc import Callable

from bemodels.result import Estimate, Interval
from bemodels.result.values import Identified


def median_estimate(
    estimand: str,
    quantile: Callable[[float], float],
    *,
    unit: str,
    level: float,
    method: str,
    identified: Identified = "data",
) -> Estimate:
    """Return the median of a distribution with its equal-tailed interval.

    Parameters
    ----------
    estimand : str
        As in `Estimate`.
    quantile : callable
        Quantile of the distribution at a probability.
    unit : str
        As in `Estimate`.
    level : float
        Probability between the limits, in (0, 1).
    method : str
        As in `Interval`.
    identified : {"data", "prior", "both"}
        What the distribution comes from.

    Returns
    -------
    Estimate
        Its interval is a credible one.
    """
    tail = (1 - level) / 2
    return Estimate(
        estimand=estimand,
        value=float(quantile(0.5)),
        unit=unit,
        interval=Interval(
            low=float(quantile(tail)),
            high=float(quantile(1 - tail)),
            level=level,
            kind="credible",
            method=method,
        ),
        identified=identified,
    )
