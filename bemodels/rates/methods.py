"""What a method of comparing two groups is, so that all of them can be listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from bemodels.result import Interval

MethodScale = Literal[
    "risk difference", "risk ratio", "odds ratio", "rate difference", "rate ratio"
]
Family = Literal[
    "score",
    "exact conditional",
    "exact unconditional",
    "MOVER",
    "melded",
    "profile",
    "closed form",
    "posterior",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One interval for one contrast of two groups.

    Attributes
    ----------
    name : str
        That of the public function.
    scale : str
        The contrast.
    family : str
        The arithmetic that it shares with others.
    interval : callable
        The public function: group, reference and level to an interval.
    p_value : callable or None
        Group, reference and null value to the two-sided p-value that the interval
        inverts; none for an interval that inverts no test.
    continuous : bool
        Whether that p-value moves without jumps along the null value.
    held : callable or None
        Sizes of the two groups and level to a function that says which tables'
        intervals hold a value, where that is sooner known than every interval.
    """

    name: str
    scale: MethodScale
    family: Family
    interval: Callable[..., Interval]
    p_value: Callable[[Any, Any, float], float] | None = None
    continuous: bool = True
    held: Callable[..., Callable[[float], np.ndarray]] | None = None
