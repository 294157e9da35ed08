"""How strong an unmeasured cause would have to be to explain a risk ratio away."""

from __future__ import annotations

from math import inf, sqrt

from bemodels.errors import NotEstimableError
from bemodels.result import (
    Assumption,
    Check,
    Estimate,
    Probability,
    Result,
    check_type,
)

RARE = Assumption(
    statement="Attacks are rare in both groups, below 15 of 100 incidents, so that "
    "their odds ratio stands for the risk ratio; if they are common, its square root "
    "is nearer. The two attack rates show which; an odds ratio alone does not.",
    support="not checkable from these data",
)


def e_value(risk_ratio: Estimate) -> Result:
    """Return the E-value of a risk ratio and of the limit nearer to 1.

    Parameters
    ----------
    risk_ratio : Estimate
        With its interval, since the limit's E-value is the one that matters; both
        above 0 or open. An odds ratio counts as a risk ratio of rare attacks, and the
        result says so.

    Returns
    -------
    Result
        Two tipping points: the least risk ratio that an unmeasured cause must have
        with both the group and the attacks, beyond what is known, to bring the
        estimate, or the limit, to 1. That of an interval that holds 1 is 1.

    Raises
    ------
    InvalidDataError
        If `risk_ratio` is no `Estimate`.
    NotEstimableError
        If the estimate is no ratio: its unit is another, or it is negative.

    Notes
    -----
    For a ratio RR above 1, RR + sqrt(RR (RR - 1)); below 1, of its inverse [1]_.

    References
    ----------
    .. [1] VanderWeele TJ, Ding P (2017). Sensitivity analysis in observational
       research: introducing the E-value. Annals of Internal Medicine 167, 268-274.

    Examples
    --------
    A published risk ratio of 3.9, 95% interval 1.8 to 8.7:

    >>> from bemodels.result import Estimate, Interval
    >>> limits = Interval(
    ...     low=1.8, high=8.7, level=0.95, kind="confidence", method="printed"
    ... )
    >>> result = e_value(
    ...     Estimate(estimand="risk_ratio", value=3.9, unit="ratio", interval=limits)
    ... )
    >>> [round(one.value, 2) for one in result.probabilities]
    [7.26, 3.0]

    One of a result is handed over as it stands:

    >>> from bemodels.rates import Group, compare_attack_rates
    >>> compared = compare_attack_rates(
    ...     Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    ... )
    >>> result = e_value(compared.estimate("risk_ratio"))
    >>> [round(one.value, 2) for one in result.probabilities]
    [46.99, 5.6]
    """
    check_type("risk_ratio", risk_ratio, Estimate)
    low, high, value = *_limits(risk_ratio), risk_ratio.value
    limit = 1.0 if low <= 1 <= high else min((low, high), key=_strength)
    return Result(
        title=f"E-value of {risk_ratio.estimand}",
        method="VanderWeele and Ding (2017)",
        estimates=(risk_ratio,),
        probabilities=tuple(
            Probability(
                statement=f"E-value of the {which}",
                value=_strength(ratio),
                given="an unmeasured cause with this risk ratio to both group and "
                "attack",
            )
            for which, ratio in (("estimate", value), ("limit nearer to 1", limit))
            if 0 < ratio < inf
        ),
        assumptions=(RARE,) if "odds" in risk_ratio.estimand else (),
        checks=(_check(value),),
    )


def _limits(risk_ratio: Estimate) -> tuple[float, float]:
    """Return the limits of an estimate, or refuse one that is no ratio."""
    low, high = risk_ratio.interval.low, risk_ratio.interval.high
    if risk_ratio.unit != "ratio" or low < 0 or risk_ratio.value < 0:
        raise NotEstimableError(
            "an E-value needs a ratio of two rates, got "
            f"{risk_ratio.estimand} in {risk_ratio.unit}"
        )
    return low, high


def _check(ratio: float) -> Check:
    finite = 0 < ratio < inf
    unless = (
        ""
        if finite
        else ": only the limit nearer to 1 has an E-value; an empty cell is no "
        "evidence against an unmeasured cause"
    )
    return Check(
        name="The ratio is finite and above 0",
        passed=finite,
        detail=f"{ratio:.6g}{unless}",
    )


def _strength(ratio: float) -> float:
    """Return the E-value of a ratio, infinite where the ratio is 0 or infinite."""
    if not 0 < ratio < inf:
        return inf
    above = max(ratio, 1 / ratio)
    return above + sqrt(above * (above - 1))
