"""Beta priors on an attack rate, each under the name that a reader would look up."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.errors import InvalidDataError
from bemodels.intervals import Beta
from bemodels.rates.group import Group
from bemodels.result.rules import check_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class BetaPrior:
    """A beta prior on an attack rate.

    Attributes
    ----------
    a, b : float
        Shapes, above 0; their sum is what the prior weighs in incidents.
    name : str
        What a reader would look it up under; not empty.

    Raises
    ------
    InvalidDataError
        If a shape is no number above 0 and finite, or the name no text or
        empty.
    """

    a: float
    b: float
    name: str

    def __post_init__(self) -> None:
        """Refuse shapes without a density."""
        check_fields(self)
        if not self.name.strip():
            raise InvalidDataError("a beta prior needs a name, got none")
        Beta(a=self.a, b=self.b)

    @property
    def beta(self) -> Beta:
        """The prior as a distribution."""
        return Beta(a=self.a, b=self.b)

    def after(self, group: Group) -> Beta:
        """Return the posterior of a group's attack rate.

        Parameters
        ----------
        group : Group
            The counts.

        Returns
        -------
        Beta
            The conjugate posterior.

        Examples
        --------
        >>> JEFFREYS.after(Group(attacks=3, incidents=12))
        Beta(a=3.5, b=9.5)
        """
        return Beta(
            a=self.a + group.attacks, b=self.b + group.incidents - group.attacks
        )

    def __str__(self) -> str:
        return f"{self.name}, Beta({self.a:g}, {self.b:g})"


JEFFREYS = BetaPrior(a=0.5, b=0.5, name="Jeffreys")


UNIFORM = BetaPrior(a=1.0, b=1.0, name="uniform")
