"""Time hierarchical fits of counts beside Bambi, and fits of up to 100,000 cells."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 3
CITIES = (100, 1_000, 10_000)
PERIODS = 10
TABLE = """
import resource, sys, time
import numpy as np
from bemodels.data import CountTable


def simulate(cities, periods, seed):
    rng = np.random.default_rng(seed)
    years = np.ones(periods)
    years[0], years[-1] = 7 / 12, 10 / 12
    level = -1.2 + rng.normal(0, 1, (cities, 1)) + rng.normal(0, 0.3, periods)
    mean = years * np.exp(level) * rng.gamma(2, 1 / 2, (cities, periods))
    counts = rng.poisson(mean)
    rows = [
        (f"C{c:05d}", 2014 + t, int(counts[c, t]), float(years[t]))
        for c in range(cities)
        for t in range(periods)
    ]
    return CountTable(keys=("city", "year"), rows=rows)


def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


"""
SMALL = (
    TABLE
    + """
from bemodels.counts import CITY_YEAR_PRIORS, fit_hierarchical

posterior = fit_hierarchical(simulate(20, 4, 1), priors=CITY_YEAR_PRIORS, seed=1)
level = dict(posterior.all_quantities())["intercept"]
start = time.perf_counter()
fit_hierarchical(simulate(20, 4, 2), priors=CITY_YEAR_PRIORS, seed=2)
print(time.perf_counter() - start, level.mean(), level.std())
"""
)
# The same model and priors; Bambi's alpha is phi, whose prior is left to it.
BAMBI = """
import sys
import bambi as bmb
import numpy as np
import pandas as pd

data = pd.read_csv(sys.argv[1], dtype={"year": str})
data["log_years"] = np.log(data["years"])


def spread(scale):
    return bmb.Prior("Normal", mu=0, sigma=bmb.Prior("HalfNormal", sigma=scale))


model = bmb.Model(
    "count ~ 1 + (1|city) + (1|year) + offset(log_years)",
    data,
    family="negativebinomial",
    priors={
        "Intercept": bmb.Prior("Normal", mu=-1.2, sigma=1.5),
        "1|city": spread(1.0),
        "1|year": spread(0.5),
    },
)
draws = model.fit(
    draws=1000, tune=1000, chains=4, cores=2, target_accept=0.95, random_seed=1,
    progressbar=False,
)
level = draws.posterior["Intercept"].to_numpy()
print(0, level.mean(), level.std())
"""
CLOSED_FORM = (
    TABLE
    + """
from bemodels import counts

data = simulate(int(sys.argv[2]), int(sys.argv[3]), 1)
start = time.perf_counter()
getattr(counts, sys.argv[1])(data, reference=2014).result()
print(time.perf_counter() - start, megabytes())
"""
)
CONDITIONAL = (
    TABLE
    + """
import warnings
import pandas as pd
from statsmodels.discrete.conditional_models import ConditionalPoisson

frame = simulate(int(sys.argv[1]), int(sys.argv[2]), 1).frame
start = time.perf_counter()
years = pd.get_dummies(frame["year"], drop_first=True, dtype=float)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    ConditionalPoisson(
        frame["count"].to_numpy(), years.to_numpy(), groups=frame["city"].to_numpy(),
        offset=np.log(frame["years"].to_numpy()),
    ).fit(disp=0)
print(time.perf_counter() - start, megabytes())
"""
)
MANY = (
    TABLE
    + """
from bemodels.counts import CITY_YEAR_PRIORS, fit_hierarchical_many

data = simulate(int(sys.argv[1]), int(sys.argv[2]), 1)
start = time.perf_counter()
posterior = fit_hierarchical_many(data, priors=CITY_YEAR_PRIORS, seed=1)
seconds = time.perf_counter() - start
details = {check.name: check.detail for check in posterior.checks}
print(details["ess_bulk"], "|", details["ess_tail"], file=sys.stderr)
print(seconds, megabytes())
"""
)


def fresh(
    code: str, *words: object, python: str = sys.executable
) -> tuple[float, list[float]]:
    """Return the seconds of a fresh process, and the numbers that it prints last."""
    start = time.perf_counter()
    run = subprocess.run(
        [python, "-c", code, *map(str, words)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    seconds = time.perf_counter() - start
    return seconds, [float(one) for one in run.stdout.splitlines()[-1].split()]


def print_small(peer: str | None) -> None:
    """Time 20 cities by 4 years, 4 chains of 1000 + 1000, as whole processes."""
    fresh(SMALL)
    runs = [fresh(SMALL) for _ in range(RUNS)]
    # Each process fits two tables: the second is the refit.
    refit = median(told[0] for _, told in runs)
    whole = median(seconds - told[0] for seconds, told in runs)
    print("Hierarchical NB, 20 cities by 4 years, 4 x (1000 + 1000), warm cache")
    print(f"bemodels, the whole process     {whole:8.2f} s   aim 5")
    print(f"bemodels, a refit on new data   {refit:8.2f} s   limit 0.6")
    print("level: mean {:.3f}, sd {:.3f}".format(*runs[0][1][1:]))
    if peer is None:
        print("Bambi is not timed: give an interpreter that has it by --peer-python")
        return
    theirs, told = time_bambi(peer)
    print(f"Bambi, the whole process        {theirs:8.2f} s")
    print("level: mean {:.3f}, sd {:.3f}".format(*told[1:]))
    print(f"ratio {theirs / whole:.1f}, at least 2 asked")


def time_bambi(peer: str) -> tuple[float, list[float]]:
    """Return the median seconds of Bambi's whole process, and what it prints."""
    write = (
        TABLE + "simulate(20, 4, 1).frame.to_csv(sys.argv[1], index=False)\nprint(0)"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "counts.csv"
        fresh(write, path)
        fresh(BAMBI, path, python=peer)
        runs = [fresh(BAMBI, path, python=peer) for _ in range(RUNS)]
    return median(seconds for seconds, _ in runs), runs[0][1]


def print_closed_form() -> None:
    """Time the fits with city effects in closed form, statsmodels beside one."""
    print("Call in a fresh process, after imports; limit 10 s at 100,000 cells")
    print("cells      fit_poisson_many  ConditionalPoisson  fit_negative_binomial_many")
    for cities in CITIES:
        poisson, gamma = (
            median(fresh(CLOSED_FORM, name, cities, PERIODS)[1][0] for _ in range(RUNS))
            for name in ("fit_poisson_many", "fit_negative_binomial_many")
        )
        theirs = fresh(CONDITIONAL, cities, PERIODS)[1][0]
        print(
            f"{cities * PERIODS:<10} {poisson:14.2f} s {theirs:17.2f} s {gamma:23.2f} s"
        )


def print_many() -> None:
    """Time the hierarchical fit of many cells, every quantity past the gate."""
    print("fit_hierarchical_many, 4 x (1000 + 1000), aim 600 s and limit 4,000 MB")
    print("cells           call    process     memory")
    for cities in CITIES:
        whole, (seconds, memory) = fresh(MANY, cities, PERIODS)
        cells = cities * PERIODS
        print(f"{cells:<10} {seconds:8.1f} s {whole:8.1f} s {memory:7.0f} MB")


def main() -> None:
    """Measure, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-python", help="interpreter of a Python that has Bambi")
    options = parser.parse_args()
    print_small(options.peer_python)
    print_closed_form()
    print_many()


if __name__ == "__main__":
    main()
