"""Common contrasts of strata by the sums of Mantel and Haenszel, with their errors."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from bemodels.errors import NotEstimableError
from bemodels.intervals.normal import log_normal_interval, normal_interval
from bemodels.rates.strata.checked_strata import Strata
from bemodels.result import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A common contrast with its error.

    Attributes
    ----------
    value : float
        The contrast.
    error : float
        Standard error, of the logarithm for a ratio; above 0.
    """

    value: float
    error: float

    def difference_interval(self, *, level: float, method: str) -> Interval:
        """Return the normal interval.

        Parameters
        ----------
        level : float
            Coverage, in (0, 1).
        method : str
            Whose error it is.

        Returns
        -------
        Interval
            Symmetric about the value.
        """
        return normal_interval(self.value, self.error, level=level, method=method)

    def ratio_interval(self, *, level: float, method: str) -> Interval:
        """Return the interval that is normal on the log scale.

        Parameters
        ----------
        level : float
            Coverage, in (0, 1).
        method : str
            Whose error it is.

        Returns
        -------
        Interval
            Both limits above 0.
        """
        return log_normal_interval(
            log(self.value), self.error, level=level, method=method
        )


def common_odds_ratio(strata: Strata) -> Common:
    """Return the odds ratio of Mantel and Haenszel.

    Parameters
    ----------
    strata : Strata
        A table for each.

    Returns
    -------
    Common
        With the error of Robins, Breslow and Greenland.

    Raises
    ------
    NotEstimableError
        If a sum is 0.
    """
    a, b, c, d = strata.cells
    total = strata.cells.sum(axis=0)
    more, fewer = a * d / total, b * c / total
    like, unlike = (a + d) / total, (b + c) / total
    if reason := reason_at_an_end(strata):
        raise NotEstimableError(
            "the Robins-Breslow-Greenland error of the odds ratio is not estimable: "
            f"{reason}"
        )
    variance = (
        np.sum(like * more) / more.sum() ** 2
        + np.sum(like * fewer + unlike * more) / (more.sum() * fewer.sum())
        + np.sum(unlike * fewer) / fewer.sum() ** 2
    ) / 2
    return Common(value=float(more.sum() / fewer.sum()), error=sqrt(float(variance)))


def reason_at_an_end(strata: Strata) -> str:
    """Return why the odds ratio of the sums is 0 or infinite.

    Parameters
    ----------
    strata : Strata
        A table for each.

    Returns
    -------
    str
        Empty where it is neither.
    """
    a, b, c, d = strata.cells
    if np.any(a * d) and np.any(b * c):
        return ""
    value, have, lack = (
        ("infinite", "reference", "group")
        if np.any(a * d)
        else ("0", "group", "reference")
    )
    return (
        f"that of the sums is {value}, since no stratum has an attack of the {have} "
        f"beside another incident of the {lack}"
    )


def common_risk_ratio(strata: Strata) -> Common:
    """Return the risk ratio of Mantel and Haenszel.

    Parameters
    ----------
    strata : Strata
        A table for each.

    Returns
    -------
    Common
        With the error of Greenland and Robins.

    Raises
    ------
    NotEstimableError
        If a group has no attack.
    """
    a, b, c, d = strata.cells
    n1, n2, total = a + b, c + d, a + b + c + d
    group, reference = np.sum(a * n2 / total), np.sum(c * n1 / total)
    if not group or not reference:
        lacking = "reference" if group else "group"
        raise NotEstimableError(
            "the Greenland-Robins error of the risk ratio is not estimable: no attack "
            f"is one of the {lacking}"
        )
    variance = np.sum(n1 / total * n2 / total * (a + c) - a / total * c)
    return Common(
        value=float(group / reference),
        error=sqrt(float(variance / (group * reference))),
    )


def common_risk_difference(strata: Strata) -> Common:
    """Return the risk difference of Mantel and Haenszel.

    Parameters
    ----------
    strata : Strata
        A table for each.

    Returns
    -------
    Common
        With the error of Sato.

    Raises
    ------
    NotEstimableError
        If the variance is not above 0.
    """
    a, b, c, d = strata.cells
    n1, n2, total = a + b, c + d, a + b + c + d
    weight = np.sum(n1 * n2 / total)
    value = np.sum((a * n2 - c * n1) / total) / weight
    sloped = (n1**2 * c - n2**2 * a + n1 * n2 * (n2 - n1) / 2) / total**2
    level = (a * d + c * b) / (2 * total)
    variance = (value * sloped.sum() + level.sum()) / weight**2
    if variance <= 0:
        raise NotEstimableError(
            "the Sato error of the risk difference is not estimable: the sums give it "
            f"a variance of {variance:g}, and it must be above 0"
        )
    return Common(value=float(value), error=sqrt(float(variance)))
