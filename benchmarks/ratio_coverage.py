"""How often the 95% interval of a rate ratio holds the truth, by model.

Twenty cities in four years, the first and the last partial, rates of cities lognormal,
about a hundred incidents; the year ratio is 0.5. Each model is fitted to the same
simulated tables. A fit that fails is counted as such and left out of the shares.

    .venv/bin/python benchmarks/ratio_coverage.py 80 0.25 1 0

The first number is how many tables, the others are the alpha of each run.
"""

import sys

import numpy as np

from bemodels.counts import CITY_YEAR_PRIORS, fit_hierarchical
from bemodels.counts.agreement.label_contrast import LabelContrast
from bemodels.counts.agreement.likelihood_models import (
    MODELS,
    clustered_model,
    model_ratios,
)
from bemodels.data import CountTable
from bemodels.errors import NotConvergedError

EXPOSURE = np.array([7 / 12, 1.0, 1.0, 10 / 12])
CITIES, SPREAD = 20, 1.0
CONTRAST = LabelContrast(key="year", value=2017, reference=2015)
HIERARCHICAL = "hierarchical"
RATIO, SEED = 0.5, 20


def simulate(alpha: float, rng: np.random.Generator) -> CountTable:
    """Return one table: gamma shocks of variance alpha a city and year."""
    rates = np.exp(rng.normal(0, SPREAD, CITIES))
    years = np.array([0.9, 1.0, 1.1, RATIO])
    means = rates[:, None] * years * EXPOSURE
    shocks = rng.gamma(1 / alpha, alpha, means.shape) if alpha else 1.0
    counts = rng.poisson(means * shocks)
    return CountTable(
        keys=("city", "year"),
        rows=tuple(
            (f"city {city:02d}", 2014 + year, int(count), float(EXPOSURE[year]))
            for (city, year), count in np.ndenumerate(counts)
        ),
    )


def limits(table: CountTable) -> dict[str, tuple[float, float]]:
    """Return the interval by every model that could be fitted."""
    found = model_ratios(
        table, CONTRAST, (*MODELS, clustered_model("city")), level=0.95
    )
    intervals = {
        one.model: (one.estimates[0].interval.low, one.estimates[0].interval.high)
        for one in found
        if one.estimates
    }
    try:
        posterior = fit_hierarchical(table, priors=CITY_YEAR_PRIORS, seed=SEED)
    except NotConvergedError:
        return intervals
    totals = posterior.draws["posterior"]["annual_total"]
    draws = totals.sel(period=2017) / totals.sel(period=2015)
    low, high = np.quantile(draws.to_numpy(), (0.025, 0.975))
    return intervals | {HIERARCHICAL: (float(low), float(high))}


def report(replicates: int, alpha: float) -> None:
    """Print a line a model: share that holds the ratio, median factor, failures."""
    rng = np.random.default_rng(SEED)
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(replicates):
        for model, interval in limits(simulate(alpha, rng)).items():
            found.setdefault(model, []).append(interval)
    print(f"\nalpha {alpha:g}, {replicates} tables", flush=True)
    for model, intervals in found.items():
        low, high = np.array(intervals).T
        held = float(((low <= RATIO) & (high >= RATIO)).mean())
        with np.errstate(divide="ignore"):
            wide = float(np.median(high / low))
        print(
            f"{model:28} {held:6.1%} {wide:8.2f} {replicates - len(intervals):4d}",
            flush=True,
        )


if __name__ == "__main__":
    for one in sys.argv[2:]:
        report(int(sys.argv[1]), float(one))
