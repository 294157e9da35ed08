"""A population and its hidden part as estimates, with intervals of their size."""

from __future__ import annotations

from math import exp, hypot, inf, log, log1p, sqrt
from typing import TYPE_CHECKING

from bemodels.intervals.normal import normal_quantile
from bemodels.result import Check, Estimate, Interval, Parameter
from bemodels.result.display import format_count, format_level
from bemodels.undercount.capture.heterogeneity import MIXTURE

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST_EXPONENT = 700.0
_NEARLY_NONE = 0.01
LIMITS = "limits of the population"
# What is said of what nobody saw: of one, and of any other number.
NEVER_SEEN = ("unit was never seen", "units were never seen")
ON_NO_LIST = ("unit is on no list", "units are on no list")
ON_NEITHER_LIST = ("unit stands on neither list", "units stand on neither list")
SEEN_BY_NO_LIST = ("incident was seen by no list", "incidents were seen by no list")
OF_UNITS = (
    Parameter(
        name="population",
        symbol="N",
        meaning="units that any list could hold, recorded or not",
        unit="units",
        identified="both",
    ),
    Parameter(
        name="hidden",
        symbol="N - n",
        meaning="units on no list",
        unit="units",
        identified="both",
    ),
)


def size_estimates(
    value: float, limits: tuple[float, float], *, seen: int, level: float, method: str
) -> tuple[Estimate, Estimate]:
    """Return a population and how much of it was not seen.

    Parameters
    ----------
    value : float
        The population.
    limits : tuple of float, length 2
        Its confidence limits.
    seen : int
        Units seen; they are taken off for the hidden part.
    level : float
        Coverage, in (0, 1).
    method : str
        How the limits were found, and what is assumed.

    Returns
    -------
    tuple of Estimate
        ``population`` and ``hidden``.
    """
    parts = (("population", 0), ("hidden", seen))
    population, hidden = (
        Estimate(
            estimand=name,
            value=value - less,
            unit="units",
            interval=Interval(
                low=limits[0] - less,
                high=limits[1] - less,
                level=level,
                kind="confidence",
                method=method,
            ),
        )
        for name, less in parts
    )
    return population, hidden


def hidden_in_words(
    assumption: str,
    hidden: float,
    limits: tuple[float, float],
    *,
    level: float,
    unseen: tuple[str, str],
    amount: str = "",
    checks: Iterable[Check] = (),
) -> str:
    """Name a hidden number in the sentence of its assumption.

    Parameters
    ----------
    assumption : str
        A sentence, with or without its capital and its stop.
    hidden : float
        How many there are.
    limits : tuple of float, length 2
        Of the hidden.
    level : float
        Coverage, in (0, 1).
    unseen : tuple of str, length 2
        What is said of one and of several, such as `NEVER_SEEN`.
    amount : str, default ""
        What stands before the number, such as ``"at least "``.
    checks : iterable of Check, default ()
        As `check_limits` and `check_mixture` return them; those that failed are told.

    Returns
    -------
    str
        A sentence.

    Examples
    --------
    >>> told = hidden_in_words(
    ...     "The lists are independent.", 9.8, (3.2, inf), level=0.95,
    ...     unseen=ON_NEITHER_LIST,
    ... )
    >>> told.partition(";")[0]
    'If the lists are independent, 10 units stand on neither list (95% 3 to infinity)'
    """
    first = assumption[0].lower() + assumption[1:].rstrip(".")
    low, high = map(size_in_words, limits)
    many = size_in_words(hidden)
    if amount and 0 < hidden < _NEARLY_NONE:
        many = "0"
    failed = {one.name: one.detail for one in checks if not one.passed}
    caution, mixture = failed.get(LIMITS, ""), failed.get(MIXTURE, "")
    return (
        f"If {first}, {amount}{many} {unseen[many != '1']} "
        f"({format_level(level)} {low} to {high}"
        + (f", which cannot be meant as it stands: {caution}" if caution else "")
        + (
            f"); the form of unequal chances does not fit: {mixture}"
            if mixture
            else ")"
        )
        + "; another assumption gives another number."
    )


def size_in_words(size: float) -> str:
    """Write a number of units whole, but one below 1 so that it is not read as none.

    Parameters
    ----------
    size : float
        Any number, infinity included.

    Returns
    -------
    str
        Two digits of what lies between 0 and 1.

    Examples
    --------
    >>> [size_in_words(one) for one in (7393.5, 1.4, 0.4123, 0.0, 3e-7, inf)]
    ['7,394', '1', '0.41', '0', 'under 0.01', 'infinity']
    """
    if size == inf:
        return "infinity"
    if 0 < size < _NEARLY_NONE:
        return f"under {_NEARLY_NONE:g}"
    return f"{size:.2g}" if 0 < abs(size) < 1 else f"{size:,.0f}"


def lognormal_limits(
    seen: int, hidden: float, error: float, level: float
) -> tuple[float, float]:
    """Return limits of a population whose hidden part is log-normal.

    Parameters
    ----------
    seen : int
        Units seen.
    hidden : float
        The estimate of the others, 0 or more.
    error : float
        Its standard error, 0 or more.
    level : float
        Coverage, in (0, 1).

    Returns
    -------
    tuple of float, length 2
        Low and high, never below `seen`; both `seen` if `hidden` is 0.

    References
    ----------
    .. [1] Chao A (1987). Estimating the population size for capture-recapture data
       with unequal catchability. Biometrics 43, 783-791.

    Examples
    --------
    >>> low, high = lognormal_limits(1880, 7393.511, 662.590, 0.95)
    >>> round(low, 1), round(high, 1)
    (8084.7, 10690.1)
    """
    if hidden == 0:
        return float(seen), float(seen)
    exponent = normal_quantile(level) * _log_spread(error / hidden)
    factor = exp(exponent) if exponent < _LARGEST_EXPONENT else inf
    return seen + hidden / factor, seen + hidden * factor


def _log_spread(ratio: float) -> float:
    """Return the spread of a logarithm by the coefficient of variation."""
    if ratio < 1:
        return sqrt(log1p(ratio**2))
    return sqrt(2 * log(hypot(1.0, ratio)))


def check_limits(value: float, limits: tuple[float, float], seen: int) -> Check:
    """Say whether limits can be those of a population.

    Parameters
    ----------
    value : float
        The population.
    limits : tuple of float, length 2
        Its confidence limits.
    seen : int
        Units seen.

    Returns
    -------
    Check
        Passed if they have a width, hold the estimate, and lie at `seen` or above.
    """
    low, high = limits
    faults = [
        text
        for wrong, text in (
            (high <= low, "the interval has no width: its formula breaks down here"),
            (low < seen, "the lower limit lies below the units seen"),
            (not low <= value <= high, "the interval leaves out the estimate"),
        )
        if wrong
    ]
    return Check(
        name=LIMITS,
        passed=not faults,
        detail="; ".join(faults)
        or f"at or above the {format_count(seen, 'unit', 'units')} seen",
    )
