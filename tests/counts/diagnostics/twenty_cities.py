"""Twenty cities of unequal rates in four years, the first and the last partial."""

import numpy as np
import pandas as pd

from bemodels.counts import fit_poisson

YEARS = (7 / 12, 1.0, 1.0, 10 / 12)
TOTALS = (31, 19, 13, 9, 7, 6, 5, 4, 3, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0)


def twenty_cities():
    """Return a row a city and year, drawn once: 107 incidents or so."""
    rng = np.random.default_rng(107)
    frame = pd.DataFrame(
        {
            "city": np.repeat([f"c{place:02}" for place in range(20)], 4),
            "year": np.tile(range(4), 20),
            "years": np.tile(YEARS, 20),
        }
    )
    rate = np.repeat(TOTALS, 4) / sum(YEARS)
    return frame.assign(y=rng.poisson(rate * frame["years"]))


def fit_twenty_cities():
    return fit_poisson("y ~ city + C(year)", twenty_cities(), exposure="years")
