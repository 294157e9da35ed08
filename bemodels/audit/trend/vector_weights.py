"""How much each possible vector is made to count: a stated choice with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, inf

import numpy as np

from bemodels.audit.trend.possible_counts import PossibleCounts
from bemodels.errors import InvalidDataError
from bemodels.result import check_type
from bemodels.result.rules import check_fields, named, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorWeights:
    """One weight a vector, with what it is called and why it was chosen.

    Attributes
    ----------
    name : str
        Of the choice, as it goes into a title.
    weights : tuple of float
        One a vector, 0 or more, not all 0; they need not sum to 1.
    reason : str
        Why these weights, in a sentence. Nothing that a report prints decides them.

    Raises
    ------
    InvalidDataError
        If a weight is negative or infinite, all are 0, or name or reason is empty.

    Examples
    --------
    >>> VectorWeights(name="all the same", weights=(1.0, 1.0), reason="").name
    Traceback (most recent call last):
        ...
    bemodels.errors.InvalidDataError: VectorWeights 'all the same': reason is empty
    """

    name: str
    weights: tuple[float, ...]
    reason: str

    def __post_init__(self) -> None:
        """Refuse what weighs nothing or gives no reason."""
        check_fields(self)
        for field in ("name", "reason"):
            if not getattr(self, field).strip():
                raise InvalidDataError(f"{named(self)}: {field} is empty")
        for one in self.weights:
            if not 0 <= one < inf:
                raise InvalidDataError(
                    f"{named(self)}: a weight must be finite and 0 or more, got "
                    f"{shown(one)}"
                )
        if not fsum(self.weights) > 0:
            raise InvalidDataError(f"{named(self)}: no weight is above 0")

    def of(self, possible: PossibleCounts) -> np.ndarray:
        """Return the weights of some vectors, summing to 1.

        Parameters
        ----------
        possible : PossibleCounts
            The vectors, in the order of the weights.

        Returns
        -------
        numpy.ndarray of float, shape (V,)
            One a vector.

        Raises
        ------
        InvalidDataError
            If there are more or fewer vectors than weights.
        """
        if len(self.weights) != len(possible):
            raise InvalidDataError(
                f"{named(self)}: {len(self.weights)} weights for {len(possible)} "
                "vectors"
            )
        weights = np.array(self.weights, dtype=float)
        return np.asarray(weights / fsum(self.weights))


def equal_weights(possible: PossibleCounts, *, reason: str) -> VectorWeights:
    """Weigh every vector the same.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors.
    reason : str
        Why vectors are to count the same: they then weigh a count of a year by how many
        vectors share it.

    Returns
    -------
    VectorWeights
        One over the number of vectors each.

    Examples
    --------
    >>> possible = PossibleCounts(
    ...     vectors=[[3, 1], [3, 2], [4, 1]], years=(2016, 2017), months=(12, 10)
    ... )
    >>> equal_weights(possible, reason="No vector is known to be likelier.").weights
    (0.3333333333333333, 0.3333333333333333, 0.3333333333333333)
    """
    check_type("possible", possible, PossibleCounts)
    number = len(possible)
    return VectorWeights(
        name="every vector the same", weights=(1 / number,) * number, reason=reason
    )


def equal_year_weights(
    possible: PossibleCounts, year: int, *, reason: str
) -> VectorWeights:
    """Weigh every count of one year the same, and the vectors that share it likewise.

    Parameters
    ----------
    possible : PossibleCounts
        The vectors.
    year : int
        Whose counts are to weigh the same.
    reason : str
        Why counts of this year are to count the same.

    Returns
    -------
    VectorWeights
        One over the number of counts, shared among the vectors of each.

    Examples
    --------
    >>> possible = PossibleCounts(
    ...     vectors=[[3, 1], [3, 2], [4, 1]], years=(2016, 2017), months=(12, 10)
    ... )
    >>> equal_year_weights(possible, 2016, reason="No count is likelier.").weights
    (0.25, 0.25, 0.5)
    """
    check_type("possible", possible, PossibleCounts)
    _, which, times = np.unique(
        possible.of(year), return_inverse=True, return_counts=True
    )
    return VectorWeights(
        name=f"every count of {year} the same",
        weights=tuple((1 / (len(times) * times[which])).tolist()),
        reason=reason,
    )
