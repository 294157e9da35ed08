"""Time Boschloo's p-values of every table of a design, SciPy beside them."""

from __future__ import annotations

import subprocess
import sys
import time
import warnings

import numpy as np

SIZES = (12, 95)
OURS = """
import time
from bemodels.rates.unconditional import p_values_of_every_table
from bemodels.rates.unconditional.likelihood_tests import BOSCHLOO
start = time.perf_counter()
p_values_of_every_table((12, 95), BOSCHLOO)
print(time.perf_counter() - start)
"""


def ours() -> tuple[float, float]:
    """Return the seconds of a fresh process, and of the call within it."""
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-c", OURS], check=True, capture_output=True, text=True
    )
    return time.perf_counter() - start, float(run.stdout)


def peer() -> tuple[float, np.ndarray]:
    """Return the seconds and the p-values of SciPy, table by table."""
    from scipy.stats import boschloo_exact

    n, m = SIZES
    p_values = np.empty((n + 1, m + 1))
    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for x, y in np.ndindex(p_values.shape):
            p_values[x, y] = boschloo_exact([[x, y], [n - x, m - y]]).pvalue
    return time.perf_counter() - start, p_values


def main() -> None:
    """Measure, compare and print."""
    from bemodels.rates.unconditional import p_values_of_every_table
    from bemodels.rates.unconditional.likelihood_tests import BOSCHLOO

    process, call = min(ours() for _ in range(5))
    seconds, theirs = peer()
    given = np.isfinite(theirs)
    gap = (p_values_of_every_table(SIZES, BOSCHLOO) - theirs)[given]
    print(f"Boschloo, all {theirs.size} tables of 12 and 95 incidents")
    print(f"bemodels, the call in a fresh process  {call:8.3f} s   limit 1.0")
    print(f"bemodels, the process with imports     {process:8.3f} s")
    print(f"scipy.stats.boschloo_exact, one by one {seconds:8.3f} s")
    print(f"ratio {seconds / call:.0f} for the call, {seconds / process:.0f} for all")
    print(f"ours less SciPy's: {gap.min():.2g} to {gap.max():.2g}")
    print(f"tables without a number from SciPy: {(~given).sum()}")


if __name__ == "__main__":
    main()
