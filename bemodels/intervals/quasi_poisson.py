r"""The ratio of two rates whose counts vary more than Poisson, on its log scale.

Let the variance of each count be c times its mean. The log of the ratio of rates has
then the variance :math:`c (1 / n_1 + 1 / n_0)`, and with the normal quantile z

.. math:: \hat\rho \exp\Bigl(\pm z \sqrt{c / n_1 + c / n_0}\Bigr)

are the limits of the ratio under a quasi-Poisson model [1]_. A limit is 1 at
:math:`c = (\log \hat\rho)^2 / (z^2 (1 / n_1 + 1 / n_0))`.

References
----------
.. [1] McCullagh P, Nelder JA (1989). Generalized Linear Models, 2nd edition, section
   6.2.3. Chapman and Hall.
"""

from __future__ import annotations

from math import inf, log, sqrt

from bemodels.errors import NotEstimableError
from bemodels.intervals.exponentials import exponential
from bemodels.intervals.normal import normal_quantile
from bemodels.result import Interval
from bemodels.result.rules import check_number, check_whole


def quasi_poisson_interval(
    ratio: float,
    count: int,
    reference_count: int,
    *,
    factor: float,
    level: float = 0.95,
) -> Interval:
    r"""Return the quasi-Poisson interval of a ratio of two rates.

    Parameters
    ----------
    ratio : float
        Of the rates, as estimated from both counts and their exposures; above 0.
    count, reference_count : int
        Incidents behind each rate, above 0.
    factor : float
        Variance over mean, above 0; 1 is Poisson's.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    Interval
        Symmetric on the log scale; open above where no float holds the limit.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.
    NotEstimableError
        If a count is 0.

    Notes
    -----
    :math:`\hat\rho \exp(\pm z \sqrt{c / n_1 + c / n_0})`, c being stated and not
    estimated [1]_.

    References
    ----------
    .. [1] McCullagh P, Nelder JA (1989). Generalized Linear Models, 2nd edition,
       section 6.2.3. Chapman and Hall.

    Examples
    --------
    Nine incidents in ten months against 36 in twelve:

    >>> interval = quasi_poisson_interval(0.3, 9, 36, factor=3)
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.085, 1.063)
    """
    check_number("factor", factor, low=0, high=inf)
    variance = factor * _log_variance(ratio, count, reference_count)
    reach = normal_quantile(level) * sqrt(variance)
    return Interval(
        low=ratio * exponential(-reach),
        high=ratio * exponential(reach),
        level=level,
        kind="confidence",
        method="quasi-Poisson, Wald on the log scale",
    )


def quasi_poisson_tipping_factor(
    ratio: float, count: int, reference_count: int, *, level: float = 0.95
) -> float:
    r"""Return the variance factor at which the interval of a ratio begins to hold 1.

    Parameters
    ----------
    ratio : float
        Of the rates, as estimated from both counts and their exposures; above 0.
    count, reference_count : int
        Incidents behind each rate, above 0.
    level : float, default 0.95
        Nominal coverage of the interval, in (0, 1).

    Returns
    -------
    float
        0 or more; at most 1 where the interval holds 1 though counts are Poisson.

    Raises
    ------
    InvalidDataError
        If an argument is not what it must be.
    NotEstimableError
        If a count is 0.

    Notes
    -----
    :math:`(\log \hat\rho)^2 / (z^2 (1 / n_1 + 1 / n_0))`, at which a limit of the
    quasi-Poisson interval [1]_ is 1.

    References
    ----------
    .. [1] McCullagh P, Nelder JA (1989). Generalized Linear Models, 2nd edition,
       section 6.2.3. Chapman and Hall.

    Examples
    --------
    >>> round(quasi_poisson_tipping_factor(0.3, 9, 36), 2)
    2.72
    """
    variance = _log_variance(ratio, count, reference_count)
    return log(ratio) ** 2 / (normal_quantile(level) ** 2 * variance)


def _log_variance(ratio: float, count: int, reference_count: int) -> float:
    """Return the variance of the log ratio of two Poisson rates, both checked."""
    counts = {"count": count, "reference_count": reference_count}
    for name, number in counts.items():
        if not check_whole(name, number, least=0):
            raise NotEstimableError(
                f"a quasi-Poisson interval is not estimable: {name} is 0"
            )
    check_number("ratio", ratio, low=0, high=inf)
    return 1 / reference_count + 1 / count
