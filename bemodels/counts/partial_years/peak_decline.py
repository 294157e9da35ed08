"""The decline from a peak that was chosen after seeing the counts, taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.partial_years.chosen_peak import chances_of_a_decline
from bemodels.counts.partial_years.dependence import (
    CLUSTERED,
    IntervalAt,
    by_factor,
    tipping,
)
from bemodels.counts.partial_years.late_incidents import (
    COMPLETE_BEFORE,
    late_reporting,
)
from bemodels.counts.partial_years.peak_period import (
    PEAK_CHOSEN,
    Period,
    peak_before_last,
    periods_of,
)
from bemodels.counts.partial_years.scaled_limits import TwoPeriods
from bemodels.counts.steps.period_series import read_series
from bemodels.intervals.declines import DECLINES, as_decline, percent_decline
from bemodels.intervals.variance_factors import FACTORS, check_factors
from bemodels.result import (
    Assumption,
    Check,
    Estimate,
    Interval,
    Probability,
    Result,
    check_level,
)
from bemodels.result.display import format_level, format_number

_MOST_ENUMERATED = 1000
ALL_WERE_CANDIDATES = Assumption(
    statement="The peak was chosen among all periods before the last, and the last was "
    "not chosen.",
    support="not checkable from these data",
)
_ASSUMPTIONS = (
    POISSON_WITHIN,
    PEAK_CHOSEN,
    ALL_WERE_CANDIDATES,
    CLUSTERED,
    COMPLETE_BEFORE,
)


def decline_from_peak(
    counts: Iterable[int],
    exposure: Iterable[float],
    *,
    factors: Iterable[float] = FACTORS,
    declines: Iterable[float] = DECLINES,
    level: float = 0.95,
) -> Result:
    """Return the decline of the annual rate from its highest period to the last.

    Parameters
    ----------
    counts : iterable of int, length T
        Incidents of successive periods, 0 to 10^9; T is 2 or more.
    exposure : iterable of float, length T
        Years of each period, above 0; periods may be partial.
    factors : iterable of float, default (2, 3)
        Variance over mean, each 1 or more.
    declines : iterable of float, default (50, 25, 0)
        Declines in percent that late incidents would leave.
    level : float, default 0.95
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        ``decline_from_peak`` in percent of the peak's annual rate, whose interval holds
        for every period that could have been the peak; ``decline_unadjusted``, whose
        interval would hold had the peak been named beforehand; both also as
        ``[variance factor c]``; how often each interval shows a decline where all rates
        are equal (up to 1000 incidents); the variance factor from which each no longer
        does; the incidents still to be recorded as `late_reporting` gives them.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.
    NotEstimableError
        If there is no incident before the last period.

    Notes
    -----
    The unadjusted interval is the conditional mid-P one of two Poisson rates. The
    adjusted one leaves each of the T - 1 earlier periods an equal part of the error
    (Bonferroni), so that all comparisons of the last period with them hold together,
    whichever was picked [1]_. A decline below 0 is a rise.

    References
    ----------
    .. [1] Miller RG (1981). Simultaneous Statistical Inference, 2nd edition, section
       1.3. Springer.

    Examples
    --------
    >>> result = decline_from_peak([12, 35, 48, 12], [7 / 12, 1, 1, 10 / 12])
    >>> for name in ("decline_from_peak", "decline_unadjusted"):
    ...     one = result.estimate(name)
    ...     low, high = one.interval.low, one.interval.high
    ...     print(f"{name}: {one.value:.0f}% ({low:.0f} to {high:.0f})")
    decline_from_peak: 70% (37 to 87)
    decline_unadjusted: 70% (45 to 85)
    """
    check_level(level)
    scaled, table = check_factors(factors), read_series(counts, exposure)
    periods = periods_of(table)
    late = late_reporting(table.counts, table.years, declines=declines)
    peak, last = peak_before_last(periods), periods[-1]
    levels = _levels(len(periods) - 1, level)
    intervals = {
        name: partial(_decline, _compared(peak, last), own=own, level=level)
        for name, own in levels.items()
    }
    return Result(
        title=f"Decline from the peak: period {last.number} against period "
        f"{peak.number}",
        method="Ratio of two Poisson rates given their sum, for every period that "
        "could have been the peak",
        conclusion=_conclusion(intervals["decline_from_peak"](1.0)),
        estimates=(*_declines(peak, last, intervals, scaled), *late.estimates),
        probabilities=(*_chances(periods, levels), *_tipping(intervals)),
        assumptions=_ASSUMPTIONS,
        checks=(_chosen(periods, peak, level),),
        tables=late.tables,
    )


def _levels(candidates: int, level: float) -> dict[str, float]:
    """Give each period that could have been the peak its part of the error."""
    return {
        "decline_from_peak": 1 - (1 - level) / candidates,
        "decline_unadjusted": level,
    }


def _declines(
    peak: Period,
    last: Period,
    intervals: Mapping[str, IntervalAt],
    factors: tuple[float, ...],
) -> Iterator[Estimate]:
    value = percent_decline(last.rate / peak.rate)
    for name, interval_at in intervals.items():
        yield from by_factor(name, value, "%", interval_at, factors)


def _tipping(intervals: Mapping[str, IntervalAt]) -> Iterator[Probability]:
    for name, interval_at in intervals.items():
        for point in tipping(interval_at, 0.0, "no decline"):
            yield replace(point, statement=f"{name}: {point.statement}")


def _compared(peak: Period, last: Period) -> TwoPeriods:
    return TwoPeriods(
        count=last.count,
        years=float(last.years),
        reference_count=peak.count,
        reference_years=float(peak.years),
    )


def _decline(
    compared: TwoPeriods, factor: float, *, own: float, level: float
) -> Interval:
    """Turn the interval of the rate ratio, at a level of its own, into a decline."""
    found = as_decline(compared.midp(factor, level=own))
    adjusted = "" if own == level else ", Bonferroni over the periods before the last"
    return replace(found, level=level, method=f"{found.method}{adjusted}")


def _chances(
    periods: tuple[Period, ...], levels: dict[str, float]
) -> tuple[Probability, ...]:
    total, years = sum(one.count for one in periods), [one.years for one in periods]
    if total > _MOST_ENUMERATED:
        return ()
    tails = [(1 - own) / 2 for own in levels.values()]
    chances = chances_of_a_decline(total, years, tails=tails)
    return tuple(
        Probability(
            statement=f"P(the interval of {name} shows a decline)",
            value=chance,
            given=f"one constant rate, {total} incidents, and the peak picked as here",
        )
        for name, chance in zip(levels, chances, strict=True)
    )


def _chosen(periods: tuple[Period, ...], peak: Period, level: float) -> Check:
    candidates = len(periods) - 1
    return Check(
        name="the peak was named before the counts were seen",
        passed=candidates == 1,
        detail="there is only one earlier period"
        if candidates == 1
        else f"period {peak.number} was picked as the highest of {candidates}; "
        f"decline_from_peak holds at {format_level(level)} for all of them together",
    )


def _conclusion(adjusted: Interval) -> str:
    low, high = (format_number(one) for one in (adjusted.low, adjusted.high))
    return (
        f"Whichever period was the peak, the decline lies between {low}% and {high}% "
        f"if incidents are independent and all are recorded: {_shown(adjusted)}."
    )


def _shown(adjusted: Interval) -> str:
    if adjusted.low > 0:
        return "a decline is shown"
    if adjusted.high < 0:
        return "a rise is shown"
    return "neither a decline nor a rise is shown"
