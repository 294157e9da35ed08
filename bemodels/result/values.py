"""The single statements that a result is made of: a number never travels alone."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import Literal

from bemodels.errors import InvalidDataError

IntervalKind = Literal["confidence", "credible", "prediction", "bounds"]
Identified = Literal["data", "prior", "both"]
Support = Literal["by design", "checked", "not checkable from these data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A range that the estimand is claimed to lie in.

    Attributes
    ----------
    low, high : float
        Limits, in the unit of the estimate; an open side is infinite.
    level : float
        Nominal coverage (confidence), posterior mass (credible) or predictive
        probability (prediction), in (0, 1); 1 for bounds.
    kind : {"confidence", "credible", "prediction", "bounds"}
        What `level` promises. Bounds are the worst case and carry no probability.
    method : str
        How the limits were computed, as a reader would look it up.

    Raises
    ------
    InvalidDataError
        If a limit is not a number, the limits are in the wrong order, or the level
        lies outside its range.
    """

    low: float
    high: float
    level: float
    kind: IntervalKind
    method: str

    def __post_init__(self) -> None:
        """Refuse limits that are no range."""
        if isnan(self.low) or isnan(self.high) or self.low > self.high:
            raise InvalidDataError(
                f"an interval needs low <= high, got {self.low} to {self.high} "
                f"({self.method})"
            )
        if self.kind == "bounds":
            if self.level != 1:
                raise InvalidDataError(f"bounds have level 1, got {self.level}")
        else:
            check_level(self.level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One number with its interval, its unit and what it is known from.

    Attributes
    ----------
    estimand : str
        What is estimated; unique within a result.
    value : float
        The point estimate, in `unit`; may be infinite, never missing.
    unit : str
        The unit of `value` and of the limits, such as ``"incidents per year"``.
    interval : Interval
        The uncertainty of `value`.
    identified : {"data", "prior", "both"}
        ``"prior"`` where the data did not touch it: a scenario, not an estimate.
    """

    estimand: str
    value: float
    unit: str
    interval: Interval
    identified: Identified = "data"

    def __post_init__(self) -> None:
        """Refuse a missing number."""
        if isnan(self.value):
            raise InvalidDataError(f"the estimate of {self.estimand} is not a number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Probability:
    """A number that is itself a probability, a power or an exact tipping point.

    Attributes
    ----------
    statement : str
        What the probability is of.
    value : float
        The number.
    given : str
        What it is conditional on: data, prior, design.
    """

    statement: str
    value: float
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisTest:
    """The evidence against one null hypothesis.

    Attributes
    ----------
    null : str
        The hypothesis, as a sentence.
    method : str
        The test, as a reader would look it up.
    p_value : float
        In [0, 1].

    Raises
    ------
    InvalidDataError
        If the p-value lies outside [0, 1].
    """

    null: str
    method: str
    p_value: float

    def __post_init__(self) -> None:
        """Refuse what no p-value can be."""
        if not 0 <= self.p_value <= 1:
            raise InvalidDataError(
                f"the p-value of {self.method} must lie in 0..1, got {self.p_value}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Something the estimates rest on, and what stands behind it.

    Attributes
    ----------
    statement : str
        The assumption, as a sentence.
    support : {"by design", "checked", "not checkable from these data"}
        Why a reader may grant it, or that it must be granted.
    """

    statement: str
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The outcome of one check of data, model or computation.

    Attributes
    ----------
    name : str
        What was checked.
    passed : bool
        Whether it held.
    detail : str
        The numbers behind the verdict.
    """

    name: str
    passed: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where data came from, exactly enough to find the same bytes again.

    Attributes
    ----------
    source : str
        The file, by a name that means the same on every machine.
    sha256 : str
        Hexadecimal digest of the file's bytes.
    rows : int
        Data rows read from it.
    """

    source: str
    sha256: str
    rows: int


def check_level(level: float) -> None:
    """Refuse a coverage level outside (0, 1).

    Parameters
    ----------
    level : float
        Nominal coverage.

    Raises
    ------
    InvalidDataError
        If `level` does not lie strictly between 0 and 1.
    """
    if not 0 < level < 1:
        raise InvalidDataError(f"level must lie between 0 and 1, got {level}")
