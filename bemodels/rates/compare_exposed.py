"""Compare the event rates of two groups that were watched for some years."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from typing import NamedTuple

from bemodels.errors import NotEstimableError
from bemodels.rates.agreement import agreement_check
from bemodels.rates.event_rates import (
    poisson_exact,
    poisson_midp,
    rate_ratio_exact,
    rate_ratio_midp,
)
from bemodels.rates.exposed import Exposed
from bemodels.rates.one_sample import annual_rate_exact
from bemodels.rates.sample import exposures_of, sample_difference, sample_ratio
from bemodels.rates.score import rate_difference_scas, rate_ratio_scas
from bemodels.rates.unconditional import poisson_etest
from bemodels.result import (
    Assumption,
    Check,
    Estimate,
    Interval,
    ModelCard,
    Parameter,
    Result,
    check_level,
)

_RATE, _RATIO = "events per year", "ratio"


class _Contrast(NamedTuple):
    """An estimand with its unit, its value in the sample and its interval."""

    estimand: str
    unit: str
    sample: Callable[[float, float, float, float], float]
    interval: Callable[..., Interval]


_CONTRASTS = (
    _Contrast("rate_ratio", _RATIO, sample_ratio, rate_ratio_scas),
    _Contrast("rate_ratio_midp", _RATIO, sample_ratio, rate_ratio_midp),
    _Contrast("rate_ratio_exact", _RATIO, sample_ratio, rate_ratio_exact),
    _Contrast("rate_difference", _RATE, sample_difference, rate_difference_scas),
)
ASSUMPTIONS = (
    Assumption(
        statement="Events are independent and come at a constant rate in each group, "
        "so that their number is Poisson: none brings about others.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="Events are recorded equally well in both groups over all their "
        "years.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="The years of exposure are known.",
        support="not checkable from these data",
    ),
)
CARD = ModelCard(
    equations=(
        r"x_g \mid \lambda_g \sim \operatorname{Poisson}(\lambda_g t_g), \quad "
        r"g \in \{\text{group}, \text{reference}\}",
        r"x_{\text{group}} \mid x_{\text{group}} + x_{\text{reference}} = m \sim "
        r"\operatorname{Binomial}\left(m, \frac{\phi t_{\text{group}}}"
        r"{\phi t_{\text{group}} + t_{\text{reference}}}\right)",
    ),
    parameters=tuple(
        Parameter(
            name=name, symbol=symbol, meaning=meaning, unit=unit, identified="data"
        )
        for name, symbol, meaning, unit in (
            ("annual_rate", r"\lambda_{\text{group}}", "rate of the group", _RATE),
            (
                "reference_annual_rate",
                r"\lambda_{\text{reference}}",
                "rate of the reference",
                _RATE,
            ),
            (
                "rate_ratio",
                r"\phi = \lambda_{\text{group}} / \lambda_{\text{reference}}",
                "how many times as high the group's rate is",
                _RATIO,
            ),
            (
                "rate_difference",
                r"\lambda_{\text{group}} - \lambda_{\text{reference}}",
                "how much higher it is",
                _RATE,
            ),
        )
    ),
)


def compare_event_rates(
    group: Exposed, reference: Exposed, *, level: float = 0.95
) -> Result:
    """Estimate how far the event rate of a group lies from a reference's.

    Parameters
    ----------
    group, reference : Exposed
        Events and years of each. The reference is the denominator of the ratio, and is
        subtracted in the difference.
    level : float, default 0.95
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        ``annual_rate`` and ``reference_annual_rate`` with exact intervals;
        ``rate_ratio`` of the sample with the SCAS interval, again as
        ``rate_ratio_midp`` with that of the mid-P test and as ``rate_ratio_exact`` with
        the guaranteed one; ``rate_difference`` with SCAS. Mid-P, the exact central test
        and the E-test. The ratio of no events at all is left out, as is an interval
        too far out to be computed, and a failed check says so. Another check fails
        where mid-P or the E-test and the SCAS interval of the ratio disagree.

    Raises
    ------
    InvalidDataError
        If a group is no `Exposed`, or `level` lies outside (0, 1).

    Notes
    -----
    Given how many events there were in all, the group's are binomial, whatever the
    rates are: mid-P [1]_ and the exact test have the intervals named after them. SCAS
    [2]_ holds its level on average, and serves ratio and difference alike. The E-test
    orders by the score and has no interval here.

    References
    ----------
    .. [1] Lancaster HO (1961). Significance tests in discrete distributions. Journal
       of the American Statistical Association 56, 223-234.
    .. [2] Laud PJ (2017). Equal-tailed confidence intervals for comparison of rates.
       Pharmaceutical Statistics 16, 334-348.

    Examples
    --------
    >>> result = compare_event_rates(
    ...     Exposed(events=60, years=51477.5), Exposed(events=30, years=54308.7)
    ... )
    >>> ratio = result.estimate("rate_ratio")
    >>> f"{ratio.value:.4f} ({ratio.interval.low:.4f} to {ratio.interval.high:.4f})"
    '2.1100 (1.3699 to 3.3023)'
    """
    check_level(level)
    contrasts, reasons = _contrasts(group, reference, level)
    midp, exact, etest = (
        test(group, reference) for test in (poisson_midp, poisson_exact, poisson_etest)
    )
    return Result(
        title=f"Event rates: {group} against {reference}",
        method="Two independent Poisson counts: mid-P, exact and E-tests, SCAS, mid-P "
        "and exact intervals",
        estimates=(
            _annual_rate("annual_rate", group, level),
            _annual_rate("reference_annual_rate", reference, level),
            *contrasts,
        ),
        tests=(midp, exact, etest),
        assumptions=ASSUMPTIONS,
        card=CARD,
        checks=(
            *map(_missing, reasons),
            *(
                agreement_check(test, one, contrast="rate ratio")
                for one in contrasts
                for test in (midp, etest)
                if one.estimand == "rate_ratio"
            ),
        ),
    )


def _contrasts(
    group: Exposed, reference: Exposed, level: float
) -> tuple[tuple[Estimate, ...], tuple[str, ...]]:
    """Return the contrasts that exist, and why another is missing."""
    found: list[Estimate] = []
    reasons: list[str] = []
    for one in _CONTRASTS:
        try:
            found.append(_estimate(one, group, reference, level))
        except NotEstimableError as error:
            reasons.append(f"no {one.estimand}: {error}")
    return tuple(found), tuple(reasons)


def _estimate(
    contrast: _Contrast, group: Exposed, reference: Exposed, level: float
) -> Estimate:
    value = contrast.sample(*exposures_of(group, reference))
    if isnan(value):
        raise NotEstimableError("there was no event, so that any ratio fits")
    return Estimate(
        estimand=contrast.estimand,
        value=value,
        unit=contrast.unit,
        interval=contrast.interval(group, reference, level=level),
    )


def _annual_rate(estimand: str, exposed: Exposed, level: float) -> Estimate:
    return Estimate(
        estimand=estimand,
        value=exposed.annual_rate,
        unit=_RATE,
        interval=annual_rate_exact(exposed, level=level),
    )


def _missing(reason: str) -> Check:
    return Check(
        name="Every part of the report could be computed", passed=False, detail=reason
    )
