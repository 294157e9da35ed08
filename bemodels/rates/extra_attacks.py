"""How many incidents there are for each attack more than in a reference.

One over the risk difference. Where the interval of the difference spans 0, its inverse
is no interval but all numbers beyond two, of both signs [1]_; no two limits can say so,
and none are given alone.

References
----------
.. [1] Altman DG (1998). Confidence intervals for the number needed to treat. BMJ 317,
   1309-1312.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from bemodels.rates.group import Group
from bemodels.rates.sample import counts_of, sample_difference
from bemodels.rates.score import risk_difference_scas
from bemodels.result.rules import check_fields, check_level


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPerExtraAttack:
    """Incidents per attack more; negative for an attack fewer.

    Attributes
    ----------
    value : float
        One over the sample difference; infinite where there is none.
    parts : tuple of (float, float)
        The set of numbers that the data allow, in rising order: one part, or two if
        the difference may be of either sign. Only all parts together have the level.
    level : float
        Nominal coverage of the set, in (0, 1).
    method : str
        Of the interval of the difference, as a reader would look it up.

    Raises
    ------
    InvalidDataError
        If a field is of another type, or the level lies outside (0, 1).
    """

    value: float
    parts: tuple[tuple[float, float], ...]
    level: float
    method: str

    def __post_init__(self) -> None:
        """Refuse what is no set of numbers."""
        check_fields(self)
        check_level(self.level)

    def __contains__(self, number: float) -> bool:
        return any(low <= number <= high for low, high in self.parts)

    def __str__(self) -> str:
        parts = " or ".join(f"{low:.4g} to {high:.4g}" for low, high in self.parts)
        return f"{self.value:.4g} ({parts})"


def number_per_extra_attack(
    group: Group, reference: Group, *, level: float = 0.95
) -> NumberPerExtraAttack:
    """Return how many incidents of a group there are for each attack more.

    Parameters
    ----------
    group, reference : Group
        The two groups; the reference is subtracted.
    level : float, default 0.95
        Nominal coverage, in (0, 1).

    Returns
    -------
    NumberPerExtraAttack
        One over the difference of attack rates, with one over the limits of
        `risk_difference_scas`: two parts where these have either sign.

    Raises
    ------
    InvalidDataError
        If a group is no `Group`, or `level` lies outside (0, 1).

    References
    ----------
    .. [1] Altman DG (1998). Confidence intervals for the number needed to treat. BMJ
       317, 1309-1312.

    Examples
    --------
    >>> print(
    ...     number_per_extra_attack(
    ...         Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    ...     )
    ... )
    4.176 (1.9 to 17.46)
    >>> print(
    ...     number_per_extra_attack(
    ...         Group(attacks=5, incidents=56), Group(attacks=0, incidents=29)
    ...     )
    ... )
    11.2 (-inf to -53.71 or 5.356 to inf)
    """
    difference = risk_difference_scas(group, reference, level=level)
    sample = sample_difference(*counts_of(group, reference))
    return NumberPerExtraAttack(
        value=1 / sample if sample else inf,
        parts=_inverse(difference.low, difference.high),
        level=level,
        method=f"one over the limits of the risk difference, {difference.method}",
    )


def _inverse(low: float, high: float) -> tuple[tuple[float, float], ...]:
    """Return the numbers of which one over lies between two limits."""
    below = (-inf if high >= 0 else 1 / high, 1 / low) if low < 0 else None
    above = (1 / high, inf if low <= 0 else 1 / low) if high > 0 else None
    return tuple(part for part in (below, above) if part)
