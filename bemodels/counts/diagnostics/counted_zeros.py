"""Rows without a count beside the number that is expected, as a result says it."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.result import Cell, Check, Estimate, HypothesisTest, Interval, Table
from bemodels.result.display import format_level
from bemodels.result.values import Identified


@dataclass(frozen=True, kw_only=True)
class CountedZeros:
    """How many rows have no count, and how many would.

    Attributes
    ----------
    zeros, rows : int
        Rows without a count, and all.
    expected : float
        Of the zeros.
    low, high : int
        Their prediction interval.
    level : float
        Of the interval, in (0, 1).
    """

    zeros: int
    rows: int
    expected: float
    low: int
    high: int
    level: float

    def estimate(self, *, method: str, identified: Identified) -> Estimate:
        """Return the expected number.

        Parameters
        ----------
        method, identified : str
            As in `Interval` and `Estimate`.

        Returns
        -------
        Estimate
            ``expected_zeros``.
        """
        return Estimate(
            estimand="expected_zeros",
            value=self.expected,
            unit="rows",
            interval=Interval(
                low=self.low,
                high=self.high,
                level=self.level,
                kind="prediction",
                method=method,
            ),
            identified=identified,
        )

    def check(self) -> Check:
        """Hold the observed number to its prediction interval.

        Returns
        -------
        Check
            Failed where there are more, or fewer.
        """
        return Check(
            name="zeros are as many as expected",
            passed=self.low <= self.zeros <= self.high,
            detail=f"{self.zeros} rows of {self.rows} have no count, "
            f"{self.expected:.4g} are expected ({format_level(self.level)} prediction "
            f"{self.low} to {self.high})",
        )

    def table(self, *others: tuple[str, int]) -> Table:
        """Return observed and expected number as rows.

        Parameters
        ----------
        *others : tuple of (str, int)
            Further numbers of rows, each with its words.

        Returns
        -------
        Table
            Numbers, and shares of all rows.
        """
        numbers: tuple[tuple[str, float], ...] = (
            ("observed", self.zeros),
            ("expected", self.expected),
            *others,
        )
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (words, number, number / self.rows) for words, number in numbers
        )
        return Table(
            name="Rows without a count", columns=("", "rows", "share"), rows=rows
        )


def zero_tests(
    more: float, fewer: float, *, method: str
) -> tuple[HypothesisTest, HypothesisTest]:
    """Return the tests against too many and against too few zeros.

    Parameters
    ----------
    more, fewer : float
        Chance of so many zeros or more, and of so many or fewer.
    method : str
        As in `HypothesisTest`.

    Returns
    -------
    tuple of HypothesisTest
        One-sided; the rounding of a sum makes no chance exceed 1.
    """
    first, second = (
        HypothesisTest(
            null=f"No {word} rows are without a count than the model expects",
            method=method,
            p_value=min(1.0, chance),
        )
        for word, chance in (("more", more), ("fewer", fewer))
    )
    return first, second
