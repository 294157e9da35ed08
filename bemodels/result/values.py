"""The single statements that a result is made of: a number never travels alone."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

from bemodels.errors import InvalidDataError
from bemodels.result.rules import check_fields, check_level, named

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
        check_fields(self)
        if self.low > self.high:
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

    Raises
    ------
    InvalidDataError
        If the value is not a number, or a field is of another type.
    """

    estimand: str
    value: float
    unit: str
    interval: Interval
    identified: Identified = "data"

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Probability:
    """A number that is itself a probability, a power or an exact tipping point.

    Attributes
    ----------
    statement : str
        What the probability is of.
    value : float
        The number; finite, above 1 only where it is a tipping point.
    given : str
        What it is conditional on: data, prior, design.

    Raises
    ------
    InvalidDataError
        If the value is negative, infinite or not a number.
    """

    statement: str
    value: float
    given: str

    def __post_init__(self) -> None:
        """Refuse what is neither a probability nor a tipping point."""
        check_fields(self)
        if not 0 <= self.value < inf:
            raise InvalidDataError(
                f"{named(self)}: value must be finite and 0 or more, got {self.value}"
            )


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
        check_fields(self)
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

    def __post_init__(self) -> None:
        check_fields(self)


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

    def __post_init__(self) -> None:
        check_fields(self)


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

    def __post_init__(self) -> None:
        check_fields(self)
