"""Time what the foundation promises: imports, help, the appendix, and the refit."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

BEMODELS = [sys.executable, "-m", "bemodels"]


def seconds(command: list[str], *, runs: int, **environment: str) -> float:
    """Return the median wall time of a command in fresh processes."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(
            command, check=True, capture_output=True, env=os.environ | environment
        )
        times.append(time.perf_counter() - start)
    return median(times)


def python(code: str) -> list[str]:
    """Return the command that runs a line of Python."""
    return [sys.executable, "-c", code]


def refit() -> tuple[float, float]:
    """Return the seconds of a first fit, compilation included, and of a refit."""
    from bemodels import belgium
    from bemodels.counts import PLACE_PRIORS, fit_pooled

    table, times = belgium().place_counts(), []
    for places in (100, 50):
        start = time.perf_counter()
        fit_pooled(table, places_at_risk=places, priors=PLACE_PRIORS, seed=1)
        times.append(time.perf_counter() - start)
    return times[0], times[1]


def line(name: str, value: float, limit: str, peer: str = "") -> None:
    """Print one measurement."""
    print(f"{name:<52} {value:8.2f} s   {limit:<14} {peer}")


def main() -> None:
    """Measure and print."""
    bare = seconds(python("pass"), runs=7)
    package = seconds(python("import bemodels"), runs=7)
    scipy = seconds(python("import scipy.stats"), runs=3)
    line("import bemodels, less a bare Python", package - bare, "limit 0.3")
    peer = f"import scipy.stats {scipy:.2f} s, ratio {package / scipy:.2f}"
    line("bemodels --help", seconds([*BEMODELS, "--help"], runs=7), "limit 0.5", peer)
    line(
        "bemodels rates 3/12 1/95",
        seconds([*BEMODELS, "rates", "3/12", "1/95"], runs=5),
        "",
    )
    first, again = refit()
    line("pooled model, first fit with compilation", first, "")
    line(
        "pooled model, refit on other data",
        again,
        "limit 0.6",
        f"ratio {again / first:.3f}",
    )
    with tempfile.TemporaryDirectory() as folder:
        appendix = [*BEMODELS, "appendix", "--out", str(Path(folder) / "appendix")]
        line(
            "bemodels appendix, compile cache as it stands",
            seconds(appendix, runs=1),
            "limit 90",
        )
        cache = f"base_compiledir={Path(folder) / 'cache'}"
        cold = seconds(appendix, runs=1, PYTENSOR_FLAGS=cache)
        line("bemodels appendix, empty compile cache", cold, "limit 90")


if __name__ == "__main__":
    main()
