"""Exact limits of two proportions, melded into limits of their contrast.

All one-sided Clopper-Pearson limits of a proportion together are a distribution: the
lower ones are Beta(x, n - x + 1) and the upper ones Beta(x + 1, n - x). The smallest
contrast pairs the group's lower limits with the reference's upper ones, independently;
its quantile is a lower limit of the contrast [1]_. A group without any attack has 0 as
all its lower limits, one of attacks alone has 1 as all its upper ones.

References
----------
.. [1] Fay MP, Proschan MA, Brittain E (2015). Combining one-sample confidence
   procedures for inference in the two-sample case. Biometrics 71, 146-156.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.special import betainc, expit, logit

from bemodels.errors import InvalidDataError
from bemodels.intervals import Beta, expectation
from bemodels.rates.group import Group
from bemodels.result import Interval, check_level, check_type
from bemodels.result.rules import is_number, shown

# A distribution of limits, or the one value that all of them have.
Limits = Beta | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """A contrast of two proportions that grows with the group's, and its arithmetic.

    Attributes
    ----------
    name : str
        What the contrast is called.
    least, greatest : float
        The ends of its range.
    value : callable
        The contrast of two proportions.
    inverted : callable
        From a contrast to that of the swapped groups.
    bound : callable
        Proportion of the reference and a contrast to the group's proportion that has
        this contrast, which may lie outside [0, 1].
    quantile : callable
        Of the contrast of two beta-distributed proportions, at a probability.
    """

    name: str
    least: float
    greatest: float
    value: Callable[[float, float], float]
    inverted: Callable[[float], float]
    bound: Callable[[np.ndarray, float], np.ndarray]
    quantile: Callable[[Beta, Beta, float], float]

    def interval(self, group: Group, reference: Group, *, level: float) -> Interval:
        """Return the melded interval.

        Parameters
        ----------
        group, reference : Group
            The two groups.
        level : float
            Coverage, in (0, 1).

        Returns
        -------
        Interval
            Open where a group has no attack or nothing else.

        Raises
        ------
        InvalidDataError
            If either is no `Group`, or `level` lies outside (0, 1).
        """
        check_level(level)
        _check_groups(group, reference)
        tail = (1 - level) / 2
        return Interval(
            low=self._low(group, reference, tail),
            high=self.inverted(self._low(reference, group, tail)),
            level=level,
            kind="confidence",
            method="melded Clopper-Pearson limits",
        )

    def p_value(self, group: Group, reference: Group, null: float) -> float:
        """Return twice the smaller one-sided p-value of a contrast.

        Parameters
        ----------
        group, reference : Group
            The two groups.
        null : float
            Strictly within the range of the contrast.

        Returns
        -------
        float
            In [0, 1].

        Raises
        ------
        InvalidDataError
            If either is no `Group`, or no contrast can have the null value.
        """
        _check_groups(group, reference)
        if not is_number(null) or not self.least < null < self.greatest:
            raise InvalidDataError(
                f"a {self.name} must lie between {self.least:g} and "
                f"{self.greatest:g}, got {shown(null)}"
            )
        greater = self.greater_p_value(group, reference, null)
        less = self.greater_p_value(reference, group, self.inverted(null))
        return min(1.0, 2 * min(greater, less))

    def greater_p_value(self, group: Group, reference: Group, null: float) -> float:
        """Return the p-value of a contrast against all larger ones.

        Parameters
        ----------
        group, reference : Group
            The two groups.
        null : float
            Strictly within the range of the contrast.

        Returns
        -------
        float
            The share of the smallest contrasts that do not exceed it, in [0, 1].
        """
        lower, upper = lower_limits(group), upper_limits(reference)
        if not isinstance(lower, Beta):
            other = self.bound(np.array([lower]), self.inverted(null))
            return 1 - _share_within(upper, other)
        if not isinstance(upper, Beta):
            return _share_within(lower, self.bound(np.array([upper]), null))
        return self._share_at_most(lower, upper, null)

    def _low(self, group: Group, reference: Group, tail: float) -> float:
        lower, upper = lower_limits(group), upper_limits(reference)
        if isinstance(lower, Beta) and isinstance(upper, Beta):
            return self.quantile(lower, upper, tail)
        return self.value(_quantile(lower, tail), _quantile(upper, 1 - tail))

    def _share_at_most(self, group: Beta, reference: Beta, null: float) -> float:
        """Integrate over the narrower one, because the other's share is then smooth."""
        other = self.inverted(null)
        if group.is_narrower_than(reference):
            return 1 - self._share_at_most(reference, group, other)
        kinks = self.bound(np.array([0.0, 1.0]), other)
        return expectation(
            lambda x: _share(group, self.bound(expit(x), null)),
            reference,
            breaks=tuple(logit(kinks[(kinks > 0) & (kinks < 1)]).tolist()),
        )


def lower_limits(group: Group) -> Limits:
    """Return the distribution of the group's exact lower limits.

    Parameters
    ----------
    group : Group
        Attacks among its incidents.

    Returns
    -------
    Beta or float
        0 if it has no attack.
    """
    if group.attacks == 0:
        return 0.0
    return Beta(a=group.attacks, b=group.incidents - group.attacks + 1)


def upper_limits(group: Group) -> Limits:
    """Return the distribution of the group's exact upper limits.

    Parameters
    ----------
    group : Group
        Attacks among its incidents.

    Returns
    -------
    Beta or float
        1 if all its incidents are attacks.
    """
    if group.attacks == group.incidents:
        return 1.0
    return Beta(a=group.attacks + 1, b=group.incidents - group.attacks)


def inverted_ratio(ratio: float) -> float:
    """Return one over a ratio; over 0 it is infinite.

    Parameters
    ----------
    ratio : float
        0 or more, and finite.

    Returns
    -------
    float
        The ratio of the swapped groups.
    """
    return 1 / ratio if ratio else inf


def _check_groups(group: Group, reference: Group) -> None:
    check_type("group", group, Group)
    check_type("reference", reference, Group)


def _quantile(limits: Limits, probability: float) -> float:
    return limits.quantile(probability) if isinstance(limits, Beta) else limits


def _share(limits: Beta, proportions: np.ndarray) -> np.ndarray:
    return np.asarray(betainc(limits.a, limits.b, np.clip(proportions, 0, 1)))


def _share_within(limits: Limits, proportion: np.ndarray) -> float:
    """Return the share of limits below a proportion; 0 of those that are all 1."""
    return float(_share(limits, proportion)[0]) if isinstance(limits, Beta) else 0.0
