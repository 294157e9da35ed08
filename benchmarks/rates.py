"""Time the comparison of two groups, its imports, and the p-values of a design."""

from __future__ import annotations

import subprocess
import sys
import time
import warnings
from statistics import median

import numpy as np

SIZES = (12, 95)
RUNS = 5
TIMED = """
import time
{imports}
start = time.perf_counter()
{calls}
print(time.perf_counter() - start)
"""
OURS = TIMED.format(
    imports="""
from bemodels.rates.unconditional import p_values_of_every_table
from bemodels.rates.unconditional.likelihood_tests import BOSCHLOO
""",
    calls="p_values_of_every_table((12, 95), BOSCHLOO)",
)
REPORT = TIMED.format(
    imports="from bemodels.rates import Group, compare_attack_rates",
    calls="""
compare_attack_rates(Group(attacks=3, incidents=12), Group(attacks=1, incidents=95))
""",
)
# What SciPy has of the report: one of its two tests, the conditional odds ratio and
# both attack rates, each with its interval, and a Wald interval of the risk ratio.
SCIPY_PART = TIMED.format(
    imports="""
from scipy.stats import binomtest, boschloo_exact
from scipy.stats.contingency import odds_ratio, relative_risk
""",
    calls="""
boschloo_exact([[3, 1], [9, 94]]).pvalue
odds_ratio([[3, 9], [1, 94]]).confidence_interval()
relative_risk(3, 12, 1, 95).confidence_interval()
binomtest(3, 12).proportion_ci(method="wilson")
binomtest(1, 95).proportion_ci(method="wilson")
""",
)


def fresh(code: str) -> tuple[float, float]:
    """Return the median seconds of fresh processes, and of what each prints."""
    whole, within = [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
        whole.append(time.perf_counter() - start)
        within.append(float(run.stdout))
    return median(whole), median(within)


def importing(modules: str) -> float:
    """Return the median seconds of an import in fresh processes, Python's start out."""
    return fresh(
        f"import time; start = time.perf_counter(); import {modules}; "
        "print(time.perf_counter() - start)"
    )[1]


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


def print_report() -> None:
    """Print how long the whole report takes, and what SciPy has of it."""
    (process, call), (scipy_process, scipy_call) = fresh(REPORT), fresh(SCIPY_PART)
    print("compare_attack_rates, 3 of 12 against 1 of 95")
    print(f"bemodels, the call in a fresh process  {call:8.3f} s   limit 1.5")
    print(f"bemodels, the process with imports     {process:8.3f} s")
    print(f"SciPy, the part it has, in its own     {scipy_call:8.3f} s")
    print(f"SciPy, the process with imports        {scipy_process:8.3f} s")
    print(f"ratio {call / scipy_call:.0f}, with imports {process / scipy_process:.1f}")


def print_imports() -> None:
    """Print how long the import takes, and the part of it that is SciPy's."""
    ours, used, stats = map(
        importing, ("bemodels.rates", "scipy.special, scipy.optimize", "scipy.stats")
    )
    print("Imports, less Python's start")
    print(f"bemodels.rates                         {ours:8.3f} s")
    print(f"scipy.special and optimize within it   {used:8.3f} s   {used / ours:.0%}")
    print(f"scipy.stats, which it does not load    {stats:8.3f} s")


def print_every_table() -> None:
    """Print how long Boschloo's p-values of all tables take, SciPy's beside them."""
    from bemodels.rates.unconditional import p_values_of_every_table
    from bemodels.rates.unconditional.likelihood_tests import BOSCHLOO

    process, call = fresh(OURS)
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


def main() -> None:
    """Measure, compare and print."""
    print_report()
    print_imports()
    print_every_table()


if __name__ == "__main__":
    main()
