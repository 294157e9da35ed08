"""Rows by classes of counts, observed and expected, as a table and as curves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.result import Check, Curve, Table
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from bemodels.result import Cell


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Rows by classes of counts; the last holds all larger counts.

    Attributes
    ----------
    middle : numpy.ndarray, shape (K,)
        The middle of each class; the first count of the last one.
    label : tuple of str, length K
        Their names.
    observed, expected, low, high : numpy.ndarray, shape (K,)
        Numbers of rows: seen, expected, and the limits of the band.
    """

    middle: np.ndarray
    label: tuple[str, ...]
    observed: np.ndarray
    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @property
    def outside(self) -> int:
        """How many classes lie outside their band."""
        return int(((self.observed < self.low) | (self.observed > self.high)).sum())


def class_check(classes: Classes, level: float) -> Check:
    """Return whether every class lies inside its band.

    Parameters
    ----------
    classes : Classes
        Rows by classes of counts.
    level : float
        Probability of each class's band.

    Returns
    -------
    Check
        With how many lie outside, and how many the model expects to.
    """
    number = len(classes.label)
    return Check(
        name="rows with each count are as many as expected",
        passed=classes.outside == 0,
        detail=f"{classes.outside} of {number} classes lie outside a pointwise "
        f"{format_level(level)} band; the model expects "
        f"{number * (1 - level):.2g} or fewer",
    )


def class_labels(first: np.ndarray, width: int) -> tuple[str, ...]:
    """Return the names of classes of counts.

    Parameters
    ----------
    first : numpy.ndarray of int, shape (K,)
        The smallest count of each.
    width : int
        Counts in each but the last, which holds all larger ones.

    Returns
    -------
    tuple of str, length K
        Such as ``"0"`` and ``"6 or more"``.
    """
    inner = (
        str(low) if width == 1 else f"{low} to {low + width - 1}" for low in first[:-1]
    )
    return (*inner, f"{first[-1]} or more")


def class_table(classes: Classes, unit: str, level: float) -> Table:
    """Return the rows observed and expected by count.

    Parameters
    ----------
    classes : Classes
        Rows by classes of counts.
    unit : str
        What was counted.
    level : float
        Probability of each class's band.

    Returns
    -------
    Table
        One row a class.
    """
    rows: list[tuple[Cell, ...]] = [
        (label, int(observed), float(expected), int(low), int(high))
        for label, observed, expected, low, high in zip(
            classes.label,
            classes.observed,
            classes.expected,
            classes.low,
            classes.high,
            strict=True,
        )
    ]
    return Table(
        name=f"Rows by number of {unit}",
        columns=(f"{unit} in a row", "observed", "expected", "low", "high"),
        rows=tuple(rows),
        note=f"Low and high: {format_level(level)} prediction of the rows observed.",
    )


def class_curves(
    classes: Classes, unit: str, level: float
) -> tuple[Curve, Curve, Curve]:
    """Return the curves of a rootogram.

    Parameters
    ----------
    classes : Classes
        Rows by classes of counts.
    unit : str
        What was counted.
    level : float
        Probability of each class's band.

    Returns
    -------
    tuple of Curve, length 3
        Expected with its band, observed, and hanging with its band around 0.
    """
    observed, expected, low, high = (
        np.sqrt(one)
        for one in (classes.observed, classes.expected, classes.low, classes.high)
    )
    drawn: dict[str, Any] = {
        "x": tuple(map(float, classes.middle)),
        "x_label": f"{unit} in a row",
        "y_label": "square root of the number of rows",
    }
    band: dict[str, Any] = {"level": level, "kind": "prediction"}
    return (
        Curve(
            name="rootogram: expected",
            y=_points(expected),
            low=_points(low),
            high=_points(high),
            **band,
            **drawn,
        ),
        Curve(
            name="rootogram: observed",
            y=_points(observed),
            level=1.0,
            kind="bounds",
            **drawn,
        ),
        Curve(
            name="rootogram: hanging",
            y=_points(expected - observed),
            low=_points(expected - high),
            high=_points(expected - low),
            **band,
            **drawn,
        ),
    )


def _points(line: np.ndarray) -> tuple[float, ...]:
    return tuple(map(float, line))
