"""How many incidents the last months will have had, once all are recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from math import exp, log

from scipy.optimize import brentq

from bemodels.errors import InvalidDataError
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import Estimate, Provenance, Result, check_level, check_type
from bemodels.result.rules import check_whole, is_number, shown
from bemodels.result.values import Identified
from bemodels.undercount.delays.beta_products import BetaProduct, Thinned
from bemodels.undercount.delays.delay_drift import drift_check, drift_test
from bemodels.undercount.delays.late_exhibits import (
    assumptions,
    card,
    completed_curve,
    months_table,
    shares_curve,
)
from bemodels.undercount.delays.reverse_hazards import (
    DelayCounts,
    DelayPrior,
    delay_counts,
)
from bemodels.undercount.delays.triangle import ReportingTriangle
from bemodels.undercount.population import smallest_reaching

METHOD = "predictive median, equal tails, exact"
# Standard deviations in which a quantile is looked for: far beyond the quantiles that
# anybody asks for, probabilities drown in the rounding of their integrals.
STRIDE = 3
ONE_SIDED = (
    "none is recorded: 0, with the exact upper limit alone, as the scale prior leaves "
    "no distribution"
)


def complete_late_months(
    triangle: ReportingTriangle,
    *,
    longest: int,
    tail: float,
    prior: DelayPrior,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    r"""Predict what the last months will hold once all their incidents are recorded.

    Parameters
    ----------
    triangle : ReportingTriangle
        Incidents by month and delay.
    longest : int
        Months after which recording is followed no longer: at least the longest delay
        in the triangle, at most its months less one. A stated input.
    tail : float
        Share of incidents that is recorded later still, or never, in [0, 1). These data
        cannot show it, so it is stated; 0 says that there are none.
    prior : DelayPrior
        On the shares of delays, with its reason; there is no default.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Probability of every interval, in (0, 1).

    Returns
    -------
    Result
        For the last `longest` months ``final[month]`` and ``late[month]`` (incidents in
        all and still to come, with prediction intervals) and ``expected[month]`` (mean
        of the final number, with a credible interval); ``recorded_share[delay]``, of
        incidents recorded within `longest` months; a test of drift; a table with the
        chain ladder beside it; two curves.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range.
    NotEstimableError
        If a quantile lies above 2**53 incidents.

    Notes
    -----
    A month's mean has the scale prior :math:`1/\lambda_t`, under which a month's total
    says nothing of delays: given the share F that is recorded by now, those to come are
    NegBin(n, F), failures before the n-th success. F is a product of independent beta
    variables, and the mixture is summed exactly [1]_. Of a month without a recorded
    incident that prior leaves no distribution; NegBin(1, F) gives the upper limit of
    the exact interval.

    References
    ----------
    .. [1] Springer MD, Thompson WE (1970). The distribution of products of beta, gamma
       and Gaussian random variables. SIAM Journal on Applied Mathematics 18, 721-737.
    .. [2] Kalbfleisch JD, Lawless JF (1989). Inference based on retrospective
       ascertainment: an analysis of the data on transfusion-related AIDS. Journal of
       the American Statistical Association 84, 360-372.

    Examples
    --------
    >>> triangle = ReportingTriangle(
    ...     months=("2017-07", "2017-08", "2017-09", "2017-10"),
    ...     counts=((6, 3, 1, 0), (7, 4, 1), (5, 2), (4,)),
    ... )
    >>> result = complete_late_months(
    ...     triangle,
    ...     longest=2,
    ...     tail=0.0,
    ...     prior=DelayPrior(weight=0.5, reason="Jeffreys"),
    ... )
    >>> final = result.estimate("final[2017-10]")
    >>> final.interval.low, final.value, final.interval.high
    (4.0, 6.0, 13.0)
    """
    check_level(level)
    longest = _check(triangle, longest, tail, prior)
    counts = delay_counts(triangle.matrix(), longest)
    late = _late_months(triangle, counts, prior, tail, level)
    shares = _shares(counts, prior, level)
    test = drift_test(triangle, longest)
    return Result(
        title=f"Late recording: the last {longest} of {len(triangle.months)} months "
        "completed",
        method="Poisson counts by month and delay; beta reverse-time hazards",
        estimates=(*late, *shares),
        tests=() if test is None else (test,),
        assumptions=assumptions(counts, tail, prior),
        checks=(drift_check(test),),
        curves=(
            completed_curve(triangle, late, level),
            shares_curve(shares, level),
        ),
        tables=(months_table(triangle, counts, tail, late, level),),
        card=card(prior, longest, tail),
        provenance=provenance,
    )


def _check(
    triangle: ReportingTriangle, longest: int, tail: float, prior: DelayPrior
) -> int:
    check_type("triangle", triangle, ReportingTriangle)
    check_type("prior", prior, DelayPrior)
    longest = check_whole("longest", longest, least=1)
    least, most = triangle.longest_recorded, len(triangle.months) - 1
    if not least <= longest <= most:
        raise InvalidDataError(
            f"longest must lie between {least}, the longest delay in the triangle, and "
            f"{most}, the months less one, got {longest}"
        )
    if not is_number(tail) or not 0 <= tail < 1:
        raise InvalidDataError(f"tail must lie in [0, 1), got {shown(tail)}")
    return longest


def _late_months(
    triangle: ReportingTriangle,
    counts: DelayCounts,
    prior: DelayPrior,
    tail: float,
    level: float,
) -> tuple[Estimate, ...]:
    identified: Identified = "both" if tail or counts.unseen else "data"
    last = len(triangle.months) - 1
    found: list[Estimate] = []
    for month in range(last + 1 - counts.longest, last + 1):
        share = counts.share_recorded(prior, last - month)
        label, seen = triangle.months[month], triangle.recorded[month]
        found += _month(label, seen, share, 1 - tail, level, identified)
    return tuple(found)


def _month(  # noqa: PLR0917
    label: str,
    seen: int,
    share: BetaProduct,
    kept: float,
    level: float,
    identified: Identified,
) -> tuple[Estimate, ...]:
    thinned = Thinned(product=share, kept=kept, seen=max(seen, 1))
    late = cache(partial(smallest_reaching, thinned.unseen_at_most))
    estimates = [
        _predicted(
            median_estimate(
                f"{name}[{label}]",
                partial(_shifted, late, shift),
                unit="incidents",
                level=level,
                method=METHOD,
                identified=identified,
            )
        )
        for name, shift in (("final", seen), ("late", 0))
    ]
    mean = median_estimate(
        f"expected[{label}]",
        partial(_mean_quantile, thinned),
        unit="incidents",
        level=level,
        method="posterior median, equal tails, exact",
        identified=identified,
    )
    found = (*estimates, mean)
    return found if seen else tuple(_one_sided(one) for one in found)


def _shifted(late: Callable[[float], int], shift: int, probability: float) -> float:
    return float(late(probability) + shift)


def _predicted(estimate: Estimate) -> Estimate:
    return replace(estimate, interval=replace(estimate.interval, kind="prediction"))


def _one_sided(estimate: Estimate) -> Estimate:
    interval = replace(estimate.interval, low=0.0, method=ONE_SIDED)
    return replace(estimate, value=0.0, interval=interval)


def _mean_quantile(thinned: Thinned, probability: float) -> float:
    """Return a quantile of the month's mean, between bounds that hold it."""

    def beyond(logarithm: float) -> float:
        return thinned.mean_at_most(exp(logarithm)) - probability

    spread = (thinned.product.log_variance + 1 / thinned.seen) ** 0.5
    step = min(1.0, STRIDE * spread)
    low = high = log(thinned.seen / thinned.kept) - thinned.product.log_mean
    while beyond(low) > 0:
        low -= step
    while beyond(high) < 0:
        high += step
    return exp(float(brentq(beyond, low, high, xtol=1e-10)))


def _shares(
    counts: DelayCounts, prior: DelayPrior, level: float
) -> tuple[Estimate, ...]:
    return tuple(
        median_estimate(
            f"recorded_share[{delay}]",
            partial(_share_quantile, counts.share_recorded(prior, delay)),
            unit="proportion",
            level=level,
            method="posterior median, equal tails, exact",
            identified="both" if max(counts.unseen, default=0) > delay else "data",
        )
        for delay in range(counts.longest)
    )


def _share_quantile(share: BetaProduct, probability: float) -> float:
    """Return a quantile of a product of beta variables, on its log scale."""

    def beyond(depth: float) -> float:
        return share.below(exp(-exp(depth))) - probability

    step = min(1.0, -STRIDE * share.log_variance**0.5 / share.log_mean)
    low = high = log(-share.log_mean)
    while beyond(low) < 0:
        low -= step
    while beyond(high) > 0:
        high += step
    return exp(-exp(float(brentq(beyond, low, high, xtol=1e-10))))
