"""Independent draws of the four expected fates, for figures; no printed number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.result import check_type
from bemodels.result.rules import check_whole, shown
from bemodels.undercount.fates import Fates

_JEFFREYS = 0.5
# Four arrays of so many numbers are 320 MB.
MOST_DRAWS = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FateDraws:
    """Draws from the posteriors of the four expected fates.

    Attributes
    ----------
    inspired_arrests, inspired_attacks : numpy.ndarray, shape (draws,)
        Expected numbers of inspired actors who were arrested and who attacked.
    linked_arrests, linked_attacks : numpy.ndarray, shape (draws,)
        Those of linked actors.
    """

    inspired_arrests: np.ndarray
    inspired_attacks: np.ndarray
    linked_arrests: np.ndarray
    linked_attacks: np.ndarray

    @property
    def log_fate_odds_ratio(self) -> np.ndarray:
        """Log arrest:attack odds of inspired relative to linked, shape (draws,)."""
        inspired = np.log(self.inspired_arrests) - np.log(self.inspired_attacks)
        linked = np.log(self.linked_arrests) - np.log(self.linked_attacks)
        return np.asarray(inspired - linked)


def draw_fates(
    inspired: Fates, linked: Fates, *, rng: np.random.Generator, draws: int
) -> FateDraws:
    """Draw the four expected fates from their posteriors, each draw independent.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    rng : numpy.random.Generator
        Source of the draws.
    draws : int
        How many, from 1 to 10,000,000.

    Returns
    -------
    FateDraws
        Gamma(count + 1/2, 1) variables, independent of one another.

    Raises
    ------
    InvalidDataError
        If an argument is of another type, or `draws` outside its range.

    Notes
    -----
    For figures: what is printed comes from `fate_odds`, without draws.

    Examples
    --------
    >>> import numpy as np
    >>> inspired, linked = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    >>> found = draw_fates(
    ...     inspired, linked, rng=np.random.default_rng(1), draws=100_000
    ... )
    >>> f"{np.exp(np.median(found.log_fate_odds_ratio)):.3f}"
    '0.035'
    """
    check_type("inspired", inspired, Fates)
    check_type("linked", linked, Fates)
    check_type("rng", rng, np.random.Generator)
    number = check_whole("draws", draws, least=1)
    if number > MOST_DRAWS:
        raise InvalidDataError(
            f"draws must be {MOST_DRAWS} or fewer, got {shown(draws)}"
        )

    def expected(count: int) -> np.ndarray:
        return rng.standard_gamma(count + _JEFFREYS, size=number)

    return FateDraws(
        inspired_arrests=expected(inspired.arrests),
        inspired_attacks=expected(inspired.attacks),
        linked_arrests=expected(linked.arrests),
        linked_attacks=expected(linked.attacks),
    )
