r"""What the units seen once and twice say of those never seen, at least.

With :math:`f_1` units seen once, :math:`f_2` twice, :math:`S` in all and
:math:`r = f_1 / f_2`, Chao's bound of the hidden and its variance are [1]_

.. math::
    \frac{f_1^2}{2 f_2}, \qquad
    f_2 \left(\frac{r^4}{4} + r^3 + \frac{r^2}{2}\right)

The less biased form, and the forms without units seen once or twice, are those of
EstimateS, equations 6 to 8 and 14 [2]_.

References
----------
.. [1] Chao A (1987). Estimating the population size for capture-recapture data with
   unequal catchability. Biometrics 43, 783-791.
.. [2] Colwell RK (2013). EstimateS: Statistical estimation of species richness and
   shared species from samples, version 9, user's guide, appendix B.
"""

from __future__ import annotations

from math import exp, sqrt

from bemodels.errors import NotEstimableError
from bemodels.intervals.normal import normal_limits
from bemodels.result import Check
from bemodels.undercount.capture.frequencies.times_seen import TimesSeen
from bemodels.undercount.capture.sizes import lognormal_limits


def check_against_bound(
    times: TimesSeen, value: float, level: float
) -> tuple[Check, ...]:
    """Ask whether an estimate respects Chao's lower bound, within its interval.

    Parameters
    ----------
    times : TimesSeen
        The data.
    value : float
        The population that a model found.
    level : float
        Coverage of the interval of the bound, in (0, 1).

    Returns
    -------
    tuple of Check
        One, passed if `value` is not below the bound's interval; none if no unit was
        seen once or none twice.
    """
    if not (times.once and times.twice):
        return ()
    hidden, error = plain_bound(times)
    low, _ = lognormal_limits(times.seen, hidden, error, level)
    passed = value >= low
    verdict = "not below" if passed else "below"
    return (
        Check(
            name="Chao's lower bound",
            passed=passed,
            detail=f"the population is {verdict} the interval of Chao's lower bound, "
            f"{times.seen + hidden:.1f}, which begins at {low:.1f}",
        ),
    )


def plain_bound(times: TimesSeen) -> tuple[float, float]:
    """Return Chao's bound of the hidden and its standard error.

    Parameters
    ----------
    times : TimesSeen
        The data.

    Returns
    -------
    tuple of float, length 2
        Units not seen, at least, and the standard error.

    Raises
    ------
    NotEstimableError
        If some units were seen once and none twice.
    """
    once, twice = times.once, times.twice
    if once and not twice:
        raise NotEstimableError(
            f"Chao's bound needs a unit seen twice, got {once} seen once and none "
            "twice; chao1_bias_corrected does without"
        )
    if not once:
        return 0.0, _error_without_singles(times)
    ratio = once / twice
    error = sqrt(twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2))
    return once * once / (2 * twice), error


def corrected_bound(times: TimesSeen) -> tuple[float, float]:
    """Return the less biased bound of the hidden and its standard error.

    Parameters
    ----------
    times : TimesSeen
        The data.

    Returns
    -------
    tuple of float, length 2
        Units not seen, at least, and the standard error.
    """
    once, twice = times.once, times.twice
    if not once:
        return 0.0, _error_without_singles(times)
    pairs = once * (once - 1)
    hidden = pairs / (2 * (twice + 1))
    if twice:
        variance = (
            hidden
            + once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
            + twice * pairs**2 / (4 * (twice + 1) ** 4)
        )
    else:
        bound = times.seen + hidden
        variance = hidden + once * (2 * once - 1) ** 2 / 4 - once**4 / (4 * bound)
    return hidden, sqrt(variance)


def _unseen_share(times: TimesSeen) -> float:
    return exp(-times.sightings / times.seen)


def _error_without_singles(times: TimesSeen) -> float:
    share = _unseen_share(times)
    return sqrt(times.seen * share * (1 - share))


def limits_without_singles(times: TimesSeen, level: float) -> tuple[float, float]:
    """Return limits of the bound if no unit was seen once.

    Parameters
    ----------
    times : TimesSeen
        The data.
    level : float
        Coverage, in (0, 1).

    Returns
    -------
    tuple of float, length 2
        Never below the units seen; the lower one may exceed them.
    """
    share, seen = _unseen_share(times), times.seen
    error = sqrt(seen * share / (1 - share))
    low, high = normal_limits(seen / (1 - share), error, level=level)
    return max(float(seen), low), high
