"""Shares that were told with known errors, and the true ones [1]_.

References
----------
.. [1] Barron BA (1977). The effects of misclassification on the estimation of relative
   risk. Biometrics 33, 414-418.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result.rules import is_number, shown

Both = float | tuple[float, float]
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share that was told, and the true one.

    Attributes
    ----------
    told, true : float
        Shares; the true one in (0, 1).
    of : int
        How many they are shares of.
    slope : float
        By how much the true share moves with the one that was told.
    """

    told: float
    true: float
    of: int
    slope: float

    @property
    def variance(self) -> float:
        """Variance of the true share, from that of the one that was told."""
        return self.slope**2 * self.told * (1 - self.told) / self.of

    @property
    def counts(self) -> tuple[float, float]:
        """The solved counts: of this share, and of the rest."""
        return self.true * self.of, (1 - self.true) * self.of

    @property
    def count_error(self) -> float:
        """Standard error of either solved count."""
        return sqrt(self.variance) * self.of


def error_pairs(
    sensitivity: Both, specificity: Both
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return sensitivity and specificity of the first and of the second.

    Parameters
    ----------
    sensitivity, specificity : float or (float, float)
        Shares in (0, 1]; one is that of both.

    Returns
    -------
    first, second : (float, float)
        Sensitivity and specificity of each.

    Raises
    ------
    InvalidDataError
        If a share lies outside (0, 1], or two that belong together sum to 1 or less.
    """
    first, second = _pair("sensitivity", sensitivity), _pair("specificity", specificity)
    for one, other in zip(first, second, strict=True):
        if one + other <= 1:
            raise InvalidDataError(
                "sensitivity and specificity must sum to more than 1, which is "
                f"guessing, got {one:g} and {other:g}"
            )
    return (first[0], second[0]), (first[1], second[1])


def _pair(name: str, value: Both) -> tuple[float, float]:
    both = tuple(value) if isinstance(value, Sequence) else (value, value)
    if len(both) != _PAIR or not all(is_number(x) and 0 < x <= 1 for x in both):
        raise InvalidDataError(
            f"{name} must be one share in (0, 1], or two, got {shown(value)}"
        )
    return both[0], both[1]


def solved_share(
    count: int, of: int, sensitivity: float, specificity: float, *, what: str
) -> Share:
    """Return the true share, or refuse errors from which the count cannot come.

    Parameters
    ----------
    count, of : int
        What was told, and of how many.
    sensitivity, specificity : float
        Summing to more than 1.
    what : str
        What is counted, for the message.

    Returns
    -------
    Share
        Strictly between 0 and 1.

    Raises
    ------
    NotEstimableError
        If there is nothing to be a share of, or the true share is not within (0, 1).
    """
    if not of:
        raise NotEstimableError(f"{what} are no share of anything: there are none")
    slope = 1 / (sensitivity + specificity - 1)
    true = (count / of - (1 - specificity)) * slope
    if not 0 < true < 1:
        raise NotEstimableError(
            f"{what} would number {true * of:.4g} of {of}: a sensitivity of "
            f"{sensitivity:g} with a specificity of {specificity:g} cannot have made "
            f"{count}"
        )
    return Share(told=count / of, true=true, of=of, slope=slope)
