"""How far several biases together could have moved a risk ratio, at the most."""

from __future__ import annotations

from math import inf, prod

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import (
    Assumption,
    Estimate,
    Interval,
    Probability,
    Result,
    check_type,
)
from bemodels.result.rules import is_number, shown

Strengths = tuple[float, float]
_PAIR = 2


def multiple_bias_bound(
    risk_ratio: Estimate,
    *,
    confounding: Strengths,
    selection: Strengths,
    misclassification: float,
) -> Result:
    """Return the most by which three biases could have raised a risk ratio.

    Parameters
    ----------
    risk_ratio : Estimate
        Of the group over the reference, with its interval; of one below 1 hand over
        the inverse.
    confounding : (float, float)
        Risk ratios of an unmeasured cause, 1 or more: with attacks, and with the group.
    selection : (float, float)
        Risk ratios within the group, 1 or more: of being recorded with a cause of it,
        and of that cause with attacks.
    misclassification : float
        Odds ratio of the recorded attack with the group given the true one, 1 or more.

    Returns
    -------
    Result
        The bound on the three together, and ``risk_ratio_least``: the risk ratio, and
        both limits, divided by it. 1 for a strength says that there is no such bias.

    Raises
    ------
    InvalidDataError
        If `risk_ratio` is no `Estimate`, or a strength is below 1 or infinite.
    NotEstimableError
        If the estimate is no ratio above 0.

    Notes
    -----
    A pair of strengths x and y bounds its bias by x y / (x + y - 1), and the bounds
    multiply [1]_, [2]_. Selection is bounded in the group alone: in the reference it is
    taken to raise no risk.

    References
    ----------
    .. [1] Smith LH, Mathur MB, VanderWeele TJ (2021). Multiple-bias sensitivity
       analysis using bounds. Epidemiology 32, 625-634.
    .. [2] Smith LH, VanderWeele TJ (2019). Bounding bias due to selection. Epidemiology
       30, 509-516.

    Examples
    --------
    >>> from bemodels.result import Estimate, Interval
    >>> limits = Interval(
    ...     low=1.8, high=8.7, level=0.95, kind="confidence", method="printed"
    ... )
    >>> result = multiple_bias_bound(
    ...     Estimate(estimand="risk_ratio", value=3.9, unit="ratio", interval=limits),
    ...     confounding=(2, 1.5),
    ...     selection=(1.25, 2.5),
    ...     misclassification=1.75,
    ... )
    >>> f"{result.probabilities[0].value:.6f} {result.estimates[0].value:.3f}"
    '2.386364 1.634'
    """
    check_type("risk_ratio", risk_ratio, Estimate)
    if risk_ratio.unit != "ratio" or not 0 < risk_ratio.value < inf:
        raise NotEstimableError(
            "a bound on biases needs a finite ratio above 0, got "
            f"{risk_ratio.estimand} of {risk_ratio.value:g} {risk_ratio.unit}"
        )
    bound = prod(
        (
            _of_pair("confounding", confounding),
            _of_pair("selection", selection),
            _strength("misclassification", misclassification),
        )
    )
    stated = (
        f"confounding of {confounding[0]:g} and {confounding[1]:g}, selection of "
        f"{selection[0]:g} and {selection[1]:g}, misclassification of "
        f"{misclassification:g}"
    )
    return Result(
        title=f"Bound on three biases of {risk_ratio.estimand}",
        method="Smith, Mathur and VanderWeele (2021)",
        estimates=(_divided(risk_ratio, bound, stated),),
        probabilities=(
            Probability(
                statement="most by which the biases together raise the risk ratio",
                value=bound,
                given=stated,
            ),
        ),
        assumptions=(
            Assumption(
                statement=f"No bias is stronger than stated: {stated}.",
                support="not checkable from these data",
            ),
        ),
    )


def _of_pair(name: str, pair: Strengths) -> float:
    if not isinstance(pair, tuple) or len(pair) != _PAIR:
        raise InvalidDataError(f"{name} must be two strengths, got {shown(pair)}")
    one, other = (_strength(name, strength) for strength in pair)
    return one * other / (one + other - 1)


def _strength(name: str, strength: float) -> float:
    if not is_number(strength) or not 1 <= strength < inf:
        raise InvalidDataError(
            f"a strength of {name} must be 1 or more and finite, got {shown(strength)}"
        )
    return float(strength)


def _divided(risk_ratio: Estimate, bound: float, stated: str) -> Estimate:
    limits = risk_ratio.interval
    return Estimate(
        estimand="risk_ratio_least",
        value=risk_ratio.value / bound,
        unit="ratio",
        interval=Interval(
            low=limits.low / bound,
            high=limits.high / bound,
            level=limits.level,
            kind=limits.kind,
            method=f"scenario: at most {stated}; {limits.method}, divided by the bound",
        ),
        identified="prior",
    )
