"""Which places could have had an incident: those listed, and zeros behind them.

A report lists a place because something happened there, so the places without an
incident must be stated: how many they are is an assumption, never a datum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bemodels.data import CountTable
from bemodels.errors import InvalidDataError
from bemodels.result import Assumption
from bemodels.result.rules import check_whole

# Four thousand replicates of so many places are the largest that a laptop holds.
MOST_PLACES = 10_000
UNLISTED = "a place at risk without incident"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Places:
    """Listed places and the zeros behind them.

    Attributes
    ----------
    labels : tuple of str, length L
        The listed places; one more, `UNLISTED`, for all that were filled in.
    listed_counts, listed_years : numpy.ndarray, shape (L,)
        Count and exposure of each label.
    filled : int
        Places without incident that were filled in, 0 or more.
    """

    labels: tuple[str, ...]
    listed_counts: np.ndarray
    listed_years: np.ndarray
    filled: int

    @property
    def counts(self) -> np.ndarray:
        """Counts of all places at risk, listed ones first."""
        return self._with_filled(self.listed_counts)

    @property
    def years(self) -> np.ndarray:
        """Exposures of all places at risk, listed ones first."""
        return self._with_filled(self.listed_years)

    def _with_filled(self, values: np.ndarray) -> np.ndarray:
        """Repeat the last value, that of the place without incident, once a place."""
        return np.append(values, np.repeat(values[-1], max(0, self.filled - 1)))

    @property
    def assumption(self) -> Assumption:
        """The number of places at risk, as a sentence."""
        at_risk = len(self.counts)
        listed = at_risk - self.filled
        without = int((self.listed_counts == 0).sum()) - bool(self.filled)
        among = f" ({without} of them without an incident)" if without else ""
        return Assumption(
            statement=f"{at_risk} places were at risk: the {listed} listed{among} and "
            f"{self.filled} that are not, without a recorded incident. The number is "
            "stated, not estimated.",
            support="not checkable from these data",
        )


def fill_places(
    table: CountTable, labels: tuple[str, ...], places_at_risk: int
) -> Places:
    """Fill zeros up to the stated number of places at risk.

    Parameters
    ----------
    table : CountTable
        One row a listed place.
    labels : tuple of str
        One a row of the table.
    places_at_risk : int
        At least the rows of the table.

    Returns
    -------
    Places
        Listed and filled places.

    Raises
    ------
    InvalidDataError
        If `places_at_risk` is no whole number from the rows of the table to 10,000,
        or exposures differ while zeros must be filled in: theirs would be a guess.
    """
    at_risk = check_whole("places_at_risk", places_at_risk, least=1)
    if not len(table) <= at_risk <= MOST_PLACES:
        raise InvalidDataError(
            f"places_at_risk must lie between the {len(table)} listed places and "
            f"{MOST_PLACES}, got {at_risk}"
        )
    filled = at_risk - len(table)
    counts, years = np.array(table.counts), np.array(table.years)
    if filled:
        if UNLISTED in labels:
            raise InvalidDataError(
                f"no place may be called {UNLISTED!r}: those that are filled in are"
            )
        if years.min() != years.max():
            raise InvalidDataError(
                "places without incident can be filled in only where all listed ones "
                f"have the same exposure, got {years.min():g} to {years.max():g} "
                "years; add their rows to the table"
            )
        labels = (*labels, UNLISTED)
        counts, years = np.append(counts, 0), np.append(years, years[0])
    return Places(
        labels=labels, listed_counts=counts, listed_years=years, filled=filled
    )
