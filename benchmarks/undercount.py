"""Time the ladder of assumptions, its draws and curves, and many lists at once."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

RUNS = 5
LONG = 60
IMPORTS = """
import time
import numpy as np
from scipy.special import betainc
from scipy.stats import betanbinom, nbinom
from bemodels.undercount import *
from bemodels.undercount.capture import *
inspired, linked = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
prior = SurfacingPrior(beta=Beta(a=2, b=8), reason="for a benchmark")
stated = dict(relative_propensity=1, linked_surfacing=1)
routes = dict(independent_only=5, connection_only=8, both=4)
KOSOVO = {
    "1000": 1131, "0100": 845, "1100": 177, "0010": 936, "1010": 228, "0110": 217,
    "1110": 181, "0001": 306, "1001": 106, "0101": 31, "1101": 18, "0011": 123,
    "1011": 42, "0111": 32, "1111": 27,
}
UNITED_KINGDOM = {
    "10000": 54, "01000": 463, "00100": 995, "00010": 695, "00001": 316, "11000": 15,
    "10100": 19, "10010": 3, "01100": 62, "01010": 19, "01001": 1, "00110": 76,
    "00101": 11, "00011": 8, "11100": 1, "11010": 1, "01110": 4, "11110": 1,
}
"""
# What is called, the most seconds that it may take in a fresh process, and what others
# have of it, nothing where they have none.
CALLS: dict[str, tuple[str, float, str]] = {
    "rung 0: fate_odds": ("fate_odds(inspired, linked)", 0.05, ""),
    "rung 1: hidden_given_surfacing": (
        "hidden_given_surfacing(inspired, 0.2)",
        0.05,
        "nbinom.ppf([0.025, 0.5, 0.975], 12, 0.2)",
    ),
    "rung 2: hidden_given_propensity": (
        "hidden_given_propensity(inspired, linked, log_sd=0, **stated)",
        0.05,
        "",
    ),
    "rung 2, log sd 1": (
        "hidden_given_propensity(inspired, linked, log_sd=1, **stated)",
        0.05,
        "",
    ),
    "rung 3: hidden_given_prior": (
        "hidden_given_prior(inspired, prior)",
        0.05,
        "betanbinom.ppf([0.025, 0.5, 0.975], 12, 2, 8)",
    ),
    "rung 4: discovery routes": (
        "hidden_given_discovery_routes(inspired, dependence=1, transfer=1, **routes)",
        0.0,
        "",
    ),
    "rung 4, dependence 2": (
        "hidden_given_discovery_routes(inspired, dependence=2, transfer=1, **routes)",
        0.0,
        "",
    ),
    "draw_fates, 100,000 draws": (
        "draw_fates(inspired, linked, rng=np.random.default_rng(1), draws=100_000)",
        0.03,
        "",
    ),
    "sensitivity curve, 200 points": (
        "[hidden_given_surfacing(inspired, one) for one in np.geomspace(0.02, 1, 200)]",
        0.5,
        "[nbinom.ppf([0.025, 0.5, 0.975], 12, p) for p in np.geomspace(0.02, 1, 200)]",
    ),
    "decomposable graphs, five lists": (
        "decomposable_graphs(UNITED_KINGDOM, delta=1, log_prior=SCALE)",
        2.0,
        "",
    ),
    "latent classes, Kosovo": (
        "latent_classes(KOSOVO, rng=np.random.default_rng(1), classes=10, a=0.25, "
        "b=0.25, draws=8_000)",
        120.0,
        "",
    ),
}


def fresh(call: str, runs: int) -> tuple[float, float]:
    """Return the least and the median seconds of a call in fresh processes."""
    code = f"{IMPORTS}start = time.perf_counter()\n{call}\n"
    code += "print(time.perf_counter() - start)"
    seconds = []
    for _ in range(runs):
        run = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
        seconds.append(float(run.stdout))
    return min(seconds), median(seconds)


def kosovo() -> str:
    """Return the checks of the latent classes that the call made, in words."""
    code = f"""{IMPORTS}
result = {CALLS["latent classes, Kosovo"][0]}
print(" ".join(f"{{one.name}}: {{one.detail}};" for one in result.checks))
"""
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    return run.stdout.strip()


def main() -> None:
    """Measure, compare and print."""
    print(
        f"{'seconds in a fresh process, after imports':40} least median  limit  SciPy"
    )
    for name, (call, limit, peer) in CALLS.items():
        runs = 1 if limit > LONG else RUNS
        least, middle = fresh(call, runs)
        line = f"{name:40} {least:6.4f} {middle:6.4f} {limit or '-':>6}"
        if peer:
            theirs = fresh(peer, runs)[0]
            line += f" {theirs:6.4f}, ratio {least / theirs:.1f}"
        print(line, flush=True)
    print(f"latent classes, Kosovo: {kosovo()}")


if __name__ == "__main__":
    main()
