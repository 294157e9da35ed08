"""Time vectors of counts by year, tables of places and years, and the whole audit."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

RUNS = 5
TIMED = """
import time
{imports}
start, spent = time.perf_counter(), time.process_time()
{call}
print(time.perf_counter() - start, time.process_time() - spent)
"""
MARGINS = """
import numpy as np
from scipy.stats import random_table
from bemodels.audit import (
    count_tables, sample_tables_poisson, sample_tables_uniform,
)
places, years = (62, 14, 14, 5, 4, 4, 2, 2), (12, 35, 48, 12)
dated = ((0, 2, 1), (4, 1, 1))
rng = np.random.default_rng(1)
"""
YEARS = """
from bemodels.audit import belgium_year_constraints, year_vectors
constraints = belgium_year_constraints()
"""
LOOPS = """
assert len([
    (n14, n15, n16, n17)
    for n16 in range(3, 107)
    for n17 in range(1, n16)
    if (2 * (1000 * n16 - 1200 * n17) + 10 * n16) // (20 * n16) == 70
    for n15 in range(2, n16)
    if 1 <= (n14 := 107 - n15 - n16 - n17) < n15
]) == 240
"""
# The ways to fill the rows that are left, by what the columns hold.
RECURSION = """
from functools import lru_cache
def splits(total, held):
    if len(held) == 1:
        if total <= held[0]:
            yield (held[0] - total,)
        return
    for first in range(min(total, held[0]) + 1):
        for rest in splits(total - first, held[1:]):
            yield (held[0] - first, *rest)
@lru_cache(maxsize=None)
def ways(row, held):
    if row == 0:
        return 1
    return sum(ways(row - 1, after) for after in splits(places[row], held))
places, years = (62, 14, 14, 5, 4, 4, 2, 2), (12, 35, 48, 12)
"""
COUNTED = "1_084_660_405_284"
AUDITED = """
report = belgium()
audit.audit_ledger(report.ledger).result()
audit.belgium_overlaps(report)
audit.belgium_missing_bounds(report)
peak = audit.year_vectors(audit.belgium_year_constraints())[:, 2]
audit.belgium_claims(report, incidents_2016=(int(peak.min()), int(peak.max())))
"""
# Name, limit in seconds or none, imports and the call; a peer stands below ours.
ROWS = (
    (
        "240 vectors of counts by year",
        0.05,
        YEARS,
        "assert len(year_vectors(constraints)) == 240",
    ),
    ("  loops over whole numbers", None, "", LOOPS),
    (
        "tables of 8 places by 4 years, counted",
        1.0,
        MARGINS,
        f"assert count_tables(places, years) == {COUNTED}",
    ),
    (
        "  a recursion that remembers",
        None,
        RECURSION,
        f"assert ways(7, years) == {COUNTED}",
    ),
    (
        "10,000 tables, uniform, two cells dated",
        2.0,
        MARGINS,
        "sample_tables_uniform(places, years, lower=dated, rng=rng, draws=10_000)",
    ),
    (
        "10,000 tables, Poisson, two cells dated",
        2.0,
        MARGINS,
        "sample_tables_poisson(places, years, lower=dated, rng=rng, draws=10_000)",
    ),
    (
        "10,000 tables, Poisson",
        2.0,
        MARGINS,
        "sample_tables_poisson(places, years, rng=rng, draws=10_000)",
    ),
    (
        "  scipy.stats.random_table, its default",
        None,
        MARGINS,
        "random_table.rvs(places, years, size=10_000, random_state=rng)",
    ),
    (
        "ledger, overlaps, missing values, claims",
        5.0,
        "from bemodels import audit, belgium",
        AUDITED,
    ),
)


def fresh(imports: str, call: str) -> tuple[float, float]:
    """Return the median seconds of a call in fresh processes, and the processor's."""
    code = TIMED.format(imports=imports, call=call)
    seconds = [
        tuple(
            map(
                float,
                subprocess.run(
                    [sys.executable, "-c", code],
                    check=True,
                    capture_output=True,
                    text=True,
                ).stdout.split(),
            )
        )
        for _ in range(RUNS)
    ]
    wall, spent = zip(*seconds, strict=True)
    return median(wall), median(spent)


def main() -> None:
    """Measure, compare and print."""
    ours = 0.0
    print(f"{'':42}{'seconds':>9}{'processor':>11}")
    for name, limit, imports, call in ROWS:
        wall, spent = fresh(imports, call)
        if limit is None:
            note = f"ratio {spent / ours:.2g}"
        else:
            ours, note = spent, f"limit {limit:g}"
        print(f"{name:42}{wall:9.4f}{spent:11.4f}   {note}")


if __name__ == "__main__":
    main()
