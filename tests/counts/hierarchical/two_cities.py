"""Two cities in four years: one shape, compiled once, and grids to hold draws to."""

from dataclasses import replace

import numpy as np

from bemodels.counts import CITY_YEAR_PRIORS, IndependentYears, NoSpread
from bemodels.data import CountTable

YEARS = (7 / 12, 1.0, 1.0, 10 / 12)
LEVEL_AND_DISPERSION = replace(
    CITY_YEAR_PRIORS, cities=NoSpread(), years=IndependentYears(spread=NoSpread())
)
LEVEL_ALONE = replace(LEVEL_AND_DISPERSION, dispersion=NoSpread())
LEVEL_AND_CITIES = replace(LEVEL_ALONE, cities=CITY_YEAR_PRIORS.cities)


def two_cities(a, b):
    """Return the counts of cities A and B as a table."""
    return CountTable(
        keys=("city", "year"),
        rows=tuple(
            (city, 2014 + number, count, exposure)
            for city, row in (("A", a), ("B", b))
            for number, (count, exposure) in enumerate(zip(row, YEARS, strict=True))
        ),
    )


def exact_tails(values, weights, level=0.95):
    """Return lower limit, median and upper limit of values on a grid with weights."""
    order = np.argsort(values, axis=None)
    mass = np.cumsum(np.broadcast_to(weights, values.shape).ravel()[order])
    tails = [(1 - level) / 2, 0.5, (1 + level) / 2]
    return np.interp(tails, mass / mass[-1], values.ravel()[order])
