"""Simulation-based calibration of the hierarchical model on 20 cities and 4 years."""

from __future__ import annotations

import argparse
import logging
import time

from bemodels.counts import CITY_YEAR_PRIORS, WALK_PRIORS, calibrate_hierarchical
from bemodels.data import CountTable

CITIES = 20
YEARS = {2014: 7 / 12, 2015: 1.0, 2016: 1.0, 2017: 10 / 12}
PRIORS = {"independent": CITY_YEAR_PRIORS, "walk": WALK_PRIORS}
SEED = 20_180_418


def table() -> CountTable:
    """Return the cells; their counts are not used."""
    return CountTable(
        keys=("city", "year"),
        rows=tuple(
            (f"city {city:02d}", year, 0, years)
            for city in range(1, CITIES + 1)
            for year, years in YEARS.items()
        ),
    )


def main(replicates: int, years: str) -> None:
    """Rank truths, and print what their ranks say."""
    logging.getLogger("bemodels.bayes.calibration").setLevel(logging.DEBUG)
    logging.getLogger("bemodels.bayes.calibration").addHandler(logging.StreamHandler())
    start = time.perf_counter()
    result = calibrate_hierarchical(
        table(), priors=PRIORS[years], replicates=replicates, seed=SEED
    )
    print(result)
    print(f"{time.perf_counter() - start:.0f} s in all")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("replicates", type=int, help="truths, such as 1000")
    parser.add_argument("years", choices=PRIORS, help="how effects of years are tied")
    main(**vars(parser.parse_args()))
