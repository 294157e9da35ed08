"""Size, power and coverage of every interval for 12 against 95 incidents, as a file.

    python docs/coverage/every_method.py

writes coverage.csv beside this program, in about four minutes; most of them go to the
exact unconditional intervals. So the file is kept, and not made with every build of
the pages. The tests enumerate the methods again: it cannot differ from the code
unnoticed.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from bemodels.rates.all_methods import ROOMS, SCALES
from bemodels.rates.design.enumeration import (
    CONTRASTS,
    Holds,
    coverage_of,
    power_of,
    size_of,
)
from bemodels.rates.design.held_by_betas import held_by_melding, held_by_posterior
from bemodels.rates.design.method_design import limits_of_every_table
from bemodels.rates.methods import Method
from bemodels.rates.unconditional.nuisance import (
    line_of_difference,
    line_of_odds_ratio,
    line_of_ratio,
)

FILE = Path(__file__).with_name("coverage.csv")
SIZES, LEVEL = (12, 95), 0.95
RATES = (3 / 12, 1 / 95)
LINES = dict(
    zip(SCALES, (line_of_difference, line_of_ratio, line_of_odds_ratio), strict=True)
)
# Their limits are roots; which tables hold a value is known without any.
WITHOUT_LIMITS = {"melded": held_by_melding, "posterior": held_by_posterior}
COLUMNS = (
    "contrast",
    "family",
    "method",
    "size",
    "power",
    "minimum coverage",
    "mean coverage",
    "tables without an interval",
)


def every_interval() -> tuple[Method, ...]:
    """Return the methods of attack rates, the one that stands in no report included."""
    return tuple(
        method
        for scale in SCALES
        for room in ROOMS
        for method in room.METHODS
        if method.scale == scale
    )


def row_of(method: Method) -> tuple[str, ...]:
    """Return what stands in the file of a method.

    Parameters
    ----------
    method : Method
        Of two attack rates.

    Returns
    -------
    tuple of str
        Shares to four digits.
    """
    contrast = CONTRASTS[method.scale]
    holds, missing = _held(method)
    rejects = ~holds(contrast.none) & ~missing
    shares = (
        size_of(rejects),
        power_of(rejects, *RATES),
        *coverage_of(holds, contrast, SIZES),
    )
    named = method.scale, method.family, method.name
    return (*named, *(f"{one:.4f}" for one in shares), str(missing.sum()))


def _held(method: Method) -> tuple[Holds, np.ndarray]:
    """Return which tables' intervals hold a value, and which tables have none."""
    every_one_has = np.zeros((SIZES[0] + 1, SIZES[1] + 1), dtype=bool)
    if method.family in WITHOUT_LIMITS:
        held = WITHOUT_LIMITS[method.family](LINES[method.scale], SIZES, LEVEL)
        return held, every_one_has
    if method.held:
        return method.held(SIZES, LEVEL), every_one_has
    low, high = limits_of_every_table(method, SIZES, LEVEL)
    return (lambda value: (low <= value) & (value <= high)), low > high


def main() -> None:
    """Write the file."""
    rows = [row_of(method) for method in every_interval()]
    with FILE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((COLUMNS, *rows))


if __name__ == "__main__":
    main()
