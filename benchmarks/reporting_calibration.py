"""Simulation-based calibration of the reporting regression on twelve rows."""

from __future__ import annotations

import argparse
import logging
import time

import pandas as pd

from bemodels.undercount import (
    HalfNormalSpread,
    RatePriors,
    ReportingPriors,
    WeakDetection,
    calibrate_reporting,
)

SEED = 20_180_418
PRIORS = ReportingPriors(
    rate=RatePriors(
        intercept_location=2.0,
        intercept_scale=1.5,
        slope_scale=1.0,
        reason="Between one event in three years and 140 a year.",
    ),
    detection=WeakDetection(
        intercept_location=0.0,
        intercept_scale=1.5,
        slope_scale=1.5,
        reason="Nearly flat in the probability.",
    ),
    places=HalfNormalSpread(scale=0.7),
    places_reason="Places rarely differ by more than a factor of four.",
)
VALIDATION = pd.DataFrame({"lead": [0.0, 1.0], "found": 0, "known": [12, 15]})


def rows() -> pd.DataFrame:
    """Return four cities in three years; their counts are not used."""
    return pd.DataFrame(
        [
            {"city": city, "x": year - 1, "lead": (city + year) % 2, "y": 0, "years": 1}
            for city in range(4)
            for year in range(3)
        ]
    ).astype(float)


def main(replicates: int) -> None:
    """Rank truths, and print what their ranks say."""
    logging.getLogger("bemodels.bayes.calibration").setLevel(logging.DEBUG)
    logging.getLogger("bemodels.bayes.calibration").addHandler(logging.StreamHandler())
    start = time.perf_counter()
    result = calibrate_reporting(
        "y ~ x",
        "~ lead",
        rows(),
        exposure="years",
        validation=VALIDATION,
        priors=PRIORS,
        replicates=replicates,
        seed=SEED,
        pooled="city",
    )
    print(result)
    print(f"{time.perf_counter() - start:.0f} s in all")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("replicates", type=int, help="truths, such as 1000")
    main(**vars(parser.parse_args()))
