"""Time the ladder of assumptions, its draws and curves, and many lists at once."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

RUNS = 5
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
}
KOSOVO = (
    "latent_classes(KOSOVO, rng=np.random.default_rng(1), classes=10, a=0.25, b=0.25, "
    "draws=3_000)"
)


def fresh(call: str, runs: int) -> tuple[float, float, float]:
    """Return what a call takes in fresh processes: least and median seconds, least CPU.

    Beside other work only the seconds of the processor say what a call costs.
    """
    code = f"{IMPORTS}start, cpu = time.perf_counter(), time.process_time()\n{call}\n"
    code += "print(time.perf_counter() - start, time.process_time() - cpu)"
    both = [tuple(map(float, printed(code).split())) for _ in range(runs)]
    seconds, cpu = zip(*both, strict=True)
    return min(seconds), median(seconds), min(cpu)


def printed(code: str) -> str:
    """Return what a fresh process prints."""
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    return run.stdout


def kosovo() -> str:
    """Return the seconds of the latent classes, and what the gate found, in words."""
    return printed(f"""{IMPORTS}
start = time.perf_counter()
result = {KOSOVO}
print(f"{{time.perf_counter() - start:.1f}} s;", "limit 120;", *(
    f"{{one.name}}: {{one.detail}};" for one in result.checks
))
""").strip()


def main() -> None:
    """Measure, compare and print."""
    print(f"{'in a fresh process, after imports':36} least s  median     CPU   limit")
    for name, (call, limit, peer) in CALLS.items():
        least, middle, cpu = fresh(call, RUNS)
        line = f"{name:36} {least:7.4f} {middle:7.4f} {cpu:7.4f} {limit or '-':>7}"
        if peer:
            theirs = fresh(peer, RUNS)[2]
            line += (
                f"   SciPy's quantiles {theirs:.4f} of CPU, ratio {cpu / theirs:.1f}"
            )
        print(line, flush=True)
    print(f"latent classes of Kosovo: {kosovo()}")


if __name__ == "__main__":
    main()
