"""Each rate with the limits that MOVER recovers its variance from."""

from __future__ import annotations

from scipy.special import betaincinv, gammaincinv

from bemodels.intervals import wilson_interval
from bemodels.intervals.recovered_limits import Limits
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group
from bemodels.result import check_level, check_type

_HALF = 0.5


def wilson_limits(name: str, group: Group, *, level: float) -> Limits:
    """Return the sample proportion with Wilson's limits.

    Parameters
    ----------
    name : str
        The argument that the group was given for.
    group : Group
        The counts.
    level : float
        Nominal coverage, in (0, 1).

    Returns
    -------
    Limits
        In [0, 1].

    Raises
    ------
    InvalidDataError
        If it is no `Group`, or `level` lies outside (0, 1).
    """
    check_type(name, group, Group)
    interval = wilson_interval(group.attacks, group.incidents, level=level)
    return Limits(interval.low, group.attack_rate, interval.high)


def jeffreys_limits(name: str, group: Group, *, level: float) -> Limits:
    """Return the median and equal tails of Jeffreys' posterior of a proportion.

    Parameters
    ----------
    name : str
        The argument that the group was given for.
    group : Group
        The counts.
    level : float
        Posterior mass, in (0, 1).

    Returns
    -------
    Limits
        Strictly within (0, 1).

    Raises
    ------
    InvalidDataError
        If it is no `Group`, or `level` lies outside (0, 1).
    """
    check_type(name, group, Group)
    a, b = group.attacks + _HALF, group.incidents - group.attacks + _HALF
    return Limits(*(float(betaincinv(a, b, one)) for one in _probabilities(level)))


def jeffreys_event_limits(name: str, exposed: Exposed, *, level: float) -> Limits:
    """Return the median and equal tails of Jeffreys' posterior of an event rate.

    Parameters
    ----------
    name : str
        The argument that the group was given for.
    exposed : Exposed
        The counts.
    level : float
        Posterior mass, in (0, 1).

    Returns
    -------
    Limits
        In events per year, above 0.

    Raises
    ------
    InvalidDataError
        If it is no `Exposed`, or `level` lies outside (0, 1).
    """
    check_type(name, exposed, Exposed)
    shape, years = exposed.events + _HALF, exposed.years
    return Limits(
        *(float(gammaincinv(shape, one)) / years for one in _probabilities(level))
    )


def _probabilities(level: float) -> tuple[float, float, float]:
    check_level(level)
    return (1 - level) / 2, _HALF, (1 + level) / 2
